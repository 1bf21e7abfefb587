"""The closed lists of assessments before the sentence, what may follow what, and why something is refused. Pure."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from supervision.errors import InputInvalid, RuleRefused
from supervision.wording import Wording


class AskingOrgan(StrEnum):
    """Which organ asks for an assessment."""

    COURT = "court"
    PRISON = "prison"
    DETENTION_HOUSE = "detention-house"
    POLICE = "police"


class AssessmentState(StrEnum):
    """Where an assessment stands."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    WRITTEN = "written"
    APPROVED = "approved"
    REPLIED = "replied"
    AWAITED = "awaited"
    CLOSED = "closed"


class AssessmentStep(StrEnum):
    """What was done with an assessment; steps are appended and never changed."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    EXTENDED = "extended"
    WRITTEN = "written"
    RETURNED = "returned"
    APPROVED = "approved"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"
    NOT_HERE = "not-here"
    DECIDED = "decided"
    CARRIED_OVER = "carried-over"
    DESTRUCTION_PROPOSED = "destruction-proposed"
    DESTRUCTION_RETURNED = "destruction-returned"


class AssessmentOutcome(StrEnum):
    """What came of an assessment: the organ's decision, or why there was none."""

    ORDERED_HERE = "ordered-here"
    ORDERED_ELSEWHERE = "ordered-elsewhere"
    NOT_ORDERED = "not-ordered"
    NO_WORD = "no-word"
    WITHDRAWN = "withdrawn"
    NOT_HERE = "not-here"


class InquiryKind(StrEnum):
    """How something was found out."""

    INTERVIEW = "interview"
    VISIT = "visit"
    TELEPHONE = "telephone"
    PAPERS = "papers"


class Informant(StrEnum):
    """In which relation to the person somebody is who was asked."""

    THEMSELVES = "themselves"
    FAMILY = "family"
    NEIGHBOUR = "neighbour"
    VILLAGE_COMMITTEE = "village-committee"
    UNIT = "unit"
    VICTIM = "victim"
    POLICE_STATION = "police-station"
    GUARANTOR = "guarantor"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What a document of an assessment is; the service makes replies itself."""

    ENTRUSTMENT = "entrustment"
    CASE_PAPER = "case-paper"
    INTERVIEW = "interview-record"
    OTHER = "other"
    REPLY = "reply"


class Suitability(StrEnum):
    """What the agency says to the organ, in words and with reasons; there is no degree in between and no score."""

    SUITABLE = "suitable"
    NOT_SUITABLE = "not-suitable"


class AssessmentPurpose(StrEnum):
    """Why an assessment is opened."""

    ASSESSING = "assessing"
    COMPLAINT = "complaint"
    INSPECTION = "inspection"


_S, _T = AssessmentState, AssessmentStep

UNANSWERED = (_S.RECEIVED, _S.ASSIGNED, _S.WRITTEN, _S.APPROVED)
"""While it stands here the organ waits for an answer, and the period runs."""

MAY_FOLLOW: Mapping[AssessmentStep, frozenset[AssessmentState]] = {
    _T.ASSIGNED: frozenset({_S.RECEIVED, _S.ASSIGNED}),
    _T.EXTENDED: frozenset(UNANSWERED),
    _T.WRITTEN: frozenset({_S.ASSIGNED}),
    _T.RETURNED: frozenset({_S.WRITTEN}),
    _T.APPROVED: frozenset({_S.WRITTEN}),
    _T.REPLIED: frozenset({_S.APPROVED}),
    _T.WITHDRAWN: frozenset(UNANSWERED),
    _T.NOT_HERE: frozenset(UNANSWERED),
    _T.DECIDED: frozenset({_S.REPLIED, _S.AWAITED}),  # and what was closed without a word: `may_follow`
    _T.CARRIED_OVER: frozenset({_S.AWAITED}),
    _T.DESTRUCTION_PROPOSED: frozenset({_S.CLOSED}),
    _T.DESTRUCTION_RETURNED: frozenset({_S.CLOSED}),
}
"""In which states a step may be taken; somebody who was awaited may still turn out to be corrected elsewhere."""

LEADS_TO: Mapping[AssessmentStep, AssessmentState] = {
    _T.ASSIGNED: _S.ASSIGNED,
    _T.WRITTEN: _S.WRITTEN,
    _T.RETURNED: _S.ASSIGNED,
    _T.APPROVED: _S.APPROVED,
    _T.REPLIED: _S.REPLIED,
    _T.WITHDRAWN: _S.CLOSED,
    _T.NOT_HERE: _S.CLOSED,
    _T.CARRIED_OVER: _S.CLOSED,
}
"""The state to which a step leads; the organ's decision leads to `awaited` or `closed`, the rest nowhere."""

DECISIONS = (
    AssessmentOutcome.ORDERED_HERE,
    AssessmentOutcome.ORDERED_ELSEWHERE,
    AssessmentOutcome.NOT_ORDERED,
    AssessmentOutcome.NO_WORD,
)
"""What the organ may say, or leave unsaid, after the reply."""

ORGAN_NAMES: Mapping[AskingOrgan, Wording] = {
    AskingOrgan.COURT: Wording("人民法院", "court"),
    AskingOrgan.PRISON: Wording("监狱", "prison"),
    AskingOrgan.DETENTION_HOUSE: Wording("看守所", "detention house"),
    AskingOrgan.POLICE: Wording("公安机关", "police"),
}
STATE_NAMES: Mapping[AssessmentState, Wording] = {
    _S.RECEIVED: Wording("待指派", "to be assigned"),
    _S.ASSIGNED: Wording("调查中", "under inquiry"),
    _S.WRITTEN: Wording("意见待审核", "opinion to be decided"),
    _S.APPROVED: Wording("待回复", "to be sent"),
    _S.REPLIED: Wording("已回复，待决定", "replied, decision awaited"),
    _S.AWAITED: Wording("待转入档案", "to be carried over"),
    _S.CLOSED: Wording("已办结", "closed"),
}
STEP_NAMES: Mapping[AssessmentStep, Wording] = {
    _T.RECEIVED: Wording("收到委托", "received"),
    _T.ASSIGNED: Wording("指派调查", "assigned"),
    _T.EXTENDED: Wording("经委托机关同意延期", "extended with the organ's consent"),
    _T.WRITTEN: Wording("提出评估意见", "opinion written"),
    _T.RETURNED: Wording("退回意见", "opinion returned"),
    _T.APPROVED: Wording("审核同意意见", "opinion approved"),
    _T.REPLIED: Wording("回复委托机关", "replied"),
    _T.WITHDRAWN: Wording("委托机关撤回", "withdrawn by the organ"),
    _T.NOT_HERE: Wording("不在本地居住，已退回", "answered: not resident here"),
    _T.DECIDED: Wording("登记决定结果", "organ's decision"),
    _T.CARRIED_OVER: Wording("转入矫正档案", "carried over into the file"),
    _T.DESTRUCTION_PROPOSED: Wording("提议销毁", "destruction proposed"),
    _T.DESTRUCTION_RETURNED: Wording("退回销毁提议", "destruction returned"),
}
OUTCOME_NAMES: Mapping[AssessmentOutcome, Wording] = {
    AssessmentOutcome.ORDERED_HERE: Wording("决定社区矫正，在本地执行", "correction here"),
    AssessmentOutcome.ORDERED_ELSEWHERE: Wording("决定社区矫正，在外地执行", "correction elsewhere"),
    AssessmentOutcome.NOT_ORDERED: Wording("未适用社区矫正", "no correction"),
    AssessmentOutcome.NO_WORD: Wording("逾期未告知结果", "nothing was heard"),
    AssessmentOutcome.WITHDRAWN: Wording("委托机关撤回", "withdrawn"),
    AssessmentOutcome.NOT_HERE: Wording("不在本地居住", "not resident here"),
}
INQUIRY_NAMES: Mapping[InquiryKind, Wording] = {
    InquiryKind.INTERVIEW: Wording("谈话", "interview"),
    InquiryKind.VISIT: Wording("走访", "visit"),
    InquiryKind.TELEPHONE: Wording("电话", "telephone"),
    InquiryKind.PAPERS: Wording("查阅材料", "papers"),
}
INFORMANT_NAMES: Mapping[Informant, Wording] = {
    Informant.THEMSELVES: Wording("本人", "the person"),
    Informant.FAMILY: Wording("家庭成员", "family"),
    Informant.NEIGHBOUR: Wording("邻居", "neighbour"),
    Informant.VILLAGE_COMMITTEE: Wording("村（居）民委员会", "village or residents' committee"),
    Informant.UNIT: Wording("所在单位、学校", "unit or school"),
    Informant.VICTIM: Wording("被害人", "victim"),
    Informant.POLICE_STATION: Wording("派出所", "police station"),
    Informant.GUARANTOR: Wording("保证人", "guarantor"),
    Informant.OTHER: Wording("其他", "somebody else"),
}
DOCUMENT_NAMES: Mapping[DocumentKind, Wording] = {
    DocumentKind.ENTRUSTMENT: Wording("委托函", "organ's request"),
    DocumentKind.CASE_PAPER: Wording("案件材料", "papers of the case"),
    DocumentKind.INTERVIEW: Wording("谈话、走访记录", "record of an inquiry"),
    DocumentKind.OTHER: Wording("其他材料", "other document"),
    DocumentKind.REPLY: Wording("回复文书", "reply"),
}
SUITABILITY_NAMES: Mapping[Suitability, Wording] = {
    Suitability.SUITABLE: Wording("适宜社区矫正", "suitable"),
    Suitability.NOT_SUITABLE: Wording("不适宜社区矫正", "not suitable"),
}
PURPOSE_NAMES: Mapping[AssessmentPurpose, Wording] = {
    AssessmentPurpose.ASSESSING: Wording("办理调查评估", "working on the assessment"),
    AssessmentPurpose.COMPLAINT: Wording("核查投诉", "examining a complaint"),
    AssessmentPurpose.INSPECTION: Wording("检查督导", "inspection"),
}
PURPOSE_HINTS: Mapping[AssessmentPurpose, Wording] = {
    AssessmentPurpose.ASSESSING: Wording("走访、谈话、提出和审核意见、回复", "inquiries, opinion, reply"),
    AssessmentPurpose.COMPLAINT: Wording("本人或者他人提出投诉，需要核实", "somebody complained"),
    AssessmentPurpose.INSPECTION: Wording("上级检查督导", "inspection from above"),
}

_LIST = ", ".join(AssessmentPurpose)
PURPOSE_NEEDED = Wording(f"须说明目的（purpose），可选：{_LIST}。", f"A purpose is required, one of: {_LIST}.")
STEP_REFUSED = Wording("评估目前的状态不能这样办理。", "The assessment does not stand where this could be done.")


class AssessmentRefused(RuleRefused):
    """A rule of assessments says no; the message says what to do."""

    code = "assessment-refused"


class AssessmentStepRefused(RuleRefused):
    """The assessment's state does not allow the step; it is told who took the last one, and when."""

    code = "assessment-step-refused"

    def __init__(self, taken_by: str, taken_at: datetime) -> None:
        super().__init__(
            Wording(
                f"{STEP_REFUSED}最近一步由{taken_by}办理。", f"{STEP_REFUSED.english} {taken_by} took the last step."
            )
        )
        self.taken_by = taken_by
        self.taken_at = taken_at


def read_assessment_purpose(text: str | None) -> AssessmentPurpose:
    """The purpose given; InputInvalid lists the allowed ones when it is missing or another."""
    if text not in set(AssessmentPurpose):
        raise InputInvalid(PURPOSE_NEEDED, field="purpose")
    return AssessmentPurpose(text)


def may_follow(step: AssessmentStep, state: AssessmentState, outcome: AssessmentOutcome | None) -> bool:
    """Whether a step may be taken; an organ of which nothing was heard may still say what it decided."""
    is_late_word = step is _T.DECIDED and state is _S.CLOSED and outcome is AssessmentOutcome.NO_WORD
    return is_late_word or state in MAY_FOLLOW[step]


def state_after(step: AssessmentStep, state: AssessmentState, outcome: AssessmentOutcome | None) -> AssessmentState:
    """Where an assessment stands after a step."""
    if step is _T.DECIDED:
        return _S.AWAITED if outcome is AssessmentOutcome.ORDERED_HERE else _S.CLOSED
    return LEADS_TO.get(step, state)
