"""What pages and the API say of an alert once its track is past its period."""

from datetime import timedelta

from supervision import legal_time
from supervision.legal_time import moved_clock
from supervision.monitoring.alerts import Finding, dispose_of_alert
from supervision.monitoring.track_clearing import clear_destroyed_tracks
from supervision.orders.track_destruction import destroy_due_tracks
from tests.api.conftest import Service
from tests.api.console.browsing import browser
from tests.api.makers import make_wearer, raise_alert
from tests.cast import NORTH

GONE = "证据已按期销毁"


async def end_tracks() -> None:
    """What the night does to tracks months after their order; sessions are left alone."""
    later = legal_time.now() + timedelta(days=250)
    with moved_clock(lambda: later):
        assert await destroy_due_tracks(later) == 1
        assert await clear_destroyed_tracks()


async def test_the_page_of_an_alert_says_that_its_evidence_was_destroyed_and_shows_the_rest(service: Service) -> None:
    olga = service.cast.olga
    alert_id = await raise_alert(await make_wearer(olga, service.cast.north_office, NORTH))
    await dispose_of_alert(olga.officer, alert_id, Finding.REASONABLE_EXCUSE, "急诊，已核实。")
    async with browser(service, olga) as console:
        page = await console.get(f"/console/alerts/{alert_id}")
        assert GONE not in page
        assert "evidence-map" in page
    await end_tracks()
    async with browser(service, olga) as console:
        page = await console.get(f"/console/alerts/{alert_id}")
    assert GONE in page
    assert "急诊，已核实。" in page
    assert "evidence-map" not in page
    assert "alert_page.js" not in page


async def test_the_api_says_that_the_evidence_was_destroyed(service: Service) -> None:
    olga = service.cast.olga
    alert_id = await raise_alert(await make_wearer(olga, service.cast.north_office, NORTH))
    async with service.client(olga) as client:
        before = (await client.get(f"/api/v1/alerts/{alert_id}")).json()
        await end_tracks()
        after = (await client.get(f"/api/v1/alerts/{alert_id}")).json()
    assert (before["is_evidence_destroyed"], after["is_evidence_destroyed"]) == (False, True)
    assert before["evidence"]["fixes"]
    assert after["evidence"] == {"reasons": [], "fixes": [], "raised_by": None}
