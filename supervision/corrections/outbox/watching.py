"""What waits in outboxes, for those who answer for them; and one event of them in clear, recorded with its file."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from supervision.audit import Act, Subject, audited_change
from supervision.audit.expiry import RETENTION, ExpiringRows
from supervision.corrections.legal_holds import held
from supervision.corrections.opening import about_file
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.reading import SUBJECT, payload_of
from supervision.corrections.outbox.telling import CLOSED, EVENT_TABLE, Payload
from supervision.corrections.purposes import read_purpose
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import day_start, legal_day, now
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import CURSOR_WRONG, PAGE_SIZE, Page
from supervision.storage.database import fetch, fetch_one
from supervision.vault import load_key

_NUMBER_DIGITS = 18  # what the column holds for certain
EXPIRING_EVENTS = ExpiringRows(EVENT_TABLE, "written_at", unless=held(f"{EVENT_TABLE}.file"))
"""Events as a record of provision: what was told to a platform, when, and that it was acknowledged."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """How far a county's outbox is; `oldest_at` is when the first event that waits was written."""

    county: str
    county_name: str
    last: int
    provided: int
    acknowledged: int
    acknowledged_at: datetime | None
    acknowledged_by_name: str
    oldest_at: datetime | None

    @property
    def waiting(self) -> int:
        """How many events nobody has acknowledged."""
        return self.last - self.acknowledged


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list: its number, kind and days, and nothing of its file."""

    id: UUID
    county: str
    number: int
    kind: EventKind
    happened_on: date
    written_at: datetime
    provided_at: datetime | None
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenedEvent:
    """One event with what is sealed in it; None once that has gone."""

    line: EventLine
    file_id: UUID
    payload: Payload | None


_OUTBOXES = """
SELECT o.county, coalesce(d.name, o.county) AS county_name, o.last, o.provided, o.acknowledged, o.acknowledged_at,
       coalesce(officer.name, '') AS acknowledged_by_name,
       (SELECT min(e.written_at) FROM outbox_event AS e WHERE e.county = o.county AND e.number > o.acknowledged)
           AS oldest_at
FROM outbox AS o LEFT JOIN division AS d ON d.code = o.county LEFT JOIN officer ON officer.id = o.acknowledged_by
WHERE o.county LIKE ANY($1) ORDER BY o.county
"""
_EVENT = "e.id, e.county, e.number, e.kind, e.happened_on, e.written_at, e.provided_at, e.acknowledged_at"
_LINES = f"""
SELECT {_EVENT} FROM outbox_event AS e WHERE e.county = $1 AND ($2::bigint IS NULL OR e.number < $2)
ORDER BY e.number DESC LIMIT $3
"""  # noqa: S608 - made of constants
_ONE = f"""
SELECT {_EVENT}, e.file, e.payload_sealed, {CLOSED} AS is_closed
FROM outbox_event AS e JOIN person_file AS f ON f.id = e.file WHERE e.id = $1
"""  # noqa: S608 - likewise


async def list_outboxes(officer: Officer) -> tuple[Outbox, ...]:
    """The outboxes of the counties within reach, with what waits in each; looking is an audited act."""
    check_officer_may(officer, Act.OUTBOX_LIST, None)
    async with audited_change(officer.actor, Act.OUTBOX_LIST) as change:
        rows = await fetch(_OUTBOXES, [f"{prefix}%" for prefix in reach(officer, Act.OUTBOX_LIST)])
        change.note(shown=len(rows))
    return tuple(Outbox(**row) for row in rows)


async def list_events(officer: Officer, county: str, cursor: str | None = None) -> Page[EventLine]:
    """The events of a county, newest first, 50 a page, continued below a number; looking is an audited act."""
    check_officer_may(officer, Act.OUTBOX_LIST, county)
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) <= _NUMBER_DIGITS):
        raise InputInvalid(CURSOR_WRONG, field="cursor")
    async with audited_change(officer.actor, Act.OUTBOX_LIST, Subject(SUBJECT, county)) as change:
        rows = await fetch(_LINES, county, int(cursor) if cursor else None, PAGE_SIZE + 1)
        lines = tuple(EventLine(**{**row, "kind": EventKind(row["kind"])}) for row in rows[:PAGE_SIZE])
        change.note(shown=len(lines))
    return Page(lines, str(lines[-1].number) if len(rows) > PAGE_SIZE else None)


async def open_event(officer: Officer, event_id: UUID, purpose: str | None) -> OpenedEvent:
    """One event as a platform is given it, for whoever may know its file; recorded with its readings. NotFound."""
    reason = read_purpose(purpose)
    row = await fetch_one(_ONE, event_id, legal_day(now()))
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, Act.OUTBOX_OPEN, row["county"])
    async with audited_change(officer.actor, Act.OUTBOX_OPEN, about_file(row["file"]), purpose=reason) as change:
        file = await load_file(officer, Act.OUTBOX_OPEN, row["file"])
        payload = payload_of(row, await load_key(file.vault_key))
        change.note(event=event_id)
    values = {name: row[name] for name in EventLine.__dataclass_fields__}
    return OpenedEvent(EventLine(**{**values, "kind": EventKind(row["kind"])}), row["file"], payload)


async def drop_acknowledged_payloads(at: datetime) -> int:
    """Let go of what was sealed in events that were acknowledged long enough ago; the record of them stays."""
    dropped, today = 0, legal_day(at)
    for outbox in await fetch("SELECT county FROM outbox ORDER BY county"):
        kept = find_correction_rule(CorrectionRuleName.OUTBOX_PAYLOAD_KEPT, today, outbox["county"])
        before = day_start(today) - timedelta(days=kept.number)
        due = "county = $1 AND acknowledged_at < $2 AND payload_sealed IS NOT NULL"
        if not await fetch(f"SELECT FROM outbox_event WHERE {due} LIMIT 1", outbox["county"], before):
            continue
        subject = Subject(SUBJECT, outbox["county"])
        async with audited_change(RETENTION, Act.RETENTION_APPLY, subject) as change:
            rows = await fetch(
                f"UPDATE outbox_event SET payload_sealed = NULL WHERE {due} RETURNING number",  # noqa: S608 - likewise
                outbox["county"], before,
            )  # fmt: skip
            change.note(payloads=len(rows), before=before)
        dropped += len(rows)
    return dropped
