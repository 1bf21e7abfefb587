"""The closed list of parties. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class PartyKind(StrEnum):
    """As what somebody is known who owes the register something, without living here."""

    LANDLORD = "landlord"
    MANAGER = "manager"
    BROKER = "broker"
    EMPLOYER_CONTACT = "employer-contact"


PARTY_KIND_NAMES: Mapping[PartyKind, Wording] = {
    PartyKind.LANDLORD: Wording("房东", "landlord"),
    PartyKind.MANAGER: Wording("物业", "property manager"),
    PartyKind.BROKER: Wording("中介", "broker"),
    PartyKind.EMPLOYER_CONTACT: Wording("用工单位联系人", "employer's contact"),
}
