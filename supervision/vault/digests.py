"""Search digests: a term is stored as a keyed digest, so that equal terms meet and nothing else can be learned.

The key differs between registers: the same phone number gives two digests that cannot be joined.
"""

from collections.abc import Iterable

from supervision.settings import Register
from supervision.vault.current import current_vault
from supervision.vault.search_terms import SearchTerm

DIGEST_BYTES = 16
"""Long enough that no two terms of a nation meet by chance."""


def digest(register: Register, field: str, normalised_value: str) -> bytes:
    """The digest (16 bytes) of a normalised value of one field in one register."""
    data = field.encode() + b"\0" + normalised_value.encode()
    return current_vault().folder(register).search_digest(data)[:DIGEST_BYTES]


def digest_terms(register: Register, terms: Iterable[SearchTerm]) -> dict[SearchTerm, bytes]:
    """The digest of each term, in the order of `terms`."""
    return {term: digest(register, term.field, term.value) for term in terms}
