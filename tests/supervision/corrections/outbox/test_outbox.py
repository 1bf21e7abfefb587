"""Platforms are told of each act once, in the order of the acts, and of no more than the table says."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from asyncpg import UniqueViolationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision.audit import Act, audited_change, verify_chain
from supervision.corrections.absences import end_absence
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.words import ApplicationKind
from supervision.corrections.file_state import EndCause
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import FIRST_STEPS, LifeStep
from supervision.corrections.opening import about_file, readings_of
from supervision.corrections.outbox.kinds import EVENT_OF_STEP, EVENT_ROWS, EventKind
from supervision.corrections.outbox.reading import (
    MOST_AT_ONCE,
    GivenEvent,
    NotProvided,
    acknowledge_outbox,
    read_outbox,
)
from supervision.corrections.outbox.telling import Happened, Payload, tell
from supervision.corrections.outbox.watching import (
    drop_acknowledged_payloads,
    list_events,
    list_outboxes,
    open_event,
)
from supervision.corrections.purposes import PurposeRefused
from supervision.corrections.reporting import begin_programme, declare, find_again, lose_contact, report_in
from supervision.corrections.transfers.steps import TransferState
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import COUNTY, OTHER_COUNTY, Cast
from tests.makers_applications import approve, make_leave, other_draft
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_content, make_custody, make_person_file, make_ready, make_term_confirmed
from tests.makers_limits import granted_for_minors, make_limit, minors_content
from tests.makers_measures import make_decided, make_delivered
from tests.makers_transfers import ask, bring, make_receiver

K = EventKind


async def kinds_of(file_id: UUID, county: str = COUNTY) -> list[EventKind]:
    rows = await fetch("SELECT kind FROM outbox_event WHERE file = $1 AND county = $2 ORDER BY number", file_id, county)
    return [EventKind(row["kind"]) for row in rows]


async def read_all(cast: Cast, after: int = 0) -> tuple[GivenEvent, ...]:
    return (await read_outbox(cast.emil.officer, None, after)).events


def test_every_step_of_a_life_has_its_event_and_every_kind_its_act() -> None:
    assert EVENT_OF_STEP.keys() == set(LifeStep) - FIRST_STEPS
    assert set(EVENT_ROWS) == set(EventKind)
    assert all(row.acts for row in EVENT_ROWS.values())
    assert {K(f"transfer-{state}") for state in TransferState} <= set(EventKind)
    assert {kind for kind, row in EVENT_ROWS.items() if row.names_person} == {K.FILE_OPENED}
    assert not {act for row in EVENT_ROWS.values() for act in row.acts if act.startswith(("map", "track", "check-in"))}


async def test_a_life_is_told_step_by_step_and_each_event_points_to_its_act(cast: Cast) -> None:
    olga, at = cast.olga.officer, now()
    file_id = await create_person_file(olga, cast.north_office, make_content(), LifeStep.RECEIVE)
    await report_in(olga, file_id, at, DocumentType.ID_CARD)
    await declare(olga, file_id, at, ["赵丽"])
    await make_ready(olga, file_id)
    await begin_programme(olga, file_id, at)
    await lose_contact(olga, file_id, at, "电话不通。")
    await find_again(olga, file_id, at)
    await make_custody(olga, file_id, at)
    await end_absence(olga, file_id, now())
    await make_term_confirmed(cast.agnes.officer, file_id)
    await make_end(cast, file_id, EndCause.DEATH)
    assert await kinds_of(file_id) == [
        K.FILE_OPENED, K.REPORTED_IN, K.DECLARED, K.PROGRAMME_BEGUN, K.CONTACT_LOST, K.CONTACT_RESTORED,
        K.CUSTODY_BEGUN, K.CUSTODY_ENDED, K.LAST_DAY_CONFIRMED, K.TERMINATED,
    ]  # fmt: skip
    told = await fetch(
        """SELECT e.kind, a.act FROM outbox_event AS e
           JOIN audit_entry AS a ON a.register = 'corrections' AND a.position = e.position
           WHERE e.file = $1 AND a.subject_id = e.file::text AND a.result = 'done'""",
        file_id,
    )
    assert len(told) == 10
    assert all(Act(row["act"]) in EVENT_ROWS[EventKind(row["kind"])].acts for row in told)


async def test_approvals_measures_and_a_release_are_told_by_their_numbers(cast: Cast) -> None:
    left = await make_person_file(cast.olga.officer)
    await approve(cast.agnes, await make_leave(cast.olga, left))
    stricter = other_draft(ApplicationKind.CLASS_CHANGE)
    await approve(cast.agnes, await make_application(cast.olga.officer, left, stricter))
    measured = await make_person_file(cast.olga.officer)
    await make_decided(cast, measured)
    await make_delivered(cast, measured)
    released = await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, released)
    await make_end(cast, released, EndCause.PARDON)
    assert (await kinds_of(left))[1:] == [K.LEAVE_APPROVED, K.CLASS_CHANGED]
    assert (await kinds_of(measured))[1:] == [K.MEASURE_DECIDED, K.MEASURE_DECIDED, K.MEASURE_SERVED]
    assert (await kinds_of(released))[-2:] == [K.RELEASED, K.CERTIFICATE_ISSUED]
    numbers = {one.kind: one.payload.paper_number for one in await read_all(cast) if one.payload}
    assert numbers[K.CERTIFICATE_ISSUED].startswith("JC-")
    assert numbers[K.MEASURE_DECIDED].startswith("XJ-")
    assert numbers[K.LEAVE_APPROVED].startswith("SP-")


async def test_a_move_is_told_to_both_counties_each_in_its_own_numbers(cast: Cast) -> None:
    bela = await make_receiver(cast)
    file_id = await make_person_file(cast.olga.officer)
    transfer = await ask(cast, file_id)
    steps = ("inquired", "agreed", "approved", "papers-sent", "received", "arrived")
    await bring(cast.agnes, bela, transfer, *map(TransferState, steps))
    told = [K.TRANSFER_ASKED, *(K(f"transfer-{step}") for step in steps)]
    assert await kinds_of(file_id) == [K.FILE_OPENED, *told]
    assert await kinds_of(file_id, OTHER_COUNTY) == told
    rows = await fetch("SELECT number FROM outbox_event WHERE county = $1 ORDER BY number", OTHER_COUNTY)
    assert [row["number"] for row in rows] == list(range(1, len(told) + 1))


# ------------------------------------------------------------------------------------------------- exactly as the acts


class Crashed(Exception):
    """What a test lets happen in the middle of an act."""


async def act_once(cast: Cast, file_id: UUID, *, crashes: bool, is_told_late: bool) -> None:
    """An act that tells of an event, and perhaps ends before its commit."""
    event = Happened(K.CONTACT_LOST, file_id, legal_day(now()))
    async with audited_change(cast.olga.officer.actor, Act.PERSON_FILE_LOSE, about_file(file_id)) as change:
        if is_told_late:
            await asyncio.sleep(0)
        await tell(change, event)
        await asyncio.sleep(0)
        if crashes:
            raise Crashed


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.booleans()), min_size=1, max_size=12))
async def test_events_are_the_acts_in_their_order_and_each_once_whatever_runs_at_once_or_crashes(
    cast: Cast, acts: list[tuple[int, bool, bool]]
) -> None:
    files = [await make_person_file(cast.olga.officer) for _ in range(2)]
    before = await last_number()
    outcomes = await asyncio.gather(
        *(act_once(cast, files[which], crashes=crashes, is_told_late=late) for which, crashes, late in acts),
        return_exceptions=True,
    )
    assert {type(one) for one in outcomes} <= {type(None), Crashed}
    entries = await fetch(
        """SELECT position, subject_id FROM audit_entry
           WHERE act = $1 AND subject_id = ANY($2) AND result = 'done' ORDER BY position""",
        Act.PERSON_FILE_LOSE, list(map(str, files)),
    )  # fmt: skip
    events = await fetch(
        "SELECT number, position, file::text FROM outbox_event WHERE number > $1 ORDER BY number", before
    )
    assert [(row["position"], row["file"]) for row in events] == [
        (row["position"], row["subject_id"]) for row in entries
    ]
    assert len(events) == sum(not crashes for _, crashes, _ in acts)
    assert [row["number"] for row in events] == list(range(before + 1, before + len(events) + 1))
    assert await last_number() == before + len(events)
    assert (await verify_chain(Register.CORRECTIONS, last=20)).is_whole


async def last_number() -> int:
    rows = await fetch("SELECT last FROM outbox WHERE county = $1", COUNTY)
    return int(rows[0]["last"]) if rows else 0


async def test_whoever_reads_meanwhile_never_sees_a_later_number_before_an_earlier_one(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    seen: list[list[int]] = []

    async def watch() -> None:
        for _ in range(30):
            given = await read_all(cast)
            seen.append([one.number for one in given])

    acts = (act_once(cast, file_id, crashes=number % 3 == 0, is_told_late=True) for number in range(15))
    await asyncio.gather(watch(), *acts, return_exceptions=True)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in seen)
    assert len(await read_all(cast)) == 11


async def test_an_act_that_tells_twice_or_of_what_is_not_its_own_is_not_kept(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    event = Happened(K.CONTACT_LOST, file_id, legal_day(now()))
    with pytest.raises(UniqueViolationError):
        await _tell_in(cast, Act.PERSON_FILE_LOSE, event, event)
    with pytest.raises(ValueError, match="person-file:find writes no contact-lost"):
        await _tell_in(cast, Act.PERSON_FILE_FIND, event)
    assert await kinds_of(file_id) == [K.FILE_OPENED]
    assert not await fetch("SELECT FROM audit_entry WHERE act = ANY($1)", [Act.PERSON_FILE_LOSE, Act.PERSON_FILE_FIND])


async def _tell_in(cast: Cast, act: Act, *events: Happened) -> None:
    async with audited_change(cast.olga.officer.actor, act, about_file(events[0].file_id)) as change:
        for event in events:
            await tell(change, event)


# ------------------------------------------------------------------------------------------------------- what is told


async def test_who_it_is_is_told_with_the_opening_alone_and_nothing_stands_in_clear(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="周晓岚", lat=35.4917, lon=112.8513)
    await make_term_confirmed(cast.agnes.officer, file_id)
    opened, confirmed = await read_all(cast)
    assert opened.payload is not None
    assert confirmed.payload is not None
    assert opened.payload.person is not None
    assert opened.payload.person.name == "周晓岚"
    assert confirmed.payload == Payload(opened.payload.file_number)
    dump = await dump_of("outbox_event", "outbox")
    for secret in ("周晓岚", opened.payload.person.document_number, "35.49", "112.85"):
        assert secret not in dump
        assert secret not in str(confirmed)
    assert "35.49" not in str(opened)


async def test_of_a_minor_and_of_a_file_with_limits_nobody_is_named_then_and_later(cast: Cast) -> None:
    await create_person_file(cast.olga.officer, cast.north_office, minors_content())
    limited_later = await make_person_file(cast.olga.officer)
    await make_limit(cast, limited_later, LimitKind.EXCLUSION, cast.oscar)
    events = await read_all(cast)
    assert [one.kind for one in events] == [K.FILE_OPENED, K.FILE_OPENED]
    assert all(one.payload is not None and one.payload.person is None for one in events)
    sealed = await open_event(cast.agnes.officer, events[1].id, "inspection")
    assert sealed.payload is not None
    assert sealed.payload.person is None


# ------------------------------------------------------------------------------------------- reading, acknowledging


async def test_a_platform_reads_again_until_it_acknowledges_and_never_goes_back(cast: Cast) -> None:
    for _ in range(3):
        await make_person_file(cast.olga.officer)
    emil = cast.emil.officer
    given = await read_outbox(emil, None, 0, 2)
    assert ([one.number for one in given.events], given.last, given.acknowledged) == ([1, 2], 3, 0)
    assert await read_outbox(emil, COUNTY, 0, 2) == given
    with pytest.raises(NotProvided):
        await acknowledge_outbox(emil, None, 3)
    assert await acknowledge_outbox(emil, None, 2) == 2
    assert await acknowledge_outbox(emil, None, 1) == 2
    assert [one.number for one in await read_all(cast, 2)] == [3]
    assert [one.number for one in await read_all(cast)] == [1, 2, 3]
    assert await acknowledge_outbox(emil, None, 3) == 3
    rows = await fetch("SELECT number FROM outbox_event WHERE acknowledged_at IS NULL")
    assert rows == []


async def test_nobody_reads_past_what_was_never_given(cast: Cast) -> None:
    for _ in range(3):
        await make_person_file(cast.olga.officer)
    await read_outbox(cast.emil.officer, None, 0, 1)
    with pytest.raises(InputInvalid) as refused:
        await read_outbox(cast.emil.officer, None, 2)
    assert "up to number 1 only" in str(refused.value.args[0].english)
    assert [one.number for one in await read_all(cast, 1)] == [2, 3]


async def test_that_a_person_was_told_of_stands_among_the_readings_of_the_file(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    await read_all(cast)
    readings = (await readings_of(cast.agnes.officer, file_id, "complaint")).items
    assert [one.officer_name for one in readings if one.act == Act.OUTBOX_READ] == ["Emil Exchange"]


async def test_a_poll_that_finds_nothing_writes_nothing(cast: Cast) -> None:
    assert await read_all(cast) == ()
    await make_person_file(cast.olga.officer)
    await read_all(cast)
    entries = await fetch("SELECT count(*) AS n FROM audit_entry")
    assert await read_all(cast, 1) == ()
    assert await acknowledge_outbox(cast.emil.officer, None, 0) == 0
    assert await fetch("SELECT count(*) AS n FROM audit_entry") == entries


async def test_a_grant_is_for_one_county_and_for_reading_alone(cast: Cast) -> None:
    await make_person_file(cast.olga.officer)
    assert (await read_outbox(cast.erik.officer, None, 0)).events == ()
    with pytest.raises(NotFound):
        await read_outbox(cast.erik.officer, COUNTY, 0)
    with pytest.raises(NotPermitted):
        await read_outbox(cast.agnes.officer, COUNTY, 0)
    with pytest.raises(NotPermitted):
        await list_outboxes(cast.emil.officer)
    for after, limit in ((-1, 1), (0, 0), (0, MOST_AT_ONCE + 1)):
        with pytest.raises(InputInvalid):
            await read_outbox(cast.emil.officer, None, after, limit)


# ------------------------------------------------------------------------------------------------------------ watching


async def test_the_agency_and_the_administrator_see_what_waits_and_only_the_agency_opens_one(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    (first, _) = await read_all(cast)
    await acknowledge_outbox(cast.emil.officer, None, 1)
    for member in (cast.agnes, cast.hua, cast.sam):
        (box,) = await list_outboxes(member.officer)
        assert (box.county_name, box.last, box.acknowledged, box.waiting) == ("临溪县", 2, 1, 1)
        assert box.oldest_at is not None
        assert [line.number for line in (await list_events(member.officer, COUNTY)).items] == [2, 1]
    assert await list_outboxes(cast.hugo.officer) == ()
    with pytest.raises(NotFound):
        await list_events(cast.hugo.officer, COUNTY)
    for cursor in ("9" * 30, "-1", "x"):
        with pytest.raises(InputInvalid):
            await list_events(cast.agnes.officer, COUNTY, cursor)
    with pytest.raises(NotPermitted):
        await open_event(cast.sam.officer, first.id, "inspection")
    with pytest.raises(PurposeRefused):
        await open_event(cast.agnes.officer, first.id, None)
    opened = await open_event(cast.agnes.officer, first.id, "inspection")
    assert (opened.file_id, opened.payload) == (file_id, first.payload)
    readings = (await readings_of(cast.hua.officer, file_id, "complaint")).items
    assert "outbox:open" in [one.act for one in readings]


async def test_an_event_of_a_file_that_is_closed_to_an_officer_is_not_there_for_them(cast: Cast) -> None:
    minor = await create_person_file(cast.olga.officer, cast.north_office, minors_content())
    limited = await make_person_file(cast.olga.officer)
    await make_limit(cast, limited, LimitKind.EXCLUSION, cast.agnes)
    ids = {row["file"]: row["id"] for row in await fetch("SELECT id, file FROM outbox_event")}
    for file_id in (minor, limited):
        with pytest.raises(NotFound):
            await open_event(cast.agnes.officer, ids[file_id], "inspection")
    agnes = await granted_for_minors(cast, cast.agnes)
    assert (await open_event(agnes, ids[minor], "inspection")).file_id == minor


# ----------------------------------------------------------------------------------------------------------- retention


async def test_what_was_acknowledged_long_ago_goes_and_the_record_of_it_stays(cast: Cast) -> None:
    for _ in range(2):
        await make_person_file(cast.olga.officer)
    await read_all(cast)
    await acknowledge_outbox(cast.emil.officer, None, 1)
    assert await drop_acknowledged_payloads(now() + timedelta(days=30)) == 0
    assert await drop_acknowledged_payloads(now() + timedelta(days=32)) == 1
    assert await drop_acknowledged_payloads(now() + timedelta(days=32)) == 0
    gone, kept = await read_all(cast)
    assert (gone.number, gone.kind, gone.payload) == (1, K.FILE_OPENED, None)
    assert kept.payload is not None
