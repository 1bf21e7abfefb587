"""The sharing catalogue: what the fire brigade was given, and what the tax office would be, if the station approves."""

from datetime import timedelta
from functools import partial

from api.demo.county import TOWNSHIPS
from api.demo.drawers.cabinet import Cabinet
from api.demo.orders import days_before
from api.demo.police import station_username
from supervision.legal_time import legal_day, now
from supervision.residence.sharing.providing import make_provision
from supervision.residence.sharing.terms import ViewDraft
from supervision.residence.sharing.views import approve_view, propose_view
from supervision.residence.sharing.words import HandedOver, PlaceField, Receiver, Scope, SharedKind

_COUNTY = "county.police"
_A_YEAR = timedelta(days=364)


def enter_sharing(cabinet: Cabinet) -> None:
    """Enter into the diary a view under which something was given, and one that waits."""
    cabinet.diary.enter(days_before(cabinet.at, 13, 9, 40), partial(_give_hazards, cabinet))
    cabinet.diary.enter(days_before(cabinet.at, 2, 9, 40), partial(_propose_premises, cabinet))


async def _give_hazards(cabinet: Cabinet) -> None:
    """What was referred to the fire brigade goes out to it."""
    today, station = legal_day(now()), station_username(TOWNSHIPS[0].code)
    fields = (PlaceField.ADDRESS, PlaceField.HAZARD, PlaceField.RECORDED_ON, PlaceField.DUE_ON)
    draft = ViewDraft(
        receiver=Receiver.FIRE,
        receiver_name="云岭县消防救援大队",
        contact="值班室 0163-8811900",
        kind=SharedKind.HAZARDS,
        fields=fields,
        basis="消防法第五十三条",
        purpose="核查出租房屋的消防安全，督促消除隐患",
        division=TOWNSHIPS[0].code,
        valid_from=today,
        valid_until=today + _A_YEAR,
    )
    view_id = await propose_view(await cabinet.cast.officer(_COUNTY), draft)
    officer = await cabinet.cast.officer(station)
    await approve_view(officer, view_id, cabinet.cast.code(station))
    await make_provision(officer, view_id, Scope.ALL, HandedOver.IN_PERSON)


async def _propose_premises(cabinet: Cabinet) -> None:
    """Let premises without anybody's name, for the tax office; the station is to decide."""
    today = legal_day(now())
    draft = ViewDraft(
        receiver=Receiver.TAX,
        receiver_name="云岭县税务局",
        contact="征管股 0163-8811650",
        kind=SharedKind.PREMISES,
        fields=(PlaceField.ADDRESS, PlaceField.LETTING_USE, PlaceField.AREA),
        basis="税收征收管理法第五条",
        purpose="核对出租房屋的税源",
        division=TOWNSHIPS[0].code,
        valid_from=today + timedelta(days=10),
        valid_until=today + _A_YEAR,
    )
    await propose_view(await cabinet.cast.officer(_COUNTY), draft)
