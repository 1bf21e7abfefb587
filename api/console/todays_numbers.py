"""The numbers of *today's work*: all that are the officer's, asked of the database in one journey."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.console.pages_base import PageRequest
from supervision.aftercare.listing import AftercareShow, count_aftercare
from supervision.approvals.authorities import count_authorities_to_confirm
from supervision.audit import Act
from supervision.corrections.applications.listing import ApplicationShow, ask_for_applications
from supervision.corrections.assessments.listing import AssessmentShow, ask_for_assessments
from supervision.corrections.contacts.queues import ContactShow, count_contacts
from supervision.corrections.exports.store import FILE_EXPORTS
from supervision.corrections.sanctions.listing import MeasureShow, count_measures
from supervision.corrections.sanctions.opinions import count_open_opinions
from supervision.corrections.searching.listing import count_searches
from supervision.corrections.todays_files import TodaysFiles, ask_for_todays_files
from supervision.corrections.transfers.listing import count_transfers
from supervision.officers import Officer
from supervision.orders.due_work import count_ending_orders, count_removal_tasks
from supervision.orders.reviews import count_orders_to_review
from supervision.storage.questions import Question, ask_together


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaysNumbers:
    """How much waits; None is not the officer's to do. `transfers` are those open, and of them those overdue."""

    files: TodaysFiles
    ending_orders: int | None = None
    hand_backs: int | None = None
    aftercare: dict[AftercareShow, int] | None = None
    contacts: dict[ContactShow, int] | None = None
    applications: dict[ApplicationShow, int] | None = None
    assessments: dict[AssessmentShow, int] | None = None
    authorities: int | None = None
    file_exports: int | None = None
    searches: int | None = None
    transfers: tuple[int, int] | None = None
    measures: dict[MeasureShow, int] | None = None
    opinions: int | None = None
    orders_to_review: int | None = None


NUMBERS: tuple[tuple[str, Act, Callable[[Officer], Question[Any]]], ...] = (
    ("ending_orders", Act.ORDER_DRAFT, count_ending_orders),
    ("hand_backs", Act.TRACKER_HAND_BACK, count_removal_tasks),
    ("aftercare", Act.AFTERCARE_LIST, count_aftercare),
    ("contacts", Act.CONTACT_RECORD, count_contacts),
    ("authorities", Act.AUTHORITY_CONFIRM, count_authorities_to_confirm),
    ("file_exports", Act.FILE_EXPORT_DECIDE, FILE_EXPORTS.count_to_decide),
    ("searches", Act.SEARCH_STEP, count_searches),
    ("transfers", Act.TRANSFER_CARRY, count_transfers),
    ("measures", Act.MEASURE_LIST, count_measures),
    ("opinions", Act.OPINION_LIST, count_open_opinions),
    ("orders_to_review", Act.ORDER_LIST, count_orders_to_review),
)
"""Each number with the act that makes it the officer's."""


async def todays_numbers(page: PageRequest) -> TodaysNumbers:
    """What waits for the officer, by number."""
    officer = page.officer
    questions = {name: count(officer) for name, act, count in NUMBERS if page.may(act)}
    if page.may(Act.APPLICATION_LIST):
        questions["applications"] = await ask_for_applications(officer)
    if page.may(Act.ASSESSMENT_LIST):
        questions["assessments"] = await ask_for_assessments(officer)
    return TodaysNumbers(**await ask_together({"files": await ask_for_todays_files(officer), **questions}))
