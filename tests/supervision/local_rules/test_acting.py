"""Proposed by one, confirmed by another, revoked, and never overwritten: in the database, with its trace."""

import asyncio
from dataclasses import replace
from datetime import date
from uuid import uuid4

import asyncpg
import pytest

from supervision.audit import verify_chain
from supervision.corrections.rule_book import CORRECTION_BOOK
from supervision.errors import InputInvalid, NotFound, NotPermitted, SignInRefused
from supervision.legal_rules import RuleName, Unit, find_rule
from supervision.local_rules.acting import (
    LocalRuleDecided,
    LocalRuleStands,
    OwnLocalRule,
    confirm_local_rule,
    revoke_local_rule,
)
from supervision.local_rules.rows import RowState, load_local_rule, load_local_rules, put_in_force
from supervision.officers import Role, load_session
from supervision.residence.rule_book import RESIDENCE_BOOK
from supervision.residence.rules import PersonField, ResidenceRuleName, find_field_list, find_residence_rule
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import make_grant
from tests.makers_rules import confirm, make_correction_row, make_field_row, make_row, make_standing_row, propose

TODAY = date(2026, 11, 23)


async def days_to_issue(division: str = "149901001") -> int:
    await put_in_force(RESIDENCE_BOOK)
    return find_residence_rule(ResidenceRuleName.PERMIT_ISSUE_DUE, TODAY, division).number


async def test_a_row_holds_from_the_confirmation_to_the_revocation_and_no_longer(cast: Cast) -> None:
    rule_id = await propose(cast.rosa, make_row(number=10))
    assert await days_to_issue() == 15
    await confirm(cast.rita, rule_id)
    assert await days_to_issue() == 10
    assert await days_to_issue("149902001") == 15
    await revoke_local_rule(cast.rosa.officer, rule_id)
    assert await days_to_issue() == 15
    entry = await load_local_rule(cast.petra.officer, rule_id)
    assert (entry.state, entry.row.number, entry.row.unit) == (RowState.REVOKED, 10, Unit.DAYS)
    assert (entry.proposed_by_name, entry.confirmed_by_name) == ("Rosa System", "Rita Security")


async def test_a_list_of_fields_comes_back_as_it_was_entered(cast: Cast) -> None:
    await make_standing_row(cast.rosa, cast.rita, make_field_row(PersonField.EDUCATION))
    await put_in_force(RESIDENCE_BOOK)
    assert PersonField.EDUCATION in find_field_list(TODAY, "149901001003").fields
    assert PersonField.PHOTO not in find_field_list(TODAY, "149901001003").fields


async def test_two_registers_do_not_see_each_others_rows(cast: Cast) -> None:
    police = await make_standing_row(cast.rosa, cast.rita, make_row())
    justice = await make_standing_row(cast.sam, cast.sue, make_correction_row())
    assert [entry.id for entry in (await load_local_rules(cast.petra.officer)).items] == [police]
    assert [entry.id for entry in (await load_local_rules(cast.olga.officer)).items] == [justice]
    with pytest.raises(NotFound):
        await load_local_rule(cast.olga.officer, police)
    with pytest.raises(NotFound):
        await revoke_local_rule(cast.sam.officer, police)
    with pytest.raises(NotFound):
        await confirm(cast.sue, await propose(cast.rosa, make_row(valid_from=date(2027, 1, 1))))
    with pytest.raises(InputInvalid):
        await propose(cast.sam, make_row())
    await put_in_force(CORRECTION_BOOK)
    await put_in_force(RESIDENCE_BOOK)
    assert find_rule(RuleName.CHECK_INS_A_DAY, TODAY, "149901").number == 1
    assert find_residence_rule(ResidenceRuleName.PERMIT_ISSUE_DUE, TODAY, "149901").number == 10


async def test_nobody_confirms_what_they_proposed_whatever_they_were_granted_since(cast: Cast) -> None:
    rule_id = await propose(cast.rosa, make_row())
    await make_grant(cast.rosa, Role.SECURITY_ADMIN, "", granted_by=cast.rita.id)
    rosa = replace(cast.rosa, officer=(await load_session(cast.rosa.token)).officer)
    with pytest.raises(OwnLocalRule):
        await confirm(rosa, rule_id)
    with pytest.raises(asyncpg.CheckViolationError):
        await fetch("UPDATE local_rule SET confirmed_by = proposed_by, confirmed_at = now() WHERE id = $1", rule_id)


async def test_administrators_enter_and_confirm_and_nobody_else(cast: Cast) -> None:
    for member in (cast.petra, cast.paul, cast.rita, cast.rolf):
        with pytest.raises(NotPermitted):
            await propose(member, make_row())
    rule_id = await propose(cast.rosa, make_row())
    for member in (cast.petra, cast.rosa, cast.rolf):
        with pytest.raises(NotPermitted):
            await confirm(member, rule_id)
    for member in (cast.petra, cast.rita, cast.rolf):
        with pytest.raises(NotPermitted):
            await revoke_local_rule(member.officer, rule_id)


async def test_confirming_takes_the_second_factor(cast: Cast) -> None:
    rule_id = await propose(cast.rosa, make_row())
    with pytest.raises(SignInRefused):
        await confirm_local_rule(cast.rita.officer, RESIDENCE_BOOK, rule_id, "000000")
    assert await days_to_issue() == 15


async def test_what_was_decided_is_not_decided_again(cast: Cast) -> None:
    rule_id = await make_standing_row(cast.rosa, cast.rita, make_row())
    with pytest.raises(LocalRuleDecided):
        await confirm(cast.rita, rule_id)
    await revoke_local_rule(cast.rosa.officer, rule_id)
    for again in (confirm(cast.rita, rule_id), revoke_local_rule(cast.rosa.officer, rule_id)):
        with pytest.raises(LocalRuleDecided):
            await again


async def test_a_proposal_that_was_taken_back_is_never_in_force(cast: Cast) -> None:
    rule_id = await propose(cast.rosa, make_row())
    await revoke_local_rule(cast.rosa.officer, rule_id)
    with pytest.raises(LocalRuleDecided):
        await confirm(cast.rita, rule_id)
    assert await days_to_issue() == 15


async def test_one_row_a_place_and_first_day_stands_and_a_revoked_one_makes_room(cast: Cast) -> None:
    first, second = [await propose(cast.rosa, make_row(number=number)) for number in (10, 12)]
    await confirm(cast.rita, first)
    with pytest.raises(LocalRuleStands):
        await confirm(cast.rita, second)
    await revoke_local_rule(cast.rosa.officer, first)
    await confirm(cast.rita, second)
    assert await days_to_issue() == 12


async def test_of_two_rows_confirmed_at_once_one_stands_and_the_other_is_told(cast: Cast) -> None:
    rows = [await propose(cast.rosa, make_row(number=number)) for number in (10, 12)]
    outcomes = await asyncio.gather(*(confirm(cast.rita, rule_id) for rule_id in rows), return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LocalRuleStands", "NoneType"]


@pytest.mark.parametrize(
    "change", ["number = 5", "division = '14'", "valid_from = '2020-01-01'", "source = 'x'", "proposed_at = now()"]
)
async def test_the_database_overwrites_no_row(cast: Cast, change: str) -> None:
    rule_id = await make_standing_row(cast.rosa, cast.rita, make_row())
    for statement in (f"UPDATE local_rule SET {change}", "DELETE FROM local_rule", _UNDO):  # noqa: S608 - tests name them
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await fetch(f"{statement} WHERE id = $1", rule_id)
    await revoke_local_rule(cast.rosa.officer, rule_id)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch("UPDATE local_rule SET revoked_by = NULL, revoked_at = NULL WHERE id = $1", rule_id)


_UNDO = "UPDATE local_rule SET confirmed_by = NULL, confirmed_at = NULL"


async def test_a_place_that_was_never_loaded_is_refused_and_so_is_what_code_no_longer_allows(cast: Cast) -> None:
    with pytest.raises(InputInvalid) as refused:
        await propose(cast.rosa, make_row(division="99"))
    assert refused.value.field == "division"
    rule_id = await propose(cast.rosa, make_row(number=10))
    narrower = replace(RESIDENCE_BOOK, openings={})
    with pytest.raises(InputInvalid):
        await confirm_local_rule(cast.rita.officer, narrower, rule_id, cast.rita.code())


async def test_every_step_is_an_entry_of_the_register_with_the_name_of_the_rule(cast: Cast) -> None:
    rule_id = await make_standing_row(cast.rosa, cast.rita, make_row())
    await revoke_local_rule(cast.rosa.officer, rule_id)
    entries = await fetch(
        "SELECT register, act, actor_id, detail_json FROM audit_entry WHERE subject_id = $1 ORDER BY position",
        str(rule_id),
    )
    assert [(row["register"], row["act"], row["actor_id"]) for row in entries] == [
        ("residence", "local-rule:propose", str(cast.rosa.id)),
        ("residence", "local-rule:confirm", str(cast.rita.id)),
        ("residence", "local-rule:revoke", str(cast.rosa.id)),
    ]
    assert all("permit-issue-due" in row["detail_json"] for row in entries)
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def test_a_list_is_read_fifty_a_page(cast: Cast) -> None:
    for day in range(1, 29):
        for year in (2027, 2028):
            await propose(cast.rosa, make_row(valid_from=date(year, 1, day)))
    first = await load_local_rules(cast.rosa.officer)
    rest = await load_local_rules(cast.rosa.officer, first.next)
    assert (len(first.items), len(rest.items), rest.next) == (50, 6, None)
    assert len({entry.id for entry in (*first.items, *rest.items)}) == 56


async def test_what_does_not_exist_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await revoke_local_rule(cast.rosa.officer, uuid4())
