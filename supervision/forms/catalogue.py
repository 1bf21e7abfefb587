"""The official documents of community correction: what each is called, who issues it, and what it says. Pure.

What a document says follows the public lists of contents; the official layouts were not at hand, and ours says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supervision.forms.file_fields import FILE_FIELDS
from supervision.wording import Wording


class FormName(StrEnum):
    """The kinds of official document; a template's file is named so."""

    REPORT_IN_NOTICE = "report-in-notice"
    DECLARATION = "declaration"
    COMMITMENT = "commitment"
    LEAVE_APPLICATION = "leave-application"
    LEAVE_PERMIT = "leave-permit"
    LEAVE_REFUSAL = "leave-refusal"
    POSITIONING_DECISION = "positioning-decision"
    POSITIONING_NOTICE = "positioning-notice"
    ADMONITION = "admonition"
    WARNING = "warning"
    PENALTY_PROPOSAL = "penalty-proposal"
    SUSPENSION_REVOCATION = "suspension-revocation"
    PAROLE_REVOCATION = "parole-revocation"
    IMPRISONMENT_PROPOSAL = "imprisonment-proposal"
    ARREST_PROPOSAL = "arrest-proposal"
    REDUCTION_PROPOSAL = "reduction-proposal"
    TRANSFER_INQUIRY = "transfer-inquiry"
    TRANSFER_REPLY = "transfer-reply"
    SEARCH_POLICE_NOTICE = "search-police-notice"
    SEARCH_PROSECUTOR_NOTICE = "search-prosecutor-notice"
    APPRAISAL = "appraisal"
    RELEASE_CERTIFICATE = "release-certificate"
    RELEASE_NOTICE = "release-notice"
    TERMINATION_NOTICE = "termination-notice"


class Issuer(StrEnum):
    """Whose paper it is: any office that keeps the file, or the county agency alone."""

    OFFICE = "office"
    COUNTY = "county"


class FieldKind(StrEnum):
    """What an officer types into a field."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that the file does not say and an officer does; `usual` is what it mostly says."""

    name: str
    label: Wording
    kind: FieldKind = FieldKind.LINE
    is_required: bool = True
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """An official document: its name, the letters of its numbers, who issues it, and what has to be typed."""

    name: FormName
    title: Wording
    letters: str
    issuer: Issuer
    fields: tuple[Field, ...] = ()


_LINE, _TEXT, _DAY = FieldKind.LINE, FieldKind.TEXT, FieldKind.DAY
_OFFICE, _COUNTY = Issuer.OFFICE, Issuer.COUNTY

_TO = Field("addressed_to", Wording("主送", "addressed to"))
_FACTS = Field("facts", Wording("事实", "facts"), _TEXT)
_EVIDENCE = Field("evidence", Wording("证据", "evidence"), _TEXT)
_BASIS = Field("legal_basis", Wording("法律依据（条款）", "legal basis (articles)"))
_FROM = Field("from_day", Wording("起日", "first day"), _DAY)
_UNTIL = Field("until_day", Wording("止日", "last day"), _DAY)
_REASON = Field("reason", Wording("事由", "reason"), _TEXT)
_DESTINATION = Field("destination", Wording("目的地", "destination"))
_ORDER = Field("order_number", Wording("定位令编号", "number of the positioning order"))
_CAUSE = Field("cause", Wording("原因", "cause"), usual="矫正期限届满")
_ENDED = Field("ended_on", Wording("解除或者终止日期", "day of the end"), _DAY)
_PROPOSED = (_TO, _FACTS, _EVIDENCE, _BASIS)
_SEARCHED = (
    Field("lost_since", Wording("失去联系的时间", "out of contact since")),
    Field("done", Wording("已开展的查找", "what was done to find them"), _TEXT),
)

_FORMS = (
    Form(
        FormName.REPORT_IN_NOTICE,
        Wording("社区矫正报到通知书", "notice to report in"),
        "BD",
        _OFFICE,
        (
            Field("report_by", Wording("最迟报到日", "report in by"), _DAY),
            Field("report_to", Wording("报到地点", "where to report in")),
            Field("bring", Wording("须携带的材料", "what to bring"), usual="本人身份证件、裁判文书"),
        ),
    ),
    Form(
        FormName.DECLARATION,
        Wording("社区矫正宣告书", "declaration"),
        "XG",
        _OFFICE,
        (
            Field("bans", Wording("禁止令", "court's injunction"), _TEXT, usual="无"),
            Field("group_members", Wording("矫正小组成员", "members of the correction group"), _TEXT),
        ),
    ),
    Form(FormName.COMMITMENT, Wording("社区矫正承诺书", "commitment"), "CN", _OFFICE),
    Form(
        FormName.LEAVE_APPLICATION,
        Wording("社区矫正对象外出申请审批表", "application for leave"),
        "WC",
        _OFFICE,
        (
            _REASON,
            _DESTINATION,
            _FROM,
            _UNTIL,
            Field("travel", Wording("往返方式", "way of travel"), is_required=False),
            Field("proofs", Wording("证明材料", "proofs"), is_required=False),
        ),
    ),
    Form(
        FormName.LEAVE_PERMIT,
        Wording("准予外出通知书", "permit of leave"),
        "ZW",
        _OFFICE,
        (
            _REASON,
            _DESTINATION,
            _FROM,
            _UNTIL,
            Field(
                "duties",
                Wording("外出期间的要求", "duties while away"),
                _TEXT,
                usual="保持通讯畅通，按要求报告情况；按期返回，返回后及时报告并办理销假。",
            ),
        ),
    ),
    Form(
        FormName.LEAVE_REFUSAL,
        Wording("不准予外出通知书", "refusal of leave"),
        "BZ",
        _OFFICE,
        (
            _REASON,
            _DESTINATION,
            _FROM,
            _UNTIL,
            Field("refusal_reason", Wording("不准予的理由", "why it is refused"), _TEXT),
        ),
    ),
    Form(
        FormName.POSITIONING_DECISION,
        Wording("使用电子定位装置决定书", "decision on electronic positioning"),
        "DJ",
        _COUNTY,
        (
            _ORDER,
            Field("ground", Wording("法定情形", "statutory ground")),
            _FACTS,
            _FROM,
            _UNTIL,
            Field("approved_by", Wording("批准人", "approved by")),
        ),
    ),
    Form(
        FormName.POSITIONING_NOTICE,
        Wording("使用电子定位装置告知书", "notice of electronic positioning"),
        "DG",
        _OFFICE,
        (
            _ORDER,
            _FROM,
            _UNTIL,
            Field("duties", Wording("佩戴期间的要求", "duties"), _TEXT),
            Field("consequences", Wording("违反的后果", "consequences"), _TEXT),
        ),
    ),
    Form(
        FormName.ADMONITION,
        Wording("社区矫正训诫决定书", "admonition"),
        "XJ",
        _COUNTY,
        (_FACTS, _EVIDENCE, _BASIS),
    ),
    Form(
        FormName.WARNING,
        Wording("社区矫正警告决定书", "warning"),
        "JG",
        _COUNTY,
        (_FACTS, _EVIDENCE, _BASIS),
    ),
    Form(
        FormName.PENALTY_PROPOSAL,
        Wording("治安管理处罚建议书", "proposal of a police penalty"),
        "ZC",
        _COUNTY,
        _PROPOSED,
    ),
    Form(
        FormName.SUSPENSION_REVOCATION,
        Wording("撤销缓刑建议书", "proposal to revoke a suspended sentence"),
        "CH",
        _COUNTY,
        _PROPOSED,
    ),
    Form(
        FormName.PAROLE_REVOCATION,
        Wording("撤销假释建议书", "proposal to revoke parole"),
        "CJ",
        _COUNTY,
        _PROPOSED,
    ),
    Form(
        FormName.IMPRISONMENT_PROPOSAL,
        Wording("收监执行建议书", "proposal of re-imprisonment"),
        "SJ",
        _COUNTY,
        _PROPOSED,
    ),
    Form(
        FormName.ARREST_PROPOSAL,
        Wording("逮捕建议书", "proposal of arrest"),
        "DB",
        _COUNTY,
        (
            *_PROPOSED,
            Field("revocation_number", Wording("同时提出的撤销建议书编号", "number of the revocation proposal")),
        ),
    ),
    Form(
        FormName.REDUCTION_PROPOSAL,
        Wording("减刑建议书", "proposal of a reduced sentence"),
        "JX",
        _COUNTY,
        (*_PROPOSED, Field("proposal", Wording("建议内容", "what is proposed"), _TEXT)),
    ),
    Form(
        FormName.TRANSFER_INQUIRY,
        Wording("执行地变更征求意见函", "inquiry on a change of place"),
        "ZX",
        _COUNTY,
        (
            _TO,
            _REASON,
            Field("new_address", Wording("拟变更后的住址", "address at the new place")),
            Field("reply_by", Wording("请于何日前复函", "answer asked for by"), _DAY),
        ),
    ),
    Form(
        FormName.TRANSFER_REPLY,
        Wording("执行地变更复函", "reply on a change of place"),
        "FH",
        _COUNTY,
        (
            _TO,
            Field("inquiry_number", Wording("来函编号", "number of the inquiry")),
            Field("found", Wording("核实情况", "what was found"), _TEXT),
            Field("answer", Wording("答复意见", "answer"), _TEXT),
        ),
    ),
    Form(
        FormName.SEARCH_POLICE_NOTICE,
        Wording("协助查找社区矫正对象通知书", "notice to the police of a search"),
        "CZ",
        _OFFICE,
        (Field("addressed_to", _TO.label, usual="公安机关"), *_SEARCHED),
    ),
    Form(
        FormName.SEARCH_PROSECUTOR_NOTICE,
        Wording("查找社区矫正对象情况通报", "notice to the procuratorate of a search"),
        "TB",
        _OFFICE,
        (Field("addressed_to", _TO.label, usual="人民检察院"), *_SEARCHED),
    ),
    Form(
        FormName.APPRAISAL,
        Wording("社区矫正期满鉴定表", "appraisal at the end of the term"),
        "JD",
        _OFFICE,
        (
            Field("own_summary", Wording("本人总结", "own summary"), _TEXT),
            Field("conduct", Wording("遵守监督管理规定情况", "conduct under supervision"), _TEXT),
            Field("education", Wording("教育帮扶情况", "education and help"), _TEXT),
            Field("opinion", Wording("鉴定意见", "appraisal"), _TEXT),
        ),
    ),
    Form(
        FormName.RELEASE_CERTIFICATE,
        Wording("解除社区矫正证明书", "certificate of release"),
        "JM",
        _COUNTY,
        (_CAUSE, _ENDED),
    ),
    Form(
        FormName.RELEASE_NOTICE,
        Wording("解除社区矫正通知书", "notice of release"),
        "JT",
        _COUNTY,
        (_TO, _CAUSE, _ENDED, Field("copied_to", Wording("抄送", "copied to"))),
    ),
    Form(
        FormName.TERMINATION_NOTICE,
        Wording("终止社区矫正通知书", "notice of termination"),
        "ZT",
        _COUNTY,
        (
            _TO,
            Field("cause", Wording("原因", "cause")),
            _ENDED,
            _BASIS,
            Field("copied_to", Wording("抄送", "copied to")),
        ),
    ),
)

FORMS: Mapping[FormName, Form] = {form.name: form for form in _FORMS}
"""Every form by its name, in the order of the life of a file."""


def fields_of(form: Form) -> frozenset[str]:
    """Every name that a template of the form may use."""
    return frozenset(FILE_FIELDS) | {field.name for field in form.fields}
