"""Telling platforms of an act, in its own transaction: numbered at its very end, so that order and number agree."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Change
from supervision.corrections.outbox.kinds import EVENT_ROWS, EventKind
from supervision.documents import DocumentType
from supervision.legal_time import legal_day
from supervision.storage.database import fetch
from supervision.storage.numbering import county_of
from supervision.vault import Place, load_keys, seal_json

EVENT_TABLE = "outbox_event"


class ToldPerson(msgspec.Struct, frozen=True):
    """Who the person is, as far as a platform is told."""

    name: str
    document_type: DocumentType
    document_number: str


class Payload(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is sealed with an event: the file's number, the number of its paper, and, where its row says so, who."""

    file_number: str
    paper_number: str = ""
    person: ToldPerson | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the act tells of it; `counties` only where others than the file's own are told as well."""

    kind: EventKind
    file_id: UUID
    on: date
    paper_number: str = ""
    person: ToldPerson | None = None
    counties: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Written:
    """An event for one county that only lacks its number."""

    id: UUID
    county: str
    event: Happened
    division: str
    payload_sealed: bytes


CLOSED = """f.is_minor OR EXISTS (SELECT FROM access_limit AS l WHERE l.file = f.id AND l.ended_at IS NULL
    AND l.is_confirmed IS NOT FALSE AND l.until_on >= $2)"""
"""The condition, as SQL, that nobody is told who a file's person is on the day $2: a minor, or somebody on whose file a
limit stands, is to come or waits for its confirmation.
"""

_FILES = f"""SELECT f.id, f.number, f.division, f.vault_key, {CLOSED} AS is_closed
FROM person_file AS f WHERE f.id = ANY($1) ORDER BY f.id FOR KEY SHARE OF f"""  # noqa: S608 - made of constants
"""Held from here, as the events will refer to them: under the chain's lock nobody waits for a file."""


async def tell(change: Change, *events: Happened) -> None:
    """Write these events with the act that the caller's change is; ValueError for an act that the table does not have.

    Whatever rolls the act back takes them along. An act that tells of an event twice is not kept at all.
    """
    for event in events:
        if change.act not in EVENT_ROWS[event.kind].acts:
            message = f"{change.act} writes no {event.kind}"
            raise ValueError(message)
    rows = await fetch(_FILES, [event.file_id for event in events], legal_day(change.at))
    files = {row["id"]: row for row in rows}
    keys = await load_keys(row["vault_key"] for row in rows)
    written = []
    for event in events:
        file = files[event.file_id]
        is_named = EVENT_ROWS[event.kind].names_person and not file["is_closed"]
        payload = Payload(file["number"], event.paper_number, event.person if is_named else None)
        for county in sorted({county_of(file["division"]), *event.counties}):
            event_id = uuid4()
            sealed = seal_json(keys[file["vault_key"]], payload, Place(EVENT_TABLE, "payload_sealed", event_id))
            written.append(_Written(event_id, county, event, file["division"], sealed))
    change.before_commit(partial(_append, change, written))


async def _append(change: Change, written: Sequence[_Written], position: int) -> None:
    """Number the events of each county after those before them, and store them."""
    by_county = sorted(written, key=lambda one: one.county)
    for county, group in groupby(by_county, key=lambda one: one.county):
        of_county = list(group)
        last = await change.connection.fetchval(
            """INSERT INTO outbox (county, last, provided, acknowledged) VALUES ($1, $2, 0, 0)
               ON CONFLICT (county) DO UPDATE SET last = outbox.last + $2 RETURNING last""",
            county, len(of_county),
        )  # fmt: skip
        await change.connection.executemany(
            """INSERT INTO outbox_event (id, county, number, kind, file, division, happened_on, position,
                   payload_sealed, written_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
            [
                (one.id, county, number, one.event.kind, one.event.file_id, one.division, one.event.on, position,
                 one.payload_sealed, change.at)
                for number, one in enumerate(of_county, start=last - len(of_county) + 1)
            ],
        )  # fmt: skip
