"""What the pages of applications are given."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from uuid import UUID

from api.console import formats
from api.console.act_papers import act_papers
from api.console.application_lines import return_due
from api.console.attachment_pages import attachment_link
from api.console.condition_words import zone_label
from api.console.pages_base import PageRequest
from api.console.rule_lines import number_in_words
from api.console.view_models.applications import (
    ApplicationView,
    NoticeLine,
    PermitView,
)
from api.console.view_models.base import Attachment, Choice, Deadline, FormState, Happening, LegalBasis, Line
from api.console.view_models.papers import ActPaper
from supervision.approvals.authorities import powers_of
from supervision.approvals.consent import capacity_to_decide
from supervision.approvals.steps import ApprovalStep
from supervision.approvals.words import NEEDS_CODE, Decider, DelegatedAct, NotDelegated, OwnRequest
from supervision.audit import Act
from supervision.corrections.applications.content import ApplicationContent
from supervision.corrections.applications.leave_papers import paper_of_leave
from supervision.corrections.applications.listing import (
    OpenedApplication,
)
from supervision.corrections.applications.store import Application
from supervision.corrections.applications.words import ApplicationKind, ApplicationState
from supervision.corrections.attachments import load_attachments
from supervision.errors import NotPermitted
from supervision.legal_rules import LegalRule
from supervision.legal_time import legal_day
from supervision.orders.of_person import forbidden_zones_of
from supervision.wording import Wording

_K = ApplicationKind
_OPENING = frozenset({_K.LEAVE, _K.BARRED_PLACE})
_DAYS = Wording("%(from)s 至 %(to)s，共 %(n)s 日", "%(from)s to %(to)s, %(n)s days")
_FROM = Wording("自 %(from)s 起", "from %(from)s on")
_MONTHS = Wording("每 %(n)s 个月一次", "every %(n)s months")
_LABELS = {
    "days": Wording("日期", "Days"),
    "reason_kind": Wording("事由", "Kind of reason"),
    "reason": Wording("申请理由", "Reason"),
    "destinations": Wording("目的地", "Destination"),
    "frequency": Wording("频次", "How often"),
    "place": Wording("场所", "Place"),
    "person_kind": Wording("会见何人", "Whom"),
    "person": Wording("姓名、关系", "Name and relation"),
    "supervision_class": Wording("变更为", "Class"),
    "injunction": Wording("所涉禁止令", "Exception from the injunction"),
    "months": Wording("复查间隔", "Interval"),
    "late_reason": Wording("未提前申请的原因", "Why it was not asked ahead"),
}
_BY_PAPER = Wording("（依据 %(document)s）", " (by %(document)s)")


def facts_of(
    page: PageRequest, from_on: date | None, until_on: date | None, content: ApplicationContent
) -> tuple[Line, ...]:
    """What an application says, line by line."""
    said = {
        "days": _days(page, from_on, until_on),
        "reason_kind": page.word(content.reason_kind, "leave-reason") if content.reason_kind else "",
        "reason": content.reason,
        "destinations": "；".join(each.in_words for each in content.destinations),
        "frequency": content.frequency,
        "place": content.place,
        "person_kind": page.word(content.person_kind, "contact-person") if content.person_kind else "",
        "person": content.person,
        "supervision_class": (
            page.word(content.supervision_class, "supervision-class") if content.supervision_class else ""
        ),
        "injunction": content.injunction,
        "months": page.say(_MONTHS) % {"n": content.months} if content.months else "",
        "late_reason": content.late_reason,
    }
    return tuple(Line(label=page.say(_LABELS[name]), value=value) for name, value in said.items() if value)


def bases_of(page: PageRequest, rules: Iterable[LegalRule]) -> tuple[LegalBasis, ...]:
    """The rows by which an application is routed."""
    return tuple(
        LegalBasis(
            rule=f"{page.word(rule.name, 'rule')} {number_in_words(page, rule.number, rule.unit)}",
            source=page.say(rule.source),
        )
        for rule in rules
    )


async def application_view(page: PageRequest, opened: OpenedApplication, form: FormState) -> ApplicationView:
    """An application in clear with what the officer may do now."""
    one, file = opened.application, opened.file
    acts, why_not = await _acts(page, opened)
    return ApplicationView(
        application_id=one.id,
        supervisee_id=file.id,
        purpose=opened.purpose,
        number=one.number,
        kind=one.kind,
        name=opened.name,
        file_number=file.number,
        state=one.ended_by or one.state,
        decider=opened.route.decider if opened.route else one.decider,
        waits_at=one.waits_at or "",
        revision=one.revision,
        facts=facts_of(page, one.from_on, one.until_on, opened.content),
        proof=await _proof(page, opened),
        arithmetic=tuple(page.say(step) for step in opened.route.steps) if opened.route else (),
        bases=bases_of(page, opened.route.rules) if opened.route else (),
        history=tuple(_happening(page, step) for step in opened.steps),
        notices=tuple(
            NoticeLine(
                recipient=notice.recipient,
                deadline=Deadline(due_on=notice.due_on, days_left=(notice.due_on - legal_day(page.now)).days),
                told_on=notice.told_on,
                told_by=notice.told_by_name,
            )
            for notice in opened.notices
        ),
        acts=acts,
        why_not=page.say(why_not) if why_not else "",
        needs_code=one.waits_at in NEEDS_CODE,
        needs_note=one.waits_at is Decider.PROVINCE,
        zones=await _zones(page, one) if "decide" in acts and one.kind in _OPENING else (),
        return_due=return_due(page, one, file.division),
        papers=await _papers(page, opened),
        form=form,
    )


def permit_view(page: PageRequest, opened: OpenedApplication) -> PermitView:
    """The permit of an approval, always in Chinese."""
    one, chinese = opened.application, copy(page)
    chinese.language = "zh"
    approved = next(step for step in reversed(opened.steps) if step.step == "approved")
    return PermitView(
        application_id=one.id,
        number=one.number,
        kind=one.kind,
        name=opened.name,
        file_number=opened.file.number,
        facts=facts_of(chinese, one.from_on, one.until_on, opened.content),
        decided_on=legal_day(approved.taken_at),
        office_name=approved.office_name,
        printed_on=legal_day(page.now),
    )


async def _papers(page: PageRequest, opened: OpenedApplication) -> tuple[ActPaper, ...]:
    """The permit or the refusal of a leave; the other kinds have no form."""
    refused = next((step.note for step in reversed(opened.steps) if step.step == "refused"), "")
    called = paper_of_leave(opened.application, opened.content, refused)
    act_id = opened.application.id
    return await act_papers(
        page, Act.APPLICATION_OPEN, opened.file, act_id, (called,) if called else (), opened.purpose
    )


async def _acts(page: PageRequest, opened: OpenedApplication) -> tuple[frozenset[str], str]:
    """What the officer may do now, and why they may not decide where only their own part in it stands in the way."""
    one, division, acts, why_not = opened.application, opened.file.division, set(), ""
    if one.state is ApplicationState.ASKED:
        try:
            await _check_turn(page, opened)
            acts.add("decide" if one.waits_at is _decider(opened) else "forward")
        except (OwnRequest, NotDelegated) as refusal:
            why_not = refusal.args[0]
        except NotPermitted:
            pass
    if one.state in {ApplicationState.ASKED, ApplicationState.SENT_BACK}:
        acts |= {"withdraw"} if page.may(Act.APPLICATION_WITHDRAW, division) else set()
    if one.state is ApplicationState.SENT_BACK:
        acts |= {"ask-again"} if page.may(Act.APPLICATION_MAKE, division) else set()
    if one.state is ApplicationState.APPROVED:
        acts |= {"print"} if one.kind is not _K.LEAVE else set()
        if one.until_on is not None and page.may(Act.APPLICATION_END, division):
            acts |= {"shorten", "cancel"}
            acts |= {"sign-off"} if one.kind is _K.LEAVE and one.from_on <= legal_day(page.now) else set()
    if any(notice.told_on is None for notice in opened.notices) and page.may(Act.APPLICATION_TELL, division):
        acts.add("tell")
    return frozenset(acts), why_not


def _decider(opened: OpenedApplication) -> Decider:
    one = opened.application
    order = tuple(Decider)
    now = max(opened.route.decider, one.decider, key=order.index) if opened.route else one.decider
    is_delegation_gone = one.waits_at is Decider.OFFICE and now is Decider.COUNTY
    return Decider.OFFICE if is_delegation_gone else now


async def _check_turn(page: PageRequest, opened: OpenedApplication) -> None:
    one, division = opened.application, opened.file.division
    powers = await powers_of(page.officer, division, DelegatedAct.DECIDE_LEAVE, legal_day(page.now))
    proposers = {step.taken_by for step in opened.steps if step.step in {"asked", "forwarded"}}
    capacity_to_decide(page.officer, division, one.waits_at or one.decider, powers, proposers)


async def _proof(page: PageRequest, opened: OpenedApplication) -> Attachment | None:
    proof_id: UUID | None = opened.application.proof_id
    if proof_id is None:
        return None
    attached = await load_attachments(page.officer, Act.APPLICATION_OPEN, opened.file.id)
    found = next((one for one in attached if one.attachment_id == proof_id), None)
    return None if found is None else attachment_link(found, opened.purpose)


async def _zones(page: PageRequest, one: Application) -> tuple[Choice, ...]:
    """The forbidden zones of the order that the person wears just now; the page has opened the file."""
    zones = await forbidden_zones_of(page.officer, one.file_id)
    return tuple(Choice(value=str(zone.condition_id), label=zone_label(page, zone)) for zone in zones)


def _happening(page: PageRequest, step: ApprovalStep) -> Happening:
    by = page.say(_BY_PAPER) % {"document": step.document} if step.document else ""
    return Happening(
        at=step.taken_at,
        who=f"{step.office_name} {step.taken_by_name}",
        what=f"{page.word(step.step, 'approval-step')}{by}",
        note=step.note,
    )


def _days(page: PageRequest, first: date | None, last: date | None) -> str:
    if first is None:
        return ""
    from_text = formats.long_date(first, page.language)
    if last is None:
        return page.say(_FROM) % {"from": from_text}
    return page.say(_DAYS) % {
        "from": from_text,
        "to": formats.long_date(last, page.language),
        "n": (last - first).days + 1,
    }
