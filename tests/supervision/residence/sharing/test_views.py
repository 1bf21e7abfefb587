"""A view of the catalogue: what it may say, who proposes and approves it, and from when to when it gives anything."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, moved_clock, now
from supervision.residence.rules import FIELD_LISTS, FieldList, PersonField
from supervision.residence.sharing.terms import NothingGiven, ViewDraft, check_is_given, make_fields
from supervision.residence.sharing.view_rows import (
    ViewShow,
    catalogue,
    count_views,
    list_views,
    load_view,
    open_view,
    views_to_decide,
)
from supervision.residence.sharing.views import (
    OwnView,
    ViewDecided,
    approve_view,
    end_view,
    propose_view,
    return_view,
)
from supervision.residence.sharing.words import OFFERED, PlaceField, Receiver, SharedKind, ViewState
from supervision.storage.database import fetch
from tests.cast import NORTH, NORTH_VILLAGE, SOUTH, Cast
from tests.makers_keeping import make_second
from tests.makers_orders import unused_code
from tests.makers_sharing import make_proposed, make_view, view_draft

ALL_FIELDS = [*map(str, PlaceField), *map(str, PersonField)]
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
choices = st.frozensets(st.sampled_from([*ALL_FIELDS, "religion", "photo ", ""]), max_size=8)


@given(st.sampled_from(SharedKind), choices, st.sampled_from(FIELD_LISTS))
def test_a_view_has_only_fields_of_its_kind_and_of_persons_only_what_the_region_lists(
    kind: SharedKind, chosen: frozenset[str], listed: FieldList
) -> None:
    offered = {str(field) for field in OFFERED[kind]}
    if kind is SharedKind.PERSONS:
        offered &= {str(field) for field in listed.fields}
    if chosen and chosen <= offered:
        assert set(make_fields(kind, chosen, listed)) == chosen
    else:
        with pytest.raises(InputInvalid):
            make_fields(kind, chosen, listed)


def test_no_view_offers_a_picture_and_none_of_premises_anything_of_a_person() -> None:
    assert PersonField.PHOTO not in OFFERED[SharedKind.PERSONS]
    for kind in set(SharedKind) - {SharedKind.PERSONS}:
        assert all(isinstance(field, PlaceField) for field in OFFERED[kind])


@given(st.sampled_from(ViewState), days, days, days)
def test_something_is_given_only_under_an_approved_view_within_its_days(
    state: ViewState, valid_from: date, valid_until: date, today: date
) -> None:
    if state is ViewState.APPROVED and valid_from <= today <= valid_until:
        check_is_given(state, valid_from, valid_until, today)
    else:
        with pytest.raises(NothingGiven):
            check_is_given(state, valid_from, valid_until, today)


async def test_what_one_officer_proposes_another_approves_with_the_second_factor(cast: Cast) -> None:
    petra, second = cast.petra, await make_second(cast)
    view_id = await make_proposed(cast)
    assert await count_views(petra.officer) == {ViewShow.RUNNING: 0, ViewShow.PROPOSED: 1, ViewShow.OVER: 0}
    assert ((await views_to_decide(petra.officer)).total, (await views_to_decide(second.officer)).total) == (0, 1)
    for decided in (approve_view(petra.officer, view_id, petra.code()), return_view(petra.officer, view_id, "再议")):
        with pytest.raises(OwnView):
            await decided
    await approve_view(second.officer, view_id, unused_code(second))
    with pytest.raises(ViewDecided):
        await return_view(second.officer, view_id, "再议")
    (view,) = await catalogue(petra.officer)
    assert (view.state, view.proposed_by_name, view.decided_by_name) == (
        ViewState.APPROVED,
        "Petra Police",
        "Piet Police",
    )
    assert view.division_name == "北岭镇"
    (row,) = await fetch("SELECT decided_by, proposed_by FROM sharing_view")
    assert (row["proposed_by"], row["decided_by"]) == (petra.id, second.id)


async def test_a_returned_view_says_why_and_gives_nothing(cast: Cast) -> None:
    second = await make_second(cast)
    view_id = await make_proposed(cast)
    await return_view(second.officer, view_id, "目的不明确")
    opened = await open_view(cast.petra.officer, view_id)
    assert (opened.view.state, opened.return_reason, opened.contact) == (
        ViewState.RETURNED,
        "目的不明确",
        "值班室 0356-7654321",
    )
    assert await catalogue(cast.petra.officer) == ()
    (row,) = await fetch("SELECT v::text AS text FROM sharing_view v")
    assert "0356" not in row["text"]


async def test_an_ended_view_is_over_at_once_and_a_running_one_the_day_after_its_last(cast: Cast) -> None:
    second = await make_second(cast)
    ended, running = await make_view(cast, second=second), await make_view(cast, second=second, days=10)
    await end_view(cast.petra.officer, ended)
    with pytest.raises(ViewDecided):
        await end_view(cast.petra.officer, ended)
    assert [view.id for view in await catalogue(cast.petra.officer)] == [running]
    late = now() + timedelta(days=11)
    with moved_clock(lambda: late):
        assert await catalogue(cast.petra.officer) == ()
        over = (await list_views(cast.petra.officer, ViewShow.OVER)).items
    assert [view.id for view in over] == [running, ended]


async def test_what_waited_past_its_last_day_is_no_longer_approved(cast: Cast) -> None:
    second = await make_second(cast)
    view_id = await make_proposed(cast, days=3)
    late, code = now() + timedelta(days=4), second.recovery_codes[0]
    with moved_clock(lambda: late), pytest.raises(NothingGiven):
        await approve_view(second.officer, view_id, code)


async def test_a_view_of_persons_needs_its_impact_assessment_and_another_has_none(cast: Cast) -> None:
    draft, today = view_draft(SharedKind.PERSONS), legal_day(now())
    for wrong, field in (
        (replace(draft, assessment_number=" "), "assessment_number"),
        (replace(draft, assessed_on=None), "assessed_on"),
        (replace(draft, assessed_on=today + timedelta(days=1)), "assessed_on"),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await propose_view(cast.petra.officer, wrong)
        assert refusal.value.field == field
    premises = replace(view_draft(SharedKind.PREMISES), assessment_number="评估2026-3", assessed_on=today)
    view = await load_view(cast.petra.officer, Act.SHARING_LIST, await propose_view(cast.petra.officer, premises))
    assert (view.assessment_number, view.assessed_on) == ("", None)


WRONG = {
    "receiver": replace(view_draft(SharedKind.FILINGS), receiver=Receiver.TAX),
    "receiver_name": replace(view_draft(), receiver_name=" "),
    "contact": replace(view_draft(), contact=""),
    "basis": replace(view_draft(), basis=" "),
    "view_purpose": replace(view_draft(), purpose=""),
    "fields": replace(view_draft(SharedKind.PREMISES), fields=("name",)),
    "valid_until": replace(view_draft(), valid_until=view_draft().valid_from - timedelta(days=1)),
    "division": replace(view_draft(), division=f"{NORTH}999"),
}


@pytest.mark.parametrize("field", WRONG)
async def test_what_cannot_be_is_refused_and_named(cast: Cast, field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await propose_view(cast.petra.officer, WRONG[field])
    assert refusal.value.field == field
    assert await fetch("SELECT FROM sharing_view") == []


async def test_a_view_reaches_no_further_than_its_proposer_and_assistants_have_no_part_in_it(cast: Cast) -> None:
    drafts: list[ViewDraft] = [view_draft(division=SOUTH), view_draft(division="149901")]
    for draft in drafts:
        with pytest.raises(NotFound):
            await propose_view(cast.petra.officer, draft)
    view_id = await make_proposed(cast)
    for stranger in (cast.pavel, cast.olga, cast.paul, cast.rosa):
        with pytest.raises((NotFound, NotPermitted)):
            await open_view(stranger.officer, view_id)
    assert (await list_views(cast.pavel.officer, ViewShow.PROPOSED)).items == ()
    village = await propose_view(cast.petra.officer, view_draft(division=NORTH_VILLAGE))
    assert (await load_view(cast.petra.officer, Act.SHARING_LIST, village)).division_name == "松坡村"
