"""Signing in, and confirming an act with the second factor.

Every refusal of a sign-in looks the same and takes as long, whichever part was wrong and whether or not the name
exists: who may be attacked is not told.
"""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import datetime

from supervision import legal_time
from supervision.actor import Actor
from supervision.audit import Act, Subject, audited_change, record_refusal
from supervision.errors import CodeAlreadyUsed, NotSignedIn, SignInLocked, SignInRefused
from supervision.officers.accounts import ACTIVE, Account, load_account_for_system
from supervision.officers.codes import CodeUse, RightCode, find_right_code, spend_code
from supervision.officers.lock_out import check_not_locked, clear_failures, count_failure, first_register, name_digest
from supervision.officers.officer import Officer
from supervision.officers.passwords import password_matches
from supervision.officers.sessions import OpenedSession, load_session, open_session
from supervision.wording import Wording

WRONG = Wording("用户名、密码或验证码有误。", "Name, password or code is wrong.")
PASSWORD_WRONG = Wording("原密码有误。", "The old password is wrong.")
CODE_WRONG = Wording("验证码有误。", "The code is wrong.")

REFUSED_AFTER_SECONDS = 0.25
"""The earliest moment at which a refusal is answered; longer than any of the checks takes."""


class SecondFactorRefused(SignInRefused):
    """The code that was to confirm an act is wrong; the session goes on."""

    code = "second-factor-refused"


class OldPasswordRefused(SignInRefused):
    """The password that was to confirm a change is wrong; the session goes on."""

    code = "old-password-refused"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in that succeeded; token and CSRF token are for its owner alone."""

    token: str = field(repr=False)
    expires_at: datetime
    officer: Officer
    csrf_token: str = field(repr=False)


async def sign_in(username: str, password: str, code: str, *, now: datetime | None = None) -> SignedIn:
    """Open a session for whoever knows name, password and a fresh one-time or printed code.

    SignInRefused when any of them is wrong, CodeAlreadyUsed for a right code's second use (which counts for nothing),
    SignInLocked at and after the fifth wrong answer, for 900 seconds.
    """
    began_at, at = time.monotonic(), now or legal_time.now()
    try:
        opened = await _sign_in(username, password, code, at)
    except SignInRefused:
        await asyncio.sleep(max(0.0, began_at + REFUSED_AFTER_SECONDS - time.monotonic()))
        raise
    session = await load_session(opened.token, now=at)
    return SignedIn(opened.token, opened.expires_at, session.officer, opened.csrf_token)


async def _sign_in(username: str, password: str, code: str, at: datetime) -> OpenedSession:
    name = name_digest(username)
    await check_not_locked(name, at)
    account = await load_account_for_system(username)
    password_is_right = await password_matches(account.password_hash if account else None, password)
    right_code = await find_right_code(account, code, at) if account else None
    if account is None or not password_is_right or right_code is None or account.state != ACTIVE:
        raise await _counted(SignInRefused(WRONG), account, Act.SIGN_IN, name, at)
    try:
        async with audited_change(account.actor, Act.SIGN_IN, _subject(account), register=account.register) as change:
            await spend_code(change.connection, account.id, CodeUse.SIGN_IN, right_code, at)
            await clear_failures(change.connection, name, at)
            _note_printed_code(change.detail, right_code)
            return await open_session(change.connection, account.id, at)
    except CodeAlreadyUsed as refusal:
        await _record(account, Act.SIGN_IN, refusal)
        raise
    except NotSignedIn as refusal:  # suspended between the two looks
        raise SignInRefused(WRONG) from refusal


async def confirm_with_second_factor(officer: Officer, code: str, *, now: datetime | None = None) -> None:
    """Spend a fresh code on the act that follows; outside of any transaction, before the act's own.

    SecondFactorRefused for a wrong one, which counts towards lock-out, CodeAlreadyUsed for one that confirmed before,
    SignInLocked at and after the fifth wrong answer.
    """
    await _confirm(officer, None, code, now or legal_time.now())


async def confirm_with_password_and_code(officer: Officer, password: str, code: str) -> None:
    """The same with the officer's password before the code: OldPasswordRefused spends no code, but counts."""
    await _confirm(officer, password, code, legal_time.now())


async def _confirm(officer: Officer, password: str | None, code: str, at: datetime) -> None:
    name = name_digest(officer.username)
    await check_not_locked(name, at)
    account = await load_account_for_system(officer.username)
    if account is None or account.id != officer.id or account.state != ACTIVE:
        raise SecondFactorRefused(CODE_WRONG)
    if password is not None and not await password_matches(account.password_hash, password):
        raise await _counted(OldPasswordRefused(PASSWORD_WRONG), account, Act.SECOND_FACTOR_CONFIRM, name, at)
    right_code = await find_right_code(account, code, at)
    if right_code is None:
        raise await _counted(SecondFactorRefused(CODE_WRONG), account, Act.SECOND_FACTOR_CONFIRM, name, at)
    try:
        async with audited_change(
            account.actor, Act.SECOND_FACTOR_CONFIRM, _subject(account), register=account.register
        ) as change:
            await spend_code(change.connection, account.id, CodeUse.CONFIRM, right_code, at)
            await clear_failures(change.connection, name, at)
            _note_printed_code(change.detail, right_code)
    except CodeAlreadyUsed as refusal:
        await _record(account, Act.SECOND_FACTOR_CONFIRM, refusal)
        raise


async def _counted(
    refusal: SignInRefused, account: Account | None, act: Act, name: bytes, at: datetime
) -> SignInRefused:
    """The refusal to raise once the wrong answer is counted and recorded: itself, or the lock that it brought."""
    try:
        await count_failure(name, at)
    except SignInLocked as lock:
        refusal = lock
    await _record(account, act, refusal)
    return refusal


async def _record(account: Account | None, act: Act, refusal: SignInRefused) -> None:
    if account is None:
        nobody = Subject("officer", "unknown")
        await record_refusal(Actor.system("sign-in"), act, nobody, refusal.code, register=first_register())
    else:
        await record_refusal(account.actor, act, _subject(account), refusal.code, register=account.register)


def _subject(account: Account) -> Subject:
    return Subject("officer", str(account.id))


def _note_printed_code(detail: dict[str, object], code: RightCode) -> None:
    if code.time_step is None:
        detail["printed_code"] = True
