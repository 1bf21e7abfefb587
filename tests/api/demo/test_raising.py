"""The town raised in a real database, once, and brought up to later days by later starts."""

import json
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest

from api.demo import announce_town, demo_accounts_text, demo_file, raise_town
from api.demo.keeping import load_play, load_secrets
from supervision import legal_time
from supervision.audit import verify_chain
from supervision.errors import SettingsWrong
from supervision.legal_time import moved_clock
from supervision.monitoring.intake import CLOCK_LAG
from supervision.officers import Role, sign_in
from supervision.settings import Register, Settings, load_settings
from supervision.storage.database import Record, fetch
from supervision.vault import open_vault, use_vault
from tests.database import MIGRATED, DatabaseServer


@dataclass
class RaisedTown:
    """The town, and what stood in it after the first start."""

    settings: Settings
    announced: dict[str, Any]
    runaway: int


@pytest.fixture(scope="module")
async def town(migrated_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RaisedTown]:
    """One town for all tests of this module; each leaves it later than it found it, at most."""
    home = tmp_path_factory.mktemp("demo") / "home"
    home.mkdir(mode=0o700)
    settings = load_settings({"SUPERVISION_HOME": str(home), "SUPERVISION_MQTT_PORT": "18831"})
    async with migrated_server.fresh(MIGRATED):
        use_vault(await open_vault(settings))
        try:
            await raise_town(settings)
            await announce_town(settings)
            play = load_play(settings)
            assert play is not None
            yield RaisedTown(settings, json.loads(demo_file(settings).read_text()), play.runaway)
        finally:
            use_vault(None)


async def counts() -> dict[str, int]:
    tables = ("officer", "office", "person_file", "positioning_order", "tracker", "tracker_assignment", "attachment")
    return {table: (await fetch(f"SELECT count(*) AS n FROM {table}"))[0]["n"] for table in tables}  # noqa: S608


STAND_ALONE = set(Role) - {Role.MINORS_OFFICER, Role.EXCHANGE_READER}
"""The roles that somebody can hold and no other beside; a platform is nobody."""


async def open_alerts() -> list[Record]:
    return await fetch("SELECT kind, file FROM alert WHERE state IN ('open', 'acknowledged')")


async def test_the_announcement_has_the_promised_form_and_is_its_owners_alone(town: RaisedTown) -> None:
    assert set(town.announced) == {"url", "officers", "trackers"}
    assert town.announced["url"] == "http://127.0.0.1:8000"
    for officer in town.announced["officers"]:
        assert set(officer) == {"username", "password", "totp_secret", "role", "jurisdiction"}
    for tracker in town.announced["trackers"]:
        assert set(tracker) == {
            "tracker_id", "supervisee_id", "mqtt_host", "mqtt_port", "username", "password", "topic", "dialect", "home",
            "simulated",
        }  # fmt: skip
        assert set(tracker["home"]) == {"lat", "lon", "radius_m"}
        assert (tracker["mqtt_host"], tracker["mqtt_port"]) == ("127.0.0.1", 18831)
    for name in ("demo.json", "demo-secrets.json", "demo-play.json"):
        assert stat.S_IMODE((town.settings.home / name).stat().st_mode) == 0o600


async def test_all_roles_that_stand_alone_appear_with_two_justice_offices_and_a_second_county(town: RaisedTown) -> None:
    officers = town.announced["officers"]
    assert {officer["role"] for officer in officers} == STAND_ALONE
    offices = {tuple(one["jurisdiction"]) for one in officers if one["role"] == "justice-office"}
    assert len(offices) >= 2
    assert len({prefix[:6] for officer in officers for prefix in officer["jurisdiction"] if len(prefix) >= 6}) == 2
    secrets = load_secrets(town.settings)
    assert secrets is not None
    hidden = {officer.username for officer in secrets.officers if not officer.is_listed}
    assert hidden
    assert not hidden & {officer["username"] for officer in officers}


async def test_every_listed_officer_can_sign_in_now(town: RaisedTown) -> None:
    for officer in town.announced["officers"]:
        signed_in = await sign_in(officer["username"], officer["password"], pyotp.TOTP(officer["totp_secret"]).now())
        assert [role.value for role in signed_in.officer.roles] == [officer["role"]]
        assert [grant.prefix for grant in signed_in.officer.grants if grant.prefix] == officer["jurisdiction"]


@pytest.mark.usefixtures("town")
async def test_after_care_has_people_in_every_state_two_of_them_handed_over_and_two_bases() -> None:
    rows = await fetch("SELECT source, state, agreement FROM aftercare_file")
    assert {row["state"] for row in rows} == {"to-verify", "not-found", "awaited", "not-returned", "arrived"}
    assert {row["agreement"] for row in rows} == {"not-asked", "agreed", "declined"}
    assert [row["source"] for row in rows].count("correction") == 2
    assert (await fetch("SELECT count(*) AS n FROM placement_base"))[0]["n"] == 2


@pytest.mark.usefixtures("town")
async def test_the_court_s_list_of_last_month_has_two_differences_that_wait() -> None:
    rows = await fetch("SELECT result FROM reconciliation_item WHERE result <> 'agrees' ORDER BY result")
    assert [row["result"] for row in rows] == ["differs", "no-file"]


async def test_the_lines_for_the_screen_show_one_account_of_each_role(town: RaisedTown) -> None:
    lines = demo_accounts_text(town.settings)
    for role in STAND_ALONE:
        shown = [one for one in town.announced["officers"] if one["role"] == role]
        assert any(one["username"] in line and one["password"] in line for one in shown for line in lines)
    administrators = [one for one in town.announced["officers"] if not one["jurisdiction"]]
    assert len(administrators) == 6, "three of each register"
    assert all(any(one["password"] in line for line in lines) for one in administrators)


async def test_orders_and_assignments_of_worn_trackers_began_at_least_a_day_ago(town: RaisedTown) -> None:
    rows = await fetch(
        """SELECT worn.tracker_id, placed.file, placed.starts_at, placed.state, worn.assigned_at
           FROM tracker_assignment AS worn JOIN positioning_order AS placed ON placed.id = worn.order_id"""
    )
    by_tracker = {row["tracker_id"]: row for row in rows}
    assert {tracker["tracker_id"] for tracker in town.announced["trackers"]} == set(by_tracker)
    for tracker in town.announced["trackers"]:
        row = by_tracker[tracker["tracker_id"]]
        assert str(row["file"]) == tracker["supervisee_id"]
        assert row["state"] == "in-force"
        assert max(row["starts_at"], row["assigned_at"]) <= legal_time.now() - timedelta(hours=24)


async def test_trackers_that_nobody_simulates_have_sent_nothing_and_call_for_nobody(town: RaisedTown) -> None:
    left = [tracker for tracker in town.announced["trackers"] if not tracker["simulated"]]
    assert {tracker["dialect"] for tracker in left} == {"native", "owntracks"}
    rows = await fetch(
        """SELECT count(*) AS n FROM position JOIN tracker_assignment AS worn ON worn.id = assignment_id
           WHERE worn.tracker_id = ANY($1)""",
        [tracker["tracker_id"] for tracker in left],
    )
    assert rows[0]["n"] == 0
    assert await open_alerts() == []


async def test_pages_have_work_to_show(town: RaisedTown) -> None:  # noqa: ARG001 - it is raised
    states = {row["state"] for row in await fetch("SELECT DISTINCT state FROM positioning_order")}
    assert states == {"draft", "returned", "proposed", "approved", "in-force"}
    kinds = await fetch("SELECT DISTINCT kind FROM alert WHERE state = 'disposed' AND finding IS NOT NULL")
    assert {row["kind"] for row in kinds} == {
        "left-required-zone", "entered-forbidden-zone", "curfew-absence", "strap-open", "battery-low", "silent",
    }  # fmt: skip
    asked = await fetch("SELECT answered_at, closes_at FROM check_in_request ORDER BY asked_at")
    assert [row["answered_at"] is not None for row in asked] == [True, False]
    assert asked[1]["closes_at"] > legal_time.now()
    grounds = await fetch("SELECT DISTINCT ground FROM order_ground")
    assert len(grounds) == 5


async def test_everybodys_last_place_is_fresh_but_for_those_who_keep_their_fixes(town: RaisedTown) -> None:
    rows = await fetch(
        """SELECT worn.tracker_id, last_position.fixed_at FROM last_position
           JOIN tracker_assignment AS worn ON worn.id = last_position.assignment"""
    )
    simulated = {tracker["tracker_id"] for tracker in town.announced["trackers"] if tracker["simulated"]}
    assert {row["tracker_id"] for row in rows} == simulated
    ages = [legal_time.now() - row["fixed_at"] for row in rows]
    assert max(ages) < timedelta(minutes=20)


async def test_what_was_done_is_in_an_unbroken_chain(town: RaisedTown) -> None:  # noqa: ARG001 - it is raised
    report = await verify_chain(Register.CORRECTIONS)
    assert report.is_whole
    assert report.verified_entries > 700
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def started_again(town: RaisedTown, at: datetime) -> None:
    with moved_clock(lambda: at):
        await raise_town(town.settings)


async def test_a_start_soon_after_changes_nothing_but_who_runs_away(town: RaisedTown) -> None:
    before, secrets = await counts(), load_secrets(town.settings)
    await raise_town(town.settings)
    play = load_play(town.settings)
    assert play is not None
    assert play.runaway != town.runaway
    assert timedelta(minutes=5) < play.made_at - play.begins_after < timedelta(minutes=20)
    assert (await counts(), load_secrets(town.settings)) == (before, secrets)
    assert await open_alerts() == []


async def test_a_start_hours_later_fills_in_the_tracks_and_calls_nobody(town: RaisedTown) -> None:
    before = (await fetch("SELECT count(*) AS n FROM position"))[0]["n"]
    at = legal_time.now() + timedelta(hours=9)
    await started_again(town, at)
    assert (await fetch("SELECT count(*) AS n FROM position"))[0]["n"] > before + 39 * 40
    assert await open_alerts() == []
    rows = await fetch("SELECT min(fixed_at) AS oldest FROM last_position")
    assert at - rows[0]["oldest"] < timedelta(minutes=20) + CLOCK_LAG


async def test_a_start_months_later_extends_the_orders_and_explains_the_silence(town: RaisedTown) -> None:
    at = legal_time.now() + timedelta(days=110)
    await started_again(town, at)
    rows = await fetch("SELECT ends_at FROM positioning_order WHERE state = 'in-force'")
    assert len(rows) == 43
    assert all(row["ends_at"] > at for row in rows)
    explained = {tracker["supervisee_id"] for tracker in town.announced["trackers"] if tracker["simulated"]}
    assert not {str(row["file"]) for row in await open_alerts()} & explained
    assert (await verify_chain(Register.CORRECTIONS)).is_whole


async def test_a_town_that_was_interrupted_half_way_is_not_passed_off_as_whole(town: RaisedTown) -> None:
    kept = town.settings.home / "demo-secrets.json"
    aside = kept.rename(Path(f"{kept}.aside"))
    try:
        with pytest.raises(SettingsWrong, match="the folder has to be removed"):
            await raise_town(town.settings)
    finally:
        aside.rename(kept)


@pytest.mark.usefixtures("town")
async def test_a_measure_a_move_a_search_and_a_pack_leave_the_next_step_to_whoever_looks() -> None:
    assert [row["state"] for row in await fetch("SELECT state FROM measure")] == ["delivered"]
    assert [row["state"] for row in await fetch("SELECT state FROM transfer")] == ["inquired"]
    assert [row["ended_at"] for row in await fetch("SELECT ended_at FROM person_search")] == [None]
    (pack,) = await fetch("SELECT state, positions FROM disclosure")
    assert pack["state"] == "approved"
    assert pack["positions"] > 0


@pytest.mark.usefixtures("town")
async def test_papers_were_issued_when_corrections_began_and_by_the_acts_that_call_for_them() -> None:
    rows = await fetch("SELECT form, act, voided_at IS NOT NULL AS void, scan IS NOT NULL AS signed FROM issued_paper")
    assert {row["form"] for row in rows if row["act"] is None} == {"declaration", "commitment"}
    assert {row["form"] for row in rows if row["act"] is not None} == {
        "release-certificate", "release-notice", "leave-permit", "admonition", "transfer-inquiry",
        "positioning-decision", "positioning-notice",
    }  # fmt: skip
    assert (sum(row["void"] for row in rows), sum(row["signed"] for row in rows)) == (1, 4)


async def test_leave_waits_runs_and_is_overdue_and_nobody_who_wears_a_tracker_has_any(town: RaisedTown) -> None:
    today = legal_time.legal_day(legal_time.now())
    rows = await fetch("SELECT file, kind, state, from_on, until_on FROM application")
    leave = [row for row in rows if row["kind"] == "leave"]
    approved = [row for row in leave if row["state"] == "approved"]
    assert [row for row in leave if row["state"] == "asked" and row["from_on"] > today]
    assert [row for row in approved if row["from_on"] <= today <= row["until_on"]]
    assert [row for row in approved if row["until_on"] < today]
    wearers = {tracker["supervisee_id"] for tracker in town.announced["trackers"]}
    assert not wearers & {str(row["file"]) for row in rows}
    delegated = await fetch("SELECT office FROM written_authority WHERE confirmed_at IS NOT NULL")
    assert len({row["office"] for row in delegated}) == 6
