"""The states of a person file and the ways in which a correction ends, by category. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supervision.corrections.category import Category
from supervision.errors import RuleRefused
from supervision.legal_time import day_end
from supervision.wording import Wording


class FileState(StrEnum):
    """Where a file stands in its life; `supervision.corrections.life_cycle` has the ways between."""

    DOCUMENTS_RECEIVED = "documents-received"
    REPORTED_IN = "reported-in"
    DECLARED = "declared"
    IN_PROGRAMME = "in-programme"
    IN_TRANSFER = "in-transfer"
    LOST_CONTACT = "lost-contact"
    IN_CUSTODY = "in-custody"
    ENDED = "ended"
    TERMINATED = "terminated"

    @property
    def is_closed(self) -> bool:
        """Whether the correction is over for good: the file is kept, and nothing in it changes."""
        return self in {FileState.ENDED, FileState.TERMINATED}

    @property
    def is_supervised(self) -> bool:
        """Whether the person is in this agency's hands, so that orders and check-ins are possible."""
        return self in SUPERVISED


FILE_STATE_NAMES: Mapping[FileState, Wording] = {
    FileState.DOCUMENTS_RECEIVED: Wording("已收文书，待报到", "documents received, to report in"),
    FileState.REPORTED_IN: Wording("已报到，待宣告", "reported in, to be declared"),
    FileState.DECLARED: Wording("已宣告，待列入在矫", "declared, to begin"),
    FileState.IN_PROGRAMME: Wording("在矫", "under correction"),
    FileState.IN_TRANSFER: Wording("执行地变更中", "in transfer"),
    FileState.LOST_CONTACT: Wording("失联", "out of contact"),
    FileState.IN_CUSTODY: Wording("羁押中", "in custody"),
    FileState.ENDED: Wording("已解除", "released"),
    FileState.TERMINATED: Wording("已终止", "terminated"),
}
"""What each state is called."""

SUPERVISED = frozenset({FileState.REPORTED_IN, FileState.DECLARED, FileState.IN_PROGRAMME, FileState.LOST_CONTACT})
"""From reporting in to the end, but for custody and transfer; whoever is lost still owes what was ordered."""

SUPERVISED_IN_SQL = ", ".join(f"'{state}'" for state in sorted(SUPERVISED))
"""The same, for `state IN (…)`."""


class AbsenceKind(StrEnum):
    """What takes a supervisee out of this agency's hands."""

    CUSTODY = "custody"
    TRANSFERRED = "transferred"


STATE_IN_ABSENCE: Mapping[AbsenceKind, FileState] = {
    AbsenceKind.CUSTODY: FileState.IN_CUSTODY,
    AbsenceKind.TRANSFERRED: FileState.IN_TRANSFER,
}
"""The state of a file while the absence lasts."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Custody or a transfer of the place of execution, from when to when; open-ended without an end."""

    kind: AbsenceKind
    began_at: datetime
    ended_at: datetime | None = None


class EndCause(StrEnum):
    """Release by expiry or pardon (Community Correction Law, art. 44), or a cause of termination (art. 45)."""

    EXPIRY = "expiry"
    PARDON = "pardon"
    REVOCATION = "revocation"
    RE_IMPRISONMENT = "re-imprisonment"
    DEATH = "death"


END_CAUSE_NAMES: Mapping[EndCause, Wording] = {
    EndCause.EXPIRY: Wording("期满解除", "released at the end of the term"),
    EndCause.PARDON: Wording("赦免解除", "released by pardon"),
    EndCause.REVOCATION: Wording("撤销缓刑、假释", "suspended sentence or parole revoked"),
    EndCause.RE_IMPRISONMENT: Wording("收监执行", "re-imprisoned"),
    EndCause.DEATH: Wording("死亡", "died"),
}
"""What each cause is called."""

RELEASES = frozenset({EndCause.EXPIRY, EndCause.PARDON})
"""The causes that release; the others terminate."""

_ENDS_BY_CATEGORY: Mapping[Category, frozenset[EndCause]] = {
    Category.CONTROL: RELEASES | {EndCause.DEATH},
    Category.SUSPENDED_SENTENCE: RELEASES | {EndCause.DEATH, EndCause.REVOCATION},
    Category.PAROLE: RELEASES | {EndCause.DEATH, EndCause.REVOCATION},
    Category.MEDICAL_PAROLE: RELEASES | {EndCause.DEATH, EndCause.RE_IMPRISONMENT},
}

NOT_THIS_CATEGORY = Wording(
    "该类对象不能以此原因结束：管制不存在撤销，缓刑、假释为撤销，暂予监外执行为收监执行。",
    "This category does not end this way: public surveillance is never revoked, suspended sentences and parole are "
    "revoked, service outside prison ends in re-imprisonment.",
)
PAPER_NEEDED = Wording(
    "须附决定机关的文书或者证明，先上传到档案。",
    "The deciding organ's document, or a proof, has to be on the file first.",
)
CERTIFICATE_NEEDED = Wording(
    "解除须出具解除社区矫正证明书，请在“解矫”页办理。",
    "A release has its certificate; issue it where the release is prepared.",
)
NOT_YET_EXPIRED = Wording("矫正期限尚未届满，不能期满解除。", "The term has not ended yet.")
END_IN_FUTURE = Wording("结束时间不能晚于现在。", "The end cannot lie in the future.")
FILE_ENDED = Wording("档案已经结束，不能再修改。", "The file has ended and can no longer be changed.")


class FileEnded(RuleRefused):
    """The file has ended: it is kept, but nothing in it changes any more."""

    code = "file-ended"


class EndRefused(RuleRefused):
    """The correction cannot end in this way or at this time."""

    code = "file-end-refused"


def possible_ends(category: Category) -> tuple[EndCause, ...]:
    """The ways in which a correction of that category can end, in the order of the list."""
    return tuple(cause for cause in EndCause if cause in _ENDS_BY_CATEGORY[category])


def find_end(
    category: Category,
    cause: EndCause,
    term_ends_on: date,
    ended_at: datetime | None,
    *,
    now: datetime,
    has_paper: bool,
) -> datetime:
    """The moment at which the correction ended: as given, by default now, and at expiry the end of the term.

    EndRefused for a cause that the category does not know, a term that still runs, a moment in the future, or, but at
    expiry, without a paper.
    """
    if cause not in _ENDS_BY_CATEGORY[category]:
        raise EndRefused(NOT_THIS_CATEGORY)
    if cause is EndCause.EXPIRY:
        if now < day_end(term_ends_on):
            raise EndRefused(NOT_YET_EXPIRED)
        return day_end(term_ends_on)
    if not has_paper:
        raise EndRefused(PAPER_NEEDED)
    if ended_at is not None and ended_at > now:
        raise EndRefused(END_IN_FUTURE)
    return ended_at or now
