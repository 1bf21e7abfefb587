"""The invented county: its people, its map, and that its wearers keep their conditions until they are told not to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from api.demo.cast import ESTABLISHMENTS
from api.demo.county import COUNTY, DIVISIONS, TOWNSHIPS, all_streets
from api.demo.keeping import DemoPlay
from api.demo.map_lines import town_geojson
from api.demo.names import FEMALE, MALE, SURNAMES
from api.demo.play import let_run_away
from api.demo.residents import all_cases, all_residents
from api.demo.wearers import MODELS, Duty, Wearer, all_wearers, forbidden_site
from devices.broker.address import BrokerAddress
from devices.dialects import Dialect, decode
from devices.simulator.reporting import Reporter, report
from devices.simulator.trackers import SimulatedAccount, SimulatedTracker
from supervision.corrections.category import Category
from supervision.corrections.content import check_content, term_of
from supervision.documents import DocumentType, read_document
from supervision.legal_time import day_start
from supervision.monitoring.judgement import begin, fold
from supervision.monitoring.outcomes import AlertChange, AlertKind, Step
from supervision.monitoring.rules import Rules
from supervision.officers import ROLE_NAMES, Role
from supervision.orders.terms import read_zone
from supervision.orders.zones import ZoneKind
from supervision.position import Fix

CAST = [part for establishment in ESTABLISHMENTS.values() for part in establishment.parts]
TODAY = date(2026, 11, 23)
SIMULATED = [wearer for wearer in all_wearers() if wearer.is_simulated]
CANDIDATES = [wearer for wearer in all_wearers() if wearer.phase_seconds is not None]


def named(wearer: Wearer) -> str:
    return f"{wearer.index}-{wearer.duty}"


def fixes_of(
    wearer: Wearer, since: datetime, until: datetime, every: timedelta, reporter: Reporter | None = None
) -> Iterator[Fix]:
    reporter, at, seq = reporter or wearer.reporter(), since, 0
    while at < until:
        said = report(wearer.dialect, seq, 1, [reporter.measure(at)], reporter.condition(at))
        for below, payload in said:
            yield from decode(wearer.dialect, below.removeprefix("/"), payload, at).fixes
        at, seq = at + every, seq + 1


def alerts_of(wearer: Wearer, fixes: Iterator[Fix], since: datetime) -> list[AlertChange]:
    rules = Rules(uuid4(), since, None, wearer.zones)
    _, _, changes = fold(begin(since), fixes, lambda _at: rules)
    return [change for change in changes if change.step is Step.RAISED]


def test_there_are_152_supervisees_of_all_four_categories_with_terms_in_progress() -> None:
    cases = all_cases(TODAY)
    assert len(cases) == 152
    assert {case.content.category for case in cases} == set(Category)
    assert all(case.content.term_starts_on <= case.opened_on <= TODAY for case in cases)
    ended = [case for case in cases if case.ends_on < TODAY]
    soon = [case for case in cases if TODAY <= case.ends_on < TODAY + timedelta(days=45)]
    assert len(ended) == 4
    assert soon


@pytest.mark.parametrize("today", [TODAY, date(2027, 2, 28), date(2028, 2, 29), date(2027, 12, 31)])
def test_every_file_can_be_opened_on_its_day_whenever_the_town_is_raised(today: date) -> None:
    for case in all_cases(today):
        content = check_content(case.content, case.opened_on)
        assert term_of(content, case.resident.township.code).last_day == case.ends_on


def test_documents_phones_and_addresses_are_one_persons_each_and_nobodys_in_truth() -> None:
    people = all_residents()
    for value in ("id_number", "phone", "address", "name", "home"):
        assert len({getattr(person, value) for person in people}) == len(people)
    for person in people:
        facts = read_document(DocumentType.ID_CARD, person.id_number, TODAY)
        assert facts.number.startswith(COUNTY)
        assert facts.born_on == person.born_on
        assert person.phone.startswith("160")


def test_supervisees_officers_and_places_share_no_character_that_names_are_made_of() -> None:
    of_supervisees = set(SURNAMES + MALE + FEMALE)
    of_officers = set("".join(part.name for part in CAST))
    in_clear = [street.name for street in all_streets()] + list(DIVISIONS.values()) + [part.office for part in CAST]
    in_clear += [name for township in TOWNSHIPS for name in township.communities] + list(MODELS.values())
    in_clear += [str(ROLE_NAMES[role]) for role in Role]
    assert not of_supervisees & of_officers
    places = "".join(street.name for street in all_streets()) + "".join(DIVISIONS.values())
    assert not of_supervisees & set(places)
    assert not [text for text in in_clear for person in all_residents() if person.name in text]
    assert not [part.name for part in CAST for street in all_streets() if part.name in street.name]


def test_the_map_has_named_streets_water_and_edges() -> None:
    drawn = town_geojson()
    kinds = {feature["properties"]["kind"] for feature in drawn["features"]}
    assert {"main-road", "road", "street", "lane", "river", "lake", "park", "field", "boundary"} == kinds
    names = [feature["properties"].get("name") for feature in drawn["features"]]
    assert {street.name for street in all_streets()} <= set(names)
    west, south, east, north = drawn["bbox"]
    assert 112.6 < west < east < 113.1
    assert 35.3 < south < north < 35.7


def test_about_forty_wear_trackers_four_of_which_nobody_simulates() -> None:
    wearers = all_wearers()
    assert len(SIMULATED) == 39
    left = [wearer for wearer in wearers if not wearer.is_simulated]
    assert [wearer.dialect for wearer in left] == 2 * [Dialect.NATIVE, Dialect.OWNTRACKS]
    for wearer in left:
        (zone,) = wearer.zones
        assert (zone.kind, zone.hours, wearer.duty) == (ZoneKind.REQUIRED, None, Duty.HOME)
    assert min(wearer.order_age_days for wearer in wearers) >= 2
    assert max(wearer.order_age_days for wearer in wearers) <= 60
    assert len({wearer.resident.number for wearer in wearers}) == len(wearers)


def test_some_zones_are_protected_some_hold_at_night_and_all_can_be_written_down() -> None:
    zones = [zone for wearer in all_wearers() for zone in wearer.zones]
    assert any(zone.is_protected for zone in zones)
    assert any(zone.is_curfew for zone in zones)
    assert [read_zone(zone.as_dict()) for zone in zones] == zones
    assert len({zone.condition_id for zone in zones}) == len(zones)


@pytest.mark.parametrize("wearer", SIMULATED, ids=named)
def test_whoever_follows_their_own_days_raises_no_alert(wearer: Wearer) -> None:
    since = day_start(TODAY)
    fixes = fixes_of(wearer, since, since + timedelta(days=1), timedelta(seconds=60))
    assert alerts_of(wearer, fixes, since) == []


@pytest.mark.parametrize("wearer", SIMULATED, ids=named)
def test_a_thinned_past_raises_no_alert_either(wearer: Wearer) -> None:
    since = day_start(TODAY) - timedelta(days=14)
    fixes = fixes_of(wearer, since, since + timedelta(days=14), timedelta(minutes=25))
    assert alerts_of(wearer, fixes, since) == []


@pytest.mark.parametrize("wearer", CANDIDATES, ids=named)
@pytest.mark.parametrize("hour", [3, 10, 15, 19])
def test_the_runaways_upload_alone_raises_exactly_one_alert(wearer: Wearer, hour: int) -> None:
    at = day_start(TODAY) + timedelta(hours=hour, minutes=7)
    begun_at, known_until = at - timedelta(hours=2), at - timedelta(minutes=9)
    account = SimulatedAccount("trk-run", BrokerAddress("127.0.0.1", 1883), "trackers/0/trk-run", wearer.dialect)
    tracker = SimulatedTracker(account, wearer.reporter(), at, wearer.phase_seconds)
    play = DemoPlay(at, wearer.index, known_until)
    upload_at = let_run_away(tracker, wearer, play, at)
    assert tracker.due_at == upload_at <= at + timedelta(seconds=20)
    (message,) = tracker.take_messages(upload_at)
    uploaded = decode(Dialect.NATIVE, "positions", message.payload, upload_at).fixes
    assert uploaded[0].fixed_at > known_until
    earlier = fixes_of(wearer, begun_at, known_until, timedelta(minutes=5))
    (alert,) = alerts_of(wearer, iter([*earlier, *uploaded]), begun_at)
    assert alert.kind is AlertKind.LEFT_REQUIRED_ZONE
    assert alert.certainty > 0.9
    assert alert.raised_by is not None
    assert upload_at - timedelta(minutes=5) < alert.raised_by.fixed_at < upload_at


@pytest.mark.parametrize("wearer", [w for w in SIMULATED if w.duty is Duty.KEEP_AWAY], ids=named)
def test_the_way_to_a_forbidden_place_ends_in_it(wearer: Wearer) -> None:
    reporter, at = wearer.reporter(), day_start(TODAY) + timedelta(hours=13)
    stray = reporter.walker.stray(wearer.way_to(forbidden_site(wearer).spot), at, 4.5, 300.0)
    fixes = fixes_of(wearer, at, stray.ends_at, timedelta(seconds=12), reporter)
    (alert,) = alerts_of(wearer, fixes, at)
    assert alert.kind is AlertKind.ENTERED_FORBIDDEN_ZONE
