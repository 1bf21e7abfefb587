"""Positioning orders: drafted, proposed, decided, served, worn, started, varied, extended, ended."""

from uuid import UUID

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED, HTTP_204_NO_CONTENT

from api.v1.order_views import (
    Approval,
    NewOrder,
    NextVersion,
    NoticeView,
    OrderEnding,
    OrderSummaryView,
    OrderView,
    ProposalView,
    Service,
)
from api.v1.requests import Created, PurposeAsked, Reason
from api.v1.tracker_views import TrackerChoice
from api.v1.views import Happened, ListView, list_of
from devices.tracker_facts import load_tracker_facts
from supervision.audit import Act
from supervision.officers import Officer
from supervision.orders.approval import approve_order, open_for_approval, return_order
from supervision.orders.drafting import change_draft, draft_next, draft_order
from supervision.orders.ending import end_order
from supervision.orders.listing import OrderShow, list_orders
from supervision.orders.notices import print_notice, serve_notice
from supervision.orders.opening import open_order
from supervision.orders.proposing import propose_order
from supervision.orders.reviews import review_order
from supervision.orders.terms import Terms
from supervision.orders.wearing import assign_tracker, start_order


class OrderController(Controller):
    """Positioning orders inside the officer's reach."""

    path = "/orders"
    tags = ["Orders"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.ORDER_LIST})
    async def list_orders(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[OrderShow] = OrderShow.ALL,
        supervisee: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[OrderSummaryView]:
        """Orders, newest first, fifty a page; people are masked."""
        page = await list_orders(officer, show, cursor, supervisee)
        return list_of(OrderSummaryView.of_summary, page.items, page.next)

    @post("/", opt={"act": Act.ORDER_DRAFT})
    async def draft_order(self, data: JSONBody[NewOrder], officer: NamedDependency[Officer]) -> Response[Created]:
        """Draft an order for a supervisee who has no other."""
        order_id = await draft_order(officer, data.supervisee_id, data.terms)
        return Response(
            Created(order_id), status_code=HTTP_201_CREATED, headers={"location": f"/api/v1/orders/{order_id}"}
        )

    @get("/{order_id:uuid}", opt={"act": Act.ORDER_OPEN})
    async def open_order(
        self, order_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> OrderView:
        """The order in clear; the opening is recorded with its purpose."""
        return OrderView.of_order(await open_order(officer, order_id, purpose))

    @put("/{order_id:uuid}/draft", opt={"act": Act.ORDER_DRAFT}, status_code=HTTP_204_NO_CONTENT)
    async def change_draft(
        self, order_id: FromPath[UUID], data: JSONBody[Terms], officer: NamedDependency[Officer]
    ) -> None:
        """Change the terms of a version that is a draft or was returned."""
        await change_draft(officer, order_id, data)

    @post("/{order_id:uuid}/versions", opt={"act": Act.ORDER_DRAFT})
    async def draft_next(
        self, order_id: FromPath[UUID], data: JSONBody[NextVersion], officer: NamedDependency[Officer]
    ) -> dict[str, int]:
        """Draft a variation or an extension of an order in force."""
        return {"version": await draft_next(officer, order_id, data.kind, data.terms)}

    @post("/{order_id:uuid}/proposal", opt={"act": Act.ORDER_PROPOSE}, status_code=HTTP_204_NO_CONTENT)
    async def propose(self, order_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Put the open version before the county bureau's head."""
        await propose_order(officer, order_id)

    @get("/{order_id:uuid}/proposal", opt={"act": Act.ORDER_APPROVE})
    async def open_proposal(self, order_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ProposalView:
        """The proposed paper exactly as its digest covers it."""
        return ProposalView.of_paper(await open_for_approval(officer, order_id))

    @post("/{order_id:uuid}/approval", opt={"act": Act.ORDER_APPROVE}, status_code=HTTP_204_NO_CONTENT)
    async def approve(
        self, order_id: FromPath[UUID], data: JSONBody[Approval], officer: NamedDependency[Officer]
    ) -> None:
        """Approve what the digest covers, confirmed with the second factor; never one's own proposal."""
        await approve_order(officer, order_id, data.digest, data.code)

    @post("/{order_id:uuid}/return", opt={"act": Act.ORDER_RETURN}, status_code=HTTP_204_NO_CONTENT)
    async def return_order(
        self, order_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Send a proposed version back to be mended."""
        await return_order(officer, order_id, data.reason)

    @post("/{order_id:uuid}/notice", opt={"act": Act.ORDER_PRINT_NOTICE}, status_code=HTTP_200_OK)
    async def print_notice(self, order_id: FromPath[UUID], officer: NamedDependency[Officer]) -> NoticeView:
        """The notice of the newest approved version, numbered at its first printing."""
        return NoticeView.of_notice(await print_notice(officer, order_id))

    @post("/{order_id:uuid}/notice/service", opt={"act": Act.ORDER_SERVE_NOTICE}, status_code=HTTP_204_NO_CONTENT)
    async def serve_notice(
        self, order_id: FromPath[UUID], data: JSONBody[Service], officer: NamedDependency[Officer]
    ) -> None:
        """Record that the notice was served; a variation is in force from then on."""
        await serve_notice(officer, order_id, data.served_at, scan_id=data.scan_id, witnesses=data.witnesses)

    @post("/{order_id:uuid}/trackers", opt={"act": Act.TRACKER_ASSIGN, "about": "order"})
    async def assign_tracker(
        self, order_id: FromPath[UUID], data: JSONBody[TrackerChoice], officer: NamedDependency[Officer]
    ) -> Created:
        """Record who wears which tracker from now on."""
        tracker = await load_tracker_facts(officer, data.tracker_id, Act.TRACKER_ASSIGN)
        return Created(await assign_tracker(officer, order_id, tracker))

    @post("/{order_id:uuid}/start", opt={"act": Act.ORDER_START}, status_code=HTTP_200_OK)
    async def start(self, order_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Happened:
        """Start an approved order, once its notice is served and a tracker is worn."""
        return Happened(await start_order(officer, order_id))

    @post("/{order_id:uuid}/review", opt={"act": Act.ORDER_REVIEW}, status_code=HTTP_204_NO_CONTENT)
    async def review(self, order_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]) -> None:
        """Find that an order stands although a record on which it rests was annulled; else end it."""
        await review_order(officer, order_id, data.reason)

    @post("/{order_id:uuid}/ending", opt={"act": Act.ORDER_END}, status_code=HTTP_200_OK)
    async def end(
        self, order_id: FromPath[UUID], data: JSONBody[OrderEnding], officer: NamedDependency[Officer]
    ) -> Happened:
        """End an order early; positions stop at the moment that is returned."""
        return Happened(await end_order(officer, order_id, data.cause, data.note))
