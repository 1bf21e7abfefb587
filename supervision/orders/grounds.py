"""The five statutory grounds of a positioning order and the recorded facts that can prove each. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from supervision.corrections.record_kinds import RecordKind
from supervision.errors import RuleRefused
from supervision.wording import Wording


class Ground(StrEnum):
    """Community Correction Law, art. 29: a closed list."""

    INJUNCTION_BREACH = "injunction-breach"
    UNAPPROVED_LEAVE = "unapproved-leave"
    REFUSED_REPORT = "refused-report"
    PUBLIC_SECURITY_PENALTY = "public-security-penalty"
    REVOCATION_PROPOSAL = "revocation-proposal"


GROUND_NAMES: Mapping[Ground, Wording] = {
    Ground.INJUNCTION_BREACH: Wording("违反人民法院禁止令的", "breached a court's injunction"),
    Ground.UNAPPROVED_LEAVE: Wording(
        "无正当理由，未经批准离开所居住的市、县的",
        "left the city or county without approval and without a proper reason",
    ),
    Ground.REFUSED_REPORT: Wording(
        "拒不按照规定报告自己的活动情况，被给予警告的", "refused to report as required and was given a warning for it"
    ),
    Ground.PUBLIC_SECURITY_PENALTY: Wording(
        "违反监督管理规定，被给予治安管理处罚的",
        "breached the rules of supervision and was given a public-security penalty",
    ),
    Ground.REVOCATION_PROPOSAL: Wording(
        "拟提请撤销缓刑、假释或者暂予监外执行收监执行的",
        "revocation of the suspended sentence or parole, or re-imprisonment, is about to be proposed",
    ),
}
"""Each ground as the law words it."""

PROVED_BY: Mapping[Ground, frozenset[RecordKind]] = {
    Ground.INJUNCTION_BREACH: frozenset({RecordKind.INJUNCTION_BREACH}),
    Ground.UNAPPROVED_LEAVE: frozenset({RecordKind.LEAVE_BREACH}),
    Ground.REFUSED_REPORT: frozenset({RecordKind.WARNING}),
    Ground.PUBLIC_SECURITY_PENALTY: frozenset({RecordKind.POLICE_PENALTY}),
    Ground.REVOCATION_PROPOSAL: frozenset({RecordKind.REVOCATION_PROPOSAL}),
}
"""Which recorded facts can prove a ground: the warning and the penalty themselves, not the conduct behind them."""

NO_GROUND = Wording(
    "定位令须具备至少一项法定情形（社区矫正法第二十九条）。",
    "A positioning order needs at least one of the five statutory grounds (Community Correction Law, art. 29).",
)
OTHER_FILE = Wording("所依据的事实不在本人档案中。", "The fact relied on is not on this person's file.")
ANNULLED = Wording("所依据的事实记录已经撤销。", "The record relied on has been annulled.")
WRONG_KIND = Wording("所选事实不能证明该法定情形。", "A record of this kind does not prove this ground.")
NO_PROOF = Wording("所依据的事实没有附证明材料。", "The record relied on has no proof attached.")


class GroundsRefused(RuleRefused):
    """The order has no ground, or a ground without its proof."""

    code = "grounds-refused"


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What a rule needs to know of a record on a file."""

    record_id: UUID
    file_id: UUID
    kind: RecordKind
    has_proof: bool
    is_annulled: bool


def check_grounds(file_id: UUID, grounds: Iterable[tuple[Ground, RecordFacts]]) -> None:
    """Refuse unless there is a ground, each resting on a standing, proved record of a fitting kind on the same file."""
    grounds = tuple(grounds)
    if not grounds:
        raise GroundsRefused(NO_GROUND)
    for ground, record in grounds:
        check_record(file_id, ground, record)


def check_record(file_id: UUID, ground: Ground, record: RecordFacts) -> None:
    """Refuse a record that cannot carry this ground."""
    if record.file_id != file_id:
        raise GroundsRefused(OTHER_FILE)
    if record.is_annulled:
        raise GroundsRefused(ANNULLED)
    if record.kind not in PROVED_BY[ground]:
        raise GroundsRefused(WRONG_KIND)
    if not record.has_proof:
        raise GroundsRefused(NO_PROOF)
