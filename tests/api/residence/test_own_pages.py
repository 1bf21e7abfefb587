"""On a resident's own page stands what is theirs, and of nobody else of the household, past or present."""

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import httpx

from api.app import create_app
from api.route_rules import each_route
from supervision.legal_time import legal_day, now
from supervision.local_rules.acting import revoke_local_rule
from supervision.masking import mask_document_number, mask_name, mask_phone
from supervision.residence.cards.scanning import scan_card
from supervision.residence.households.opening import open_household_file, open_resident
from supervision.residence.households.person import Guardian
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import MemberRole, StayEnd
from supervision.residence.services.local import code_of_row
from supervision.residence.visits.walk import open_drawer_for_walk
from supervision.settings import load_settings
from tests.api.conftest import Service
from tests.cast import NORTH_VILLAGE
from tests.makers_keeping import make_second
from tests.makers_own_page import make_personal_code
from tests.makers_residence import id_number, make_building, make_household, make_new, make_person, put_on_duty
from tests.makers_rules import BUS_CARD, make_service_row, make_standing_row
from tests.makers_visits import make_active_card

PAGES = ("/my/data", "/my/permit", "/my/services", "/my/readings", "/my/correction", "/my/copy")
LOOKS = ("查看户档", "查看居住人员", "扫描户卡", "打开今日走访")
TOKEN = re.compile(r'name="_csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Somebody:
    """One of a household, as the texts by which they would be known on another's page."""

    name: str
    number: str
    phone: str
    role: MemberRole
    guardian: Guardian | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        masked = (mask_name(self.name), mask_document_number(self.number), mask_phone(self.phone))
        return (self.name, self.number, self.phone, *masked)


HEAD = Somebody("吴晓岚", id_number(order=11), "13800001234", MemberRole.HEAD)
SPOUSE = Somebody("陈立", id_number(order=12), "13700005678", MemberRole.SPOUSE)
BORN = f"{legal_day(now()).year - 9}0105"
CHILD = Somebody(
    "郑小米", id_number(born=BORN, order=13), "13600007777", MemberRole.CHILD,
    Guardian(HEAD.name, "母亲", HEAD.phone, HEAD.number),
)  # fmt: skip
FORMER = Somebody("蒋南", id_number(order=15), "13500008888", MemberRole.RELATIVE)
EVERYBODY = (HEAD, SPOUSE, CHILD, FORMER)


@dataclass(frozen=True)
class Home:
    """A household of four, one of whom has left, and the code of each."""

    household: UUID
    ids: dict[Somebody, UUID]
    codes: dict[Somebody, str]


async def make_home(service: Service) -> Home:
    """They moved in together; officers opened card, walk, file and records; one left; officers opened all again."""
    petra = service.cast.petra.officer
    building = await make_building(petra, NORTH_VILLAGE)
    people = [
        make_new(make_person(one.name, one.number, phone=one.phone, guardian=one.guardian), one.role)
        for one in EVERYBODY
    ]
    household, ids = await make_household(petra, building.dwellings["101"], *people)
    await put_on_duty(petra, building.drawer, service.cast.paul.id)
    home = Home(household, dict(zip(EVERYBODY, ids, strict=True)), {})
    _, serial = await make_active_card(petra, household)

    async def look() -> None:
        await scan_card(petra, serial)
        await open_drawer_for_walk(service.cast.paul.officer, building.drawer)
        await open_household_file(petra, household, "visit")
        for one in ids:
            await open_resident(petra, one, "inspection")

    await look()
    await end_stay(petra, home.ids[FORMER], legal_day(now()), StayEnd.LEFT_AREA)
    await look()
    for one in EVERYBODY:
        home.codes[one] = await make_personal_code(petra, home.ids[one])
    return home


@contextlib.asynccontextmanager
async def signed_in(service: Service, code: str, number: str) -> AsyncIterator[httpx.AsyncClient]:
    """The browser of a resident."""
    async with service.client() as client:
        answer = await client.post("/my", data={"code": code, "number_end": number[-6:]})
        assert (answer.status_code, answer.headers["location"]) == (303, "/my/data")
        yield client


async def pages_of(service: Service, home: Home, one: Somebody) -> str:
    """Everything that is shown to a resident."""
    async with signed_in(service, home.codes[one], one.number) as client:
        answers = [await client.get(page) for page in PAGES]
    assert {answer.status_code for answer in answers} == {200}
    return "".join(answer.text for answer in answers)


async def test_of_any_two_of_a_household_neither_stands_on_the_others_page(service: Service) -> None:
    home = await make_home(service)
    shown = {one: await pages_of(service, home, one) for one in EVERYBODY}
    for one in EVERYBODY:
        assert {one.name, one.number, one.phone} - {text for text in one.texts if text in shown[one]} == set()
    for one, other in permutations(EVERYBODY, 2):
        found = [text for text in (*other.texts, str(home.ids[other])) if text in shown[one]]
        assert found == [], (one.name, other.name)
    assert not any(str(home.household) in text for text in shown.values())


async def test_each_sees_their_own_openings_and_who_left_sees_none_of_those_who_stayed(service: Service) -> None:
    home = await make_home(service)
    counted = {}
    for one in (HEAD, FORMER):
        async with signed_in(service, home.codes[one], one.number) as client:
            text = (await client.get("/my/readings")).text
        counted[one] = {act: text.count(f"<br>{act}") for act in LOOKS}
        assert "Petra Police" in text
        assert "北岭派出所" in text
    assert counted[HEAD] == dict.fromkeys(LOOKS, 2)
    assert counted[FORMER] == {**dict.fromkeys(LOOKS, 1), "查看居住人员": 2}


async def test_who_left_has_no_address_and_asks_for_corrections_in_person(service: Service) -> None:
    home = await make_home(service)
    async with signed_in(service, home.codes[FORMER], FORMER.number) as client:
        assert "幸福路3号楼101" not in (await client.get("/my/data")).text
        page = (await client.get("/my/correction")).text
        assert "当面提出" in page
        token = TOKEN.findall(page)[0]
        form = {"_csrf_token": token, "revision": "1", "name": "蒋楠", "reason": "错字。"}
        form |= {"document_type": "id-card", "document_number": FORMER.number}
        assert (await client.post("/my/correction", data=form)).status_code == 409


async def test_without_a_session_every_page_asks_for_the_code(service: Service) -> None:
    paths = [(method, path) for path, method, _ in each_route(service.app) if path.startswith("/my/")]
    assert len(paths) == len(PAGES) + 3
    async with service.client() as client:
        client.cookies.set("supervision-own-page", "x" * 43)
        for method, path in paths:
            answer = await client.request(method, path)
            assert (answer.status_code, answer.headers["location"]) == (303, "/my"), path
        assert "个人查询码" in (await client.get("/my")).text


async def test_no_form_is_taken_that_no_page_of_the_session_sent(service: Service) -> None:
    home = await make_home(service)
    async with signed_in(service, home.codes[HEAD], HEAD.number) as client:
        token = TOKEN.findall((await client.get("/my/data")).text)[0]
        for path in ("/my/correction", "/my/services", "/my/sign-out"):
            for data, headers in (({}, {}), ({"_csrf_token": "é" * 64}, {}),
                                  ({"_csrf_token": token}, {"sec-fetch-site": "cross-site"})):  # fmt: skip
                answer = await client.post(path, data=data, headers=headers)
                assert answer.status_code == 403, (path, data)
        assert (await client.get("/my/data")).status_code == 200
        assert (await client.post("/my/sign-out", data={"_csrf_token": token})).headers["location"] == "/my"
        assert (await client.get("/my/data")).status_code == 303
    async with service.client() as client:
        form = {"code": home.codes[HEAD], "number_end": HEAD.number[-6:]}
        answer = await client.post("/my", data=form, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403


async def test_a_wrong_code_and_too_many_tries_are_told_on_the_page_itself(service: Service) -> None:
    home = await make_home(service)
    wrong = {"code": "ABCD-EFGH-JKMN", "number_end": "000000"}
    async with service.client() as client:
        answers = [await client.post("/my", data=wrong) for _ in range(11)]
        assert [answer.status_code for answer in answers] == [401] * 10 + [429]
        assert "不对，或者查询码已经失效" in answers[0].text
        assert "一分钟后再试" in answers[-1].text
        right = {"code": home.codes[HEAD], "number_end": HEAD.number[-6:]}
        assert (await client.post("/my", data=right)).status_code == 429


async def test_the_session_of_an_officer_opens_no_own_page_and_the_other_way_round(service: Service) -> None:
    home = await make_home(service)
    async with service.client(service.cast.petra) as client:
        assert (await client.get("/my/data")).status_code == 303
    async with signed_in(service, home.codes[HEAD], HEAD.number) as client:
        record = f"/console/residents/{home.ids[HEAD]}?purpose=visit"
        answer = await client.get(record, headers={"accept": "text/html"})
        assert answer.headers["location"].startswith("/console/sign-in")
        assert (await client.get(f"/api/v1/residents/{home.ids[HEAD]}?purpose=visit")).status_code == 401


async def test_the_page_speaks_english_as_well(service: Service) -> None:
    home = await make_home(service)
    async with signed_in(service, home.codes[SPOUSE], SPOUSE.number) as client:
        for page in ("/my/data", "/my/permit", "/my/services", "/my/readings", "/my/correction"):
            assert "Who has opened it" in (await client.get(page, params={"language": "en"})).text


async def test_a_correction_that_was_approved_is_the_persons_next_version(service: Service) -> None:
    home = await make_home(service)
    async with signed_in(service, home.codes[HEAD], HEAD.number) as client:
        page = (await client.get("/my/correction")).text
        form = {
            "_csrf_token": TOKEN.findall(page)[0], "revision": "1", "name": HEAD.name, "document_type": "id-card",
            "document_number": HEAD.number, "ethnicity": "汉族", "domicile_address": "石坝县柳河乡",
            "phone": "13900009999", "reason": "换了号码。",
        }  # fmt: skip
        assert (await client.post("/my/correction", data=form)).status_code == 303
        waiting = (await client.get("/my/correction")).text
        due = legal_day(now()) + timedelta(days=15)
        assert f"{due.year}年{due.month}月{due.day}日" in waiting
        assert "13900009999" in waiting
        async with service.client(await make_second(service.cast)) as officer:
            (asked,) = (await officer.get("/api/v1/amendments")).json()["items"]
            assert (asked["asked_by"], asked["name"]) == ("resident", mask_name(HEAD.name))
            assert (await officer.post(f"/api/v1/amendments/{asked['id']}/approval")).status_code == 200
        assert "13900009999" in (await client.get("/my/data")).text


async def test_a_service_of_the_county_stands_on_the_page_with_its_source_until_it_is_revoked(service: Service) -> None:
    home, cast = await make_home(service), service.cast
    row = make_service_row()
    rule_id = await make_standing_row(cast.rosa, cast.rita, row)
    async with signed_in(service, home.codes[SPOUSE], SPOUSE.number) as client:
        page = (await client.get("/my/services")).text
        for said in (BUS_CARD.name, BUS_CARD.needs, row.source):
            assert said in page
        form = {"_csrf_token": TOKEN.findall(page)[0], "service": code_of_row(row.name), "remark": ""}
        assert (await client.post("/my/services", data=form)).status_code == 303
        await revoke_local_rule(cast.rosa.officer, rule_id)
        page = (await client.get("/my/services")).text
        assert row.source not in page
        assert BUS_CARD.name in page
    async with service.client(cast.petra) as officer:
        (waiting,) = (await officer.get("/api/v1/service-requests", params={"show": "to-forward"})).json()["items"]
        one = await officer.get(f"/api/v1/service-requests/{waiting['id']}?purpose=service")
    assert (one.status_code, one.json()["request"]["service"]) == (200, code_of_row(row.name))


async def test_a_service_is_asked_for_on_the_page_and_stands_in_the_queue_of_officers(service: Service) -> None:
    home = await make_home(service)
    async with signed_in(service, home.codes[SPOUSE], SPOUSE.number) as client:
        page = (await client.get("/my/services")).text
        open_now, not_yet = page.split("现在还不能申请的")
        assert "申请这一项" in open_now
        assert ("须持有效居住证" in open_now, "须持有效居住证" in not_yet) == (False, True)
        assert "申请这一项" not in not_yet
        token = TOKEN.findall(page)[0]
        form = {"_csrf_token": token, "service": "employment-advice", "remark": "想找电工的活。"}
        assert (await client.post("/my/services", data=form)).status_code == 303
        assert "想找电工的活。" in (await client.get("/my/services")).text
        again = await client.post("/my/services", data=form)
        assert (again.status_code, "refusal" in again.text) == (409, True)
        assert "想找电工的活。" in (await client.get("/my/copy")).text
        readings = (await client.get("/my/readings")).text
    assert "本人（个人查询码）" in readings
    assert "想找电工的活。" not in await pages_of(service, home, HEAD)
    async with service.client(service.cast.petra) as officer:
        (waiting,) = (await officer.get("/api/v1/service-requests", params={"show": "to-forward"})).json()["items"]
        assert (waiting["service"], waiting["name"]) == ("employment-advice", mask_name(SPOUSE.name))


async def test_what_cannot_be_read_is_refused_with_a_page_and_the_way_back(service: Service) -> None:
    home = await make_home(service)
    async with signed_in(service, home.codes[HEAD], HEAD.number) as client:
        for answer in (
            await client.get("/my/readings", params={"cursor": "zzz"}),
            await client.post("/my/correction", data={"_csrf_token": "stale"}),
        ):
            assert answer.status_code in {400, 403}
            assert 'href="/my"' in answer.text


def test_where_the_police_keep_no_register_there_is_no_own_page() -> None:
    kept = {
        names: create_app(load_settings({"SUPERVISION_REGISTERS": names})) for names in ("corrections", "residence")
    }
    own = {names: {path for path, _, _ in each_route(app) if path.startswith("/my")} for names, app in kept.items()}
    assert own["corrections"] == set()
    assert {"/my", *PAGES} <= own["residence"]
