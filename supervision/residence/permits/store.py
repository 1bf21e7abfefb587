"""Queries of residence permits and their acts; a permit is within reach where its resident is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change
from supervision.errors import NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.households.store import StoredResident, load_resident
from supervision.residence.permits.eligibility import StayDays
from supervision.residence.permits.standing import PermitAct, PermitStanding, PermitYears, fold
from supervision.residence.permits.words import PermitCondition, PermitState, PermitStep
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, seal_json, unseal_json

PERMIT, PERMIT_ACT = "residence_permit", "permit_act"


class ActDetail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an act says beside its day: papers shown or missing, a reason, who acted for a minor."""

    papers: tuple[str, ...] = ()
    text: str = ""
    guardian: str = ""


@dataclass(frozen=True, slots=True)
class StoredPermit:
    """A permit as it is stored."""

    id: UUID
    number: str
    resident_id: UUID
    condition: PermitCondition
    counted_from: date
    state: PermitState
    applied_at: datetime
    issue_due_on: date | None
    endorse_from: date | None
    endorse_due_on: date | None
    closed_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class StoredAct:
    """One act as it is stored, and who entered it."""

    id: UUID
    ordinal: int
    act: PermitAct
    entered_at: datetime
    entered_by_name: str
    detail: ActDetail


SELECT_PERMITS = """
SELECT p.id, p.number, p.resident AS resident_id, p.condition, p.counted_from, p.state, p.applied_at, p.issue_due_on,
       p.endorse_from, p.endorse_due_on, p.closed_at, p.revision
FROM residence_permit AS p
"""


def permit_of(row: Record) -> StoredPermit:
    """A permit from the columns of `SELECT_PERMITS`."""
    values = {name: row[name] for name in StoredPermit.__dataclass_fields__}
    return StoredPermit(
        **{**values, "condition": PermitCondition(row["condition"]), "state": PermitState(row["state"])}
    )


async def load_permit(
    officer: Officer, act: Act, permit_id: UUID, *, lock: bool = False
) -> tuple[StoredPermit, StoredResident]:
    """The permit with its resident, if the officer may do `act` where the resident is; NotFound elsewhere."""
    row = await fetch_one(f"{SELECT_PERMITS} WHERE p.id = $1 {'FOR NO KEY UPDATE' if lock else ''}", permit_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return permit_of(row), await load_resident(officer, act, row["resident_id"])


async def latest_permit_of(resident_id: UUID) -> StoredPermit | None:
    """What a resident, whom the caller has loaded, applied for last."""
    row = await fetch_one(
        f"{SELECT_PERMITS} WHERE p.resident = $1 ORDER BY p.applied_at DESC, p.id DESC LIMIT 1", resident_id
    )
    return permit_of(row) if row else None


async def acts_of(permit_id: UUID, key: DataKey) -> tuple[StoredAct, ...]:
    """The acts of a permit that the caller has loaded, in their order."""
    rows = await fetch(
        """SELECT a.id, a.ordinal, a.kind, a.acted_on, a.due_on, a.detail_sealed, a.entered_at, officer.name
           FROM permit_act AS a JOIN officer ON officer.id = a.entered_by WHERE a.permit = $1 ORDER BY a.ordinal""",
        permit_id,
    )
    return tuple(
        StoredAct(
            id=row["id"],
            ordinal=row["ordinal"],
            act=PermitAct(PermitStep(row["kind"]), row["acted_on"], row["due_on"]),
            entered_at=row["entered_at"],
            entered_by_name=row["name"],
            detail=unseal_json(key, row["detail_sealed"], Place(PERMIT_ACT, "detail_sealed", row["id"]), ActDetail)
            if row["detail_sealed"]
            else ActDetail(),
        )
        for row in rows
    )


def years_of(division: str, on: date) -> PermitYears:
    """How often permits are endorsed in that region."""
    every = find_residence_rule(ResidenceRuleName.PERMIT_ENDORSEMENT_EVERY, on, division)
    window = find_residence_rule(ResidenceRuleName.PERMIT_ENDORSEMENT_WINDOW, on, division)
    return PermitYears(every.number, window.number)


def standing_of(acts: Sequence[StoredAct], years: PermitYears) -> PermitStanding | None:
    """Where a permit stands by its stored acts."""
    return fold((stored.act for stored in acts), years)


async def stay_days_of(resident_id: UUID) -> list[StayDays]:
    """The stays of a resident whom the caller has loaded, as days; those entered in error are none."""
    rows = await fetch(
        """SELECT began_on, ended_on, proved_from, registered_at FROM stay
           WHERE resident = $1 AND end_reason IS DISTINCT FROM 'in-error'""",
        resident_id,
    )
    return [
        StayDays(row["began_on"], row["ended_on"], row["proved_from"], legal_day(row["registered_at"])) for row in rows
    ]


async def is_permit_in_force(resident_ids: Sequence[UUID], on: date) -> bool:
    """Whether one of these records, which the caller has loaded, has a permit that is valid and not lapsed that day."""
    found = await fetch_one(
        """SELECT id FROM residence_permit
           WHERE resident = ANY($1) AND state = 'valid' AND (endorse_due_on IS NULL OR endorse_due_on >= $2) LIMIT 1""",
        list(resident_ids), on,
    )  # fmt: skip
    return found is not None


async def append_act(
    change: Change, officer: Officer, permit_id: UUID, ordinal: int, act: PermitAct, detail: ActDetail, key: DataKey
) -> None:
    """Append an act to a permit that the caller's change holds locked."""
    act_id = uuid4()
    sealed = seal_json(key, detail, Place(PERMIT_ACT, "detail_sealed", act_id)) if detail != ActDetail() else None
    await change.connection.execute(
        """INSERT INTO permit_act (id, permit, ordinal, kind, acted_on, due_on, detail_sealed, entered_at, entered_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        act_id, permit_id, ordinal, act.step, act.acted_on, act.due_on, sealed, change.at, officer.id,
    )  # fmt: skip


async def save_standing(change: Change, permit_id: UUID, standing: PermitStanding, years: PermitYears) -> None:
    """Keep a permit's columns in step with what its acts come to."""
    is_closed = standing.state in {PermitState.REFUSED, PermitState.CANCELLED}
    is_valid = standing.state in {PermitState.VALID, PermitState.SUSPENDED}
    await change.connection.execute(
        """UPDATE residence_permit SET state = $2, issue_due_on = $3, endorse_from = $4,
               endorse_due_on = coalesce($5, endorse_due_on), closed_at = $6,
               revision = revision + 1
           WHERE id = $1""",
        permit_id, str(standing.state), standing.due_on if standing.state is PermitState.ACCEPTED else None,
        standing.endorse_from(years) if is_valid else None, standing.due_on if is_valid else None,
        change.at if is_closed else None,
    )  # fmt: skip
