"""What can become of a message before any of its fixes is judged; each has its own counter."""

from collections import Counter
from enum import StrEnum


class MessageOutcome(StrEnum):
    """Outcomes of whole messages; those of readable fixes are `supervision.monitoring.admission.FixOutcome`."""

    READ = "read"
    CANARY = "canary"
    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    ENCRYPTED = "encrypted"
    RETAINED = "retained"
    UNEXPECTED_TOPIC = "unexpected-topic"
    UNKNOWN_TRACKER = "unknown-tracker"
    SET_ASIDE = "set-aside"
    REFUSED_TOPIC = "refused-topic"
    REFUSED_SIGN_IN = "refused-sign-in"


class FixFault(StrEnum):
    """Why one fix of a readable message was set aside; the others of its message are kept."""

    MALFORMED = "fix-malformed"
    IMPOSSIBLE = "fix-impossible"


UNKNOWN_ACCOUNT = "-"
"""Stands for accounts that the registry does not know: a stranger's topic is not repeated into a table."""

Counts = Counter[tuple[str, str]]
"""How often each (account, outcome) occurred."""
