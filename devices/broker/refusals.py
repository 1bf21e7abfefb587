"""What a broker refused, counted from the lines it writes, of which nothing but the counts is kept."""

import re
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from devices.broker.accounts import SERVICE_CLIENT_PREFIX

_LINE = re.compile(
    # What every message, save and connection brings (Nagle's delay does not exist on a Unix socket).
    rb"^(?!Received |Sending |Saving |New |Warning: Unable to set TCP_NODELAY)(?:"
    rb"Denied PUBLISH from (?P<denied>\S+).*|"
    rb"(?P<oversize>Dropped too large PUBLISH).*|"
    rb"Client .* disconnected(?: due to)?,? (?:(?P<stranger>not authorised)|(?P<oversize_packet>oversize)).*|"
    rb"(?P<trouble>(?:Error|Warning|Out of memory).*)|"
    rb"(?P<other>.+))$",
    re.MULTILINE,
)
_MOST_ACCOUNTS = 1_000
_LAST_LINES = 20


@dataclass(frozen=True, slots=True)
class Refusals:
    """Counts since this service started."""

    publishes: int = 0
    """Messages to a topic that is not the sender's."""
    sign_ins: int = 0
    """Connections with a name or password that is not an account's, and connections of revoked accounts."""
    oversize: int = 0
    """Messages larger than any of ours."""
    publishes_by_account: Mapping[str, int] = field(default_factory=dict)
    """The same as `publishes`, by the account that sent them (the first thousand)."""


class RefusalCounter:
    """Reads the broker's log in pieces, as they come."""

    def __init__(self) -> None:
        self._rest = b""
        self._publishes: Counter[str] = Counter()
        self._all_publishes = self._sign_ins = self._oversize = 0
        self._last_lines: deque[str] = deque(maxlen=_LAST_LINES)

    def read(self, piece: bytes) -> list[str]:
        """Count what a piece of the log tells; returns its warnings and errors."""
        whole, newline, self._rest = (self._rest + piece).rpartition(b"\n")
        troubles = []
        for line in _LINE.finditer(whole + newline):
            match line.lastgroup:
                case "denied":
                    self._count_publish(line["denied"].decode(errors="replace"))
                case "stranger":
                    self._sign_ins += 1
                case "oversize" | "oversize_packet":
                    self._oversize += 1
                case "trouble":
                    troubles.append(line["trouble"].decode(errors="replace"))
                case "other":
                    self._last_lines.append(line["other"].decode(errors="replace"))
        self._last_lines.extend(troubles)
        return troubles

    def _count_publish(self, account: str) -> None:
        self._all_publishes += 1
        is_ours = account.startswith(SERVICE_CLIENT_PREFIX)  # our client ids are secret
        if not is_ours and (account in self._publishes or len(self._publishes) < _MOST_ACCOUNTS):
            self._publishes[account] += 1

    @property
    def counts(self) -> Refusals:
        """What was counted so far."""
        return Refusals(self._all_publishes, self._sign_ins, self._oversize, dict(self._publishes))

    @property
    def last_words(self) -> str:
        """The broker's last lines that are not about a message: what it says when it cannot start."""
        return "\n".join(self._last_lines)
