"""What the service does once a night: rotate keys, make partitions and plan contacts ahead, drop what is past its time.

Whatever a night missed is done by the next one, or at the next start.
"""

import asyncio
from collections import Counter
from datetime import datetime, time, timedelta

import structlog

from api.commands.administration import record_rotation
from api.rule_books import RULE_BOOKS
from devices.housekeeping import make_partitions_ahead
from devices.retiring import retire_what_is_due
from supervision import legal_time
from supervision.actor import Actor
from supervision.corrections.contacts.planning import keep_planned
from supervision.errors import SupervisionError
from supervision.legal_time import LEGAL_ZONE
from supervision.local_rules.rows import put_in_force
from supervision.settings import Register, Settings
from supervision.vault import RotationReport, rotate_keys

log = structlog.get_logger(__name__)

NIGHT = time(3, 10)
"""When the night's work begins, in legal time: few officers are awake, and the day's last fixes are in."""

_ACTOR = Actor.system("nightly")
_RETRY_SECONDS = 600.0


def seconds_until_next_run(now: datetime) -> float:
    """From `now` to the next 03:10 of legal time: more than nothing, a day at most. Pure."""
    local = now.astimezone(LEGAL_ZONE)
    due = local.replace(hour=NIGHT.hour, minute=NIGHT.minute, second=0, microsecond=0)
    return ((due if due > local else due + timedelta(days=1)) - local).total_seconds()


async def keep_nights(settings: Settings) -> None:
    """Do a night's work at once and then every night, for ever; one that fails is tried again after ten minutes."""
    while True:
        try:
            await run_nightly(settings)
        except (SupervisionError, OSError) as error:
            log.error("nightly-failed", reason=type(error).__name__, again_in_seconds=_RETRY_SECONDS)  # noqa: TRY400 - names only
            await asyncio.sleep(_RETRY_SECONDS)
        else:
            await asyncio.sleep(seconds_until_next_run(legal_time.now()))


async def run_nightly(settings: Settings) -> Counter[str]:
    """Do a night's work with the open pool and vault; gives how much of each kind was done."""
    now = legal_time.now()
    done: Counter[str] = Counter()
    for register in sorted(settings.registers):
        report = await rotate_keys(register, now)
        if _is_worth_an_entry(report):
            await record_rotation(_ACTOR, report)
        done["rewrapped-keys"] += report.rewrapped_keys
        done["destroyed-months"] += len(report.destroyed_months)
    if settings.follows_trackers:
        done["partitions"] = await make_partitions_ahead()
    if Register.CORRECTIONS in settings.registers:
        await put_in_force(RULE_BOOKS[Register.CORRECTIONS])
        done.update(await keep_planned(now))
    done.update((await retire_what_is_due(now, settings.registers)).counts)
    log.info("night-done", **{name.replace("-", "_"): count for name, count in done.items()})
    return done


def _is_worth_an_entry(report: RotationReport) -> bool:
    """Most nights a rotation finds nothing to do, and the chain need not say so."""
    return bool(
        report.rewrapped_keys
        or report.remaining_keys
        or report.retired_months
        or report.destroyed_months
        or report.late_certificates
    )
