"""Lock-out: who guesses is shut out, and nobody else."""

import asyncio
from datetime import timedelta

import pytest

from supervision.errors import SignInLocked, SignInRefused
from supervision.legal_time import now
from supervision.officers import (
    SecondFactorRefused,
    confirm_with_second_factor,
    load_session,
    sign_in,
)
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import acts_of

WRONG_CODE = "000000"


async def test_the_fifth_wrong_answer_locks_for_a_quarter_of_an_hour(cast: Cast) -> None:
    at = now()
    for _ in range(4):
        with pytest.raises(SignInRefused) as refusal:
            await sign_in("olga", "wrong", WRONG_CODE, now=at)
        assert not isinstance(refusal.value, SignInLocked)
    with pytest.raises(SignInLocked) as lock:
        await sign_in("olga", "wrong", WRONG_CODE, now=at)
    assert lock.value.retry_after_seconds == 900
    with pytest.raises(SignInLocked) as still:
        await sign_in("olga", cast.olga.password, cast.olga.code(at), now=at + timedelta(seconds=30))
    assert still.value.retry_after_seconds == 900
    later = at + timedelta(minutes=15)
    assert (await sign_in("olga", cast.olga.password, cast.olga.code(later), now=later)).officer.id == cast.olga.id


async def test_after_a_lock_has_passed_counting_begins_anew(cast: Cast) -> None:
    at = now()
    await asyncio.gather(
        *(sign_in(cast.olga.username, "wrong", WRONG_CODE, now=at) for _ in range(8)), return_exceptions=True
    )
    with pytest.raises(SignInRefused) as refusal:
        await sign_in("olga", "wrong", WRONG_CODE, now=at + timedelta(minutes=15))
    assert not isinstance(refusal.value, SignInLocked)


async def test_a_name_that_nobody_bears_is_locked_just_the_same(cast: Cast) -> None:
    assert cast.olga.username != "mallory"
    answers = []
    for _ in range(6):
        with pytest.raises(SignInRefused) as refusal:
            await sign_in("mallory", "wrong", WRONG_CODE)
        answers.append(type(refusal.value))
    assert answers == [SignInRefused] * 4 + [SignInLocked] * 2


async def test_a_typed_name_is_never_stored_in_clear(cast: Cast) -> None:
    with pytest.raises(SignInRefused):
        await sign_in("my-secret-password", cast.olga.password, WRONG_CODE)
    rows = await fetch("SELECT name_digest FROM sign_in_guard")
    assert [len(row["name_digest"]) for row in rows] == [16]


async def test_among_many_guesses_at_once_none_succeeds_after_the_lock(cast: Cast) -> None:
    at = now()
    guesses = [sign_in(cast.olga.username, "wrong", WRONG_CODE, now=at) for _ in range(12)]
    answers = await asyncio.gather(*guesses, return_exceptions=True)
    assert sum(isinstance(answer, SignInLocked) for answer in answers) >= 8
    with pytest.raises(SignInLocked):
        await sign_in("olga", cast.olga.password, cast.olga.code(at), now=at)
    assert (await fetch("SELECT failures FROM sign_in_guard"))[0]["failures"] >= 5


async def test_a_lock_concerns_one_name_alone(cast: Cast) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            await sign_in("olga", "wrong", WRONG_CODE)
    assert (await sign_in("oscar", cast.oscar.password, cast.oscar.code())).officer.id == cast.oscar.id


async def test_a_right_answer_clears_the_failures_before_it(cast: Cast) -> None:
    for steps in (0, 1):
        for _ in range(4):
            with pytest.raises(SignInRefused):
                await sign_in("olga", "wrong", WRONG_CODE)
        assert await sign_in("olga", cast.olga.password, cast.olga.code(steps=steps))


async def test_old_failures_are_forgotten_after_a_quarter_of_an_hour(cast: Cast) -> None:
    at = now()
    for minutes in (0, 0, 0, 0, 16):
        with pytest.raises(SignInRefused) as refusal:
            await sign_in(cast.olga.username, "wrong", WRONG_CODE, now=at + timedelta(minutes=minutes))
        assert not isinstance(refusal.value, SignInLocked)


async def test_wrong_confirmations_count_towards_the_lock(cast: Cast) -> None:
    for _ in range(4):
        with pytest.raises(SecondFactorRefused):
            await confirm_with_second_factor(cast.olga.officer, WRONG_CODE)
    with pytest.raises(SignInLocked):
        await confirm_with_second_factor(cast.olga.officer, WRONG_CODE)
    with pytest.raises(SignInLocked):
        await confirm_with_second_factor(cast.olga.officer, cast.olga.code())
    with pytest.raises(SignInLocked):
        await sign_in("olga", cast.olga.password, cast.olga.code())
    assert await acts_of(cast.olga.id) == [("second-factor:confirm", "refused")] * 5
    assert (await load_session(cast.olga.token)).officer.id == cast.olga.id
