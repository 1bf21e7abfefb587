"""What a platform does with a county's outbox: reads it again and again, and acknowledges up to a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

import msgspec

from supervision.audit import Act, Change, Subject, audited_change
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.telling import CLOSED, EVENT_TABLE, Payload
from supervision.errors import InputInvalid, RuleRefused, StorageUnavailable
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, reach
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_keys, unseal_json
from supervision.wording import Wording

SUBJECT = "outbox"
MOST_AT_ONCE = 500

COUNTY_NEEDED = Wording("请指明县级区划（county）。", "Say which county's outbox is meant.")
LIMIT_WRONG = Wording(
    f"每次最多 {MOST_AT_ONCE} 条，编号不能小于零。", f"At most {MOST_AT_ONCE} events at once, after a number from zero."
)
NOT_PROVIDED = Wording(
    "不能确认尚未读取的事件，请先读取。", "What was not read yet cannot be acknowledged; read it first."
)
RENUMBERED = "An import was taken back while its outbox was read; read again."


class NotProvided(RuleRefused):
    """The number lies beyond what was given out."""

    code = "outbox-not-provided"


@dataclass(frozen=True, slots=True)
class GivenEvent:
    """An event as a platform is given it; `payload` is None once it has gone, by retention or with the file's key."""

    id: UUID
    number: int
    kind: EventKind
    file_id: UUID
    division: str
    happened_on: date
    written_at: datetime
    payload: Payload | None


@dataclass(frozen=True, slots=True)
class GivenEvents:
    """Some events of a county in their order, and up to which number there are any."""

    county: str
    events: tuple[GivenEvent, ...]
    acknowledged: int
    last: int


_STANDING = "SELECT last, provided, acknowledged FROM outbox WHERE county = $1"
_AFTER = f"""
SELECT e.id, e.number, e.kind, e.file, e.division, e.happened_on, e.written_at, e.payload_sealed, f.vault_key,
       {CLOSED} AS is_closed
FROM outbox_event AS e JOIN person_file AS f ON f.id = e.file
WHERE e.county = $1 AND e.number > $3 ORDER BY e.number LIMIT $4
"""  # noqa: S608 - made of constants


async def read_outbox(officer: Officer, county: str | None, after: int, limit: int = MOST_AT_ONCE) -> GivenEvents:
    """The events after a number, in order; the same again as often as they are asked for. InputInvalid, NotFound.

    That they were provided is recorded, with an entry for each file whose person they name; where there is nothing
    new, nothing is. StorageUnavailable where an import was taken back meanwhile and the numbers are others now.
    """
    county = _county(officer, Act.OUTBOX_READ, county)
    if not (after >= 0 and 1 <= limit <= MOST_AT_ONCE):
        raise InputInvalid(LIMIT_WRONG, field="after")
    standing = await fetch_one(_STANDING, county)
    if standing is not None and after > standing["provided"]:
        raise InputInvalid(_never_given(standing["provided"]), field="after")
    if standing is None or standing["last"] <= after:
        return _given(county, (), standing)
    async with audited_change(officer.actor, Act.OUTBOX_READ, Subject(SUBJECT, county)) as change:
        rows = await fetch(_AFTER, county, legal_day(change.at), after, limit)
        keys = await load_keys(row["vault_key"] for row in rows)
        events = tuple(_event_of(row, keys.get(row["vault_key"])) for row in rows)
        named = {one.file_id for one in events if one.payload is not None and one.payload.person is not None}
        change.is_also_about(SUBJECT_KIND, sorted(named), outbox=county)
        change.note(events=len(events), persons=len(named))
        if events:
            change.note(first=events[0].number, last=events[-1].number)
            change.before_commit(partial(_provided, change, county, events))
    return _given(county, events, standing)


async def acknowledge_outbox(officer: Officer, county: str | None, up_to: int) -> int:
    """Acknowledge every event up to a number that was provided; gives up to which all are. NotProvided, NotFound.

    Asked for again, or for less than was acknowledged, nothing changes: it never goes back.
    """
    county = _county(officer, Act.OUTBOX_ACKNOWLEDGE, county)
    standing = await fetch_one(_STANDING, county)
    if up_to > (standing["provided"] if standing else 0):
        raise NotProvided(NOT_PROVIDED)
    if standing is None or up_to <= standing["acknowledged"]:
        return int(standing["acknowledged"]) if standing else 0
    async with audited_change(officer.actor, Act.OUTBOX_ACKNOWLEDGE, Subject(SUBJECT, county)) as change:
        change.note(up_to=up_to)
        change.before_commit(partial(_acknowledged, change, officer, county, up_to))
    return up_to


async def _provided(change: Change, county: str, events: Sequence[GivenEvent], _position: int) -> None:
    """Mark what was read, if it still stands as it was read: withdrawing takes events away and renumbers others."""
    ids = [one.id for one in events]
    standing = await change.connection.fetchval(
        """SELECT count(*) FROM outbox_event AS e
           JOIN unnest($1::uuid[], $2::bigint[]) AS given (id, number) USING (id, number)""",
        ids, [one.number for one in events],
    )  # fmt: skip
    if standing != len(ids):
        raise StorageUnavailable(RENUMBERED)
    await change.connection.execute(
        "UPDATE outbox_event SET provided_at = $2 WHERE id = ANY($1) AND provided_at IS NULL", ids, change.at
    )
    await change.connection.execute(
        "UPDATE outbox SET provided = greatest(provided, $2) WHERE county = $1", county, events[-1].number
    )


async def _acknowledged(change: Change, officer: Officer, county: str, up_to: int, _position: int) -> None:
    await change.connection.execute(
        """UPDATE outbox_event SET acknowledged_at = $3
           WHERE county = $1 AND number <= $2 AND acknowledged_at IS NULL""",
        county, up_to, change.at,
    )  # fmt: skip
    await change.connection.execute(
        """UPDATE outbox SET acknowledged = $2, acknowledged_at = $3, acknowledged_by = $4
           WHERE county = $1 AND acknowledged < $2""",
        county, up_to, change.at, officer.id,
    )  # fmt: skip


def payload_of(row: Record, key: DataKey | None) -> Payload | None:
    """What of an event's row a platform is given now; None once it has gone.

    Whose file has become closed since the event was written is named no more.
    """
    if key is None or row["payload_sealed"] is None:
        return None
    payload = unseal_json(key, row["payload_sealed"], Place(EVENT_TABLE, "payload_sealed", row["id"]), Payload)
    return msgspec.structs.replace(payload, person=None) if row["is_closed"] else payload


def _event_of(row: Record, key: DataKey | None) -> GivenEvent:
    return GivenEvent(
        row["id"], row["number"], EventKind(row["kind"]), row["file"], row["division"], row["happened_on"],
        row["written_at"], payload_of(row, key),
    )  # fmt: skip


def _given(county: str, events: tuple[GivenEvent, ...], standing: Record | None) -> GivenEvents:
    if standing is None:
        return GivenEvents(county, events, 0, 0)
    return GivenEvents(county, events, standing["acknowledged"], standing["last"])


def _county(officer: Officer, act: Act, county: str | None) -> str:
    """The county asked for, or the only one that was granted; InputInvalid where that is not clear, NotFound."""
    granted = reach(officer, act)
    if not county:
        check_officer_may(officer, act, None)
        if len(granted) != 1:
            raise InputInvalid(COUNTY_NEEDED, field="county")
        return granted[0]
    check_officer_may(officer, act, county)
    return county


def _never_given(provided: int) -> Wording:
    """Whoever asked after a number that was never given would miss what lies before it."""
    return Wording(
        f"只提供过第 {provided} 条以前的事件，请从这一号或者更早的一号之后读取。",
        f"Events were given up to number {provided} only: ask after that number, or an earlier one.",
    )
