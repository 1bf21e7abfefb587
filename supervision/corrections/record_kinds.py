"""The kinds of recorded facts on a file on which a statutory ground can rest. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class RecordKind(StrEnum):
    """What is recorded: a breach, an admonition or warning, a police penalty, a proposal to revoke, a praise."""

    INJUNCTION_BREACH = "injunction-breach"
    LEAVE_BREACH = "leave-breach"
    SUPERVISION_BREACH = "supervision-breach"
    ADMONITION = "admonition"
    WARNING = "warning"
    POLICE_PENALTY = "police-penalty"
    REVOCATION_PROPOSAL = "revocation-proposal"
    PRAISE = "praise"
    MINOR_CRIME = "minor-crime"


RECORD_KIND_NAMES: Mapping[RecordKind, Wording] = {
    RecordKind.INJUNCTION_BREACH: Wording("违反禁止令的事实", "breach of a court's injunction"),
    RecordKind.LEAVE_BREACH: Wording("未经批准外出的事实", "leaving without approval"),
    RecordKind.SUPERVISION_BREACH: Wording("违反监督管理规定的事实", "breach of the rules of supervision"),
    RecordKind.ADMONITION: Wording("训诫决定", "admonition"),
    RecordKind.WARNING: Wording("警告决定", "warning"),
    RecordKind.POLICE_PENALTY: Wording("治安管理处罚决定", "public-security penalty"),
    RecordKind.REVOCATION_PROPOSAL: Wording(
        "拟提请撤销或者收监执行的决定", "decision to propose revocation or re-imprisonment"
    ),
    RecordKind.PRAISE: Wording("表扬决定", "praise"),
    RecordKind.MINOR_CRIME: Wording("未成年时的犯罪记录", "crime committed as a minor"),
}
"""What each kind is called."""

BREACHES = frozenset({RecordKind.INJUNCTION_BREACH, RecordKind.LEAVE_BREACH, RecordKind.SUPERVISION_BREACH})
"""What the person did or left undone, as recorded by an officer."""

SEALED_KINDS = frozenset({RecordKind.POLICE_PENALTY, RecordKind.MINOR_CRIME})
"""Read on a legal basis only (Public Security Penalties Law, art. 136; Criminal Procedure Law, art. 286)."""

SEALED = Wording("封存记录：查阅须有法律依据", "sealed record: it is read on a legal basis only")
"""What stands in the place of a sealed record's content."""
