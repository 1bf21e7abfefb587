"""The closed lists of measures: what they are, what they rest on, where they stand, what is done with them. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.corrections.category import Category
from supervision.corrections.record_kinds import RecordKind
from supervision.wording import Wording


class MeasureKind(StrEnum):
    """A sanction or a reward: decided by the county agency, or proposed by it to the organ that decides."""

    ADMONITION = "admonition"
    WARNING = "warning"
    POLICE_PENALTY = "police-penalty"
    REVOKE_SUSPENSION = "revoke-suspension"
    REVOKE_PAROLE = "revoke-parole"
    RE_IMPRISONMENT = "re-imprisonment"
    ARREST = "arrest"
    PRAISE = "praise"
    REDUCTION = "reduction"


class Trigger(StrEnum):
    """On what a measure rests, as the rules list it."""

    DAYS_OUT = "days-out"
    BREACH = "breach"
    INJUNCTION_BREACH = "injunction-breach"
    NO_EXAMINATION = "no-examination"
    TWO_ADMONITIONS = "two-admonitions"
    PENALTY_UNREPENTANT = "penalty-unrepentant"
    TWO_WARNINGS = "two-warnings"
    NOT_ELIGIBLE = "not-eligible"
    LEFT_UNMOVED = "left-unmoved"
    GROUND_GONE = "ground-gone"
    GUARANTOR_LOST = "guarantor-lost"
    OTHER_SERIOUS = "other-serious"
    DANGER = "danger"
    GOOD_CONDUCT = "good-conduct"
    OUTSTANDING_DEED = "outstanding-deed"
    MERIT = "merit"


class MeasureState(StrEnum):
    """Where a measure stands."""

    PROPOSED = "proposed"
    DROPPED = "dropped"
    DECIDED = "decided"
    DELIVERED = "delivered"
    CLOSED = "closed"
    ANNULLED = "annulled"


class MeasureStep(StrEnum):
    """What is done with a measure; each is appended with who did it and when."""

    PROPOSE = "propose"
    HEAR = "hear"
    RESPOND = "respond"
    DROP = "drop"
    DECIDE = "decide"
    UNDO = "undo"
    SERVE = "serve"
    SEND = "send"
    COPY = "copy"
    OBJECT = "object"
    ANSWER_OBJECTION = "answer-objection"
    TO_PROSECUTOR = "to-prosecutor"
    RECORD_OUTCOME = "record-outcome"
    REVIEW = "review"
    ANNUL = "annul"


class Reply(StrEnum):
    """What came of asking the person before the decision."""

    EXPLAINED = "explained"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"


class OpinionKind(StrEnum):
    """How a prosecutor speaks to the agency."""

    SUGGESTION = "suggestion"
    CORRECTION_NOTICE = "correction-notice"


class OpinionShow(StrEnum):
    """Opinions that somebody still has to answer or close, and the others."""

    OPEN = "open"
    CLOSED = "closed"


_K, _T, _S, _D = MeasureKind, Trigger, MeasureState, MeasureStep

REWARDS = frozenset({_K.PRAISE, _K.REDUCTION})
REVOCATIONS = frozenset({_K.REVOKE_SUSPENSION, _K.REVOKE_PAROLE, _K.RE_IMPRISONMENT})
"""What ends the correction if the organ that decides agrees."""
OWN_DECISIONS = frozenset({_K.ADMONITION, _K.WARNING, _K.PRAISE})
"""What the county agency decides itself, and serves on the person; the others it proposes, and sends."""
HEARD_BEFORE = frozenset(_K) - REWARDS - {_K.ARREST}
"""Before these the person is asked; an arrest is not announced."""

CATEGORIES_OF: Mapping[MeasureKind, frozenset[Category]] = {
    _K.ADMONITION: frozenset(Category),
    _K.WARNING: frozenset(Category),
    _K.POLICE_PENALTY: frozenset(Category) - {Category.PAROLE},
    _K.REVOKE_SUSPENSION: frozenset({Category.SUSPENDED_SENTENCE}),
    _K.REVOKE_PAROLE: frozenset({Category.PAROLE}),
    _K.RE_IMPRISONMENT: frozenset({Category.MEDICAL_PAROLE}),
    _K.ARREST: frozenset({Category.SUSPENDED_SENTENCE, Category.PAROLE}),
    _K.PRAISE: frozenset(Category),
    _K.REDUCTION: frozenset(Category),
}
"""Which categories the law has each measure for; for the others it does not exist."""


def is_for(kind: MeasureKind, category: Category) -> bool:
    """Whether the law knows the measure for that category."""
    return category in CATEGORIES_OF[kind]


RECORDED_AS: Mapping[MeasureKind, RecordKind] = {
    _K.ADMONITION: RecordKind.ADMONITION,
    _K.WARNING: RecordKind.WARNING,
    _K.PRAISE: RecordKind.PRAISE,
    _K.POLICE_PENALTY: RecordKind.POLICE_PENALTY,
    _K.REVOKE_SUSPENSION: RecordKind.REVOCATION_PROPOSAL,
    _K.REVOKE_PAROLE: RecordKind.REVOCATION_PROPOSAL,
    _K.RE_IMPRISONMENT: RecordKind.REVOCATION_PROPOSAL,
}
"""The fact that a measure becomes on the file: at service, at the decision to propose, or when police have punished."""

STANDING = frozenset({_S.DECIDED, _S.DELIVERED, _S.CLOSED})
"""Decided and not annulled."""

MAY_FOLLOW: Mapping[MeasureState, frozenset[MeasureStep]] = {
    _S.PROPOSED: frozenset({_D.HEAR, _D.RESPOND, _D.DROP, _D.DECIDE}),
    _S.DECIDED: frozenset({_D.UNDO, _D.SERVE, _D.SEND, _D.REVIEW}),
    _S.DELIVERED: frozenset({
        _D.COPY, _D.OBJECT, _D.ANSWER_OBJECTION, _D.TO_PROSECUTOR, _D.RECORD_OUTCOME, _D.REVIEW, _D.ANNUL,
    }),
    _S.CLOSED: frozenset({_D.COPY, _D.REVIEW, _D.ANNUL}),
    _S.DROPPED: frozenset(),
    _S.ANNULLED: frozenset(),
}  # fmt: skip
"""What can be done in each state; what was served or sent is never undone, only annulled by a decision."""

LEADS_TO: Mapping[MeasureStep, MeasureState] = {
    _D.DROP: _S.DROPPED,
    _D.DECIDE: _S.DECIDED,
    _D.UNDO: _S.PROPOSED,
    _D.SERVE: _S.DELIVERED,
    _D.SEND: _S.DELIVERED,
    _D.RECORD_OUTCOME: _S.CLOSED,
    _D.ANNUL: _S.ANNULLED,
}
"""The steps that change the state; the others leave it."""

MEASURE_NAMES: Mapping[MeasureKind, Wording] = {
    _K.ADMONITION: Wording("训诫", "admonition"),
    _K.WARNING: Wording("警告", "warning"),
    _K.POLICE_PENALTY: Wording("提请治安管理处罚", "proposal of a public-security penalty"),
    _K.REVOKE_SUSPENSION: Wording("提请撤销缓刑", "proposal to revoke the suspended sentence"),
    _K.REVOKE_PAROLE: Wording("提请撤销假释", "proposal to revoke parole"),
    _K.RE_IMPRISONMENT: Wording("提请收监执行", "proposal of re-imprisonment"),
    _K.ARREST: Wording("提请逮捕", "request for arrest"),
    _K.PRAISE: Wording("表扬", "praise"),
    _K.REDUCTION: Wording("提请减刑", "proposal to reduce the sentence"),
}
TRIGGER_NAMES: Mapping[Trigger, Wording] = {
    _T.DAYS_OUT: Wording("脱离监管的日数", "days out of supervision"),
    _T.BREACH: Wording("违反监督管理规定", "breach of the rules of supervision"),
    _T.INJUNCTION_BREACH: Wording("违反禁止令", "breach of an injunction"),
    _T.NO_EXAMINATION: Wording("不按规定提交病情复查情况", "no medical re-examination handed in"),
    _T.TWO_ADMONITIONS: Wording("受训诫达到次数，仍不改正", "the number of admonitions, and unrepentant"),
    _T.PENALTY_UNREPENTANT: Wording("受治安管理处罚，仍不改正", "a police penalty, and unrepentant"),
    _T.TWO_WARNINGS: Wording("受警告达到次数", "the number of warnings"),
    _T.NOT_ELIGIBLE: Wording("不符合暂予监外执行条件", "not eligible for service outside prison"),
    _T.LEFT_UNMOVED: Wording("擅自离开经警告不改正，或者下落不明", "left, unmoved by a warning or untraceable"),
    _T.GROUND_GONE: Wording("暂予监外执行的情形消失，刑期未满", "the ground is gone and the term has not ended"),
    _T.GUARANTOR_LOST: Wording("保证人丧失条件，未另提出", "the guarantor is lost and not replaced"),
    _T.OTHER_SERIOUS: Wording("其他法定情形", "another case that the law names"),
    _T.DANGER: Wording("可能逃跑或者发生社会危险", "flight or danger to society is likely"),
    _T.GOOD_CONDUCT: Wording("表现良好", "good conduct"),
    _T.OUTSTANDING_DEED: Wording("突出事迹", "an outstanding deed"),
    _T.MERIT: Wording("悔改、立功或者重大立功", "repentance, merit or major merit"),
}
MEASURE_STATE_NAMES: Mapping[MeasureState, Wording] = {
    _S.PROPOSED: Wording("待决定", "to be decided"),
    _S.DROPPED: Wording("未作出", "not taken"),
    _S.DECIDED: Wording("已决定，待送达或者报送", "decided, to be served or sent"),
    _S.DELIVERED: Wording("已送达或者报送", "served or sent"),
    _S.CLOSED: Wording("已有结果", "answered by the organ that decides"),
    _S.ANNULLED: Wording("已撤销", "annulled"),
}
MEASURE_STEP_NAMES: Mapping[MeasureStep, Wording] = {
    _D.PROPOSE: Wording("提出", "proposed"),
    _D.HEAR: Wording("听取本人陈述", "the person was heard"),
    _D.RESPOND: Wording("对本人陈述的答复", "the explanation was answered"),
    _D.DROP: Wording("不予作出", "not taken"),
    _D.DECIDE: Wording("决定", "decided"),
    _D.UNDO: Wording("收回决定（送达前）", "decision taken back before service"),
    _D.SERVE: Wording("送达本人", "served on the person"),
    _D.SEND: Wording("报送决定机关", "sent to the organ that decides"),
    _D.COPY: Wording("抄送人民检察院", "copied to the prosecutor"),
    _D.OBJECT: Wording("本人提出异议", "the person objected"),
    _D.ANSWER_OBJECTION: Wording("答复异议：维持", "objection answered: it stands"),
    _D.TO_PROSECUTOR: Wording("本人向人民检察院申诉", "the person turned to the prosecutor"),
    _D.RECORD_OUTCOME: Wording("登记结果", "result recorded"),
    _D.REVIEW: Wording("复核：仍然成立", "reviewed: it stands"),
    _D.ANNUL: Wording("撤销", "annulled"),
}
REPLY_NAMES: Mapping[Reply, Wording] = {
    Reply.EXPLAINED: Wording("作出陈述", "gave an explanation"),
    Reply.DECLINED: Wording("放弃陈述", "declined to explain"),
    Reply.UNREACHABLE: Wording("多次联系未果", "could not be reached"),
}
OPINION_KIND_NAMES: Mapping[OpinionKind, Wording] = {
    OpinionKind.SUGGESTION: Wording("检察建议", "prosecutor's suggestion"),
    OpinionKind.CORRECTION_NOTICE: Wording("纠正违法通知书", "notice to correct an unlawful act"),
}
