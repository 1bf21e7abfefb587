"""Legal holds: a complaint or a case under way stops every destruction of a file's data until somebody lifts it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import load_file
from supervision.corrections.tables import LegalHoldRow
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import DataKey, Place, load_key, seal_json, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

TABLE = "legal_hold"
_MOST_REASON = 2_000
_MOST_NAME = 100

REVIEW_LATER = Wording("复核日期须晚于今天。", "The day of review has to lie after today.")
LIFTED_ALREADY = Wording("该暂停销毁已经解除。", "This hold has been lifted already.")


class LegalHoldLifted(RuleRefused):
    """Somebody lifted the hold before."""

    code = "legal-hold-lifted"


class HoldSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """On whose word a hold lies: the organ, and the number of its paper; both empty where it is our own."""

    organ: str = ""
    document_number: str = ""


OUR_OWN = HoldSource()


@dataclass(frozen=True, slots=True)
class LegalHold:
    """A hold in clear; `lifted_at` is None while it stops destruction.

    On `review_on` somebody asks whether it is still needed; it stands until it is lifted.
    """

    hold_id: UUID
    reason: str
    source: HoldSource
    review_on: date | None
    placed_at: datetime
    placed_by_name: str
    lifted_at: datetime | None
    lifted_by_name: str
    lift_reason: str


def held(file_column: str) -> str:
    """The condition, as SQL, that a hold lies on the file whose id stands in that column."""
    return f"EXISTS (SELECT FROM legal_hold AS hold WHERE hold.file = {file_column} AND hold.lifted_at IS NULL)"


async def place_legal_hold(
    officer: Officer, file_id: UUID, reason: str, source: HoldSource = OUR_OWN, review_on: date | None = None
) -> UUID:
    """Stop every destruction of the file's data; several holds may lie on a file, and all have to be lifted.

    Nothing that is destroyed already comes back. InputInvalid.
    """
    async with audited_change(officer.actor, Act.LEGAL_HOLD_PLACE, about_file(file_id)) as change:
        file = await load_file(officer, Act.LEGAL_HOLD_PLACE, file_id, lock=True)  # a destruction under way ends first
        reason, source = needed_text(reason, "reason", _MOST_REASON), _checked(source)
        if review_on is not None and review_on <= legal_day(change.at):
            raise InputInvalid(REVIEW_LATER, field="review_on")
        hold_id, key = uuid4(), await load_key(file.vault_key)
        await LegalHoldRow.insert(
            LegalHoldRow(
                id=hold_id,
                file=file_id,
                reason_sealed=seal_text(key, reason, Place(TABLE, "reason_sealed", hold_id)),
                source_sealed=seal_json(key, source, Place(TABLE, "source_sealed", hold_id)),
                review_on=review_on,
                placed_at=change.at,
                placed_by=officer.id,
            )
        )
        change.note(hold=hold_id)
    return hold_id


async def lift_legal_hold(officer: Officer, hold_id: UUID, reason: str) -> UUID:
    """Let destruction go on, unless another hold lies on the file, whose id is given; LegalHoldLifted."""
    file_id = await file_of_hold(hold_id)
    async with audited_change(officer.actor, Act.LEGAL_HOLD_LIFT, about_file(file_id)) as change:
        file = await load_file(officer, Act.LEGAL_HOLD_LIFT, file_id, lock=True)
        reason = needed_text(reason, "reason", _MOST_REASON)
        sealed = seal_text(await load_key(file.vault_key), reason, Place(TABLE, "lift_reason_sealed", hold_id))
        lifted = (
            await LegalHoldRow.update(
                {"lifted_at": change.at, "lifted_by": officer.id, "lift_reason_sealed": sealed}
            )
            .where((LegalHoldRow.id == hold_id) & LegalHoldRow.lifted_at.is_null())
            .returning(LegalHoldRow.id)
        )  # fmt: skip
        if not lifted:
            raise LegalHoldLifted(LIFTED_ALREADY)
        change.note(hold=hold_id)
    return file_id


async def file_of_hold(hold_id: UUID) -> UUID:
    """The file on which a hold lies, for whoever loads that file next; NotFound."""
    row = await fetch_one("SELECT file FROM legal_hold WHERE id = $1", hold_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    return UUID(str(row["file"]))


async def is_held(file_id: UUID) -> bool:
    """Whether a hold lies on a file that the caller has loaded."""
    return bool(await fetch(f"SELECT FROM person_file AS f WHERE f.id = $1 AND {held('f.id')}", file_id))


async def open_legal_holds(officer: Officer, file_id: UUID, purpose: str | None) -> tuple[LegalHold, ...]:
    """The holds on a file, lifted ones too, newest first; recorded with the file's readings."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        key = await load_key((await load_file(officer, Act.PERSON_FILE_OPEN, file_id)).vault_key)
        change.note(part="legal-holds")
        rows = await fetch(
            """SELECT hold.*, coalesce(placer.name, '') AS placed_by_name, coalesce(lifter.name, '') AS lifted_by_name
               FROM legal_hold AS hold LEFT JOIN officer AS placer ON placer.id = hold.placed_by
               LEFT JOIN officer AS lifter ON lifter.id = hold.lifted_by
               WHERE hold.file = $1 ORDER BY hold.placed_at DESC, hold.id""",
            file_id,
        )
        return tuple(_hold_of(row, key) for row in rows)


def _hold_of(row: Record, key: DataKey) -> LegalHold:
    lifting = row["lift_reason_sealed"]
    return LegalHold(
        hold_id=row["id"],
        reason=unseal_text(key, row["reason_sealed"], Place(TABLE, "reason_sealed", row["id"])),
        source=_source_of(row, key),
        review_on=row["review_on"],
        placed_at=row["placed_at"],
        placed_by_name=row["placed_by_name"],
        lifted_at=row["lifted_at"],
        lifted_by_name=row["lifted_by_name"],
        lift_reason=unseal_text(key, lifting, Place(TABLE, "lift_reason_sealed", row["id"])) if lifting else "",
    )


def _source_of(row: Record, key: DataKey) -> HoldSource:
    sealed = row["source_sealed"]
    return unseal_json(key, sealed, Place(TABLE, "source_sealed", row["id"]), HoldSource) if sealed else OUR_OWN


def _checked(source: HoldSource) -> HoldSource:
    return HoldSource(
        optional_text(source.organ, "organ", _MOST_NAME),
        optional_text(source.document_number, "document_number", _MOST_NAME),
    )
