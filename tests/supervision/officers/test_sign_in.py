"""Signing in: what opens a session, what does not, and what is written down."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from supervision.audit import verify_chain
from supervision.errors import CodeAlreadyUsed, SignInRefused
from supervision.legal_time import moved_clock, now
from supervision.officers import (
    Role,
    confirm_with_second_factor,
    load_session,
    sign_in,
    suspend_officer,
)
from supervision.officers.sign_in import REFUSED_AFTER_SECONDS
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import NORTH, Cast
from tests.makers import acts_of

WRONG_CODE = "000000"


async def test_name_password_and_code_open_a_session(cast: Cast) -> None:
    olga = cast.olga
    signed_in = await sign_in("olga", olga.password, olga.code())
    assert signed_in.officer == olga.officer
    assert signed_in.officer.office_division == NORTH
    assert signed_in.officer.roles == (Role.JUSTICE_OFFICE,)
    assert (signed_in.expires_at - now()).total_seconds() == pytest.approx(12 * 3600, abs=30)
    session = await load_session(signed_in.token)
    assert session.officer == olga.officer
    assert session.csrf_token == signed_in.csrf_token
    assert await acts_of(olga.id) == [("session:sign-in", "done")]


async def test_the_name_may_be_typed_in_capitals_and_the_code_with_a_space(cast: Cast) -> None:
    code = cast.olga.code()
    signed_in = await sign_in(" OLGA ", cast.olga.password, f"{code[:3]} {code[3:]}")
    assert signed_in.officer.id == cast.olga.id


@pytest.mark.parametrize("steps", [-1, 0, 1])
async def test_the_code_of_the_step_before_and_after_is_accepted(cast: Cast, steps: int) -> None:
    at = now()
    signed_in = await sign_in("olga", cast.olga.password, cast.olga.code(at, steps=steps), now=at)
    assert signed_in.officer.id == cast.olga.id


@pytest.mark.parametrize("steps", [-2, 2])
async def test_the_code_of_a_farther_step_is_wrong(cast: Cast, steps: int) -> None:
    at = now()
    with pytest.raises(SignInRefused):
        await sign_in("olga", cast.olga.password, cast.olga.code(at, steps=steps), now=at)


async def test_a_wrong_password_a_wrong_code_and_an_unknown_name_get_the_same_answer(cast: Cast) -> None:
    olga = cast.olga
    answers = set()
    for username, password, code in [
        ("olga", "wrong", olga.code()),
        ("olga", olga.password, WRONG_CODE),
        ("nobody", olga.password, olga.code()),
        ("olga", "x" * 100_000, olga.code()),
    ]:
        began_at = asyncio.get_running_loop().time()
        with pytest.raises(SignInRefused) as refusal:
            await sign_in(username, password, code)
        answers.add((type(refusal.value), str(refusal.value)))
        assert asyncio.get_running_loop().time() - began_at >= REFUSED_AFTER_SECONDS - 0.01
    assert len(answers) == 1


async def test_a_failed_sign_in_is_written_down_with_the_officer_if_there_is_one(cast: Cast) -> None:
    for username in ("olga", "nobody"):
        with pytest.raises(SignInRefused):
            await sign_in(username, "wrong", WRONG_CODE)
    rows = await fetch("SELECT * FROM audit_entry WHERE act = 'session:sign-in' ORDER BY position")
    assert [(row["actor_id"], row["subject_id"], row["result"]) for row in rows] == [
        (str(cast.olga.id), str(cast.olga.id), "refused"),
        ("sign-in", "unknown", "refused"),
    ]
    assert "nobody" not in str(rows)
    assert (await verify_chain(Register.CORRECTIONS)).is_whole


async def test_a_code_opens_only_one_session_and_its_repetition_counts_for_nothing(cast: Cast) -> None:
    code = cast.olga.code()
    await sign_in("olga", cast.olga.password, code)
    for _ in range(6):
        with pytest.raises(CodeAlreadyUsed):
            await sign_in("olga", cast.olga.password, code)
    await sign_in("olga", cast.olga.password, cast.olga.code(steps=1))


async def test_a_repeated_code_with_a_wrong_password_says_nothing_about_the_code(cast: Cast) -> None:
    code = cast.olga.code()
    await sign_in("olga", cast.olga.password, code)
    with pytest.raises(SignInRefused) as refusal:
        await sign_in("olga", "wrong", code)
    assert not isinstance(refusal.value, CodeAlreadyUsed)


async def test_of_ten_sign_ins_at_once_with_one_code_exactly_one_succeeds(cast: Cast) -> None:
    code = cast.olga.code()
    answers = await asyncio.gather(
        *(sign_in("olga", cast.olga.password, code) for _ in range(10)), return_exceptions=True
    )
    refused = [answer for answer in answers if isinstance(answer, CodeAlreadyUsed)]
    assert len(refused) == 9
    sessions = await fetch("SELECT id FROM session WHERE officer = $1 AND id <> $2", cast.olga.id, cast.olga.id)
    assert len(sessions) == 2, "the one that came with the cast, and the one that won"


async def test_a_code_counts_once_for_signing_in_and_once_for_confirming(cast: Cast) -> None:
    code = cast.olga.code()
    await sign_in("olga", cast.olga.password, code)
    await confirm_with_second_factor(cast.olga.officer, code)
    with pytest.raises(CodeAlreadyUsed):
        await confirm_with_second_factor(cast.olga.officer, code)
    await confirm_with_second_factor(cast.olga.officer, cast.olga.code(steps=1))


async def test_a_printed_code_stands_in_for_the_telephone_once(cast: Cast) -> None:
    printed = cast.olga.recovery_codes[3]
    signed_in = await sign_in("olga", cast.olga.password, printed.lower().replace("-", " "))
    assert signed_in.officer.id == cast.olga.id
    with pytest.raises(CodeAlreadyUsed):
        await sign_in("olga", cast.olga.password, printed)
    await confirm_with_second_factor(cast.olga.officer, cast.olga.recovery_codes[4])
    with pytest.raises(SignInRefused):
        await sign_in("olga", cast.olga.password, cast.oscar.recovery_codes[0])


async def test_a_printed_code_opens_only_one_of_many_sessions_at_once(cast: Cast) -> None:
    printed = cast.olga.recovery_codes[0]
    answers = await asyncio.gather(
        *(sign_in("olga", cast.olga.password, printed) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(answer, CodeAlreadyUsed) for answer in answers) == 4


async def test_secrets_are_sealed_or_hashed_where_they_are_stored(cast: Cast) -> None:
    stored = str(await fetch("SELECT * FROM officer")) + str(await fetch("SELECT * FROM recovery_code"))
    stored += str(await fetch("SELECT token_digest FROM session"))
    for secret in (cast.olga.password, cast.olga.totp_secret, cast.olga.token, *cast.olga.recovery_codes):
        assert secret not in stored
        assert secret.encode().hex() not in stored
    assert cast.olga.totp_secret not in repr(cast.olga)


async def test_a_suspended_officer_cannot_sign_in(cast: Cast) -> None:
    await suspend_officer(cast.sue.officer, cast.olga.id)
    with pytest.raises(SignInRefused):
        await sign_in("olga", cast.olga.password, cast.olga.code())


async def test_police_can_sign_in_and_hold_no_act_here(cast: Cast) -> None:
    signed_in = await sign_in("petra", cast.petra.password, cast.petra.code())
    assert signed_in.officer.roles == (Role.COMMUNITY_POLICE,)


async def test_the_clock_of_sign_in_is_the_products_own(cast: Cast) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    with moved_clock(lambda: tomorrow):
        signed_in = await sign_in("olga", cast.olga.password, cast.olga.code(tomorrow))
    assert signed_in.expires_at == tomorrow + timedelta(hours=12)
