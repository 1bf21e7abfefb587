"""Applications as lines: of a queue, of a file's tab, of today's work."""

from collections.abc import Mapping
from typing import Any

from api.console.pages_base import PageRequest
from api.console.supervisee_header import header_of
from api.console.view_models.applications import ApplicationLine, ApplicationsTab
from api.console.view_models.base import Deadline, FormState
from supervision.audit import Act
from supervision.corrections.applications.ending import sign_off_due
from supervision.corrections.applications.listing import (
    ApplicationShow,
    ApplicationSummary,
    list_applications,
    load_applications,
)
from supervision.corrections.applications.store import Application
from supervision.corrections.applications.words import ApplicationKind, ApplicationState
from supervision.corrections.category import Category
from supervision.corrections.classes import class_on
from supervision.corrections.opening import PersonFile
from supervision.legal_time import legal_day
from supervision.wording import Wording

_K = ApplicationKind
_RETURN = Wording("外出期满后销假的期限", "Within how long a return is signed off")


def line_of(
    page: PageRequest, one: Application, who: tuple[str, str], reason_kind: str, division: str
) -> ApplicationLine:
    """An application in a list; `who` is the masked name and the file's number, empty on the file itself."""
    return ApplicationLine(
        application_id=one.id,
        number=one.number,
        kind=one.kind,
        masked_name=who[0],
        file_number=who[1],
        reason_kind=reason_kind,
        state=one.ended_by or one.state,
        waits_at=one.waits_at or "",
        from_on=one.from_on,
        until_on=one.until_on,
        days=one.days,
        asked_at=one.asked_at,
        return_due=return_due(page, one, division),
    )


def summary_line(page: PageRequest, one: ApplicationSummary) -> ApplicationLine:
    """An application of a queue."""
    return line_of(page, one.application, (one.person.name, one.person.number), one.reason_kind, one.person.division)


async def application_queues(
    page: PageRequest, counts: Mapping[ApplicationShow, int] | None, most: int
) -> dict[str, Any]:
    """What *today's work* shows of applications: those to decide, and how many stand in the other queues."""
    if counts is None:
        return {}
    waiting = counts[ApplicationShow.TO_DECIDE]
    lines = (await list_applications(page.officer, ApplicationShow.TO_DECIDE, most=most)).items if waiting else ()
    others = {show: count for show, count in counts.items() if show is not ApplicationShow.TO_DECIDE}
    shown: dict[str, int] = {show: count for show, count in others.items() if count}
    return {
        "applications": tuple(summary_line(page, one) for one in lines),
        "applications_total": waiting,
        "application_queues": page.choices("application-show", shown, shown),
    }


async def applications_tab(page: PageRequest, file: PersonFile, _form: FormState) -> ApplicationsTab:
    """The applications of a file that was opened."""
    found = await load_applications(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    may_make = file.state.is_supervised and page.may(Act.APPLICATION_MAKE, file.division)
    kinds = [kind for kind in _K if kind is not _K.MEDICAL_INTERVAL or file.category is Category.MEDICAL_PAROLE]
    return ApplicationsTab(
        header=await header_of(page, file),
        lines=tuple(line_of(page, one, ("", ""), content.reason_kind, file.division) for one, content in found),
        kinds=page.choices("application-kind", kinds) if may_make else (),
        supervision_class=await class_on(file.file_id, legal_day(page.now)),
    )


def return_due(page: PageRequest, one: Application, division: str) -> Deadline | None:
    """Until when somebody on leave is to be signed off; None for whatever is no leave that runs."""
    if one.kind is not _K.LEAVE or one.state is not ApplicationState.APPROVED:
        return None
    rule, due_at = sign_off_due(one, division)
    due_on = legal_day(due_at)
    days_left = (due_on - legal_day(page.now)).days if due_at > page.now else -1
    return Deadline(due_on=due_on, days_left=days_left, basis=page.basis(rule, _RETURN))
