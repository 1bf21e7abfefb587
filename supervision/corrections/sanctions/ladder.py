"""What applies by category and facts, with the counting shown: a proposal for people to judge, never a decision. Pure.

A count never says that somebody is unrepentant: that is a finding of its own, written by an officer after the last of
what was counted. What was counted for a measure that stands is not counted again for another of its kind.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial
from uuid import UUID

from supervision.corrections.category import CATEGORY_NAMES, Category
from supervision.corrections.record_kinds import BREACHES, RECORD_KIND_NAMES, RecordKind
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.sanctions import ladder_sources as sources
from supervision.corrections.sanctions.counting import DaySpan, Lapse, count_days_out, longest_allowed
from supervision.corrections.sanctions.words import MEASURE_NAMES, REVOCATIONS, MeasureKind, Trigger, is_for
from supervision.legal_rules import LegalRule
from supervision.wording import Wording


class RungStatus(StrEnum):
    """How far the facts on the file carry a measure."""

    MET = "met"
    TO_FIND = "to-find"
    LACKS_FINDING = "lacks-finding"
    NOT_MET = "not-met"
    BLOCKED = "blocked"


PROPOSABLE = frozenset({RungStatus.MET, RungStatus.TO_FIND})
"""Where the numbers are met, or where only people can say whether the case is given."""


@dataclass(frozen=True, slots=True)
class RecordFact:
    """A standing record on the file, and for which kinds of measures that stand it was counted."""

    id: UUID
    kind: RecordKind
    happened_on: date
    used_for: frozenset[MeasureKind] = frozenset()


@dataclass(frozen=True, slots=True)
class LadderFacts:
    """What the ladder knows of a person: their category, what is recorded, and the day on which it is asked."""

    category: Category
    division: str
    today: date
    records: tuple[RecordFact, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    lapse_used_for: frozenset[tuple[UUID, MeasureKind]] = frozenset()
    leave: tuple[DaySpan, ...] = ()
    unrepentant_on: tuple[date, ...] = ()
    standing: frozenset[MeasureKind] = frozenset()
    """The kinds of which a measure is decided, served or sent, and not yet answered or annulled."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One measure on one ground: how far it is carried, the counting in words, and by which rows and law."""

    kind: MeasureKind
    trigger: Trigger
    status: RungStatus
    steps: tuple[Wording, ...]
    source: Wording
    rules: tuple[LegalRule, ...] = ()
    record_ids: tuple[UUID, ...] = ()
    lapse_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    status: RungStatus
    steps: tuple[Wording, ...]
    rules: tuple[LegalRule, ...] = ()
    record_ids: tuple[UUID, ...] = ()
    lapse_id: UUID | None = None


Check = Callable[[LadderFacts, MeasureKind], _Found]
_N, _K, _T, _R = CorrectionRuleName, MeasureKind, Trigger, RecordKind


def _rule(facts: LadderFacts, name: CorrectionRuleName) -> LegalRule:
    return find_correction_rule(name, facts.today, facts.division)


def _fresh(facts: LadderFacts, kinds: Iterable[RecordKind], measure: MeasureKind) -> list[RecordFact]:
    """Standing records of these kinds that were not yet counted for a measure of this kind."""
    wanted = frozenset(kinds)
    return [record for record in facts.records if record.kind in wanted and measure not in record.used_for]


def _is_unrepentant(facts: LadderFacts, counted: list[RecordFact]) -> bool:
    latest = max(record.happened_on for record in counted)
    return any(found_on >= latest for found_on in facts.unrepentant_on)


def _days_out(facts: LadderFacts, measure: MeasureKind) -> _Found:
    """Up to the row's days an admonition, beyond them a warning; beyond its month a revocation."""
    most, over = _rule(facts, _N.ADMONITION_DAYS_MOST), _rule(facts, _N.REVOCATION_DAYS_OVER)
    is_revocation = measure in REVOCATIONS
    rule = over if is_revocation else most
    steps: tuple[Wording, ...] = (sources.NO_LAPSE,)
    for lapse in facts.lapses:
        out = count_days_out(lapse, facts.leave, facts.today)
        limit = longest_allowed(rule, out.began_on)
        exceeds = out.days > limit
        is_met = out.days > 0 and exceeds is (measure is not _K.ADMONITION)
        compared = sources.beyond(out.days, limit) if exceeds else sources.within(out.days, limit)
        steps = (*out.steps, compared)
        if is_met and (lapse.id, measure) not in facts.lapse_used_for:
            return _Found(RungStatus.MET, steps, (rule,), lapse_id=lapse.id)
        if is_met:
            steps = (*steps, sources.COUNTED_BEFORE)
    return _Found(RungStatus.NOT_MET, steps, (rule,))


def _counted(
    kind: RecordKind, name: CorrectionRuleName | None, facts: LadderFacts, measure: MeasureKind, *, needs_finding: bool
) -> _Found:
    """Enough records of a kind, where the law asks for it with a finding that the person is unrepentant."""
    found = _fresh(facts, {kind}, measure)
    rule = _rule(facts, name) if name else None
    needed, rules = (rule.number, (rule,)) if rule else (1, ())
    ids = tuple(record.id for record in found)
    steps = [sources.counted(RECORD_KIND_NAMES[kind], [record.happened_on for record in found], needed)]
    if len(found) < needed:
        return _Found(RungStatus.NOT_MET, tuple(steps), rules, ids)
    if needs_finding and not _is_unrepentant(facts, found):
        return _Found(RungStatus.LACKS_FINDING, (*steps, sources.FINDING_NEEDED), rules, ids)
    if needs_finding:
        steps.append(sources.FINDING_STANDS)
    return _Found(RungStatus.MET, tuple(steps), rules, ids)


def _by_fact(kinds: frozenset[RecordKind], weight: Wording, facts: LadderFacts, measure: MeasureKind) -> _Found:
    """A recorded fact of which people say how much it weighs."""
    found = _fresh(facts, kinds, measure)
    if not found:
        return _Found(RungStatus.NOT_MET, (sources.NO_FACT,))
    steps = tuple(sources.fact(RECORD_KIND_NAMES[record.kind], record.happened_on) for record in found)
    return _Found(RungStatus.TO_FIND, (*steps, weight), record_ids=tuple(record.id for record in found))


def _by_people(what: Wording, _facts: LadderFacts, _measure: MeasureKind) -> _Found:
    """A case that no count shows: people say whether it is given, in writing."""
    return _Found(RungStatus.TO_FIND, (what,))


def _after_warning(what: Wording, facts: LadderFacts, measure: MeasureKind) -> _Found:
    """A case for people to find that needs a warning before it."""
    warned = [record for record in facts.records if record.kind is _R.WARNING]
    if not warned:
        return _Found(RungStatus.NOT_MET, (sources.NO_WARNING,))
    found = _by_people(what, facts, measure)
    return replace(found, record_ids=tuple(record.id for record in warned))


def _with_revocation(facts: LadderFacts, _measure: MeasureKind) -> _Found:
    """An arrest is asked for together with a proposal to revoke, and in no other case."""
    if not facts.standing & REVOCATIONS:
        return _Found(RungStatus.NOT_MET, (sources.NO_REVOCATION,))
    rules = (_rule(facts, _N.ARREST_DECISION_DUE), _rule(facts, _N.ARREST_CUSTODY_MOST))
    return _Found(RungStatus.TO_FIND, (sources.DANGER,), rules)


@dataclass(frozen=True, slots=True)
class _Line:
    kind: MeasureKind
    trigger: Trigger
    check: Check
    source: Wording = field(default=sources.MEASURES)
    only: frozenset[Category] = frozenset(Category)


_ADMONITIONS = partial(_counted, _R.ADMONITION, _N.ADMONITIONS_TO_WARNING, needs_finding=True)
_WARNINGS = partial(_counted, _R.WARNING, _N.WARNINGS_TO_REVOCATION, needs_finding=True)
_WARNINGS_ALONE = partial(_counted, _R.WARNING, _N.WARNINGS_TO_REVOCATION, needs_finding=False)
_PENALTY = partial(_counted, _R.POLICE_PENALTY, None, needs_finding=True)
_INJUNCTION = frozenset({_R.INJUNCTION_BREACH})
_OTHERS = BREACHES - _INJUNCTION
_MEDICAL = frozenset({Category.MEDICAL_PAROLE})

_LINES: tuple[_Line, ...] = (
    _Line(_K.ADMONITION, _T.DAYS_OUT, _days_out),
    _Line(_K.ADMONITION, _T.BREACH, partial(_by_fact, _OTHERS, sources.IF_MINOR)),
    _Line(_K.ADMONITION, _T.OTHER_SERIOUS, partial(_by_people, sources.OTHER_MINOR)),
    _Line(_K.WARNING, _T.DAYS_OUT, _days_out),
    _Line(_K.WARNING, _T.INJUNCTION_BREACH, partial(_by_fact, _INJUNCTION, sources.IF_MINOR)),
    _Line(_K.WARNING, _T.BREACH, partial(_by_fact, _OTHERS, sources.IF_HEAVIER)),
    _Line(_K.WARNING, _T.NO_EXAMINATION, partial(_by_people, sources.NOT_EXAMINED), only=_MEDICAL),
    _Line(_K.WARNING, _T.TWO_ADMONITIONS, _ADMONITIONS),
    _Line(_K.WARNING, _T.OTHER_SERIOUS, partial(_by_people, sources.OTHER)),
    _Line(_K.POLICE_PENALTY, _T.BREACH, partial(_by_fact, _OTHERS, sources.IF_PUNISHABLE), sources.PENALTIES_72),
    _Line(
        _K.POLICE_PENALTY,
        _T.INJUNCTION_BREACH,
        partial(_by_fact, _INJUNCTION, sources.IF_PUNISHABLE),
        sources.PENALTIES_73,
    ),
    _Line(_K.REVOKE_SUSPENSION, _T.INJUNCTION_BREACH, partial(_by_fact, _INJUNCTION, sources.IF_SERIOUS)),
    _Line(_K.REVOKE_SUSPENSION, _T.DAYS_OUT, _days_out),
    _Line(_K.REVOKE_SUSPENSION, _T.PENALTY_UNREPENTANT, _PENALTY),
    _Line(_K.REVOKE_SUSPENSION, _T.TWO_WARNINGS, _WARNINGS),
    _Line(_K.REVOKE_SUSPENSION, _T.OTHER_SERIOUS, partial(_by_people, sources.OTHER_SERIOUS)),
    _Line(_K.REVOKE_PAROLE, _T.DAYS_OUT, _days_out, sources.MEASURES_47),
    _Line(_K.REVOKE_PAROLE, _T.TWO_WARNINGS, _WARNINGS, sources.MEASURES_47),
    _Line(_K.REVOKE_PAROLE, _T.BREACH, partial(_by_fact, BREACHES, sources.SHORT_OF_CRIME), sources.MEASURES_47),
    _Line(_K.RE_IMPRISONMENT, _T.NOT_ELIGIBLE, partial(_by_people, sources.NOT_ELIGIBLE), sources.MEASURES_49),
    _Line(_K.RE_IMPRISONMENT, _T.LEFT_UNMOVED, partial(_by_people, sources.LEFT_UNMOVED), sources.MEASURES_49),
    _Line(_K.RE_IMPRISONMENT, _T.PENALTY_UNREPENTANT, _PENALTY, sources.MEASURES_49),
    _Line(_K.RE_IMPRISONMENT, _T.TWO_WARNINGS, _WARNINGS_ALONE, sources.MEASURES_49),
    _Line(
        _K.RE_IMPRISONMENT, _T.NO_EXAMINATION, partial(_after_warning, sources.STILL_NOT_EXAMINED), sources.MEASURES_49
    ),
    _Line(_K.RE_IMPRISONMENT, _T.GROUND_GONE, partial(_by_people, sources.GROUND_GONE), sources.MEASURES_49),
    _Line(_K.RE_IMPRISONMENT, _T.GUARANTOR_LOST, partial(_by_people, sources.GUARANTOR_LOST), sources.MEASURES_49),
    _Line(_K.RE_IMPRISONMENT, _T.OTHER_SERIOUS, partial(_by_people, sources.OTHER_SERIOUS), sources.MEASURES_49),
    _Line(_K.ARREST, _T.DANGER, _with_revocation, sources.LAW_47),
)


def climb(facts: LadderFacts) -> tuple[Rung, ...]:
    """Every sanction on every ground, in the order of the law, with how far the facts of this person carry it."""
    return tuple(
        _rung(line, facts) for line in _LINES if facts.category in line.only or not is_for(line.kind, facts.category)
    )


def _rung(line: _Line, facts: LadderFacts) -> Rung:
    if not is_for(line.kind, facts.category):
        why = sources.not_for(CATEGORY_NAMES[facts.category], MEASURE_NAMES[line.kind])
        return Rung(line.kind, line.trigger, RungStatus.BLOCKED, (why,), line.source)
    found = line.check(facts, line.kind)
    return Rung(
        line.kind, line.trigger, found.status, found.steps, line.source, found.rules, found.record_ids, found.lapse_id
    )
