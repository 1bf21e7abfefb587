"""Beginning a month, handing lists in, taking one back, comparing again. Nothing of it changes a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.reconciliation.comparing import compare
from supervision.corrections.reconciliation.list_rows import TableRow, read_rows, recognise
from supervision.corrections.reconciliation.matching import FilePlace
from supervision.corrections.reconciliation.periods import check_period, period_of
from supervision.corrections.reconciliation.store import (
    LIST_TABLE,
    SUBJECT_KIND,
    ListName,
    about,
    load_open_reconciliation,
    load_reconciliation,
    save_rows,
)
from supervision.corrections.reconciliation.tables import ReconciliationListRow
from supervision.corrections.reconciliation.words import (
    BEGUN_ALREADY,
    ListSource,
    ReconciliationRefused,
    ReconciliationState,
)
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.officers.jurisdiction import is_division
from supervision.officers.officer import NOT_HERE
from supervision.settings import Register
from supervision.storage.database import fetch, fetch_one
from supervision.storage.numbering import COUNTY_DIGITS
from supervision.texts import needed_text
from supervision.vault import KeyKind, Place, create_key, destroy_key, list_destruction, load_key, seal_json
from supervision.wording import Wording

_MOST_NAME = 200
_REASON = "list-withdrawn"

COUNTY_WRONG = Wording("请选择您管辖的县。", "Choose a county within your reach.")
DAY_IN_FUTURE = Wording("名单日期不能晚于今天。", "The day of a list cannot lie in the future.")
COVERS_BACKWARDS = Wording("起始日不能晚于名单日期。", "It cannot begin after the day of the list.")


@dataclass(frozen=True, slots=True)
class NewList:
    """A list as it is handed in; `covers_from_on` where it names only those whose term began since that day."""

    source: ListSource
    organ: str
    as_of_on: date
    covers_from_on: date | None
    file_name: str
    titles: Sequence[str]
    rows: Sequence[TableRow]


async def begin_reconciliation(officer: Officer, county: str, month: date) -> UUID:
    """Begin the period in which a month lies. InputInvalid while it is not over, ReconciliationRefused for a second."""
    if not is_division(county) or len(county) != COUNTY_DIGITS:
        raise InputInvalid(COUNTY_WRONG, field="county")
    async with audited_change(officer.actor, Act.RECONCILIATION_BEGIN) as change:
        check_officer_may(officer, Act.RECONCILIATION_BEGIN, county)
        today = legal_day(change.at)
        every = find_correction_rule(CorrectionRuleName.RECONCILIATION_EVERY, today, county).number
        period = period_of(month, every)
        check_period(period, today)
        key = await create_key(Register.CORRECTIONS, KeyKind.LIST)
        reconciliation_id = uuid4()
        made = await fetch(
            """INSERT INTO reconciliation (id, county, from_on, until_on, vault_key, state, begun_at, begun_by)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (county, until_on) DO NOTHING RETURNING id""",
            reconciliation_id, county, period.from_on, period.until_on, key.id, ReconciliationState.OPEN, change.at,
            officer.id,
        )  # fmt: skip
        if not made:
            raise ReconciliationRefused(BEGUN_ALREADY)
        change.is_about(SUBJECT_KIND, reconciliation_id)
        change.note(county=county, until_on=period.until_on)
    return reconciliation_id


async def hand_in_list(officer: Officer, reconciliation_id: UUID, new: NewList) -> UUID:
    """Seal the rows of a list and compare. InputInvalid for a table nobody could be recognised by, and other input."""
    await load_reconciliation(officer, Act.RECONCILIATION_HAND_IN, reconciliation_id)
    columns = recognise(new.titles)
    name = ListName(needed_text(new.organ, "organ", _MOST_NAME), needed_text(new.file_name, "sheet", _MOST_NAME))
    if new.covers_from_on is not None and new.covers_from_on > new.as_of_on:
        raise InputInvalid(COVERS_BACKWARDS, field="covers_from_on")
    async with audited_change(officer.actor, Act.RECONCILIATION_HAND_IN, about(reconciliation_id)) as change:
        found = await load_open_reconciliation(officer, Act.RECONCILIATION_HAND_IN, reconciliation_id)
        if new.as_of_on > legal_day(change.at):
            raise InputInvalid(DAY_IN_FUTURE, field="as_of_on")
        rows = read_rows(new.rows, columns, legal_day(change.at))
        list_id = uuid4()
        key = await create_key(Register.CORRECTIONS, KeyKind.LIST, await load_key(found.vault_key))
        await ReconciliationListRow.insert(
            ReconciliationListRow(
                id=list_id, reconciliation=reconciliation_id, source=new.source.value, as_of_on=new.as_of_on,
                covers_from_on=new.covers_from_on, fields=list(columns), rows=len(rows), vault_key=key.id,
                name_sealed=seal_json(key, name, Place(LIST_TABLE, "name_sealed", list_id)), handed_in_at=change.at,
                handed_in_by=officer.id,
            )
        )  # fmt: skip
        await save_rows(reconciliation_id, list_id, key, rows)
        await compare(change, found)
        change.note(list=list_id, source=new.source, as_of_on=new.as_of_on)
    return list_id


async def withdraw_list(officer: Officer, reconciliation_id: UUID, list_id: UUID) -> None:
    """Take a list back that was handed in by mistake: its key and rows are destroyed, and the others compared anew."""
    async with audited_change(officer.actor, Act.RECONCILIATION_HAND_IN, about(reconciliation_id)) as change:
        found = await load_open_reconciliation(officer, Act.RECONCILIATION_HAND_IN, reconciliation_id)
        row = await fetch_one(
            """SELECT vault_key FROM reconciliation_list WHERE id = $1 AND reconciliation = $2
               AND withdrawn_at IS NULL""",
            list_id, reconciliation_id,
        )  # fmt: skip
        if row is None:
            raise NotFound(NOT_HERE)
        await fetch(
            "DELETE FROM reconciliation_step WHERE item IN (SELECT id FROM reconciliation_item WHERE of_list = $1)",
            list_id,
        )
        await fetch("DELETE FROM reconciliation_item WHERE of_list = $1", list_id)
        destruction = await destroy_key(row["vault_key"], _REASON, LIST_TABLE, str(list_id))
        await ReconciliationListRow.update({"withdrawn_at": change.at, "withdrawn_by": officer.id}).where(
            ReconciliationListRow.id == list_id
        )
        await compare(change, found)
        change.note(list=list_id, withdrawn=True)
        change.after_commit(lambda: list_destruction(destruction))


async def compare_again(officer: Officer, reconciliation_id: UUID) -> dict[FilePlace, int]:
    """Compare with the files as they stand now; how many open files stand where."""
    async with audited_change(officer.actor, Act.RECONCILIATION_HAND_IN, about(reconciliation_id)) as change:
        found = await load_open_reconciliation(officer, Act.RECONCILIATION_HAND_IN, reconciliation_id)
        return await compare(change, found)
