"""Why a file or a track is opened: a closed list, given with every opening and recorded with it. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import InputInvalid
from supervision.wording import Wording


class Purpose(StrEnum):
    """The purposes that the law leaves for information about supervisees (Community Correction Law, art. 29)."""

    SUPERVISION = "supervision"
    ALERT = "alert"
    SEARCH = "search"
    COMPLAINT = "complaint"
    INSPECTION = "inspection"


PURPOSE_NAMES: Mapping[Purpose, Wording] = {
    Purpose.SUPERVISION: Wording("日常监管", "everyday supervision"),
    Purpose.ALERT: Wording("处置预警", "handling an alert"),
    Purpose.SEARCH: Wording("查找下落", "searching for a missing person"),
    Purpose.COMPLAINT: Wording("核查投诉", "examining a complaint"),
    Purpose.INSPECTION: Wording("检查督导", "inspection"),
}
"""What each purpose is called."""

_BY_CODE: Mapping[str, Purpose] = {purpose.value: purpose for purpose in Purpose}
_LIST = ", ".join(_BY_CODE)
PURPOSE_NEEDED = Wording(
    f"须说明目的（purpose），可选：{_LIST}。",
    f"A purpose is required, one of: {_LIST}.",
)


class PurposeRefused(InputInvalid):
    """No purpose was given, or one that the law does not leave; that it was refused is recorded."""


def read_purpose(text: str | None) -> Purpose:
    """The purpose given; PurposeRefused lists the allowed ones when it is missing or another."""
    if text is None or text not in _BY_CODE:
        raise PurposeRefused(PURPOSE_NEEDED, field="purpose")
    return _BY_CODE[text]
