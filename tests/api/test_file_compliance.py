"""The keeping of each condition over HTTP: numbers with the lists behind them, in a time, for a purpose."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.words import ApplicationKind
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.content import FileContent
from supervision.corrections.files import change_person_file
from supervision.corrections.opening import open_person_file
from supervision.corrections.record_kinds import RecordKind
from supervision.legal_time import add_months, legal_day, now
from supervision.monitoring.alerts import Finding, dispose_of_alert
from tests.api.conftest import Service
from tests.api.makers import make_wearer, raise_alert
from tests.cast import NORTH, Cast
from tests.makers import acts_of
from tests.makers_applications import day, other_draft
from tests.makers_files import STADIUM_BAN, VICTIM_BAN, make_banned_file, make_person_file, make_record
from tests.supervision.corrections.contacts.scenes import contacts_of, log, on_day, plan_night, tomorrow, waiting

PURPOSE = {"purpose": "supervision"}


async def compliance(service: Service, file_id: UUID, **params: str) -> dict[str, Any]:
    async with service.client(service.cast.olga) as client:
        answer = await client.get(f"/api/v1/supervisees/{file_id}/compliance", params=PURPOSE | params)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def reports_of(cast: Cast, file_id: UUID) -> None:
    """Three reports by the rule: done, moved to a later day and then not done without reason; and a talk of our own."""
    await plan_night()
    await log(cast.olga.officer, await waiting(file_id), Outcome.COMPLIED)
    await plan_night()
    duty = await waiting(file_id)
    assert duty.due_on is not None
    later = tomorrow(days=(duty.due_on - legal_day(now())).days + 3)
    await log(cast.olga.officer, duty, Outcome.RESCHEDULED, moved_to=later)
    with on_day(legal_day(later.planned_from) + timedelta(days=1)):
        await log(cast.olga.officer, await waiting(file_id), Outcome.UNACCEPTABLE_ABSENCE, "无故不来，电话不接。")
    talk = Logged(Outcome.SENT_HOME_SERVICE, "停电，谈话没有进行。", happened_at=now())
    await add_contact(cast.olga.officer, file_id, ContactKind.TALK, talk)


async def test_each_number_is_the_length_of_the_list_of_dated_contacts_behind_it(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    await reports_of(service.cast, file_id)
    found = await compliance(service, file_id, to=str(day(60)))
    duties = {(duty["kind"], duty["rule"]): duty for duty in found["duties"]}
    report, talk = duties["report", "report-every-ordinary"], duties["talk", None]
    assert report["numbers"] | {"ahead": 0} == {
        "kept": 1, "service": 0, "excused": 0, "awaited": 0, "not-kept": 1, "unsaid": 0, "rescheduled": 1, "ahead": 0,
    }  # fmt: skip
    assert report["due"] == 2
    assert (talk["due"], talk["numbers"]["service"], talk["numbers"]["not-kept"]) == (1, 1, 0)
    for duty in found["duties"]:
        behind = [one["keeping"] for one in duty["contacts"]]
        assert {name: behind.count(name) for name in duty["numbers"]} == duty["numbers"]
    made = {str(one.id) for one in await contacts_of(file_id)}
    assert {one["id"] for duty in found["duties"] for one in duty["contacts"]} <= made


async def test_it_is_the_year_that_ends_today_unless_asked_otherwise_and_looking_is_recorded(service: Service) -> None:
    olga, today = service.cast.olga, legal_day(now())
    file_id = await make_person_file(olga.officer)
    before = (await acts_of(olga.id)).count(("person-file:open", "done"))
    found = await compliance(service, file_id)
    assert (found["from_on"], found["until_on"]) == (str(add_months(today, -12)), str(today))
    assert (await acts_of(olga.id)).count(("person-file:open", "done")) == before + 1
    async with service.client(olga) as client:
        path = f"/api/v1/supervisees/{file_id}/compliance"
        for wrong in (
            PURPOSE | {"from": str(day(1)), "to": str(day(0))},
            PURPOSE | {"from": "2010-01-01"},
            {"from": str(day(-1))},
        ):
            assert (await client.get(path, params=wrong)).status_code == 400


async def test_alerts_stand_with_the_condition_and_version_that_they_are_about_and_what_was_found(
    service: Service,
) -> None:
    olga = service.cast.olga
    wearer = await make_wearer(olga, service.cast.north_office, NORTH)
    alert_id = await raise_alert(wearer)
    (version,) = (await compliance(service, wearer.file_id))["versions"]
    (condition,) = version["conditions"]
    assert (version["order_id"], version["version"], condition["zone"]["name"]) == (str(wearer.order_id), 1, "家")
    (alert,) = condition["alerts"]
    assert (alert["id"], alert["kind"], alert["finding"]) == (str(alert_id), "left-required-zone", None)
    await dispose_of_alert(olga.officer, alert_id, Finding.REASONABLE_EXCUSE, "送孩子急诊，有病历。")
    (version,) = (await compliance(service, wearer.file_id))["versions"]
    assert version["conditions"][0]["alerts"][0]["finding"] == "reasonable-excuse"
    earlier = await compliance(service, wearer.file_id, **{"from": str(day(-40)), "to": str(day(-30))})
    assert earlier["versions"] == []


async def test_injunctions_stand_with_the_exceptions_asked_for_and_the_breaches_on_record(service: Service) -> None:
    cast = service.cast
    file_id = await make_banned_file(cast.olga.officer)
    asked = await make_application(cast.olga.officer, file_id, other_draft(ApplicationKind.BARRED_PLACE, 0, 1))
    breach = await make_record(cast.olga.officer, file_id, RecordKind.INJUNCTION_BREACH)
    await make_record(cast.olga.officer, file_id, RecordKind.WARNING)
    found = await compliance(service, file_id)
    assert {one["injunction"]["text"]: one["exceptions"] for one in found["injunctions"]} == {
        STADIUM_BAN.text: [str(asked)],
        VICTIM_BAN.text: [],
    }
    assert found["breach_records"] == [str(breach)]
    file = await open_person_file(cast.olga.officer, file_id, "supervision")
    corrected = tuple(replace(one, text=f"{one.text}（更正）") for one in file.judgment.injunctions)
    judgment = replace(file.judgment, injunctions=corrected)
    content = FileContent(file.category, file.identity, file.telephones, file.home, judgment, file.term_starts_on)
    assert found["other_exceptions"] == []
    await change_person_file(cast.olga.officer, file_id, file.revision, content)
    found = await compliance(service, file_id)
    assert [one["exceptions"] for one in found["injunctions"]] == [[], []]
    assert found["other_exceptions"] == [str(asked)]
    later = await compliance(service, file_id, **{"from": str(day(1)), "to": str(day(9))})
    assert (later["breach_records"], later["injunctions"][0]["exceptions"]) == ([], [])
