"""A lost second factor or a forgotten password needs two administrators."""

from datetime import timedelta
from uuid import uuid4

import asyncpg
import pyotp
import pytest

from supervision.errors import NotFound, NotPermitted, NotSignedIn, SignInRefused
from supervision.legal_time import moved_clock, now
from supervision.officers import (
    Credential,
    SecondFactorRefused,
    approve_replacement,
    end_officer,
    load_officer,
    load_session,
    print_recovery_codes,
    request_replacement,
    sign_in,
)
from supervision.officers.credential_replacement import ReplacementRefused
from supervision.officers.rows import OneselfRefused
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import acts_of


async def test_two_administrators_give_an_officer_a_new_second_factor(cast: Cast) -> None:
    used_before = cast.olga.code()
    await sign_in("olga", cast.olga.password, used_before)
    request_id = await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    waiting = (await load_officer(cast.ada.officer, cast.olga.id)).replacements[Credential.SECOND_FACTOR]
    assert (waiting.id, waiting.requested_by_id) == (request_id, cast.sue.id)
    enrolment = await approve_replacement(cast.sam.officer, request_id, Credential.SECOND_FACTOR)
    assert enrolment.password == "", "the password stays as it is"
    with pytest.raises(NotSignedIn):
        await load_session(cast.olga.token)
    with pytest.raises(SignInRefused):
        await sign_in("olga", cast.olga.password, cast.olga.code(steps=1))
    with pytest.raises(SignInRefused):
        await sign_in("olga", cast.olga.password, cast.olga.recovery_codes[0])
    code = pyotp.TOTP(enrolment.totp_secret).at(now())
    assert (await sign_in("olga", cast.olga.password, code)).officer.id == cast.olga.id
    assert (await sign_in("olga", cast.olga.password, enrolment.recovery_codes[0])).officer.id == cast.olga.id
    assert (await load_officer(cast.ada.officer, cast.olga.id)).replacements == {}
    assert await acts_of(cast.sue.id) == [("second-factor:request-replacement", "done")]
    assert await acts_of(cast.sam.id) == [("second-factor:replace", "done")]


async def test_two_administrators_give_an_officer_a_new_password_and_leave_the_second_factor(cast: Cast) -> None:
    request_id = await request_replacement(cast.sue.officer, cast.olga.id, Credential.PASSWORD)
    assert set((await load_officer(cast.ada.officer, cast.olga.id)).replacements) == {Credential.PASSWORD}
    with pytest.raises(NotFound):
        await approve_replacement(cast.sam.officer, request_id, Credential.SECOND_FACTOR)
    enrolment = await approve_replacement(cast.sam.officer, request_id, Credential.PASSWORD)
    assert (enrolment.totp_secret, enrolment.recovery_codes) == ("", ())
    with pytest.raises(NotSignedIn):
        await load_session(cast.olga.token)
    with pytest.raises(SignInRefused):
        await sign_in("olga", cast.olga.password, cast.olga.code())
    assert (await sign_in("olga", enrolment.password, cast.olga.code())).officer.id == cast.olga.id
    assert await acts_of(cast.sue.id) == [("password:request-replacement", "done")]
    assert await acts_of(cast.sam.id) == [("password:replace", "done")]


async def test_nobody_is_shown_both_credentials_of_an_officer(cast: Cast) -> None:
    factor = await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    password = await request_replacement(cast.sue.officer, cast.olga.id, Credential.PASSWORD)
    await approve_replacement(cast.sam.officer, factor, Credential.SECOND_FACTOR)
    with pytest.raises(ReplacementRefused, match="您见过"):
        await approve_replacement(cast.sam.officer, password, Credential.PASSWORD)
    assert (await approve_replacement(cast.ada.officer, password, Credential.PASSWORD)).password
    again = await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    with pytest.raises(ReplacementRefused, match="您见过"):
        await approve_replacement(cast.ada.officer, again, Credential.SECOND_FACTOR)


async def test_nobody_agrees_to_their_own_request(cast: Cast) -> None:
    request_id = await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    with pytest.raises(ReplacementRefused):
        await approve_replacement(cast.sue.officer, request_id, Credential.SECOND_FACTOR)


async def test_the_database_itself_refuses_one_administrator_for_both(cast: Cast) -> None:
    request_id = await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    for approver, rule in ((cast.sue.id, "two_administrators"), (cast.olga.id, "never_ones_own")):
        with pytest.raises(asyncpg.CheckViolationError, match=rule):
            await fetch(
                "UPDATE credential_replacement SET approved_by = $2, approved_at = now() WHERE id = $1",
                request_id,
                approver,
            )


async def test_an_administrators_own_loss_needs_the_two_others(cast: Cast) -> None:
    with pytest.raises(OneselfRefused):
        await request_replacement(cast.sue.officer, cast.sue.id, Credential.SECOND_FACTOR)
    request_id = await request_replacement(cast.sam.officer, cast.sue.id, Credential.SECOND_FACTOR)
    with pytest.raises(OneselfRefused):
        await approve_replacement(cast.sue.officer, request_id, Credential.SECOND_FACTOR)
    assert (await approve_replacement(cast.ada.officer, request_id, Credential.SECOND_FACTOR)).officer_id == cast.sue.id


async def test_only_administrators_replace_a_second_factor(cast: Cast) -> None:
    request_id = await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    for member in (cast.hua, cast.agnes, cast.oscar, cast.carl, cast.petra):
        with pytest.raises(NotPermitted):
            await request_replacement(member.officer, cast.olga.id, Credential.SECOND_FACTOR)
        with pytest.raises(NotPermitted):
            await approve_replacement(member.officer, request_id, Credential.SECOND_FACTOR)


async def test_a_request_is_agreed_to_once_and_within_a_day(cast: Cast) -> None:
    request_id = await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    with pytest.raises(ReplacementRefused):
        await request_replacement(cast.ada.officer, cast.olga.id, Credential.SECOND_FACTOR)
    later = now() + timedelta(days=1, seconds=1)
    with moved_clock(lambda: later):
        with pytest.raises(ReplacementRefused):
            await approve_replacement(cast.sam.officer, request_id, Credential.SECOND_FACTOR)
        request_id = await request_replacement(cast.ada.officer, cast.olga.id, Credential.SECOND_FACTOR)
        await approve_replacement(cast.sam.officer, request_id, Credential.SECOND_FACTOR)
        with pytest.raises(ReplacementRefused):
            await approve_replacement(cast.sam.officer, request_id, Credential.SECOND_FACTOR)


async def test_an_ended_or_unknown_officer_gets_no_new_second_factor(cast: Cast) -> None:
    request_id = await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    await end_officer(cast.sue.officer, cast.olga.id)
    with pytest.raises(ReplacementRefused):
        await approve_replacement(cast.sam.officer, request_id, Credential.SECOND_FACTOR)
    with pytest.raises(ReplacementRefused):
        await request_replacement(cast.sue.officer, cast.olga.id, Credential.SECOND_FACTOR)
    with pytest.raises(NotFound):
        await request_replacement(cast.sue.officer, uuid4(), Credential.SECOND_FACTOR)
    with pytest.raises(NotFound):
        await approve_replacement(cast.sue.officer, uuid4(), Credential.SECOND_FACTOR)


async def test_officers_print_new_codes_for_themselves_with_their_second_factor(cast: Cast) -> None:
    with pytest.raises(SecondFactorRefused):
        await print_recovery_codes(cast.olga.officer, "000000")
    printed = await print_recovery_codes(cast.olga.officer, cast.olga.code())
    assert len(printed.recovery_codes) == 8
    with pytest.raises(SignInRefused):
        await sign_in("olga", cast.olga.password, cast.olga.recovery_codes[0])
    assert (await sign_in("olga", cast.olga.password, printed.recovery_codes[0])).officer.id == cast.olga.id
    assert (await load_officer(cast.sue.officer, cast.olga.id)).recovery_codes_left == 7
