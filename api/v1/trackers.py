"""Trackers: registered, paired, revoked, fetched back; and check-in requests to phones."""

from datetime import time
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.http import HttpRequest
from api.v1.requests import Created, PurposeAsked
from api.v1.tracker_views import (
    CheckInView,
    HandBack,
    NewCheckIn,
    NewCheckInSeries,
    NewTracker,
    OpenedCheckInView,
    PairingView,
    RemovalTaskView,
    TrackerModelView,
    TrackerView,
)
from api.v1.views import ListView, list_of
from devices.broker import tracker_address
from devices.pairing import pairing_document
from devices.registry import (
    load_models,
    load_tracker,
    load_trackers,
    pair_tracker,
    register_tracker,
    revoke_tracker,
)
from devices.tracker_facts import load_tracker_facts
from supervision.audit import Act
from supervision.officers import Officer
from supervision.orders.check_in_asking import ask_check_in, ask_series, withdraw_check_in, withdraw_series
from supervision.orders.check_in_series import SeriesTimes
from supervision.orders.check_ins import list_check_ins, list_series, open_check_in
from supervision.orders.removal import list_removal_tasks
from supervision.orders.wearing import hand_back


class TrackerController(Controller):
    """The registry of trackers."""

    tags = ["Trackers"]  # noqa: RUF012 - as Litestar declares it

    @get("/trackers", opt={"act": Act.TRACKER_LIST})
    async def list_trackers(self, officer: NamedDependency[Officer]) -> ListView[TrackerView]:
        """All trackers kept inside the officer's reach, those in use first."""
        return list_of(TrackerView.of, await load_trackers(officer))

    @get("/tracker-models", opt={"act": Act.TRACKER_LIST})
    async def list_models(self, officer: NamedDependency[Officer]) -> ListView[TrackerModelView]:
        """The makes of tracker."""
        return list_of(TrackerModelView.of, await load_models(officer))

    @post("/trackers", opt={"act": Act.TRACKER_REGISTER})
    async def register(self, data: JSONBody[NewTracker], officer: NamedDependency[Officer]) -> dict[str, str]:
        """Put a tracker into stock; its id is also its MQTT account."""
        tracker_id = await register_tracker(
            officer, data.serial, data.model, data.dialect, data.division, is_dedicated=data.is_dedicated
        )
        return {"id": tracker_id}

    @get("/trackers/{tracker_id:str}", opt={"act": Act.TRACKER_LIST})
    async def open_tracker(self, tracker_id: FromPath[str], officer: NamedDependency[Officer]) -> TrackerView:
        """One tracker."""
        return TrackerView.of(await load_tracker(officer, tracker_id))

    @post("/trackers/{tracker_id:str}/pairing", opt={"act": Act.TRACKER_PAIR}, status_code=HTTP_200_OK)
    async def pair(
        self, request: HttpRequest, tracker_id: FromPath[str], officer: NamedDependency[Officer]
    ) -> PairingView:
        """Give a tracker a fresh account, shown once; the old password stops working."""
        pairing = await pair_tracker(officer, tracker_id)
        return PairingView.of(pairing_document(pairing, tracker_address(request.app.state.settings)))

    @post("/trackers/{tracker_id:str}/revocation", opt={"act": Act.TRACKER_REVOKE}, status_code=HTTP_204_NO_CONTENT)
    async def revoke(self, tracker_id: FromPath[str], officer: NamedDependency[Officer]) -> None:
        """End a tracker's account for good."""
        await revoke_tracker(officer, tracker_id)

    @get("/removal-tasks", opt={"act": Act.TRACKER_LIST})
    async def removal_tasks(self, officer: NamedDependency[Officer]) -> ListView[RemovalTaskView]:
        """Trackers whose order is over and that are still with their wearer, the longest overdue first."""
        return list_of(RemovalTaskView.of_task, await list_removal_tasks(officer))

    @post(
        "/assignments/{assignment_id:uuid}/hand-back",
        opt={"act": Act.TRACKER_HAND_BACK, "about": "assignment"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def hand_back(
        self, assignment_id: FromPath[UUID], data: JSONBody[HandBack], officer: NamedDependency[Officer]
    ) -> None:
        """Record that a tracker is back."""
        await hand_back(officer, assignment_id, data.received_at, data.note)


class CheckInController(Controller):
    """Requests for one position each."""

    path = "/check-ins"
    tags = ["Check-ins"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.CHECK_IN_LIST})
    async def list_check_ins(
        self,
        officer: NamedDependency[Officer],
        supervisee: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[CheckInView]:
        """Requests, the last to open first, fifty a page; people are masked. Of a series, the next to come alone."""
        page = await list_check_ins(officer, cursor, supervisee)
        return list_of(CheckInView.of_check_in, page.items, page.next)

    @post("/", opt={"act": Act.CHECK_IN_ASK})
    async def ask(self, data: JSONBody[NewCheckIn], officer: NamedDependency[Officer]) -> Created:
        """Ask a paired phone for one position, now or at a set time, within a window."""
        phone = await load_tracker_facts(officer, data.tracker_id, Act.CHECK_IN_ASK)
        return Created(
            await ask_check_in(officer, data.supervisee_id, phone, data.reason, data.opens_at, data.window_minutes)
        )

    @post("/series", opt={"act": Act.CHECK_IN_ASK})
    async def ask_series(self, data: JSONBody[NewCheckInSeries], officer: NamedDependency[Officer]) -> Created:
        """Ask a paired phone for one position at each of some times: all are put down, or none."""
        phone = await load_tracker_facts(officer, data.tracker_id, Act.CHECK_IN_ASK)
        clocks = tuple(time.fromisoformat(text) for text in data.times)
        times = SeriesTimes(data.first_on, data.last_on, frozenset(data.weekdays), clocks)
        return Created(await ask_series(officer, data.supervisee_id, phone, data.reason, times, data.window_minutes))

    @get("/series/{series_id:uuid}", opt={"act": Act.CHECK_IN_LIST})
    async def list_series(self, series_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ListView[CheckInView]:
        """All requests of a series in the order of their windows."""
        return list_of(CheckInView.of_check_in, await list_series(officer, series_id))

    @post("/series/{series_id:uuid}/withdrawal", opt={"act": Act.CHECK_IN_WITHDRAW}, status_code=HTTP_204_NO_CONTENT)
    async def withdraw_series(self, series_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Withdraw what is still to come of a series."""
        await withdraw_series(officer, series_id)

    @get("/{request_id:uuid}", opt={"act": Act.CHECK_IN_OPEN})
    async def open_check_in(
        self, request_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> OpenedCheckInView:
        """A request with its answer; the opening is recorded with its purpose."""
        return OpenedCheckInView.of_opened(await open_check_in(officer, request_id, purpose))

    @post("/{request_id:uuid}/withdrawal", opt={"act": Act.CHECK_IN_WITHDRAW}, status_code=HTTP_204_NO_CONTENT)
    async def withdraw(self, request_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Withdraw a request that has not been answered and has not run out."""
        await withdraw_check_in(officer, request_id)
