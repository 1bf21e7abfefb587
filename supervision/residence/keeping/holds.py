"""Holds of this register: a complaint or a case under way stops the destruction of a resident until it is lifted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act
from supervision.errors import NotFound, RuleRefused
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.changes import about, residence_change
from supervision.residence.households.store import RESIDENT, load_resident
from supervision.residence.keeping.tables import ResidentHoldRow
from supervision.residence.purposes import read_residence_purpose
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal_text, unseal_text
from supervision.wording import Wording

HOLD = "resident_hold"
_MOST_REASON = 2_000

LIFTED_ALREADY = Wording("该暂停销毁已经解除。", "This hold has been lifted already.")


class HoldLifted(RuleRefused):
    """Somebody lifted the hold before."""

    code = "resident-hold-lifted"


@dataclass(frozen=True, slots=True)
class ResidentHold:
    """A hold in clear; `lifted_at` is None while it stops destruction."""

    id: UUID
    reason: str
    placed_at: datetime
    placed_by_name: str
    lifted_at: datetime | None
    lifted_by_name: str
    lift_reason: str


def held(resident_column: str) -> str:
    """The condition, as SQL, that a hold lies on the resident whose id stands in that column."""
    return (
        f"EXISTS (SELECT FROM resident_hold AS hold WHERE hold.resident = {resident_column} AND hold.lifted_at IS NULL)"
    )


async def place_hold(officer: Officer, resident_id: UUID, reason: str) -> UUID:
    """Stop the destruction of a resident; several holds may lie on one, and all have to be lifted."""
    reason = needed_text(reason, "reason", _MOST_REASON)
    async with residence_change(officer.actor, Act.RESIDENT_HOLD_PLACE, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.RESIDENT_HOLD_PLACE, resident_id, lock=True)
        hold_id = uuid4()
        sealed = seal_text(await load_key(resident.vault_key), reason, Place(HOLD, "reason_sealed", hold_id))
        await ResidentHoldRow.insert(
            ResidentHoldRow(
                id=hold_id, resident=resident_id, reason_sealed=sealed, placed_at=change.at, placed_by=officer.id
            )
        )
        change.note(hold=hold_id)
    return hold_id


async def lift_hold(officer: Officer, hold_id: UUID, reason: str) -> None:
    """Let destruction go on, unless another hold lies on the resident; HoldLifted when somebody was first."""
    reason = needed_text(reason, "reason", _MOST_REASON)
    row = await fetch_one("SELECT resident FROM resident_hold WHERE id = $1", hold_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    async with residence_change(officer.actor, Act.RESIDENT_HOLD_LIFT, about(RESIDENT, row["resident"])) as change:
        resident = await load_resident(officer, Act.RESIDENT_HOLD_LIFT, row["resident"], lock=True)
        sealed = seal_text(await load_key(resident.vault_key), reason, Place(HOLD, "lift_reason_sealed", hold_id))
        lifted = await fetch_one(
            """UPDATE resident_hold SET lifted_at = $2, lifted_by = $3, lift_reason_sealed = $4
               WHERE id = $1 AND lifted_at IS NULL RETURNING id""",
            hold_id, change.at, officer.id, sealed,
        )  # fmt: skip
        if lifted is None:
            raise HoldLifted(LIFTED_ALREADY)
        change.note(hold=hold_id)


async def open_holds(officer: Officer, resident_id: UUID, purpose: str | None) -> tuple[ResidentHold, ...]:
    """The holds on a resident, lifted ones too, newest first; recorded with the resident's readings."""
    reason = read_residence_purpose(purpose)
    async with residence_change(
        officer.actor, Act.RESIDENT_OPEN, about(RESIDENT, resident_id), purpose=reason
    ) as change:
        key = await load_key((await load_resident(officer, Act.RESIDENT_OPEN, resident_id)).vault_key)
        change.note(part="holds")
        rows = await fetch(
            """SELECT hold.*, coalesce(placer.name, '') AS placed_by_name, coalesce(lifter.name, '') AS lifted_by_name
               FROM resident_hold AS hold LEFT JOIN officer AS placer ON placer.id = hold.placed_by
               LEFT JOIN officer AS lifter ON lifter.id = hold.lifted_by
               WHERE hold.resident = $1 ORDER BY hold.placed_at DESC, hold.id""",
            resident_id,
        )
        return tuple(_hold_of(row, key) for row in rows)


def _hold_of(row: Record, key: DataKey) -> ResidentHold:
    lifting = row["lift_reason_sealed"]
    return ResidentHold(
        id=row["id"],
        reason=unseal_text(key, row["reason_sealed"], Place(HOLD, "reason_sealed", row["id"])),
        placed_at=row["placed_at"],
        placed_by_name=row["placed_by_name"],
        lifted_at=row["lifted_at"],
        lifted_by_name=row["lifted_by_name"],
        lift_reason=unseal_text(key, lifting, Place(HOLD, "lift_reason_sealed", row["id"])) if lifting else "",
    )
