"""Holds on files: a complaint or a case under way stops a destruction until somebody lifts it, in whichever table."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import DataKey, Place, seal_json, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

_MOST_REASON = 2_000
_MOST_NAME = 100

REVIEW_LATER = Wording("复核日期须晚于今天。", "The day of review has to lie after today.")
LIFTED_ALREADY = Wording("该暂停销毁已经解除。", "This hold has been lifted already.")


class HoldLifted(RuleRefused):
    """Somebody lifted the hold before."""

    code = "legal-hold-lifted"


class HoldSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """On whose word a hold lies: the organ, and the number of its paper; both empty where it is our own."""

    organ: str = ""
    document_number: str = ""


OUR_OWN = HoldSource()


@dataclass(frozen=True, slots=True)
class NewHold:
    """A hold as somebody places it."""

    reason: str
    source: HoldSource = OUR_OWN
    review_on: date | None = None
    """The day on which somebody asks whether it is still needed; it stands until it is lifted."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold in clear; `lifted_at` is None while it stops destruction.

    Reasons and source are empty for whoever is told no more than that it stands.
    """

    hold_id: UUID
    reason: str
    source: HoldSource
    review_on: date | None
    placed_at: datetime
    placed_by_name: str
    lifted_at: datetime | None
    lifted_by_name: str
    lift_reason: str


def held_in(table: str, file_column: str) -> str:
    """The condition, as SQL, that a hold of that table lies on the file whose id stands in that column."""
    return f"EXISTS (SELECT FROM {table} AS hold WHERE hold.file = {file_column} AND hold.lifted_at IS NULL)"


async def insert_hold(change: Change, officer: Officer, table: str, file_id: UUID, key: DataKey, new: NewHold) -> UUID:
    """Store a hold on a file that the caller's change holds locked; InputInvalid."""
    reason = needed_text(new.reason, "reason", _MOST_REASON)
    source = HoldSource(
        optional_text(new.source.organ, "organ", _MOST_NAME),
        optional_text(new.source.document_number, "document_number", _MOST_NAME),
    )
    if new.review_on is not None and new.review_on <= legal_day(change.at):
        raise InputInvalid(REVIEW_LATER, field="review_on")
    hold_id = uuid4()
    await change.connection.execute(
        f"""INSERT INTO {table} (id, file, reason_sealed, source_sealed, review_on, placed_at, placed_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""",  # noqa: S608 - a table's name
        hold_id, file_id, seal_text(key, reason, Place(table, "reason_sealed", hold_id)),
        seal_json(key, source, Place(table, "source_sealed", hold_id)), new.review_on, change.at, officer.id,
    )  # fmt: skip
    change.note(hold=hold_id)
    return hold_id


async def lift(change: Change, officer: Officer, table: str, hold_id: UUID, key: DataKey, reason: str) -> None:
    """Lift a hold on a file that the caller's change holds locked; HoldLifted when somebody was first."""
    reason = needed_text(reason, "reason", _MOST_REASON)
    lifted = await fetch_one(
        f"""UPDATE {table} SET lifted_at = $2, lifted_by = $3, lift_reason_sealed = $4
            WHERE id = $1 AND lifted_at IS NULL RETURNING id""",  # noqa: S608 - a table's name
        hold_id, change.at, officer.id, seal_text(key, reason, Place(table, "lift_reason_sealed", hold_id)),
    )  # fmt: skip
    if lifted is None:
        raise HoldLifted(LIFTED_ALREADY)
    change.note(hold=hold_id)


async def file_of_hold(table: str, hold_id: UUID) -> UUID:
    """The file on which a hold lies, for whoever loads that file next; NotFound."""
    row = await fetch_one(f"SELECT file FROM {table} WHERE id = $1", hold_id)  # noqa: S608 - a table's name
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    return UUID(str(row["file"]))


async def is_held_in(table: str, file_id: UUID) -> bool:
    """Whether a hold lies on a file that the caller has loaded."""
    return bool(await fetch(f"SELECT FROM {table} WHERE file = $1 AND lifted_at IS NULL LIMIT 1", file_id))


async def holds_of(table: str, file_id: UUID, key: DataKey | None) -> tuple[Hold, ...]:
    """The holds on a file that the caller has loaded, lifted ones too, newest first; without its key, untold why."""
    rows = await fetch(
        f"""SELECT hold.*, coalesce(placer.name, '') AS placed_by_name, coalesce(lifter.name, '') AS lifted_by_name
            FROM {table} AS hold LEFT JOIN officer AS placer ON placer.id = hold.placed_by
            LEFT JOIN officer AS lifter ON lifter.id = hold.lifted_by
            WHERE hold.file = $1 ORDER BY hold.placed_at DESC, hold.id""",  # noqa: S608 - a table's name
        file_id,
    )
    return tuple(_hold_of(table, row, key) for row in rows)


def _hold_of(table: str, row: Record, key: DataKey | None) -> Hold:
    def text(column: str) -> str:
        return unseal_text(key, row[column], Place(table, column, row["id"])) if key and row[column] else ""

    source, place = row["source_sealed"], Place(table, "source_sealed", row["id"])
    return Hold(
        hold_id=row["id"],
        reason=text("reason_sealed"),
        source=unseal_json(key, source, place, HoldSource) if key and source else OUR_OWN,
        review_on=row["review_on"],
        placed_at=row["placed_at"],
        placed_by_name=row["placed_by_name"],
        lifted_at=row["lifted_at"],
        lifted_by_name=row["lifted_by_name"],
        lift_reason=text("lift_reason_sealed"),
    )
