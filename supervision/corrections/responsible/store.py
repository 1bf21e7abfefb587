"""Queries and writes of responsible officers; who asks has loaded the file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.corrections.access import asking
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.roles import Role, acts_of
from supervision.settings import Register
from supervision.storage.database import fetch

_TAKERS = tuple(role for role in Role if Act.CONTACT_RECORD in acts_of(role, Register.CORRECTIONS))


@dataclass(frozen=True, slots=True)
class ResponsibleOfficer:
    """Who answers or answered for a file; `until_on` is the day on which somebody else followed."""

    officer_id: UUID
    name: str
    office_name: str
    from_on: date
    until_on: date | None
    told_by: UUID | None
    """The contact by which the person is told; None for the first one, whom the person met at intake."""
    is_told: bool


@dataclass(frozen=True, slots=True)
class Taker:
    """An officer who may answer for files."""

    id: UUID
    name: str
    office_name: str


async def responsible_of(file_id: UUID) -> tuple[ResponsibleOfficer, ...]:
    """Who answers and answered for a file, the newest first."""
    rows = await fetch(
        """SELECT a.officer, o.name, coalesce(office.name, '') AS office_name, a.from_on, a.until_on, a.told,
                  coalesce(c.outcome = 'complied', false) AS is_told
           FROM file_officer AS a JOIN officer AS o ON o.id = a.officer LEFT JOIN office ON office.id = o.office
           LEFT JOIN contact AS c ON c.id = a.told WHERE a.file = $1 ORDER BY a.set_at DESC, a.id""",
        file_id,
    )
    return tuple(
        ResponsibleOfficer(
            row["officer"], row["name"], row["office_name"], row["from_on"], row["until_on"], row["told"],
            is_told=row["is_told"],
        )
        for row in rows
    )  # fmt: skip


async def load_takers(officer: Officer, division: str | None = None) -> tuple[Taker, ...]:
    """Who may answer for files of a division, or of anywhere within the officer's reach, by office and name."""
    check_officer_may(officer, Act.FILE_OFFICER_SET, division)
    places = [division] if division is not None else list(reach(officer, Act.FILE_OFFICER_SET))
    rows = await fetch(
        """SELECT DISTINCT o.id, o.name, office.name AS office_name
           FROM officer AS o JOIN office ON office.id = o.office JOIN role_grant AS g ON g.officer = o.id
           CROSS JOIN unnest($2::text[]) AS place
           WHERE o.register = $1 AND o.state = 'active' AND g.role = ANY($3) AND g.revoked_at IS NULL
             AND g.valid_from <= $4 AND (g.valid_until IS NULL OR g.valid_until >= $4)
             AND (place LIKE g.prefix || '%' OR ($5 AND g.prefix LIKE place || '%'))
           ORDER BY office_name, o.name, o.id""",
        Register.CORRECTIONS, places, list(_TAKERS), legal_day(now()), division is None,
    )  # fmt: skip
    return tuple(Taker(row["id"], row["name"], row["office_name"]) for row in rows)


async def load_holders(officer: Officer) -> tuple[tuple[Taker, int], ...]:
    """Who answers for open files within reach, also when they have left, and for how many."""
    check_officer_may(officer, Act.FILE_OFFICER_SET, None)
    rows = await fetch(
        """SELECT o.id, o.name, coalesce(office.name, '') AS office_name, count(*) AS files
           FROM files_within($1) AS f JOIN file_officer AS a ON a.file = f.id AND a.until_on IS NULL
           JOIN officer AS o ON o.id = a.officer LEFT JOIN office ON office.id = o.office
           WHERE f.ended_at IS NULL GROUP BY o.id, o.name, office_name ORDER BY office_name, o.name, o.id""",
        asking(officer, Act.FILE_OFFICER_SET),
    )  # fmt: skip
    return tuple((Taker(row["id"], row["name"], row["office_name"]), row["files"]) for row in rows)


async def current_of(file_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, UUID | None]]:
    """Of each file that somebody answers for: who, and the contact by which the person is told of them."""
    rows = await fetch(
        "SELECT file, officer, told FROM file_officer WHERE file = ANY($1) AND until_on IS NULL", list(file_ids)
    )
    return {row["file"]: (row["officer"], row["told"]) for row in rows}


async def insert_first(change: Change, officer: Officer, file_ids: Collection[UUID]) -> None:
    """Let who takes files in answer for them from today, wherever they are open to them; the person knows them."""
    await change.connection.execute(
        """INSERT INTO file_officer (id, file, officer, from_on, set_at, set_by)
           SELECT gen_random_uuid(), f.id, $3, $4, $5, $3 FROM files_within($1) AS f WHERE f.id = ANY($2)""",
        asking(officer, Act.CONTACT_RECORD), list(file_ids), officer.id, legal_day(change.at), change.at,
    )  # fmt: skip


async def end_current(change: Change, file_ids: Sequence[UUID]) -> None:
    """From today nobody answers for these files any more, until somebody is set."""
    await change.connection.execute(
        "UPDATE file_officer SET until_on = $2 WHERE file = ANY($1) AND until_on IS NULL",
        list(file_ids), legal_day(change.at),
    )  # fmt: skip


async def insert_current(
    change: Change, by: UUID, officer_id: UUID, told: Sequence[tuple[UUID, UUID | None]], at: datetime
) -> None:
    """From today the officer answers for these files, each with the contact by which the person is told."""
    await change.connection.execute(
        """INSERT INTO file_officer (id, file, officer, from_on, set_at, set_by, told)
           SELECT made.id, made.file, $4, $5, $6, $7, made.told
           FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS made (id, file, told)""",
        [uuid4() for _ in told], [file_id for file_id, _ in told], [contact for _, contact in told],
        officer_id, legal_day(at), at, by,
    )  # fmt: skip
