"""Queries of stay notices; their seals are opened and made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.notices.content import Declarer, NoticeItem
from supervision.residence.notices.words import DeclarerKind, ItemState, NoticeKind, NoticeState
from supervision.residence.reach import check_reach
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, Sealer, unseal_json, unseal_text

NOTICE, ITEM = "stay_notice", "stay_notice_item"


class NoticeContent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a notice says beside the people in it: who gives it, under which link, about which place."""

    declarer: Declarer
    place: str
    drawer_id: UUID
    dwelling_id: UUID | None = None
    link_id: UUID | None = None
    room: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A stay notice as it is stored; `given_for` is whether an officer wrote it down for the declarer."""

    id: UUID
    number: str
    vault_key: UUID
    code_digest: bytes
    division: str
    drawer_digest: bytes
    kind: NoticeKind
    declarer_kind: DeclarerKind
    persons: int
    event_on: date
    due_on: date
    state: NoticeState
    received_at: datetime
    received_by: UUID | None
    closed_at: datetime | None
    content_sealed: bytes

    def content(self, key: DataKey) -> NoticeContent:
        """What it says, in clear."""
        return unseal_json(key, self.content_sealed, Place(NOTICE, "content_sealed", self.id), NoticeContent)


@dataclass(frozen=True, slots=True)
class OpenedItem:
    """One person of a notice in clear, and what became of it."""

    id: UUID
    ordinal: int
    item: NoticeItem
    state: ItemState
    resident_id: UUID | None
    reason: str
    decided_at: datetime | None


COLUMNS = """
n.id, n.number, n.vault_key, n.code_digest, n.division, n.drawer_digest, n.kind, n.declarer_kind, n.persons, n.event_on,
n.due_on, n.state, n.received_at, n.received_by, n.closed_at, n.content_sealed"""
"""The columns that `notice_of` reads, of a table named n."""

SELECT_NOTICES = f"SELECT {COLUMNS} FROM stay_notice AS n"  # noqa: S608 - made of constants


def notice_of(row: Record) -> StoredNotice:
    """A stored notice from the columns of `COLUMNS`."""
    values = {name: row[name] for name in StoredNotice.__dataclass_fields__}
    return StoredNotice(
        **{
            **values,
            "kind": NoticeKind(row["kind"]),
            "declarer_kind": DeclarerKind(row["declarer_kind"]),
            "state": NoticeState(row["state"]),
        }
    )


async def load_notice(officer: Officer, act: Act, notice_id: UUID, *, lock: bool = False) -> StoredNotice:
    """The notice, if the officer may do `act` on it; NotFound outside of their reach."""
    row = await fetch_one(f"{SELECT_NOTICES} WHERE n.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", notice_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_digest"])
    return notice_of(row)


async def notice_of_number(number: str, *, lock: bool = False) -> StoredNotice | None:
    """The notice of a receipt's number, for whoever shows its code; whether there is one is told to nobody else."""
    row = await fetch_one(f"{SELECT_NOTICES} WHERE n.number = $1 {'FOR NO KEY UPDATE' if lock else ''}", number)
    return notice_of(row) if row else None


async def items_of(notice_id: UUID, key: DataKey) -> tuple[OpenedItem, ...]:
    """Everybody in a notice that the caller has loaded, in the order in which they were declared."""
    rows = await fetch(
        """SELECT id, ordinal, item_sealed, state, resident, reason_sealed, decided_at FROM stay_notice_item
           WHERE notice = $1 ORDER BY ordinal""",
        notice_id,
    )
    return tuple(_item_of(row, key) for row in rows)


def _item_of(row: Record, key: DataKey) -> OpenedItem:
    reason = row["reason_sealed"]
    return OpenedItem(
        id=row["id"],
        ordinal=row["ordinal"],
        # a union of tagged structs is a type to msgspec, if not to the type checker
        item=unseal_json(key, row["item_sealed"], Place(ITEM, "item_sealed", row["id"]), NoticeItem),  # type: ignore[arg-type]
        state=ItemState(row["state"]),
        resident_id=row["resident"],
        reason=unseal_text(key, reason, Place(ITEM, "reason_sealed", row["id"])) if reason else "",
        decided_at=row["decided_at"],
    )


async def store_items(change: Change, notice_id: UUID, key: DataKey, items: Sequence[NoticeItem]) -> None:
    """Store everybody of a new notice in the caller's change, with one statement."""
    sealer = Sealer(key, ITEM, "item_sealed")
    ids = [uuid4() for _ in items]
    await change.connection.execute(
        """INSERT INTO stay_notice_item (id, notice, ordinal, item_sealed, state)
           SELECT made.id, $1, made.ordinal, made.sealed, 'received'
           FROM unnest($2::uuid[], $3::int[], $4::bytea[]) AS made (id, ordinal, sealed)""",
        notice_id, ids, list(range(1, len(items) + 1)),
        [sealer.seal(msgspec.json.encode(item), item_id) for item, item_id in zip(items, ids, strict=True)],
    )  # fmt: skip


async def close_notice(change: Change, notice_id: UUID, state: NoticeState) -> None:
    """Put down what became of a notice that the caller's change holds locked."""
    closed_at = None if state is NoticeState.RECEIVED else change.at
    await change.connection.execute(
        "UPDATE stay_notice SET state = $2, closed_at = $3 WHERE id = $1", notice_id, state, closed_at
    )
