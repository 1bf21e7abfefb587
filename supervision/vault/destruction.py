"""Destroying a key, and with it all that it sealed; the certificate says from which day that holds for backups too.

The wrapped key is gone with the commit. What a backup or the write-ahead log still holds of it can be opened only
with the monthly key that wrapped it; that key is destroyed once no backup of its time is left (`rotation`).
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID, uuid4

import msgspec

from supervision import legal_time
from supervision.errors import KeyDestroyed, NotFound
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.vault.current import current_vault
from supervision.vault.key_folder import month_of, verify_signature

BACKUP_LIFE_DAYS = 35
"""How long a backup of the database may be kept: the promise of docs/operations.md that certificates rest on."""


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is certified: which keys, of what, why, since when, and from which day in every backup too."""

    certificate_id: UUID
    register: Register
    key_ids: list[UUID]
    subject_kind: str
    subject_id: str
    reason: str
    destroyed_at: datetime
    wrapped_by: str
    gone_from_backups_on: date
    backup_life_days: int
    signed_by: str
    """The register's public key (raw Ed25519), in hexadecimal."""
    format: Literal["supervision-destruction-1"] = "supervision-destruction-1"


@dataclass(frozen=True, slots=True)
class Destruction:
    """A destruction with its certificate: exactly the signed text, and the signature."""

    certificate: Certificate
    certificate_json: str
    signature: bytes


def gone_from_backups_on(wrapped_by: str, destroyed_at: datetime) -> date:
    """The first day on which no backup holds the key any more.

    At the end of the month survivors are re-wrapped; 35 days later the last backup that needs the old monthly key
    has ended, and the nightly rotation destroys that key within the day.
    """
    year, month = map(int, max(wrapped_by, month_of(destroyed_at)).split("-"))
    last_of_month = date(year, month, monthrange(year, month)[1])
    rewrapped_on = last_of_month + timedelta(days=1)
    return rewrapped_on + timedelta(days=BACKUP_LIFE_DAYS + 1)


async def destroy_key(key_id: UUID, reason: str, subject_kind: str, subject_id: str) -> Destruction:
    """Destroy a key and all keys under it, in the caller's transaction, and store the signed certificate.

    `reason` is a code. After the commit the caller runs `list_destruction`. `NotFound` when there is no such key,
    `KeyDestroyed` when it is destroyed already.
    """
    rows = await fetch("SELECT register, wrapped_by FROM vault_key WHERE id = $1", key_id)
    if not rows:
        raise NotFound(f"There is no key {key_id}.")
    destroyed_at = legal_time.now()
    key_ids = await destroy_with_descendants([key_id], destroyed_at)
    if key_id not in key_ids:
        raise KeyDestroyed(f"The key {key_id} is destroyed already.")
    folder = current_vault().folder(Register(rows[0]["register"]))
    certificate = Certificate(
        certificate_id=uuid4(),
        register=folder.register,
        key_ids=[key_id, *sorted(key_ids - {key_id})],
        subject_kind=subject_kind,
        subject_id=subject_id,
        reason=reason,
        destroyed_at=destroyed_at,
        wrapped_by=rows[0]["wrapped_by"],
        gone_from_backups_on=gone_from_backups_on(rows[0]["wrapped_by"], destroyed_at),
        backup_life_days=BACKUP_LIFE_DAYS,
        signed_by=folder.public_key.hex(),
    )
    text = msgspec.json.encode(certificate, order="deterministic")
    destruction = Destruction(certificate, text.decode(), folder.sign(text))
    await store_destruction(destruction)
    return destruction


async def destroy_with_descendants(key_ids: Sequence[UUID], destroyed_at: datetime) -> set[UUID]:
    """Null the wrapped keys of `key_ids` and of all below them; the ids of those that were living."""
    await fetch("SELECT id FROM vault_key WHERE id = ANY($1) ORDER BY id FOR UPDATE", key_ids)
    rows = await fetch(
        """WITH RECURSIVE tree AS (
               SELECT id FROM vault_key WHERE id = ANY($1)
               UNION
               SELECT below.id FROM vault_key AS below JOIN tree ON below.parent = tree.id
           )
           UPDATE vault_key SET wrapped_sealed = NULL, destroyed_at = $2
           FROM tree WHERE vault_key.id = tree.id AND vault_key.destroyed_at IS NULL
           RETURNING vault_key.id""",
        key_ids, destroyed_at,
    )  # fmt: skip
    return {row["id"] for row in rows}


async def store_destruction(destruction: Destruction) -> None:
    """Store the certificate; one that is there already stays as it is."""
    certificate = destruction.certificate
    await fetch(
        """INSERT INTO destruction (id, register, key_id, reason, subject_kind, subject_id, destroyed_at,
               gone_from_backups_on, certificate_json, signature)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING""",
        certificate.certificate_id, certificate.register, certificate.key_ids[0], certificate.reason,
        certificate.subject_kind, certificate.subject_id, certificate.destroyed_at,
        certificate.gone_from_backups_on, destruction.certificate_json, destruction.signature,
    )  # fmt: skip


def verify_certificate(certificate_json: bytes, signature: bytes, public_key: bytes) -> Certificate:
    """The certificate, once its signature is verified under the register's public key; else `SealBroken`."""
    verify_signature(public_key, certificate_json, signature)
    return msgspec.json.decode(certificate_json, type=Certificate)
