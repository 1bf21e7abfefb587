"""The life of a correction file as one table: states, the steps between them, who may take each, on which paper. Pure.

The law's stages are documents received, reported in, declared, in the programme (Community Correction Law, arts. 20 to
24); three excursions may come between, and two ends close it (arts. 44 and 45).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supervision.audit.acts import Act
from supervision.corrections.file_state import EndCause, FileState
from supervision.errors import RuleRefused
from supervision.wording import Wording


class LifeStep(StrEnum):
    """What happens to a file as a whole."""

    RECEIVE = "receive"
    TAKE_OVER = "take-over"
    REPORT_IN = "report-in"
    DECLARE = "declare"
    BEGIN = "begin"
    BEGIN_TRANSFER = "begin-transfer"
    END_TRANSFER = "end-transfer"
    LOSE = "lose"
    FIND = "find"
    DETAIN = "detain"
    RETURN = "return"
    RELEASE = "release"
    TERMINATE = "terminate"


LIFE_STEP_NAMES: Mapping[LifeStep, Wording] = {
    LifeStep.RECEIVE: Wording("收到文书", "documents received"),
    LifeStep.TAKE_OVER: Wording("在矫档案补录", "taken over while in the programme"),
    LifeStep.REPORT_IN: Wording("报到", "reported in"),
    LifeStep.DECLARE: Wording("宣告", "declared"),
    LifeStep.BEGIN: Wording("列入在矫", "the programme began"),
    LifeStep.BEGIN_TRANSFER: Wording("变更执行地开始", "transfer began"),
    LifeStep.END_TRANSFER: Wording("变更执行地结束", "transfer ended"),
    LifeStep.LOSE: Wording("失联", "contact lost"),
    LifeStep.FIND: Wording("恢复联系", "found again"),
    LifeStep.DETAIN: Wording("被羁押", "taken into custody"),
    LifeStep.RETURN: Wording("羁押结束", "back from custody"),
    LifeStep.RELEASE: Wording("解除矫正", "released"),
    LifeStep.TERMINATE: Wording("终止矫正", "terminated"),
}
"""What each step is called."""

STEP_IMPOSSIBLE = Wording("档案现在的状态不能办理这一步。", "The file's state does not allow this step.")


class LifeStepRefused(RuleRefused):
    """The file stands where this step cannot be taken; says who took the last one, and when."""

    code = "life-step-refused"

    def __init__(self, taken_by: str | None = None, taken_at: datetime | None = None) -> None:
        super().__init__(STEP_IMPOSSIBLE)
        self.taken_by = taken_by
        self.taken_at = taken_at


@dataclass(frozen=True, slots=True)
class Way:
    """From which states a step may be taken, where it leads, and by which act; `to` None leads back."""

    sources: frozenset[FileState]
    to: FileState | None
    act: Act


_S = FileState
_STAGES = frozenset({_S.DOCUMENTS_RECEIVED, _S.REPORTED_IN, _S.DECLARED, _S.IN_PROGRAMME})
_HERE = _STAGES - {_S.DOCUMENTS_RECEIVED}
_OPEN = frozenset(state for state in _S if not state.is_closed)

WAYS: Mapping[LifeStep, Way] = {
    LifeStep.RECEIVE: Way(frozenset(), _S.DOCUMENTS_RECEIVED, Act.PERSON_FILE_CREATE),
    LifeStep.TAKE_OVER: Way(frozenset(), _S.IN_PROGRAMME, Act.PERSON_FILE_CREATE),
    LifeStep.REPORT_IN: Way(frozenset({_S.DOCUMENTS_RECEIVED}), _S.REPORTED_IN, Act.PERSON_FILE_REPORT_IN),
    LifeStep.DECLARE: Way(frozenset({_S.REPORTED_IN}), _S.DECLARED, Act.PERSON_FILE_DECLARE),
    LifeStep.BEGIN: Way(frozenset({_S.DECLARED}), _S.IN_PROGRAMME, Act.PERSON_FILE_BEGIN),
    LifeStep.BEGIN_TRANSFER: Way(_HERE, _S.IN_TRANSFER, Act.TRANSFER_ANSWER),
    LifeStep.END_TRANSFER: Way(frozenset({_S.IN_TRANSFER}), None, Act.PERSON_FILE_CHANGE),
    LifeStep.LOSE: Way(_STAGES | {_S.IN_TRANSFER}, _S.LOST_CONTACT, Act.PERSON_FILE_LOSE),
    LifeStep.FIND: Way(frozenset({_S.LOST_CONTACT}), None, Act.PERSON_FILE_FIND),
    LifeStep.DETAIN: Way(_OPEN - {_S.IN_CUSTODY}, _S.IN_CUSTODY, Act.PERSON_FILE_CHANGE),
    LifeStep.RETURN: Way(frozenset({_S.IN_CUSTODY}), None, Act.PERSON_FILE_CHANGE),
    LifeStep.RELEASE: Way(_OPEN, _S.ENDED, Act.PERSON_FILE_END),
    LifeStep.TERMINATE: Way(_OPEN, _S.TERMINATED, Act.PERSON_FILE_END),
}
"""Every way that exists. Whoever may do the act inside their reach may take the step; nothing else leads anywhere."""

FIRST_STEPS = frozenset({LifeStep.RECEIVE, LifeStep.TAKE_OVER})
"""With what a file begins: with documents, or with somebody who is in the programme already."""

EXCURSIONS = frozenset({_S.IN_TRANSFER, _S.LOST_CONTACT, _S.IN_CUSTODY})
"""States that come between: after them the file stands where it stood before."""

STEP_OF_CAUSE: Mapping[EndCause, LifeStep] = {
    EndCause.EXPIRY: LifeStep.RELEASE,
    EndCause.PARDON: LifeStep.RELEASE,
    EndCause.REVOCATION: LifeStep.TERMINATE,
    EndCause.RE_IMPRISONMENT: LifeStep.TERMINATE,
    EndCause.DEATH: LifeStep.TERMINATE,
}
"""Release by expiry or pardon (art. 44), termination on any other cause (art. 45)."""


def next_state(history: Iterable[LifeStep], step: LifeStep) -> FileState:
    """Where the step leads after these; LifeStepRefused where the table knows no such way."""
    standing = _standing(history)
    way = WAYS[step]
    if not standing:
        if way.sources or way.to is None:
            raise LifeStepRefused
        return way.to
    if standing[-1] not in way.sources:
        raise LifeStepRefused
    return _taken(standing, step)[-1]


def possible_steps(state: FileState) -> tuple[LifeStep, ...]:
    """The steps that a file in this state can take, in the order of the table."""
    return tuple(step for step, way in WAYS.items() if state in way.sources)


def _standing(history: Iterable[LifeStep]) -> list[FileState]:
    """The stage with what came between on top of it; empty before the first step."""
    standing: list[FileState] = []
    for step in history:
        standing = _taken(standing, step)
    return standing


def _taken(standing: list[FileState], step: LifeStep) -> list[FileState]:
    to = WAYS[step].to
    if to is None:
        return standing[:-1]
    if to not in EXCURSIONS:
        return [to]
    if standing and standing[-1] is FileState.LOST_CONTACT:  # whoever is in custody has been found
        standing = standing[:-1]
    return [*standing, to]
