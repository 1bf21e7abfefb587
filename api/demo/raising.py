"""Raising the town at the first start, and bringing it up to the present at every later one."""

from datetime import datetime, timedelta
from uuid import UUID

from api.demo.cast import DUTY_DESK, Cast
from api.demo.founding import found_town
from api.demo.keeping import DemoPlay, DemoSecrets, keep_play, keep_secrets, load_play, load_secrets
from api.demo.renewing import renew_orders
from api.demo.tracks import SOMETIMES, Past, PastTrack
from api.demo.wearers import Wearer, all_wearers
from supervision import legal_time
from supervision.errors import SettingsWrong
from supervision.monitoring.alerts import Finding, dispose_of_alert
from supervision.monitoring.outcomes import AlertKind
from supervision.officers.first_officers import AlreadyInitialised
from supervision.settings import Settings
from supervision.storage.database import fetch

_KEPT_BY_TRACKERS = timedelta(hours=24)
_WHILE_AWAY = timedelta(minutes=10)
_NOBODY_PUBLISHES = "该终端留给试用者自行发布，尚未开机。"
_WAS_OFF = "演示服务停机期间没有定位，恢复后已核对在位。"


async def raise_town(settings: Settings) -> None:
    """Raise the invented county where it is not there yet, and bring everybody's track up to now.

    To be called while nobody ingests. SettingsWrong when an earlier start was interrupted half-way.
    """
    at = legal_time.now()
    secrets, is_new = load_secrets(settings), False
    if secrets is None:
        try:
            secrets, is_new = await found_town(at, settings.registers), True
        except AlreadyInitialised as error:
            raise SettingsWrong(
                f"The demo town in {settings.home} has lost its demo-secrets.json: its first start was interrupted, and"
                " the folder has to be removed; or it was restored from a backup, which holds no secrets, and"
                " demo-secrets.json and demo-play.json have to be copied from the home that was backed up."
            ) from error
    elif settings.follows_trackers:
        await renew_orders(secrets, at)
    if settings.follows_trackers:
        await _bring_up_to(at, settings, secrets, is_new=is_new)
    if is_new:
        keep_secrets(settings, secrets)


async def _bring_up_to(at: datetime, settings: Settings, secrets: DemoSecrets, *, is_new: bool) -> None:
    """The tracks of everybody who wears a tracker, the silence while the demo was off, and who runs away next."""
    past = await _past_of(secrets, at)
    await past.make_room(at - _KEPT_BY_TRACKERS)
    await past.catch_up(at)
    await past.let_the_clock_strike()
    await _explain_silence(secrets, is_new=is_new)
    keep_play(settings, _plan(past, load_play(settings), at))


async def _past_of(secrets: DemoSecrets, at: datetime) -> Past:
    """The tracks of the simulated, each known as far as it is stored; older than a day nothing is filled in."""
    rows = await fetch(
        """SELECT worn.tracker_id, coalesce(last_position.fixed_at, worn.assigned_at) AS known_until
           FROM tracker_assignment AS worn LEFT JOIN last_position ON last_position.assignment = worn.id
           WHERE worn.ended_at IS NULL AND worn.tracker_id = ANY($1)""",
        [tracker.tracker_id for tracker in secrets.trackers],
    )
    known_until: dict[str, datetime] = {row["tracker_id"]: row["known_until"] for row in rows}
    past, wearers = Past(at), all_wearers()
    for tracker in secrets.trackers:
        wearer = wearers[tracker.wearer]
        if wearer.is_simulated and tracker.tracker_id in known_until:
            since = max(known_until[tracker.tracker_id], at - _KEPT_BY_TRACKERS)
            past.tracks[wearer.index] = _track(wearer, tracker.tracker_id, since, secrets.raised_at, at)
    return past


def _track(wearer: Wearer, tracker_id: str, since: datetime, raised_at: datetime, at: datetime) -> PastTrack:
    pace = SOMETIMES if raised_at == at else _WHILE_AWAY
    return PastTrack(
        tracker_id, wearer.dialect, wearer.reporter(), since, wearer.phase_seconds, pace, boot=int(at.timestamp())
    )


async def _explain_silence(secrets: DemoSecrets, *, is_new: bool) -> None:
    """Close the alerts of trackers that were silent because the demo was off, or because nobody simulates them."""
    cast, wearers = Cast(secrets.officers), all_wearers()
    open_alerts = await fetch("SELECT id, file FROM alert WHERE kind = $1 AND state = 'open'", AlertKind.SILENT)
    if not open_alerts:
        return
    simulated = {UUID(tracker.supervisee_id): wearers[tracker.wearer].is_simulated for tracker in secrets.trackers}
    officer = await cast.officer(DUTY_DESK)
    for alert in open_alerts:
        if simulated.get(alert["file"], False):
            await dispose_of_alert(officer, alert["id"], Finding.ENVIRONMENT, _WAS_OFF)
        elif is_new:
            await dispose_of_alert(officer, alert["id"], Finding.ENVIRONMENT, _NOBODY_PUBLISHES)


def _plan(past: Past, before: DemoPlay | None, at: datetime) -> DemoPlay:
    """Let somebody else run away than last time: of those who keep their fixes, who has said nothing for longest."""
    known = {
        index: track.known_until
        for index, track in past.tracks.items()
        if track.phase_seconds is not None and (before is None or index != before.runaway)
    }
    runaway = min(known, key=lambda index: known[index])
    return DemoPlay(at, runaway, known[runaway])
