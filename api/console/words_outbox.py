"""Events for exchange platforms in words."""

from collections.abc import Mapping

from supervision.corrections.outbox.kinds import EVENT_ROWS
from supervision.wording import Wording

OUTBOX_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "event-kind": {str(kind): row.name for kind, row in EVENT_ROWS.items()},
}
"""For each kind of code, what each code is called."""

OUTBOX_ACTS: Mapping[str, Wording] = {
    "outbox:list": Wording("查看交换事件", "Look at events for platforms"),
    "outbox:open": Wording("查阅交换事件", "Open an event"),
    "outbox:read": Wording("平台读取事件", "A platform reads events"),
    "outbox:acknowledge": Wording("平台确认事件", "A platform acknowledges events"),
}
"""What each act is called."""
