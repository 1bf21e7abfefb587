"""The list of destructions in the key folder: by it a destruction outlives the restoring of an older backup."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import msgspec

from supervision import legal_time
from supervision.errors import KeyFolderRefused, SealBroken
from supervision.storage.database import fetch
from supervision.vault.current import Vault, current_vault
from supervision.vault.destruction import (
    Certificate,
    Destruction,
    destroy_with_descendants,
    store_destruction,
    verify_certificate,
)
from supervision.vault.key_files import RESTORE_IT, append_durably, locked_folder
from supervision.vault.key_folder import DESTROYED_FILE, KeyFolder

_AT_A_TIME = 5_000


class _Line(msgspec.Struct, frozen=True):
    """One line of `destroyed.jsonl`: the certificate exactly as signed."""

    certificate_json: str
    signature: bytes


async def list_destruction(destruction: Destruction) -> None:
    """Write a committed destruction into the key folder's list, and drop its keys from this process."""
    vault = current_vault()
    for key_id in destruction.certificate.key_ids:
        vault.cache.forget(key_id)
    await asyncio.to_thread(_append, vault.folder(destruction.certificate.register), [destruction])


async def reapply_destructions(vault: Vault | None = None) -> int:
    """Destroy again what a restored backup brought back; the number of keys that were living again.

    Certificates that the backup did not know return to the table. Each step can be repeated.
    """
    brought_back = 0
    for folder in (vault or current_vault()).folders.values():
        listed = _read(folder)
        for start in range(0, len(listed), _AT_A_TIME):
            brought_back += await _reapply(folder, listed[start : start + _AT_A_TIME])
    return brought_back


async def list_unlisted(vault: Vault) -> int:
    """Write into the list what was committed but not listed, because the process was killed in between."""
    count = 0
    for folder in vault.folders.values():
        rows = await fetch(
            """SELECT certificate_json, signature FROM destruction
               WHERE register = $1 AND gone_from_backups_on >= $2""",
            folder.register, legal_time.legal_day(legal_time.now()),
        )  # fmt: skip
        listed = {destruction.certificate.certificate_id for destruction in _read(folder)} if rows else set()
        stored = [_destruction(row["certificate_json"], row["signature"]) for row in rows]
        unlisted = [destruction for destruction in stored if destruction.certificate.certificate_id not in listed]
        if unlisted:
            await asyncio.to_thread(_append, folder, unlisted)
        count += len(unlisted)
    return count


async def _reapply(folder: KeyFolder, listed: Sequence[Destruction]) -> int:
    key_ids = [key_id for destruction in listed for key_id in destruction.certificate.key_ids]
    living = await fetch("SELECT id FROM vault_key WHERE id = ANY($1) AND destroyed_at IS NULL", key_ids)
    known = await fetch(
        "SELECT id FROM destruction WHERE id = ANY($1)",
        [destruction.certificate.certificate_id for destruction in listed],
    )
    living_ids: set[UUID] = {row["id"] for row in living}
    known_ids: set[UUID] = {row["id"] for row in known}
    brought_back = 0
    for destruction in listed:
        certificate = destruction.certificate
        is_living = not living_ids.isdisjoint(certificate.key_ids)
        if is_living or certificate.certificate_id not in known_ids:
            _check_signed(folder, destruction)
            await store_destruction(destruction)
        if is_living:
            brought_back += len(await destroy_with_descendants(certificate.key_ids, certificate.destroyed_at))
    return brought_back


def _check_signed(folder: KeyFolder, destruction: Destruction) -> None:
    try:
        verify_certificate(destruction.certificate_json.encode(), destruction.signature, folder.public_key)
    except SealBroken:
        raise KeyFolderRefused(
            f"{folder.path / DESTROYED_FILE} holds a certificate that this register did not sign:"
            f" {destruction.certificate.certificate_id}. {RESTORE_IT}"
        ) from None


def _append(folder: KeyFolder, destructions: Sequence[Destruction]) -> None:
    lines = [
        msgspec.json.encode(_Line(destruction.certificate_json, destruction.signature)) + b"\n"
        for destruction in destructions
    ]
    with locked_folder(folder.path):
        append_durably(folder.path / DESTROYED_FILE, b"".join(lines))


def _read(folder: KeyFolder) -> list[Destruction]:
    """The listed destructions that a backup could still undo: their monthly key exists.

    A line torn by a crash is passed over; its destruction is listed again from the table (`list_unlisted`).
    """
    oldest_month = folder.living_months[0]
    destructions = []
    with (folder.path / DESTROYED_FILE).open("rb") as file:
        for line in file:
            try:
                found = msgspec.json.decode(line, type=_Line)
                destruction = _destruction(found.certificate_json, found.signature)
            except msgspec.MsgspecError:
                continue
            if destruction.certificate.wrapped_by >= oldest_month:
                destructions.append(destruction)
    return destructions


def _destruction(certificate_json: str, signature: bytes) -> Destruction:
    return Destruction(msgspec.json.decode(certificate_json, type=Certificate), certificate_json, signature)
