"""How long a personal code is good, whose hand it goes into, and how many wrong tries end it. Pure."""

from datetime import date, timedelta

from supervision.legal_time import add_months
from supervision.residence.households.person import ADULT_YEARS, Person
from supervision.residence.rules import ResidenceRuleName, find_residence_rule

_MONTHS_A_YEAR = 12


def is_for_guardian(person: Person, today: date) -> bool:
    """Whether the code goes to who acts for a minor."""
    age = person.age_on(today)
    return age is not None and age < ADULT_YEARS


def last_day_of(person: Person, division: str, today: date) -> date:
    """The last day of a code made today; a guardian's ends before the minor comes of age."""
    rule = find_residence_rule(ResidenceRuleName.PERSONAL_CODE_VALID, today, division)
    last_day = add_months(today, rule.number)
    if person.born_on is None or not is_for_guardian(person, today):
        return last_day
    return min(last_day, add_months(person.born_on, _MONTHS_A_YEAR * ADULT_YEARS) - timedelta(days=1))


def most_failures(division: str, today: date) -> int:
    """After how many wrong tries in a row a code opens nothing any more."""
    return find_residence_rule(ResidenceRuleName.PERSONAL_CODE_FAILURES, today, division).number
