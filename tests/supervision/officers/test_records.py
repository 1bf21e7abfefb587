"""Offices, officers and divisions as they are listed, and how an installation begins."""

import asyncio
from datetime import date, timedelta
from uuid import uuid4

import pyotp
import pytest

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, NotPermitted, SignInRefused
from supervision.legal_time import legal_day, moved_clock, now
from supervision.officers import (
    Holiday,
    Level,
    OfficeDraft,
    OfficerFilter,
    OfficerState,
    Role,
    announced_days,
    create_administrators,
    create_office,
    division_name,
    division_names,
    import_divisions,
    import_holidays,
    load_officer,
    load_officers,
    load_offices,
    province_lines,
    reach,
    read_divisions,
    read_holidays,
    sign_in,
)
from supervision.officers.first_officers import AlreadyInitialised
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.vault import Vault
from tests.cast import CITY, COUNTY, NORTH, NORTH_VILLAGE, SOUTH, Cast
from tests.makers import CORRECTIONS, MAKER, make_officer


async def test_an_office_is_created_in_a_loaded_division_under_one_that_contains_it(cast: Cast) -> None:
    office_id = await create_office(
        cast.sam.officer, OfficeDraft(" 松坡工作站 ", Level.COMMUNITY, NORTH_VILLAGE, cast.north_office)
    )
    office = next(office for office in await load_offices(cast.sam.officer) if office.id == office_id)
    assert (office.name, office.division, office.parent_id) == ("松坡工作站", NORTH_VILLAGE, cast.north_office)
    assert office.division_name == "山西省青屏市临溪县北岭镇松坡村"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (OfficeDraft("", Level.COUNTY, COUNTY), "name"),
        (OfficeDraft("北岭司法所", Level.TOWNSHIP, NORTH), "name"),
        (OfficeDraft("新所", Level.TOWNSHIP, COUNTY), "level"),
        (OfficeDraft("新所", Level.COMMUNITY, "149901000000"), "division"),
        (OfficeDraft("新所", Level.TOWNSHIP, "149901009"), "division"),
        (OfficeDraft("新所", Level.TOWNSHIP, NORTH, uuid4()), "parent"),
    ],
)
async def test_an_office_that_cannot_be_names_the_field_to_mend(cast: Cast, draft: OfficeDraft, field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await create_office(cast.sam.officer, draft)
    assert refusal.value.field == field


async def test_an_office_is_under_none_that_does_not_contain_it(cast: Cast) -> None:
    with pytest.raises(InputInvalid):
        await create_office(cast.sam.officer, OfficeDraft("新所", Level.TOWNSHIP, NORTH, cast.south_office))


async def test_only_a_system_administrator_creates_offices(cast: Cast) -> None:
    for member in (cast.sue, cast.ada, cast.hua, cast.agnes, cast.olga):
        with pytest.raises(NotPermitted):
            await create_office(member.officer, OfficeDraft("新所", Level.TOWNSHIP, NORTH))


async def test_offices_are_listed_within_reach(cast: Cast) -> None:
    assert {office.id for office in await load_offices(cast.agnes.officer)} == {
        cast.county_office,
        cast.north_office,
        cast.south_office,
    }
    assert len(await load_offices(cast.carl.officer)) == 5
    assert [office.id for office in await load_offices(cast.olga.officer)] == [cast.north_office]
    assert [office.id for office in await load_offices(cast.petra.officer)] == [cast.north_station]
    counts = {office.id: office.officer_count for office in await load_offices(cast.sam.officer)}
    assert counts[cast.north_office] == 1


async def test_officers_are_listed_newest_first_for_administrators_alone(cast: Cast) -> None:
    listed = await load_officers(cast.ada.officer)
    assert [entry.username for entry in listed.items] == [
        "ada", "sam", "erik", "emil", "hugo", "carl", "hua", "agnes", "oscar", "olga", "sue",
    ]  # fmt: skip
    assert listed.next is None
    for member in (cast.hua, cast.agnes, cast.olga, cast.petra):
        with pytest.raises(NotPermitted):
            await load_officers(member.officer)
        with pytest.raises(NotPermitted):
            await load_officer(member.officer, cast.oscar.id)


async def test_officers_are_found_by_name_office_role_and_state(cast: Cast) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            await sign_in("oscar", "wrong", "000000")

    async def found(**wanted: object) -> list[str]:
        page = await load_officers(cast.sue.officer, OfficerFilter(**wanted))  # type: ignore[arg-type]
        return [entry.username for entry in page.items]

    assert await found(query="NORTH") == ["olga"]
    assert await found(query="%") == []
    assert await found(office_id=cast.north_office) == ["olga"]
    assert await found(role=Role.COUNTY_HEAD) == ["hugo", "hua"]
    assert await found(state=OfficerState.LOCKED) == ["oscar"]
    assert "oscar" not in await found(state=OfficerState.ACTIVE)
    assert await found(state=OfficerState.ENDED) == []
    locked = (await load_officer(cast.sue.officer, cast.oscar.id)).entry
    assert locked.locked_until is not None
    assert locked.last_seen_at is not None


async def test_a_long_list_is_read_a_page_at_a_time(cast: Cast) -> None:
    for number in range(45):
        await make_officer(f"extra{number}", f"Extra {number}", Role.JUSTICE_OFFICE, SOUTH, cast.south_office)
    first = await load_officers(cast.sue.officer)
    second = await load_officers(cast.sue.officer, cursor=first.next)
    assert (len(first.items), len(second.items), second.next) == (50, 6, None)
    assert len({entry.id for entry in first.items + second.items}) == 56


async def test_a_record_shows_grants_with_their_giver(cast: Cast) -> None:
    record = await load_officer(cast.ada.officer, cast.olga.id)
    (entry,) = record.grants
    assert (entry.grant.role, entry.grant.prefix, entry.is_live) == (Role.JUSTICE_OFFICE, NORTH, True)
    assert (entry.granted_by, record.recovery_codes_left, record.replacements) == ("Sue Security", 8, {})
    with pytest.raises(NotFound):
        await load_officer(cast.ada.officer, uuid4())


async def test_an_installation_begins_with_three_administrators_who_can_sign_in(vault: Vault) -> None:
    assert vault
    enrolments = await create_administrators(CORRECTIONS)
    assert [enrolment.username for enrolment in enrolments] == ["system-admin", "security-admin", "audit-admin"]
    for enrolment in enrolments:
        code = pyotp.TOTP(enrolment.totp_secret).at(now())
        officer = (await sign_in(enrolment.username, enrolment.password, code)).officer
        assert [role.value for role in officer.roles] == [enrolment.username]
        assert reach(officer, Act.PERSON_FILE_OPEN) == ()
    with pytest.raises(AlreadyInitialised):
        await create_administrators(CORRECTIONS)


async def test_of_two_initialisations_at_once_one_is_refused(vault: Vault) -> None:
    assert vault
    answers = await asyncio.gather(*(create_administrators(CORRECTIONS) for _ in range(2)), return_exceptions=True)
    assert sum(isinstance(answer, AlreadyInitialised) for answer in answers) == 1
    assert len(await fetch("SELECT id FROM officer")) == 3


async def test_the_provinces_come_with_the_product(vault: Vault) -> None:
    assert vault
    report = await import_divisions(MAKER, CORRECTIONS, province_lines())
    assert (report.added, report.refused) == (34, ())
    assert await division_name("81") == "香港特别行政区"
    assert (await import_divisions(MAKER, CORRECTIONS, province_lines())).unchanged == 34


async def test_divisions_are_added_and_renamed_and_what_cannot_be_is_reported(cast: Cast) -> None:
    assert cast
    lines = read_divisions(
        "\ufeff名称,代码\n北岭街道,149901001\n东坪镇,149901003\n孤村,149909001001\n整县,149901000000\n重复,149901003\n,149904\n"
        "石坝镇,149902001\n\n"
    )
    report = await import_divisions(MAKER, Register.CORRECTIONS, lines)
    assert (report.added, report.renamed, report.unchanged) == (2, 1, 0)
    assert [(refusal.line_number, refusal.code) for refusal in report.refused] == [
        (4, "149909001001"),
        (5, "149901000000"),
        (6, "149901003"),
        (7, "149904"),
    ]
    assert await division_name(NORTH) == "山西省青屏市临溪县北岭街道"


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "code\n14\n", "code,name\n14\n", 'code,name\n14,"open\n'])
def test_what_is_no_table_of_codes_and_names_is_sent_back(text: str) -> None:
    with pytest.raises(InputInvalid):
        read_divisions(text)


async def test_a_division_that_was_not_loaded_is_called_by_its_code(cast: Cast) -> None:
    assert cast
    assert await division_names(["99", CITY, "no code"]) == {"99": "99", CITY: "山西省青屏市", "no code": "no code"}


async def test_holidays_are_stored_and_replaced_by_a_later_notice(vault: Vault) -> None:
    assert vault
    announced = announced_days(2026)
    assert Holiday(date(2026, 10, 1), is_working=False, name="国庆节") in announced
    assert Holiday(date(2026, 10, 10), is_working=True, name="国庆节") in announced
    await import_holidays(MAKER, CORRECTIONS, announced)
    later = read_holidays("day,is_working,name\n2026-10-10,0,国庆节\n2027-01-01,0,元旦\n")
    assert await import_holidays(MAKER, CORRECTIONS, later) == 2
    rows = {row["day"]: row["is_working"] for row in await fetch("SELECT day, is_working FROM holiday")}
    assert rows[date(2026, 10, 10)] is False
    assert len(rows) == len(announced) + 1


@pytest.mark.parametrize(
    "text", ["", "day,name\n", "day,is_working,name\n2027-02-30,0,x\n", "day,is_working,name\n2027-01-01,2,x\n"]
)
def test_what_is_no_table_of_holidays_is_sent_back(text: str) -> None:
    with pytest.raises(InputInvalid):
        read_holidays(text)


async def test_a_grant_that_has_ended_is_no_role_in_the_list(cast: Cast) -> None:
    await make_officer(
        "brief", "Bria Brief", Role.JUSTICE_OFFICE, NORTH, cast.north_office, valid_until=legal_day(now())
    )
    later = now() + timedelta(days=3)
    with moved_clock(lambda: later):
        page = await load_officers(cast.sue.officer, OfficerFilter(query="brief"))
    assert [entry.roles for entry in page.items] == [()]
