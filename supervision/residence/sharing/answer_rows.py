"""A row of an answer table that came back: what it answers, or why it cannot be read. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from supervision.errors import InputInvalid
from supervision.residence.sharing.words import ANSWER_NAMES, ANSWERS_TO, Answer, AnswerVerdict, SharedKind
from supervision.texts import optional_text
from supervision.wording import Wording

ANSWER_COLUMNS: Mapping[str, Wording] = {
    "provision": Wording("提供编号", "provision"),
    "reference": Wording("条目编号", "item"),
    "answer": Wording("答复", "answer"),
    "answered_on": Wording("答复日期", "answered on"),
    "note": Wording("说明或备案编号", "note or filing number"),
}
"""What an answer table needs; what was given beside it may stand in it too, and is not read."""

MOST_NOTE = 200
_MOST_FILING_NUMBER = 40

ANSWER_UNKNOWN = Wording("答复只能是：%(answers)s。", "The answer is one of: %(answers)s.")
DAY_WRONG = Wording("日期写法不对，应写作 2026-01-31。", "Write the day like 2026-01-31.")
DAY_OUTSIDE = Wording("答复日期须在提供之日到今天之间。", "The day of an answer lies between the provision and today.")
NUMBER_NEEDED = Wording("已备案的，请填写备案编号。", "Enter the number under which the lease is filed.")
REASON_NEEDED = Wording("不属本部门的，请说明。", "Say why it is not this department's.")

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?")
_ANSWERS = {said: answer for answer, name in ANSWER_NAMES.items() for said in (str(name), name.english, str(answer))}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer; the note is the filing's number where a lease was filed."""

    answer: Answer
    answered_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRowVerdict:
    """What becomes of a row; `field` names the column to mend."""

    verdict: AnswerVerdict
    reference: str
    reason: str = ""
    field: str | None = None


def read_answer(row: Mapping[str, str], kind: SharedKind, made_on: date, today: date) -> AnswerLine:
    """The answer in a row; InputInvalid names the column to mend."""
    answer = _ANSWERS.get(row.get("answer", "").strip())
    if answer not in ANSWERS_TO[kind]:
        names = "、".join(str(ANSWER_NAMES[one]) for one in ANSWERS_TO[kind])
        english = ", ".join(ANSWER_NAMES[one].english for one in ANSWERS_TO[kind])
        raise InputInvalid(
            Wording(str(ANSWER_UNKNOWN) % {"answers": names}, ANSWER_UNKNOWN.english % {"answers": english}),
            field="answer",
        )
    answered_on = read_day(row.get("answered_on", ""))
    if not made_on <= answered_on <= today:
        raise InputInvalid(DAY_OUTSIDE, field="answered_on")
    note = optional_text(row.get("note", ""), "note", _MOST_FILING_NUMBER if answer is Answer.FILED else MOST_NOTE)
    if answer is Answer.FILED and not note:
        raise InputInvalid(NUMBER_NEEDED, field="note")
    if answer is Answer.DECLINED and not note:
        raise InputInvalid(REASON_NEEDED, field="note")
    return AnswerLine(answer, answered_on, note)


def read_day(text: str) -> date:
    """A day as people and spreadsheets write it; InputInvalid."""
    found = _DATE.fullmatch(text.strip())
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputInvalid(DAY_WRONG, field="answered_on") from error
