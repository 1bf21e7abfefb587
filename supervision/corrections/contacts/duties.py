"""Which contacts are a duty, how often, by class and category, and when the next is due. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from supervision.corrections.category import Category
from supervision.corrections.contacts.words import ContactKind
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.supervision_class import SupervisionClass
from supervision.legal_rules import LegalRule
from supervision.periods import CountedPeriod, LegalCalendar, count_period

_N, _S = CorrectionRuleName, SupervisionClass

_BY_CLASS: Mapping[ContactKind, Mapping[SupervisionClass, CorrectionRuleName]] = {
    ContactKind.REPORT: {
        _S.STRICT: _N.REPORT_EVERY_STRICT,
        _S.ORDINARY: _N.REPORT_EVERY_ORDINARY,
        _S.LENIENT: _N.REPORT_EVERY_LENIENT,
    },
    ContactKind.VISIT: {
        _S.STRICT: _N.VISIT_EVERY_STRICT,
        _S.ORDINARY: _N.VISIT_EVERY_ORDINARY,
        _S.LENIENT: _N.VISIT_EVERY_LENIENT,
    },
}
_MEDICAL: Mapping[ContactKind, CorrectionRuleName] = {
    ContactKind.MEDICAL_REPORT: _N.MEDICAL_REPORT_EVERY,
    ContactKind.MEDICAL_EXAMINATION: _N.MEDICAL_EXAMINATION_EVERY,
}

DUTY_KINDS = (*_BY_CLASS, *_MEDICAL)
"""What a rule asks for again and again."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A contact that is owed again and again, and the row that says how often, or the longer interval decided on."""

    kind: ContactKind
    rule: LegalRule
    longer: int | None = None

    def next_after(self, counted_from: date, calendar: LegalCalendar) -> CountedPeriod:
        """The period in which the next one is due, with its arithmetic."""
        return count_period(counted_from, self.longer or self.rule.number, self.rule.unit, calendar)


def duties_of(
    category: Category,
    supervision_class: SupervisionClass,
    on: date,
    division: str,
    examined_every_months: int | None = None,
) -> tuple[Duty, ...]:
    """The duties of somebody of that category and class, by the rows that hold on that day in that division.

    `examined_every_months` is the longer interval between examinations that was decided for them, if one was.
    """
    names = {kind: by_class[supervision_class] for kind, by_class in _BY_CLASS.items()}
    if category is Category.MEDICAL_PAROLE:
        names |= _MEDICAL
    longer = {ContactKind.MEDICAL_EXAMINATION: examined_every_months}
    return tuple(Duty(kind, find_correction_rule(name, on, division), longer.get(kind)) for kind, name in names.items())


def next_due(
    duty: Duty, counted_from: date, calendar: LegalCalendar, *, today: date, term_ends_on: date
) -> CountedPeriod | None:
    """When the next one is due that is planned today; None if the term ends before.

    Nobody is overdue with what was never planned: where the period would be over already, it runs from today.
    """
    period = duty.next_after(counted_from, calendar)
    if period.is_over(today):
        period = duty.next_after(today, calendar)
    return None if period.due_on > term_ends_on else period
