"""At which level a matter is decided, its steps, and what a county's agency may delegate to a justice office. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import RuleRefused
from supervision.officers.roles import Role
from supervision.wording import Wording


class Decider(StrEnum):
    """Who decides a matter."""

    OFFICE = "office"
    COUNTY = "county"
    HEAD = "head"
    CITY = "city"
    PROVINCE = "province"


DECIDER_NAMES: Mapping[Decider, Wording] = {
    Decider.OFFICE: Wording("司法所（受委托）", "justice office, by delegation"),
    Decider.COUNTY: Wording("县级社区矫正机构", "county agency"),
    Decider.HEAD: Wording("县级司法行政部门负责人", "head of the county justice bureau"),
    Decider.CITY: Wording("市级社区矫正机构", "city agency"),
    Decider.PROVINCE: Wording("省级社区矫正机构", "provincial agency"),
}

ROLES_OF_DECIDER: Mapping[Decider, tuple[Role, ...]] = {
    Decider.OFFICE: (Role.JUSTICE_OFFICE, Role.COUNTY_AGENCY),
    Decider.COUNTY: (Role.COUNTY_AGENCY,),
    Decider.HEAD: (Role.COUNTY_HEAD,),
    Decider.CITY: (Role.CITY_AGENCY,),
    Decider.PROVINCE: (Role.CITY_AGENCY,),
}
"""Whoever delegates keeps the power to decide; the province's written answer is put down by the city that asked."""

NEEDS_CODE = frozenset({Decider.HEAD, Decider.CITY, Decider.PROVINCE})
"""Decisions that ask for the second factor: others rely on them at once, and nothing brings that back."""


class StepKind(StrEnum):
    """What was done with a matter."""

    ASKED = "asked"
    FORWARDED = "forwarded"
    SENT_BACK = "sent-back"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    ENDED = "ended"


STEP_NAMES: Mapping[StepKind, Wording] = {
    StepKind.ASKED: Wording("提出", "asked"),
    StepKind.FORWARDED: Wording("报送上级", "forwarded"),
    StepKind.SENT_BACK: Wording("退回补正", "sent back"),
    StepKind.APPROVED: Wording("批准", "approved"),
    StepKind.REFUSED: Wording("不予批准", "refused"),
    StepKind.WITHDRAWN: Wording("撤回", "withdrawn"),
    StepKind.CHANGED: Wording("变更", "changed"),
    StepKind.ENDED: Wording("办结", "ended"),
}

PROPOSING_STEPS = frozenset({StepKind.ASKED, StepKind.FORWARDED})
"""Whoever took one of these takes no decision on the same matter."""


class DelegatedAct(StrEnum):
    """What a written authority lists: an office may do it by delegation, or a deputy of the head by mandate."""

    DECIDE_LEAVE = "decide-leave"
    SIGN_OFF_LEAVE = "sign-off-leave"
    ASSESS = "assess"
    DECIDE_ORDERS = "decide-orders"


DELEGATED_ACT_NAMES: Mapping[DelegatedAct, Wording] = {
    DelegatedAct.DECIDE_LEAVE: Wording("批准短期外出", "decide on short leave"),
    DelegatedAct.SIGN_OFF_LEAVE: Wording("办理销假", "sign a person off on return"),
    DelegatedAct.ASSESS: Wording("调查评估", "assess before the sentence"),
    DelegatedAct.DECIDE_ORDERS: Wording("审批电子定位", "decide on positioning orders"),
}

OF_DEPUTIES = frozenset({DelegatedAct.DECIDE_ORDERS})
"""What a mandate has to list beside what it gives by itself: the law names the head for it (CCL 29)."""
OF_OFFICES = tuple(act for act in DelegatedAct if act not in OF_DEPUTIES)
"""What a delegation can list."""


class AuthorityKind(StrEnum):
    """What a written authority gives: an office acts of the county's, or an officer the head's place."""

    DELEGATION = "delegation"
    MANDATE = "mandate"


AUTHORITY_NAMES: Mapping[AuthorityKind, Wording] = {
    AuthorityKind.DELEGATION: Wording("委托司法所", "delegation to a justice office"),
    AuthorityKind.MANDATE: Wording("授权代行负责人职责", "mandate to act as head"),
}

OWN_REQUEST = Wording(
    "提出或者报送的人不能决定同一事项，请由其他有权人员办理。",
    "Whoever asked or forwarded does not decide the same matter; another officer in charge does.",
)
NOT_DELEGATED = Wording(
    "本所没有在有效期内的委托书列明此事项，由县级社区矫正机构决定。",
    "No delegation in force lists this act for the office; the county agency decides.",
)
NOT_THIS_LEVEL = Wording("此事项不由您这一级决定。", "This matter is not decided at your level.")


class OwnRequest(RuleRefused):
    """The requester is never among the deciders."""

    code = "own-request"


class NotDelegated(RuleRefused):
    """A justice office does what a written, dated delegation lists, and nothing else."""

    code = "not-delegated"
