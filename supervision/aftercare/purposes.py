"""Why a file of after-care is opened: a closed list, given with every opening and recorded with it. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import InputInvalid
from supervision.wording import Wording


class AftercarePurpose(StrEnum):
    """Help is the purpose; what else there is serves it, or the person's rights."""

    HELP = "help"
    LINK_UP = "link-up"
    COMPLAINT = "complaint"
    INSPECTION = "inspection"


AFTERCARE_PURPOSE_NAMES: Mapping[AftercarePurpose, Wording] = {
    AftercarePurpose.HELP: Wording("帮教、安置", "help and placement"),
    AftercarePurpose.LINK_UP: Wording("核实、衔接", "verifying and meeting"),
    AftercarePurpose.COMPLAINT: Wording("核查投诉", "examining a complaint"),
    AftercarePurpose.INSPECTION: Wording("检查督导", "inspection"),
}
AFTERCARE_PURPOSE_HINTS: Mapping[AftercarePurpose, Wording] = {
    AftercarePurpose.HELP: Wording("本人自愿接受的帮扶、走访、安置", "help, visits and placement that were agreed to"),
    AftercarePurpose.LINK_UP: Wording(
        "核实监所名单、接回、询问本人意愿", "verifying a prison's list, meeting at the gate, asking what is wanted"
    ),
    AftercarePurpose.COMPLAINT: Wording("本人或者他人提出投诉，需要核实", "somebody complained"),
    AftercarePurpose.INSPECTION: Wording("上级检查督导", "inspection from above"),
}

_LIST = ", ".join(AftercarePurpose)
PURPOSE_NEEDED = Wording(f"须说明目的（purpose），可选：{_LIST}。", f"A purpose is required, one of: {_LIST}.")


def read_aftercare_purpose(text: str | None) -> AftercarePurpose:
    """The purpose given; InputInvalid lists the allowed ones when it is missing or another."""
    if text not in set(AftercarePurpose):
        raise InputInvalid(PURPOSE_NEEDED, field="purpose")
    return AftercarePurpose(text)
