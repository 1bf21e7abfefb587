"""Keys, seals, search digests and destruction: what is stored of people can be read through here only.

`open_vault(settings)` opens the key folders at start and `use_vault` makes the vault the process's own; after that
the functions below need no vault passed to them.
"""

from supervision.vault.current import Vault, chain_mac, current_vault, public_key, sign, use_vault
from supervision.vault.data_key import DataKey, KeyKind
from supervision.vault.destroyed_list import list_destruction, reapply_destructions
from supervision.vault.destruction import (
    BACKUP_LIFE_DAYS,
    Certificate,
    Destruction,
    destroy_key,
    verify_certificate,
)
from supervision.vault.digests import DIGEST_BYTES, digest, digest_terms
from supervision.vault.envelope import (
    OVERHEAD_BYTES,
    Place,
    Sealer,
    seal,
    seal_json,
    seal_text,
    unseal,
    unseal_json,
    unseal_text,
)
from supervision.vault.key_folder import KeyFolder, verify_signature
from supervision.vault.keys import create_key, create_keys, forget, load_key, load_keys, service_key
from supervision.vault.opening import open_vault
from supervision.vault.rotation import RotationReport, rotate_keys
from supervision.vault.search_terms import (
    SearchField,
    SearchTerm,
    normalise_document,
    normalise_name,
    normalise_phone,
    normalise_pinyin,
    person_terms,
    query_terms,
)

__all__ = [
    "BACKUP_LIFE_DAYS",
    "DIGEST_BYTES",
    "OVERHEAD_BYTES",
    "Certificate",
    "DataKey",
    "Destruction",
    "KeyFolder",
    "KeyKind",
    "Place",
    "RotationReport",
    "Sealer",
    "SearchField",
    "SearchTerm",
    "Vault",
    "chain_mac",
    "create_key",
    "create_keys",
    "current_vault",
    "destroy_key",
    "digest",
    "digest_terms",
    "forget",
    "list_destruction",
    "load_key",
    "load_keys",
    "normalise_document",
    "normalise_name",
    "normalise_phone",
    "normalise_pinyin",
    "open_vault",
    "person_terms",
    "public_key",
    "query_terms",
    "reapply_destructions",
    "rotate_keys",
    "seal",
    "seal_json",
    "seal_text",
    "service_key",
    "sign",
    "unseal",
    "unseal_json",
    "unseal_text",
    "use_vault",
    "verify_certificate",
    "verify_signature",
]
