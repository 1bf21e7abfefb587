"""The closed lists of tenancies: filing, ends, and who compared a tenant's document. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class Filing(StrEnum):
    """Whether the lease is filed with the housing authority (备案)."""

    UNFILED = "unfiled"
    FILED = "filed"
    EXEMPT = "exempt"


class TenancyEnd(StrEnum):
    """Why a tenancy ended."""

    EXPIRED = "expired"
    GIVEN_UP = "given-up"
    RENEWED = "renewed"
    IN_ERROR = "in-error"


class CheckedBy(StrEnum):
    """Who compared a tenant's identity document with the tenant."""

    LANDLORD = "landlord"
    OFFICER = "officer"
    ASSISTANT = "assistant"


FILING_NAMES: Mapping[Filing, Wording] = {
    Filing.UNFILED: Wording("未备案", "not filed"),
    Filing.FILED: Wording("已备案", "filed"),
    Filing.EXEMPT: Wording("无须备案", "need not be filed"),
}
TENANCY_END_NAMES: Mapping[TenancyEnd, Wording] = {
    TenancyEnd.EXPIRED: Wording("租约到期", "the lease ran out"),
    TenancyEnd.GIVEN_UP: Wording("提前退租", "given up early"),
    TenancyEnd.RENEWED: Wording("续租", "renewed"),
    TenancyEnd.IN_ERROR: Wording("登记有误", "entered in error"),
}
CHECKED_BY_NAMES: Mapping[CheckedBy, Wording] = {
    CheckedBy.LANDLORD: Wording("房东", "the landlord"),
    CheckedBy.OFFICER: Wording("民警", "an officer"),
    CheckedBy.ASSISTANT: Wording("协管员", "an assistant"),
}
