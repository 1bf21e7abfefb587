"""Fetching an export: what is still there and within reach, and its rows, each person's with an entry of its own."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from supervision.audit import Act
from supervision.exports.columns import ExportColumn, Row
from supervision.exports.fetched import FetchedExport
from supervision.exports.frozen import digest_of
from supervision.exports.words import ExportState
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.addresses.landlords import landlord_ids_of
from supervision.residence.changes import about, residence_change
from supervision.residence.exports.columns import columns_of
from supervision.residence.exports.rows import rows_of
from supervision.residence.exports.selecting import Selection, find_subjects
from supervision.residence.exports.store import EXPORTS, SUBJECT, RegisterExport
from supervision.residence.exports.words import EXPORT_KIND_NAMES, ExportKind
from supervision.residence.households.store import RESIDENT
from supervision.residence.parties.store import PARTY
from supervision.residence.purposes import RESIDENCE_PURPOSE_NAMES
from supervision.residence.rules import find_field_list


async def fetch_export(officer: Officer, export_id: UUID) -> FetchedExport:
    """Spend the link: what is still there and within reach is counted, recorded, and may be opened from now on.

    Everything is recorded before anything is opened. NotPermitted for another officer, ExportNotReady, ExportLinkSpent.
    """
    asked = await EXPORTS.load(officer, Act.EXPORT_FETCH, export_id)
    async with residence_change(
        officer.actor, Act.EXPORT_FETCH, about(SUBJECT, export_id), purpose=asked.purpose
    ) as change:
        export, password, frozen = await EXPORTS.take_out(change, officer, export_id)
        place = Selection(export.kind, export.division, export.drawer_id)
        ids = await find_subjects(officer, Act.EXPORT_FETCH, place, frozen)
        await EXPORTS.close(change, export, ExportState.FETCHED, fetched_at=change.at, exported=len(ids))
        columns = columns_of(export.kind, find_field_list(legal_day(change.at), export.division))
        change.note(
            kind=export.kind, division=export.division, drawer=export.drawer_id, rows=len(ids),
            left_out=len(frozen) - len(ids), fields=[column.field for column in columns], ids_digest=digest_of(ids),
        )  # fmt: skip

    async def rows(some: Sequence[UUID]) -> list[Row]:
        return await _open_rows(officer, export, columns, some, legal_day(change.at))

    return FetchedExport(
        export, officer, change.at, EXPORT_KIND_NAMES[export.kind], RESIDENCE_PURPOSE_NAMES[export.purpose], columns,
        tuple(ids), rows, password,
    )  # fmt: skip


async def _open_rows(
    officer: Officer, export: RegisterExport, columns: Sequence[ExportColumn], ids: Sequence[UUID], today: date
) -> list[Row]:
    subject, people = RESIDENT, list(ids)
    if export.kind is ExportKind.HOMES:
        subject, people = PARTY, sorted(set((await landlord_ids_of(ids)).values()))
    if not people:
        return await rows_of(export.kind, ids, columns, today)
    first, *others = people
    said = {"export": export.number}
    async with residence_change(
        officer.actor, Act.EXPORT_FETCH, about(subject, first), purpose=export.purpose, detail=said
    ) as change:
        change.is_also_about(subject, others, **said)
        return await rows_of(export.kind, ids, columns, today)
