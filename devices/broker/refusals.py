"""What a broker refused, counted from the lines it writes, of which nothing but the counts is kept."""

import re
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from devices.broker.accounts import SERVICE_CLIENT_PREFIX

# Only lines that are known are read: a line may be cut where the broker wrote faster than we read, and then begin with
# anything. The last two kinds are kept as its last words, a program's own error (of the look-only broker) among them.
_LINE = re.compile(
    rb"^(?:"
    rb"Denied PUBLISH from (?P<denied>\S+).*|"
    rb"(?P<oversize>Dropped too large PUBLISH).*|"
    rb"Client .* disconnected(?: due to)?,? (?:(?P<stranger>not authorised)|(?P<oversize_packet>oversize)).*|"
    rb"Warning: Unable to set TCP_NODELAY.*|"  # on the Unix socket, where nothing is ever delayed
    rb"(?P<trouble>(?:\d+: )?(?:Error|Warning|Out of memory).*)|"
    rb"(?P<start>mosquitto version .*|[\w.]*(?:Error|Exception): .*)"
    rb")$",
    re.MULTILINE,
)
_OUR_CLIENT_IDS = re.compile(SERVICE_CLIENT_PREFIX + r"\S+")
_MOST_ACCOUNTS = 1_000
_LAST_LINES = 20


@dataclass(frozen=True, slots=True)
class Refusals:
    """Counts since this service started."""

    publishes: int = 0
    """Messages to a topic that is not the sender's."""
    sign_ins: int = 0
    """Connections with a name or password that is not an account's, a revoked one's included."""
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
                case "trouble" | "start":
                    text = _OUR_CLIENT_IDS.sub(f"{SERVICE_CLIENT_PREFIX}…", line[0].decode(errors="replace"))
                    self._last_lines.append(text)
                    troubles.extend([text] if line.lastgroup == "trouble" else [])
        return troubles

    def end_of_log(self) -> None:
        """Forget the line that the broker did not finish."""
        self._rest = b""

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
        """The broker's last lines about itself: what it says when it cannot start."""
        return "\n".join(self._last_lines)
