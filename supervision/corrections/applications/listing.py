"""The queues of applications, and one of them in clear with its steps."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from supervision.approvals.steps import ApprovalStep, steps_of
from supervision.approvals.turns import turns_of
from supervision.approvals.words import DelegatedAct
from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.applications.content import ApplicationContent, ApplicationDraft
from supervision.corrections.applications.planning import route_now
from supervision.corrections.applications.routing import Route
from supervision.corrections.applications.store import (
    SELECT_APPLICATIONS,
    Application,
    application_of,
    applications_of,
    load_application,
)
from supervision.corrections.applications.telling import ApplicationNotice, notices_of
from supervision.corrections.applications.words import ApplicationState
from supervision.corrections.concerns import back_by
from supervision.corrections.listing import SupervisedPerson, mask_files
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import Purpose, read_purpose
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import StoredFile, like_reach, load_file, load_files
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, check_officer_may, reach
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch
from supervision.storage.questions import Question, count_each
from supervision.vault import load_key, load_keys
from supervision.wording import Wording


class ApplicationShow(StrEnum):
    """Which applications a list shows."""

    TO_DECIDE = "to-decide"
    WAITING = "waiting"
    SENT_BACK = "sent-back"
    RUNNING = "running"
    SIGN_OFF = "sign-off"
    OVERDUE = "overdue"
    EXPIRING = "expiring"
    TO_TELL = "to-tell"
    DECIDED = "decided"


SHOW_NAMES: Mapping[ApplicationShow, Wording] = {
    ApplicationShow.TO_DECIDE: Wording("待我审批", "for me to decide"),
    ApplicationShow.WAITING: Wording("审批中", "waiting"),
    ApplicationShow.SENT_BACK: Wording("退回待补正", "sent back"),
    ApplicationShow.RUNNING: Wording("生效中", "in force"),
    ApplicationShow.SIGN_OFF: Wording("待销假", "to be signed off"),
    ApplicationShow.OVERDUE: Wording("逾期未销假", "overdue back from leave"),
    ApplicationShow.EXPIRING: Wording("许可即将到期", "permits that expire"),
    ApplicationShow.TO_TELL: Wording("待告知、备案", "to be told"),
    ApplicationShow.DECIDED: Wording("已办", "decided"),
}
QUEUES = tuple(show for show in ApplicationShow if show is not ApplicationShow.DECIDED)
"""What somebody has to do about, or may want to look at today."""

_ASKED = """
WITH asked AS (SELECT $2::date AS today, $3::uuid AS officer, $4::text[] AS deciders, $5::text[] AS prefixes,
                      $6::date AS expiring, $7::text[] AS telling, $8::date AS back_by)
"""
_SHOWN: Mapping[ApplicationShow, str] = {
    ApplicationShow.TO_DECIDE: """a.state = 'asked'
        AND EXISTS (SELECT FROM unnest(asked.deciders, asked.prefixes) AS turn (decider, prefix)
                    WHERE turn.decider = a.waits_at AND starts_with(f.division, turn.prefix))
        AND NOT EXISTS (SELECT FROM approval_step AS s WHERE s.matter_kind = 'application' AND s.matter_id = a.id
                        AND s.step IN ('asked', 'forwarded') AND s.taken_by = asked.officer)""",
    ApplicationShow.WAITING: "a.state = 'asked'",
    ApplicationShow.SENT_BACK: "a.state = 'sent-back'",
    ApplicationShow.RUNNING: "a.state = 'approved' AND asked.today BETWEEN a.from_on AND a.until_on",
    ApplicationShow.SIGN_OFF: "a.state = 'approved' AND a.kind = 'leave' AND a.until_on <= asked.today",
    ApplicationShow.OVERDUE: "a.state = 'approved' AND a.kind = 'leave' AND a.until_on < asked.back_by",
    ApplicationShow.EXPIRING: """a.state = 'approved' AND a.kind = 'frequent-trips'
        AND a.until_on BETWEEN asked.today AND asked.expiring""",
    ApplicationShow.TO_TELL: """f.division LIKE ANY(asked.telling) AND EXISTS (
        SELECT FROM application_notice AS n WHERE n.application = a.id AND n.told_on IS NULL)""",
    ApplicationShow.DECIDED: "a.state NOT IN ('asked', 'sent-back')",
}


@dataclass(frozen=True, slots=True)
class ApplicationSummary:
    """An application in a list, its person masked; of what it says only the kind of reason."""

    application: Application
    person: SupervisedPerson
    reason_kind: str


@dataclass(frozen=True, slots=True)
class OpenedApplication:
    """An application in clear, with its steps and whom to tell; who decides as of now while it waits."""

    application: Application
    file: StoredFile
    name: str
    content: ApplicationContent
    steps: tuple[ApprovalStep, ...]
    notices: tuple[ApplicationNotice, ...]
    route: Route | None
    purpose: Purpose


async def open_application(officer: Officer, application_id: UUID, purpose: str | None) -> OpenedApplication:
    """An application in clear; InputInvalid without one of the purposes, recorded with the file's readings."""
    reason = read_purpose(purpose)
    application, _ = await load_application(officer, Act.APPLICATION_OPEN, application_id)
    about = about_file(application.file_id)
    async with audited_change(officer.actor, Act.APPLICATION_OPEN, about, purpose=reason) as change:
        application, file = await load_application(officer, Act.APPLICATION_OPEN, application_id)
        change.note(application=application_id, number=application.number)
        key = await load_key(file.vault_key)
        content = application.content(key)
        return OpenedApplication(
            application=application,
            file=file,
            name=file.identity(key).name,
            content=content,
            steps=await steps_of(application.matter, key),
            notices=await notices_of(application_id),
            route=await _route_of(application, content, file),
            purpose=reason,
        )


async def open_applications_of(
    officer: Officer, file_id: UUID, purpose: str | None
) -> tuple[tuple[Application, ApplicationContent], ...]:
    """Every application of a file in clear, newest first; InputInvalid without a purpose, which is recorded."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.APPLICATION_OPEN, about_file(file_id), purpose=reason):
        return await load_applications(officer, Act.APPLICATION_OPEN, file_id)


async def load_applications(
    officer: Officer, act: Act, file_id: UUID
) -> tuple[tuple[Application, ApplicationContent], ...]:
    """The applications of a file on which the officer may do `act`, newest first; the caller's act is audited."""
    file = await load_file(officer, act, file_id)
    key = await load_key(file.vault_key)
    return tuple((one, one.content(key)) for one in await applications_of(file_id))


async def list_applications(
    officer: Officer,
    show: ApplicationShow,
    cursor: str | None = None,
    among: Collection[UUID] | None = None,
    most: int = PAGE_SIZE,
) -> Page[ApplicationSummary]:
    """Applications within reach, newest first, `most` a page, people masked; `among` ids that another room gives."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.APPLICATION_LIST, None)
    async with audited_change(officer.actor, Act.APPLICATION_LIST, detail={"show": show}) as change:
        rows = await fetch(
            f"""{_ASKED} {SELECT_APPLICATIONS} CROSS JOIN asked WHERE {_SHOWN[show]}
                AND ($9::timestamptz IS NULL OR (a.asked_at, a.id) < ($9, $10::uuid))
                AND ($11::uuid[] IS NULL OR a.id = ANY($11))
                ORDER BY a.asked_at DESC, a.id DESC LIMIT $12""",
            *await _values(officer), after and after.at, after and after.row_id,
            None if among is None else list(among), most + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["asked_at"], row["id"]), most)
        change.note(shown=len(shown))
        return Page(await _summaries(officer, shown), following)


async def count_applications(officer: Officer) -> dict[ApplicationShow, int]:
    """How many applications stand in each queue within reach."""
    return await (await ask_for_applications(officer))


async def ask_for_applications(officer: Officer) -> Question[dict[ApplicationShow, int]]:
    """The same as a question; whose turn it is, is looked up before it is asked."""
    source = """FROM files_within($1) AS f JOIN application AS a ON a.file = f.id CROSS JOIN asked
                WHERE (a.state IN ('asked', 'sent-back', 'approved')
                    OR a.id IN (SELECT application FROM application_notice WHERE told_on IS NULL))"""
    return count_each({show: _SHOWN[show] for show in QUEUES}, source, *await _values(officer), asked=_ASKED)


async def count_to_decide(officer: Officer) -> int:
    """How many applications wait for the officer's decision: the first of the queues alone, for every page."""
    if not reach(officer, Act.APPLICATION_DECIDE):
        return 0
    rows = await fetch(
        f"""{_ASKED} SELECT count(*) AS waiting FROM files_within($1) AS f JOIN application AS a ON a.file = f.id
            CROSS JOIN asked WHERE {_SHOWN[ApplicationShow.TO_DECIDE]}""",  # noqa: S608 - values are bound
        *await _values(officer),
    )
    return int(rows[0]["waiting"])


async def _values(officer: Officer) -> tuple[object, ...]:
    """The reach, and what `_ASKED` gives names to."""
    today = legal_day(now())
    turns = list(await turns_of(officer, DelegatedAct.DECIDE_LEAVE, today))
    return (
        asking(officer, Act.APPLICATION_LIST),
        today,
        officer.id,
        [decider for decider, _ in turns],
        [prefix for _, prefix in turns],
        _expiring_until(officer, today),
        like_reach(officer, Act.APPLICATION_TELL),
        back_by(officer.office_division, now()),
    )


def _expiring_until(officer: Officer, today: date) -> date:
    rule = find_correction_rule(CorrectionRuleName.FREQUENT_TRIPS_RENEWED, today, officer.office_division)
    return today + timedelta(days=rule.number)


async def _route_of(application: Application, content: ApplicationContent, file: StoredFile) -> Route | None:
    if application.state is not ApplicationState.ASKED:
        return None
    draft = ApplicationDraft(application.kind, content, application.from_on, application.until_on)
    return await route_now(file, draft, application.id)


async def _summaries(officer: Officer, rows: Sequence[Record]) -> tuple[ApplicationSummary, ...]:
    found = [application_of(row) for row in rows]
    files = await load_files(officer, Act.APPLICATION_LIST, [one.file_id for one in found])
    people = {person.file_id: person for person in await mask_files(list(files.values()))}
    keys = await load_keys({file.vault_key for file in files.values()})
    summaries = []
    for one in found:
        if one.file_id in people:
            key = keys.get(files[one.file_id].vault_key)
            reason_kind = "" if key is None else one.content(key).reason_kind
            summaries.append(ApplicationSummary(one, people[one.file_id], reason_kind))
    return tuple(summaries)
