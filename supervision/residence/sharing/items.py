"""What a provision remembers of each record that it gave, and the reference under which an answer names it."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from supervision.residence.changes import RESIDENCE
from supervision.residence.sharing.due_rows import DueRow
from supervision.residence.sharing.words import Answer
from supervision.storage.database import fetch
from supervision.vault import Place, digest, seal_json, service_key, unseal_json

PROVISION = "provision"

_REFERENCE_LENGTH = 12
_GROUP = 4


class GivenItem(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """One record that was given: its id, the keyed digest of what was said of it, and what came back."""

    id: UUID
    said: bytes
    answer: Answer | None = None
    answered_on: date | None = None


def given_item(row: DueRow) -> GivenItem:
    """What is remembered of a row: that it was given, and by a digest whether it reads differently later."""
    return GivenItem(row.id, digest(RESIDENCE, "provision-row", f"{row.id}{msgspec.json.encode(row.cells).decode()}"))


def ids_digest(items: Iterable[GivenItem]) -> bytes:
    """The keyed digest of which records were given, whatever their order."""
    return digest(RESIDENCE, "provision-ids", "\n".join(sorted(str(item.id) for item in items)))


def reference(provision_id: UUID, item_id: UUID) -> str:
    """What stands for a record in one provision, such as `K7QM-X2WF-9RTB`: nothing can be told from it elsewhere."""
    text = base64.b32encode(digest(RESIDENCE, "provision-item", f"{provision_id}{item_id}")).decode()
    return "-".join(text[start : start + _GROUP] for start in range(0, _REFERENCE_LENGTH, _GROUP))


def by_reference(provision_id: UUID, items: Iterable[GivenItem]) -> Mapping[str, GivenItem]:
    """The items of a provision by their references."""
    return {reference(provision_id, item.id): item for item in items}


def plain_reference(typed: str) -> str:
    """A reference as it was typed or pasted, in its one form."""
    plain = "".join(typed.upper().split()).replace("-", "")
    return "-".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


async def seal_items(provision_id: UUID, items: Sequence[GivenItem]) -> bytes:
    """The items for the provision's row."""
    return seal_json(await service_key(RESIDENCE), list(items), Place(PROVISION, "items_sealed", provision_id))


async def open_items(provision_id: UUID, sealed: bytes) -> list[GivenItem]:
    """The items of a provision that the caller has loaded."""
    return unseal_json(
        await service_key(RESIDENCE), sealed, Place(PROVISION, "items_sealed", provision_id), list[GivenItem]
    )


async def last_said(view_id: UUID) -> dict[UUID, bytes]:
    """What was said last of each record ever given under a view."""
    rows = await fetch("SELECT id, items_sealed FROM provision WHERE view = $1 ORDER BY made_at, id", view_id)
    said: dict[UUID, bytes] = {}
    for row in rows:
        said |= {item.id: item.said for item in await open_items(row["id"], row["items_sealed"])}
    return said
