"""Real rows for tests, made the way the product makes them; every name and place is invented."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

import pyotp

from supervision.actor import Actor
from supervision.audit import Act, audited_change
from supervision.legal_time import legal_day, now
from supervision.officers import DivisionLine, GrantDraft, Officer, Role, import_divisions, load_session
from supervision.officers.accounts import Credentials
from supervision.officers.drafts import CheckedDraft
from supervision.officers.grants import store_grant
from supervision.officers.jurisdiction import level_of
from supervision.officers.officer_changes import NewOfficer, store_officers
from supervision.officers.passwords import hash_password
from supervision.officers.second_factor import STEP_SECONDS, new_recovery_codes, new_secret
from supervision.officers.sessions import open_session
from supervision.settings import Register
from supervision.storage.database import fetch

CORRECTIONS = Register.CORRECTIONS
RESIDENCE = Register.RESIDENCE
MAKER = Actor.system("tests")
PASSWORD = "correct-horse-battery-staple"


@dataclass(frozen=True, slots=True)
class Member:
    """An officer with everything that only they know, and a session."""

    officer: Officer
    username: str
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)
    token: str = field(repr=False)
    spent_codes: set[str] = field(default_factory=set, repr=False, compare=False)

    @property
    def id(self) -> UUID:
        return self.officer.id

    def code(self, at: datetime | None = None, *, steps: int = 0) -> str:
        """The one-time code at a moment, or some steps of half a minute later."""
        return pyotp.TOTP(self.totp_secret).generate_otp(int((at or now()).timestamp()) // STEP_SECONDS + steps)


_hashes: dict[str, str] = {}


async def password_hash() -> str:
    """The hash of PASSWORD, computed once a run."""
    if PASSWORD not in _hashes:
        _hashes[PASSWORD] = await hash_password(PASSWORD)
    return _hashes[PASSWORD]


async def make_divisions(names: dict[str, str]) -> None:
    lines = [DivisionLine(number, code, name) for number, (code, name) in enumerate(names.items(), start=2)]
    report = await import_divisions(MAKER, CORRECTIONS, lines)
    assert not report.refused


async def make_office(
    name: str, division: str, parent_id: UUID | None = None, *, register: Register = CORRECTIONS
) -> UUID:
    office_id = uuid4()
    async with audited_change(MAKER, Act.OFFICE_CREATE, register=register) as change:
        await change.connection.execute(
            "INSERT INTO office (id, register, name, level, division, parent) VALUES ($1, $2, $3, $4, $5, $6)",
            office_id, register, name, level_of(division), division, parent_id,
        )  # fmt: skip
    return office_id


async def make_officer(
    username: str,
    name: str,
    role: Role,
    prefix: str = "",
    office_id: UUID | None = None,
    *,
    register: Register = CORRECTIONS,
    granted_by: UUID | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Member:
    """An officer with one grant and an open session."""
    credentials = Credentials(PASSWORD, await password_hash(), new_secret(), new_recovery_codes())
    grant = GrantDraft(role, prefix, valid_from or legal_day(now()), valid_until)
    async with audited_change(MAKER, Act.OFFICER_CREATE, register=register) as change:
        new = NewOfficer(CheckedDraft(name, username, office_id, grant), credentials)
        (enrolment,) = await store_officers(change, register, [new], granted_by)
        opened = await open_session(change.connection, enrolment.officer_id, change.at)
    session = await load_session(opened.token)
    return Member(
        session.officer, username, PASSWORD, credentials.totp_secret, credentials.recovery_codes, opened.token
    )


async def make_grant(
    member: Member,
    role: Role,
    prefix: str,
    *,
    granted_by: UUID | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> UUID:
    """A further grant, with no rule asked."""
    draft = GrantDraft(role, prefix, valid_from or legal_day(now()), valid_until)
    async with audited_change(MAKER, Act.GRANT_GIVE, register=member.officer.register) as change:
        return await store_grant(change.connection, member.id, draft, granted_by, change.at)


async def acts_of(actor_id: object) -> list[tuple[str, str]]:
    """What the audit says of an actor, oldest first: acts with their results."""
    rows = await fetch("SELECT act, result FROM audit_entry WHERE actor_id = $1 ORDER BY position", str(actor_id))
    return [(row["act"], row["result"]) for row in rows]
