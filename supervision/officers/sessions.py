"""Sessions: opened by a sign-in, read anew at every request, ended by idling, by their twelve hours, or at once."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from supervision import legal_time
from supervision.audit import Act, Subject, audited_change
from supervision.errors import NotFound, NotSignedIn
from supervision.officers.accounts import ACTIVE
from supervision.officers.officer import NOT_HERE, Grant, Officer
from supervision.settings import Register
from supervision.storage.database import Connection, Record, fetch_one
from supervision.vault import current_vault
from supervision.wording import Wording

SESSION_IDLE_SECONDS = 30 * 60
"""After so long without a request a session is over, give or take the minute by which its use is noted."""

SESSION_LIFE_SECONDS = 12 * 60 * 60
"""After so long a session is over in any case."""

SESSION_OVER = Wording("尚未登录，或登录已失效。", "Nobody is signed in, or the session is over.")

_TOKEN_BYTES = 32
_NOTED_EVERY = timedelta(minutes=1)
_KEPT = timedelta(days=30)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Session:
    """A session as of one request, with its officer as they are now."""

    id: UUID
    officer: Officer
    csrf_token: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A new session's secrets, for its owner alone."""

    token: str = field(repr=False)
    csrf_token: str = field(repr=False)
    expires_at: datetime


async def open_session(connection: Connection, officer_id: UUID, at: datetime) -> OpenedSession:
    """Open a session in the caller's transaction; NotSignedIn when the officer is not active any more."""
    opened = OpenedSession(
        secrets.token_urlsafe(_TOKEN_BYTES),
        secrets.token_urlsafe(_TOKEN_BYTES),
        at + timedelta(seconds=SESSION_LIFE_SECONDS),
    )
    await connection.execute("DELETE FROM session WHERE officer = $1 AND expires_at < $2", officer_id, at - _KEPT)
    stored = await connection.fetchval(
        """INSERT INTO session (id, token_digest, officer, csrf_token, created_at, last_seen_at, expires_at)
           SELECT $1, $2, id, $3, $4, $4, $5 FROM officer WHERE id = $6 AND state = $7 FOR SHARE
           RETURNING id""",
        uuid4(), token_digest(opened.token), opened.csrf_token, at, opened.expires_at, officer_id, ACTIVE,
    )  # fmt: skip
    if stored is None:
        raise NotSignedIn(SESSION_OVER)
    return opened


async def load_session(token: str, *, now: datetime | None = None, counts_as_use: bool = True) -> Session:
    """The session of a token, with the officer's state and live grants as they are now; NotSignedIn when it is over.

    Officers of a register that this installation does not keep have none. Without `counts_as_use` an idle session goes
    on idling: for what an open page asks for by itself.
    """
    at = now or legal_time.now()
    noted_before = at - _NOTED_EVERY if counts_as_use else _NEVER
    row = await fetch_one(
        f"""WITH living AS (
               SELECT session.id FROM session JOIN officer ON officer.id = session.officer
               WHERE token_digest = $1 AND session.ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
                   AND officer.state = $6 AND officer.register = ANY($7)
           ), noted AS (
               UPDATE session SET last_seen_at = $2 FROM living WHERE session.id = living.id AND last_seen_at <= $4
           )
           SELECT session.id, session.csrf_token, session.expires_at,
               {_officer_columns("$2", "$5")}
           FROM living JOIN session USING (id) JOIN officer ON officer.id = session.officer
           LEFT JOIN office ON office.id = officer.office""",  # noqa: S608 - a constant's columns
        token_digest(token), at, at - timedelta(seconds=SESSION_IDLE_SECONDS), noted_before,
        legal_time.legal_day(at), ACTIVE, list(current_vault().folders),
    )  # fmt: skip
    if row is None:
        raise NotSignedIn(SESSION_OVER)
    return Session(row["id"], officer_of(row), row["csrf_token"], row["expires_at"])


async def load_acting_officer_for_system(officer_id: UUID) -> Officer:
    """An officer as they are now, for work of theirs that goes on without them; without grants once they have left."""
    at = legal_time.now()
    row = await fetch_one(
        f"""SELECT {_officer_columns("$2", "$3")}
            FROM officer LEFT JOIN office ON office.id = officer.office WHERE officer.id = $1""",  # noqa: S608 - likewise
        officer_id, at, legal_time.legal_day(at),
    )  # fmt: skip
    if row is None:
        raise NotFound(NOT_HERE)
    return officer_of(row)


async def end_session(session: Session) -> None:
    """Sign out: this session ends, the officer's others go on."""
    officer = session.officer
    subject = Subject("officer", str(officer.id))
    async with audited_change(officer.actor, Act.SIGN_OUT, subject, register=officer.register) as change:
        await change.connection.execute(
            "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", session.id, change.at
        )
        await tell_streams(change.connection, officer.id)


async def end_all_sessions(connection: Connection, officer_id: UUID, at: datetime) -> None:
    """End every session of the officer in the caller's transaction, and let open streams know."""
    await connection.execute("UPDATE session SET ended_at = $2 WHERE officer = $1 AND ended_at IS NULL", officer_id, at)
    await tell_streams(connection, officer_id)


async def end_other_sessions(connection: Connection, session: Session, at: datetime) -> None:
    """End the officer's sessions but this one in the caller's transaction, and let open streams know."""
    officer_id = session.officer.id
    await connection.execute(
        "UPDATE session SET ended_at = $3 WHERE officer = $1 AND id <> $2 AND ended_at IS NULL",
        officer_id, session.id, at,
    )  # fmt: skip
    await tell_streams(connection, officer_id)


async def tell_streams(connection: Connection, officer_id: UUID) -> None:
    """Notify `officers`: whoever keeps a stream open for this officer loads the session again."""
    await connection.execute("SELECT pg_notify('officers', $1)", str(officer_id))


def token_digest(token: str) -> bytes:
    """What is stored of a token (32 bytes); its 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


def _officer_columns(at: str, day: str) -> str:
    """The columns that `officer_of` reads, with the grants that are live at the arguments of these numbers."""
    return f"""officer.id AS officer_id, officer.register, officer.username, officer.name,
               office.id AS office_id, office.name AS office_name, office.division AS office_division,
               (SELECT coalesce(json_agg(json_build_object('id', id, 'role', role, 'prefix', prefix,
                           'valid_from', valid_from, 'valid_until', valid_until) ORDER BY granted_at, id), '[]')
                   FROM role_grant
                   WHERE role_grant.officer = officer.id AND officer.state = '{ACTIVE}'
                       AND (revoked_at IS NULL OR revoked_at > {at}) AND valid_from <= {day}
                       AND (valid_until IS NULL OR valid_until >= {day}))::text AS grants_json"""  # noqa: S608 - constants


def officer_of(row: Record) -> Officer:
    """An officer from a row that carries office and live grants."""
    return Officer(
        id=row["officer_id"],
        register=Register(row["register"]),
        username=row["username"],
        name=row["name"],
        office_id=row["office_id"],
        office_name=row["office_name"] or "",
        office_division=row["office_division"] or "",
        grants=tuple(msgspec.json.decode(row["grants_json"], type=list[Grant])),
    )
