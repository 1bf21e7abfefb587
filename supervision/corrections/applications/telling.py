"""Telling of an approval whom the law wants to know: the county's files, the court, the prosecutor; each in days."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.approvals.consent import Capacity
from supervision.audit import Act, Change
from supervision.corrections.applications.store import Application, application_change
from supervision.corrections.applications.tables import ApplicationNoticeRow
from supervision.corrections.applications.words import ApplicationKind, Recipient
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, Role
from supervision.officers.holidays import legal_calendar
from supervision.officers.officer import NOT_HERE
from supervision.periods import count_period
from supervision.storage.database import fetch, fetch_one
from supervision.wording import Wording

DAY_WRONG = Wording("告知日期须在批准之日到今天之间。", "The day of telling lies between the approval's and today.")


class ToldAlready(RuleRefused):
    """Another officer put it down before; says who and when."""

    code = "told-already"

    def __init__(self, told_by: str, told_on: date) -> None:
        super().__init__(Wording(f"{told_by}已登记。", f"{told_by} has put this down."))
        self.told_by = told_by
        self.told_on = told_on


@dataclass(frozen=True, slots=True)
class ApplicationNotice:
    """Who is to be told, until when, and when it was done and put down by whom."""

    recipient: Recipient
    due_on: date
    told_on: date | None
    told_by_name: str


def recipients_of(kind: ApplicationKind, role: Role) -> tuple[Recipient, ...]:
    """Who is told of an approval by an officer in that role. Pure."""
    match kind:
        case ApplicationKind.LEAVE if role is Role.JUSTICE_OFFICE:
            return (Recipient.COUNTY,)
        case ApplicationKind.LEAVE if role is Role.CITY_AGENCY:
            return (Recipient.PROSECUTOR,)
        case ApplicationKind.BARRED_PLACE:
            return (Recipient.COURT, Recipient.PROSECUTOR)
        case ApplicationKind.MEDICAL_INTERVAL:
            return (Recipient.PROSECUTOR,)
        case _:
            return ()


async def add_notices(change: Change, application: Application, division: str, capacity: Capacity) -> None:
    """Put down who is to be told of an approval that the caller's change makes."""
    today = legal_day(change.at)
    rule = find_correction_rule(CorrectionRuleName.DECISION_COPY_DUE, today, division)
    due_on = count_period(today, rule.number, rule.unit, await legal_calendar()).due_on
    for recipient in recipients_of(application.kind, capacity.role):
        await ApplicationNoticeRow.insert(
            ApplicationNoticeRow(application=application.id, recipient=recipient.value, due_on=due_on)
        )


async def put_down_telling(officer: Officer, application_id: UUID, recipient: Recipient, told_on: date) -> None:
    """Put down that the recipient was told on that day. InputInvalid, ToldAlready."""
    async with application_change(officer, Act.APPLICATION_TELL, application_id) as (change, application, _file):
        row = await fetch_one(
            """SELECT n.id, n.told_on, coalesce(o.name, '') AS name FROM application_notice AS n
               LEFT JOIN officer AS o ON o.id = n.told_by WHERE n.application = $1 AND n.recipient = $2""",
            application_id, recipient,
        )  # fmt: skip
        if row is None or application.decided_at is None:
            raise NotFound(NOT_HERE)
        if row["told_on"] is not None:
            raise ToldAlready(row["name"], row["told_on"])
        if not legal_day(application.decided_at) <= told_on <= legal_day(change.at):
            raise InputInvalid(DAY_WRONG, field="told_on")
        await ApplicationNoticeRow.update({"told_on": told_on, "told_by": officer.id}).where(
            ApplicationNoticeRow.id == row["id"]
        )
        change.note(recipient=recipient)


async def notices_of(application_id: UUID) -> tuple[ApplicationNotice, ...]:
    """Who is to be told of an application that the caller has loaded."""
    rows = await fetch(
        """SELECT n.recipient, n.due_on, n.told_on, coalesce(o.name, '') AS name FROM application_notice AS n
           LEFT JOIN officer AS o ON o.id = n.told_by WHERE n.application = $1 ORDER BY n.recipient""",
        application_id,
    )
    return tuple(
        ApplicationNotice(Recipient(row["recipient"]), row["due_on"], row["told_on"], row["name"]) for row in rows
    )
