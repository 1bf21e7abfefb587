"""What the page of an opened household shows."""

from uuid import UUID

from api.console.pages_base import PageRequest
from api.console.residence.household_tabs import tabs_of
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.residence.people import FormerMember, HouseholdPageView, MemberLine, TenancyOfDwelling
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.officers import division_name, division_names
from supervision.residence.cards.states import LIVING
from supervision.residence.cards.store import cards_of_household
from supervision.residence.households.former import former_members_of
from supervision.residence.households.listing import load_households_at
from supervision.residence.households.materials import materials_of
from supervision.residence.households.opening import HouseholdFile, Member
from supervision.residence.households.person import ADULT_YEARS
from supervision.residence.households.readings import readings_of_household
from supervision.residence.households.words import HouseholdState, MaterialKind, MemberRole
from supervision.residence.tenancies.store import running_tenancies_of
from supervision.wording import Wording

OWN_TABS = ("dwelling", "stays", "materials", "history")


async def household_view(page: PageRequest, file: HouseholdFile, tab: str, form: FormState) -> HouseholdPageView:
    """A household file that was opened, with one of its tabs."""
    household, tab = file.household, tab if tab in OWN_TABS else OWN_TABS[0]
    is_open, division = household.state is HouseholdState.OPEN, household.division
    may_change = is_open and page.may(Act.MEMBERSHIP_CHANGE, division)
    readings = (
        await readings_of_household(page.officer, household.id, file.purpose, page.filters().get("cursor"))
        if tab == "history"
        else None
    )
    names = {member.resident.id: member.person.name if member.person else "" for member in file.members}
    return HouseholdPageView(
        household_id=household.id,
        number=household.number,
        kind=household.kind,
        state=household.state,
        address=file.address,
        place=await division_name(division),
        purpose=file.purpose,
        card_state=await _card_state(household.id),
        members=tuple(_member(page, member) for member in file.members),
        tabs=tabs_of(page, household.id, file.purpose),
        tab=tab,
        dwelling_id=file.dwelling.id,
        dwelling=_dwelling(page, file) if tab == "dwelling" else (),
        tenancies=await _tenancies(file) if tab == "dwelling" and page.may(Act.TENANCY_LIST, division) else (),
        may_keep_tenancy=is_open and bool(file.members) and page.may(Act.TENANCY_KEEP, division),
        stays=tuple((names[one.resident.id], one.stay) for one in file.members) if tab == "stays" else (),
        materials=await materials_of(household) if tab == "materials" else (),
        material_kinds=page.choices("material-kind", [one for one in MaterialKind if one is not MaterialKind.PHOTO]),
        readings=readings.items if readings else (),
        paging=page.paging(len(readings.items), readings.next) if readings else None,
        former=await _former(file) if tab == "history" else (),
        member_choices=tuple(Choice(value=str(one), label=name) for one, name in names.items() if name),
        roles=page.choices("member-role", [role for role in MemberRole if role is not MemberRole.HEAD]),
        kinds=page.choices("household-kind"),
        others=await _others(page, file) if may_change and tab == "stays" else (),
        form=form,
        may_register=page.may(Act.RESIDENT_REGISTER),
        may_change=may_change,
        may_close=page.may(Act.HOUSEHOLD_CLOSE, division),
        may_add_material=is_open,
        capacity=file.dwelling.capacity,
    )


async def _card_state(household_id: UUID) -> str:
    """Where the household's card stands that counts: the living one, or the last that was void."""
    cards = await cards_of_household(household_id)
    return max(cards, key=lambda card: (card.state in LIVING, card.queued_at)).state if cards else ""


def _member(page: PageRequest, member: Member) -> MemberLine:
    age = member.person.age_on(legal_day(page.now)) if member.person else None
    return MemberLine(
        resident_id=member.resident.id,
        name=member.person.name if member.person else "",
        role=member.role,
        began_on=member.stay.began_on,
        expected_until=member.stay.expected_until,
        verified_on=member.resident.verified_on,
        verdict=member.resident.last_verdict or "",
        is_minor=age is not None and age < ADULT_YEARS,
    )


def _dwelling(page: PageRequest, file: HouseholdFile) -> tuple[Line, ...]:
    facts, unknown = file.dwelling.facts, page.say(Wording("未登记", "not recorded"))
    area = page.say(Wording("%s 平方米", "%s m²")) % f"{facts.area_m2:g}" if facts.area_m2 else unknown
    return (
        Line(label=page.say(Wording("地址", "address")), value=file.address),
        Line(label=page.say(Wording("面积", "area")), value=area),
        Line(label=page.say(Wording("房间", "rooms")), value=str(facts.rooms or unknown)),
        Line(label=page.say(Wording("可住人数", "may live there")), value=str(file.dwelling.capacity or unknown)),
    )


async def _tenancies(file: HouseholdFile) -> tuple[TenancyOfDwelling, ...]:
    return tuple(
        TenancyOfDwelling(tenancy_id=one.id, number=one.number, ends_on=one.ends_on, filing=one.filing)
        for one in await running_tenancies_of(file.dwelling.id)
    )


async def _others(page: PageRequest, file: HouseholdFile) -> tuple[Choice, ...]:
    found = await load_households_at(page.officer, Act.MEMBERSHIP_CHANGE, file.dwelling.id)
    return tuple(
        Choice(value=str(one.id), label=f"{one.number} {one.head}") for one in found if one.id != file.household.id
    )


async def _former(file: HouseholdFile) -> tuple[FormerMember, ...]:
    found = await former_members_of(file)
    places = await division_names({one.went_to for one in found if one.went_to})
    return tuple(
        FormerMember(
            masked_name=one.name,
            role=one.role,
            began_on=one.began_on,
            ended_on=one.ended_on,
            end_reason=one.end_reason or "",
            went_to=places.get(one.went_to, ""),
        )
        for one in found
    )
