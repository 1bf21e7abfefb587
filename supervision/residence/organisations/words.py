"""The closed list of organisations. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class OrganisationKind(StrEnum):
    """What an organisation is to the register."""

    EMPLOYER = "employer"
    SCHOOL = "school"
    MANAGER = "manager"
    BROKER = "broker"


ORGANISATION_KIND_NAMES: Mapping[OrganisationKind, Wording] = {
    OrganisationKind.EMPLOYER: Wording("用工单位", "employer"),
    OrganisationKind.SCHOOL: Wording("学校", "school"),
    OrganisationKind.MANAGER: Wording("物业公司", "property manager"),
    OrganisationKind.BROKER: Wording("中介机构", "broker"),
}
