"""The tabs of a file that show how its correction began: group, plan and needs; papers and the exit ban."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from api.console.assessment_facts import facts_of, opinion_facts
from api.console.attachment_pages import attachment_link
from api.console.guardian_views import guardian_lines
from api.console.page_forms import form_of
from api.console.pages_base import PageRequest
from api.console.supervisee_header import header_of
from api.console.view_models.base import Attachment as Link
from api.console.view_models.base import FormState
from api.console.view_models.induction import (
    CarriedLine,
    ExitBanLine,
    MemberLine,
    MovementLine,
    MovementsTab,
    NeedLine,
    PlanLine,
    PlanTab,
    PlanText,
)
from supervision.audit import Act
from supervision.corrections.assessments.carrying_over import CarriedAssessment, open_carried
from supervision.corrections.attachments import load_attachments
from supervision.corrections.guardians.store import Guardian
from supervision.corrections.guardians.words import Relation
from supervision.corrections.induction.group import KeptMember
from supervision.corrections.induction.movements import Movement
from supervision.corrections.induction.needs import Need
from supervision.corrections.induction.opening import open_induction
from supervision.corrections.induction.plan import PlanVersion
from supervision.corrections.induction.words import MemberKind, NeedState
from supervision.corrections.opening import PersonFile
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_time import legal_day
from supervision.wording import Wording

_GROUP_RULE = Wording("女性对象的矫正小组应当有女性成员", "the group of a woman has a woman in it")
_MEMBER_FIELDS = ("member_kind", "member_name", "member_sex", "member_minors", "member_unit", "member_phone")
_PLAN_FIELDS = ("situation", "remorse", "family", "follow_up", "help", "team", "emergency")


async def plan_tab(page: PageRequest, file: PersonFile, form: FormState) -> PlanTab:
    """Who helps, how, and with what."""
    found = await open_induction(page.officer, file.file_id, file.purpose)
    now_in = [kept for kept in found.members if kept.until_on is None]
    rule = find_correction_rule(CorrectionRuleName.WOMEN_IN_GROUP_LEAST, legal_day(page.now), file.division)
    which = form.value("form")
    return PlanTab(
        header=await header_of(page, file),
        guardians=guardian_lines(page, found.guardians, form),
        is_guardian_missing=found.is_guardian_missing,
        relations=page.choices("guardian-relation"),
        guardian_form=form if which == "guardian" else FormState(),
        members=tuple(map(_member, now_in)),
        former=tuple(_member(kept) for kept in found.members if kept.until_on is not None),
        group_basis=page.basis(rule, _GROUP_RULE),
        member_kinds=page.choices("member-kind"),
        carried=tuple(_carried(page, one) for one in await open_carried(page.officer, file.file_id, file.purpose)),
        plans=tuple(_plan(saved) for saved in found.plans),
        needs=tuple(_need(page, need) for need in found.needs),
        need_kinds=page.choices("need-kind"),
        need_answers=page.choices("need-state", [state for state in NeedState if state is not NeedState.REFERRED]),
        group_form=form if which == "group" else form_of({}, _group_lists(now_in, found.guardians)),
        plan_form=form if which == "plan" else form_of(_plan_values(found.plans)),
        need_form=form if which == "need" else FormState(),
        may_change=file.ended_at is None and page.may(Act.PLAN_SAVE, file.division),
    )


def _carried(page: PageRequest, one: CarriedAssessment) -> CarriedLine:
    content = one.content
    paper = Wording("委托文书号", "Paper of the organ"), f"{content.organ_name} {content.paper_number}"
    reply = Wording("回复编号", "Number of the reply"), content.reply_number
    return CarriedLine(
        suitability=one.suitability,
        replied_on=one.replied_on,
        facts=facts_of(page, (paper, reply, *opinion_facts(content.opinion))),
        carried_by=one.carried_by_name,
        carried_on=one.carried_on,
    )


async def movements_tab(page: PageRequest, file: PersonFile, form: FormState) -> MovementsTab:
    """What came in and went out, and whether the person may leave the country."""
    found = await open_induction(page.officer, file.file_id, file.purpose)
    attached = await load_attachments(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    links = {one.attachment_id: attachment_link(one, file.purpose) for one in attached}
    following = found.next_exit_ban_step
    return MovementsTab(
        header=await header_of(page, file),
        movements=tuple(_movement(one, links) for one in found.movements),
        directions=page.choices("direction"),
        organs=page.choices("organ"),
        exit_ban=tuple(
            ExitBanLine(step=kept.step, happened_on=kept.happened_on, note=kept.note) for kept in found.exit_ban
        ),
        next_exit_ban_step=following or "",
        form=form if form.value("form") == "movement" else FormState(),
        exit_ban_form=form if form.value("form") == "exit-ban" else FormState(),
        may_change=page.may(Act.MOVEMENT_RECORD, file.division),
        may_change_exit_ban=following is not None and page.may(Act.EXIT_BAN_RECORD, file.division),
    )


def _member(kept: KeptMember) -> MemberLine:
    member = kept.member
    return MemberLine(
        kind=member.kind,
        name=member.name,
        is_woman=member.is_woman,
        knows_minors=member.knows_minors,
        unit=member.unit,
        phone=member.phone,
        from_on=kept.from_on,
        until_on=kept.until_on,
    )


def _group_lists(members: Sequence[KeptMember], guardians: Sequence[Guardian]) -> Mapping[str, tuple[str, ...]]:
    """The rows of the form: who is in the group, and a minor's guardians who are not yet, as an offer."""
    rows = [
        (
            one.member.kind.value,
            one.member.name,
            "female" if one.member.is_woman else "male",
            "yes" if one.member.knows_minors else "no",
            one.member.unit,
            one.member.phone,
        )
        for one in members
    ]
    names = {one.member.name for one in members}
    rows += [
        (MemberKind.FAMILY.value, one.facts.name, _sex_of(one), "no", "", one.facts.phone)
        for one in guardians
        if one.is_current and one.facts.name not in names
    ]
    return dict(zip(_MEMBER_FIELDS, zip(*rows, strict=True), strict=True)) if rows else {}


def _sex_of(guardian: Guardian) -> str:
    return "female" if guardian.facts.relation is Relation.MOTHER else "male"


def _plan(saved: PlanVersion) -> PlanLine:
    texts = ((name, getattr(saved.plan, name)) for name in _PLAN_FIELDS)
    return PlanLine(
        version=saved.version,
        made_at=saved.made_at,
        made_by=saved.made_by_name,
        parts=tuple(PlanText(name=name, text=text) for name, text in texts if text),
    )


def _plan_values(plans: Sequence[PlanVersion]) -> Mapping[str, str]:
    if not plans:
        return {"version": "0"}
    newest = plans[0]
    return {"version": str(newest.version), **{name: getattr(newest.plan, name) for name in _PLAN_FIELDS}}


def _need(page: PageRequest, need: Need) -> NeedLine:
    return NeedLine(
        need_id=need.id,
        kind=need.kind,
        state=need.state,
        text=need.text,
        referred_to=need.referred_to,
        referred_at=need.referred_at,
        due_on=need.due_on,
        is_overdue=need.closed_at is None and need.due_on is not None and need.due_on < legal_day(page.now),
        answer=need.answer,
        closed_at=need.closed_at,
    )


def _movement(one: Movement, links: Mapping[UUID, Link]) -> MovementLine:
    return MovementLine(
        movement_id=one.id,
        direction=one.direction,
        organ=one.organ,
        title=one.paper.title,
        number=one.paper.number,
        organ_name=one.paper.organ_name,
        happened_on=one.happened_on,
        attachment=links.get(one.attachment_id) if one.attachment_id else None,
        receipt_on=one.receipt_on,
    )
