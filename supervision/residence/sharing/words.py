"""The closed lists of sharing: who receives, what about, which fields, how it goes and what is answered. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.residence.rules import PersonField
from supervision.wording import Wording


class Receiver(StrEnum):
    """The kinds of departments that are given anything."""

    HOUSING = "housing"
    FIRE = "fire"
    TAX = "tax"
    EMPLOYMENT = "employment"
    EDUCATION = "education"
    HEALTH = "health"


class SharedKind(StrEnum):
    """What a view is about; premises come first, and persons only where nothing less will do."""

    PREMISES = "premises"
    HAZARDS = "hazards"
    FILINGS = "filings"
    PERSONS = "persons"


class PlaceField(StrEnum):
    """What can be given of premises, of hazards of premises, and of leases to be filed; none of it is a person's."""

    ADDRESS = "address"
    ADDRESS_CODE = "address-code"
    COMMUNITY = "community"
    BUILDING_USE = "building-use"
    LETTING_USE = "letting-use"
    OWNERSHIP = "ownership"
    AREA = "area"
    ROOMS = "rooms"
    CAPACITY = "capacity"
    SPACES = "spaces-lived-in"
    HAZARD = "hazard"
    SPACE = "space"
    RECORDED_ON = "recorded-on"
    DUE_ON = "due-on"
    TENANCY_NUMBER = "tenancy-number"
    STARTS_ON = "starts-on"
    ENDS_ON = "ends-on"


class ViewState(StrEnum):
    """Where a view stands; a view past its last day is still `approved`, and gives nothing any more."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    ENDED = "ended"


class Scope(StrEnum):
    """Everything under the view, or only what reads differently than when it was last given."""

    ALL = "all"
    CHANGED = "changed"


class HandedOver(StrEnum):
    """How the archive goes to the department; its password goes another way."""

    GOVERNMENT_NETWORK = "government-network"
    IN_PERSON = "in-person"


class Answer(StrEnum):
    """What a department answers to one item."""

    ACCEPTED = "accepted"
    RESOLVED = "resolved"
    DECLINED = "declined"
    FILED = "filed"
    EXEMPT = "exempt"


class AnswerVerdict(StrEnum):
    """What becomes of one row of an answer."""

    TO_ENTER = "to-enter"
    KNOWN = "known"
    OTHER_PROVISION = "other-provision"
    UNKNOWN_ITEM = "unknown-item"
    SETTLED = "settled"
    INVALID = "invalid"


_P = PlaceField
OFFERED: Mapping[SharedKind, tuple[PlaceField | PersonField, ...]] = {
    SharedKind.PREMISES: (
        _P.ADDRESS, _P.ADDRESS_CODE, _P.COMMUNITY, _P.BUILDING_USE, _P.LETTING_USE, _P.OWNERSHIP, _P.AREA, _P.ROOMS,
        _P.CAPACITY, _P.SPACES,
    ),
    SharedKind.HAZARDS: (_P.ADDRESS, _P.ADDRESS_CODE, _P.COMMUNITY, _P.HAZARD, _P.SPACE, _P.RECORDED_ON, _P.DUE_ON),
    SharedKind.FILINGS: (_P.TENANCY_NUMBER, _P.ADDRESS, _P.STARTS_ON, _P.ENDS_ON),
    SharedKind.PERSONS: tuple(field for field in PersonField if field is not PersonField.PHOTO),
}  # fmt: skip
"""The closed list of fields of each kind, in the order in which they are given; no picture of anybody ever is."""

RECEIVERS_OF: Mapping[SharedKind, frozenset[Receiver]] = {
    SharedKind.PREMISES: frozenset(Receiver),
    SharedKind.HAZARDS: frozenset({Receiver.HOUSING, Receiver.FIRE, Receiver.HEALTH}),
    SharedKind.FILINGS: frozenset({Receiver.HOUSING}),
    SharedKind.PERSONS: frozenset(Receiver),
}
"""Who can be given what: hazards go to an office in charge of them, leases to where they are filed."""

ANSWERS_TO: Mapping[SharedKind, tuple[Answer, ...]] = {
    SharedKind.PREMISES: (),
    SharedKind.HAZARDS: (Answer.ACCEPTED, Answer.RESOLVED, Answer.DECLINED),
    SharedKind.FILINGS: (Answer.FILED, Answer.EXEMPT),
    SharedKind.PERSONS: (),
}
"""What can be answered; nothing is ever answered about a person."""

RECEIVER_NAMES: Mapping[Receiver, Wording] = {
    Receiver.HOUSING: Wording("住房", "housing"),
    Receiver.FIRE: Wording("消防救援", "fire and rescue"),
    Receiver.TAX: Wording("税务", "tax"),
    Receiver.EMPLOYMENT: Wording("人力资源和社会保障", "employment"),
    Receiver.EDUCATION: Wording("教育", "education"),
    Receiver.HEALTH: Wording("卫生健康", "health"),
}
SHARED_KIND_NAMES: Mapping[SharedKind, Wording] = {
    SharedKind.PREMISES: Wording("出租房屋", "let premises"),
    SharedKind.HAZARDS: Wording("移送该部门的隐患", "hazards referred to the department"),
    SharedKind.FILINGS: Wording("未备案的租赁", "leases not filed"),
    SharedKind.PERSONS: Wording("在住人员", "residents"),
}
PLACE_FIELD_NAMES: Mapping[PlaceField, Wording] = {
    PlaceField.ADDRESS: Wording("标准地址", "standard address"),
    PlaceField.ADDRESS_CODE: Wording("地址编码", "address code"),
    PlaceField.COMMUNITY: Wording("村（社区）", "community"),
    PlaceField.BUILDING_USE: Wording("建筑用途", "building use"),
    PlaceField.LETTING_USE: Wording("出租用途", "letting use"),
    PlaceField.OWNERSHIP: Wording("产权", "ownership"),
    PlaceField.AREA: Wording("面积（平方米）", "area (m²)"),
    PlaceField.ROOMS: Wording("居室数", "rooms"),
    PlaceField.CAPACITY: Wording("核定可住人数", "how many may live there"),
    PlaceField.SPACES: Wording("住人的非居住空间", "spaces lived in that are none"),
    PlaceField.HAZARD: Wording("隐患类型", "kind of hazard"),
    PlaceField.SPACE: Wording("所在空间", "space"),
    PlaceField.RECORDED_ON: Wording("登记日期", "recorded on"),
    PlaceField.DUE_ON: Wording("办理期限", "due on"),
    PlaceField.TENANCY_NUMBER: Wording("租赁编号", "tenancy number"),
    PlaceField.STARTS_ON: Wording("租期起", "lease from"),
    PlaceField.ENDS_ON: Wording("租期止", "lease until"),
}
PERSON_FIELD_NAMES: Mapping[PersonField, Wording] = {
    PersonField.NAME: Wording("姓名", "name"),
    PersonField.SEX: Wording("性别", "sex"),
    PersonField.ETHNICITY: Wording("民族", "ethnicity"),
    PersonField.BORN_ON: Wording("出生日期", "born on"),
    PersonField.DOCUMENT: Wording("证件号码", "document number"),
    PersonField.DOMICILE: Wording("户籍地址", "domicile"),
    PersonField.RESIDENCE: Wording("居住地址", "residence"),
    PersonField.ISSUER: Wording("签发机关", "issuer"),
    PersonField.ISSUED_ON: Wording("签发日期", "issued on"),
    PersonField.PHONE: Wording("联系方式", "contact"),
    PersonField.WORKPLACE: Wording("工作单位", "workplace"),
    PersonField.POLITICAL_STATUS: Wording("政治面貌", "political status"),
    PersonField.EDUCATION: Wording("文化程度", "education"),
    PersonField.MARITAL_STATUS: Wording("婚姻状况", "marital status"),
    PersonField.EMPLOYMENT: Wording("就业状况", "employment"),
    PersonField.SOCIAL_SECURITY: Wording("社会保险", "social insurance"),
}
VIEW_STATE_NAMES: Mapping[ViewState, Wording] = {
    ViewState.PROPOSED: Wording("待核准", "to be approved"),
    ViewState.APPROVED: Wording("已核准", "approved"),
    ViewState.RETURNED: Wording("已退回", "returned"),
    ViewState.ENDED: Wording("已终止", "ended"),
}
SCOPE_NAMES: Mapping[Scope, Wording] = {
    Scope.ALL: Wording("全部", "all"),
    Scope.CHANGED: Wording("上次提供以来有变化的", "changed since it was last given"),
}
HANDED_OVER_NAMES: Mapping[HandedOver, Wording] = {
    HandedOver.GOVERNMENT_NETWORK: Wording("政务网传送", "over the government network"),
    HandedOver.IN_PERSON: Wording("当面交接", "in person"),
}
ANSWER_NAMES: Mapping[Answer, Wording] = {
    Answer.ACCEPTED: Wording("已受理", "accepted"),
    Answer.RESOLVED: Wording("已消除", "put right"),
    Answer.DECLINED: Wording("不属本部门", "not this department's"),
    Answer.FILED: Wording("已备案", "filed"),
    Answer.EXEMPT: Wording("无须备案", "need not be filed"),
}
ANSWER_VERDICT_NAMES: Mapping[AnswerVerdict, Wording] = {
    AnswerVerdict.TO_ENTER: Wording("可以登记", "can be entered"),
    AnswerVerdict.KNOWN: Wording("已经登记", "entered already"),
    AnswerVerdict.OTHER_PROVISION: Wording("不是这次提供的", "of another provision"),
    AnswerVerdict.UNKNOWN_ITEM: Wording("没有这个条目", "no such item"),
    AnswerVerdict.SETTLED: Wording("已经办结", "settled already"),
    AnswerVerdict.INVALID: Wording("不能登记", "cannot be entered"),
}
