"""Dwellings: how many may live there and why, whose they are, what is dangerous about them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.audit import Act
from supervision.audit.key_expiry import destroy_expired
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound, NotPermitted, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.capacity import reckon_capacity
from supervision.residence.addresses.dwellings import change_dwelling, list_dwellings, load_dwelling
from supervision.residence.addresses.hazards import (
    HazardDraft,
    HazardStepRefused,
    StepDraft,
    enter_step,
    hazards_of,
    load_open_hazards,
    record_hazard,
    steps_of,
)
from supervision.residence.addresses.landlords import (
    enter_landlord,
    find_landlord,
    open_landlord,
    premises_of,
    set_landlord,
)
from supervision.residence.addresses.words import HazardState, HazardStepKind, NonLivingSpace, OfficeInCharge
from supervision.residence.codes import HazardKind
from supervision.residence.organisations.credit_code import check_character, read_credit_code
from supervision.residence.organisations.store import (
    Contact,
    OrganisationExists,
    OrganisationFacts,
    change_organisation,
    close_organisation,
    create_organisation,
    list_organisations,
    open_contact,
)
from supervision.residence.organisations.words import OrganisationKind
from supervision.residence.parties.details import Party
from supervision.residence.parties.retiring import EXPIRING_PARTIES
from supervision.residence.parties.store import (
    PartyChangedMeanwhile,
    change_party,
    create_party,
    find_parties,
    open_party,
)
from supervision.residence.parties.words import PartyKind
from supervision.storage.database import fetch
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers import RESIDENCE
from tests.makers_residence import FACTS, Building, id_number, make_household, make_new, make_person, put_on_duty

TODAY = date(2026, 11, 25)
LANDLORD = Party(PartyKind.LANDLORD, "孙建业", "13900001111", DocumentType.ID_CARD, id_number(order=77))


@settings(deadline=None)
@given(st.one_of(st.none(), st.floats(1, 500)), st.one_of(st.none(), st.integers(1, 20)))
def test_the_smaller_of_area_and_rooms_says_how_many_may_live_there(area: float | None, rooms: int | None) -> None:
    capacity = reckon_capacity(area, rooms, NORTH_VILLAGE, TODAY)
    limits = [limit for limit in (capacity.by_area, capacity.by_rooms) if limit is not None]
    assert capacity.number == (min(limits) if limits else None)
    assert capacity.by_area is None or area is None or capacity.by_area * capacity.area_rule.number <= area


async def test_a_smaller_home_is_over_capacity_at_once(cast: Cast, building: Building) -> None:
    home, petra = building.dwellings["101"], cast.petra.officer
    await make_household(petra, home, *[make_new(make_person(number=id_number(order=11 + n))) for n in range(3)])
    await change_dwelling(petra, home, 1, type(FACTS)(FACTS.building_use, FACTS.ownership, area_m2=12.0, rooms=1))
    assert (await load_dwelling(petra, Act.DWELLING_OPEN, home)).capacity == 2
    (row,) = await fetch("SELECT residents, capacity FROM occupancy")
    assert (row["residents"], row["capacity"]) == (3, 2)


async def test_living_in_a_garage_is_a_hazard_by_rule_and_once_only(cast: Cast, building: Building) -> None:
    home, petra = building.dwellings["101"], cast.petra.officer
    garage = type(FACTS)(FACTS.building_use, FACTS.ownership, spaces_lived_in=(NonLivingSpace.GARAGE,))
    await change_dwelling(petra, home, 1, garage)
    await change_dwelling(petra, home, 2, garage)
    (hazard,) = await hazards_of(home)
    assert (hazard.space, hazard.state) == (NonLivingSpace.GARAGE, HazardState.OPEN)
    assert hazard.due_on == legal_day(now()) + timedelta(days=10)


async def test_a_hazard_is_referred_resolved_and_opened_again_and_every_step_is_kept(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    draft = HazardDraft(HazardKind.FIRE, "楼道堆放杂物。")
    hazard_id = await record_hazard(petra, building.dwellings["101"], draft)
    with pytest.raises(InputInvalid):
        await enter_step(petra, hazard_id, StepDraft(HazardStepKind.REFERRED))
    with pytest.raises(HazardStepRefused):
        await enter_step(petra, hazard_id, StepDraft(HazardStepKind.REOPENED))
    await enter_step(petra, hazard_id, StepDraft(HazardStepKind.REFERRED, referred_to=OfficeInCharge.FIRE))
    await enter_step(petra, hazard_id, StepDraft(HazardStepKind.RESOLVED, "已清理。"))
    assert await load_open_hazards(petra) == ()
    with pytest.raises(HazardStepRefused):
        await enter_step(petra, hazard_id, StepDraft(HazardStepKind.RESOLVED))
    await enter_step(petra, hazard_id, StepDraft(HazardStepKind.REOPENED))
    assert [hazard.id for hazard in await load_open_hazards(petra)] == [hazard_id]
    assert await load_open_hazards(cast.pavel.officer) == ()
    steps = (await steps_of([hazard_id]))[hazard_id]
    assert [step.kind for step in steps] == ["reopened", "resolved", "referred", "recorded"]
    assert [step.note for step in steps] == ["", "已清理。", "", "楼道堆放杂物。"]


async def test_what_was_noted_of_a_hazard_is_sealed(cast: Cast, building: Building) -> None:
    await record_hazard(
        cast.petra.officer, building.dwellings["101"], HazardDraft(HazardKind.OTHER, "户主周晓岚不在。")
    )
    (row,) = await fetch("SELECT note_sealed FROM hazard_step")
    assert "周晓岚".encode() not in row["note_sealed"]


async def test_a_landlord_is_masked_until_opened_for_a_purpose(cast: Cast, building: Building) -> None:
    home, petra = building.dwellings["101"], cast.petra.officer
    party_id = await enter_landlord(petra, home, LANDLORD)
    dwelling = await load_dwelling(petra, Act.DWELLING_OPEN, home)
    masked = await find_landlord(dwelling)
    assert masked is not None
    assert (masked.name, masked.phone) == ("孙*", "139****1111")
    with pytest.raises(InputInvalid, match="registration"):
        await open_landlord(petra, home, None)
    assert (await open_landlord(petra, home, "visit"))[1] == LANDLORD
    assert await premises_of(party_id) == [home]
    (entry,) = await fetch("SELECT purpose, detail_json FROM audit_entry WHERE act = 'party:open'")
    assert entry["purpose"] == "visit"
    assert "孙建业" not in entry["detail_json"]


async def test_no_column_joins_a_landlord_to_premises(cast: Cast, building: Building) -> None:
    party_id = await enter_landlord(cast.petra.officer, building.dwellings["101"], LANDLORD)
    for table in ("dwelling", "party", "party_term"):
        for row in await fetch(f"SELECT to_jsonb({table})::text AS text FROM {table}"):  # noqa: S608 - three constants
            assert not {"孙建业", "13900001111"} & {*row["text"].split('"')}
            assert table != "dwelling" or str(party_id) not in row["text"]


async def test_an_assistant_opens_the_landlords_of_the_own_drawers_and_no_others(
    cast: Cast, building: Building
) -> None:
    home = building.dwellings["101"]
    party_id = await enter_landlord(cast.petra.officer, home, LANDLORD)
    with pytest.raises(NotFound):
        await open_landlord(cast.paul.officer, home, "visit")
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    assert (await open_landlord(cast.paul.officer, home, "visit"))[1].name == "孙建业"
    with pytest.raises((NotFound, NotPermitted)):
        await open_party(cast.paul.officer, party_id, "visit")
    with pytest.raises(NotFound):
        await open_landlord(cast.pavel.officer, home, "visit")


async def test_a_party_is_found_by_name_telephone_and_document_within_reach(cast: Cast) -> None:
    petra = cast.petra.officer
    party_id = await create_party(petra, NORTH_VILLAGE, LANDLORD)
    for query in ("孙建业", "sun jianye", "13900001111", LANDLORD.document_number):
        assert [party.id for party in await find_parties(petra, query)] == [party_id], query
        assert await find_parties(cast.pavel.officer, query) == ()
    await change_party(petra, party_id, 1, Party(PartyKind.MANAGER, "安居物业", "0356-2223333"))
    assert await find_parties(petra, "孙建业") == ()
    with pytest.raises(PartyChangedMeanwhile):
        await change_party(petra, party_id, 1, LANDLORD)


async def test_a_party_is_kept_while_premises_point_at_it_and_destroyed_two_years_after(
    cast: Cast, building: Building
) -> None:
    petra, (one, other) = cast.petra.officer, building.dwellings.values()
    party_id = await enter_landlord(petra, one, LANDLORD)
    await set_landlord(petra, other, party_id)
    await set_landlord(petra, one, None)
    long_after = now() + timedelta(days=3 * 365)
    assert await destroy_expired(EXPIRING_PARTIES, long_after, RESIDENCE) == 0
    kept = await enter_landlord(petra, other, Party(PartyKind.LANDLORD, "何敏", "13700002222"))
    assert await destroy_expired(EXPIRING_PARTIES, now() + timedelta(days=365), RESIDENCE) == 0
    assert await destroy_expired(EXPIRING_PARTIES, long_after, RESIDENCE) == 1
    assert [row["id"] for row in await fetch("SELECT id FROM party")] == [kept]
    assert not await fetch("SELECT FROM party_term WHERE party = $1", party_id)


async def test_dwellings_are_listed_by_drawer_and_reach(cast: Cast, building: Building) -> None:
    assert {one.id for one in (await list_dwellings(cast.petra.officer)).items} == set(building.dwellings.values())
    assert (await list_dwellings(cast.pavel.officer)).items == ()
    assert (await list_dwellings(cast.paul.officer)).items == ()


def test_a_credit_code_is_checked_by_its_last_character() -> None:
    first = "91140502MA0GW1234"
    code = first + check_character(first)
    assert read_credit_code(f" {code.lower()} ") == code
    assert read_credit_code("") is None
    wrong = first + ("A" if code[-1] != "A" else "B")
    for text in (wrong, first, "91140502MA0GW123I" + code[-1]):
        with pytest.raises(InputInvalid):
            read_credit_code(text)


async def test_an_organisation_keeps_its_contact_sealed_and_may_be_gone_for_a_while(cast: Cast) -> None:
    petra = cast.petra.officer
    first = "91140502MA0GW1234"
    facts = OrganisationFacts(
        OrganisationKind.EMPLOYER, "锦绣服装厂", NORTH_VILLAGE, credit_code=first + check_character(first),
        contact=Contact("何敏", "13700002222"),
    )  # fmt: skip
    organisation_id = await create_organisation(petra, facts)
    with pytest.raises(OrganisationExists):
        await create_organisation(petra, facts)
    await change_organisation(
        petra, organisation_id, 1, OrganisationFacts(OrganisationKind.EMPLOYER, "锦绣制衣厂", NORTH_VILLAGE)
    )
    assert await open_contact(petra, organisation_id, "visit") == Contact("何敏", "13700002222")
    await close_organisation(petra, organisation_id, is_closed=True)
    (found,) = (await list_organisations(petra, "制衣")).items
    assert found.closed_at is not None
    assert (await list_organisations(cast.pavel.officer)).items == ()
    with pytest.raises(RuleRefused):
        await change_organisation(petra, organisation_id, 1, facts)
