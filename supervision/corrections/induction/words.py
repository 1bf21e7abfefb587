"""The closed lists of induction, each with what its codes are called. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class MemberKind(StrEnum):
    """In which capacity somebody is in a correction group (the list of GB/T 31000)."""

    JUSTICE_OFFICE = "justice-office"
    SOCIAL_WORKER = "social-worker"
    VOLUNTEER = "volunteer"
    VILLAGE = "village"
    EMPLOYER = "employer"
    SCHOOL = "school"
    FAMILY = "family"
    GUARANTOR = "guarantor"
    OTHER = "other"


MEMBER_KIND_NAMES: Mapping[MemberKind, Wording] = {
    MemberKind.JUSTICE_OFFICE: Wording("司法所", "justice office"),
    MemberKind.SOCIAL_WORKER: Wording("社会工作者", "social worker"),
    MemberKind.VOLUNTEER: Wording("志愿者", "volunteer"),
    MemberKind.VILLAGE: Wording("村（居）民委员会", "village or residents' committee"),
    MemberKind.EMPLOYER: Wording("所在单位", "employer"),
    MemberKind.SCHOOL: Wording("就读学校", "school"),
    MemberKind.FAMILY: Wording("家庭成员或监护人", "family or guardian"),
    MemberKind.GUARANTOR: Wording("保证人", "guarantor"),
    MemberKind.OTHER: Wording("其他人员", "somebody else"),
}


class NeedKind(StrEnum):
    """What somebody needs help with."""

    LIVELIHOOD = "livelihood"
    SCHOOLING = "schooling"
    WORK = "work"
    AID = "aid"
    MEDICAL = "medical"
    FAMILY = "family"


NEED_KIND_NAMES: Mapping[NeedKind, Wording] = {
    NeedKind.LIVELIHOOD: Wording("基本生活", "livelihood"),
    NeedKind.SCHOOLING: Wording("就学", "schooling"),
    NeedKind.WORK: Wording("就业", "work"),
    NeedKind.AID: Wording("社会救助", "social aid"),
    NeedKind.MEDICAL: Wording("就医", "medical care"),
    NeedKind.FAMILY: Wording("家庭关系", "family"),
}


class NeedState(StrEnum):
    """How far a referred need is."""

    REFERRED = "referred"
    MET = "met"
    NOT_MET = "not-met"
    WITHDRAWN = "withdrawn"


NEED_STATE_NAMES: Mapping[NeedState, Wording] = {
    NeedState.REFERRED: Wording("已转介，待答复", "referred, to be answered"),
    NeedState.MET: Wording("已落实", "met"),
    NeedState.NOT_MET: Wording("未能落实", "not met"),
    NeedState.WITHDRAWN: Wording("本人不再需要", "no longer wanted"),
}


class ExitBanStep(StrEnum):
    """What was done about the ban to leave the country, in the order in which it is done."""

    FILED = "filed"
    CONFIRMED = "confirmed"
    LIFTING_FILED = "lifting-filed"
    LIFTED = "lifted"


EXIT_BAN_STEP_NAMES: Mapping[ExitBanStep, Wording] = {
    ExitBanStep.FILED: Wording("已报备", "filed"),
    ExitBanStep.CONFIRMED: Wording("报备已回执", "filing confirmed"),
    ExitBanStep.LIFTING_FILED: Wording("已报请撤控", "lifting filed"),
    ExitBanStep.LIFTED: Wording("撤控已回执", "lifted"),
}


class Direction(StrEnum):
    """Whether a paper came in or went out."""

    RECEIVED = "received"
    SENT = "sent"


DIRECTION_NAMES: Mapping[Direction, Wording] = {
    Direction.RECEIVED: Wording("收到", "received"),
    Direction.SENT: Wording("发出", "sent"),
}


class OrganKind(StrEnum):
    """With whom papers are exchanged."""

    COURT = "court"
    PROCURATORATE = "procuratorate"
    POLICE = "police"
    PRISON = "prison"
    AGENCY = "agency"
    OTHER = "other"


ORGAN_KIND_NAMES: Mapping[OrganKind, Wording] = {
    OrganKind.COURT: Wording("人民法院", "court"),
    OrganKind.PROCURATORATE: Wording("人民检察院", "procuratorate"),
    OrganKind.POLICE: Wording("公安机关", "police"),
    OrganKind.PRISON: Wording("监狱、看守所", "prison or detention house"),
    OrganKind.AGENCY: Wording("社区矫正机构", "correction agency"),
    OrganKind.OTHER: Wording("其他单位", "another body"),
}
