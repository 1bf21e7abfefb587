"""Asking for an export, and taking the asking back; what is exported is frozen at once as a sealed list of ids."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotPermitted, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.changes import about, residence_change
from supervision.residence.exports.columns import columns_of
from supervision.residence.exports.selecting import Selection, digest_of, find_subjects, pack_ids
from supervision.residence.exports.store import (
    STATE_PASSED,
    SUBJECT,
    ExportStatePassed,
    RegisterExport,
    close_export,
    load_export,
    seal_value,
)
from supervision.residence.exports.tables import RegisterExportRow
from supervision.residence.exports.words import OPEN_STATES, ExportKind, ExportState
from supervision.residence.purposes import read_residence_purpose
from supervision.residence.rules import ResidenceRuleName, find_field_list, find_residence_rule
from supervision.storage.database import fetch
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text
from supervision.wording import Wording

MOST_ROWS = 1_000_000
"""What one sheet of a workbook can hold, roundly."""

_MOST_REASON = 400
_A_DAY = timedelta(days=1)

NOTHING_THERE = Wording("这里没有可以导出的内容。", "There is nothing to export here.")
TOO_MANY = Wording(
    "一张表装不下这么多行，请选择较小的范围。", "One sheet does not hold so many rows; choose a smaller place."
)
NOT_YOURS = Wording("只有申请人本人可以这样做。", "Only the officer who asked for it may do this.")


class NothingToExport(RuleRefused):
    """Nobody lives there, or nothing is let."""

    code = "nothing-to-export"


@dataclass(frozen=True, slots=True)
class ExportAsking:
    """What somebody asks for: rows of one kind, of a whole division or of one drawer in it, for a purpose, and why."""

    kind: ExportKind
    division: str
    drawer_id: UUID | None
    purpose: str | None
    reason: str


async def request_export(officer: Officer, asked: ExportAsking) -> UUID:
    """Ask for an export; up to the number of rows that one officer may take out alone in a day it needs no approval.

    InputInvalid without purpose or reason, NotFound for a place out of reach, NothingToExport.
    """
    purpose, reason = read_residence_purpose(asked.purpose), needed_text(asked.reason, "reason", _MOST_REASON)
    async with residence_change(officer.actor, Act.EXPORT_REQUEST, purpose=purpose) as change:
        place = await _place(officer, asked)
        ids = await find_subjects(officer, Act.EXPORT_REQUEST, place)
        if not ids:
            raise NothingToExport(NOTHING_THERE)
        if len(ids) > MOST_ROWS:
            raise InputInvalid(TOO_MANY, field="place")
        export_id, number = uuid4(), await take_number(Series.EXPORT, place.division)
        today = legal_day(change.at)
        taken = await _taken_alone(officer, change.at)
        alone = find_residence_rule(ResidenceRuleName.EXPORT_ALONE_MOST, today, place.division)
        needs_approval = taken + len(ids) > alone.number
        asking = find_residence_rule(ResidenceRuleName.EXPORT_ASKING_VALID, today, place.division)
        state = ExportState.WAITING if needs_approval else ExportState.APPROVED
        await RegisterExportRow.insert(
            RegisterExportRow(
                id=export_id,
                number=number,
                kind=place.kind.value,
                division=place.division,
                drawer=place.drawer_id,
                purpose=purpose.value,
                reason_sealed=await seal_value(export_id, "reason_sealed", reason.encode()),
                state=state.value,
                subjects=len(ids),
                subjects_sealed=await seal_value(export_id, "subjects_sealed", pack_ids(ids)),
                requested_at=change.at,
                requested_by=officer.id,
                expires_at=change.at + timedelta(days=asking.number),
            )
        )
        change.is_about(SUBJECT, export_id)
        fields = find_field_list(today, place.division)
        change.note(
            number=number, kind=place.kind, division=place.division, drawer=place.drawer_id, rows=len(ids),
            fields=[column.field for column in columns_of(place.kind, fields)], ids_digest=digest_of(ids), state=state,
        )  # fmt: skip
    return export_id


async def withdraw_export(officer: Officer, export_id: UUID) -> None:
    """Take one's own export back before it is fetched: list and password go. NotPermitted, ExportStatePassed."""
    async with residence_change(officer.actor, Act.EXPORT_WITHDRAW, about(SUBJECT, export_id)) as change:
        export = await load_own_export(officer, Act.EXPORT_WITHDRAW, export_id)
        check_open(export, change)
        await close_export(change, export, ExportState.WITHDRAWN)


async def load_own_export(officer: Officer, act: Act, export_id: UUID) -> RegisterExport:
    """An export, locked, for whoever asked for it; NotPermitted for anybody else within reach."""
    export = await load_export(officer, act, export_id, lock=True)
    if export.requested_by != officer.id:
        raise NotPermitted(NOT_YOURS)
    return export


def check_open(export: RegisterExport, change: Change) -> None:
    """ExportStatePassed for an export that has ended, or whose time is over."""
    if export.state not in OPEN_STATES or export.is_lapsed_at(change.at):
        raise ExportStatePassed(STATE_PASSED)


async def _place(officer: Officer, asked: ExportAsking) -> Selection:
    if asked.drawer_id is not None:
        drawer = await load_drawer(officer, Act.EXPORT_REQUEST, asked.drawer_id)
        return Selection(asked.kind, drawer.division, drawer.id)
    check_officer_may(officer, Act.EXPORT_REQUEST, asked.division)
    return Selection(asked.kind, asked.division, None)


async def _taken_alone(officer: Officer, at: datetime) -> int:
    """How many rows the officer asked for within a day that nobody else approved: ten small exports are a large one.

    The officer's row is locked until the asking is stored, so that two at once are counted one after the other.
    """
    await fetch("SELECT FROM officer WHERE id = $1 FOR NO KEY UPDATE", officer.id)
    rows = await fetch(
        """SELECT coalesce(sum(subjects), 0) AS taken FROM register_export
           WHERE requested_by = $1 AND requested_at > $2 AND decided_by IS NULL
               AND state IN ('approved', 'ready', 'fetched')""",
        officer.id, at - _A_DAY,
    )  # fmt: skip
    return int(rows[0]["taken"])
