"""Why a household or a resident is opened: a closed list, given with every opening and recorded with it. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import InputInvalid
from supervision.wording import Wording


class ResidencePurpose(StrEnum):
    """The purposes for which the residence register may be read."""

    REGISTRATION = "registration"
    VISIT = "visit"
    PERMIT = "permit"
    SERVICE = "service"
    COMPLAINT = "complaint"
    INSPECTION = "inspection"


RESIDENCE_PURPOSE_NAMES: Mapping[ResidencePurpose, Wording] = {
    ResidencePurpose.REGISTRATION: Wording("居住登记", "registration"),
    ResidencePurpose.VISIT: Wording("走访核对", "visit"),
    ResidencePurpose.PERMIT: Wording("办理居住证", "residence permit"),
    ResidencePurpose.SERVICE: Wording("提供服务", "service"),
    ResidencePurpose.COMPLAINT: Wording("核查投诉", "examining a complaint"),
    ResidencePurpose.INSPECTION: Wording("检查督导", "inspection"),
}
"""What each purpose is called."""

_LIST = ", ".join(ResidencePurpose)
PURPOSE_NEEDED = Wording(f"须说明目的（purpose），可选：{_LIST}。", f"A purpose is required, one of: {_LIST}.")


def read_residence_purpose(text: str | None) -> ResidencePurpose:
    """The purpose given; InputInvalid lists the allowed ones when it is missing or another."""
    try:
        return ResidencePurpose(text or "")
    except ValueError as error:
        raise InputInvalid(PURPOSE_NEEDED, field="purpose") from error
