"""The walk: whom to expect, what is kept of a verdict, and what is not."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from supervision import legal_time
from supervision.errors import NotFound
from supervision.legal_time import day_end, legal_day, now
from supervision.officers import Officer
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import MemberRole, StayEnd, Verdict
from supervision.residence.visits.store import count_tasks, list_tasks
from supervision.residence.visits.verdicts import Reception, Sending, record_sendings
from supervision.residence.visits.walk import open_drawer_for_walk, open_walk, walk_key
from supervision.residence.visits.words import TaskKind, TaskOutcome, TaskState
from supervision.storage.database import fetch, fetch_one
from tests.cast import Cast
from tests.makers_residence import Building, id_number, make_household, make_new, make_person, put_on_duty
from tests.makers_visits import make_active_card

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
async def assistant(cast: Cast, building: Building) -> Officer:
    """Paul, on duty in the building."""
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    return cast.paul.officer


async def _two_people(cast: Cast, building: Building) -> tuple[UUID, UUID, UUID]:
    spouse = make_new(make_person("陈立", id_number(order=12), phone="13800005678"), MemberRole.SPOUSE)
    household, (one, other) = await make_household(cast.petra.officer, building.dwellings["201"], make_new(), spouse)
    await fetch("UPDATE resident SET verified_on = $1", LONG_AGO)
    return household, one, other


async def _say(officer: Officer, resident_id: UUID, verdict: Verdict, note: str = "") -> Reception:
    (received,) = await record_sendings(officer, [Sending(uuid4(), resident_id, verdict, note=note)])
    return received.reception


async def _seen(resident_id: UUID) -> tuple[date, str | None]:
    row = await fetch_one("SELECT verified_on, last_verdict FROM resident WHERE id = $1", resident_id)
    assert row is not None
    return row["verified_on"], row["last_verdict"]


async def test_a_walk_is_todays_drawers_door_by_door(cast: Cast, building: Building, assistant: Officer) -> None:
    household, _, _ = await _two_people(cast, building)
    _, serial = await make_active_card(cast.petra.officer, household)
    walk = await open_walk(assistant)
    assert [drawer.id for drawer in walk.drawers] == [building.drawer]
    assert walk.ends_at == day_end(walk.day)
    empty, door = await open_drawer_for_walk(assistant, building.drawer)
    assert (empty.address, empty.households) == ("幸福路3号楼101", ())
    (expected,) = door.households
    assert (expected.serial, [person.name for person in expected.people]) == (serial, ["周晓岚", "陈立"])
    assert [person.document_end for person in expected.people] == [id_number()[-4:], id_number(order=12)[-4:]]
    assert expected.people[0].born_year == 1990


async def test_who_is_not_on_duty_has_no_walk(cast: Cast, building: Building, assistant: Officer) -> None:
    assert assistant.id == cast.paul.id
    assert (await open_walk(cast.petra.officer)).drawers == ()
    for officer in (cast.petra.officer, cast.pavel.officer):
        with pytest.raises(NotFound):
            await open_drawer_for_walk(officer, building.drawer)


async def test_the_key_is_of_one_officer_and_one_day(cast: Cast) -> None:
    today = legal_day(now())
    keys = {
        walk_key(cast.paul.id, today),
        walk_key(cast.petra.id, today),
        walk_key(cast.paul.id, today + timedelta(days=1)),
    }
    assert len(keys) == 3
    assert walk_key(cast.paul.id, today) in keys
    with legal_time.moved_clock(lambda: day_end(today)):
        assert (await open_walk(cast.paul.officer)).key == walk_key(cast.paul.id, today + timedelta(days=1))


async def test_who_was_met_or_declined_is_not_due_again(cast: Cast, building: Building, assistant: Officer) -> None:
    household, one, other = await _two_people(cast, building)
    today = legal_day(now())
    assert await _say(assistant, one, Verdict.PRESENT) is Reception.KEPT
    assert await _say(assistant, other, Verdict.DECLINED) is Reception.KEPT
    assert (await _seen(one), await _seen(other)) == ((today, "present"), (today, "declined"))
    row = await fetch_one("SELECT verified_on FROM household WHERE id = $1", household)
    assert row is not None
    assert row["verified_on"] == today
    assert sum((await count_tasks(cast.petra.officer)).values()) == 0


async def test_nobody_is_deregistered_for_not_being_met(cast: Cast, building: Building, assistant: Officer) -> None:
    _, one, other = await _two_people(cast, building)
    await _say(assistant, one, Verdict.NOT_MET)
    await _say(assistant, other, Verdict.MOVED_OUT, "房东说上周搬走")
    assert (await _seen(one), await _seen(other)) == ((LONG_AGO, "not-met"), (LONG_AGO, "moved-out"))
    states = await fetch("SELECT state FROM resident UNION SELECT 'open stay' FROM stay WHERE ended_on IS NULL")
    assert {row["state"] for row in states} == {"living", "open stay"}
    (line,) = (await list_tasks(assistant, TaskState.OPEN)).items
    assert (line.task.kind, line.task.resident_id, line.address) == (TaskKind.MOVED_OUT, other, "幸福路3号楼201")


async def test_one_open_question_a_resident_and_meeting_them_answers_it(
    cast: Cast, building: Building, assistant: Officer
) -> None:
    _, one, _ = await _two_people(cast, building)
    for _ in range(2):
        assert await _say(assistant, one, Verdict.MOVED_OUT) is Reception.KEPT
    assert (await count_tasks(assistant))[TaskState.OPEN] == 1
    await _say(assistant, one, Verdict.PRESENT)
    (closed,) = (await list_tasks(assistant, TaskState.CLOSED)).items
    assert closed.task.outcome is TaskOutcome.STILL_LIVING


async def test_what_is_sent_twice_counts_once(cast: Cast, building: Building, assistant: Officer) -> None:
    household, one, _ = await _two_people(cast, building)
    moved_out = Sending(uuid4(), one, Verdict.MOVED_OUT)
    stranger = Sending(uuid4(), household_id=household, kind=TaskKind.UNKNOWN_PERSON, note="一名男子，自称表弟")
    receptions = [(await record_sendings(assistant, [moved_out, stranger])) for _ in range(2)]
    assert [[one.reception for one in answer] for answer in receptions] == [
        [Reception.KEPT, Reception.KEPT],
        [Reception.KNOWN, Reception.KNOWN],
    ]
    await _say(assistant, one, Verdict.PRESENT)
    await record_sendings(assistant, [moved_out])  # the phone lost the answer, and sends what came before
    assert (await _seen(one))[1] == "present"


async def test_what_cannot_be_taken_holds_up_nothing(cast: Cast, building: Building, assistant: Officer) -> None:
    _, one, other = await _two_people(cast, building)
    await end_stay(cast.petra.officer, one, legal_day(now()), StayEnd.LEFT_AREA)
    gone, kept, nobody, unwhole = (
        Sending(uuid4(), one, Verdict.PRESENT),
        Sending(uuid4(), other, Verdict.PRESENT),
        Sending(uuid4(), uuid4(), Verdict.PRESENT),
        Sending(uuid4(), note="?"),
    )
    received = await record_sendings(assistant, [gone, nobody, unwhole, kept])
    assert [(one.reception, one.refusal and one.refusal.code) for one in received] == [
        (Reception.REFUSED, "not-living"),
        (Reception.REFUSED, "not-found"),
        (Reception.REFUSED, "input-invalid"),
        (Reception.KEPT, None),
    ]
    (again,) = await record_sendings(assistant, [gone])
    assert again.reception is Reception.REFUSED


async def test_nobody_says_anything_about_other_peoples_drawers(
    cast: Cast, building: Building, assistant: Officer
) -> None:
    household, one, _ = await _two_people(cast, building)
    assert assistant.id != cast.pavel.id
    for sending in (
        Sending(uuid4(), one, Verdict.PRESENT),
        Sending(uuid4(), household_id=household, kind=TaskKind.NEWCOMER),
        Sending(uuid4(), dwelling_id=building.dwellings["101"], kind=TaskKind.NEWCOMER),
    ):
        (received,) = await record_sendings(cast.pavel.officer, [sending])
        assert received.reception is Reception.REFUSED
    assert (await _seen(one)) == (LONG_AGO, None)


async def test_a_newcomer_behind_an_empty_door_becomes_a_task(
    cast: Cast, building: Building, assistant: Officer
) -> None:
    sending = Sending(uuid4(), dwelling_id=building.dwellings["101"], kind=TaskKind.NEWCOMER, note="马丽，昨天入住")
    await record_sendings(assistant, [sending])
    (line,) = (await list_tasks(cast.petra.officer, TaskState.OPEN)).items
    assert (line.task.kind, line.address, line.task.household_id) == (TaskKind.NEWCOMER, "幸福路3号楼101", None)
    assert line.task.due_on == legal_day(now()) + timedelta(days=10)
    row = await fetch_one("SELECT visit_task::text AS text FROM visit_task")
    assert row is not None
    assert str(building.dwellings["101"]) not in row["text"]


async def test_no_table_and_no_audit_says_when_or_how_somebody_was_found(
    cast: Cast, building: Building, assistant: Officer
) -> None:
    _, one, other = await _two_people(cast, building)
    await record_sendings(
        assistant, [Sending(uuid4(), one, Verdict.PRESENT), Sending(uuid4(), other, Verdict.MOVED_OUT)]
    )
    entries = await fetch(
        "SELECT subject_id, detail_json, purpose FROM audit_entry WHERE act = 'visit:record' AND result = 'done'"
    )
    assert len(entries) == 2
    for entry in entries:
        assert not {str(one), str(other), "present", "moved-out"} & {
            entry["subject_id"],
            *entry["detail_json"].split('"'),
        }
    columns = await fetch(
        """SELECT table_name, column_name, data_type FROM information_schema.columns
           WHERE table_name IN ('resident', 'household', 'visit_task', 'visit_task_step', 'walk_sending')"""
    )
    moments = {(row["table_name"], row["column_name"]) for row in columns if "timestamp" in row["data_type"]}
    assert moments == {
        ("resident", "registered_at"), ("resident", "left_at"), ("household", "opened_at"), ("household", "closed_at")
    }  # fmt: skip
