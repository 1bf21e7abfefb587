"""Who has opened a resident's record, for the resident: when, which officer of which office, why, and what was done.

Told from the audit chain: acts upon the record, its permits, and whatever else names it. What is noted beside an act is
not told, so that nobody else of a household, a tenancy or a notice is; only the department to which the record was
provided. Holds are left out: they say that a case is under way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from supervision.actor import ActorKind
from supervision.audit import Act
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.store import HOUSEHOLD, RESIDENT, HouseholdPlace
from supervision.residence.own_page.sessions import OwnSession
from supervision.storage.database import Record, fetch
from supervision.vault import Place, load_keys, unseal_json

_OWN_LOOKS = [Act.OWN_PAGE_OPEN, Act.OWN_PAGE_SIGN_OUT]
"""What follows a sign-in tells its resident nothing more: that somebody signed in with their code does."""


class Who(StrEnum):
    """Whose act it was, in the eyes of the resident."""

    OFFICER = "officer"
    SELF = "self"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class OwnReading:
    """One act upon the resident's record; name and office are an officer's."""

    at: datetime
    who: Who
    officer_name: str
    office_name: str
    act: str
    purpose: str | None
    was_refused: bool
    provided_to: str = ""


@dataclass(frozen=True, slots=True)
class _Trace:
    """Entries about one subject that name the resident (`naming` empty: all of them), from a moment to another."""

    kind: str
    id: str
    naming: str = ""
    since: datetime | None = None
    until: datetime | None = None


async def own_readings(session: OwnSession, cursor: str | None = None) -> Page[OwnReading]:
    """Every recorded act that opened or changed the resident's record, newest first, fifty a page; recorded itself."""
    after = read_cursor(cursor)
    subject = about(RESIDENT, session.resident_id)
    async with residence_change(session.actor, Act.OWN_PAGE_OPEN, subject) as change:
        change.note(part="readings")
        traces = await _traces(session.resident_id)
        rows = await _entries(traces, after.rank if after is not None else None)
        shown, following = split_page(rows, lambda row: Cursor(row["at"], session.resident_id, row["position"]))
    return Page(tuple(map(_reading, shown)), following)


async def _entries(traces: Sequence[_Trace], before: int | None) -> list[Record]:
    return await fetch(
        """SELECT found.*, coalesce(office.name, '') AS office_name FROM (
               SELECT DISTINCT e.position, e.at, e.actor_kind, e.actor_id, e.actor_name, e.act, e.purpose, e.result,
                   CASE WHEN e.act = $11 THEN e.detail_json::json ->> 'to' END AS provided_to
               FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
                   AS trace (kind, id, naming, since, until)
               JOIN audit_entry AS e ON e.subject_kind = trace.kind AND e.subject_id = trace.id
               WHERE e.register = $1 AND position(trace.naming IN e.detail_json) > 0
                   AND (trace.since IS NULL OR e.at >= trace.since) AND (trace.until IS NULL OR e.at < trace.until)
                   AND (e.result = 'done' OR e.act = $9) AND NOT e.act LIKE 'resident-hold:%' AND NOT e.act = ANY($10)
                   AND ($7::int8 IS NULL OR e.position < $7)
               ORDER BY e.position DESC LIMIT $8
           ) AS found LEFT JOIN officer ON officer.id::text = found.actor_id
           LEFT JOIN office ON office.id = officer.office ORDER BY found.position DESC""",
        RESIDENCE, [one.kind for one in traces], [one.id for one in traces], [one.naming for one in traces],
        [one.since for one in traces], [one.until for one in traces], before, PAGE_SIZE + 1, Act.OWN_PAGE_SIGN_IN,
        _OWN_LOOKS, Act.PROVISION_MAKE,
    )  # fmt: skip


async def _traces(resident_id: UUID) -> list[_Trace]:
    """What of the audit concerns the resident: the record and those joined to it, and what they are named in."""
    rows = await fetch(
        """WITH RECURSIVE own (id) AS (
               SELECT $1::uuid UNION SELECT r.id FROM resident AS r JOIN own ON r.merged_into = own.id
           )
           SELECT 'resident' AS kind, id, '' AS naming FROM own
           UNION ALL SELECT 'residence_permit', p.id, '' FROM residence_permit AS p JOIN own ON own.id = p.resident
           UNION ALL SELECT 'visit_task', t.id, '' FROM visit_task AS t JOIN own ON own.id = t.resident
           UNION ALL SELECT 'stay_notice', i.notice, '' FROM stay_notice_item AS i JOIN own ON own.id = i.resident
           UNION ALL SELECT 'tenancy', t.tenancy, own.id::text FROM tenancy_tenant AS t JOIN own ON own.id = t.resident
           UNION ALL SELECT 'duplicate_pair', d.id, '' FROM duplicate_pair AS d
               JOIN own ON own.id IN (d.one, d.other)
           UNION ALL SELECT 'household', m.household, own.id::text FROM membership AS m
               JOIN own ON own.id = m.resident""",
        resident_id,
    )
    return [_Trace(row["kind"], str(row["id"]), row["naming"]) for row in rows] + await _walks(resident_id)


async def _walks(resident_id: UUID) -> list[_Trace]:
    """Walks past the door: a drawer's list that named the household, while the resident belonged to it."""
    rows = await fetch(
        """SELECT h.id, h.vault_key, h.place_sealed,
               greatest(r.registered_at, m.began_on::timestamp AT TIME ZONE 'Asia/Shanghai') AS since,
               least((m.ended_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', r.left_at) AS until
           FROM membership AS m JOIN household AS h ON h.id = m.household JOIN resident AS r ON r.id = m.resident
           WHERE m.resident = $1""",
        resident_id,
    )
    keys = await load_keys(row["vault_key"] for row in rows)
    traces = []
    for row in rows:
        if (key := keys.get(row["vault_key"])) is not None:
            place = unseal_json(key, row["place_sealed"], Place(HOUSEHOLD, "place_sealed", row["id"]), HouseholdPlace)
            traces.append(_Trace("drawer", str(place.drawer_id), str(row["id"]), row["since"], row["until"]))
    return traces


def _reading(row: Record) -> OwnReading:
    is_officer = row["actor_kind"] == ActorKind.OFFICER
    who = Who.OFFICER if is_officer else Who.SELF if row["actor_kind"] == ActorKind.RESIDENT else Who.SERVICE
    return OwnReading(
        at=row["at"],
        who=who,
        officer_name=row["actor_name"] if is_officer else "",
        office_name=row["office_name"],
        act=row["act"],
        purpose=row["purpose"],
        was_refused=row["result"] != "done",
        provided_to=row["provided_to"] or "",
    )
