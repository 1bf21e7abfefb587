"""Colours, figures and staffing, counted in a real database, and that none of it is about a person."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.dwellings import load_dwelling
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households import masked, opening
from supervision.residence.households.registering import NewResident, StayDraft, end_stay
from supervision.residence.households.tables import (
    HouseholdRow,
    MembershipRow,
    ResidentRow,
    ResidentVersionRow,
    StayRow,
)
from supervision.residence.households.words import StayEnd, Verdict
from supervision.residence.quality.behind import Behind, Counted, list_behind, list_mismatches, list_over_occupied
from supervision.residence.quality.counting import CommunityQuality, load_quality
from supervision.residence.quality.figures import load_figures, load_staffing
from supervision.residence.quality.premises import rate_dwelling
from supervision.residence.quality.rating import Colour, DueKind, Share
from supervision.residence.quality.tables import (
    QualitySampleRow,
    RectificationRow,
    RectificationStepRow,
    SampleItemRow,
)
from supervision.residence.visits.verdicts import Sending, record_sendings
from supervision.storage.database import fetch
from tests.cast import NORTH, NORTH_VILLAGE, Cast
from tests.makers_residence import Building, id_number, make_building, make_household, make_person, put_on_duty


def somebody(order: int, *, expected_in: int = 300, lodging: LodgingKind = LodgingKind.RENTED) -> NewResident:
    today = legal_day(now())
    stay = StayDraft(lodging, ArrivalReason.WORK, today, today + timedelta(days=expected_in))
    return NewResident(make_person(f"韩{order}", id_number(order=order)), stay)


def share_of(communities: tuple[CommunityQuality, ...], drawer: UUID, kind: DueKind) -> Share:
    lines = [line for community in communities for line in community.drawers]
    return next(line.rating.share(kind) for line in lines if line.drawer.id == drawer)


async def past_its_end(resident: UUID) -> None:
    day = legal_day(now()) - timedelta(days=1)
    await fetch("UPDATE stay SET began_on = $2, expected_until = $2 WHERE resident = $1", resident, day)


async def test_a_dwelling_is_rated_by_what_is_due_behind_its_own_door(cast: Cast, building: Building) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    crowd = tuple(somebody(order) for order in range(11, 25, 2))
    _, residents = await make_household(officer, building.dwellings["101"], *crowd)
    await make_household(officer, building.dwellings["201"], somebody(31))
    await past_its_end(residents[0])
    await fetch("UPDATE resident SET verified_on = $2 WHERE id = $1", residents[1], today - timedelta(days=90))
    ratings = {
        room: await rate_dwelling(await load_dwelling(officer, Act.DWELLING_OPEN, dwelling), today)
        for room, dwelling in building.dwellings.items()
    }
    crowded = ratings["101"]
    assert {kind: crowded.share(kind) for kind in (DueKind.UNVERIFIED, DueKind.PAST_END, DueKind.OVER_OCCUPIED)} == {
        DueKind.UNVERIFIED: Share(1, 7), DueKind.PAST_END: Share(1, 7), DueKind.OVER_OCCUPIED: Share(1, 1),
    }  # fmt: skip
    assert (crowded.colour, ratings["201"].colour) == (Colour.RED, Colour.GREEN)


async def test_a_drawer_is_rated_by_what_is_due_in_it_and_its_community_by_all(cast: Cast, building: Building) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    other = await make_building(officer, NORTH_VILLAGE, street="平安路")
    for one in (building, other):
        await put_on_duty(officer, one.drawer, cast.paul.id)
    crowd = tuple(somebody(order) for order in range(11, 25, 2))
    _, (late, unmet, gone, *_) = await make_household(officer, building.dwellings["101"], *crowd)
    await past_its_end(late)
    await record_sendings(cast.paul.officer, [Sending(uuid4(), gone, Verdict.MOVED_OUT)])
    await fetch("UPDATE resident SET verified_on = $2 WHERE id = $1", unmet, today - timedelta(days=90))
    (community,) = found = await load_quality(officer, today)
    assert [line.drawer.id for line in community.drawers] == [building.drawer, other.drawer]
    assert [line.rating.colour for line in community.drawers] == [Colour.RED, Colour.GREEN]
    assert {kind: share_of(found, building.drawer, kind) for kind in DueKind} == {
        DueKind.UNVERIFIED: Share(1, 7),
        DueKind.PAST_END: Share(1, 7),
        DueKind.MISMATCH: Share(1, 7),
        DueKind.OVER_OCCUPIED: Share(1, 1),
        DueKind.UNATTENDED: Share(0, 1),
    }
    assert (community.rating.colour, community.rating.share(DueKind.UNATTENDED)) == (Colour.RED, Share(0, 2))


async def test_a_drawer_without_anybody_on_duty_is_red(cast: Cast, building: Building) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    assert [one.rating.colour for one in await load_quality(officer, today, NORTH)] == [Colour.RED]
    await put_on_duty(officer, building.drawer, cast.paul.id)
    assert [one.rating.colour for one in await load_quality(officer, today, NORTH)] == [Colour.GREEN]


async def test_an_assistant_sees_the_drawers_on_duty_and_others_elsewhere_nothing(
    cast: Cast, building: Building
) -> None:
    today = legal_day(now())
    await make_building(cast.petra.officer, NORTH_VILLAGE, street="平安路")
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    (community,) = await load_quality(cast.paul.officer, today)
    assert [line.drawer.id for line in community.drawers] == [building.drawer]
    assert await load_quality(cast.pavel.officer, today) == ()
    with pytest.raises(InputInvalid):
        await load_quality(cast.petra.officer, today, "x%")


async def test_each_count_is_the_list_behind_it(cast: Cast, building: Building) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    crowd = tuple(somebody(order) for order in range(11, 25, 2))
    _, (late, unmet, *_) = await make_household(officer, building.dwellings["101"], *crowd)
    await past_its_end(late)
    await fetch("UPDATE resident SET verified_on = $2 WHERE id = $1", unmet, today - timedelta(days=90))
    for counted, expected in (
        (Counted.LIVING, 7),
        (Counted.UNVERIFIED, 1),
        (Counted.PAST_END, 1),
    ):
        number = Behind(counted, drawer_id=building.drawer)
        assert len((await list_behind(officer, number, today)).items) == expected, counted
    await put_on_duty(officer, building.drawer, cast.paul.id)
    task = Sending(uuid4(), unmet, Verdict.MOVED_OUT)
    await record_sendings(cast.paul.officer, [task])
    assert [one.task_id for one in await list_mismatches(officer, building.drawer, None)] == [task.id]
    (crowded,) = await list_over_occupied(officer, building.drawer, None)
    assert (crowded.dwelling_id, crowded.residents) == (building.dwellings["101"], 7)
    assert (await list_behind(cast.pavel.officer, Behind(), today)).items == ()
    with pytest.raises(NotFound):
        await list_behind(cast.pavel.officer, Behind(drawer_id=building.drawer), today)


async def test_figures_count_who_lives_here_and_every_mark_has_its_list(cast: Cast, building: Building) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    people = (somebody(11), somebody(13, lodging=LodgingKind.OWNED), somebody(15))
    _, (_, _, gone) = await make_household(officer, building.dwellings["101"], *people)
    await end_stay(officer, gone, today, StayEnd.LEFT_AREA)
    figures = await load_figures(officer, today)
    assert figures.residents == 2
    assert (figures.by_lodging[LodgingKind.OWNED], figures.by_reason[ArrivalReason.WORK]) == (1, 2)
    assert [(one.division, one.residents) for one in figures.communities] == [(NORTH_VILLAGE, 2)]
    assert len(figures.months) == 12
    month = figures.months[-1]
    assert (month.first_day, month.began, month.ended) == (today.replace(day=1), 3, 1)
    for number, expected in (
        (Behind(lodging=LodgingKind.OWNED), 1),
        (Behind(reason=ArrivalReason.WORK), 2),
        (Behind(community=NORTH_VILLAGE), 2),
        (Behind(Counted.BEGAN, month=month.first_day), 3),
        (Behind(Counted.ENDED, month=month.first_day), 1),
        (Behind(Counted.ENDED, month=date(2020, 1, 1)), 0),
    ):
        assert len((await list_behind(officer, number, today)).items) == expected, number


async def test_staffing_is_residents_by_the_local_ratio_against_assistants_on_duty(
    cast: Cast, building: Building
) -> None:
    officer, today = cast.petra.officer, legal_day(now())
    await make_household(officer, building.dwellings["101"], somebody(11))
    (north,) = await load_staffing(officer, today)
    assert (north.division, north.residents, north.assistants, north.needed, north.missing) == (NORTH, 1, 0, 1, 1)
    await put_on_duty(officer, building.drawer, cast.paul.id)
    (north,) = await load_staffing(officer, today)
    assert (north.assistants, north.missing, north.rule.number) == (1, 0, 500)
    assert await load_staffing(cast.pavel.officer, today) == ()


RATING_WORDS = re.compile(r"colou?r|score|rating|flag|attention|risk|level", re.IGNORECASE)


def test_no_table_and_no_list_holds_a_colour_a_score_or_a_flag_of_a_person() -> None:
    about_people = (ResidentRow, ResidentVersionRow, StayRow, MembershipRow, HouseholdRow, SampleItemRow)
    for table in about_people:
        names = {column._meta.name for column in table._meta.columns}  # noqa: SLF001 - Piccolo shows columns so
        assert not [name for name in names if RATING_WORDS.search(name)], table
    for other in (QualitySampleRow, RectificationRow, RectificationStepRow, SampleItemRow):
        assert "resident" not in {column._meta.name for column in other._meta.columns}, other  # noqa: SLF001
    for module in (masked, opening):
        shown = [one for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)]
        assert shown
        for one in shown:
            assert not [field.name for field in fields(one) if RATING_WORDS.search(field.name)], one
