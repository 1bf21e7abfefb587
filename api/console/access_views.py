"""What the pages about access show."""

from datetime import date
from uuid import UUID

from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.view_models.access import GlassLine, LimitChoices, LimitLine, QueryLine
from api.console.view_models.base import Choice, LegalBasis
from supervision.audit import Act
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.limits.glass import BrokenGlass
from supervision.corrections.limits.legal_queries import LegalQuery
from supervision.corrections.limits.setting import list_nameable
from supervision.corrections.limits.store import AccessLimit, LimitState
from supervision.corrections.limits.terms import DAYS_WRONG, MAY_BE_NAMED, LimitDraft
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Role
from supervision.wording import Wording

PATH = "/console/access"
KIND_NEEDED = Wording("请选择种类。", "Choose the kind.")

_SHOWS = (
    ("", Wording("我的查阅", "My openings"), Act.OWN_TRAIL_READ),
    ("/break", Wording("紧急查阅", "Break the glass"), Act.GLASS_BREAK),
    ("/limits", Wording("访问限制审核", "Limits to decide on"), Act.ACCESS_LIMIT_LIST),
    ("/glass", Wording("紧急查阅复核", "Broken glass to review"), Act.GLASS_LIST),
    ("/queries", Wording("依法查询", "Legal queries"), Act.LEGAL_QUERY_LIST),
)
_HOURS = Wording("紧急查阅有效 %(n)s 小时", "broken glass is a way past for %(n)s hours")
_REVIEW = Wording("紧急查阅后 %(n)s 个工作日内复核", "broken glass is reviewed within %(n)s working days")


def shows_of(page: PageRequest) -> tuple[Choice, ...]:
    """The pages about access that the officer may open, by their addresses."""
    return tuple(Choice(value=f"{PATH}{end}", label=page.say(name)) for end, name, act in _SHOWS if page.may(act))


def limit_line(page: PageRequest, limit: AccessLimit) -> LimitLine:
    """A limit as a line, with what this officer may do with it."""
    acts = set()
    is_ones_own = page.officer.id == limit.set_by or page.officer.id in limit.officer_ids
    if limit.state is LimitState.WAITING and not is_ones_own and page.may(Act.ACCESS_LIMIT_DECIDE, limit.division):
        acts.add("decide")
    if limit.state in {LimitState.STANDING, LimitState.TO_COME} and page.may(Act.ACCESS_LIMIT_END, limit.division):
        acts.add("end")
    return LimitLine(
        path=f"{PATH}/{'assessment-limits' if limit.is_of_assessment else 'limits'}/{limit.limit_id}",
        about_path=_about_path(limit),
        about_number=limit.about_number,
        kind=limit.kind,
        state=limit.state,
        named=limit.named,
        roles=limit.roles,
        from_on=limit.from_on,
        until_on=limit.until_on,
        reason=limit.reason,
        set_by=limit.set_by_name,
        set_at=limit.set_at,
        decided_by=limit.decided_by_name,
        decided_at=limit.decided_at,
        decision=limit.decision,
        ended_by=limit.ended_by_name,
        ended_at=limit.ended_at,
        end_reason=limit.end_reason,
        acts=frozenset(acts),
    )


def _about_path(limit: AccessLimit) -> str:
    if limit.is_of_assessment:
        return f"/console/assessments/{limit.about_id}/limits"
    return f"/console/supervisees/{limit.about_id}?tab=limits"


async def limit_choices(page: PageRequest, division: str) -> LimitChoices | None:
    """What a limit there may say; None for whoever may ask for none."""
    if not page.may(Act.ACCESS_LIMIT_SET, division):
        return None
    nameable = await list_nameable(page.officer)
    return LimitChoices(
        kinds=page.choices("limit-kind"),
        officers=tuple(
            Choice(value=str(one.id), label=f"{one.name}（{one.office_name}）") for one in nameable if one.name
        ),
        offices=tuple(Choice(value=str(one.id), label=one.office_name) for one in nameable if not one.name),
        roles=page.choices("role", MAY_BE_NAMED),
    )


def read_limit(form: SubmittedForm) -> LimitDraft:
    """A limit as it was typed. InputInvalid."""
    kind = read_choice(LimitKind, form.text("kind"), "kind")
    from_on, until_on = form.day("from_on"), form.day("until_on")
    if kind is None:
        raise InputInvalid(KIND_NEEDED, field="kind")
    if from_on is None or until_on is None:
        raise InputInvalid(DAYS_WRONG, field="until_on")
    return LimitDraft(
        kind, from_on, until_on, form.text("reason"), _ids(form, "officers"), _ids(form, "offices"),
        tuple(role for text in form.texts("roles") if (role := read_choice(Role, text, "roles"))),
    )  # fmt: skip


def _ids(form: SubmittedForm, name: str) -> tuple[UUID, ...]:
    return tuple(one for text in form.texts(name) if (one := read_id(text, name)))


def glass_line(page: PageRequest, glass: BrokenGlass) -> GlassLine:
    """One breaking of the glass as a line."""
    is_waiting = glass.reviewed_at is None
    return GlassLine(
        glass_id=glass.glass_id,
        supervisee_id=glass.file_id,
        file_number=glass.file_number,
        officer_name=glass.officer_name,
        office_name=glass.office_name,
        reason=glass.reason,
        opened_at=glass.opened_at,
        until_at=glass.until_at,
        review_due_on=glass.review_due_on,
        is_overdue=is_waiting and glass.review_due_on < legal_day(page.now),
        reviewed_by=glass.reviewed_by_name,
        reviewed_at=glass.reviewed_at,
        is_justified=glass.is_justified,
        finding=glass.finding,
        may_review=is_waiting and glass.officer_id != page.officer.id and page.may(Act.GLASS_REVIEW, glass.division),
    )


def query_line(page: PageRequest, query: LegalQuery) -> QueryLine:
    """A legal query as a line."""
    return QueryLine(
        query_id=query.query_id,
        supervisee_id=query.file_id,
        file_number=query.file_number,
        organ=query.text.organ,
        basis=query.text.basis,
        enquirer=query.text.enquirer,
        question=query.text.question,
        recorded_by=query.recorded_by_name,
        recorded_at=query.recorded_at,
        until_at=query.until_at,
        answered_by=query.answered_by_name,
        answered_at=query.answered_at,
        answer=query.answer,
        is_open=query.until_at > page.now,
    )


def hours_of(page: PageRequest, division: str) -> tuple[int, LegalBasis]:
    """For how long broken glass is a way past, and by which rule."""
    return _rule(page, CorrectionRuleName.BREAK_GLASS_VALID, _HOURS, legal_day(page.now), division)


def review_basis(page: PageRequest) -> LegalBasis:
    """By when broken glass is reviewed."""
    name = CorrectionRuleName.BREAK_GLASS_REVIEW_DUE
    return _rule(page, name, _REVIEW, legal_day(page.now), page.officer.office_division)[1]


def _rule(
    page: PageRequest, name: CorrectionRuleName, text: Wording, day: date, division: str
) -> tuple[int, LegalBasis]:
    rule = find_correction_rule(name, day, division)
    said = Wording(text % {"n": rule.number}, text.english % {"n": rule.number})
    return rule.number, page.basis(rule, said)
