"""Asking for an export; what is exported is frozen at once as a sealed list of ids."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.exports.columns import MOST_ROWS
from supervision.exports.frozen import digest_of, pack_ids
from supervision.exports.steps import NOTHING_THERE, TOO_MANY, NothingToExport
from supervision.exports.words import ExportState
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.changes import residence_change
from supervision.residence.exports.columns import columns_of
from supervision.residence.exports.selecting import Selection, find_subjects
from supervision.residence.exports.store import EXPORTS, SUBJECT
from supervision.residence.exports.tables import RegisterExportRow
from supervision.residence.exports.words import ExportKind
from supervision.residence.purposes import read_residence_purpose
from supervision.residence.rules import ResidenceRuleName, find_field_list, find_residence_rule
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text

_MOST_REASON = 400


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
        taken = await EXPORTS.taken_alone(officer, change.at)
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
                reason_sealed=await EXPORTS.seal_value(export_id, "reason_sealed", reason.encode()),
                state=state.value,
                subjects=len(ids),
                subjects_sealed=await EXPORTS.seal_value(export_id, "subjects_sealed", pack_ids(ids)),
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


async def _place(officer: Officer, asked: ExportAsking) -> Selection:
    if asked.drawer_id is not None:
        drawer = await load_drawer(officer, Act.EXPORT_REQUEST, asked.drawer_id)
        return Selection(asked.kind, drawer.division, drawer.id)
    check_officer_may(officer, Act.EXPORT_REQUEST, asked.division)
    return Selection(asked.kind, asked.division, None)
