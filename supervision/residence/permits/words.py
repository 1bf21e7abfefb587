"""The closed lists of residence permits: conditions, states, acts, ends. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class PermitCondition(StrEnum):
    """One of the three conditions beside half a year of residence (Interim Regulations, art. 2)."""

    JOB = "job"
    DWELLING = "dwelling"
    SCHOOLING = "schooling"


class PermitState(StrEnum):
    """Where a permit stands by its acts."""

    APPLIED = "applied"
    TOLD = "told"
    ACCEPTED = "accepted"
    VALID = "valid"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class PermitStep(StrEnum):
    """What a permit is made of, one after the other."""

    APPLY = "apply"
    TELL_MISSING = "tell-missing"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ISSUE = "issue"
    ENDORSE = "endorse"
    SUSPEND = "suspend"
    CANCEL = "cancel"


class PermitEnd(StrEnum):
    """Why a permit is cancelled."""

    LEFT_AREA = "left-area"
    DOMICILE_MOVED = "domicile-moved"
    DIED = "died"
    IN_ERROR = "in-error"
    SURRENDERED = "surrendered"


PERMIT_CONDITION_NAMES: Mapping[PermitCondition, Wording] = {
    PermitCondition.JOB: Wording("合法稳定就业", "lawful stable employment"),
    PermitCondition.DWELLING: Wording("合法稳定住所", "lawful stable dwelling"),
    PermitCondition.SCHOOLING: Wording("连续就读", "continuous schooling"),
}
PERMIT_STATE_NAMES: Mapping[PermitState, Wording] = {
    PermitState.APPLIED: Wording("已申请", "applied for"),
    PermitState.TOLD: Wording("已告知补正", "papers missing, told"),
    PermitState.ACCEPTED: Wording("已受理，待发放", "accepted, to be issued"),
    PermitState.VALID: Wording("有效", "valid"),
    PermitState.SUSPENDED: Wording("功能中止", "suspended"),
    PermitState.REFUSED: Wording("不予受理", "refused"),
    PermitState.CANCELLED: Wording("已注销", "cancelled"),
}
PERMIT_STEP_NAMES: Mapping[PermitStep, Wording] = {
    PermitStep.APPLY: Wording("申请", "applied for"),
    PermitStep.TELL_MISSING: Wording("一次性告知补正", "missing papers told"),
    PermitStep.ACCEPT: Wording("受理", "accepted"),
    PermitStep.REFUSE: Wording("不予受理", "refused"),
    PermitStep.ISSUE: Wording("发放", "issued"),
    PermitStep.ENDORSE: Wording("签注", "endorsed"),
    PermitStep.SUSPEND: Wording("中止使用功能", "suspended"),
    PermitStep.CANCEL: Wording("注销", "cancelled"),
}
PERMIT_END_NAMES: Mapping[PermitEnd, Wording] = {
    PermitEnd.LEFT_AREA: Wording("离开本地", "left the area"),
    PermitEnd.DOMICILE_MOVED: Wording("落户本地", "domicile moved here"),
    PermitEnd.DIED: Wording("死亡", "died"),
    PermitEnd.IN_ERROR: Wording("登记有误", "entered in error"),
    PermitEnd.SURRENDERED: Wording("本人交回", "handed back"),
}
