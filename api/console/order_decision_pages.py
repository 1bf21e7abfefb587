"""The decision on a proposed version: exactly what is approved, its digest, and the second factor."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console import formats
from api.console.confirming import CODE_FIELD
from api.console.order_pages import order_path
from api.console.order_papers import load_links, paper_zones, proposed_paper
from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.view_models.base import FormState, Line
from api.console.view_models.orders import ApprovalView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused, SignInRefused
from supervision.orders.approval import PaperForApproval, approve_order, open_for_approval, return_order
from supervision.orders.terms import OrderPaper, Terms
from supervision.wording import Wording

DECISION_MISSING = Wording("请选择批准或者退回。", "Choose to approve or to return.")
APPROVED = Wording("已批准，可以打印告知书。", "Approved; the notice can be printed.")
RETURNED = Wording("已退回提请人。", "Returned to whoever proposed it.")

_GROUNDS = Wording("依据", "Grounds")
_ZONES = Wording("区域", "Zones")
_DEVICE = Wording("装置", "Device")
_TERM = Wording("期限", "Term")
_ADDED = Wording("新增：{zone}", "added: {zone}")
_REMOVED = Wording("删除：{zone}", "removed: {zone}")
_CHANGED = Wording("改为：{zone}", "now: {zone}")


class OrderDecisionPages(Controller):
    """Proposed versions before the county bureau's head."""

    path = "/orders/{order_id:uuid}"

    @get("/approval", opt={"act": Act.ORDER_APPROVE})
    async def open(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The paper as its digest covers it; the opening is recorded."""
        return await page.show(await _view(page, order_id, FormState()), active="orders")

    @post("/approval", opt={"act": Act.ORDER_APPROVE})
    async def decide(self, order_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Approve exactly what was shown, confirmed with the second factor, or return it with a reason."""
        form = await page.form()
        try:
            done = await _decide(page, order_id, form)
        except (InputInvalid, RuleRefused, SignInRefused) as error:
            view = await _view(page, order_id, _state(page, form, error))
            return await page.show_again(view, error, active="orders")
        return page.redirect(order_path(order_id), done=done)


async def _decide(page: PageRequest, order_id: UUID, form: SubmittedForm) -> Wording:
    match form.text("decision"):
        case "approve":
            await approve_order(page.officer, order_id, form.text("digest"), form.text(CODE_FIELD))
            return APPROVED
        case "return":
            await return_order(page.officer, order_id, form.text("reason"))
            return RETURNED
        case _:
            raise InputInvalid(DECISION_MISSING, field="decision")


def _state(page: PageRequest, form: SubmittedForm, error: InputInvalid | RuleRefused | SignInRefused) -> FormState:
    state = form.state(error, page.language)
    if isinstance(error, SignInRefused):
        return FormState(values=state.values, lists=state.lists, errors={CODE_FIELD: state.refusal or ""})
    return state


async def _view(page: PageRequest, order_id: UUID, form: FormState) -> ApprovalView:
    waiting = await open_for_approval(page.officer, order_id)
    paper = waiting.paper
    links = await load_links(page.officer, Act.ORDER_APPROVE, paper.file_id, Purpose.SUPERVISION)
    return ApprovalView(
        order_id=order_id,
        kind=paper.kind,
        paper=proposed_paper(paper, links, digest=waiting.digest),
        zones=paper.zones,
        proofs=tuple(links[ground.proof_id] for ground in paper.grounds if ground.proof_id in links),
        changes=() if waiting.in_force is None else tuple(_changes(page, waiting, waiting.in_force)),
        form=form,
    )


def _changes(page: PageRequest, waiting: PaperForApproval, before: Terms) -> Iterator[Line]:
    """What differs from the version in force, each with what it was and what it would be."""
    paper = waiting.paper
    old_grounds = {choice.ground: choice.record_id for choice in before.grounds}
    new_grounds = {ground.ground: ground.record_id for ground in paper.grounds}
    if old_grounds != new_grounds:
        yield _line(page, _GROUNDS, _words(page, old_grounds), _words(page, new_grounds))
    for change in _zone_changes(page, before.zones, paper.zones):
        yield Line(label=page.say(_ZONES), value=change)
    if before.tracker_model != paper.tracker_model:
        yield _line(page, _DEVICE, before.tracker_model, paper.tracker_model)
    if (before.starts_on, before.ends_on) != (paper.starts_on, paper.ends_on):
        yield _line(page, _TERM, _term(page, before), _term(page, paper))


def _zone_changes(
    page: PageRequest, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    old, new = ({zone["condition_id"]: zone for zone in zones} for zones in (before, after))
    for zone_id, zone in new.items():
        if zone_id not in old:
            yield page.say(_ADDED).format(zone=_zone(page, zone))
        elif zone != old[zone_id]:
            yield page.say(_CHANGED).format(zone=_zone(page, zone))
    for zone_id, zone in old.items():
        if zone_id not in new:
            yield page.say(_REMOVED).format(zone=_zone(page, zone))


def _zone(page: PageRequest, zone: Mapping[str, Any]) -> str:
    (line,) = paper_zones([zone])
    kind = "protected" if line.is_protected else line.kind
    parts = (page.word(kind, "zone-kind"), line.name, line.shape, line.hours)
    return "，".join(part for part in parts if part)


def _line(page: PageRequest, label: Wording, before: str, after: str) -> Line:
    return Line(label=page.say(label), value=f"{before} → {after}")


def _words(page: PageRequest, grounds: Mapping[Any, UUID]) -> str:
    return "；".join(page.word(ground, "ground") for ground in grounds)


def _term(page: PageRequest, terms: Terms | OrderPaper) -> str:
    return " — ".join(formats.long_date(day, page.language) for day in (terms.starts_on, terms.ends_on))
