"""The tab of a file that says how each condition was kept over a time."""

from collections import Counter
from collections.abc import Iterable

from api.console.condition_words import condition_text
from api.console.page_forms import read_choice, read_day
from api.console.pages_base import PageRequest, address
from api.console.supervisee_header import header_of, injunction_lines
from api.console.view_models.base import Bar, FormState, LegalBasis
from api.console.view_models.compliance import (
    AlertLine,
    Behind,
    BehindLine,
    BreachLine,
    ComplianceTab,
    ConditionLine,
    DutyLine,
    ExceptionLine,
    InjunctionKeptLine,
    LeaveLine,
    VersionLine,
)
from api.console.words_correction_rules import CORRECTION_RULE_NAMES
from supervision.corrections.applications.kept_leave import KeptLeave
from supervision.corrections.applications.store import Application
from supervision.corrections.contacts.duty_tally import DUE, DutyTally, Keeping
from supervision.corrections.opening import PersonFile
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_rules import RuleMissing
from supervision.legal_time import legal_day
from supervision.monitoring.file_compliance import (
    ConditionKept,
    FileCompliance,
    SeenAlert,
    VersionKept,
    open_compliance,
)
from supervision.wording import Wording

_TAB = "compliance"
_NO_PLACE = Wording("与区域无关的（腕带、电量、信号等）", "About no place: strap, battery, signal and the like")
_RETURN = Wording("外出期满后销假的期限", "Within how long a return is signed off")
_SUM = Wording("%(all)s 条预警 ＝ %(parts)s", "%(all)s alerts = %(parts)s")
_NONE = Wording("没有预警", "no alerts")
_PLUS = Wording(" ＋ ", " + ")
_EVERY = Wording("每 %(n)s %(unit)s一次", "every %(n)s %(unit)s")


async def compliance_tab(page: PageRequest, file: PersonFile, _form: FormState) -> ComplianceTab:
    """The keeping of each condition in the year that ends today, or in the time asked for."""
    asked = page.filters("from", "to", "of", "as")
    first, last = read_day(asked.get("from"), "from"), read_day(asked.get("to"), "to")
    kept = await open_compliance(page.officer, file.file_id, file.purpose, first, last)
    keeping = read_choice(Keeping, asked.get("as"), "as")
    chosen = next((duty for duty in kept.duties if "of" in asked and _name(duty) == asked["of"]), None)
    return ComplianceTab(
        header=await header_of(page, file),
        first=kept.span.first,
        last=kept.span.last,
        duties=tuple(_duty(page, kept, duty) for duty in kept.duties),
        behind=_behind(chosen, keeping) if chosen else None,
        leave=tuple(_leave(page, one) for one in kept.leave),
        versions=tuple(_version(page, one) for one in kept.versions),
        injunctions=tuple(
            InjunctionKeptLine(injunction=line, exceptions=_exceptions(one.exceptions))
            for line, one in zip(injunction_lines(file, legal_day(page.now)), kept.injunctions, strict=True)
        ),
        other_exceptions=_exceptions(kept.other_exceptions),
        breaches=tuple(
            BreachLine(happened_on=one.happened_on, summary=one.summary, recorded_by=one.recorded_by_name)
            for one in kept.breaches
        ),
    )


def _name(duty: DutyTally) -> str:
    return f"{duty.kind}.{duty.rule or ''}"


def _duty(page: PageRequest, kept: FileCompliance, duty: DutyTally) -> DutyLine:
    here = address(
        f"/console/supervisees/{kept.file_id}",
        tab=_TAB,
        purpose=kept.purpose,
        **{"from": str(kept.span.first), "to": str(kept.span.last), "of": _name(duty)},
    )
    return DutyLine(
        kind=duty.kind,
        due=duty.due,
        due_path=f"{here}#behind",
        numbers=tuple(
            Bar(name=keeping, number=duty.number(keeping), path=f"{here}&as={keeping}#behind") for keeping in Keeping
        ),
        steps=tuple(page.say(step) for step in duty.steps),
        basis=_basis(page, kept, duty),
    )


def _basis(page: PageRequest, kept: FileCompliance, duty: DutyTally) -> LegalBasis | None:
    """The row as it stood when the last of them was planned; none for what no row asks for."""
    if duty.rule is None:
        return None
    planned_on = legal_day(max(one.contact.made_at for one in duty.contacts))
    try:
        rule = find_correction_rule(CorrectionRuleName(duty.rule), planned_on, kept.division)
    except (ValueError, RuleMissing):
        return None
    every = page.say(_EVERY) % {"n": rule.number, "unit": page.word(rule.unit, "rule-unit")}
    return page.basis(rule, CORRECTION_RULE_NAMES[rule.name], every)


def _behind(duty: DutyTally, keeping: Keeping | None) -> Behind:
    wanted = {keeping} if keeping else set(DUE)
    return Behind(
        kind=duty.kind,
        keeping=keeping or "",
        lines=tuple(
            BehindLine(
                contact_id=one.contact.id,
                on=one.contact.counts_on,
                outcome=one.contact.outcome or "",
                keeping=one.keeping,
            )
            for one in duty.contacts
            if one.keeping in wanted
        ),
    )


def _leave(page: PageRequest, one: KeptLeave) -> LeaveLine:
    application = one.application
    return LeaveLine(
        application_id=application.id,
        number=application.number,
        from_on=application.from_on,
        until_on=application.until_on or application.from_on,
        back_at=application.back_at,
        due_at=one.due_at,
        keeping=one.keeping,
        basis=page.basis(one.rule, _RETURN),
    )


def _version(page: PageRequest, one: VersionKept) -> VersionLine:
    return VersionLine(
        order_id=one.order_id,
        order_number=one.order_number,
        version=one.version,
        from_at=one.from_at,
        until_at=one.until_at,
        conditions=tuple(_condition(page, condition) for condition in one.conditions),
    )


def _condition(page: PageRequest, one: ConditionKept) -> ConditionLine:
    return ConditionLine(
        text=condition_text(page, one.zone) if one.zone else page.say(_NO_PLACE),
        sum=_sum(page, one.alerts),
        alerts=tuple(
            AlertLine(
                alert_id=alert.id,
                kind=alert.kind,
                occurred_at=alert.occurred_at,
                state=alert.state,
                finding=alert.finding or "",
            )
            for alert in one.alerts
        ),
    )


def _sum(page: PageRequest, alerts: Iterable[SeenAlert]) -> str:
    """How many they are, by what an officer found, or where they stand while nobody has."""
    found = Counter(
        page.word(alert.finding, "finding") if alert.finding else page.word(alert.state, "alert-state")
        for alert in alerts
    )
    if not found:
        return page.say(_NONE)
    parts = page.say(_PLUS).join(f"{name} {number}" for name, number in found.items())
    return page.say(_SUM) % {"all": found.total(), "parts": parts}


def _exceptions(applications: Iterable[Application]) -> tuple[ExceptionLine, ...]:
    return tuple(
        ExceptionLine(
            application_id=each.id,
            number=each.number,
            state=each.ended_by or each.state,
            from_on=each.from_on,
            until_on=each.until_on,
        )
        for each in applications
    )
