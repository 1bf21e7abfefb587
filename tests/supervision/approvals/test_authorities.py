"""Delegations and mandates, against the real database."""

import asyncio

import pytest

from supervision.approvals.authorities import (
    AuthorityDraft,
    AuthoritySettled,
    confirm_authority,
    count_authorities_to_confirm,
    enter_authority,
    is_delegated,
    list_authorities,
    may_confirm,
    powers_of,
    revoke_authority,
)
from supervision.approvals.consent import Powers
from supervision.approvals.words import DelegatedAct
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.officers import Role, SecondFactorRefused
from supervision.storage.database import fetch
from tests.cast import COUNTY, NORTH, Cast
from tests.makers import make_officer
from tests.makers_applications import day, make_delegation, make_mandate, today
from tests.makers_orders import unused_code

ACT = DelegatedAct.DECIDE_LEAVE


def draft(cast: Cast, **parts: object) -> AuthorityDraft:
    values: dict[str, object] = {
        "document": "临矫委〔2026〕1号", "valid_from": today(), "valid_until": day(10),
        "office_id": cast.north_office, "acts": (ACT,),
    }  # fmt: skip
    return AuthorityDraft(**(values | parts))  # type: ignore[arg-type]


async def test_a_delegation_gives_what_it_lists_on_its_days_once_it_is_confirmed(cast: Cast) -> None:
    authority_id = await enter_authority(cast.agnes.officer, draft(cast, valid_from=day(1)))
    assert await count_authorities_to_confirm(cast.hua.officer) == 1
    assert not await is_delegated(cast.north_office, ACT, day(1))
    await confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua))
    days = (0, 1, 10, 11)
    assert [await is_delegated(cast.north_office, ACT, day(each)) for each in days] == [False, True, True, False]
    assert not await is_delegated(cast.south_office, ACT, day(1))
    assert not await is_delegated(cast.north_office, DelegatedAct.SIGN_OFF_LEAVE, day(1))
    assert await count_authorities_to_confirm(cast.hua.officer) == 0


async def test_what_waits_for_confirmation_is_what_the_head_can_confirm_and_the_list_shows_it(cast: Cast) -> None:
    hua, deputy_head = cast.hua.officer, await make_officer("hong", "Hong", Role.COUNTY_HEAD, COUNTY)
    waiting = await enter_authority(cast.agnes.officer, draft(cast))
    over = await enter_authority(cast.agnes.officer, draft(cast, document="临矫委〔2026〕2号"))
    own = await enter_authority(cast.agnes.officer, draft(cast, document="临矫委〔2026〕3号"))
    await fetch("UPDATE written_authority SET valid_from = $2, valid_until = $2 WHERE id = $1", over, day(-1))
    to_deputy = "UPDATE written_authority SET kind = 'mandate', office = NULL, deputy = $2, acts = '{}' WHERE id = $1"
    await fetch(to_deputy, own, deputy_head.id)
    for officer, expected in ((hua, {waiting, own}), (deputy_head.officer, {waiting})):
        listed = (await list_authorities(officer, is_to_confirm=True)).items
        assert {one.id for one in listed if may_confirm(officer, one)} == {one.id for one in listed} == expected
        assert await count_authorities_to_confirm(officer) == len(expected)


async def test_what_was_revoked_gives_nothing_from_that_moment(cast: Cast) -> None:
    authority_id = await make_delegation(cast)
    await revoke_authority(cast.agnes.officer, authority_id)
    assert not await is_delegated(cast.north_office, ACT, today())
    with pytest.raises(AuthoritySettled) as refusal:
        await revoke_authority(cast.hua.officer, authority_id)
    assert refusal.value.settled_by == "Agnes Agency"


async def test_nobody_confirms_what_they_entered_or_would_hold(cast: Cast) -> None:
    both = await make_officer("bea", "Bea Both", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    mandate = draft(cast, office_id=None, acts=(), deputy_id=both.id)
    authority_id = await enter_authority(cast.agnes.officer, mandate)
    with pytest.raises(NotPermitted):
        await confirm_authority(cast.agnes.officer, authority_id, unused_code(cast.agnes))
    with pytest.raises(InputInvalid):
        await enter_authority(both.officer, mandate)
    head = await make_officer("hedda", "Hedda Head", Role.COUNTY_HEAD, COUNTY, cast.county_office)
    with pytest.raises(SecondFactorRefused):
        await confirm_authority(head.officer, authority_id, "000000")
    await confirm_authority(head.officer, authority_id, unused_code(head))
    with pytest.raises(AuthoritySettled):
        await confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua))


async def test_two_heads_that_confirm_at_once_one_is_told_of_the_other(cast: Cast) -> None:
    head = await make_officer("hedda", "Hedda Head", Role.COUNTY_HEAD, COUNTY, cast.county_office)
    authority_id = await enter_authority(cast.agnes.officer, draft(cast))
    outcomes = await asyncio.gather(
        confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua)),
        confirm_authority(head.officer, authority_id, unused_code(head)),
        return_exceptions=True,
    )
    (lost,) = [outcome for outcome in outcomes if outcome is not None]
    assert isinstance(lost, AuthoritySettled)


async def test_a_mandate_holds_in_its_county_and_on_its_days(cast: Cast) -> None:
    deputy = await make_officer("dora", "Dora Deputy", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    mandate_id = await make_mandate(cast, deputy, days=2)
    assert (await powers_of(deputy.officer, NORTH, ACT, today())).mandate_id == mandate_id
    assert await powers_of(deputy.officer, "149902001", ACT, today()) == Powers()
    assert await powers_of(deputy.officer, NORTH, ACT, day(3)) == Powers()


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"document": " "}, "document"),
        ({"acts": ()}, "acts"),
        ({"office_id": None}, "office_id"),
        ({"valid_until": day(-1), "valid_from": day(-3)}, "valid_until"),
        ({"valid_from": day(11)}, "valid_until"),
    ],
)
async def test_a_paper_that_cannot_be_is_not_entered(cast: Cast, parts: dict[str, object], field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await enter_authority(cast.agnes.officer, draft(cast, **parts))
    assert refusal.value.field == field


async def test_only_the_countys_agency_enters_and_only_for_its_own_offices(cast: Cast) -> None:
    for other in (cast.olga, cast.hua, cast.carl):
        with pytest.raises(NotPermitted):
            await enter_authority(other.officer, draft(cast))
    elsewhere = await make_officer("otto", "Otto Elsewhere", Role.COUNTY_AGENCY, "149902", cast.other_county_office)
    with pytest.raises(InputInvalid):
        await enter_authority(elsewhere.officer, draft(cast))
    with pytest.raises(NotFound):
        await revoke_authority(elsewhere.officer, await make_delegation(cast))


async def test_an_office_sees_its_own_delegations_and_a_county_all_of_its_own(cast: Cast) -> None:
    authority_id = await make_delegation(cast)
    for member, is_shown in ((cast.olga, True), (cast.agnes, True), (cast.oscar, False), (cast.hugo, False)):
        assert [one.id for one in (await list_authorities(member.officer)).items] == [authority_id] * is_shown
    (shown,) = (await list_authorities(cast.olga.officer)).items
    assert (shown.is_live_on(day(30)), shown.is_live_on(day(31))) == (True, False)
