"""The police's part of the town: who lives there is invented and nobody else, and the work of these days waits."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from api.demo import announce_town, raise_town
from api.demo.cast import ESTABLISHMENTS, Cast
from api.demo.county import DIVISIONS, TOWNSHIPS, all_streets
from api.demo.drawers.landlords import landlord_of, let_homes
from api.demo.drawers.mending import slipped
from api.demo.drawers.people import all_households, all_newcomers
from api.demo.drawers.places import Build, all_drawers
from api.demo.keeping import load_secrets
from api.demo.names import FEMALE, MALE, RESIDENT_FEMALE, RESIDENT_MALE, RESIDENT_SURNAMES, SURNAMES
from api.demo.residents import all_residents
from supervision.audit import verify_chain
from supervision.documents import DocumentType, read_document
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.cards.printing import list_drawers_to_print
from supervision.residence.cards.states import CardState
from supervision.residence.cards.store import count_cards
from supervision.residence.households.queues import (
    amendments_to_decide,
    moves_to_accept,
    not_verified,
    over_occupied,
    stays_ending,
)
from supervision.residence.notices.listing import count_notices
from supervision.residence.permits.opening import count_permits
from supervision.residence.permits.words import PermitState
from supervision.residence.quality.counting import load_quality
from supervision.residence.quality.queues import rectifications_owned, rectifications_to_recheck
from supervision.residence.quality.rating import Colour
from supervision.residence.services.listing import count_requests
from supervision.residence.services.words import RequestState
from supervision.residence.sharing.view_rows import views_to_decide
from supervision.residence.visits.store import count_tasks
from supervision.residence.visits.walk import open_drawer_for_walk, open_walk
from supervision.residence.visits.words import TaskState
from supervision.settings import Register, load_settings
from supervision.storage.database import fetch
from supervision.vault import open_vault, use_vault
from tests.database import MIGRATED, DatabaseServer

TODAY = date(2026, 11, 23)
MEMBERS = [member.person for household in all_households() for member in household.members]
PEOPLE = [*MEMBERS, *all_newcomers()]
LANDLORDS = {
    landlord.name: landlord
    for drawer in all_drawers()
    for landlord in (landlord_of(drawer, home) for home in let_homes(drawer))
}


def test_hundreds_of_households_come_from_other_provinces() -> None:
    assert 200 <= len(all_households()) <= 400
    assert len(MEMBERS) >= 600
    assert {person.document_number[:2] for person in PEOPLE}.isdisjoint({"14"})


def test_residents_have_a_valid_number_a_name_and_a_telephone_of_their_own() -> None:
    for person in PEOPLE:
        assert read_document(DocumentType.ID_CARD, person.document_number, TODAY).number == person.document_number
    for landlord in LANDLORDS.values():
        read_document(DocumentType.ID_CARD, landlord.document_number, TODAY)
    assert len({person.document_number for person in PEOPLE}) == len(PEOPLE)
    assert len({person.name for person in PEOPLE}) == len(PEOPLE)
    phones = [person.phone for person in PEOPLE if person.phone]
    assert len(set(phones)) == len(phones)


def test_residents_and_landlords_are_no_supervisees_no_officers_and_no_places() -> None:
    numbers = {supervisee.id_number for supervisee in all_residents()}
    slips = {slipped(person.document_number, number) for person in PEOPLE for number in (0, 1)}
    assert not numbers & ({person.document_number for person in PEOPLE} | slips)
    assert not numbers & {landlord.document_number for landlord in LANDLORDS.values()}
    phones = {supervisee.phone for supervisee in all_residents()}
    assert not phones & ({person.phone for person in PEOPLE} | {one.phone for one in LANDLORDS.values()})
    names = {person.name for person in PEOPLE} | set(LANDLORDS)
    assert not set(RESIDENT_SURNAMES + RESIDENT_MALE + RESIDENT_FEMALE) & set(SURNAMES + MALE + FEMALE)
    officers = "".join(part.name for establishment in ESTABLISHMENTS.values() for part in establishment.parts)
    places = "，".join([*(street.name for street in all_streets()), *DIVISIONS.values()])
    assert not [name for name in names if name in officers or name in places]


def test_a_slip_of_the_hand_never_makes_somebody_else_of_a_resident() -> None:
    known = {person.document_number for person in PEOPLE}
    for person in MEMBERS:
        for number in (0, 1):
            read_document(DocumentType.ID_CARD, slipped(person.document_number, number), TODAY)
    assert not known & {slipped(person.document_number, number) for person in MEMBERS for number in (0, 1)}


def test_no_two_homes_share_an_address_and_none_is_a_supervisees() -> None:
    places = [home.place for drawer in all_drawers() for home in drawer.homes]
    assert len(set(places)) == len(places)
    supervised = {resident.address for resident in all_residents()}
    ends = {"".join(home.place[1:]) for drawer in all_drawers() for home in drawer.homes}
    assert not [address for address in supervised for end in ends if address.endswith(end)]
    assert {drawer.build for drawer in all_drawers()} == set(Build)


def test_every_drawer_stands_in_its_own_community_beside_a_street_of_the_map() -> None:
    streets = {street.name for street in all_streets()}
    for drawer in all_drawers():
        assert drawer.place[1] in streets
        assert drawer.division == drawer.township.community_code(drawer.township.community_at(drawer.spot))


@dataclass(frozen=True)
class Station:
    """The officer and the assistant of the county's seat."""

    officer: Officer
    assistant: Officer


@pytest.fixture(scope="module")
async def station(migrated_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Station]:
    """The town with the residence register alone; nothing in this module changes it."""
    home = tmp_path_factory.mktemp("drawers") / "home"
    home.mkdir(mode=0o700)
    settings = load_settings({"SUPERVISION_HOME": str(home), "SUPERVISION_REGISTERS": "residence"})
    async with migrated_server.fresh(MIGRATED):
        use_vault(await open_vault(settings))
        try:
            await raise_town(settings)
            await announce_town(settings)
            secrets = load_secrets(settings)
            assert secrets is not None
            assert not secrets.trackers
            cast = Cast(secrets.officers)
            yield Station(await cast.officer("shiqiao.police"), await cast.officer("shiqiao.assistant"))
        finally:
            use_vault(None)


async def test_every_queue_of_todays_work_has_something(station: Station) -> None:
    today, officer = legal_day(now()), station.officer
    for queue in (
        await stays_ending(officer, today),
        await not_verified(officer, today),
        await over_occupied(officer),
        await moves_to_accept(officer),
        await amendments_to_decide(officer),
        await rectifications_owned(officer),
        await rectifications_to_recheck(officer),
        await views_to_decide(officer),
    ):
        assert queue.total > 0
    assert (await count_notices(officer)).waiting > 0
    assert sum(drawer.waiting for drawer in await list_drawers_to_print(officer)) > 0
    assert min((await count_permits(officer)).values()) > 0
    assert min((await count_requests(officer)).values()) > 0


async def test_cards_tasks_permits_and_leases_stand_in_every_state(station: Station) -> None:
    cards = await count_cards(station.officer)
    assert cards[CardState.ACTIVE] > sum(cards.values()) / 2
    assert min(cards[CardState.QUEUED], cards[CardState.PRINTED], cards[CardState.LOST]) > 0
    tasks = await count_tasks(station.officer)
    assert min(tasks[TaskState.OPEN], tasks[TaskState.ESCALATED], tasks[TaskState.ANSWERED]) > 0
    states = await fetch("SELECT DISTINCT state FROM residence_permit")
    assert {row["state"] for row in states} == set(PermitState)
    requests = await fetch("SELECT DISTINCT state FROM service_request")
    assert {row["state"] for row in requests} == set(RequestState)
    filings = await fetch("SELECT filing, count(*) AS n FROM tenancy GROUP BY filing")
    assert {row["filing"] for row in filings} == {"filed", "unfiled", "exempt"}
    pairs = await fetch("SELECT state FROM duplicate_pair")
    assert [row["state"] for row in pairs] == ["open", "open"]


async def test_communities_of_the_seat_have_all_three_colours(station: Station) -> None:
    communities = await load_quality(station.officer, legal_day(now()))
    assert {community.rating.colour for community in communities} == set(Colour)
    assert {drawer.rating.colour for one in communities for drawer in one.drawers} == set(Colour)
    assert len(communities) == len(TOWNSHIPS[0].communities)


async def test_the_assistant_walks_today_and_finds_whom_to_expect(station: Station) -> None:
    walk = await open_walk(station.assistant)
    assert len(walk.drawers) >= 5
    doors = await open_drawer_for_walk(station.assistant, walk.drawers[0].id)
    assert sum(bool(door.households) for door in doors) > len(doors) / 2
    assert [household.serial for door in doors for household in door.households if household.serial]


async def test_what_was_entered_is_in_an_unbroken_chain_of_acts(station: Station) -> None:  # noqa: ARG001 - raised
    report = await verify_chain(Register.RESIDENCE)
    assert report.is_whole
    rows = await fetch("SELECT act, at FROM audit_entry WHERE register = 'residence' ORDER BY position")
    acts = Counter(row["act"] for row in rows)
    assert acts["resident:register"] > 20
    assert acts["card:hand-over"] > 100
    assert max(row["at"] for row in rows) <= now()
    assert now() - rows[-1]["at"] < timedelta(minutes=5)
