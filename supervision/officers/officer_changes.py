"""Officers come, move, pause and leave: by a security administrator, and never to one's own account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change, Subject, audited_change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.officers.accounts import (
    ACTIVE,
    ENDED,
    SUSPENDED,
    Credentials,
    Enrolment,
    enrolment_of,
    new_credentials,
    sealed_second_factor,
    store_recovery_codes,
)
from supervision.officers.drafts import OFFICE_UNKNOWN, CheckedDraft, Directory, KnownOffice, OfficerDraft, check_draft
from supervision.officers.grants import known_divisions, revoke_grants_over_divisions, store_grant
from supervision.officers.officer import Officer, check_officer_may
from supervision.officers.rows import HeldOfficer, check_not_oneself, lock_officer
from supervision.officers.sessions import end_all_sessions, tell_streams
from supervision.officers.usernames import normalised_username
from supervision.settings import Register
from supervision.storage.database import Connection, fetch, fetch_one
from supervision.vault import KeyKind, create_keys
from supervision.wording import Wording

USERNAME_TAKEN = Wording("用户名已被使用。", "This username is taken.")
OTHER_STATE = Wording("此人目前的状态不允许这项操作。", "The officer's present state does not allow this.")


class OfficerStateRefused(RuleRefused):
    """The officer is not in a state from which this is possible."""

    code = "officer-state-refused"


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """A checked draft with the credentials made for it."""

    draft: CheckedDraft
    credentials: Credentials


async def add_officer(admin: Officer, draft: OfficerDraft) -> Enrolment:
    """Add an officer with a first grant; what is returned is shown once and kept nowhere in clear.

    InputInvalid names the field to mend.
    """
    check_officer_may(admin, Act.OFFICER_CREATE, None)
    check_officer_may(admin, Act.GRANT_GIVE, None)
    directory = await read_directory(admin.register, [draft])
    new = NewOfficer(check_draft(draft, directory, today=legal_day(now())), await new_credentials())
    async with audited_change(admin.actor, Act.OFFICER_CREATE, register=admin.register) as change:
        (enrolment,) = await store_officers(change, admin.register, [new], admin.id)
        change.is_about("officer", enrolment.officer_id)
        change.note(role=new.draft.grant.role, prefix=new.draft.grant.prefix)
    return enrolment


async def move_officer(admin: Officer, officer_id: UUID, office_id: UUID) -> None:
    """Move an officer to another office; what was granted over divisions is revoked and has to be given anew."""
    check_officer_may(admin, Act.OFFICER_MOVE, None)
    check_not_oneself(admin, officer_id)
    office = await fetch_one("SELECT id FROM office WHERE id = $1 AND register = $2", office_id, admin.register)
    if office is None:
        raise InputInvalid(OFFICE_UNKNOWN, field="office")
    subject = Subject("officer", str(officer_id))
    async with audited_change(admin.actor, Act.OFFICER_MOVE, subject, register=admin.register) as change:
        _check_state(await lock_officer(change.connection, admin, officer_id), ACTIVE, SUSPENDED)
        await change.connection.execute("UPDATE officer SET office = $2 WHERE id = $1", officer_id, office_id)
        revoked = await revoke_grants_over_divisions(change.connection, officer_id, admin, change.at)
        await tell_streams(change.connection, officer_id)
        change.note(office=office_id, revoked_grants=revoked)


async def suspend_officer(admin: Officer, officer_id: UUID) -> None:
    """Bar an officer from signing in and end their sessions at once; grants stay for their return."""
    await _change_state(admin, officer_id, Act.OFFICER_SUSPEND, SUSPENDED, ACTIVE)


async def resume_officer(admin: Officer, officer_id: UUID) -> None:
    """Let a suspended officer sign in again."""
    await _change_state(admin, officer_id, Act.OFFICER_RESUME, ACTIVE, SUSPENDED)


async def end_officer(admin: Officer, officer_id: UUID) -> None:
    """End an officer for good: sessions and grants end at once, the name stays for the audit's sake."""
    await _change_state(admin, officer_id, Act.OFFICER_END, ENDED, ACTIVE, SUSPENDED)


async def _change_state(admin: Officer, officer_id: UUID, act: Act, state: str, *from_states: str) -> None:
    check_officer_may(admin, act, None)
    check_not_oneself(admin, officer_id)
    subject = Subject("officer", str(officer_id))
    async with audited_change(admin.actor, act, subject, register=admin.register) as change:
        _check_state(await lock_officer(change.connection, admin, officer_id), *from_states)
        ended_at = change.at if state == ENDED else None
        await change.connection.execute(
            "UPDATE officer SET state = $2, ended_at = $3 WHERE id = $1", officer_id, state, ended_at
        )
        if state == ENDED:
            await change.connection.execute(
                "UPDATE role_grant SET revoked_at = $2, revoked_by = $3 WHERE officer = $1 AND revoked_at IS NULL",
                officer_id, change.at, admin.id,
            )  # fmt: skip
        if state != ACTIVE:
            await end_all_sessions(change.connection, officer_id, change.at)


def _check_state(officer: HeldOfficer, *allowed: str) -> None:
    if officer.state not in allowed:
        raise OfficerStateRefused(OTHER_STATE)


async def read_directory(register: Register, drafts: Sequence[OfficerDraft]) -> Directory:
    """What drafts are checked against."""
    offices = await fetch("SELECT id, name, division FROM office WHERE register = $1", register)
    usernames = await fetch(
        "SELECT username FROM officer WHERE username = ANY($1)",
        [normalised_username(draft.username) for draft in drafts],
    )
    return Directory(
        register,
        tuple(KnownOffice(**office) for office in offices),
        await known_divisions(draft.grant.prefix.strip() for draft in drafts),
        frozenset(row["username"] for row in usernames),
    )


async def store_officers(
    change: Change, register: Register, officers: Sequence[NewOfficer], granted_by: UUID | None
) -> list[Enrolment]:
    """Store new officers with keys, secrets and first grants; InputInvalid when a username was taken meanwhile."""
    keys = await create_keys(register, KeyKind.OFFICER, [None] * len(officers))
    enrolments = []
    for new, key in zip(officers, keys, strict=True):
        officer_id, secret = uuid4(), new.credentials.totp_secret
        stored = await change.connection.fetchval(
            """INSERT INTO officer (id, register, username, name, office, state, vault_key, password_hash,
                   second_factor_sealed, created_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (username) DO NOTHING RETURNING id""",
            officer_id, register, new.draft.username, new.draft.name, new.draft.office_id, ACTIVE, key.id,
            new.credentials.password_hash, sealed_second_factor(key, officer_id, secret), change.at,
        )  # fmt: skip
        if stored is None:
            raise InputInvalid(USERNAME_TAKEN, field="username")
        await _store_first_things(change.connection, officer_id, new, granted_by, change.at)
        enrolments.append(enrolment_of(officer_id, new.draft.username, new.draft.name, new.credentials))
    return enrolments


async def _store_first_things(
    connection: Connection, officer_id: UUID, new: NewOfficer, granted_by: UUID | None, at: datetime
) -> None:
    await store_recovery_codes(connection, officer_id, new.credentials.recovery_codes)
    await store_grant(connection, officer_id, new.draft.grant, granted_by, at)
