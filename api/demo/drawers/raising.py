"""Filling the cabinets once: everything that the police of the county have entered up to now, on its own days."""

from datetime import datetime

from api.demo.cast import Cast
from api.demo.diary import clock_at
from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.checking import enter_checking
from api.demo.drawers.filling import enter_filling
from api.demo.drawers.founding import enter_founding
from api.demo.drawers.letting import enter_letting
from api.demo.drawers.mending import enter_mending
from api.demo.drawers.notices import enter_notices
from api.demo.drawers.permits import enter_permits
from api.demo.drawers.services import enter_services
from api.demo.drawers.sharing import enter_sharing
from api.demo.drawers.walks import enter_walks
from api.demo.keeping import DemoOfficer
from supervision.residence.search.comparing import compare_new_residents


async def fill_cabinets(at: datetime, officers: tuple[DemoOfficer, ...]) -> None:
    """Live through the past of the residence register up to `at`."""
    cabinet = Cabinet(at, Cast(officers))
    for enter in (
        enter_founding,
        enter_filling,
        enter_walks,
        enter_letting,
        enter_permits,
        enter_services,
        enter_notices,
        enter_mending,
        enter_sharing,
        enter_checking,
    ):
        enter(cabinet)
    await cabinet.diary.live_through()
    with clock_at(at):
        await compare_new_residents()
