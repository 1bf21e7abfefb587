"""The closed lists of after-care, and what may follow what. Pure."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from supervision.errors import RuleRefused
from supervision.wording import Wording


class Source(StrEnum):
    """From where somebody came into after-care."""

    CORRECTION = "correction"
    PRISON_LIST = "prison-list"


class AftercareState(StrEnum):
    """Where a file of after-care stands; a person from correction begins as arrived."""

    TO_VERIFY = "to-verify"
    NOT_FOUND = "not-found"
    AWAITED = "awaited"
    NOT_RETURNED = "not-returned"
    ARRIVED = "arrived"
    CLOSED = "closed"


class StepKind(StrEnum):
    """What is put down about a file, each appended and never changed."""

    CONFIRMED = "confirmed"
    NOT_FOUND = "not-found"
    ARRIVED = "arrived"
    NOT_RETURNED = "not-returned"
    AGREED = "agreed"
    DECLINED = "declined"
    CLOSED = "closed"


class Arrival(StrEnum):
    """How somebody came home: met at the gate and by whom, by themselves, or handed over at the end of a correction."""

    GOVERNMENT = "government"
    PRISON = "prison"
    JUSTICE_OFFICE = "justice-office"
    POLICE = "police"
    GRASSROOTS = "grassroots"
    BY_THEMSELVES = "by-themselves"
    HANDED_OVER = "handed-over"
    OTHER = "other"


class Agreement(StrEnum):
    """Whether somebody wants help; declining it has no consequence, and may be taken back at any time."""

    NOT_ASKED = "not-asked"
    AGREED = "agreed"
    DECLINED = "declined"


class CloseReason(StrEnum):
    """Why a file is closed before its window is over."""

    MOVED = "moved"
    DIED = "died"
    IN_CUSTODY = "in-custody"


class HelperKind(StrEnum):
    """Who helps."""

    KIN = "kin"
    VILLAGE_COMMITTEE = "village-committee"
    VOLUNTEER = "volunteer"
    EMPLOYER = "employer"
    JUSTICE_OFFICE = "justice-office"


class PlacementKind(StrEnum):
    """How somebody was placed, as GB/T 31000 lists it; `none` says why there is no placement."""

    CONTRACTED_LAND = "contracted-land"
    PUBLIC_WELFARE_JOB = "public-welfare-job"
    BASE = "base"
    SELF_EMPLOYED = "self-employed"
    EMPLOYED = "employed"
    OWN_BUSINESS = "own-business"
    OTHER = "other"
    NONE = "none"


class NoPlacement(StrEnum):
    """Why somebody is not placed."""

    SEEKING = "seeking"
    STUDYING = "studying"
    UNABLE = "unable"
    NOT_WANTED = "not-wanted"
    NO_OFFER = "no-offer"


class AidKind(StrEnum):
    """With what somebody is helped."""

    EMPLOYMENT = "employment"
    TRAINING = "training"
    SOCIAL_ASSISTANCE = "social-assistance"
    MEDICAL = "medical"
    SCHOOLING = "schooling"
    DISPUTE = "dispute"


class AidState(StrEnum):
    """Whether what was asked for was given."""

    ASKED = "asked"
    GIVEN = "given"
    NOT_GIVEN = "not-given"


class VisitOutcome(StrEnum):
    """How a visit went."""

    MET = "met"
    BY_TELEPHONE = "by-telephone"
    NOT_AT_HOME = "not-at-home"
    NOT_WANTED = "not-wanted"


_S, _K = AftercareState, StepKind

LEADS_TO: Mapping[StepKind, AftercareState] = {
    _K.CONFIRMED: _S.AWAITED,
    _K.NOT_FOUND: _S.NOT_FOUND,
    _K.ARRIVED: _S.ARRIVED,
    _K.NOT_RETURNED: _S.NOT_RETURNED,
    _K.CLOSED: _S.CLOSED,
}
"""The state to which a step leads; agreeing and declining lead nowhere else."""

MAY_FOLLOW: Mapping[AftercareState, frozenset[AftercareState]] = {
    _S.TO_VERIFY: frozenset({_S.AWAITED, _S.NOT_FOUND, _S.CLOSED}),
    _S.NOT_FOUND: frozenset({_S.AWAITED, _S.ARRIVED, _S.CLOSED}),
    _S.AWAITED: frozenset({_S.ARRIVED, _S.NOT_RETURNED, _S.CLOSED}),
    _S.NOT_RETURNED: frozenset({_S.ARRIVED, _S.CLOSED}),
    _S.ARRIVED: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset(),
}
"""Whoever was not found, or did not return, may still turn up."""

SOURCE_NAMES: Mapping[Source, Wording] = {
    Source.CORRECTION: Wording("社区矫正期满", "from community correction"),
    Source.PRISON_LIST: Wording("监所名单", "from a prison's list"),
}
STATE_NAMES: Mapping[AftercareState, Wording] = {
    _S.TO_VERIFY: Wording("待核实", "to be verified"),
    _S.NOT_FOUND: Wording("查无此人", "not found"),
    _S.AWAITED: Wording("待衔接", "awaited"),
    _S.NOT_RETURNED: Wording("未返回", "did not return"),
    _S.ARRIVED: Wording("已衔接", "arrived"),
    _S.CLOSED: Wording("已结束", "closed"),
}
STEP_NAMES: Mapping[StepKind, Wording] = {
    _K.CONFIRMED: Wording("核实住址和家庭属实", "address and family confirmed"),
    _K.NOT_FOUND: Wording("核实后查无此人", "not found at the address"),
    _K.ARRIVED: Wording("已衔接", "arrived"),
    _K.NOT_RETURNED: Wording("释放后未返回", "did not return"),
    _K.AGREED: Wording("本人同意帮教", "agreed to be helped"),
    _K.DECLINED: Wording("本人不需要帮教", "declined help"),
    _K.CLOSED: Wording("结束帮教", "closed"),
}
ARRIVAL_NAMES: Mapping[Arrival, Wording] = {
    Arrival.GOVERNMENT: Wording("基层政府接回", "met by the local government"),
    Arrival.PRISON: Wording("监所送回", "brought by the prison"),
    Arrival.JUSTICE_OFFICE: Wording("司法所接回", "met by the justice office"),
    Arrival.POLICE: Wording("公安机关接回", "met by the police"),
    Arrival.GRASSROOTS: Wording("村（居）委会接回", "met by the village committee"),
    Arrival.BY_THEMSELVES: Wording("自返", "returned by themselves"),
    Arrival.HANDED_OVER: Wording("矫正期满交接", "handed over at the end of a correction"),
    Arrival.OTHER: Wording("其他", "other"),
}
AGREEMENT_NAMES: Mapping[Agreement, Wording] = {
    Agreement.NOT_ASKED: Wording("尚未询问意愿", "not asked yet"),
    Agreement.AGREED: Wording("同意帮教", "agreed"),
    Agreement.DECLINED: Wording("不需要帮教", "declined"),
}
CLOSE_NAMES: Mapping[CloseReason, Wording] = {
    CloseReason.MOVED: Wording("迁往外地", "moved away"),
    CloseReason.DIED: Wording("死亡", "died"),
    CloseReason.IN_CUSTODY: Wording("被羁押", "in custody"),
}
HELPER_NAMES: Mapping[HelperKind, Wording] = {
    HelperKind.KIN: Wording("亲属", "kin"),
    HelperKind.VILLAGE_COMMITTEE: Wording("村（居）干部", "village committee"),
    HelperKind.VOLUNTEER: Wording("志愿者", "volunteer"),
    HelperKind.EMPLOYER: Wording("用人单位", "employer"),
    HelperKind.JUSTICE_OFFICE: Wording("司法所", "justice office"),
}
PLACEMENT_NAMES: Mapping[PlacementKind, Wording] = {
    PlacementKind.CONTRACTED_LAND: Wording("落实责任田", "contracted land"),
    PlacementKind.PUBLIC_WELFARE_JOB: Wording("公益岗位", "public welfare job"),
    PlacementKind.BASE: Wording("安置基地", "placement base"),
    PlacementKind.SELF_EMPLOYED: Wording("从事个体经营", "self-employed"),
    PlacementKind.EMPLOYED: Wording("企业吸纳就业", "employed by a company"),
    PlacementKind.OWN_BUSINESS: Wording("自主创业", "own business"),
    PlacementKind.OTHER: Wording("其他安置", "placed otherwise"),
    PlacementKind.NONE: Wording("未安置", "not placed"),
}
NO_PLACEMENT_NAMES: Mapping[NoPlacement, Wording] = {
    NoPlacement.SEEKING: Wording("正在求职", "looking for work"),
    NoPlacement.STUDYING: Wording("就学、培训", "at school or in training"),
    NoPlacement.UNABLE: Wording("年老病残", "old or ill"),
    NoPlacement.NOT_WANTED: Wording("本人不需要", "not wanted"),
    NoPlacement.NO_OFFER: Wording("暂无岗位", "no place to offer"),
}
AID_NAMES: Mapping[AidKind, Wording] = {
    AidKind.EMPLOYMENT: Wording("就业帮扶", "employment"),
    AidKind.TRAINING: Wording("职业培训", "training"),
    AidKind.SOCIAL_ASSISTANCE: Wording("社会救助", "social assistance"),
    AidKind.MEDICAL: Wording("医疗帮扶", "medical aid"),
    AidKind.SCHOOLING: Wording("就学帮扶", "schooling"),
    AidKind.DISPUTE: Wording("矛盾调解", "settling a dispute"),
}
AID_STATE_NAMES: Mapping[AidState, Wording] = {
    AidState.ASKED: Wording("已提出", "asked for"),
    AidState.GIVEN: Wording("已落实", "given"),
    AidState.NOT_GIVEN: Wording("未落实", "not given"),
}
VISIT_NAMES: Mapping[VisitOutcome, Wording] = {
    VisitOutcome.MET: Wording("见到本人", "met"),
    VisitOutcome.BY_TELEPHONE: Wording("电话联系", "by telephone"),
    VisitOutcome.NOT_AT_HOME: Wording("不在家", "not at home"),
    VisitOutcome.NOT_WANTED: Wording("本人不愿见面", "did not want to be visited"),
}

STEP_REFUSED = Wording("档案目前的状态不能这样办理。", "The file does not stand where this could be done.")
NOT_AGREED = Wording(
    "帮教须本人自愿：先登记本人同意。", "Help is voluntary: put down first that the person has agreed."
)


class AftercareStepRefused(RuleRefused):
    """The file's state does not allow the step; where somebody took one before, it is told who and when."""

    code = "aftercare-step-refused"

    def __init__(self, taken_by: str | None = None, taken_at: datetime | None = None) -> None:
        super().__init__(
            Wording(f"{taken_by}已先登记，请核对目前的状态。", f"{taken_by} was first; look at how it stands now.")
            if taken_by
            else STEP_REFUSED
        )
        self.taken_by = taken_by
        self.taken_at = taken_at


class HelpNotAgreed(RuleRefused):
    """Nobody is helped who has not agreed."""

    code = "help-not-agreed"


class AftercareOver(RuleRefused):
    """The file is closed, or its window is over: nothing in it changes any more."""

    code = "aftercare-over"


def may_follow(state: AftercareState, kind: StepKind) -> bool:
    """Whether a step may be put down in that state; somebody may be asked as long as the file is open."""
    return state is not _S.CLOSED if kind not in LEADS_TO else LEADS_TO[kind] in MAY_FOLLOW[state]


def check_agreed(agreement: Agreement) -> None:
    """HelpNotAgreed unless the person wants to be helped."""
    if agreement is not Agreement.AGREED:
        raise HelpNotAgreed(NOT_AGREED)
