"""The steps of a search, how it ends, and who has to be told. Pure.

Community Correction Law, art. 30: whoever is out of contact is searched for at once; the police are told when that does
not find them, and the procuratorate is told.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from supervision.errors import RuleRefused
from supervision.wording import Wording


class SearchStep(StrEnum):
    """What was done to find somebody."""

    CALL = "call"
    VISIT = "visit"
    LOCATE = "locate"
    POSITIONS = "positions"
    TOLD_SUPERVISOR = "told-supervisor"
    TOLD_POLICE = "told-police"
    TOLD_PROSECUTOR = "told-prosecutor"
    NOTE = "note"


SEARCH_STEP_NAMES: Mapping[SearchStep, Wording] = {
    SearchStep.CALL: Wording("电话联系", "called"),
    SearchStep.VISIT: Wording("上门走访", "visited"),
    SearchStep.LOCATE: Wording("请其报到位置", "asked for a position"),
    SearchStep.POSITIONS: Wording("查看最后位置", "looked at the last positions"),
    SearchStep.TOLD_SUPERVISOR: Wording("报告负责人", "told the head"),
    SearchStep.TOLD_POLICE: Wording("通报公安机关", "told the police"),
    SearchStep.TOLD_PROSECUTOR: Wording("通报人民检察院", "told the procuratorate"),
    SearchStep.NOTE: Wording("其他情况", "something else"),
}


class SearchEnd(StrEnum):
    """How a search ended."""

    FOUND = "found"
    RETURNED = "returned"
    HANDED_OVER = "handed-over"
    FILE_ENDED = "file-ended"


SEARCH_END_NAMES: Mapping[SearchEnd, Wording] = {
    SearchEnd.FOUND: Wording("已找到", "found"),
    SearchEnd.RETURNED: Wording("自行恢复联系", "came back by themselves"),
    SearchEnd.HANDED_OVER: Wording("未找到，转由公安机关追查", "not found, handed over to the police"),
    SearchEnd.FILE_ENDED: Wording("档案已结束，不再查找", "the file ended, nobody is searched for any more"),
}

IN_CONTACT_AGAIN = frozenset({SearchEnd.FOUND, SearchEnd.RETURNED})
"""The ends with which somebody is in contact again."""

PUT_DOWN = tuple(end for end in SearchEnd if end is not SearchEnd.FILE_ENDED)
"""The ends that an officer puts down; the other comes with the end of the file alone."""

TO_BE_TOLD = (SearchStep.TOLD_POLICE, SearchStep.TOLD_PROSECUTOR)
"""Who has to be told of a search that does not find somebody."""

NOT_TOLD = Wording(
    "未找到本人的，须先通报公安机关和人民检察院（社区矫正法第三十条）。",
    "Nobody is given up before police and procuratorate were told (Community Correction Law, art. 30).",
)
FILE_GOES_ON = Wording("档案尚未结束，请登记查找的结果。", "The file has not ended; put down what came of the search.")


class SearchRefused(RuleRefused):
    """The search cannot begin, go on or end like this."""

    code = "search-refused"


def still_to_tell(taken: Collection[SearchStep]) -> tuple[SearchStep, ...]:
    """Who has not been told yet, in the order of the list."""
    return tuple(step for step in TO_BE_TOLD if step not in taken)


def check_end(end: SearchEnd, taken: Collection[SearchStep]) -> None:
    """Refuse to hand a search over before those who have to be told were told, or to end it for the file's sake."""
    if end not in PUT_DOWN:
        raise SearchRefused(FILE_GOES_ON)
    if end is SearchEnd.HANDED_OVER and still_to_tell(taken):
        raise SearchRefused(NOT_TOLD)
