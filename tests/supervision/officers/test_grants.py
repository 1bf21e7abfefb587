"""Grants that are given and revoked: who may, from when, and what the database itself refuses."""

from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import day_end, day_start, legal_day, now
from supervision.officers import (
    GrantDraft,
    Role,
    check_officer_may,
    give_grant,
    load_session,
    move_officer,
    officer_may,
    reach,
    revoke_grant,
)
from supervision.officers.granting import GrantRefused
from supervision.officers.rows import OneselfRefused
from supervision.storage.database import fetch
from tests.cast import COUNTY, NORTH, NORTH_VILLAGE, SOUTH, Cast
from tests.makers import Member, acts_of, make_grant


def over(prefix: str, role: Role = Role.JUSTICE_OFFICE) -> GrantDraft:
    return GrantDraft(role, prefix, legal_day(now()))


async def test_a_grant_counts_at_the_next_request_and_a_revoked_one_no_longer(cast: Cast) -> None:
    assert not officer_may(cast.oscar.officer, Act.PERSON_FILE_OPEN, NORTH)
    grant_id = await give_grant(cast.sue.officer, cast.oscar.id, over(NORTH))
    oscar = (await load_session(cast.oscar.token)).officer
    check_officer_may(oscar, Act.PERSON_FILE_OPEN, NORTH_VILLAGE)
    await revoke_grant(cast.sue.officer, grant_id)
    oscar = (await load_session(cast.oscar.token)).officer
    with pytest.raises(NotFound):
        check_officer_may(oscar, Act.PERSON_FILE_OPEN, NORTH_VILLAGE)
    assert officer_may(oscar, Act.PERSON_FILE_OPEN, SOUTH)
    assert await acts_of(cast.sue.id) == [("grant:give", "done"), ("grant:revoke", "done")]


async def test_a_dated_grant_begins_and_ends_with_its_days(cast: Cast) -> None:
    first, last = legal_day(now()) + timedelta(days=1), legal_day(now()) + timedelta(days=2)
    await give_grant(cast.sue.officer, cast.oscar.id, GrantDraft(Role.JUSTICE_OFFICE, NORTH, first, last))
    reaches = []
    for at in (
        day_start(first) - timedelta(seconds=1),
        day_start(first),
        day_end(last) - timedelta(seconds=1),
        day_end(last),
    ):
        await fetch("UPDATE session SET last_seen_at = $1, expires_at = $2", at, at + timedelta(hours=1))
        officer = (await load_session(cast.oscar.token, now=at)).officer
        reaches.append(NORTH in reach(officer, Act.PERSON_FILE_OPEN))
    assert reaches == [False, True, True, False]


async def test_only_a_security_administrator_gives_grants(cast: Cast) -> None:
    for member in (cast.sam, cast.ada, cast.hua, cast.agnes, cast.olga, cast.petra):
        with pytest.raises(NotPermitted):
            await give_grant(member.officer, cast.oscar.id, over(NORTH))
        with pytest.raises(NotPermitted):
            await revoke_grant(member.officer, cast.oscar.officer.grants[0].id)


async def test_nobody_gives_a_grant_to_themself_or_takes_their_own(cast: Cast) -> None:
    with pytest.raises(OneselfRefused):
        await give_grant(cast.sue.officer, cast.sue.id, over(NORTH))
    with pytest.raises(OneselfRefused):
        await revoke_grant(cast.sue.officer, cast.sue.officer.grants[0].id)


async def test_the_database_itself_refuses_a_grant_to_oneself(cast: Cast) -> None:
    with pytest.raises(asyncpg.CheckViolationError, match="never_to_oneself"):
        await make_grant(cast.sue, Role.SECURITY_ADMIN, "", granted_by=cast.sue.id)


@pytest.mark.parametrize(
    ("role", "prefix"), [(Role.JUSTICE_OFFICE, ""), (Role.COUNTY_HEAD, ""), (Role.SYSTEM_ADMIN, "14")]
)
async def test_the_database_itself_keeps_everywhere_for_administrators(cast: Cast, role: Role, prefix: str) -> None:
    with pytest.raises(asyncpg.CheckViolationError, match="only_administrators_are_everywhere"):
        await make_grant(cast.olga, role, prefix)


async def test_a_grant_lies_over_a_known_division(cast: Cast) -> None:
    await give_grant(cast.sue.officer, cast.olga.id, over(COUNTY, Role.COUNTY_AGENCY))
    with pytest.raises(InputInvalid) as refusal:
        await give_grant(cast.sue.officer, cast.olga.id, over("149903", Role.COUNTY_AGENCY))
    assert refusal.value.field == "prefix"


async def test_a_grant_over_a_division_needs_an_office(cast: Cast) -> None:
    await revoke_grant(cast.sue.officer, cast.sam.officer.grants[0].id)
    with pytest.raises(InputInvalid) as refusal:
        await give_grant(cast.sue.officer, cast.sam.id, over(NORTH))
    assert refusal.value.field == "office"


async def test_an_administrator_is_given_no_role_that_reads_files(cast: Cast) -> None:
    with pytest.raises(GrantRefused):
        await give_grant(cast.sue.officer, cast.ada.id, over("", Role.SYSTEM_ADMIN))
    with pytest.raises(GrantRefused):
        await give_grant(cast.sue.officer, cast.olga.id, over("", Role.AUDIT_ADMIN))


async def test_a_grant_is_revoked_once_and_an_unknown_one_not_at_all(cast: Cast) -> None:
    grant_id = cast.oscar.officer.grants[0].id
    await revoke_grant(cast.sue.officer, grant_id)
    with pytest.raises(GrantRefused):
        await revoke_grant(cast.sue.officer, grant_id)
    with pytest.raises(NotFound):
        await revoke_grant(cast.sue.officer, uuid4())
    with pytest.raises(NotFound):
        await give_grant(cast.sue.officer, uuid4(), over(NORTH))


async def test_who_moves_keeps_nothing_of_the_old_division(cast: Cast) -> None:
    await move_officer(cast.sue.officer, cast.olga.id, cast.south_office)
    olga = (await load_session(cast.olga.token)).officer
    assert (olga.office_id, olga.office_division, olga.grants) == (cast.south_office, SOUTH, ())


async def test_an_administrator_who_moves_stays_one(cast: Cast) -> None:
    await move_officer(cast.sue.officer, cast.ada.id, cast.county_office)
    ada: Member = cast.ada
    assert (await load_session(ada.token)).officer.roles == (Role.AUDIT_ADMIN,)
