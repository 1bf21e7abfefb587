"""Deciding on an export that is too large for one officer: another approves with the second factor, or refuses."""

from uuid import UUID

from supervision.audit import Act, Change
from supervision.errors import RuleRefused
from supervision.officers import Officer, confirm_with_second_factor
from supervision.residence.changes import about, residence_change
from supervision.residence.exports.requesting import check_open
from supervision.residence.exports.store import (
    STATE_PASSED,
    SUBJECT,
    ExportStatePassed,
    RegisterExport,
    close_export,
    load_export,
    move_on,
    seal_value,
)
from supervision.residence.exports.words import ExportState
from supervision.texts import needed_text
from supervision.wording import Wording

OWN_EXPORT = Wording("导出须由申请人以外的人核准。", "Somebody else than who asked for it has to decide on an export.")


class OwnExport(RuleRefused):
    """Nobody approves what they asked for."""

    code = "own-export"


async def load_to_decide(officer: Officer, export_id: UUID) -> RegisterExport:
    """An export on which the officer may decide, before a code is asked for. OwnExport, ExportStatePassed."""
    export = await load_export(officer, Act.EXPORT_DECIDE, export_id)
    _check_decidable(officer, export)
    return export


async def approve_export(officer: Officer, export_id: UUID, code: str) -> None:
    """Let another's export go out, confirmed with the second factor. OwnExport, ExportStatePassed."""
    await load_to_decide(officer, export_id)
    await confirm_with_second_factor(officer, code)
    async with residence_change(officer.actor, Act.EXPORT_DECIDE, about(SUBJECT, export_id)) as change:
        export = await _lock(officer, export_id, change)
        await move_on(change, export, ExportState.APPROVED, decided_by=officer.id, decided_at=change.at)
        change.note(rows=export.subjects, requested_by=export.requested_by)


async def refuse_export(officer: Officer, export_id: UUID, reason: str) -> None:
    """Refuse another's export and say why; its list goes. OwnExport, ExportStatePassed, InputInvalid."""
    await load_to_decide(officer, export_id)
    reason = needed_text(reason, "reason")
    async with residence_change(officer.actor, Act.EXPORT_DECIDE, about(SUBJECT, export_id)) as change:
        export = await _lock(officer, export_id, change)
        sealed = await seal_value(export_id, "refusal_sealed", reason.encode())
        await close_export(
            change, export, ExportState.REFUSED, decided_by=officer.id, decided_at=change.at, refusal_sealed=sealed
        )


async def _lock(officer: Officer, export_id: UUID, change: Change) -> RegisterExport:
    export = await load_export(officer, Act.EXPORT_DECIDE, export_id, lock=True)
    _check_decidable(officer, export)
    check_open(export, change)
    return export


def _check_decidable(officer: Officer, export: RegisterExport) -> None:
    if export.requested_by == officer.id:
        raise OwnExport(OWN_EXPORT)
    if export.state is not ExportState.WAITING:
        raise ExportStatePassed(STATE_PASSED)
