"""The live map: opened for a purpose that is recorded, then followed by its own page."""

from datetime import datetime, timedelta
from typing import Any

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.alert_lines import open_alerts_view
from api.console.map_centre import map_start
from api.console.page_forms import read_choice
from api.console.pages_base import FIRST_PAGE, PageRequest, address
from api.console.view_models.live_map import CaseloadLine, LiveMapView
from api.http import HttpResponse
from api.v1.moments import read_moment
from supervision.audit import Act
from supervision.corrections.purposes import Purpose, read_purpose
from supervision.monitoring.compliance import SPEAKS_FOR
from supervision.monitoring.live_map import FollowedMap, FollowedWearer, Standing, follow_map, load_map_zones
from supervision.monitoring.tracks import last_map_purpose, open_map
from supervision.orders.zones import accuracy_of
from supervision.position import Fix
from supervision.wording import Wording

MOST_CASELOAD_LINES = 300
"""How many wearers the drawer lists; the map itself shows all."""

_PATH = "/console/map"
_SUBJECT = Wording("实时地图", "the live map")
_DOUBTFUL_ACCURACY_M = 100.0
_WHOLE_EVERY = timedelta(minutes=1)  # what changes by itself, such as a fix growing old, is at most this late
_OVERLAP = timedelta(seconds=15)  # a batch may commit some seconds after it was received
_BETWEEN = "~"
_ORDER = {Standing.BROKEN: 0, Standing.UNKNOWN: 1, Standing.KEPT: 2}


class MapPages(Controller):
    """Newest positions inside the officer's reach."""

    path = "/map"

    @get("/", opt={"act": Act.MAP_OPEN})
    async def map_page(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The map; without a purpose the question for it, unless it was answered within the last half hour."""
        given = page.filters()
        purpose = read_choice(Purpose, given.get("purpose"), "purpose")
        if purpose is None:
            last = None if "ask" in given else await last_map_purpose(page.officer)
            return page.redirect(address(_PATH, purpose=last)) if last else await _ask(page)
        await open_map(page.officer, purpose)
        followed, start = await follow_map(page.officer), map_start(page.settings)
        view = LiveMapView(
            purpose=purpose,
            alerts=await open_alerts_view(page),
            caseload=_caseload(followed),
            caseload_total=len(followed.wearers),
            centre=start.centre,
            zoom=start.zoom,
        )
        return await page.show(view, active="map")

    @get("/live", opt={"act": Act.MAP_OPEN, "background": True})
    async def live(self, page: NamedDependency[PageRequest]) -> dict[str, Any]:
        """Wearers whose place came in since the cursor, and every minute all of them."""
        given = page.filters()
        if await last_map_purpose(page.officer) is None:
            await open_map(page.officer, read_purpose(given.get("purpose")))
        whole_at, since = _read_cursor(given.get("since"))
        is_whole = whole_at is None or page.now - whole_at > _WHOLE_EVERY
        followed = await follow_map(page.officer, None if is_whole else since)
        whole_at = followed.read_at if is_whole or whole_at is None else whole_at
        return {
            "cursor": f"{whole_at.isoformat()}{_BETWEEN}{(followed.read_at - _OVERLAP).isoformat()}",
            "wearers": [_wearer(one, one.fix, page.now) for one in followed.wearers if one.fix is not None],
            "gone": [str(file_id) for file_id in followed.gone],
        }

    @get("/zones", opt={"act": Act.MAP_OPEN, "background": True})
    async def zones(self, page: NamedDependency[PageRequest]) -> dict[str, Any]:
        """The conditions of the orders on the map."""
        zones = await load_map_zones(page.officer)
        return {
            "zones": [
                {**one.zone.as_dict(), "supervisee_id": str(one.supervisee_id), "applies_now": one.applies_now}
                for one in zones
            ]
        }


async def _ask(page: PageRequest) -> HttpResponse:
    return await page.ask_purpose(_SUBJECT, FIRST_PAGE, active="map")


def _caseload(followed: FollowedMap) -> tuple[CaseloadLine, ...]:
    in_order = sorted(followed.wearers, key=lambda one: (_ORDER[one.standing], one.person.name, one.order.number))
    return tuple(
        CaseloadLine(
            supervisee_id=one.person.file_id,
            masked_name=one.person.name,
            order_number=one.order.number,
            state=one.standing,
            last_fixed_at=one.fix.fixed_at if one.fix else None,
            battery_percent=one.fix.battery_percent if one.fix else None,
        )
        for one in in_order[:MOST_CASELOAD_LINES]
    )


def _wearer(one: FollowedWearer, fix: Fix, now: datetime) -> dict[str, Any]:
    accuracy_m = accuracy_of(fix)
    return {
        "supervisee_id": str(one.person.file_id),
        "name": one.person.name,
        "order_number": one.order.number,
        "state": one.standing,
        "lon": fix.lon,
        "lat": fix.lat,
        "accuracy_m": accuracy_m,
        "fixed_at": fix.fixed_at.isoformat(),
        "received_at": fix.received_at.isoformat(),
        "source": fix.source,
        "is_doubtful": accuracy_m > _DOUBTFUL_ACCURACY_M or now - fix.fixed_at > SPEAKS_FOR,
        "battery_percent": fix.battery_percent,
        "tail": one.tail,
    }


def _read_cursor(text: str | None) -> tuple[datetime | None, datetime | None]:
    whole, _, since = (text or "").partition(_BETWEEN)
    return read_moment(whole, "since"), read_moment(since, "since")
