"""The kinds of recorded facts on a file on which a statutory ground can rest. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class RecordKind(StrEnum):
    """What is recorded: a breach of an injunction or of leave, a warning, a police penalty, a proposal to revoke."""

    INJUNCTION_BREACH = "injunction-breach"
    LEAVE_BREACH = "leave-breach"
    WARNING = "warning"
    POLICE_PENALTY = "police-penalty"
    REVOCATION_PROPOSAL = "revocation-proposal"


RECORD_KIND_NAMES: Mapping[RecordKind, Wording] = {
    RecordKind.INJUNCTION_BREACH: Wording("违反禁止令的事实", "breach of a court's injunction"),
    RecordKind.LEAVE_BREACH: Wording("未经批准外出的事实", "leaving without approval"),
    RecordKind.WARNING: Wording("警告决定", "warning"),
    RecordKind.POLICE_PENALTY: Wording("治安管理处罚决定", "public-security penalty"),
    RecordKind.REVOCATION_PROPOSAL: Wording(
        "拟提请撤销或者收监执行的决定", "decision to propose revocation or re-imprisonment"
    ),
}
"""What each kind is called."""
