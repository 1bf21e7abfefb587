"""The three administrators with whom an installation begins."""

import asyncio

from supervision.actor import Actor
from supervision.audit import Act, Change, audited_change
from supervision.errors import RuleRefused
from supervision.legal_time import legal_day
from supervision.officers.accounts import (
    Credentials,
    Enrolment,
    enrolment_of,
    load_account_for_system,
    new_credentials,
    sealed_second_factor,
    store_recovery_codes,
)
from supervision.officers.drafts import CheckedDraft
from supervision.officers.granting import GrantDraft
from supervision.officers.officer_changes import NewOfficer, store_officers
from supervision.officers.roles import ROLE_NAMES, Role
from supervision.settings import Register
from supervision.vault import load_key
from supervision.wording import Wording

OFFICERS_EXIST = Wording("已有账户，不能再次初始化。", "There are officers already; the service is initialised once.")

FIRST_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
"""In the order in which their papers are printed."""

_FIRST_LOCK = 0x5355_4F46


class AlreadyInitialised(RuleRefused):
    """The register has officers; administrators are added by a security administrator from now on."""

    code = "already-initialised"


def first_username(role: Role, register: Register) -> str:
    """As whom the first of a role signs in: `system-admin`, and in the police's register `residence-system-admin`."""
    return role.value if register is Register.CORRECTIONS else f"{register}-{role}"


async def create_administrators(register: Register) -> list[Enrolment]:
    """Create the system, security and audit administrators of a register that has no officer yet.

    Their papers are returned, to be printed once. AlreadyInitialised otherwise, also for the later of two at once.
    """
    credentials = await asyncio.gather(*(new_credentials() for _ in FIRST_ROLES))
    async with audited_change(Actor.system("command-line"), Act.SERVICE_INIT, register=register) as change:
        await change.connection.execute("SELECT pg_advisory_xact_lock($1)", _FIRST_LOCK)
        if await change.connection.fetchval("SELECT EXISTS (SELECT FROM officer WHERE register = $1)", register):
            raise AlreadyInitialised(OFFICERS_EXIST)
        today = legal_day(change.at)
        officers = [
            NewOfficer(
                CheckedDraft(str(ROLE_NAMES[role]), first_username(role, register), None, GrantDraft(role, "", today)),
                secrets,
            )
            for role, secrets in zip(FIRST_ROLES, credentials, strict=True)
        ]
        enrolments = await store_officers(change, register, officers, None)
        change.note(officers=[str(enrolment.officer_id) for enrolment in enrolments])
    return enrolments


async def renew_administrators(register: Register) -> list[Enrolment]:
    """New papers for the three, as long as nobody has ever signed in: the first may have been lost unread.

    What was printed before is void then. AlreadyInitialised once anybody has signed in, or there are other officers.
    """
    credentials = await asyncio.gather(*(new_credentials() for _ in FIRST_ROLES))
    async with audited_change(Actor.system("command-line"), Act.SERVICE_INIT, register=register) as change:
        await change.connection.execute("SELECT pg_advisory_xact_lock($1)", _FIRST_LOCK)
        if await change.connection.fetchval(
            _IN_USE, register, [first_username(role, register) for role in FIRST_ROLES]
        ):
            raise AlreadyInitialised(OFFICERS_EXIST)
        enrolments = [
            await _renew(change, role, register, new) for role, new in zip(FIRST_ROLES, credentials, strict=True)
        ]
        change.note(officers=[str(enrolment.officer_id) for enrolment in enrolments], renewed=True)
    return enrolments


_IN_USE = """
SELECT EXISTS (SELECT FROM officer WHERE register = $1 AND username <> ALL($2))
    OR EXISTS (SELECT FROM audit_entry WHERE register = $1 AND act = 'session:sign-in' AND result = 'done')
"""


async def _renew(change: Change, role: Role, register: Register, new: Credentials) -> Enrolment:
    account = await load_account_for_system(first_username(role, register))
    if account is None:
        raise AlreadyInitialised(OFFICERS_EXIST)
    key = await load_key(account.vault_key)
    await change.connection.execute(
        "UPDATE officer SET password_hash = $2, second_factor_sealed = $3 WHERE id = $1",
        account.id, new.password_hash, sealed_second_factor(key, account.id, new.totp_secret),
    )  # fmt: skip
    await store_recovery_codes(change.connection, account.id, new.recovery_codes)
    return enrolment_of(account.id, account.username, account.name, new)
