"""Officers as their administrators see them: where they work, what they hold, and whether they can sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.legal_time import legal_day, now
from supervision.officers.accounts import ACTIVE
from supervision.officers.credential_replacement import REQUEST_LIVES, Credential
from supervision.officers.lock_out import name_digest
from supervision.officers.officer import NOT_HERE, Grant, Officer, check_officer_may
from supervision.officers.roles import Role
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one


class OfficerState(StrEnum):
    """Whether an officer can sign in; `locked` passes by itself."""

    ACTIVE = "active"
    LOCKED = "locked"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class OfficerFilter:
    """Which officers to list; None stands for all of them."""

    query: str | None = None
    office_id: UUID | None = None
    role: Role | None = None
    state: OfficerState | None = None


@dataclass(frozen=True, slots=True)
class OfficerEntry:
    """One officer in a list."""

    id: UUID
    username: str
    name: str
    office_id: UUID | None
    office_name: str
    roles: tuple[Role, ...]
    state: OfficerState
    locked_until: datetime | None
    last_seen_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class GrantEntry:
    """A grant with who gave it; the first administrators' were given by nobody."""

    grant: Grant
    granted_by: str
    granted_at: datetime
    is_live: bool


@dataclass(frozen=True, slots=True)
class OpenReplacement:
    """A request for a new credential that waits for another administrator."""

    id: UUID
    requested_by_id: UUID
    requested_by: str
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class OfficerRecord:
    """One officer with everything an administrator may know."""

    entry: OfficerEntry
    grants: tuple[GrantEntry, ...]
    recovery_codes_left: int
    replacements: Mapping[Credential, OpenReplacement]


_ENTRY_SQL = """
    SELECT officer.id, username, officer.name, office.id AS office_id, coalesce(office.name, '') AS office_name, state,
        officer.created_at, (SELECT max(last_seen_at) FROM session WHERE session.officer = officer.id) AS last_seen_at,
        ARRAY(SELECT DISTINCT role::text FROM role_grant
            WHERE role_grant.officer = officer.id AND revoked_at IS NULL
                AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)) AS roles
    FROM officer LEFT JOIN office ON office.id = officer.office
    WHERE officer.register = $1"""


async def load_officers(
    admin: Officer, wanted: OfficerFilter | None = None, cursor: str | None = None
) -> Page[OfficerEntry]:
    """The officers of the administrator's register, those added last first."""
    check_officer_may(admin, Act.OFFICER_LIST, None)
    choice, after = wanted or OfficerFilter(), read_cursor(cursor)
    locks = await _locks(admin.register)
    stored_state = ACTIVE if choice.state is OfficerState.LOCKED else choice.state
    rows = await fetch(
        f"""SELECT * FROM ({_ENTRY_SQL}) AS entry
            WHERE ($3::text IS NULL OR strpos(lower(name), lower($3)) > 0 OR strpos(username, lower($3)) > 0)
                AND ($4::uuid IS NULL OR office_id = $4) AND ($5::text IS NULL OR $5 = ANY(roles))
                AND ($6::text IS NULL OR state = $6)
                AND (NOT $7::boolean OR id = ANY($8::uuid[])) AND (NOT $9::boolean OR id <> ALL($8::uuid[]))
                AND ($10::timestamptz IS NULL OR (created_at, id) < ($10, $11::uuid))
            ORDER BY created_at DESC, id DESC LIMIT $12""",  # noqa: S608 - the inner query is a constant of this module
        admin.register, legal_day(now()), choice.query or None, choice.office_id, choice.role, stored_state,
        choice.state is OfficerState.LOCKED, list(locks), choice.state is OfficerState.ACTIVE,
        after and after.at, after and after.row_id, PAGE_SIZE + 1,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["created_at"], row["id"]))
    return Page(tuple(_entry(row, locks) for row in shown), following)


async def load_officer_names(admin: Officer) -> dict[UUID, str]:
    """Everybody's name in the administrator's register, those who left included, to choose one of them by."""
    check_officer_may(admin, Act.OFFICER_LIST, None)
    rows = await fetch("SELECT id, name FROM officer WHERE register = $1 ORDER BY name, username", admin.register)
    return {row["id"]: row["name"] for row in rows}


async def load_officer(admin: Officer, officer_id: UUID) -> OfficerRecord:
    """One officer with grants, past ones included; NotFound in another register."""
    check_officer_may(admin, Act.OFFICER_LIST, None)
    at = now()
    row = await fetch_one(f"{_ENTRY_SQL} AND officer.id = $3", admin.register, legal_day(at), officer_id)
    if row is None:
        raise NotFound(NOT_HERE)
    codes = await fetch_one(
        "SELECT count(*) AS remaining FROM recovery_code WHERE officer = $1 AND used_at IS NULL", officer_id
    )
    return OfficerRecord(
        _entry(row, await _locks(admin.register)),
        await _grants(officer_id, at),
        codes["remaining"] if codes else 0,
        await _open_replacements(officer_id, at),
    )


async def _locks(register: Register) -> dict[UUID, datetime]:
    """Who is locked out for how long: names are counted as digests, so they are matched here."""
    rows = await fetch("SELECT name_digest, locked_until FROM sign_in_guard WHERE locked_until > $1", now())
    locks = {row["name_digest"]: row["locked_until"] for row in rows}
    if not locks:
        return {}
    officers = await fetch("SELECT id, username FROM officer WHERE register = $1 AND state = $2", register, ACTIVE)
    digests = {officer["id"]: name_digest(officer["username"]) for officer in officers}
    return {officer_id: locks[digest] for officer_id, digest in digests.items() if digest in locks}


def _entry(row: Record, locks: dict[UUID, datetime]) -> OfficerEntry:
    locked_until = locks.get(row["id"])
    return OfficerEntry(
        id=row["id"],
        username=row["username"],
        name=row["name"],
        office_id=row["office_id"],
        office_name=row["office_name"],
        roles=tuple(role for role in Role if role in row["roles"]),
        state=OfficerState.LOCKED if locked_until else OfficerState(row["state"]),
        locked_until=locked_until,
        last_seen_at=row["last_seen_at"],
        created_at=row["created_at"],
    )


async def _grants(officer_id: UUID, at: datetime) -> tuple[GrantEntry, ...]:
    rows = await fetch(
        """SELECT role_grant.id, role, prefix, valid_from, valid_until, revoked_at, granted_at,
               coalesce(giver.name, '') AS granted_by
           FROM role_grant LEFT JOIN officer AS giver ON giver.id = role_grant.granted_by
           WHERE role_grant.officer = $1 ORDER BY granted_at DESC, role_grant.id""",
        officer_id,
    )
    entries = []
    for row in rows:
        grant = Grant(
            row["id"], Role(row["role"]), row["prefix"], row["valid_from"], row["valid_until"], row["revoked_at"]
        )
        entries.append(GrantEntry(grant, row["granted_by"], row["granted_at"], grant.is_live_at(at)))
    return tuple(entries)


async def _open_replacements(officer_id: UUID, at: datetime) -> dict[Credential, OpenReplacement]:
    rows = await fetch(
        """SELECT credential, request.id, request.requested_by, asker.name AS requested_by_name, requested_at
           FROM credential_replacement AS request JOIN officer AS asker ON asker.id = request.requested_by
           WHERE request.officer = $1 AND approved_at IS NULL AND requested_at > $2 ORDER BY requested_at""",
        officer_id, at - REQUEST_LIVES,
    )  # fmt: skip
    return {
        Credential(row["credential"]): OpenReplacement(
            row["id"], row["requested_by"], row["requested_by_name"], row["requested_at"]
        )
        for row in rows
    }
