"""Placements (安置): how somebody is placed, in a base or otherwise, or why not."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import msgspec

from supervision.aftercare.bases import load_base
from supervision.aftercare.helpers import end_row
from supervision.aftercare.store import about, load_open_file
from supervision.aftercare.tables import AftercarePlacementRow
from supervision.aftercare.words import NoPlacement, PlacementKind, check_agreed
from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.texts import optional_text
from supervision.vault import DataKey, Place, seal_json, unseal_json
from supervision.wording import Wording

PLACEMENT = "aftercare_placement"
BASE_NEEDED = Wording("请选择安置基地。", "Choose a placement base.")
ONLY_AT_A_BASE = Wording("只有安置基地须选择基地。", "A base is chosen only for a placement in one.")
REASON_NEEDED = Wording("请选择未安置的原因。", "Choose why there is no placement.")
ONLY_WITHOUT = Wording("已安置的不填未安置原因。", "A reason stands only where there is no placement.")
BASE_FULL = Wording("基地的岗位已满，或者已停用。", "The base has no place left, or is closed.")


class BaseFull(RuleRefused):
    """All places that the base offers are taken."""

    code = "placement-base-full"


class PlacementDetails(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where and as what."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class PlacementDraft:
    """A placement as entered; from today on where no day is given."""

    kind: PlacementKind
    base_id: UUID | None = None
    reason: NoPlacement | None = None
    details: str = ""
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """A placement in clear."""

    id: UUID
    kind: PlacementKind
    base_name: str
    reason: NoPlacement | None
    details: str
    from_on: date
    until_on: date | None


def check_placement(draft: PlacementDraft) -> None:
    """InputInvalid for a base without its kind, a kind without its base, and the same of a reason."""
    if (draft.kind is PlacementKind.BASE) != (draft.base_id is not None):
        raise InputInvalid(BASE_NEEDED if draft.base_id is None else ONLY_AT_A_BASE, field="base")
    if (draft.kind is PlacementKind.NONE) != (draft.reason is not None):
        raise InputInvalid(REASON_NEEDED if draft.reason is None else ONLY_WITHOUT, field="reason")


async def place(officer: Officer, file_id: UUID, draft: PlacementDraft) -> UUID:
    """Put down a placement, or that there is none and why; what stood before ends with it.

    HelpNotAgreed, BaseFull, AftercareOver, InputInvalid.
    """
    check_placement(draft)
    details = PlacementDetails(optional_text(draft.details, "details"))
    async with audited_change(officer.actor, Act.AFTERCARE_HELP, about(file_id)) as change:
        today = legal_day(change.at)
        file, key = await load_open_file(officer, Act.AFTERCARE_HELP, file_id, today)
        check_agreed(file.agreement)
        from_on = draft.from_on or today
        await change.connection.execute(
            """UPDATE aftercare_placement SET until_on = greatest(from_on, $2::date)
               WHERE file = $1 AND until_on IS NULL""",
            file_id, from_on,
        )  # fmt: skip
        if draft.base_id is not None:
            await _take_place(officer, draft.base_id, today)
        placement_id = uuid4()
        await AftercarePlacementRow.insert(
            AftercarePlacementRow(
                id=placement_id,
                file=file_id,
                kind=draft.kind.value,
                base=draft.base_id,
                reason=draft.reason.value if draft.reason else None,
                details_sealed=seal_json(key, details, Place(PLACEMENT, "details_sealed", placement_id)),
                from_on=from_on,
                added_by=officer.id,
            )
        )
        change.note(placement=placement_id, kind=draft.kind, base=draft.base_id)
    return placement_id


async def end_placement(officer: Officer, file_id: UUID, placement_id: UUID, until_on: date | None = None) -> None:
    """Put down the last day of a placement. EndedAlready, InputInvalid, AftercareOver."""
    await end_row(officer, file_id, PLACEMENT, placement_id, until_on)


async def placements_of(file_id: UUID, key: DataKey) -> tuple[Placement, ...]:
    """The placements of a file that the caller has loaded, the present one first."""
    rows = await fetch(
        """SELECT p.id, p.kind, coalesce(b.name, '') AS base_name, p.reason, p.details_sealed, p.from_on, p.until_on
           FROM aftercare_placement AS p LEFT JOIN placement_base AS b ON b.id = p.base WHERE p.file = $1
           ORDER BY p.until_on DESC NULLS FIRST, p.from_on DESC, p.id""",
        file_id,
    )
    return tuple(
        Placement(
            row["id"],
            PlacementKind(row["kind"]),
            row["base_name"],
            NoPlacement(row["reason"]) if row["reason"] else None,
            unseal_json(
                key, row["details_sealed"], Place(PLACEMENT, "details_sealed", row["id"]), PlacementDetails
            ).text,
            row["from_on"],
            row["until_on"],
        )
        for row in rows
    )


async def _take_place(officer: Officer, base_id: UUID, today: date) -> None:
    """Whether the base has a place left, while nobody else can take it."""
    try:
        base = await load_base(officer, Act.AFTERCARE_BASE_LIST, base_id, today, lock=True)
    except NotFound as error:
        raise InputInvalid(BASE_NEEDED, field="base") from error
    if not base.free:
        raise BaseFull(BASE_FULL)
