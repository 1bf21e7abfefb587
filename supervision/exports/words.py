"""The closed lists of exports in any register: where one stands, and which a list has. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class ExportState(StrEnum):
    """Where an export stands; `ready` is one whose password was shown and whose link works."""

    WAITING = "waiting"
    APPROVED = "approved"
    READY = "ready"
    FETCHED = "fetched"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class ExportShow(StrEnum):
    """Which exports a list has: one's own, or those of others that wait for one's approval."""

    MINE = "mine"
    TO_DECIDE = "to-decide"


OPEN_STATES = frozenset({ExportState.WAITING, ExportState.APPROVED, ExportState.READY})
"""The states in which the frozen list of what was asked for is kept."""

EXPORT_STATE_NAMES: Mapping[ExportState, Wording] = {
    ExportState.WAITING: Wording("待另一人核准", "waits for another's approval"),
    ExportState.APPROVED: Wording("可以取密码", "password can be shown"),
    ExportState.READY: Wording("可以下载", "can be downloaded"),
    ExportState.FETCHED: Wording("已下载", "downloaded"),
    ExportState.REFUSED: Wording("未核准", "refused"),
    ExportState.WITHDRAWN: Wording("已撤回", "withdrawn"),
    ExportState.LAPSED: Wording("已过期", "lapsed"),
}
