"""The closed lists of applications (申请): kinds, states, reasons, whom to tell; and which state allows what. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import RuleRefused
from supervision.wording import Wording


class ApplicationKind(StrEnum):
    """What is asked for."""

    LEAVE = "leave"
    TRIPS = "frequent-trips"
    BARRED_PLACE = "barred-place"
    CONTACT = "contact"
    CLASS_CHANGE = "class-change"
    MEDICAL_INTERVAL = "medical-interval"


KIND_NAMES: Mapping[ApplicationKind, Wording] = {
    ApplicationKind.LEAVE: Wording("外出", "leave"),
    ApplicationKind.TRIPS: Wording("经常性跨市县活动", "frequent trips across the boundary"),
    ApplicationKind.BARRED_PLACE: Wording("进入特定场所", "entering a barred place"),
    ApplicationKind.CONTACT: Wording("会客", "meeting somebody a ban names"),
    ApplicationKind.CLASS_CHANGE: Wording("变更管理类别", "change of class"),
    ApplicationKind.MEDICAL_INTERVAL: Wording("延长病情复查间隔", "a longer interval between medical examinations"),
}


class ApplicationState(StrEnum):
    """Where an application stands."""

    ASKED = "asked"
    SENT_BACK = "sent-back"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


STATE_NAMES: Mapping[ApplicationState, Wording] = {
    ApplicationState.ASKED: Wording("待审批", "waits for a decision"),
    ApplicationState.SENT_BACK: Wording("已退回补正", "sent back"),
    ApplicationState.APPROVED: Wording("已批准", "approved"),
    ApplicationState.REFUSED: Wording("不予批准", "refused"),
    ApplicationState.WITHDRAWN: Wording("已撤回", "withdrawn"),
    ApplicationState.ENDED: Wording("已办结", "ended"),
}


class EndedBy(StrEnum):
    """How what was approved came to its end before its time, or with the person's return."""

    SIGNED_OFF = "signed-off"
    CANCELLED = "cancelled"


ENDED_BY_NAMES: Mapping[EndedBy, Wording] = {
    EndedBy.SIGNED_OFF: Wording("已销假", "signed off on return"),
    EndedBy.CANCELLED: Wording("已取消", "cancelled"),
}


class LeaveReason(StrEnum):
    """Why somebody leaves: the proper reasons that the Measures name, and others of the same weight."""

    MEDICAL = "medical"
    STUDY = "study"
    LITIGATION = "litigation"
    FAMILY = "family"
    WORK = "work"
    OTHER = "other"


LEAVE_REASON_NAMES: Mapping[LeaveReason, Wording] = {
    LeaveReason.MEDICAL: Wording("就医", "medical treatment"),
    LeaveReason.STUDY: Wording("就学", "study"),
    LeaveReason.LITIGATION: Wording("参与诉讼", "litigation"),
    LeaveReason.FAMILY: Wording("处理家庭重要事务", "an important family matter"),
    LeaveReason.WORK: Wording("处理工作重要事务", "an important work matter"),
    LeaveReason.OTHER: Wording("其他正当理由", "another proper reason"),
}


class ContactPerson(StrEnum):
    """Whom somebody may meet with approval only."""

    VICTIM = "victim"
    COMPLAINANT = "complainant"
    INFORMANT = "informant"
    CO_OFFENDER = "co-offender"
    OTHER = "other"


CONTACT_PERSON_NAMES: Mapping[ContactPerson, Wording] = {
    ContactPerson.VICTIM: Wording("被害人", "the victim"),
    ContactPerson.COMPLAINANT: Wording("控告人", "whoever complained"),
    ContactPerson.INFORMANT: Wording("举报人", "whoever informed"),
    ContactPerson.CO_OFFENDER: Wording("同案犯", "a co-offender"),
    ContactPerson.OTHER: Wording("禁止令或者监管规定所列其他人", "another person whom a ban names"),
}


class Recipient(StrEnum):
    """Who is told of an approval."""

    COUNTY = "county"
    COURT = "court"
    PROSECUTOR = "prosecutor"


RECIPIENT_NAMES: Mapping[Recipient, Wording] = {
    Recipient.COUNTY: Wording("县级社区矫正机构（备案）", "county agency, for its files"),
    Recipient.COURT: Wording("原审人民法院", "the court that judged"),
    Recipient.PROSECUTOR: Wording("同级人民检察院", "the prosecutor of the same level"),
}

DECIDED_STATES = frozenset({ApplicationState.APPROVED, ApplicationState.REFUSED, ApplicationState.ENDED})

STEP_REFUSED = Wording("申请目前的状态不能这样办理。", "The application does not stand where this could be done.")


class ApplicationStepRefused(RuleRefused):
    """The application's state does not allow the step."""

    code = "application-step-refused"
