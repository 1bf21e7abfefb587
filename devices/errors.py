"""What can be wrong with a message of a tracker."""

from supervision.errors import RuleRefused, SupervisionError


class UnreadableMessage(SupervisionError):
    """A message that its dialect cannot read; `outcome` names the counter it falls under."""

    code = "unreadable-message"

    def __init__(self, message: str, outcome: str = "malformed") -> None:
        super().__init__(message)
        self.outcome = outcome


class TrackerRefused(RuleRefused):
    """The registry's rules forbid this step with this tracker."""

    code = "tracker-refused"
