"""What an officer enters into a person file, checked as a whole. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from supervision.corrections.category import Category
from supervision.corrections.identity import (
    Home,
    Identity,
    Judgment,
    Telephones,
    check_judgment,
    checked_identity,
    make_home,
    make_object_number,
    make_telephones,
)
from supervision.corrections.injunctions import check_category
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.term import TermArithmetic, TermLength, work_out_term
from supervision.errors import InputInvalid
from supervision.wording import Wording

EFFECT_AHEAD = Wording(
    "裁判尚未生效，不能作为在矫档案补录；请按“收到文书”建档。",
    "The decision has not taken effect: open the file with documents received, not as somebody under correction.",
)
START_UNEXPLAINED = Wording(
    "缓刑考验期自判决确定之日起计算（刑法第七十三条）；起算日与生效日期不同的，须写明理由，供复核人核对。",
    "Probation runs from the day on which the judgment is final (Criminal Law, art. 73); where it starts on another, "
    "write why, for whoever checks the term.",
)


@dataclass(frozen=True, slots=True)
class FileContent:
    """The content of a person file, the day from which the term runs included."""

    category: Category
    identity: Identity
    telephones: Telephones
    home: Home
    judgment: Judgment
    term_starts_on: date


def check_content(content: FileContent, today: date, division: str = "") -> FileContent:
    """The content with everything in its one written form; InputInvalid names the field to mend.

    The start of probation is judged by the rules of a division, where one is said.
    """
    check_start(content, today, division)
    return check_parts(content, today)


def check_parts(content: FileContent, today: date) -> FileContent:
    """The same but for the start of the term, which a table may leave to what the file says of it. InputInvalid."""
    checked = checked_identity(content.identity, today)
    check_category(content.category, content.judgment.injunctions, content.judgment.outside_prison)
    return FileContent(
        category=content.category,
        identity=replace(checked, object_number=make_object_number(content.identity.object_number or "")),
        telephones=make_telephones(content.telephones.phone, content.telephones.others),
        home=make_home(content.home.address, content.home.lat, content.home.lon),
        judgment=check_judgment(content.judgment),
        term_starts_on=content.term_starts_on,
    )


def check_begun(content: FileContent, today: date) -> None:
    """Refuse an effect that lies ahead, of somebody who has begun already."""
    if content.judgment.effective_on > today:
        raise InputInvalid(EFFECT_AHEAD, field="effective_on")


def check_start(content: FileContent, today: date, division: str = "") -> None:
    """Probation runs from the day on which the judgment is final, its first day, unless it is written why not."""
    rule = find_correction_rule(CorrectionRuleName.PROBATION_FIRST_DAY, today, division)
    first_day = content.judgment.effective_on + timedelta(days=rule.number - 1)
    is_probation = content.category is Category.SUSPENDED_SENTENCE
    if is_probation and content.term_starts_on != first_day and not content.judgment.start_reason.strip():
        raise InputInvalid(START_UNEXPLAINED, field="start_reason")


def is_of_minor(content: FileContent, division: str, today: date) -> bool:
    """Whether the file belongs into the minors' compartment: its person was not of age at the decision or the offence.

    Under the one rule they are treated as minors, under the other the record of the crime is sealed.
    """
    judgment = content.judgment
    return was_minor(content.identity, judgment.decided_on, judgment.offended_on, division, today)


def was_minor(identity: Identity, day: date, offended_on: date | None, division: str, today: date) -> bool:
    """Whether somebody was not of age on that day, or at the offence where its day is known."""
    age = find_correction_rule(CorrectionRuleName.ADULT_AGE, today, division).number
    at_offence = find_correction_rule(CorrectionRuleName.ADULT_AT_OFFENCE, today, division).number
    return identity.is_younger_on(day, age) or (
        offended_on is not None and identity.is_younger_on(offended_on, at_offence)
    )


def term_of(content: FileContent, division: str) -> TermArithmetic:
    """The term that the judgment gives, step by step. TermInvalid."""
    judgment = content.judgment
    length = TermLength(judgment.term_years, judgment.term_months, judgment.term_days)
    return work_out_term(content.category, content.term_starts_on, length, judgment.credited_days, division)
