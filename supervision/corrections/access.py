"""The one place where it is decided which files a query may speak of.

In SQL, `files_within($1)` is the table of person files as `asking(officer, act)` may know them: within the officer's
reach for the act, and open to them. `files_open_to($1)` leaves out the reach, for what has a division of its own.
Whatever shows, counts or names a person to an officer joins one of them instead of `person_file`.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.access_rule import Asker, FileAccess, Limit, LimitKind, Opening
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.officers import Officer, reach
from supervision.storage.database import Record, fetch


def asker_of(officer: Officer, act: Act) -> Asker:
    """The officer as who asks for files now, to do `act` on them."""
    now = legal_time.now()
    return Asker(
        officer=officer.id,
        office=officer.office_id,
        roles=tuple(role.value for role in officer.roles),
        at=now,
        day=legal_time.legal_day(now),
        reach=_patterns(officer, act),
        minors=_patterns(officer, Act.MINOR_FILE_OPEN),
        restricted=_patterns(officer, Act.RESTRICTED_FILE_OPEN),
        sealed_before=_sealed_before(now) if act.endswith(":open") else None,
    )


def _sealed_before(now: datetime) -> datetime:
    kept_open = find_correction_rule(CorrectionRuleName.MINORS_SEALED_AFTER, legal_time.legal_day(now)).number
    return now - timedelta(days=kept_open)


def _patterns(officer: Officer, act: Act) -> tuple[str, ...]:
    return tuple(f"{prefix}%" for prefix in reach(officer, act))


def within_reach(division: str, number: int) -> str:
    """The condition, as SQL, that the division in a column lies within the reach of `asking`, that argument."""
    return f"{division} LIKE ANY(ARRAY(SELECT jsonb_array_elements_text(${number}::jsonb->'reach')))"


def open_to_minors(table: str) -> str:
    """The condition, as SQL, that what is a minor's is open to `asking` ($1): the grant of minors' files, no other."""
    minors = "ARRAY(SELECT jsonb_array_elements_text($1::jsonb->'minors'))"
    return f"(NOT {table}.is_minor OR {table}.division LIKE ANY({minors}))"


def asking(officer: Officer, act: Act, day: date | None = None) -> str:
    """What `files_within` and `files_open_to` are asked with: of now, or by the limits that stand on another day."""
    asker = asker_of(officer, act)
    return msgspec.json.encode(asker if day is None else msgspec.structs.replace(asker, day=day)).decode()


async def load_access_for_system(file_ids: Collection[UUID]) -> dict[UUID, FileAccess]:
    """What decides whom these files are open to, for whoever holds what is theirs in memory and hands it on."""
    ids = list(set(file_ids))
    files = await fetch("SELECT id, division, is_minor, ended_at FROM person_file WHERE id = ANY($1)", ids)
    limits = await fetch("SELECT * FROM access_limit WHERE file = ANY($1) AND is_confirmed AND ended_at IS NULL", ids)
    glasses = await fetch("SELECT file, officer, opened_at, until_at FROM broken_glass WHERE file = ANY($1)", ids)
    queries = await fetch(
        """SELECT file, recorded_by AS officer, recorded_at AS opened_at, until_at FROM legal_query
           WHERE file = ANY($1)""",
        ids,
    )
    return {
        row["id"]: FileAccess(
            row["division"],
            row["is_minor"],
            [_limit_of(each) for each in limits if each["file"] == row["id"]],
            [_opening_of(each) for each in glasses if each["file"] == row["id"]],
            row["ended_at"],
            [_opening_of(each) for each in queries if each["file"] == row["id"]],
        )
        for row in files
    }


def _limit_of(row: Record) -> Limit:
    return Limit(
        LimitKind(row["kind"]),
        row["officers"],
        row["offices"],
        row["roles"],
        row["from_on"],
        row["until_on"],
        is_confirmed=bool(row["is_confirmed"]),
        is_ended=row["ended_at"] is not None,
    )


def _opening_of(row: Record) -> Opening:
    return Opening(row["officer"], row["opened_at"], row["until_at"])
