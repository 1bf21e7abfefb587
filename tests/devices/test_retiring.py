"""Nothing is kept past its retention: table by table, each until its last day and not beyond."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from api.commands.nightly import run_nightly
from devices.dialects import Dialect
from devices.housekeeping import make_partitions_ahead
from devices.registry import register_tracker, revoke_tracker
from devices.retiring import EXPIRING, RetirementReport, retire_what_is_due
from supervision import legal_time
from supervision.archive_decisions import KEPT_FOR_ARCHIVE_DECISION
from supervision.audit import Act, stored_batch
from supervision.corrections.imports.desk import JOBS, FileImportKind
from supervision.corrections.legal_holds import lift_legal_hold, place_legal_hold
from supervision.corrections.reconciliation.settling import settle_difference
from supervision.corrections.reconciliation.words import Result, Settlement
from supervision.legal_time import day_end, day_start, legal_day, moved_clock
from supervision.monitoring.counting import add_counts
from supervision.monitoring.track_clearing import first_open_day
from supervision.officers import sign_in
from supervision.orders.check_in_asking import ask_check_in
from supervision.residence.addresses.landlords import enter_landlord, set_landlord
from supervision.residence.changes import residence_change
from supervision.residence.parties.details import Party
from supervision.residence.parties.words import PartyKind
from supervision.residence.sharing.views import end_view
from supervision.residence.sheets.jobs import hand_in
from supervision.residence.sheets.words import ImportKind
from supervision.retention import RETENTION_RULES, find_retention_rule, last_day_kept
from supervision.settings import Register, load_settings
from supervision.storage.database import fetch
from supervision.storage.partitions import ensure_position_partitions, position_days
from supervision.vault import KeyKind, Vault, create_key
from tests.api.disclosure_calls import make_disclosure
from tests.api.makers import make_wearer, raise_alert
from tests.cast import COUNTY, NORTH, NORTH_VILLAGE, Cast
from tests.makers import PASSWORD
from tests.makers_exports import make_export
from tests.makers_file_exports import make_file_export
from tests.makers_files import make_person_file
from tests.makers_notices import arrival, make_notice
from tests.makers_orders import make_tracker
from tests.makers_reconciliation import make_list, make_reconciliation, shown
from tests.makers_residence import make_building, make_household
from tests.makers_sharing import give, make_hazard, make_view

PHONE = make_tracker("P-1", is_dedicated=False)
NOON = timedelta(hours=12)


async def retire_at(at: datetime) -> RetirementReport:
    with moved_clock(lambda: at):
        return await retire_what_is_due(at, set(Register))


async def one(sql: str) -> datetime:
    moment: datetime = (await fetch(sql))[0]["at"]
    return moment


async def many(table: str) -> int:
    return int((await fetch(f"SELECT count(*) AS many FROM {table}"))[0]["many"])  # noqa: S608 - tests name the tables


async def a_session(cast: Cast) -> datetime:
    await sign_in(cast.olga.username, PASSWORD, cast.olga.code())
    return await one("SELECT max(expires_at) AS at FROM session")


async def a_used_code(cast: Cast) -> datetime:
    await sign_in(cast.olga.username, PASSWORD, cast.olga.code())
    return await one("SELECT max(used_at) AS at FROM used_code")


async def a_failure(cast: Cast) -> datetime:
    with pytest.raises(Exception, match="有误"):
        await sign_in(cast.oscar.username, "wrong", cast.oscar.code())
    return await one("SELECT max(last_failed_at) AS at FROM sign_in_guard")


async def a_count(_cast: Cast) -> datetime:
    async with stored_batch() as connection:
        await add_counts(connection, {("-", "malformed"): 3}, legal_time.now())
    return await one("SELECT max(last_at) AS at FROM intake_count")


async def a_disclosure(cast: Cast) -> datetime:
    await make_disclosure(cast)
    (row,) = await fetch("SELECT asked_at FROM disclosure")
    asked_at: datetime = row["asked_at"]
    return asked_at


async def a_check_in(cast: Cast) -> datetime:
    file_id = await make_person_file(cast.olga.officer)
    noon = day_start(legal_day(legal_time.now()) + timedelta(days=1)) + NOON
    await ask_check_in(cast.olga.officer, file_id, PHONE, "核实是否在家", noon)
    return noon + timedelta(minutes=15)


async def a_tracker(cast: Cast) -> datetime:
    tracker = await register_tracker(cast.sam.officer, "SN-1", "wristband", Dialect.NATIVE, COUNTY, is_dedicated=True)
    await register_tracker(cast.sam.officer, "SN-2", "wristband", Dialect.NATIVE, COUNTY, is_dedicated=True)
    await revoke_tracker(cast.sam.officer, tracker)
    await fetch("DELETE FROM tracker WHERE revoked_at IS NULL")  # it was there to show that it takes no part
    return await one("SELECT max(revoked_at) AS at FROM tracker")


async def a_track(cast: Cast) -> datetime:
    await raise_alert(await make_wearer(cast.olga, cast.north_office, NORTH))
    last_day = (await fetch("SELECT ends_on FROM order_version"))[0]["ends_on"]
    return day_end(last_day)


async def a_party(cast: Cast) -> datetime:
    """A landlord whose premises have another by now."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    landlord = Party(PartyKind.LANDLORD, "孙连海", "13800002222")
    party_id = await enter_landlord(cast.petra.officer, building.dwellings["101"], landlord)
    await set_landlord(cast.petra.officer, building.dwellings["101"], None)
    return await one(f"SELECT released_at AS at FROM party WHERE id = '{party_id}'")  # noqa: S608


async def a_stay_notice(cast: Cast) -> datetime:
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    notice_id, _ = await make_notice(cast.petra.officer, building.dwellings["101"], arrival())
    await fetch("UPDATE stay_notice SET state = 'refused', closed_at = now() WHERE id = $1", notice_id)
    return await one("SELECT max(closed_at) AS at FROM stay_notice")


async def a_tenancy(cast: Cast) -> datetime:
    """One with a tenant, that ended today."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await make_household(cast.petra.officer, building.dwellings["101"])
    async with residence_change(cast.petra.officer.actor, Act.TENANCY_KEEP):
        key = await create_key(Register.RESIDENCE, KeyKind.TENANCY)
    await fetch(
        """INSERT INTO tenancy (id, number, vault_key, division, drawer_digest, dwelling_digest, content_sealed,
               starts_on, ends_on, filing, created_at, created_by, ended_on, end_reason, ended_at, revision)
           VALUES (gen_random_uuid(), 'T-1', $1, $2, 'drawer', 'dwelling', 'sealed', current_date, current_date,
               'filed', now(), $3, current_date, 'expired', now(), 1)""",
        key.id, NORTH_VILLAGE, cast.petra.id,
    )  # fmt: skip
    await fetch(
        """INSERT INTO tenancy_tenant (id, tenancy, resident)
           SELECT gen_random_uuid(), tenancy.id, resident.id FROM tenancy, resident"""
    )
    return await one("SELECT max(ended_at) AS at FROM tenancy")


async def an_import(cast: Cast) -> datetime:
    """Handed in, with a chunk of its rows."""
    await hand_in(cast.petra.officer, ImportKind.RESIDENTS, "名单.xlsx", b"upload")
    await fetch(
        """INSERT INTO import_chunk (id, job, number, row_count, lines_sealed)
           SELECT gen_random_uuid(), id, 0, 1, 'sealed' FROM import_job"""
    )
    return await one("SELECT max(handed_in_at) AS at FROM import_job")


async def an_event(cast: Cast) -> datetime:
    await make_person_file(cast.olga.officer)
    return await one("SELECT max(written_at) AS at FROM outbox_event")


async def an_export_of_files(cast: Cast) -> datetime:
    await make_file_export(cast)
    return await one("SELECT max(requested_at) AS at FROM file_export")


async def a_file_import(cast: Cast) -> datetime:
    """Handed in, with a chunk of its rows."""
    await JOBS.hand_in(cast.olga.officer, FileImportKind.SUPERVISEES, "名册.xlsx", b"upload")
    await fetch(
        """INSERT INTO file_import_chunk (id, job, number, row_count, lines_sealed)
           SELECT gen_random_uuid(), id, 0, 1, 'sealed' FROM file_import"""
    )
    return await one("SELECT max(handed_in_at) AS at FROM file_import")


async def a_list_with_a_difference(cast: Cast) -> datetime:
    """Somebody on a list who has no file, about which something was done."""
    agnes, reconciliation_id = cast.agnes.officer, await make_reconciliation(cast)
    await make_list(agnes, reconciliation_id, {"姓名": "欧阳静", "身份证号": "110105199003071239"})
    (line,) = await shown(agnes, reconciliation_id)
    await settle_difference(agnes, line.item.id, Result.NO_FILE, Settlement.ORGAN_ASKED, "已去函询问。")
    return await one("SELECT max(begun_at) AS at FROM reconciliation")


async def an_export(cast: Cast) -> datetime:
    await make_export(cast)
    return await one("SELECT max(requested_at) AS at FROM register_export")


async def a_provision(cast: Cast) -> datetime:
    """Under a view that lasts for years yet."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await make_hazard(cast.petra.officer, building.dwellings["101"])
    return (await give(cast.petra.officer, await make_view(cast, days=3_000))).made_at


async def a_sharing_view(cast: Cast) -> datetime:
    """Ended today, with nothing given under it."""
    view_id = await make_view(cast)
    await end_view(cast.petra.officer, view_id)
    return await one("SELECT max(ended_at) AS at FROM sharing_view")


EXAMPLES: Mapping[str, Callable[[Cast], Awaitable[datetime]]] = {
    "session": a_session,
    "used_code": a_used_code,
    "sign_in_guard": a_failure,
    "intake_count": a_count,
    "check_in_request": a_check_in,
    "disclosure": a_disclosure,
    "tracker": a_tracker,
    "position": a_track,
    "last_position": a_track,
    "judgement_checkpoint": a_track,
    "party": a_party,
    "party_term": a_party,
    "stay_notice": a_stay_notice,
    "stay_notice_item": a_stay_notice,
    "tenancy": a_tenancy,
    "tenancy_tenant": a_tenancy,
    "import_job": an_import,
    "import_chunk": an_import,
    "import_upload": an_import,
    "file_import": a_file_import,
    "file_import_chunk": a_file_import,
    "file_import_upload": a_file_import,
    "reconciliation_list": a_list_with_a_difference,
    "reconciliation_item": a_list_with_a_difference,
    "reconciliation_step": a_list_with_a_difference,
    "register_export": an_export,
    "file_export": an_export_of_files,
    "outbox_event": an_event,
    "provision": a_provision,
    "sharing_view": a_sharing_view,
}
"""How a row of each table comes about; gives the event from which it is kept."""


async def test_sign_ins_of_each_register_go_into_its_own_chain(cast: Cast) -> None:
    for member in (cast.olga, cast.petra):
        await sign_in(member.username, PASSWORD, member.code())
    later = legal_time.now() + timedelta(days=400)
    await retire_what_is_due(later, {Register.RESIDENCE})
    left = await fetch("SELECT register FROM used_code JOIN officer ON officer.id = used_code.officer")
    assert [row["register"] for row in left] == ["corrections"]
    await retire_what_is_due(later, set(Register))
    rows = await fetch("SELECT register FROM audit_entry WHERE subject_id = 'used_code' ORDER BY at")
    assert [row["register"] for row in rows] == ["residence", "corrections"]


def test_every_rule_with_a_period_is_enforced_or_waits_for_a_decision_that_is_named() -> None:
    dated = {rule.kind for rule in RETENTION_RULES if rule.months or rule.follows}
    decided = {kind for decision in KEPT_FOR_ARCHIVE_DECISION for kind in decision.kinds}
    assert decided | EXAMPLES.keys() == dated
    assert decided & EXAMPLES.keys() == set()
    assert {expiring.kind for register in Register for expiring in EXPIRING[register]} <= EXAMPLES.keys()


@pytest.mark.parametrize("kind", EXAMPLES)
async def test_a_row_is_there_until_the_end_of_its_last_day_and_gone_then(kind: str, cast: Cast) -> None:
    event = await EXAMPLES[kind](cast)
    there = await many(kind)
    assert there
    over = day_end(last_day_kept(find_retention_rule(kind).follows or kind, event))
    for at, left in ((over - timedelta(seconds=1), there), (over, 0)):
        await retire_at(at)
        assert await many(kind) == left, at


async def test_rows_that_go_are_counted_and_noted_once(cast: Cast) -> None:
    await a_session(cast)
    sessions, later = await many("session"), legal_time.now() + timedelta(days=190)
    of_police = len(
        await fetch("SELECT FROM session JOIN officer ON officer.id = officer WHERE register = 'residence'")
    )
    report, again = await retire_at(later), await retire_at(later)
    assert report.rows["session"] == report.counts["dropped-session"] == sessions
    assert not sum(again.counts.values())
    entries = await fetch(
        """SELECT register, actor_name, subject_id, detail_json FROM audit_entry
           WHERE act = 'retention:apply' ORDER BY register, position"""
    )
    assert Counter(entry["subject_id"] for entry in entries) == {"session": 2, "used_code": 1}
    assert {entry["actor_name"] for entry in entries} == {"retention"}
    assert f'"rows":{sessions - of_police}' in entries[0]["detail_json"]
    assert (entries[-1]["register"], f'"rows":{of_police}' in entries[-1]["detail_json"]) == ("residence", True)


async def test_a_closed_check_in_stays_while_its_file_is_held(cast: Cast) -> None:
    await a_check_in(cast)
    (row,) = await fetch("SELECT file FROM check_in_request")
    hold = await place_legal_hold(cast.agnes.officer, row["file"], "信访复查")
    later = legal_time.now() + timedelta(days=200)
    await retire_at(later)
    assert await many("check_in_request") == 1
    await lift_legal_hold(cast.agnes.officer, hold, "复查结束")
    await retire_at(later)
    assert await many("check_in_request") == 0


async def test_a_tracker_that_is_not_revoked_stays(cast: Cast) -> None:
    await register_tracker(cast.sam.officer, "SN-3", "wristband", Dialect.NATIVE, COUNTY, is_dedicated=True)
    await retire_at(legal_time.now() + timedelta(days=4_000))
    assert await many("tracker") == 1


async def test_empty_days_are_dropped_once_no_fix_can_come_into_them(cast: Cast) -> None:
    assert cast
    now = legal_time.now()
    first = first_open_day(now)
    await make_partitions_ahead()
    assert (await position_days())[0] == first
    await ensure_position_partitions(first - timedelta(days=3), first - timedelta(days=1))
    used = first - timedelta(days=2)
    await fetch(
        "INSERT INTO position VALUES (gen_random_uuid(), $1, 1, $1, 'sealed')", day_end(used) - timedelta(seconds=1)
    )
    report = await retire_what_is_due(now, set(Register))
    assert report.dropped_partitions == 2
    assert (await position_days())[:2] == [used, first]


async def test_a_second_night_makes_and_drops_nothing(vault: Vault, cast: Cast, tmp_path: Path) -> None:
    assert vault.folder(Register.CORRECTIONS)
    assert cast
    settings = load_settings({"SUPERVISION_HOME": str(tmp_path / "home")})
    assert (await run_nightly(settings))["partitions"]
    assert not (await run_nightly(settings)).total()
    later = legal_time.now() + timedelta(days=40)
    with moved_clock(lambda: later):
        assert (await run_nightly(settings))["dropped-partitions"] == 40
        assert not (await run_nightly(settings)).total()
