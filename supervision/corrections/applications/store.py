"""Applications as stored; one is within reach where its file is. Sealed columns are opened and made here alone."""

from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.approvals.steps import Matter
from supervision.approvals.words import Decider
from supervision.audit import Act, Change, Subject, audited_change
from supervision.corrections.applications.content import ApplicationContent
from supervision.corrections.applications.routing import Days
from supervision.corrections.applications.suspension import Suspension
from supervision.corrections.applications.words import (
    STEP_REFUSED,
    ApplicationKind,
    ApplicationState,
    ApplicationStepRefused,
    EndedBy,
)
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, seal_json, unseal_json
from supervision.wording import Wording

TABLE = "application"

_COLUMNS = """
SELECT a.id, a.number, a.file AS file_id, a.kind, a.state, a.decider, a.waits_at, a.from_on, a.until_on,
       a.content_sealed, a.proof AS proof_id, a.revision, a.asked_at, a.decided_at,
       coalesce(decided.name, '') AS decided_by_name, a.suspends_from, a.suspends_until, a.opened_conditions, a.back_at,
       a.ended_at, a.ended_by
"""
_OF_LOADED_FILES = f"{_COLUMNS} FROM application AS a LEFT JOIN officer AS decided ON decided.id = a.decided_by"
SELECT_APPLICATIONS = f"""{_COLUMNS}
FROM files_within($1) AS f JOIN application AS a ON a.file = f.id
LEFT JOIN officer AS decided ON decided.id = a.decided_by
"""
"""The columns that `application_of` reads, of the files that `asking` ($1) may know."""


class ApplicationDecided(RuleRefused):
    """Another officer was first; says who and when."""

    code = "application-decided"

    def __init__(self, decided_by: str, decided_at: datetime) -> None:
        super().__init__(
            Wording(f"该申请已由{decided_by}办理。", f"This application has already been decided by {decided_by}.")
        )
        self.decided_by = decided_by
        self.decided_at = decided_at


@dataclass(frozen=True, slots=True)
class Application:
    """An application as it is stored: what stands in clear, and the sealed rest."""

    id: UUID
    number: str
    file_id: UUID
    kind: ApplicationKind
    state: ApplicationState
    decider: Decider
    waits_at: Decider | None
    from_on: date
    until_on: date | None
    content_sealed: bytes
    proof_id: UUID | None
    revision: int
    asked_at: datetime
    decided_at: datetime | None
    decided_by_name: str
    suspends_from: datetime | None
    suspends_until: datetime | None
    opened_conditions: tuple[UUID, ...]
    back_at: datetime | None
    ended_at: datetime | None
    ended_by: EndedBy | None

    @property
    def matter(self) -> Matter:
        """What its steps are of."""
        return Matter(TABLE, self.id)

    @property
    def days(self) -> int | None:
        """How many days it is for; None where it has no last day."""
        return None if self.until_on is None else len(Days(self.from_on, self.until_on))

    def content(self, key: DataKey) -> ApplicationContent:
        """What it says."""
        return unseal_json(key, self.content_sealed, _content_place(self.id), ApplicationContent)

    def days_used(self) -> Days | None:
        """The days of an approved leave, up to the day on which it ended before its time; None if that left none."""
        last = self.until_on or self.from_on
        if self.ended_at is not None:
            ended_on = legal_day(self.back_at or self.ended_at)
            last = min(last, ended_on)
        return None if last < self.from_on or self._never_began() else Days(self.from_on, last)

    def _never_began(self) -> bool:
        return self.ended_by is EndedBy.CANCELLED and (self.ended_at is None or legal_day(self.ended_at) < self.from_on)


def application_of(row: Record) -> Application:
    """An application from the columns of `SELECT_APPLICATIONS`."""
    values = {name: row[name] for name in Application.__dataclass_fields__}
    values |= {
        "kind": ApplicationKind(row["kind"]),
        "state": ApplicationState(row["state"]),
        "decider": Decider(row["decider"]),
        "waits_at": Decider(row["waits_at"]) if row["waits_at"] else None,
        "opened_conditions": tuple(row["opened_conditions"]),
        "ended_by": EndedBy(row["ended_by"]) if row["ended_by"] else None,
    }
    return Application(**values)


async def load_application(
    officer: Officer, act: Act, application_id: UUID, *, lock: bool = False
) -> tuple[Application, StoredFile]:
    """The application with its file, if the officer may do `act` where the file is; NotFound elsewhere.

    The file is locked before the application, as every act on a file does.
    """
    found = await fetch_one("SELECT file FROM application WHERE id = $1", application_id)
    if found is None:
        raise NotFound(NOT_HERE)
    file = await load_file(officer, act, found["file"], lock=lock)
    rows = await fetch(f"{_OF_LOADED_FILES} WHERE a.id = $1", application_id)
    return application_of(rows[0]), file


@asynccontextmanager
async def application_change(
    officer: Officer, act: Act, application_id: UUID
) -> AsyncIterator[tuple[Change, Application, StoredFile]]:
    """An act on an application that is locked meanwhile; it stands among those upon the file, where they are read."""
    async with audited_change(officer.actor, act, Subject(TABLE, str(application_id))) as change:
        application, file = await load_application(officer, act, application_id, lock=True)
        change.is_about(SUBJECT_KIND, file.id)
        change.note(application=application_id, number=application.number, kind=application.kind)
        yield change, application, file


async def applications_of(file_id: UUID) -> tuple[Application, ...]:
    """The applications of a file that the caller has loaded, newest first."""
    rows = await fetch(f"{_OF_LOADED_FILES} WHERE a.file = $1 ORDER BY a.asked_at DESC, a.id", file_id)
    return tuple(map(application_of, rows))


async def granted_leave(file_id: UUID, but: UUID | None = None) -> tuple[Days, ...]:
    """The days of every leave that was granted on a file that the caller has loaded, as far as they were used."""
    found = [
        one
        for one in await applications_of(file_id)
        if one.kind is ApplicationKind.LEAVE
        and one.id != but
        and one.state in {ApplicationState.APPROVED, ApplicationState.ENDED}
    ]
    return tuple(sorted(days for one in found if (days := one.days_used()) is not None))


async def load_suspensions_for_system(file_ids: Collection[UUID]) -> dict[UUID, tuple[Suspension, ...]]:
    """What approvals on these files suspend, past suspensions included, in order of time."""
    rows = await fetch(
        """SELECT file, kind, suspends_from, suspends_until, opened_conditions FROM application
           WHERE file = ANY($1::uuid[]) AND suspends_from < suspends_until ORDER BY suspends_from, id""",
        list(file_ids),
    )
    found: dict[UUID, tuple[Suspension, ...]] = dict.fromkeys(file_ids, ())
    for row in rows:
        is_leave, opened = row["kind"] == ApplicationKind.LEAVE, frozenset(row["opened_conditions"])
        found[row["file"]] += (Suspension(row["suspends_from"], row["suspends_until"], is_leave, opened),)
    return found


def check_state(application: Application, allowed: Iterable[ApplicationState]) -> None:
    """ApplicationDecided with who and when, or ApplicationStepRefused, unless it stands in one of the states."""
    if application.state in set(allowed):
        return
    if application.decided_at is not None and application.state is not ApplicationState.ENDED:
        raise ApplicationDecided(application.decided_by_name, application.decided_at)
    raise ApplicationStepRefused(STEP_REFUSED)


def seal_content(key: DataKey, application_id: UUID, content: ApplicationContent) -> bytes:
    """What is stored of what an application says."""
    return seal_json(key, content, _content_place(application_id))


def _content_place(application_id: UUID) -> Place:
    return Place(TABLE, "content_sealed", application_id)
