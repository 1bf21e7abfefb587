"""Duties planned ahead: of each kind the next one, again once it is done, and none once supervision stops."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.actor import Actor
from supervision.audit import Act, Change, Subject, audited_change
from supervision.corrections.category import Category
from supervision.corrections.classes import classes_on
from supervision.corrections.contacts.duties import DUTY_KINDS, Duty, duties_of, next_due
from supervision.corrections.contacts.words import Outcome
from supervision.corrections.file_state import SUPERVISED_IN_SQL
from supervision.corrections.medical_intervals import longer_intervals
from supervision.legal_time import day_start, legal_day
from supervision.officers.holidays import legal_calendar
from supervision.periods import CountedPeriod, LegalCalendar
from supervision.storage.database import Record, fetch

PLANNER = Actor.system("contacts")
"""Who plans what a rule asks for."""

SUPERVISED = f"f.state IN ({SUPERVISED_IN_SQL}) AND f.term_ends_on >= {{today}}"
"""Whose file (as `f`) has duties on a day; whoever is in custody, transferred or at the end of the term has none."""

_AT_A_TIME = 500

_TO_PLAN = f"""
SELECT f.id FROM person_file AS f
WHERE {SUPERVISED.format(today="$1")} AND f.id > $2
  AND (SELECT count(*) FROM contact AS c WHERE c.file = f.id AND c.rule IS NOT NULL AND c.outcome IS NULL)
      < CASE f.category WHEN '{Category.MEDICAL_PAROLE}' THEN $3::int ELSE $3::int - 2 END
ORDER BY f.id LIMIT {_AT_A_TIME}
"""  # noqa: S608 - made of constants; a medical parolee has two kinds of duty more

_BEGUN = f"""
SELECT f.id, f.division, f.category, f.term_ends_on,
       greatest(f.term_starts_on, (f.opened_at AT TIME ZONE 'Asia/Shanghai')::date,
                (SELECT max((a.ended_at AT TIME ZONE 'Asia/Shanghai')::date) FROM file_absence AS a
                 WHERE a.file = f.id)) AS begun_on
FROM person_file AS f WHERE f.id = ANY($1) AND {SUPERVISED.format(today="$2")}
"""  # noqa: S608 - made of constants
_KINDS = "SELECT file, kind, max(next_from_on) AS from_on FROM contact WHERE file = ANY($1) GROUP BY file, kind"
_OPEN = "SELECT file, kind FROM contact WHERE file = ANY($1) AND rule IS NOT NULL AND outcome IS NULL"

_STOPPED = f"""
SELECT c.id FROM contact AS c JOIN person_file AS f ON f.id = c.file
WHERE c.outcome IS NULL AND NOT ({SUPERVISED.format(today="$1")}) ORDER BY c.id LIMIT {_AT_A_TIME}
"""  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True)
class _Planned:
    file_id: UUID
    duty: Duty
    period: CountedPeriod


async def plan_duties(change: Change, file_ids: Collection[UUID]) -> int:
    """Plan, in the caller's change, the next duty of each kind that is not planned yet; gives how many were.

    However often and by however many this is done, of each kind one waits.
    """
    today = legal_day(change.at)
    planned = await _due(list(file_ids), today, await legal_calendar())
    rows = await change.connection.fetch(
        """INSERT INTO contact (id, file, kind, rule, counted_from_on, due_on, planned_on, shown_at, made_at, revision)
           SELECT made.id, made.file, made.kind, made.rule, made.from_on, made.due_on, made.due_on, made.at, $8, 0
           FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::date[], $7::timestamptz[])
               AS made (id, file, kind, rule, from_on, due_on, at)
           ON CONFLICT (file, kind) WHERE rule IS NOT NULL AND outcome IS NULL DO NOTHING RETURNING id""",
        [uuid4() for _ in planned], [one.file_id for one in planned], [one.duty.kind for one in planned],
        [one.duty.rule.name for one in planned], [one.period.event_on for one in planned],
        [one.period.due_on for one in planned], [day_start(one.period.due_on) for one in planned], change.at,
    )  # fmt: skip
    return len(rows)


async def keep_planned(now: datetime) -> dict[str, int]:
    """Plan what is due for everybody supervised, and close what was planned for whoever no longer is.

    Stopped at any moment, or run twice at once, the next run does the rest; a second one finds nothing to do.
    """
    return {"planned-contacts": await _plan_all(legal_day(now)), "stopped-contacts": await _stop_all(legal_day(now))}


async def _plan_all(today: date) -> int:
    total, last = 0, UUID(int=0)
    while rows := await fetch(_TO_PLAN, today, last, len(DUTY_KINDS)):
        last = rows[-1]["id"]
        file_ids = [row["id"] for row in rows]
        if not await _due(file_ids, today, await legal_calendar()):
            continue  # their terms end before anything is due
        async with audited_change(PLANNER, Act.CONTACT_PLAN, Subject("contact", "duties")) as change:
            planned = await plan_duties(change, file_ids)
            change.note(planned=planned, files=len(rows))
        total += planned
    return total


async def _stop_all(today: date) -> int:
    """Close as cancelled by us, so that nothing of it is ever held against the person."""
    total = 0
    while rows := await fetch(_STOPPED, today):
        async with audited_change(PLANNER, Act.CONTACT_PLAN, Subject("contact", "duties")) as change:
            stopped = await _stop(change, rows)
            change.note(stopped=stopped)
        total += stopped
    return total


async def _stop(change: Change, rows: Sequence[Record]) -> int:
    closed = await change.connection.fetch(
        """UPDATE contact SET outcome = $2, next_from_on = due_on, revision = revision + 1
           WHERE id = ANY($1) AND outcome IS NULL RETURNING id""",
        [row["id"] for row in rows], Outcome.CANCELLED,
    )  # fmt: skip
    await change.connection.execute(
        """INSERT INTO contact_step (id, contact, number, outcome, taken_at)
           SELECT gen_random_uuid(), closed.id, 1, $2, $3 FROM unnest($1::uuid[]) AS closed (id)""",
        [row["id"] for row in closed], Outcome.CANCELLED, change.at,
    )  # fmt: skip
    return len(closed)


async def _due(file_ids: list[UUID], today: date, calendar: LegalCalendar) -> list[_Planned]:
    files = await fetch(_BEGUN, file_ids, today)
    classes = await classes_on([file["id"] for file in files], today)
    longer = await longer_intervals(file_ids, today)
    counted = {(row["file"], row["kind"]): row["from_on"] for row in await fetch(_KINDS, file_ids)}
    waiting = {(row["file"], row["kind"]) for row in await fetch(_OPEN, file_ids)}
    planned = []
    for file in files:
        category, term_ends_on = Category(file["category"]), file["term_ends_on"]
        examined = longer.get(file["id"])
        for duty in duties_of(category, classes[file["id"]], today, file["division"], examined):
            key = (file["id"], duty.kind)
            if key in waiting:
                continue
            from_on = max(filter(None, (file["begun_on"], counted.get(key))))
            period = next_due(duty, from_on, calendar, today=today, term_ends_on=term_ends_on)
            if period is not None:
                planned.append(_Planned(file["id"], duty, period))
    return planned
