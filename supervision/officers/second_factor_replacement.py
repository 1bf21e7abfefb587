"""A lost second factor is replaced when one administrator asks and another agrees, neither of them its owner."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from supervision.audit import Act, Subject, audited_change
from supervision.errors import NotFound, RuleRefused
from supervision.officers.accounts import ENDED, Enrolment, sealed_second_factor, store_recovery_codes
from supervision.officers.officer import NOT_HERE, Officer, check_officer_may
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


class ReplacementRefused(RuleRefused):
    """The second factor is not replaced like this."""

    code = "replacement-refused"


async def request_replacement(admin: Officer, officer_id: UUID) -> UUID:
    """Ask for a new second factor for an officer who lost theirs; gives the request's id, open for a day."""
    check_officer_may(admin, Act.SECOND_FACTOR_REQUEST, None)
    check_not_oneself(admin, officer_id)
    subject = Subject("officer", str(officer_id))
    async with audited_change(admin.actor, Act.SECOND_FACTOR_REQUEST, subject, register=admin.register) as change:
        _check_not_ended(await lock_officer(change.connection, admin, officer_id))
        waiting = await change.connection.fetchval(
            """SELECT id FROM second_factor_replacement
               WHERE officer = $1 AND approved_at IS NULL AND requested_at > $2""",
            officer_id, change.at - REQUEST_LIVES,
        )  # fmt: skip
        if waiting is not None:
            raise ReplacementRefused(OPEN_ALREADY)
        request_id = uuid4()
        await change.connection.execute(
            "INSERT INTO second_factor_replacement (id, officer, requested_by, requested_at) VALUES ($1, $2, $3, $4)",
            request_id, officer_id, admin.id, change.at,
        )  # fmt: skip
        change.note(request=request_id)
    return request_id


async def approve_replacement(admin: Officer, request_id: UUID) -> Enrolment:
    """Agree to another administrator's request: a new second factor and new printed codes, shown once; sessions end.

    The password stays, so that what is shown does not suffice to sign in. ReplacementRefused for one's own request.
    """
    check_officer_may(admin, Act.SECOND_FACTOR_REPLACE, None)
    request = await fetch_one("SELECT officer, requested_by FROM second_factor_replacement WHERE id = $1", request_id)
    if request is None:
        raise NotFound(NOT_HERE)
    check_not_oneself(admin, request["officer"])
    if request["requested_by"] == admin.id:
        raise ReplacementRefused(NOT_THE_SAME)
    secret, recovery_codes = new_secret(), new_recovery_codes()
    subject = Subject("officer", str(request["officer"]))
    async with audited_change(admin.actor, Act.SECOND_FACTOR_REPLACE, subject, register=admin.register) as change:
        officer = await lock_officer(change.connection, admin, request["officer"])
        _check_not_ended(officer)
        await _close_request(change.connection, request_id, admin, change.at)
        await _store_secret(change.connection, officer, secret)
        await store_recovery_codes(change.connection, officer.id, recovery_codes)
        await end_all_sessions(change.connection, officer.id, change.at)
        change.note(request=request_id, requested_by=request["requested_by"])
    return Enrolment(
        officer.id,
        officer.username,
        officer.name,
        totp_secret=secret,
        totp_uri=enrolment_uri(secret, officer.username),
        recovery_codes=recovery_codes,
    )


async def print_recovery_codes(officer: Officer, code: str) -> Enrolment:
    """New printed codes for oneself in the place of the old ones, confirmed with the second factor; shown once."""
    await confirm_with_second_factor(officer, code)
    recovery_codes = new_recovery_codes()
    subject = Subject("officer", str(officer.id))
    async with audited_change(officer.actor, Act.RECOVERY_CODES_PRINT, subject, register=officer.register) as change:
        await store_recovery_codes(change.connection, officer.id, recovery_codes)
    return Enrolment(officer.id, officer.username, officer.name, recovery_codes=recovery_codes)


async def _close_request(connection: Connection, request_id: UUID, admin: Officer, at: datetime) -> None:
    closed = await connection.fetchval(
        """UPDATE second_factor_replacement SET approved_by = $2, approved_at = $3
           WHERE id = $1 AND approved_at IS NULL AND requested_at > $4 RETURNING id""",
        request_id, admin.id, at, at - REQUEST_LIVES,
    )  # fmt: skip
    if closed is None:
        raise ReplacementRefused(NO_LONGER_OPEN)


async def _store_secret(connection: Connection, officer: HeldOfficer, secret: str) -> None:
    """Put the new secret in the old one's place; the time steps used with the old one say nothing about the new."""
    sealed = sealed_second_factor(await load_key(officer.vault_key), officer.id, secret)
    await connection.execute("UPDATE officer SET second_factor_sealed = $2 WHERE id = $1", officer.id, sealed)
    await connection.execute("DELETE FROM used_code WHERE officer = $1", officer.id)


def _check_not_ended(officer: HeldOfficer) -> None:
    if officer.state == ENDED:
        raise ReplacementRefused(ENDED_OFFICER)
