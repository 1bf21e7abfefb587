"""What the codes of assessments before the sentence are called on pages."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.corrections.assessments.words import (
    DECISIONS,
    DOCUMENT_NAMES,
    INFORMANT_NAMES,
    INQUIRY_NAMES,
    ORGAN_NAMES,
    OUTCOME_NAMES,
    PURPOSE_HINTS,
    PURPOSE_NAMES,
    STATE_NAMES,
    STEP_NAMES,
    SUITABILITY_NAMES,
)
from supervision.wording import Wording

ASSESSMENT_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "assessment-purpose": named(PURPOSE_NAMES),
    "assessment-purpose-hint": named(PURPOSE_HINTS),
    "asking-organ": named(ORGAN_NAMES),
    "assessment-state": named(STATE_NAMES),
    "assessment-step": named(STEP_NAMES),
    "assessment-outcome": named(OUTCOME_NAMES),
    "organs-decision": named({outcome: OUTCOME_NAMES[outcome] for outcome in DECISIONS}),
    "inquiry-kind": named(INQUIRY_NAMES),
    "informant": named(INFORMANT_NAMES),
    "suitability": named(SUITABILITY_NAMES),
    "assessment-document": named(DOCUMENT_NAMES),
    "assessment-show": {
        "open": Wording("未答复", "unanswered"),
        "overdue": Wording("逾期", "overdue"),
        "to-assign": Wording("待指派", "to assign"),
        "at-work": Wording("调查中", "under inquiry"),
        "to-decide": Wording("意见待审核", "opinions to decide"),
        "to-reply": Wording("待回复", "to send"),
        "answered": Wording("等待决定", "decision awaited"),
        "to-carry": Wording("待转入档案", "to carry over"),
        "closed": Wording("已办结", "closed"),
        "past": Wording("保存期满", "past their period"),
    },
    "destruction-state": {
        "proposed": Wording("待核准", "waits for approval"),
        "returned": Wording("已退回", "returned"),
        "destroyed": Wording("已销毁", "destroyed"),
    },
}
"""By the table's name, then by the code."""

ASSESSMENT_ACTS: Mapping[str, Wording] = {
    "assessment:list": Wording("查看调查评估清单", "list assessments"),
    "assessment:open": Wording("打开调查评估", "open an assessment"),
    "assessment:receive": Wording("登记评估委托", "take in a request for an assessment"),
    "assessment:assign": Wording("指派调查评估", "assign an assessment"),
    "assessment:attach": Wording("存入评估材料", "attach a document to an assessment"),
    "assessment:inquire": Wording("登记评估走访、谈话", "put down an inquiry"),
    "assessment:write": Wording("提出评估意见", "write an opinion"),
    "assessment:decide": Wording("审核评估意见", "decide on an opinion"),
    "assessment:reply": Wording("回复评估委托", "reply to the organ"),
    "assessment:record": Wording("登记委托机关来函", "put down what the organ says"),
    "assessment:carry-over": Wording("评估转入矫正档案", "carry an assessment over"),
    "assessment:propose-destruction": Wording("提议销毁调查评估", "propose to destroy an assessment"),
    "assessment:destroy": Wording("核准销毁调查评估", "destroy an assessment"),
}
"""What each act is called."""
