"""Giving and revoking grants: by a security administrator, for days, and never to oneself."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Subject, audited_change
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.officers.granting import GrantDraft, GrantRefused, check_beside, check_place, entered_grant
from supervision.officers.officer import NOT_HERE, Grant, Officer, check_officer_may
from supervision.officers.roles import Role
from supervision.officers.rows import check_not_oneself, lock_officer
from supervision.officers.sessions import tell_streams
from supervision.storage.database import Connection, fetch, fetch_one
from supervision.wording import Wording

REVOKED_ALREADY = Wording("这项授权已经收回。", "This grant has been revoked already.")
NO_OFFICE = Wording("请先把此人分配到机构。", "Give the officer an office first.")


async def give_grant(admin: Officer, officer_id: UUID, draft: GrantDraft) -> UUID:
    """Give a role over a division; it counts from its first day, at the officer's next request. Gives its id."""
    check_officer_may(admin, Act.GRANT_GIVE, None)
    check_not_oneself(admin, officer_id)
    wanted = entered_grant(draft, admin.register, today=legal_day(now()))
    known = await known_divisions([wanted.prefix])
    subject = Subject("officer", str(officer_id))
    async with audited_change(admin.actor, Act.GRANT_GIVE, subject, register=admin.register) as change:
        holder = await lock_officer(change.connection, admin, officer_id)
        if wanted.prefix and not holder.office_division:
            raise InputInvalid(NO_OFFICE, field="office")
        check_place(wanted.prefix, holder.office_division, known)
        check_beside(wanted, await _held(change.connection, officer_id))
        grant_id = await store_grant(change.connection, officer_id, wanted, admin.id, change.at)
        await tell_streams(change.connection, officer_id)
        change.note(grant=grant_id, role=wanted.role, prefix=wanted.prefix)
    return grant_id


async def revoke_grant(admin: Officer, grant_id: UUID) -> None:
    """End a grant now, from the officer's next request on; GrantRefused when it was revoked before."""
    check_officer_may(admin, Act.GRANT_REVOKE, None)
    found = await fetch_one("SELECT officer FROM role_grant WHERE id = $1", grant_id)
    if found is None:
        raise NotFound(NOT_HERE)
    check_not_oneself(admin, found["officer"])
    subject = Subject("officer", str(found["officer"]))
    async with audited_change(admin.actor, Act.GRANT_REVOKE, subject, register=admin.register) as change:
        await lock_officer(change.connection, admin, found["officer"])
        revoked = await change.connection.fetchval(
            "UPDATE role_grant SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL RETURNING id",
            grant_id, change.at, admin.id,
        )  # fmt: skip
        if revoked is None:
            raise GrantRefused(REVOKED_ALREADY)
        await tell_streams(change.connection, found["officer"])
        change.note(grant=grant_id)


async def store_grant(
    connection: Connection, officer_id: UUID, grant: GrantDraft, granted_by: UUID | None, at: datetime
) -> UUID:
    """Store a checked grant in the caller's transaction; without a giver for the first administrators only."""
    grant_id = uuid4()
    await connection.execute(
        """INSERT INTO role_grant (id, officer, role, prefix, valid_from, valid_until, granted_by, granted_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        grant_id, officer_id, grant.role, grant.prefix, grant.valid_from, grant.valid_until, granted_by, at,
    )  # fmt: skip
    return grant_id


async def revoke_grants_over_divisions(connection: Connection, officer_id: UUID, admin: Officer, at: datetime) -> int:
    """Revoke whatever the officer holds over a division, now or later; gives the number."""
    rows = await connection.fetch(
        """UPDATE role_grant SET revoked_at = $2, revoked_by = $3
           WHERE officer = $1 AND prefix <> '' AND revoked_at IS NULL RETURNING id""",
        officer_id, at, admin.id,
    )  # fmt: skip
    return len(rows)


async def known_divisions(codes: Iterable[str]) -> frozenset[str]:
    """Those of `codes` that were loaded."""
    return frozenset(row["code"] for row in await fetch("SELECT code FROM division WHERE code = ANY($1)", list(codes)))


async def _held(connection: Connection, officer_id: UUID) -> list[Grant]:
    rows = await connection.fetch(
        """SELECT id, role, prefix, valid_from, valid_until, revoked_at FROM role_grant
           WHERE officer = $1 AND revoked_at IS NULL""",
        officer_id,
    )
    return [Grant(**{**row, "role": Role(row["role"])}) for row in rows]
