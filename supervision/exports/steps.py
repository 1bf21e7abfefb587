"""An export as it stands, and what may be done with it now. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.errors import NotPermitted, RuleRefused, SupervisionError
from supervision.exports.words import OPEN_STATES, ExportState
from supervision.wording import Wording

STATE_PASSED = Wording("这次导出已不在这一步。", "This export is not at that step any more.")
NOTHING_THERE = Wording("这里没有可以导出的内容。", "There is nothing to export here.")
TOO_MANY = Wording(
    "一张表装不下这么多行，请选择较小的范围。", "One sheet does not hold so many rows; choose a smaller place."
)
NOT_YOURS = Wording("只有申请人本人可以这样做。", "Only the officer who asked for it may do this.")
OWN_EXPORT = Wording("导出须由申请人以外的人核准。", "Somebody else than who asked for it has to decide on an export.")
WAITS = Wording("这次导出还没有核准。", "This export is not approved yet.")
NO_PASSWORD_YET = Wording("请先取密码，链接随后才有效。", "Take the password first; the link works from then on.")
SHOWN_ALREADY = Wording(
    "密码只显示一次。如未记下，请撤回后重新申请。", "A password is shown once. If it was lost, withdraw and ask again."
)
SPENT = Wording(
    "下载链接已失效：只能用一次，且须在期限内。需要时请重新申请。",
    "The link does not work any more: it does once, and for its time only. Ask again if need be.",
)


class NothingToExport(RuleRefused):
    """Nothing of the kind is in the place that was asked for."""

    code = "nothing-to-export"


class ExportStatePassed(RuleRefused):
    """Somebody has taken the export further, or it has ended."""

    code = "export-state-passed"


class OwnExport(RuleRefused):
    """Nobody approves what they asked for."""

    code = "own-export"


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
class StoredExport:
    """An export as it stands; what it is of, a register adds. Nothing here names a person whom it is about."""

    id: UUID
    number: str
    division: str
    state: ExportState
    subjects: int
    exported: int | None
    requested_at: datetime
    requested_by: UUID
    requested_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    ready_at: datetime | None
    expires_at: datetime
    fetched_at: datetime | None

    def is_lapsed_at(self, at: datetime) -> bool:
        """Whether its time is over, the night that says so in the row being still to come."""
        return self.expires_at <= at

    def state_at(self, at: datetime) -> ExportState:
        """Where it stands then, whether or not the night has come."""
        return ExportState.LAPSED if self.state in OPEN_STATES and self.is_lapsed_at(at) else self.state

    def check_open(self, at: datetime) -> None:
        """ExportStatePassed once it has ended, or its time is over."""
        if self.state not in OPEN_STATES or self.is_lapsed_at(at):
            raise ExportStatePassed(STATE_PASSED)

    def check_own(self, officer_id: UUID) -> None:
        """NotPermitted for anybody but who asked for it."""
        if self.requested_by != officer_id:
            raise NotPermitted(NOT_YOURS)

    def check_decidable(self, officer_id: UUID) -> None:
        """OwnExport for who asked for it, ExportStatePassed once it is decided."""
        if self.requested_by == officer_id:
            raise OwnExport(OWN_EXPORT)
        if self.state is not ExportState.WAITING:
            raise ExportStatePassed(STATE_PASSED)

    def check_unlockable(self) -> None:
        """ExportNotReady before the approval, PasswordShown after the password."""
        if self.state is ExportState.WAITING:
            raise ExportNotReady(WAITS)
        if self.state is ExportState.READY:
            raise PasswordShown(SHOWN_ALREADY)

    def check_fetchable(self, at: datetime) -> None:
        """ExportNotReady before the password, ExportLinkSpent once the link has served or its time is over."""
        if self.state is ExportState.WAITING:
            raise ExportNotReady(WAITS)
        if self.state is ExportState.APPROVED and not self.is_lapsed_at(at):
            raise ExportNotReady(NO_PASSWORD_YET)
        if self.state is not ExportState.READY or self.is_lapsed_at(at):
            raise ExportLinkSpent(SPENT)
