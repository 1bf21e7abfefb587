"""The pages of an order put together: the list's lines, the order with its steps and its papers."""

from collections.abc import Mapping
from datetime import date, timedelta

from api.console.act_papers import act_papers
from api.console.order_acts import Standing, acts_now, newest_of, standing_of
from api.console.order_papers import load_links, paper_of
from api.console.order_steps import steps_of
from api.console.page_forms import form_of
from api.console.page_moments import moment_value
from api.console.pages_base import PageRequest
from api.console.paper_views import paper_path
from api.console.subject_words import happenings
from api.console.view_models.base import Choice, FormState
from api.console.view_models.orders import OrderListLine, OrderView
from api.console.view_models.papers import ActPaper
from devices.tracker_list import load_usable_trackers
from supervision.audit import Act
from supervision.audit.history import acts_upon
from supervision.corrections.purposes import Purpose
from supervision.corrections.store import load_file
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.legal_time import day_start, legal_day
from supervision.officers.jurisdiction import covers
from supervision.officers.officer import NOT_HERE
from supervision.orders.deciders import places_to_decide
from supervision.orders.ending import EARLY_ENDS
from supervision.orders.listing import OrderSummary
from supervision.orders.opening import OrderInFull, VersionInFull
from supervision.orders.order_papers import papers_of_version, standing_paper
from supervision.orders.order_state import OrderState, VersionKind
from supervision.orders.periods import latest_end
from supervision.orders.reviews import grounds_to_review
from supervision.orders.store import about_order
from supervision.wording import Wording

NEXT_STEPS: Mapping[OrderState, Wording] = {
    OrderState.DRAFT: Wording("提请审批", "propose it"),
    OrderState.PROPOSED: Wording("审批", "decide on it"),
    OrderState.RETURNED: Wording("修改后重新提请", "mend it and propose it again"),
    OrderState.APPROVED: Wording("告知、佩戴、生效", "serve the notice, put the tracker on, start"),
}
"""What is to be done next, by state."""

WAITING = Wording("待审批：{kind}", "to be decided on: {kind}")


def list_line(page: PageRequest, summary: OrderSummary) -> OrderListLine:
    """An order in the list, its person masked."""
    step = page.say(NEXT_STEPS[summary.state]) if summary.state in NEXT_STEPS else ""
    if summary.waiting_kind is not None and summary.state is OrderState.IN_FORCE:
        step = page.say(WAITING).format(kind=page.word(summary.waiting_kind, "order-kind"))
    return OrderListLine(
        order_id=summary.order_id,
        order_number=summary.number,
        version=summary.version,
        state=summary.state,
        supervisee_id=summary.person.file_id,
        masked_name=summary.person.name,
        office_name=summary.person.office_name,
        starts_at=day_start(summary.starts_on),
        ends_at=day_start(summary.ends_on),
        next_step=step,
    )


async def order_view(
    page: PageRequest,
    order: OrderInFull,
    purpose: Purpose | str,
    wanted: int | None = None,
    form: FormState | None = None,
) -> OrderView:
    """One version of an order, the newest unless another is wanted; only beside the newest is anything to be done."""
    standing = standing_of(page, order)
    shown = version_of(order, wanted)
    links = await load_links(page.officer, Act.ORDER_OPEN, order.order.file_id, purpose)
    places = await places_to_decide(page.officer, page.now)
    decides = any(covers(place, order.order.division) for place in places)
    acts = acts_now(page, standing, decides=decides) if shown is standing.newest else frozenset()
    scan = links.get(shown.scan_id) if shown.scan_id else None
    papers, notice_path = await _papers(page, order, shown, str(purpose))
    return OrderView(
        order_id=order.order.id,
        supervisee_id=order.order.file_id,
        state=order.state,
        paper=paper_of(order, shown, links),
        steps=steps_of(page, standing, shown),
        acts=acts,
        zones=shown.terms.zones,
        history=happenings(await acts_upon(about_order(order.order.id), page.officer.register), page.say),
        versions=tuple(one.version.version for one in order.versions),
        notice_attachments=() if scan is None else (scan,),
        free_trackers=await _free_trackers(page, standing) if "fit-tracker" in acts else (),
        end_causes=page.choices("end-cause", EARLY_ENDS),
        latest_end_on=extension_end(page, standing) if "extend" in acts else None,
        ended_because=order.stop.cause if order.stop and standing.has_stopped else order.order.end_cause or "",
        purpose=str(purpose),
        papers=papers,
        notice_path=notice_path,
        worn=standing.worn.tracker_id if standing.worn else "",
        to_hand_back=standing.to_hand_back,
        waits_for_review=bool(await grounds_to_review(order.order.id)) and not standing.has_stopped,
        may_review=page.may(Act.ORDER_REVIEW, order.order.division),
        form=form or form_of({"served_at": moment_value(page.now)}),
    )


def version_of(order: OrderInFull, wanted: int | None) -> VersionInFull:
    """The version of that number, without one the newest that stands; NotFound where there is none."""
    if wanted is None:
        return newest_of(order)
    found = next((one for one in order.versions if one.version.version == wanted), None)
    if found is None:
        raise NotFound(NOT_HERE)
    return found


def extension_start(page: PageRequest, standing: Standing) -> date:
    """The first day of an extension drafted now: the day after the term, or today where that has run out."""
    ends_on = standing.approved.terms.ends_on if standing.approved else standing.newest.terms.ends_on
    return max(ends_on + timedelta(days=1), legal_day(page.now))


def extension_end(page: PageRequest, standing: Standing) -> date:
    """The last day that such an extension can have."""
    stored = standing.order.order
    return latest_end(VersionKind.EXTENSION, extension_start(page, standing), stored.term_ends_on, stored.division)


async def _papers(
    page: PageRequest, order: OrderInFull, shown: VersionInFull, purpose: str
) -> tuple[tuple[ActPaper, ...], str]:
    """Decision and notice of the version that is shown, and where the notice is fetched."""
    file = await load_file(page.officer, Act.ORDER_OPEN, order.order.file_id)
    called = () if file.state.is_closed else await papers_of_version(shown.version, file)
    papers = await act_papers(page, Act.ORDER_OPEN, file, shown.version.id, called, purpose)
    notice_id = await standing_paper(file.id, shown.version.id, FormName.POSITIONING_NOTICE)
    return papers, paper_path(notice_id, purpose) if notice_id else ""


async def _free_trackers(page: PageRequest, standing: Standing) -> tuple[Choice, ...]:
    """Paired trackers of the approved model that nobody has."""
    model = standing.approved.terms.tracker_model if standing.approved else ""
    trackers = await load_usable_trackers(page.officer, Act.TRACKER_ASSIGN, is_dedicated=True)
    return tuple(
        Choice(value=tracker.id, label=f"{tracker.id}（{tracker.serial}）")
        for tracker in trackers
        if tracker.model == model
    )
