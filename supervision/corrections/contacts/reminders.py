"""Reminders before a contact: neutral words that officers read out, send or print, and a record that they did."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.contacts.store import load_contact, tell_of
from supervision.errors import InputInvalid
from supervision.legal_time import LEGAL_ZONE
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.wording import Wording

NOT_PLANNED = Wording("这次接触已经有结果，不用再提醒。", "This contact has its outcome: nobody needs a reminder.")


class ReminderWay(StrEnum):
    """How a reminder reaches somebody; officers do it, the service sends nothing by itself."""

    CALL = "call"
    MESSAGE = "message"
    PAPER = "paper"


WAY_NAMES = {
    ReminderWay.CALL: Wording("电话", "by telephone"),
    ReminderWay.MESSAGE: Wording("短信、微信", "by message"),
    ReminderWay.PAPER: Wording("书面", "on paper"),
}
"""What each way is called."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that was given."""

    way: ReminderWay
    was_reached: bool
    given_at: datetime
    given_by_name: str


def reminder_text(planned_on: date, planned_from: datetime | None) -> Wording:
    """What is said or sent, in words from which nobody who overhears learns what it is about. Pure."""
    day, english = f"{planned_on.month}月{planned_on.day}日", planned_on.isoformat()
    if planned_from is None:
        return Wording(
            f"您好，提醒您有一件约好的事请在{day}前办好。如有困难，请提前联系我们。",
            f"Hello. A reminder: what was agreed is to be done by {english}. If that is difficult, please call ahead.",
        )
    clock = f"{planned_from.astimezone(LEGAL_ZONE):%H:%M}"
    return Wording(
        f"您好，提醒您{day} {clock}有约，请准时。如有困难，请提前联系我们。",
        f"Hello. A reminder of your appointment on {english} at {clock}. If that is difficult, please call ahead.",
    )


async def record_reminder(officer: Officer, contact_id: UUID, way: ReminderWay, *, was_reached: bool) -> None:
    """Put down that a reminder was given, and whether the person was reached. InputInvalid once it has its outcome."""
    async with audited_change(officer.actor, Act.CONTACT_REMIND) as change:
        contact, file = await load_contact(officer, Act.CONTACT_REMIND, contact_id, lock=True)
        if contact.outcome is not None or contact.planned_on is None:
            raise InputInvalid(NOT_PLANNED, field="way")
        await change.connection.execute(
            """INSERT INTO contact_reminder (id, contact, way, was_reached, given_at, given_by)
               VALUES ($1, $2, $3, $4, $5, $6)""",
            uuid4(), contact_id, way, was_reached, change.at, officer.id,
        )  # fmt: skip
        tell_of(change, contact_id, file.id, contact.kind)
        change.note(way=way, was_reached=was_reached)


async def reminders_of(contact_id: UUID) -> tuple[Reminder, ...]:
    """The reminders of a contact that the caller has loaded, newest first."""
    rows = await fetch(
        """SELECT r.way, r.was_reached, r.given_at, coalesce(o.name, '') AS name FROM contact_reminder AS r
           LEFT JOIN officer AS o ON o.id = r.given_by WHERE r.contact = $1 ORDER BY r.given_at DESC""",
        contact_id,
    )
    return tuple(Reminder(ReminderWay(row["way"]), row["was_reached"], row["given_at"], row["name"]) for row in rows)
