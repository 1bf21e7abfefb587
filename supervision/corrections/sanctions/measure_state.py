"""What refuses a step of a measure: its state, whoever was first, and what has to stand before a decision. Pure."""

from datetime import datetime

from supervision.corrections.sanctions.words import (
    HEARD_BEFORE,
    MAY_FOLLOW,
    MEASURE_STATE_NAMES,
    OWN_DECISIONS,
    MeasureKind,
    MeasureState,
    MeasureStep,
)
from supervision.errors import RuleRefused
from supervision.wording import Wording

OWN_PROPOSAL = Wording(
    "提出人不能决定自己提出的措施，须由另一人决定。",
    "Whoever proposed a measure does not decide it: another officer does.",
)
OWN_DECISION = Wording(
    "作出决定的人不能处理对该决定的异议，须由另一人处理。",
    "Whoever decided does not answer the objection: another does.",
)
NOT_HEARD = Wording(
    "决定前须听取本人陈述，或者记明放弃陈述、联系未果。",
    "Before the decision the person is heard, or it is recorded that they declined or could not be reached.",
)
NOT_ANSWERED = Wording(
    "此前已有警告：再次警告前，须先对本人的陈述作出书面答复。",
    "There was a warning before: the person's explanation is answered in writing before another.",
)
SERVE_NOT_SEND = Wording("该措施应当送达本人。", "This measure is served on the person.")
SEND_NOT_SERVE = Wording("该措施应当报送决定机关。", "This measure is sent to the organ that decides.")


class MeasureRefused(RuleRefused):
    """The law or the house does not allow this measure, or this step of it."""

    code = "measure-refused"


class OwnMeasure(RuleRefused):
    """Another officer has to do this."""

    code = "own-measure"


class MeasureMoved(RuleRefused):
    """The measure stands elsewhere by now; says where, by whom and since when."""

    code = "measure-moved"

    def __init__(self, state: MeasureState, moved_by: str, moved_at: datetime) -> None:
        name = MEASURE_STATE_NAMES[state]
        super().__init__(
            Wording(
                f"该措施目前为“{name}”，最近由{moved_by}办理，不能这样办理。",
                f"The measure is: {name.english}; {moved_by} acted on it last, and this cannot be done now.",
            )
        )
        self.state = state.value
        self.moved_by = moved_by
        self.moved_at = moved_at


def check_step(state: MeasureState, step: MeasureStep, last_by: str, last_at: datetime) -> None:
    """MeasureMoved unless the step can be done in that state."""
    if step not in MAY_FOLLOW[state]:
        raise MeasureMoved(state, last_by, last_at)


def check_delivery(kind: MeasureKind, step: MeasureStep) -> None:
    """What the agency decides itself is served, what it proposes is sent. MeasureRefused."""
    if step is MeasureStep.SERVE and kind not in OWN_DECISIONS:
        raise MeasureRefused(SEND_NOT_SERVE)
    if step is MeasureStep.SEND and kind in OWN_DECISIONS:
        raise MeasureRefused(SERVE_NOT_SEND)


def check_heard(kind: MeasureKind, *, is_heard: bool, is_answered: bool, warned_before: bool) -> None:
    """Refuse a sanction before the person was heard, and a further warning before they were answered."""
    if kind in HEARD_BEFORE and not is_heard:
        raise MeasureRefused(NOT_HEARD)
    if kind is MeasureKind.WARNING and warned_before and not is_answered:
        raise MeasureRefused(NOT_ANSWERED)
