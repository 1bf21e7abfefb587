"""A lost second factor or a forgotten password is replaced when one administrator asks and another agrees.

Neither of them is its owner, and who was shown an officer's one credential last does not agree to the other: what one
person has seen never suffices to sign in.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from supervision.audit import Act, Subject, audited_change
from supervision.errors import NotFound, RuleRefused
from supervision.officers.accounts import ENDED, Enrolment, sealed_second_factor, store_recovery_codes
from supervision.officers.officer import NOT_HERE, Officer, check_officer_may
from supervision.officers.passwords import hash_password, new_password
from supervision.officers.rows import HeldOfficer, check_not_oneself, lock_officer
from supervision.officers.second_factor import enrolment_uri, new_recovery_codes, new_secret
from supervision.officers.sessions import end_all_sessions
from supervision.officers.sign_in import confirm_with_second_factor
from supervision.storage.database import Connection, fetch_one
from supervision.vault import load_key
from supervision.wording import Wording

REQUEST_LIVES = timedelta(days=1)
"""How long a request may be agreed to; afterwards somebody asks again."""

NOT_THE_SAME = Wording("须由另一位管理员同意。", "Another administrator has to agree.")
NO_LONGER_OPEN = Wording("这项申请已办结或已过期。", "This request has been dealt with or has lapsed.")
OPEN_ALREADY = Wording("已有一项待同意的申请。", "There is a request waiting to be agreed to.")
ENDED_OFFICER = Wording("此人已停用。", "The officer has been ended.")
SAW_THE_OTHER = Wording(
    "此人的另一项登录凭据上次由您更换，您见过；这一项须由别的管理员同意。",
    "You replaced this officer's other credential and have seen it: another administrator has to agree to this one.",
)


class Credential(StrEnum):
    """What an officer signs in with, and may lose."""

    SECOND_FACTOR = "second-factor"
    PASSWORD = "password"  # noqa: S105 - the name of it


REQUEST_ACTS: Mapping[Credential, Act] = {
    Credential.SECOND_FACTOR: Act.SECOND_FACTOR_REQUEST,
    Credential.PASSWORD: Act.PASSWORD_REQUEST,
}
"""The act of asking for a new one."""

REPLACE_ACTS: Mapping[Credential, Act] = {
    Credential.SECOND_FACTOR: Act.SECOND_FACTOR_REPLACE,
    Credential.PASSWORD: Act.PASSWORD_REPLACE,
}
"""The act of agreeing, which replaces it."""


class ReplacementRefused(RuleRefused):
    """The credential is not replaced like this."""

    code = "replacement-refused"


async def request_replacement(admin: Officer, officer_id: UUID, credential: Credential) -> UUID:
    """Ask for a new credential for an officer who lost theirs; gives the request's id, open for a day."""
    act = REQUEST_ACTS[credential]
    check_officer_may(admin, act, None)
    check_not_oneself(admin, officer_id)
    subject = Subject("officer", str(officer_id))
    async with audited_change(admin.actor, act, subject, register=admin.register) as change:
        _check_not_ended(await lock_officer(change.connection, admin, officer_id))
        waiting = await change.connection.fetchval(
            """SELECT id FROM credential_replacement
               WHERE officer = $1 AND credential = $2 AND approved_at IS NULL AND requested_at > $3""",
            officer_id, credential, change.at - REQUEST_LIVES,
        )  # fmt: skip
        if waiting is not None:
            raise ReplacementRefused(OPEN_ALREADY)
        request_id = uuid4()
        await change.connection.execute(
            """INSERT INTO credential_replacement (id, officer, credential, requested_by, requested_at)
               VALUES ($1, $2, $3, $4, $5)""",
            request_id, officer_id, credential, admin.id, change.at,
        )  # fmt: skip
        change.note(request=request_id)
    return request_id


async def approve_replacement(admin: Officer, request_id: UUID, credential: Credential) -> Enrolment:
    """Agree to another administrator's request: the new credential is shown once, and the officer's sessions end.

    With a second factor go new printed codes. ReplacementRefused for one's own request, and for whoever was shown the
    officer's other credential.
    """
    act = REPLACE_ACTS[credential]
    check_officer_may(admin, act, None)
    request = await fetch_one(
        "SELECT officer, requested_by FROM credential_replacement WHERE id = $1 AND credential = $2",
        request_id, credential,
    )  # fmt: skip
    if request is None:
        raise NotFound(NOT_HERE)
    check_not_oneself(admin, request["officer"])
    if request["requested_by"] == admin.id:
        raise ReplacementRefused(NOT_THE_SAME)
    password = new_password() if credential is Credential.PASSWORD else ""
    password_hash = await hash_password(password) if password else ""
    subject = Subject("officer", str(request["officer"]))
    async with audited_change(admin.actor, act, subject, register=admin.register) as change:
        officer = await lock_officer(change.connection, admin, request["officer"])
        _check_not_ended(officer)
        await _check_saw_no_other(change.connection, admin, officer.id, credential)
        await _close_request(change.connection, request_id, admin, change.at)
        if credential is Credential.PASSWORD:
            await store_password(change.connection, officer.id, password_hash)
            enrolment = Enrolment(officer.id, officer.username, officer.name, password=password)
        else:
            enrolment = await _new_second_factor(change.connection, officer)
        await end_all_sessions(change.connection, officer.id, change.at)
        change.note(request=request_id, requested_by=request["requested_by"])
    return enrolment


async def print_recovery_codes(officer: Officer, code: str) -> Enrolment:
    """New printed codes for oneself in the place of the old ones, confirmed with the second factor; shown once."""
    await confirm_with_second_factor(officer, code)
    recovery_codes = new_recovery_codes()
    subject = Subject("officer", str(officer.id))
    async with audited_change(officer.actor, Act.RECOVERY_CODES_PRINT, subject, register=officer.register) as change:
        await store_recovery_codes(change.connection, officer.id, recovery_codes)
    return Enrolment(officer.id, officer.username, officer.name, recovery_codes=recovery_codes)


async def store_password(connection: Connection, officer_id: UUID, password_hash: str) -> None:
    """Put a new password in the old one's place, in the caller's transaction."""
    await connection.execute("UPDATE officer SET password_hash = $2 WHERE id = $1", officer_id, password_hash)


async def _check_saw_no_other(connection: Connection, admin: Officer, officer_id: UUID, credential: Credential) -> None:
    shown_to = await connection.fetchval(
        """SELECT approved_by FROM credential_replacement
           WHERE officer = $1 AND credential <> $2 AND approved_at IS NOT NULL ORDER BY approved_at DESC LIMIT 1""",
        officer_id, credential,
    )  # fmt: skip
    if shown_to == admin.id:
        raise ReplacementRefused(SAW_THE_OTHER)


async def _close_request(connection: Connection, request_id: UUID, admin: Officer, at: datetime) -> None:
    closed = await connection.fetchval(
        """UPDATE credential_replacement SET approved_by = $2, approved_at = $3
           WHERE id = $1 AND approved_at IS NULL AND requested_at > $4 RETURNING id""",
        request_id, admin.id, at, at - REQUEST_LIVES,
    )  # fmt: skip
    if closed is None:
        raise ReplacementRefused(NO_LONGER_OPEN)


async def _new_second_factor(connection: Connection, officer: HeldOfficer) -> Enrolment:
    """Put a new secret in the old one's place; the time steps used with the old one say nothing about the new."""
    secret, recovery_codes = new_secret(), new_recovery_codes()
    sealed = sealed_second_factor(await load_key(officer.vault_key), officer.id, secret)
    await connection.execute("UPDATE officer SET second_factor_sealed = $2 WHERE id = $1", officer.id, sealed)
    await connection.execute("DELETE FROM used_code WHERE officer = $1", officer.id)
    await store_recovery_codes(connection, officer.id, recovery_codes)
    return Enrolment(
        officer.id,
        officer.username,
        officer.name,
        totp_secret=secret,
        totp_uri=enrolment_uri(secret, officer.username),
        recovery_codes=recovery_codes,
    )


def _check_not_ended(officer: HeldOfficer) -> None:
    if officer.state == ENDED:
        raise ReplacementRefused(ENDED_OFFICER)
