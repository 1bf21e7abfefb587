"""Fetching an export: the password shown once, the archive given once, each to whoever asked and within its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotPermitted, RuleRefused, SupervisionError
from supervision.legal_time import legal_day
from supervision.officers import Officer, confirm_with_second_factor
from supervision.residence.addresses.landlords import landlord_ids_of
from supervision.residence.changes import about, residence_change
from supervision.residence.exports.columns import ExportColumn, columns_of
from supervision.residence.exports.requesting import NOT_YOURS, check_open, load_own_export
from supervision.residence.exports.rows import Row, rows_of
from supervision.residence.exports.selecting import Selection, digest_of, find_subjects, unpack_ids
from supervision.residence.exports.store import (
    SUBJECT,
    RegisterExport,
    close_export,
    load_export,
    move_on,
    seal_value,
    unseal_value,
)
from supervision.residence.exports.words import ExportKind, ExportState
from supervision.residence.households.store import RESIDENT
from supervision.residence.parties.store import PARTY
from supervision.residence.rules import ResidenceRuleName, find_field_list, find_residence_rule
from supervision.wording import Wording

WAITS = Wording("这次导出还没有核准。", "This export is not approved yet.")
NO_PASSWORD_YET = Wording("请先取密码，链接随后才有效。", "Take the password first; the link works from then on.")
SHOWN_ALREADY = Wording(
    "密码只显示一次。如未记下，请撤回后重新申请。", "A password is shown once. If it was lost, withdraw and ask again."
)
SPENT = Wording(
    "下载链接已失效：只能用一次，且须在期限内。需要时请重新申请。",
    "The link does not work any more: it does once, and for its time only. Ask again if need be.",
)


class ExportNotReady(RuleRefused):
    """Its approval or its password is still to come."""

    code = "export-not-ready"


class PasswordShown(RuleRefused):
    """The password was shown before; nobody is shown it again."""

    code = "export-password-shown"


class ExportLinkSpent(SupervisionError):
    """The link was used, or its time is over, or the export was ended."""

    code = "export-link-spent"


@dataclass(frozen=True, slots=True)
class FetchedExport:
    """An export that is leaving: to whom and when, what to pack it with, and which rows."""

    export: RegisterExport
    officer: Officer
    at: datetime
    columns: tuple[ExportColumn, ...]
    ids: tuple[UUID, ...]
    password: str

    @property
    def kind(self) -> ExportKind:
        """What its rows are."""
        return self.export.kind

    async def rows(self, ids: Sequence[UUID]) -> list[Row]:
        """The cells of some of its rows, opened now; each person gets an entry of their own, and can be told."""
        subject, people = RESIDENT, list(ids)
        if self.kind is ExportKind.HOMES:
            subject, people = PARTY, sorted(set((await landlord_ids_of(ids)).values()))
        if not people:
            return await rows_of(self.kind, ids, self.columns, self.today)
        first, *others = people
        said = {"export": self.export.number}
        async with residence_change(
            self.officer.actor, Act.EXPORT_FETCH, about(subject, first), purpose=self.export.purpose, detail=said
        ) as change:
            change.is_also_about(subject, others, **said)
            return await rows_of(self.kind, ids, self.columns, self.today)

    @property
    def today(self) -> date:
        """The day of the fetching."""
        return legal_day(self.at)


async def load_to_unlock(officer: Officer, export_id: UUID) -> RegisterExport:
    """One's own export whose password can be shown, before a code is asked for; refusals as of `unlock_export`."""
    export = await load_export(officer, Act.EXPORT_UNLOCK, export_id)
    if export.requested_by != officer.id:
        raise NotPermitted(NOT_YOURS)
    _check_unlockable(export)
    return export


async def unlock_export(officer: Officer, export_id: UUID, password: str, code: str) -> datetime:
    """Make `password` the archive's and let the link work from now on; gives until when.

    Whoever packs archives makes the password, and shows it to the officer this once. Confirmed with the second factor.
    NotPermitted for another officer, ExportNotReady, PasswordShown, ExportStatePassed.
    """
    await load_to_unlock(officer, export_id)
    await confirm_with_second_factor(officer, code)
    async with residence_change(officer.actor, Act.EXPORT_UNLOCK, about(SUBJECT, export_id)) as change:
        export = await load_own_export(officer, Act.EXPORT_UNLOCK, export_id)
        _check_unlockable(export)
        check_open(export, change)
        rule = find_residence_rule(ResidenceRuleName.EXPORT_LINK_VALID, legal_day(change.at), export.division)
        until = change.at + timedelta(hours=rule.number)
        sealed = await seal_value(export_id, "password_sealed", password.encode())
        await move_on(change, export, ExportState.READY, password_sealed=sealed, ready_at=change.at, expires_at=until)
    return until


async def fetch_export(officer: Officer, export_id: UUID) -> FetchedExport:
    """Spend the link: what is still there and within reach is counted, recorded, and may be opened from now on.

    Everything is recorded before anything is opened. NotPermitted for another officer, ExportNotReady, ExportLinkSpent.
    """
    asked = await load_export(officer, Act.EXPORT_FETCH, export_id)
    async with residence_change(
        officer.actor, Act.EXPORT_FETCH, about(SUBJECT, export_id), purpose=asked.purpose
    ) as change:
        export = await load_own_export(officer, Act.EXPORT_FETCH, export_id)
        _check_fetchable(export, change.at)
        password = (await unseal_value(export_id, "password_sealed")).decode()
        frozen = unpack_ids(await unseal_value(export_id, "subjects_sealed"))
        place = Selection(export.kind, export.division, export.drawer_id)
        ids = await find_subjects(officer, Act.EXPORT_FETCH, place, frozen)
        await close_export(change, export, ExportState.FETCHED, fetched_at=change.at, exported=len(ids))
        columns = columns_of(export.kind, find_field_list(legal_day(change.at), export.division))
        change.note(
            kind=export.kind, division=export.division, drawer=export.drawer_id, rows=len(ids),
            left_out=len(frozen) - len(ids), fields=[column.field for column in columns], ids_digest=digest_of(ids),
        )  # fmt: skip
    return FetchedExport(export, officer, change.at, columns, tuple(ids), password)


def _check_unlockable(export: RegisterExport) -> None:
    if export.state is ExportState.WAITING:
        raise ExportNotReady(WAITS)
    if export.state is ExportState.READY:
        raise PasswordShown(SHOWN_ALREADY)


def _check_fetchable(export: RegisterExport, at: datetime) -> None:
    if export.state is ExportState.WAITING:
        raise ExportNotReady(WAITS)
    if export.state is ExportState.APPROVED and not export.is_lapsed_at(at):
        raise ExportNotReady(NO_PASSWORD_YET)
    if export.state is not ExportState.READY or export.is_lapsed_at(at):
        raise ExportLinkSpent(SPENT)
