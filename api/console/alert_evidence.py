"""One alert with its evidence, as the page shows it: the rule that was broken, the fixes, the strip, the history."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from api.console.alert_lines import alert_line
from api.console.condition_words import condition_text, strips_json
from api.console.pages_base import PageRequest
from api.console.view_models.alerts import AfterBreach, AlertView, BrokenRule, Disposed, EvidenceFix
from api.console.view_models.base import FormState, Happening, LegalBasis
from supervision.audit import Act
from supervision.corrections.concerns import CaseConcern, open_matters_of
from supervision.corrections.opening import PersonFile, open_person_file
from supervision.corrections.purposes import Purpose
from supervision.monitoring.alerts import Alert, AlertState, AlertStep, OpenedAlert, may_dispose, open_alert
from supervision.monitoring.evidence import JudgedFix, LaidOut, lay_out_evidence
from supervision.monitoring.open_alerts import with_people
from supervision.monitoring.outcomes import AlertKind
from supervision.orders.zones import Place, Zone, accuracy_of
from supervision.wording import Wording

_SERVICE = Wording("系统", "the service")
_LAW_29 = Wording("社区矫正法第二十九条", "Community Correction Law, art. 29")
_ORDER_SAYS = Wording(
    "定位令批准的区域和时段；违反与否由工作人员核实后认定，预警本身不是结论。",
    "Zones and hours as the order was approved; whether it was broken is for an officer to find, no alert decides it.",
)
_NO_ZONE: Mapping[AlertKind, Wording] = {
    AlertKind.STRAP_OPEN: Wording(
        "全程佩戴电子定位装置，不得擅自拆除、损毁。", "The tracker is worn at all times and not taken off or damaged."
    ),
    AlertKind.BATTERY_LOW: Wording("每天按时充电，保持电量充足。", "The tracker is charged every day."),
    AlertKind.SILENT: Wording("保持装置开机，不得遮蔽信号。", "The tracker stays on, its signal not shielded."),
    AlertKind.SOS: Wording("本人按下求助键，请立即联系。", "The wearer called for help: call back at once."),
    AlertKind.SIGNAL_DOUBT: Wording(
        "位置变化不合常理，可能是信号漂移；不代表本人违规。",
        "The place changed faster than anyone can move; likely the signal drifts, and nobody is accused.",
    ),
}


async def alert_view(
    page: PageRequest, alert_id: UUID, *, form: FormState | None = None, is_refused: bool = False
) -> AlertView:
    """The page of one alert; opening it, and the name and telephone of its person, is recorded.

    With `is_refused` it says who was first, and keeps what was typed.
    """
    opened = await open_alert(page.officer, alert_id)
    alert = opened.alert
    laid_out = await lay_out_evidence(page.officer, opened)
    file = await open_person_file(page.officer, alert.supervisee_id, Purpose.ALERT)
    (found,) = await with_people(page.officer, [alert])
    disposed = _disposed(opened)
    return AlertView(
        alert=alert_line(page, found),
        name=file.identity.name,
        office_name=file.office_name,
        phone=file.telephones.phone or "",
        reasons=opened.evidence.reasons,
        rule=_broken_rule(page, alert, laid_out),
        fixes=tuple(_fix(one) for one in laid_out.fixes if one.fix.lat is not None),
        evidence=_evidence_json(page, laid_out),
        history=_history(page, opened.steps),
        may_acknowledge=alert.state is AlertState.OPEN and page.may(Act.ALERT_ACKNOWLEDGE, alert.division),
        may_dispose=may_dispose(page.officer, alert),
        lasted_until=alert.lasted_until,
        disposed=disposed,
        already=disposed if is_refused else None,
        after_breach=await _after_breach(page, opened, file),
        is_evidence_destroyed=opened.is_evidence_destroyed,
        form=form or FormState(),
    )


async def _after_breach(page: PageRequest, opened: OpenedAlert, file: PersonFile) -> AfterBreach | None:
    if opened.contact_id is None:
        return None
    search = (await open_matters_of(file.file_id, file.division, page.now)).get(CaseConcern.SEARCHED_FOR)
    may_search = search is None and not file.state.is_closed and page.may(Act.SEARCH_OPEN, file.division)
    return AfterBreach(
        contact_id=opened.contact_id, search_id=None if search is None else search.id, may_search=may_search
    )


def _broken_rule(page: PageRequest, alert: Alert, laid_out: LaidOut) -> BrokenRule:
    return BrokenRule(
        text=_rule_text(page, alert, laid_out.condition),
        order_id=alert.order_id,
        order_number=alert.order_number,
        order_version=laid_out.order_version,
        basis=LegalBasis(rule=page.say(_ORDER_SAYS), source=page.say(_LAW_29)),
    )


def _rule_text(page: PageRequest, alert: Alert, zone: Zone | None) -> str:
    return page.say(_NO_ZONE.get(alert.kind, _ORDER_SAYS)) if zone is None else condition_text(page, zone)


def _fix(judged: JudgedFix) -> EvidenceFix:
    fix, assessment = judged.fix, judged.assessment
    return EvidenceFix(
        fixed_at=fix.fixed_at,
        received_at=fix.received_at,
        latitude=fix.lat or 0.0,
        longitude=fix.lon or 0.0,
        accuracy_m=accuracy_of(fix),
        source=fix.source,
        assessment=assessment.place if assessment else Place.UNKNOWN,
        distance_m=assessment.margin_m if assessment else None,
        is_confirming=judged.is_evidence,
    )


def _evidence_json(page: PageRequest, laid_out: LaidOut) -> dict[str, Any]:
    shown = [(_fix(one)) for one in laid_out.fixes if one.fix.lat is not None]
    return {
        "zones": [zone.as_dict() for zone in laid_out.zones],
        "fixes": [
            {
                "lon": fix.longitude,
                "lat": fix.latitude,
                "accuracy_m": fix.accuracy_m,
                "fixed_at": fix.fixed_at.isoformat(),
                "assessment": fix.assessment,
                "is_confirming": fix.is_confirming,
                "distance_m": fix.distance_m,
            }
            for fix in shown
        ],
        "from": laid_out.from_at.isoformat(),
        "to": min(laid_out.until_at, page.now).isoformat(),
        "strips": strips_json(page, laid_out.strips),
    }


def _history(page: PageRequest, steps: Iterable[AlertStep]) -> tuple[Happening, ...]:
    return tuple(
        Happening(
            at=step.at,
            who=step.officer or page.say(_SERVICE),
            what=page.word(step.step, "alert-step"),
            note=_step_note(page, step),
        )
        for step in steps
    )


def _step_note(page: PageRequest, step: AlertStep) -> str:
    reasons = [page.word(code, "reason") for code in (step.reason or "").split(",") if code]
    return page.say(Wording("；", "; ")).join(reasons)


def _disposed(opened: OpenedAlert) -> Disposed | None:
    alert = opened.alert
    if alert.disposed_by is None or alert.disposed_at is None or alert.finding is None:
        return None
    return Disposed(
        officer_name=alert.disposed_by, disposed_at=alert.disposed_at, finding=alert.finding, note=opened.note or ""
    )
