"""Destroying a record's key under a certificate, and opening such a certificate once its signature is verified."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from supervision.audit import Change
from supervision.errors import KeyDestroyed, NotFound
from supervision.officers.officer import NOT_HERE
from supervision.settings import Register
from supervision.storage.database import Record, fetch_one
from supervision.vault import (
    Certificate,
    current_vault,
    destroy_key,
    list_destruction,
    verify_certificate,
)

REASON = "retention"
"""The code in the certificates of what was past its period."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate whose signature was verified, exactly as signed."""

    certificate: Certificate
    certificate_json: str
    signature: bytes


async def open_certified(certificate_id: UUID | None, register: Register) -> Certified:
    """The certificate, verified; NotFound when there is none, SealBroken when the register did not sign it.

    Whoever asks has loaded the proposal that names it.
    """
    row = await fetch_one("SELECT certificate_json, signature FROM destruction WHERE id = $1", certificate_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return _verified(row, register)


async def destroy_certified(change: Change, key_id: UUID, subject_kind: str, subject_id: UUID) -> Certificate:
    """Destroy a key in the caller's change, which lists it in the key folder once it is durable.

    A key that is destroyed already, because a restored backup brought the rows back without it, gives its certificate.
    """
    try:
        destruction = await destroy_key(key_id, REASON, subject_kind, str(subject_id))
    except KeyDestroyed:
        row = await fetch_one("SELECT certificate_json, signature FROM destruction WHERE key_id = $1", key_id)
        if row is None:
            raise
        return _verified(row, change.register).certificate
    change.after_commit(partial(list_destruction, destruction))
    return destruction.certificate


def _verified(row: Record, register: Register) -> Certified:
    public_key = current_vault().folder(register).public_key
    certificate = verify_certificate(row["certificate_json"].encode(), row["signature"], public_key)
    return Certified(certificate, row["certificate_json"], row["signature"])
