"""What an application says, sealed, and what each kind of it has to say. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import msgspec

from supervision.corrections.applications.words import ApplicationKind, ContactPerson, LeaveReason
from supervision.corrections.category import Category
from supervision.corrections.injunctions import Injunction, InjunctionKind
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.supervision_class import SupervisionClass
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_rules import LegalRule, Unit
from supervision.legal_time import add_months
from supervision.officers.jurisdiction import entered_division
from supervision.periods import LegalCalendar, count_period
from supervision.texts import needed_text, optional_text
from supervision.wording import Wording

_MOST_TEXT = 1_000
_MOST_ADDRESS = 120
_MOST_DESTINATIONS = 10
_MOST_MONTHS = 24

FIRST_DAY_NEEDED = Wording("请填写起始日期。", "Enter the first day.")
LAST_DAY_NEEDED = Wording("请填写结束日期。", "Enter the last day.")
DAYS_WRONG = Wording("结束日期不得早于起始日期。", "The last day cannot lie before the first.")
DAY_PAST = Wording("起始日期不能早于今天。", "The first day cannot lie in the past.")
AFTER_TERM = Wording("不能超过矫正期满日。", "It cannot go on beyond the last day of the term.")
DESTINATION_NEEDED = Wording("请填写目的地。", "Enter where it leads.")
DESTINATIONS_MANY = Wording("目的地最多十处。", "At most ten destinations.")
PLACE_NEEDED = Wording(
    "请从名录选择目的地的县级区划；名录里没有的，选“不在名录：”并写明市、县名称。",
    "Choose the destination's county from the list; one that is not there is written after 不在名录：, by its name.",
)
CHOICE_NEEDED = Wording("请选择。", "Choose one.")
MONTHS_WRONG = Wording(
    "间隔须长于规定的复查间隔，且不超过24个月。", "The interval is longer than the rule's, and at most 24."
)
NOT_MEDICAL = Wording("只有暂予监外执行对象需要病情复查。", "Only medical parole knows examinations.")
INJUNCTION_NEEDED = Wording(
    "请选择这次申请所涉及的禁止令。", "Choose the injunction from which this would be an exception."
)
INJUNCTION_NONE = Wording(
    "判决里没有登记起始之日仍有效的此类禁止令：先照判决原文在“判决与期限”登记。",
    "The judgment on file has no such injunction in force on the first day: enter it with the judgment's data first.",
)
LATE_NEEDED = Wording("没有按规定提前申请的，请写明原因。", "It was not asked for ahead in time: say why.")


class CategoryHasNone(RuleRefused):
    """The category of the file does not know this kind of application."""

    code = "not-this-category"


class Destination(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a trip leads: the address, and the division with its name; without a code the place is on no list here.

    The name is that under which the division was loaded when it was asked for.
    """

    address: str
    division: str = ""
    place: str = ""

    @property
    def in_words(self) -> str:
        """The address with the place in which it lies."""
        where = f"{self.place} {self.division}".strip()
        return f"{self.address}（{where}）" if where else self.address


class ApplicationContent(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is sealed of an application; which of it a kind has, `FIELDS` says."""

    reason: str
    reason_kind: str = ""
    destinations: tuple[Destination, ...] = ()
    late_reason: str = ""
    frequency: str = ""
    place: str = ""
    person_kind: str = ""
    person: str = ""
    supervision_class: str = ""
    months: int = 0
    injunction: str = ""
    """The court's injunction from which this would be an exception, as the judgment on file words it."""


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """An application as it is entered; `says_leaving`: the officer's word that a trip leaves, where no code tells."""

    kind: ApplicationKind
    content: ApplicationContent
    from_on: date | None = None
    until_on: date | None = None
    proof_id: UUID | None = None
    says_leaving: bool = False


_K = ApplicationKind
FIELDS: Mapping[ApplicationKind, frozenset[str]] = {
    _K.LEAVE: frozenset({"reason_kind", "destinations", "late_reason", "until_on"}),
    _K.TRIPS: frozenset({"destinations", "frequency"}),
    _K.BARRED_PLACE: frozenset({"place", "injunction", "until_on"}),
    _K.CONTACT: frozenset({"person_kind", "person", "injunction", "until_on"}),
    _K.CLASS_CHANGE: frozenset({"supervision_class"}),
    _K.MEDICAL_INTERVAL: frozenset({"months"}),
}
"""What each kind says beside its reason, its first day and its proof."""

_INJUNCTIONS_OF: Mapping[ApplicationKind, frozenset[InjunctionKind]] = {
    _K.BARRED_PLACE: frozenset({InjunctionKind.AREA, InjunctionKind.ACTIVITY}),
    _K.CONTACT: frozenset({InjunctionKind.PERSON}),
}
"""A place is barred by an injunction alone; whom somebody may not meet, the Measures name as well (art. 25)."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What of a file bears on an application."""

    category: Category
    division: str
    term_ends_on: date
    injunctions: tuple[Injunction, ...] = ()


def checked(draft: ApplicationDraft, facts: FileFacts, today: date, calendar: LegalCalendar) -> ApplicationDraft:
    """The draft as it is stored: texts trimmed, days settled, nothing that its kind does not have.

    InputInvalid names the field to mend; CategoryHasNone.
    """
    if draft.kind is _K.MEDICAL_INTERVAL and facts.category is not Category.MEDICAL_PAROLE:
        raise CategoryHasNone(NOT_MEDICAL)
    first, last = _days(draft, facts, today)
    has, given = FIELDS[draft.kind], draft.content
    is_late = draft.kind is _K.LEAVE and first < first_day_in_time(facts.division, today, calendar)[1]
    if is_late and not given.late_reason.strip():
        raise InputInvalid(LATE_NEEDED, field="late_reason")
    content = ApplicationContent(
        reason=needed_text(given.reason, "reason", _MOST_TEXT),
        reason_kind=_chosen(LeaveReason, given.reason_kind, "reason_kind") if "reason_kind" in has else "",
        destinations=_destinations(given.destinations) if "destinations" in has else (),
        late_reason=optional_text(given.late_reason, "late_reason", _MOST_TEXT) if is_late else "",
        frequency=needed_text(given.frequency, "frequency") if "frequency" in has else "",
        place=needed_text(given.place, "place") if "place" in has else "",
        person_kind=_chosen(ContactPerson, given.person_kind, "person_kind") if "person_kind" in has else "",
        person=needed_text(given.person, "person") if "person" in has else "",
        supervision_class=(
            _chosen(SupervisionClass, given.supervision_class, "supervision_class")
            if "supervision_class" in has
            else ""
        ),
        months=_months(given.months, facts, today) if "months" in has else 0,
        injunction=_injunction(draft.kind, given.injunction, facts, first) if "injunction" in has else "",
    )
    return ApplicationDraft(draft.kind, content, first, last, draft.proof_id, draft.says_leaving)


def injunctions_for(kind: ApplicationKind, injunctions: tuple[Injunction, ...], on: date) -> tuple[Injunction, ...]:
    """Those in force on a day from which an application of the kind can be an exception."""
    return tuple(one for one in injunctions if one.kind in _INJUNCTIONS_OF.get(kind, ()) and one.holds_on(on))


def written_reason(text: str) -> str:
    """The reason of a refusal, in writing: with a proper reason leave must be granted (Correction Law, art. 27)."""
    return needed_text(text, "reason", _MOST_TEXT)


def first_day_in_time(division: str, today: date, calendar: LegalCalendar) -> tuple[LegalRule, date]:
    """The first day for which leave can still be asked in time, and the row that says so."""
    rule = find_correction_rule(CorrectionRuleName.LEAVE_ASKED_BEFORE, today, division)
    if rule.unit is Unit.DAYS:
        return rule, today + timedelta(days=rule.number)
    return rule, count_period(today, rule.number, rule.unit, calendar).last_counted


def permit_ends_on(first: date, division: str) -> date:
    """The last day of a permit for frequent trips."""
    rule = find_correction_rule(CorrectionRuleName.FREQUENT_TRIPS_VALID, first, division)
    return add_months(first, rule.number) - timedelta(days=1)


def _days(draft: ApplicationDraft, facts: FileFacts, today: date) -> tuple[date, date | None]:
    first, last = draft.from_on, draft.until_on
    if first is None:
        raise InputInvalid(FIRST_DAY_NEEDED, field="from_on")
    if first < today:
        raise InputInvalid(DAY_PAST, field="from_on")
    if first > facts.term_ends_on:
        raise InputInvalid(AFTER_TERM, field="from_on")
    if draft.kind is _K.TRIPS:
        return first, min(permit_ends_on(first, facts.division), facts.term_ends_on)
    if "until_on" not in FIELDS[draft.kind]:
        return first, None
    if last is None:
        raise InputInvalid(LAST_DAY_NEEDED, field="until_on")
    if last < first:
        raise InputInvalid(DAYS_WRONG, field="until_on")
    if last > facts.term_ends_on:
        raise InputInvalid(AFTER_TERM, field="until_on")
    return first, last


def _destinations(given: tuple[Destination, ...]) -> tuple[Destination, ...]:
    if not given:
        raise InputInvalid(DESTINATION_NEEDED, field="destinations")
    if len(given) > _MOST_DESTINATIONS:
        raise InputInvalid(DESTINATIONS_MANY, field="destinations")
    return tuple(
        Destination(
            needed_text(each.address, "destinations", _MOST_ADDRESS),
            entered_division(each.division, field="destinations") if each.division.strip() else "",
            "" if each.division.strip() else needed_place(each.place),
        )
        for each in given
    )


def needed_place(text: str) -> str:
    """The name of a place that is on no list here; InputInvalid where neither a code nor a name says where it is."""
    if not text.strip():
        raise InputInvalid(PLACE_NEEDED, field="destinations")
    return needed_text(text, "destinations", _MOST_ADDRESS)


def _chosen(choices: type[LeaveReason] | type[ContactPerson] | type[SupervisionClass], code: str, field: str) -> str:
    if code not in {choice.value for choice in choices}:
        raise InputInvalid(CHOICE_NEEDED, field=field)
    return code


def _injunction(kind: ApplicationKind, text: str, facts: FileFacts, first: date) -> str:
    choices = {one.text for one in injunctions_for(kind, facts.injunctions, first)}
    if not text and kind is _K.CONTACT:
        return ""
    if not choices:
        raise InputInvalid(INJUNCTION_NONE, field="injunction")
    if text not in choices:
        raise InputInvalid(INJUNCTION_NEEDED, field="injunction")
    return text


def _months(months: int, facts: FileFacts, today: date) -> int:
    usual = find_correction_rule(CorrectionRuleName.MEDICAL_EXAMINATION_EVERY, today, facts.division)
    if not usual.number < months <= _MOST_MONTHS:
        raise InputInvalid(MONTHS_WRONG, field="months")
    return months
