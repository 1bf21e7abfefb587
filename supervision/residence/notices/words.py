"""The closed lists of stay notices: what is told, who tells it, and what became of it. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from supervision.wording import Wording


class LinkScope(StrEnum):
    """For what a link to the notice page is valid."""

    DRAWER = "drawer"
    DWELLING = "dwelling"


class NoticeKind(StrEnum):
    """What a stay notice tells: that people came to live somewhere, or that they left."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


class DeclarerKind(StrEnum):
    """Who gives a stay notice."""

    LANDLORD = "landlord"
    EMPLOYER = "employer"
    PROPERTY_MANAGER = "property-manager"
    BROKER = "broker"
    NEWCOMER = "newcomer"


class ItemState(StrEnum):
    """What became of one person of a stay notice."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class NoticeState(StrEnum):
    """What became of a stay notice as a whole."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly-accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


NOTICE_KIND_NAMES: Mapping[NoticeKind, Wording] = {
    NoticeKind.ARRIVAL: Wording("入住申报", "arrival"),
    NoticeKind.DEPARTURE: Wording("搬离申报", "departure"),
}
DECLARER_KIND_NAMES: Mapping[DeclarerKind, Wording] = {
    DeclarerKind.LANDLORD: Wording("房东", "landlord"),
    DeclarerKind.EMPLOYER: Wording("用人单位", "employer"),
    DeclarerKind.PROPERTY_MANAGER: Wording("物业服务企业", "property manager"),
    DeclarerKind.BROKER: Wording("房屋中介", "broker"),
    DeclarerKind.NEWCOMER: Wording("本人", "the newcomer"),
}
ITEM_STATE_NAMES: Mapping[ItemState, Wording] = {
    ItemState.RECEIVED: Wording("已收到，待核对", "received, to be checked"),
    ItemState.ACCEPTED: Wording("已受理登记", "accepted"),
    ItemState.REFUSED: Wording("未受理", "refused"),
}
NOTICE_STATE_NAMES: Mapping[NoticeState, Wording] = {
    NoticeState.RECEIVED: Wording("已收到，待核对", "received, to be checked"),
    NoticeState.ACCEPTED: Wording("已受理登记", "accepted"),
    NoticeState.PARTLY_ACCEPTED: Wording("部分受理登记", "accepted in part"),
    NoticeState.REFUSED: Wording("未受理", "refused"),
    NoticeState.WITHDRAWN: Wording("已撤回", "withdrawn"),
}


def find_notice_state(items: Iterable[ItemState]) -> NoticeState:
    """The state of a notice that was not withdrawn: received until everybody in it has been decided on."""
    states = set(items)
    if ItemState.RECEIVED in states or not states:
        return NoticeState.RECEIVED
    if states == {ItemState.ACCEPTED}:
        return NoticeState.ACCEPTED
    return NoticeState.REFUSED if states == {ItemState.REFUSED} else NoticeState.PARTLY_ACCEPTED
