"""Queries of exports, and the seals of what stands in their rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, Change
from supervision.errors import NotFound, RuleRefused
from supervision.legal_time import now
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.exports.words import ExportKind, ExportShow, ExportState
from supervision.residence.purposes import ResidencePurpose
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import Place, seal, service_key, unseal
from supervision.wording import Wording

SUBJECT, TABLE = "export", "register_export"

STATE_PASSED = Wording("这次导出已不在这一步。", "This export is not at that step any more.")


class ExportStatePassed(RuleRefused):
    """Somebody has taken the export further, or it has ended."""

    code = "export-state-passed"


@dataclass(frozen=True, slots=True)
class RegisterExport:
    """An export as it stands; `drawer_id` is None for a whole division. Nothing here names a resident."""

    id: UUID
    number: str
    kind: ExportKind
    division: str
    drawer_id: UUID | None
    drawer_name: str
    purpose: ResidencePurpose
    state: ExportState
    subjects: int
    exported: int | None
    requested_at: datetime
    requested_by: UUID
    requested_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    ready_at: datetime | None
    expires_at: datetime
    fetched_at: datetime | None

    def is_lapsed_at(self, at: datetime) -> bool:
        """Whether its time is over, the night that says so in the row being still to come."""
        return self.expires_at <= at


async def load_export(officer: Officer, act: Act, export_id: UUID, *, lock: bool = False) -> RegisterExport:
    """An export of a place within the officer's reach; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE e.id = $1 {'FOR UPDATE OF e' if lock else ''}", export_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["division"])
    return _export_of(row)


async def list_exports(
    officer: Officer, show: ExportShow = ExportShow.MINE, cursor: str | None = None
) -> Page[RegisterExport]:
    """The officer's own exports, or those of others to decide on within reach; newest first, 50 a page."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.EXPORT_LIST, None)
    whose = _TO_DECIDE if show is ExportShow.TO_DECIDE else "e.requested_by = $1 AND e.requested_at <= $2"
    rows = await fetch(
        f"""{_SELECT} WHERE {whose} AND e.division LIKE ANY($3)
            AND ($4::timestamptz IS NULL OR (e.requested_at, e.id) < ($4, $5::uuid))
            ORDER BY e.requested_at DESC, e.id DESC LIMIT $6""",
        officer.id, now(), _patterns(officer), after and after.at, after and after.row_id, PAGE_SIZE + 1,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["requested_at"], row["id"]))
    return Page(tuple(map(_export_of, shown)), following)


async def count_exports_to_decide(officer: Officer) -> int:
    """How many exports of others wait for this officer."""
    (row,) = await fetch(
        f"SELECT count(*) AS many FROM register_export AS e WHERE {_TO_DECIDE} AND e.division LIKE ANY($3)",  # noqa: S608 - constants of this module
        officer.id, now(), _patterns(officer),
    )  # fmt: skip
    return int(row["many"])


async def open_export(officer: Officer, export_id: UUID) -> tuple[RegisterExport, str, str]:
    """An export with why it was asked for and why it was refused, in clear; the opening is recorded."""
    async with residence_change(officer.actor, Act.EXPORT_LIST, about(SUBJECT, export_id)):
        export = await load_export(officer, Act.EXPORT_LIST, export_id)
        reason = await unseal_value(export_id, "reason_sealed")
        refusal = await unseal_value(export_id, "refusal_sealed")
    return export, reason.decode(), refusal.decode()


async def close_export(change: Change, export: RegisterExport, state: ExportState, **values: object) -> None:
    """Take an export to an end in the caller's change: what was frozen for it goes, and so does its password."""
    await move_on(change, export, state, subjects_sealed=None, password_sealed=None, **values)


async def move_on(change: Change, export: RegisterExport, state: ExportState, **values: object) -> None:
    """Take an export that the caller has locked to its next state."""
    names = list(values)
    columns = "".join(f", {name} = ${place}" for place, name in enumerate(names, start=3))
    await change.connection.execute(
        f"UPDATE register_export SET state = $2{columns} WHERE id = $1",  # noqa: S608 - names of our own columns
        export.id, state, *(values[name] for name in names),
    )  # fmt: skip
    change.note(number=export.number, state=state)


async def seal_value(export_id: UUID, column: str, value: bytes) -> bytes:
    """A value sealed for a column of an export's row."""
    return seal(await service_key(RESIDENCE), value, Place(TABLE, column, export_id))


async def unseal_value(export_id: UUID, column: str) -> bytes:
    """What is sealed in a column of an export that the caller has loaded; empty where nothing is."""
    row = await fetch_one(f"SELECT {column} AS sealed FROM register_export WHERE id = $1", export_id)  # noqa: S608 - our own column
    if row is None or row["sealed"] is None:
        return b""
    return unseal(await service_key(RESIDENCE), row["sealed"], Place(TABLE, column, export_id))


_TO_DECIDE = "e.requested_by <> $1 AND e.state = 'waiting' AND e.expires_at > $2"
_SELECT = """
SELECT e.id, e.number, e.kind, e.division, e.drawer AS drawer_id, coalesce(drawer.name, '') AS drawer_name, e.purpose,
    e.state, e.subjects, e.exported, e.requested_at, e.requested_by, asker.name AS requested_by_name, e.decided_at,
    coalesce(decider.name, '') AS decided_by_name, e.ready_at, e.expires_at, e.fetched_at
FROM register_export AS e JOIN officer AS asker ON asker.id = e.requested_by
LEFT JOIN officer AS decider ON decider.id = e.decided_by LEFT JOIN drawer ON drawer.id = e.drawer"""


def _patterns(officer: Officer) -> list[str]:
    return [f"{prefix}%" for prefix in reach(officer, Act.EXPORT_LIST)]


def _export_of(row: Record) -> RegisterExport:
    return RegisterExport(
        **{
            **row,
            "kind": ExportKind(row["kind"]),
            "purpose": ResidencePurpose(row["purpose"]),
            "state": ExportState(row["state"]),
        }
    )
