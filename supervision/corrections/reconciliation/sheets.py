"""The count sheet: made and signed by one officer, countersigned by the head or their deputy, kept as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.approvals.authorities import mandate_of
from supervision.approvals.consent import Capacity, capacity_to_decide
from supervision.approvals.words import Decider
from supervision.audit import Act, Change, audited_change
from supervision.corrections.reconciliation.comparing import compare
from supervision.corrections.reconciliation.counting import CategoryCount
from supervision.corrections.reconciliation.matching import FilePlace
from supervision.corrections.reconciliation.month_counts import count_period_for_system, count_results_for_system
from supervision.corrections.reconciliation.store import (
    Reconciliation,
    about,
    lists_of,
    load_open_reconciliation,
    load_reconciliation,
)
from supervision.corrections.reconciliation.tables import CountSheetRow, ReconciliationRow
from supervision.corrections.reconciliation.words import (
    NO_LISTS,
    NOT_WAITING,
    OWN_SHEET,
    ListSource,
    OwnSheet,
    ReconciliationRefused,
    ReconciliationState,
    Result,
    SheetState,
)
from supervision.errors import NotFound
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, confirm_with_second_factor
from supervision.officers.officer import NOT_HERE
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text, optional_text
from supervision.vault import Place, seal_json, service_key, unseal_json

TABLE = "count_sheet"
_MOST_TEXT = 1_000


class ListCount(msgspec.Struct, frozen=True):
    """A list that was compared."""

    source: ListSource
    as_of_on: date
    covers_from_on: date | None
    rows: int


class DifferenceCount(msgspec.Struct, frozen=True):
    """How many differences of a kind were found, what was done about them, and how many are open."""

    result: Result
    settled: dict[str, int]
    open: int


class SheetContent(msgspec.Struct, frozen=True):
    """What is signed: numbers, and who signs them."""

    county: str
    county_name: str
    from_on: date
    until_on: date
    categories: tuple[CategoryCount, ...]
    states: dict[str, int]
    lists: tuple[ListCount, ...]
    places: dict[str, int]
    differences: tuple[DifferenceCount, ...]
    remark: str
    signed_by_name: str
    office_name: str


class SheetDecision(msgspec.Struct, frozen=True):
    """Who countersigned in which role and by which mandate, or returned it, and why."""

    name: str
    office_name: str
    role: str
    mandate_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CountSheet:
    """A count sheet in clear."""

    id: UUID
    reconciliation_id: UUID
    county: str
    number: str | None
    state: SheetState
    content: SheetContent
    signed_at: datetime
    signed_by: UUID
    decided_at: datetime | None
    decision: SheetDecision | None


_SELECT = """
SELECT s.id, s.reconciliation, r.county, s.number, s.state, s.content_sealed, s.signed_at, s.signed_by, s.decided_at,
       s.decision_sealed
FROM count_sheet AS s JOIN reconciliation AS r ON r.id = s.reconciliation
"""


async def sign_sheet(officer: Officer, reconciliation_id: UUID, remark: str) -> UUID:
    """Compare once more, count and sign; what is open is counted as such. ReconciliationRefused without a list."""
    remark = optional_text(remark, "remark", _MOST_TEXT)
    async with audited_change(officer.actor, Act.COUNT_SHEET_SIGN, about(reconciliation_id)) as change:
        found = await load_open_reconciliation(officer, Act.COUNT_SHEET_SIGN, reconciliation_id)
        content = await _count(change, officer, found, remark)
        sheet_id, key = uuid4(), await service_key(Register.CORRECTIONS)
        await CountSheetRow.insert(
            CountSheetRow(
                id=sheet_id, reconciliation=reconciliation_id, state=SheetState.SIGNED.value,
                content_sealed=seal_json(key, content, Place(TABLE, "content_sealed", sheet_id)), signed_at=change.at,
                signed_by=officer.id,
            )
        )  # fmt: skip
        await _set_state(reconciliation_id, ReconciliationState.SIGNED)
        change.note(sheet=sheet_id, open=sum(each.open for each in content.differences))
    return sheet_id


async def countersign_sheet(officer: Officer, sheet_id: UUID, code: str) -> str:
    """Countersign with the second factor what another signed, and give the number. OwnSheet, NotPermitted."""
    subject = await load_sheet(officer, Act.COUNT_SHEET_COUNTERSIGN, sheet_id)
    await check_may_decide(officer, subject, legal_day(now()))
    await confirm_with_second_factor(officer, code)
    async with audited_change(officer.actor, Act.COUNT_SHEET_COUNTERSIGN, about(subject.reconciliation_id)) as change:
        sheet, capacity = await _lock(officer, sheet_id, change)
        number = await take_number(Series.COUNT_SHEET, sheet.county)
        await _decide(change, officer, sheet, capacity, SheetState.COUNTERSIGNED, number=number)
        await _set_state(sheet.reconciliation_id, ReconciliationState.CLOSED)
    return number


async def return_sheet(officer: Officer, sheet_id: UUID, reason: str) -> None:
    """Return a signed sheet with the reason: lists may come and go again. OwnSheet, NotPermitted."""
    reason = needed_text(reason, "reason", _MOST_TEXT)
    subject = await load_sheet(officer, Act.COUNT_SHEET_COUNTERSIGN, sheet_id)
    async with audited_change(officer.actor, Act.COUNT_SHEET_COUNTERSIGN, about(subject.reconciliation_id)) as change:
        sheet, capacity = await _lock(officer, sheet_id, change)
        await _decide(change, officer, sheet, capacity, SheetState.RETURNED, reason=reason)
        await _set_state(sheet.reconciliation_id, ReconciliationState.OPEN)


async def read_sheet(officer: Officer, sheet_id: UUID) -> CountSheet:
    """A sheet as it was signed; looking is an audited act."""
    subject = await load_sheet(officer, Act.COUNT_SHEET_OPEN, sheet_id)
    async with audited_change(officer.actor, Act.COUNT_SHEET_OPEN, about(subject.reconciliation_id)) as change:
        change.note(sheet=sheet_id)
        return await load_sheet(officer, Act.COUNT_SHEET_OPEN, sheet_id)


async def load_sheet(officer: Officer, act: Act, sheet_id: UUID, *, lock: bool = False) -> CountSheet:
    """The sheet, if the officer may do `act` in its county; NotFound elsewhere."""
    if lock:
        await fetch("SELECT FROM count_sheet WHERE id = $1 FOR NO KEY UPDATE", sheet_id)
    row = await fetch_one(f"{_SELECT} WHERE s.id = $1", sheet_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await load_reconciliation(officer, act, row["reconciliation"])
    return await _sheet_of(row)


async def sheets_of(reconciliation_id: UUID) -> list[CountSheet]:
    """The sheets of a reconciliation that the caller has loaded, the newest first."""
    rows = await fetch(f"{_SELECT} WHERE s.reconciliation = $1 ORDER BY s.signed_at DESC", reconciliation_id)
    return [await _sheet_of(row) for row in rows]


async def countersigned_sheets(counties: Sequence[str], until_on: date) -> list[CountSheet]:
    """The sheets of these counties for the period that ends on that day; the caller has asked for their reach."""
    rows = await fetch(
        f"{_SELECT} WHERE r.county = ANY($1) AND r.until_on = $2 AND s.state = 'countersigned' ORDER BY r.county",
        list(counties), until_on,
    )  # fmt: skip
    return [await _sheet_of(row) for row in rows]


async def check_may_decide(officer: Officer, sheet: CountSheet, day: date) -> Capacity:
    """In which capacity the officer decides on a sheet that waits: the head, or whoever has the head's mandate."""
    if sheet.state is not SheetState.SIGNED:
        raise ReconciliationRefused(NOT_WAITING)
    if sheet.signed_by == officer.id:
        raise OwnSheet(OWN_SHEET)
    return capacity_to_decide(officer, sheet.county, Decider.HEAD, await mandate_of(officer, sheet.county, day))


async def _lock(officer: Officer, sheet_id: UUID, change: Change) -> tuple[CountSheet, Capacity]:
    sheet = await load_sheet(officer, Act.COUNT_SHEET_COUNTERSIGN, sheet_id, lock=True)
    return sheet, await check_may_decide(officer, sheet, legal_day(change.at))


async def _decide(
    change: Change,
    officer: Officer,
    sheet: CountSheet,
    capacity: Capacity,
    state: SheetState,
    *,
    number: str | None = None,
    reason: str = "",
) -> None:
    decision = SheetDecision(officer.name, officer.office_name, capacity.role, capacity.authority_id, reason)
    key = await service_key(Register.CORRECTIONS)
    await CountSheetRow.update(
        {
            "state": state.value,
            "number": number,
            "decided_at": change.at,
            "decided_by": officer.id,
            "decision_sealed": seal_json(key, decision, Place(TABLE, "decision_sealed", sheet.id)),
        }
    ).where(CountSheetRow.id == sheet.id)
    change.note(sheet=sheet.id, decision=state, number=number, role=capacity.role)


async def _set_state(reconciliation_id: UUID, state: ReconciliationState) -> None:
    await ReconciliationRow.update({"state": state.value}).where(ReconciliationRow.id == reconciliation_id)


async def _count(change: Change, officer: Officer, found: Reconciliation, remark: str) -> SheetContent:
    lists = [each for each in await lists_of(found.id) if each.withdrawn_at is None]
    if not lists:
        raise ReconciliationRefused(NO_LISTS)
    places: Mapping[FilePlace, int] = await compare(change, found)
    categories, states = await count_period_for_system(found.county, found.from_on, found.until_on)
    return SheetContent(
        county=found.county,
        county_name=found.county_name,
        from_on=found.from_on,
        until_on=found.until_on,
        categories=categories,
        states=states,
        lists=tuple(
            sorted(
                (ListCount(each.source, each.as_of_on, each.covers_from_on, each.rows) for each in lists),
                key=lambda each: (each.source, each.as_of_on, each.rows),
            )
        ),
        places={place.value: count for place, count in places.items()},
        differences=tuple(
            DifferenceCount(result, settled, is_open)
            for result, (settled, is_open) in (await count_results_for_system(found.id)).items()
        ),
        remark=remark,
        signed_by_name=officer.name,
        office_name=officer.office_name,
    )


async def _sheet_of(row: Record) -> CountSheet:
    key = await service_key(Register.CORRECTIONS)
    decision = None
    if row["decision_sealed"] is not None:
        place = Place(TABLE, "decision_sealed", row["id"])
        decision = unseal_json(key, row["decision_sealed"], place, SheetDecision)
    return CountSheet(
        row["id"],
        row["reconciliation"],
        row["county"],
        row["number"],
        SheetState(row["state"]),
        unseal_json(key, row["content_sealed"], Place(TABLE, "content_sealed", row["id"]), SheetContent),
        row["signed_at"],
        row["signed_by"],
        row["decided_at"],
        decision,
    )
