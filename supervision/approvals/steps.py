"""The steps of a matter: appended, with the role and office of the moment, their note under the caller's key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.approvals.consent import Capacity
from supervision.approvals.words import PROPOSING_STEPS, StepKind
from supervision.audit import Change
from supervision.officers import Officer, Role
from supervision.storage.database import fetch
from supervision.vault import DataKey, Place, seal_text, unseal_text

TABLE = "approval_step"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided: the table in which it stands, and its id."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class ApprovalStep:
    """One step in clear; `document` is the number of the delegation or mandate by which it was taken."""

    step: StepKind
    taken_at: datetime
    taken_by: UUID
    taken_by_name: str
    role: Role
    office_name: str
    document: str
    note: str


async def append_step(
    change: Change, matter: Matter, step: StepKind, officer: Officer, capacity: Capacity, *, note: str, key: DataKey
) -> None:
    """Append a step to a matter that the caller's change holds locked."""
    step_id = uuid4()
    await change.connection.execute(
        """INSERT INTO approval_step (id, matter_kind, matter_id, number, step, taken_at, taken_by, role, office_name,
                                      authority, note_sealed)
           SELECT $1, $2::varchar, $3, 1 + count(*), $4, $5, $6, $7, $8, $9, $10
           FROM approval_step WHERE matter_kind = $2::varchar AND matter_id = $3""",
        step_id, matter.kind, matter.id, step, change.at, officer.id, capacity.role, officer.office_name,
        capacity.authority_id, seal_text(key, note, Place(TABLE, "note_sealed", step_id)),
    )  # fmt: skip


async def steps_of(matter: Matter, key: DataKey) -> tuple[ApprovalStep, ...]:
    """The steps of a matter that the caller has loaded, the oldest first."""
    rows = await fetch(
        """SELECT s.id, s.step, s.taken_at, s.taken_by, o.name, s.role, s.office_name, s.note_sealed,
                  coalesce(w.document, '') AS document
           FROM approval_step AS s JOIN officer AS o ON o.id = s.taken_by
           LEFT JOIN written_authority AS w ON w.id = s.authority
           WHERE s.matter_kind = $1 AND s.matter_id = $2 ORDER BY s.number""",
        matter.kind, matter.id,
    )  # fmt: skip
    return tuple(
        ApprovalStep(
            StepKind(row["step"]), row["taken_at"], row["taken_by"], row["name"], Role(row["role"]),
            row["office_name"], row["document"],
            unseal_text(key, row["note_sealed"], Place(TABLE, "note_sealed", row["id"])),
        )
        for row in rows
    )  # fmt: skip


async def proposers_of(matter: Matter) -> frozenset[UUID]:
    """Whoever asked for a matter, or forwarded it: none of them decides it."""
    rows = await fetch(
        """SELECT DISTINCT taken_by FROM approval_step
           WHERE matter_kind = $1 AND matter_id = $2 AND step = ANY($3)""",
        matter.kind, matter.id, list(PROPOSING_STEPS),
    )  # fmt: skip
    return frozenset(row["taken_by"] for row in rows)
