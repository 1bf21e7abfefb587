"""Officers come, pause, return and leave."""

import asyncio
from datetime import date
from uuid import uuid4

import asyncpg
import pyotp
import pytest

from supervision.errors import InputInvalid, NotFound, NotPermitted, NotSignedIn, SignInRefused
from supervision.legal_time import legal_day, now
from supervision.officers import (
    Enrolment,
    GrantDraft,
    OfficerDraft,
    OfficerState,
    Role,
    add_officer,
    check_officer_rows,
    end_officer,
    import_officers,
    load_officer,
    load_session,
    move_officer,
    resume_officer,
    sign_in,
    suspend_officer,
)
from supervision.officers.officer_changes import OfficerStateRefused
from supervision.officers.officer_import import Verdict
from supervision.officers.rows import OneselfRefused
from supervision.officers.second_factor import matching_step
from supervision.storage.database import fetch
from tests.cast import NORTH, SOUTH, Cast
from tests.makers import Member, acts_of

NEW = "new.officer"


def draft(cast: Cast, **changed: object) -> OfficerDraft:
    given = {
        "name": "Nora New",
        "username": NEW,
        "office": cast.north_office,
        "grant": GrantDraft(Role.JUSTICE_OFFICE, NORTH, legal_day(now())),
    }
    return OfficerDraft(**(given | changed))  # type: ignore[arg-type]


def code_of(enrolment: Enrolment) -> str:
    return pyotp.TOTP(enrolment.totp_secret).at(now())


async def test_a_new_officer_signs_in_with_what_is_on_their_paper(cast: Cast) -> None:
    enrolment = await add_officer(cast.sue.officer, draft(cast, username=f" {NEW.upper()} "))
    signed_in = await sign_in(NEW, enrolment.password, code_of(enrolment))
    assert signed_in.officer.id == enrolment.officer_id
    assert (signed_in.officer.name, signed_in.officer.office_division) == ("Nora New", NORTH)
    assert [(grant.role, grant.prefix) for grant in signed_in.officer.grants] == [(Role.JUSTICE_OFFICE, NORTH)]
    assert len(set(enrolment.recovery_codes)) == 8
    assert matching_step(enrolment.totp_secret, code_of(enrolment), now()) is not None
    assert f"secret={enrolment.totp_secret}" in enrolment.totp_uri
    assert enrolment.password not in repr(enrolment)


async def test_the_paper_of_one_officer_does_not_open_anothers_account(cast: Cast) -> None:
    enrolment = await add_officer(cast.sue.officer, draft(cast))
    with pytest.raises(SignInRefused):
        await sign_in(NEW, enrolment.password, cast.olga.code())


async def test_a_secret_that_was_moved_to_another_officers_row_opens_nothing(cast: Cast) -> None:
    await fetch(
        """UPDATE officer SET second_factor_sealed = other.second_factor_sealed FROM officer AS other
           WHERE officer.id = $1 AND other.id = $2""",
        cast.olga.id,
        cast.oscar.id,
    )
    with pytest.raises(Exception, match="second_factor_sealed"):
        await sign_in("olga", cast.olga.password, cast.oscar.code())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"username": "ab"}, "username"),
        ({"username": "name with spaces"}, "username"),
        ({"username": "olga"}, "username"),
        ({"office": uuid4()}, "office"),
        ({"office": None}, "office"),
        ({"grant": GrantDraft(Role.JUSTICE_OFFICE, "14", date(2999, 1, 1))}, "prefix"),
    ],
)
async def test_a_draft_that_cannot_be_names_the_field_to_mend(
    cast: Cast, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(InputInvalid) as refusal:
        await add_officer(cast.sue.officer, draft(cast, **changed))
    assert refusal.value.field == field
    assert not await fetch("SELECT id FROM officer WHERE name = 'Nora New'")


async def test_of_two_who_take_one_username_at_once_one_gets_it(cast: Cast) -> None:
    answers = await asyncio.gather(
        *(add_officer(cast.sue.officer, draft(cast)) for _ in range(3)), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Enrolment", "InputInvalid", "InputInvalid"]


async def test_a_suspended_officer_is_out_at_once_and_back_after_resumption(cast: Cast) -> None:
    await suspend_officer(cast.sue.officer, cast.olga.id)
    with pytest.raises(NotSignedIn):
        await load_session(cast.olga.token)
    assert (await load_officer(cast.sue.officer, cast.olga.id)).entry.state is OfficerState.SUSPENDED
    await resume_officer(cast.sue.officer, cast.olga.id)
    with pytest.raises(NotSignedIn):
        await load_session(cast.olga.token)
    signed_in = await sign_in("olga", cast.olga.password, cast.olga.code())
    assert signed_in.officer.grants == cast.olga.officer.grants


async def test_an_ended_officer_keeps_the_name_and_nothing_else(cast: Cast) -> None:
    await end_officer(cast.sue.officer, cast.olga.id)
    with pytest.raises(NotSignedIn):
        await load_session(cast.olga.token)
    record = await load_officer(cast.sue.officer, cast.olga.id)
    assert (record.entry.state, record.entry.name, record.entry.roles) == (OfficerState.ENDED, "Olga North", ())
    for change in (suspend_officer, resume_officer, end_officer):
        with pytest.raises(OfficerStateRefused):
            await change(cast.sue.officer, cast.olga.id)
    with pytest.raises(OfficerStateRefused):
        await move_officer(cast.sue.officer, cast.olga.id, cast.south_office)


async def test_the_database_itself_refuses_to_forget_an_officer_with_grants(cast: Cast) -> None:
    with pytest.raises(asyncpg.IntegrityConstraintViolationError):
        await fetch("DELETE FROM officer WHERE id = $1", cast.olga.id)


async def test_nobody_suspends_ends_or_moves_themself(cast: Cast) -> None:
    for change in (suspend_officer, resume_officer, end_officer):
        with pytest.raises(OneselfRefused):
            await change(cast.sue.officer, cast.sue.id)
    with pytest.raises(OneselfRefused):
        await move_officer(cast.sue.officer, cast.sue.id, cast.south_office)


async def test_only_a_security_administrator_changes_officers(cast: Cast) -> None:
    others: list[Member] = [cast.sam, cast.ada, cast.hua, cast.agnes, cast.olga, cast.carl, cast.petra]
    for member in others:
        for change in (suspend_officer, resume_officer, end_officer):
            with pytest.raises(NotPermitted):
                await change(member.officer, cast.oscar.id)
        with pytest.raises(NotPermitted):
            await move_officer(member.officer, cast.oscar.id, cast.north_office)
        with pytest.raises(NotPermitted):
            await add_officer(member.officer, draft(cast))
        with pytest.raises(NotPermitted):
            await import_officers(member.officer, [])


async def test_an_officer_moves_only_to_an_office_that_exists(cast: Cast) -> None:
    with pytest.raises(InputInvalid):
        await move_officer(cast.sue.officer, cast.olga.id, uuid4())
    with pytest.raises(NotFound):
        await move_officer(cast.sue.officer, uuid4(), cast.south_office)


def row(**changed: str) -> dict[str, str]:
    given = {
        "name": "Nora New",
        "username": NEW,
        "office": "北岭司法所",
        "role": "司法所工作人员",
        "prefix": NORTH,
        "valid_from": legal_day(now()).isoformat(),
    }
    return given | changed


async def test_a_sheet_gets_a_verdict_a_row_before_anything_is_written(cast: Cast) -> None:
    rows = [
        row(),
        row(username="second", role="justice-office", prefix=SOUTH, office="南浦司法所", valid_until="2999-12-31"),
        row(),
        row(username="OLGA"),
        row(username="third", office="没有的机构"),
        row(username="fourth", role="所长"),
        row(username="fifth", valid_from="23.11.2026"),
        row(username="sixth", prefix="149901001000"),
        {},
    ]
    checked = await check_officer_rows(cast.sue.officer, rows)
    assert [(verdict.verdict, verdict.field) for verdict in checked.verdicts] == [
        (Verdict.ACCEPTED, None),
        (Verdict.ACCEPTED, None),
        (Verdict.DUPLICATE, "username"),
        (Verdict.DUPLICATE, "username"),
        (Verdict.REFUSED, "office"),
        (Verdict.REFUSED, "role"),
        (Verdict.REFUSED, "valid_from"),
        (Verdict.REFUSED, "prefix"),
        (Verdict.REFUSED, "role"),
    ]
    assert [verdict.row_number for verdict in checked.verdicts] == list(range(1, 10))
    assert not await fetch("SELECT id FROM officer WHERE username = $1", NEW)
    imported = await import_officers(cast.sue.officer, rows)
    assert imported.verdicts == checked.verdicts
    assert [enrolment.username for enrolment in imported.enrolments] == [NEW, "second"]
    second = imported.enrolments[1]
    assert (await sign_in("second", second.password, code_of(second))).officer.office_division == SOUTH
    assert await acts_of(cast.sue.id) == [("officer:import", "done")]


async def test_a_sheet_without_a_good_row_adds_nobody(cast: Cast) -> None:
    imported = await import_officers(cast.sue.officer, [row(username="olga")])
    assert imported.enrolments == ()
    with pytest.raises(InputInvalid):
        await check_officer_rows(cast.sue.officer, [row()] * 2001)
