"""Setting the cabinets up: addresses, drawers with who is on duty, the record of each home and whose it is."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from uuid import UUID

from api.demo.county import COUNTY, PLANE
from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.landlords import landlord_of, let_homes
from api.demo.drawers.places import EMPLOYER, SCHOOL, Build, DrawerPlace, all_drawers
from api.demo.orders import days_before
from devices.simulator.ways import Spot
from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.bulk import NewHome, store_homes
from supervision.residence.addresses.drawers import DutyDraft, create_drawer, give_duty
from supervision.residence.addresses.dwellings import dwellings_by_id
from supervision.residence.addresses.import_rows import Place, full_name_of
from supervision.residence.addresses.importing import import_addresses
from supervision.residence.addresses.words import DutyPart
from supervision.residence.cards.printing import set_card_phone
from supervision.residence.changes import about, residence_change
from supervision.residence.organisations.credit_code import check_character
from supervision.residence.organisations.store import Contact, OrganisationFacts, create_organisation
from supervision.residence.organisations.words import OrganisationKind
from supervision.residence.parties.bulk import store_parties
from supervision.storage.database import fetch

SET_UP_DAYS = 396
"""So many days ago the cabinets were set up."""

_PARTS = ("division", "street", "building", "unit", "room")


def enter_founding(cabinet: Cabinet) -> None:
    """Enter into the diary how each station set its cabinets up, and the organisations of the county's seat."""
    for code, drawers in groupby(all_drawers(), lambda drawer: drawer.township.code):
        station = tuple(drawers)
        cabinet.diary.enter(days_before(cabinet.at, SET_UP_DAYS, 9, int(code[-1])), partial(_set_up, cabinet, station))
    cabinet.diary.enter(days_before(cabinet.at, SET_UP_DAYS, 11, 0), partial(_enter_organisations, cabinet))


async def _set_up(cabinet: Cabinet, drawers: tuple[DrawerPlace, ...]) -> None:
    officer = await cabinet.officer(drawers[0])
    await set_card_phone(officer, f"0351-160000{drawers[0].township.code[-1]}0")
    await import_addresses(officer, [row for drawer in drawers for row in _rows(drawer)])
    rows = await fetch(
        "SELECT id, division, full_name FROM standard_address WHERE division = ANY($1)",
        list({drawer.division for drawer in drawers}),
    )
    known = {(row["division"], row["full_name"]): row["id"] for row in rows}
    for ordinal, drawer in enumerate(drawers, start=1):
        for place in (drawer.place, *(home.place for home in drawer.homes)):
            cabinet.addresses[place] = known[place[0], full_name_of(place)]
        await _make_drawer(cabinet, drawer, ordinal)


def _rows(drawer: DrawerPlace) -> Iterator[Mapping[str, str]]:
    """The rows of the district's table: the drawer with its point, and each home; a house of a street with its own."""
    yield _row(drawer.place, drawer.spot)
    for home in drawer.homes:
        is_house = drawer.build is Build.STREET
        yield _row(home.place, home.spot if is_house else None)


def _row(place: Place, spot: Spot | None) -> Mapping[str, str]:
    row = dict(zip(_PARTS, place, strict=False))
    if spot is not None:
        point = PLANE.point(spot)
        row |= {"lat": f"{point.lat:.6f}", "lon": f"{point.lon:.6f}"}
    return row


async def _make_drawer(cabinet: Cabinet, drawer: DrawerPlace, ordinal: int) -> None:
    officer = await cabinet.officer(drawer)
    drawer_id = cabinet.drawers[drawer.place] = await create_drawer(officer, cabinet.addresses[drawer.place], ordinal)
    if drawer.is_attended:
        await give_duty(officer, drawer_id, DutyDraft(officer.id, DutyPart.OFFICER, legal_day(now())))
        assistant = await cabinet.assistant(drawer)
        if assistant.id != officer.id:
            await give_duty(officer, drawer_id, DutyDraft(assistant.id, DutyPart.ASSISTANT, legal_day(now())))
    await _record_homes(cabinet, drawer, drawer_id)


async def _record_homes(cabinet: Cabinet, drawer: DrawerPlace, drawer_id: UUID) -> None:
    """Record the homes of a drawer and their landlords in one act, by the rows of an import."""
    officer, recorded = await cabinet.officer(drawer), [home for home in drawer.homes if home.facts is not None]
    landlords = {landlord_of(drawer, home).name: landlord_of(drawer, home) for home in let_homes(drawer)}
    async with residence_change(officer.actor, Act.DWELLING_CREATE, about("drawer", drawer_id)) as change:
        ids = await store_parties(change, officer.id, [(drawer.division, landlord) for landlord in landlords.values()])
        party_of = dict(zip(landlords, ids, strict=True))
        owned = {home.place: party_of[landlord_of(drawer, home).name] for home in let_homes(drawer)}
        stored = await store_homes(
            change,
            officer.id,
            [
                NewHome(cabinet.addresses[home.place], drawer.division, drawer_id, home.facts, owned.get(home.place))
                for home in recorded
                if home.facts is not None
            ],
        )
        change.note(dwellings=len(stored), parties=len(ids))
    dwellings = await dwellings_by_id(stored.values())
    cabinet.dwellings |= {home.place: dwellings[stored[cabinet.addresses[home.place]]] for home in recorded}


async def _enter_organisations(cabinet: Cabinet) -> None:
    dormitory = next(drawer for drawer in all_drawers() if drawer.build is Build.DORMITORY)
    officer = await cabinet.officer(dormitory)
    for number, (kind, name, contact) in enumerate(
        (
            (OrganisationKind.EMPLOYER, EMPLOYER, Contact("毕志成", "16400000021")),
            (OrganisationKind.SCHOOL, SCHOOL, Contact("岳素琴", "16400000034")),
        )
    ):
        code = f"91{COUNTY}MA0DEM00{number}"
        address_id = cabinet.addresses[dormitory.place] if kind is OrganisationKind.EMPLOYER else None
        facts = OrganisationFacts(kind, name, dormitory.division, address_id, code + check_character(code), contact)
        await create_organisation(officer, facts)
