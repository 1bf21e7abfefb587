"""Last month's reconciliation in the town: the court's list of its newest decisions, with two differences on it."""

from datetime import timedelta
from functools import partial

from api.demo.cast import AGENCY
from api.demo.county import COUNTY, DIVISIONS
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.residents import Case, all_cases
from supervision.corrections.reconciliation.list_rows import TableRow
from supervision.corrections.reconciliation.opening import NewList, begin_reconciliation, hand_in_list
from supervision.corrections.reconciliation.words import ListSource
from supervision.documents import check_character
from supervision.legal_time import legal_day
from supervision.sheet_cells import Cell

_COVERED = timedelta(days=120)
_DAYS_AGO = 1
_UNREPORTED = "司徒远"


def enter_lists(making: Making) -> None:
    """Enter the day on which the agency began last month and handed the court's list in."""
    at = days_before(making.at, _DAYS_AGO, 15, 20)
    making.diary.enter(at, partial(_hand_in, making))


async def _hand_in(making: Making) -> None:
    agency, today = await making.cast.officer(AGENCY), legal_day(making.at)
    as_of_on = today - timedelta(days=_DAYS_AGO)
    reconciliation_id = await begin_reconciliation(agency, COUNTY, as_of_on.replace(day=1) - timedelta(days=1))
    covers_from_on = as_of_on - _COVERED
    listed = [case for case in all_cases(today) if covers_from_on <= case.content.term_starts_on <= as_of_on]
    rows = [_row(case, days_off=1 if place == 0 else 0) for place, case in enumerate(listed)]
    rows.append(_unreported(listed[0]))
    court = f"{DIVISIONS[COUNTY]}人民法院"
    new = NewList(
        ListSource.COURT, court, as_of_on, covers_from_on, "生效判决名单.xlsx", list(rows[0]),
        [TableRow(number, row) for number, row in enumerate(rows, start=2)],
    )  # fmt: skip
    await hand_in_list(agency, reconciliation_id, new)


def _row(case: Case, *, days_off: int) -> dict[str, Cell]:
    """What the court writes of somebody; `days_off` is how far its last day is from the file's."""
    judgment = case.content.judgment
    return {
        "姓名": case.resident.name,
        "身份证号": case.resident.id_number,
        "决定机关": judgment.court,
        "文书号": judgment.document_number,
        "生效日": judgment.effective_on,
        "起": case.content.term_starts_on,
        "止": case.ends_on + timedelta(days=days_off),
    }


def _unreported(like: Case) -> dict[str, Cell]:
    """Somebody who was sentenced like another, and of whom no documents have come."""
    first_17 = f"{COUNTY}19890412999"
    return {
        **_row(like, days_off=0),
        "姓名": _UNREPORTED,
        "身份证号": first_17 + check_character(first_17),
        "文书号": "",
    }
