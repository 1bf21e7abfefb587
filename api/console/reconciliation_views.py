"""Reconciliations, items and count sheets as their pages show them."""

from collections.abc import Sequence
from datetime import date

from api.console import formats
from api.console.pages_base import PageRequest
from api.console.view_models.base import Deadline, FormState, Happening, Line
from api.console.view_models.reconciliation import (
    ComparedFile,
    CountLine,
    CountSheetView,
    DifferenceCount,
    DifferenceRow,
    DueLine,
    HandedInList,
    ItemView,
    ListCount,
    ReconciliationDue,
)
from supervision.audit import Act
from supervision.corrections.listing import SupervisedPerson
from supervision.corrections.reconciliation.counting import CategoryCount
from supervision.corrections.reconciliation.list_rows import ListedPerson
from supervision.corrections.reconciliation.overview import DuePeriod, OpenedReconciliation, find_work
from supervision.corrections.reconciliation.sheets import CountSheet, check_may_decide
from supervision.corrections.reconciliation.showing import DifferenceLine, OpenedItem, TakenStep
from supervision.corrections.reconciliation.words import Result, Settlement, SheetState
from supervision.errors import NotPermitted, RuleRefused
from supervision.legal_time import legal_day
from supervision.periods import describe_period
from supervision.wording import Wording

PATH = "/console/reconciliations"
ITEM_PATH = "/console/reconciliation-items"
SHEET_PATH = "/console/count-sheets"
ACTIVE = "reconciliations"

_BEGUN_BY = Wording("上一期结束后，在规定的日期前开始核对。", "A period is begun by a set day after its end.")
_WORDED = {"category": "category", "state": "listed-state"}
_NUMBERS = tuple(name for name in CategoryCount.__struct_fields__ if name != "category")


def due_line(page: PageRequest, due: DuePeriod) -> DueLine:
    """A period to begin, with its day and how that comes about."""
    days = (due.counted.due_on - legal_day(page.now)).days
    basis = page.basis(due.rule, _BEGUN_BY, page.say(describe_period(due.counted)))
    return DueLine(
        county=due.county.code,
        county_name=due.county.name,
        until_on=due.period.until_on,
        deadline=Deadline(due_on=due.counted.due_on, days_left=days, basis=basis),
    )


async def reconciliation_due(page: PageRequest) -> ReconciliationDue | None:
    """What *today's work* says of reconciliations; None where nothing waits, or none of it is the officer's."""
    if not page.may(Act.RECONCILIATION_LIST):
        return None
    work = await find_work(page.officer)
    if not (work.due or work.open_differences or work.to_countersign):
        return None
    return ReconciliationDue(
        due=tuple(due_line(page, one) for one in work.due),
        waiting=tuple((one.id, one.county_name, one.until_on, count) for one, count in work.open_differences),
        to_countersign=tuple((one.id, one.county_name, one.until_on) for one in work.to_countersign),
    )


def handed_in_lists(page: PageRequest, opened: OpenedReconciliation) -> tuple[HandedInList, ...]:
    """The lists of a month; what a withdrawn one was called went with its key."""
    names = opened.names
    return tuple(
        HandedInList(
            list_id=each.id,
            source=each.source,
            organ=names[each.id].organ if each.id in names else "",
            file_name=names[each.id].file_name if each.id in names else "",
            as_of_on=each.as_of_on,
            covers_from_on=each.covers_from_on,
            fields=tuple(page.word(name, "list-field") for name in each.fields),
            rows=each.rows,
            handed_in_at=each.handed_in_at,
            handed_in_by=each.handed_in_by_name,
            is_withdrawn=each.withdrawn_at is not None,
        )
        for each in opened.lists
    )


def difference_row(line: DifferenceLine) -> DifferenceRow:
    """A line of the queue."""
    item = line.item
    return DifferenceRow(
        item_id=item.id,
        result=item.result,
        source=item.source or "",
        as_of_on=item.as_of_on,
        row_number=item.number,
        masked_name=line.who,
        masked_number=line.document_number,
        file_number=line.file_number,
        differing=item.differing,
        settlement=line.settlement or "",
        settled_at=line.settled_at,
    )


def item_view(page: PageRequest, opened: OpenedItem, purpose: str, form: FormState) -> ItemView:
    """A row beside its file."""
    item, county = opened.item, opened.reconciliation.county
    may = page.may(Act.RECONCILIATION_SETTLE, county)
    is_settled = opened.is_settled
    return ItemView(
        item_id=item.id,
        reconciliation_id=item.reconciliation_id,
        county_name=opened.reconciliation.county_name,
        until_on=opened.reconciliation.until_on,
        result=item.result,
        source=item.source or "",
        as_of_on=item.as_of_on,
        row_number=item.number,
        listed=_listed(page, opened.listed),
        unread=tuple(
            Line(label=page.word(name, "list-field"), value=text)
            for name, text in (opened.listed.unread if opened.listed else ())
        ),
        file=None if opened.file is None else _compared(opened.file),
        matched_by=item.matched_by or "",
        differing=item.differing,
        candidates=tuple(map(_compared, opened.candidates)),
        steps=tuple(_happening(page, step) for step in opened.steps),
        settlements=page.choices("settlement", Settlement),
        form=form,
        may_settle=may and not is_settled,
        may_reopen=may and (is_settled or (item.is_decided and opened.reconciliation.is_open)),
        may_open_file=item.result is Result.NO_FILE and page.may(Act.PERSON_FILE_CREATE, county),
        is_settled=is_settled,
        purpose=purpose,
    )


def _listed(page: PageRequest, listed: ListedPerson | None) -> tuple[Line, ...]:
    lines = []
    for name in ListedPerson.__struct_fields__:
        value = getattr(listed, name) if listed is not None and name != "unread" else None
        if value:
            text = formats.long_date(value, page.language) if isinstance(value, date) else str(value)
            shown = page.word(text, _WORDED[name]) if name in _WORDED else text
            lines.append(Line(label=page.word(name, "list-field"), value=shown))
    return tuple(lines)


def _compared(person: SupervisedPerson) -> ComparedFile:
    return ComparedFile(
        supervisee_id=person.file_id,
        number=person.number,
        masked_name=person.name,
        masked_number=person.id_number,
        category=person.category,
        state=person.state,
        last_day=person.term_ends_on,
    )


def _happening(page: PageRequest, step: TakenStep) -> Happening:
    how = page.word(step.settlement, "settlement") if step.settlement else ""
    what = page.word(step.step, "item-step")
    return Happening(
        at=step.taken_at, who=step.taken_by_name, what=f"{what}{page.say('：')}{how}" if how else what, note=step.note
    )


def count_line(count: CategoryCount) -> CountLine:
    """The numbers of a category."""
    return CountLine(category=count.category, **{name: getattr(count, name) for name in _NUMBERS})


def total_line(counts: Sequence[CategoryCount]) -> CountLine:
    """The numbers of all categories together."""
    return CountLine(category="", **{name: sum(getattr(one, name) for one in counts) for name in _NUMBERS})


async def sheet_view(page: PageRequest, sheet: CountSheet, form: FormState) -> CountSheetView:
    """A sheet as it was signed, and what the officer may do with it."""
    content, decision = sheet.content, sheet.decision
    is_returned = sheet.state is SheetState.RETURNED
    return CountSheetView(
        sheet_id=sheet.id,
        reconciliation_id=sheet.reconciliation_id,
        number=sheet.number or "",
        state=sheet.state,
        county_name=content.county_name,
        from_on=content.from_on,
        until_on=content.until_on,
        counts=tuple(map(count_line, content.categories)),
        total=total_line(content.categories),
        states=tuple(content.states.items()),
        lists=tuple(
            ListCount(source=one.source, as_of_on=one.as_of_on, covers_from_on=one.covers_from_on, rows=one.rows)
            for one in content.lists
        ),
        places=tuple(content.places.items()),
        differences=tuple(
            DifferenceCount(result=one.result, settled=tuple(one.settled.items()), open=one.open)
            for one in content.differences
        ),
        remark=content.remark,
        signed_by=content.signed_by_name,
        signed_at=sheet.signed_at,
        office_name=content.office_name,
        decided_by=decision.name if decision else "",
        decided_in=decision.role if decision else "",
        decided_at=sheet.decided_at,
        is_by_mandate=decision is not None and decision.mandate_id is not None,
        returned_because=decision.reason if decision and is_returned else "",
        form=form,
        may_decide=await _may_decide(page, sheet),
    )


async def _may_decide(page: PageRequest, sheet: CountSheet) -> bool:
    if not page.may(Act.COUNT_SHEET_COUNTERSIGN, sheet.county):
        return False
    try:
        await check_may_decide(page.officer, sheet, legal_day(page.now))
    except (RuleRefused, NotPermitted):
        return False
    return True
