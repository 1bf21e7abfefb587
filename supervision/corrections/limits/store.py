"""Queries of limits on access; what was sealed of them is opened here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.access import asking
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.limits.terms import NOBODY_NAMED
from supervision.errors import InputInvalid
from supervision.officers import Officer, Role
from supervision.settings import Register
from supervision.storage.database import Record, fetch
from supervision.vault import DataKey, Place, load_keys, unseal_text

TABLE = "access_limit"

_COLUMNS = """
SELECT lim.*, f.number AS about_number, f.vault_key, f.division, coalesce(setter.name, '') AS set_by_name,
       coalesce(decider.name, '') AS decided_by_name, coalesce(ender.name, '') AS ended_by_name
"""
_NAMES = """
LEFT JOIN officer AS setter ON setter.id = lim.set_by LEFT JOIN officer AS decider ON decider.id = lim.decided_by
LEFT JOIN officer AS ender ON ender.id = lim.ended_by
"""
# An exclusion is not shown to those whom it names, not even before it stands.
_SHOWN = "NOT (lim.kind = 'exclusion' AND $2::uuid = ANY(lim.officers))"


@dataclass(frozen=True, slots=True)
class LimitQueries:
    """Queries of the limits of one kind of record: of one, those that wait, one limit, how many this officer decides.

    $1 is who asks, $2 the officer's id, $3 the record, how many at most, or the limit.
    """

    of_record: str
    waiting: str
    one: str
    count_waiting: str


def limit_queries(limits: str, column: str) -> LimitQueries:
    """The queries of limits in a table, by the column for their record; both as SQL that asks who may know of it."""
    select = f"{_COLUMNS} FROM {limits} {_NAMES} WHERE {_SHOWN}"
    return LimitQueries(
        f"{select} AND lim.{column} = $3 ORDER BY lim.set_at DESC, lim.id DESC",
        f"{select} AND lim.decided_at IS NULL ORDER BY lim.set_at, lim.id LIMIT $3",
        f"{select} AND lim.id = $3",
        f"""SELECT count(*) AS waiting FROM {limits}
            WHERE lim.decided_at IS NULL AND lim.set_by <> $2 AND NOT $2 = ANY(lim.officers)""",  # noqa: S608 - likewise
    )


OF_FILES = limit_queries("access_limit AS lim JOIN files_within($1) AS f ON f.id = lim.file", "file")


class LimitState(StrEnum):
    """Where a limit stands."""

    WAITING = "waiting"
    DECLINED = "declined"
    TO_COME = "to-come"
    STANDING = "standing"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class AccessLimit:
    """A limit in clear, with the names of those whom it names, and the record that it is about."""

    limit_id: UUID
    about_id: UUID
    about_number: str
    is_of_assessment: bool
    division: str
    kind: LimitKind
    state: LimitState
    officer_ids: tuple[UUID, ...]
    named: tuple[str, ...]
    roles: tuple[Role, ...]
    from_on: date
    until_on: date
    reason: str
    set_at: datetime
    set_by: UUID
    set_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    decision: str
    ended_at: datetime | None
    ended_by_name: str
    end_reason: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer whom a limit can name, or an office where `name` is empty."""

    id: UUID
    name: str
    office_name: str


async def load_limits(officer: Officer, act: Act, query: str, wanted: object) -> tuple[AccessLimit, ...]:
    """The limits that a query of `OF_FILES` finds, of files within reach and open to the officer."""
    return await limits_of(TABLE, await fetch(query, asking(officer, act), officer.id, wanted))


async def limits_of(table: str, rows: Sequence[Record]) -> tuple[AccessLimit, ...]:
    """Limits in clear from the rows of their query in that table."""
    keys = await load_keys(row["vault_key"] for row in rows)
    names = await _names_of({one for row in rows for one in (*row["officers"], *row["offices"])})
    today = legal_time.legal_day(legal_time.now())
    return tuple(_limit_of(table, row, keys.get(row["vault_key"]), names, today) for row in rows)


async def load_colleagues(officer: Officer) -> tuple[Colleague, ...]:
    """Whom a limit can name: officers who sign in and their offices, in the officer's city, by office and name."""
    rows = await fetch(
        """SELECT one.id, one.name, office.name AS office_name FROM officer AS one JOIN office ON office.id = one.office
           WHERE one.register = $1 AND one.state <> 'ended' AND ($2 LIKE office.division || '%'
                 OR office.division LIKE left($2, 4) || '%')
           UNION ALL
           SELECT id, '', name FROM office
           WHERE register = $1 AND ($2 LIKE division || '%' OR division LIKE left($2, 4) || '%')
           ORDER BY office_name, name""",
        Register.CORRECTIONS, officer.office_division,
    )  # fmt: skip
    return tuple(Colleague(row["id"], row["name"], row["office_name"]) for row in rows)


async def check_known(officer: Officer, officers: Collection[UUID], offices: Collection[UUID]) -> None:
    """InputInvalid for an officer or office whom the officer cannot name."""
    known = await load_colleagues(officer)
    if not set(officers) <= {one.id for one in known if one.name}:
        raise InputInvalid(NOBODY_NAMED, field="officers")
    if not set(offices) <= {one.id for one in known if not one.name}:
        raise InputInvalid(NOBODY_NAMED, field="offices")


async def _names_of(ids: Collection[UUID]) -> Mapping[UUID, str]:
    rows = await fetch(
        "SELECT id, name FROM officer WHERE id = ANY($1) UNION ALL SELECT id, name FROM office WHERE id = ANY($1)",
        list(ids),
    )
    return {row["id"]: row["name"] for row in rows}


def _limit_of(table: str, row: Record, key: DataKey | None, names: Mapping[UUID, str], today: date) -> AccessLimit:
    def opened(column: str) -> str:
        sealed = row[column]
        return unseal_text(key, sealed, Place(table, column, row["id"])) if key and sealed else ""

    return AccessLimit(
        limit_id=row["id"],
        about_id=row["file"] if table == TABLE else row["assessment"],
        about_number=row["about_number"],
        is_of_assessment=table != TABLE,
        division=row["division"],
        kind=LimitKind(row["kind"]),
        state=_state_of(row, today),
        officer_ids=tuple(row["officers"]),
        named=tuple(names.get(one, "") for one in (*row["officers"], *row["offices"])),
        roles=tuple(map(Role, row["roles"])),
        from_on=row["from_on"],
        until_on=row["until_on"],
        reason=opened("reason_sealed"),
        set_at=row["set_at"],
        set_by=row["set_by"],
        set_by_name=row["set_by_name"],
        decided_at=row["decided_at"],
        decided_by_name=row["decided_by_name"],
        decision=opened("decision_sealed"),
        ended_at=row["ended_at"],
        ended_by_name=row["ended_by_name"],
        end_reason=opened("end_sealed"),
    )


def _state_of(row: Record, today: date) -> LimitState:
    if row["decided_at"] is None:
        return LimitState.WAITING
    if not row["is_confirmed"]:
        return LimitState.DECLINED
    if row["ended_at"] is not None:
        return LimitState.ENDED
    if today < row["from_on"]:
        return LimitState.TO_COME
    return LimitState.STANDING if today <= row["until_on"] else LimitState.OVER
