"""Where lists come from, what becomes of a row, and what was done about a difference. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.corrections.category import Category
from supervision.errors import RuleRefused
from supervision.wording import Wording


class ListSource(StrEnum):
    """Whose list it is."""

    COURT = "court"
    PRISON = "prison"
    POLICE = "police"
    PROVINCE = "province"


_S = ListSource
SOURCES_OF: Mapping[Category, frozenset[ListSource]] = {
    Category.CONTROL: frozenset({_S.COURT, _S.PROVINCE}),
    Category.SUSPENDED_SENTENCE: frozenset({_S.COURT, _S.PROVINCE}),
    Category.PAROLE: frozenset({_S.COURT, _S.PRISON, _S.PROVINCE}),
    Category.MEDICAL_PAROLE: frozenset({_S.COURT, _S.PRISON, _S.POLICE, _S.PROVINCE}),
}
"""Whose lists should name a file of a category: who decides or hands the person over, and the province's export."""


class ListedState(StrEnum):
    """How a list says that somebody stands; most lists of courts say nothing of it."""

    IN_PROGRAMME = "in-programme"
    OUT_OF_CONTACT = "out-of-contact"
    ENDED = "ended"


class Result(StrEnum):
    """What becomes of a row of a list, or of a file that no list of its source names: exactly one."""

    AGREES = "agrees"
    NO_FILE = "no-file"
    NOT_REPORTED = "not-reported"
    OUT_OF_CONTACT = "out-of-contact"
    ENDED_HERE = "ended-here"
    OPEN_HERE = "open-here"
    DIFFERS = "differs"
    POSSIBLE = "possible"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"
    ONLY_HERE = "only-here"


DIFFERENCES = tuple(result for result in Result if result is not Result.AGREES)
"""What waits for somebody to settle it, in the order in which it is shown."""


class MatchedBy(StrEnum):
    """How a row and a file were found to be of one person."""

    DOCUMENT = "document"
    OBJECT_NUMBER = "object-number"
    OFFICER = "officer"


class Settlement(StrEnum):
    """What an officer did about a difference."""

    FILE_OPENED = "file-opened"
    ORGAN_ASKED = "organ-asked"
    CORRECTED_HERE = "corrected-here"
    LIST_WRONG = "list-wrong"
    OTHER_COUNTY = "other-county"


class ItemStep(StrEnum):
    """What was put down about an item."""

    SETTLED = "settled"
    REOPENED = "reopened"
    SAME_PERSON = "same-person"
    ANOTHER_PERSON = "another-person"


class ReconciliationState(StrEnum):
    """How far a reconciliation is: lists come in while it is open, and stay as they were from the signature on."""

    OPEN = "open"
    SIGNED = "signed"
    CLOSED = "closed"


class SheetState(StrEnum):
    """How far a count sheet is."""

    SIGNED = "signed"
    RETURNED = "returned"
    COUNTERSIGNED = "countersigned"


NOT_OPEN = Wording(
    "底数表已签字，名单不再改动；需要补充的，请先由负责人退回。",
    "The count sheet is signed and the lists stay as they are; to add to them, have it returned first.",
)
NOT_WAITING = Wording("这张底数表不在待审签状态，请刷新后核对。", "This sheet does not wait for a decision; reload.")
OWN_SHEET = Wording("填表人不能审签自己的底数表。", "Whoever signed a sheet does not countersign it.")
NO_DIFFERENCE = Wording("这一项没有待处理的差异，请刷新后核对。", "There is no difference to settle here; reload.")
SETTLED_ALREADY = Wording("这项差异已经处理；有新情况的，先重新打开。", "It is settled; reopen it if there is news.")
NOT_SETTLED = Wording("这项差异还没有处理。", "This difference is not settled.")
NOTHING_POSSIBLE = Wording("这一行没有待判断的对象。", "There is nobody to decide about on this row.")
BEGUN_ALREADY = Wording("这个月的核对已经开始，请继续办理。", "This month was begun already; go on with it.")
NO_LISTS = Wording("还没有交入名单，不能签字。", "No list was handed in, so there is nothing to sign.")
PERIOD_OVER = Wording("名单的保存期已过，内容已销毁。", "The lists are past their period and were destroyed.")


class ReconciliationRefused(RuleRefused):
    """The reconciliation does not stand where this could follow."""

    code = "reconciliation-refused"


class OwnSheet(RuleRefused):
    """Whoever signed does not countersign."""

    code = "own-count-sheet"
