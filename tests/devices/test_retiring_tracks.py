"""The end of a track: key destroyed and certified, positions deleted, papers and findings kept."""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from devices.housekeeping import make_partitions_ahead
from devices.retiring import RetirementReport, retire_what_is_due
from supervision import legal_time
from supervision.audit import verify_chain
from supervision.corrections.file_state import EndCause
from supervision.corrections.legal_holds import lift_legal_hold, place_legal_hold
from supervision.corrections.purposes import Purpose
from supervision.errors import KeyDestroyed
from supervision.legal_time import moved_clock
from supervision.monitoring.alerts import Finding, dispose_of_alert, open_alert
from supervision.monitoring.evidence import lay_out_evidence
from supervision.monitoring.intake import Intake
from supervision.monitoring.tracks import open_track
from supervision.orders.drafting import draft_next
from supervision.orders.opening import open_order
from supervision.orders.order_state import OrderState, OrderStepRefused, VersionKind
from supervision.orders.wearing import hand_back
from supervision.settings import Register
from supervision.storage.database import fetch, fetch_one
from supervision.storage.engine import Connection
from supervision.storage.urls import DatabaseUrls
from supervision.vault import Vault, load_key, public_key, verify_certificate
from supervision.vault.destroyed_list import list_unlisted
from tests.api.makers import Wearer, fix, make_wearer, raise_alert, send
from tests.cast import NORTH, Cast
from tests.makers_ends import make_end
from tests.makers_files import make_custody
from tests.makers_orders import make_order_in_force, make_terms

TRACKS = ("position", "last_position", "judgement_checkpoint")


@pytest.fixture
async def wearer(cast: Cast) -> Wearer:
    return await make_wearer(cast.olga, cast.north_office, NORTH)


async def retire_in(days: float) -> RetirementReport:
    later = legal_time.now() + timedelta(days=days)
    with moved_clock(lambda: later):
        return await retire_what_is_due(later, set(Register))


async def rows_of_tracks() -> list[int]:
    return [(await fetch(f"SELECT count(*) AS many FROM {table}"))[0]["many"] for table in TRACKS]  # noqa: S608 - ours


async def is_destroyed(order_id: UUID) -> bool:
    row = await fetch_one("SELECT vault_key FROM positioning_order WHERE id = $1", order_id)
    assert row is not None
    try:
        await load_key(row["vault_key"])
    except KeyDestroyed:
        return True
    return False


def listed(vault: Vault) -> list[bytes]:
    return (vault.folder(Register.CORRECTIONS).path / "destroyed.jsonl").read_bytes().splitlines()


async def test_a_track_is_destroyed_with_a_certificate_that_is_listed_and_an_entry(
    vault: Vault, wearer: Wearer
) -> None:
    await raise_alert(wearer)
    assert all(await rows_of_tracks())
    report = await retire_in(250)
    assert (report.destroyed_tracks, report.deleted_positions) == (1, 13)
    assert await rows_of_tracks() == [0, 0, 0]
    assert await is_destroyed(wearer.order_id)
    (row,) = await fetch("SELECT certificate_json, signature, subject_kind, subject_id FROM destruction")
    assert (row["subject_kind"], row["subject_id"]) == ("order", str(wearer.order_id))
    certificate = verify_certificate(
        row["certificate_json"].encode(), row["signature"], public_key(Register.CORRECTIONS)
    )
    assert certificate.reason == "retention"
    assert len(listed(vault)) == 1
    (entry,) = await fetch("SELECT * FROM audit_entry WHERE act = 'track:destroy'")
    assert (entry["actor_name"], entry["subject_kind"], entry["subject_id"]) == (
        "retention", "order", str(wearer.order_id),
    )  # fmt: skip
    assert str(certificate.certificate_id) in entry["detail_json"]
    assert (await verify_chain(Register.CORRECTIONS)).is_whole


async def test_an_order_that_stopped_by_itself_is_put_down_as_ended_and_can_be_handed_back(
    cast: Cast, wearer: Wearer
) -> None:
    await retire_in(250)
    order = await fetch_one("SELECT state, ended_at, ends_at, end_cause FROM positioning_order")
    assert order is not None
    assert (order["state"], order["end_cause"]) == ("ended", "expired")
    later = legal_time.now() + timedelta(days=251)
    with moved_clock(lambda: later):
        await hand_back(cast.olga.officer, wearer.assignment_id, later)


async def test_an_alert_keeps_its_kind_finding_and_note_and_loses_its_evidence(cast: Cast, wearer: Wearer) -> None:
    alert_id = await raise_alert(wearer)
    before = await open_alert(cast.olga.officer, alert_id)
    assert before.evidence.fixes
    assert not before.is_evidence_destroyed
    await dispose_of_alert(cast.olga.officer, alert_id, Finding.REASONABLE_EXCUSE, "急诊，已核实。")
    await retire_in(250)
    after = await open_alert(cast.olga.officer, alert_id)
    assert after.is_evidence_destroyed
    assert not after.evidence.fixes
    assert (after.alert.kind, after.alert.finding) == (before.alert.kind, Finding.REASONABLE_EXCUSE)
    assert after.note == "急诊，已核实。"
    laid_out = await lay_out_evidence(cast.olga.officer, after)
    assert (laid_out.fixes, laid_out.zones, laid_out.order_version) == ((), (), 1)


async def test_an_alert_that_nobody_closed_can_be_closed_when_its_track_is_gone(cast: Cast, wearer: Wearer) -> None:
    alert_id = await raise_alert(wearer)
    await retire_in(250)
    await dispose_of_alert(cast.olga.officer, alert_id, Finding.DEVICE_FAULT, "终端返厂检测。")
    assert (await open_alert(cast.olga.officer, alert_id)).note == "终端返厂检测。"


async def test_the_track_opens_empty_and_the_papers_of_the_order_stay(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    await retire_in(300)
    until_at = legal_time.now() + timedelta(days=1)
    track = await open_track(
        cast.olga.officer, order.file_id, until_at - timedelta(days=2), until_at, Purpose.COMPLAINT
    )
    assert (track.packed, track.worn) == ((), ())
    opened = await open_order(cast.hua.officer, order.order_id, "complaint")
    assert opened.state is OrderState.ENDED
    (zone,) = opened.versions[0].terms.zones
    assert zone["condition_id"] == order.terms.zones[0]["condition_id"]
    assert opened.versions[0].paper is not None


async def test_what_waited_on_an_expired_order_is_withdrawn_and_nothing_extends_it(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    later = legal_time.now() + timedelta(days=100)
    with moved_clock(lambda: later):
        kept = {"grounds": order.terms.grounds, "zones": order.terms.zones}
        terms = await make_terms(cast.olga, order.file_id, assessment="仍有必要", **kept)
        await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, terms)
    await retire_in(300)
    states = [row["state"] for row in await fetch("SELECT state FROM order_version ORDER BY version")]
    assert states == ["approved", "withdrawn"]
    with pytest.raises(OrderStepRefused):
        await draft_next(cast.olga.officer, order.order_id, VersionKind.EXTENSION, terms)


async def test_the_period_runs_from_the_earliest_of_all_that_ends_an_order(cast: Cast) -> None:
    first, second, third = [await make_wearer(cast.olga, cast.north_office, NORTH) for _ in range(3)]
    await make_end(cast, first.file_id, EndCause.DEATH)
    await make_custody(cast.olga.officer, second.file_id, legal_time.now())
    assert (await retire_in(180)).destroyed_tracks == 0
    assert (await retire_in(190)).destroyed_tracks == 2
    assert [await is_destroyed(one.order_id) for one in (first, second, third)] == [True, True, False]


async def test_others_keep_their_tracks(cast: Cast, wearer: Wearer) -> None:
    other = await make_wearer(cast.olga, cast.north_office, NORTH)
    await raise_alert(wearer)
    await send(other, *(fix(minute) for minute in range(20, 5, -1)))
    await make_end(cast, wearer.file_id, EndCause.DEATH)
    report = await retire_in(190)
    assert (report.destroyed_tracks, report.deleted_positions, report.dropped_partitions) == (1, 13, 105)
    left = await fetch("SELECT DISTINCT assignment_id FROM position")
    assert [row["assignment_id"] for row in left] == [other.assignment_id]
    now = legal_time.now()
    track = await open_track(cast.olga.officer, other.file_id, now - timedelta(hours=1), now, Purpose.SUPERVISION)
    assert len(track.fixes) == 15


async def test_a_legal_hold_stops_the_destruction_until_the_last_one_is_lifted(cast: Cast, wearer: Wearer) -> None:
    await raise_alert(wearer)
    holds = [await place_legal_hold(cast.agnes.officer, wearer.file_id, reason) for reason in ("信访", "诉讼")]
    for hold in holds:
        assert (await retire_in(2_000)).destroyed_tracks == 0
        await lift_legal_hold(cast.hua.officer, hold, "已结案")
    assert not await is_destroyed(wearer.order_id)
    assert (await retire_in(2_000)).destroyed_tracks == 1


async def test_a_hold_that_is_being_placed_is_waited_for(cast: Cast, wearer: Wearer, database: DatabaseUrls) -> None:
    assert cast
    placing = await asyncpg.connect(database.service)
    try:
        change = placing.transaction()
        await change.start()
        await placing.execute("SELECT FROM person_file WHERE id = $1 FOR NO KEY UPDATE", wearer.file_id)
        retiring = asyncio.create_task(retire_in(250))
        await _until_waited_for(placing)
        await placing.execute(
            """INSERT INTO legal_hold (id, file, reason_sealed, placed_at)
               VALUES (gen_random_uuid(), $1, 'sealed', now())""",
            wearer.file_id,
        )
        await change.commit()
        assert (await retiring).destroyed_tracks == 0
    finally:
        await placing.close()
    assert not await is_destroyed(wearer.order_id)
    assert not await fetch("SELECT FROM audit_entry WHERE act = 'track:destroy'")


async def _until_waited_for(connection: asyncpg.Connection) -> None:
    """Until somebody waits for a lock of that connection's transaction."""
    own = connection.get_server_pid()
    for _ in range(250):
        if await fetch("SELECT FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))", own):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nobody waits")


async def test_ingest_goes_on_while_a_tracker_is_still_out(cast: Cast, wearer: Wearer) -> None:
    other = await make_wearer(cast.olga, cast.north_office, NORTH)
    intake = Intake(_no_lease)
    await intake.tick(legal_time.now())
    await make_end(cast, wearer.file_id, EndCause.DEATH)
    await intake.tick(legal_time.now())
    assert (await retire_in(190)).destroyed_tracks == 1
    await intake.tick(legal_time.now())
    await make_partitions_ahead()
    await send(other, fix(1))
    assert (await rows_of_tracks())[0] == 1


async def _no_lease(_connection: Connection) -> None:
    """These tests have one worker."""


async def test_stopped_at_any_moment_it_is_finished_by_the_next_call(cast: Cast, vault: Vault) -> None:
    wearers = [await make_wearer(cast.olga, cast.north_office, NORTH) for _ in range(6)]
    for one in wearers:
        await raise_alert(one)
    later, stopped, finished = legal_time.now() + timedelta(days=250), 0, False
    with moved_clock(lambda: later):
        while not finished:
            run = asyncio.create_task(retire_what_is_due(later, set(Register)))
            finished = await _stop_after(run, 0.004 * stopped)
            stopped += not finished
        assert not sum((await retire_what_is_due(later, set(Register))).counts.values())
        await list_unlisted(vault)
    assert stopped > 5
    assert await rows_of_tracks() == [0, 0, 0]
    entries = await fetch("SELECT subject_id FROM audit_entry WHERE act = 'track:destroy'")
    assert Counter(entry["subject_id"] for entry in entries) == {str(one.order_id): 1 for one in wearers}
    assert len(await fetch("SELECT FROM destruction")) == len(listed(vault)) == len(wearers)
    assert not await fetch("SELECT FROM tracker_assignment WHERE track_cleared_at IS NULL")


async def _stop_after(run: "asyncio.Task[RetirementReport]", seconds: float) -> bool:
    """Cancel a call unless it has come to its end by then; whether it has."""
    await asyncio.sleep(seconds)
    run.cancel()
    with suppress(asyncio.CancelledError):
        await run
        return True
    return False


async def test_what_a_restored_backup_brings_back_is_cleared_again(cast: Cast, wearer: Wearer) -> None:
    alert_id = await raise_alert(wearer)
    positions = await fetch("SELECT * FROM position")
    await retire_in(250)
    days = [legal_time.legal_day(row["fixed_at"]) for row in positions]  # two of them shortly after midnight
    await fetch("SELECT public.make_position_partitions($1, $2)", min(days), max(days))
    for row in positions:
        await fetch("INSERT INTO position VALUES ($1, $2, $3, $4, $5)", *row.values())
    await fetch("UPDATE tracker_assignment SET track_cleared_at = NULL")
    assert (await retire_in(250)).deleted_positions == len(positions)
    assert (await open_alert(cast.olga.officer, alert_id)).is_evidence_destroyed
