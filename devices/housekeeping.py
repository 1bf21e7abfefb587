"""What has to be done now and then beside ingest: partitions ahead of time, and the broker's refusals counted."""

from collections import Counter
from datetime import timedelta

from devices.broker import Refusals
from devices.outcomes import UNKNOWN_ACCOUNT, MessageOutcome
from devices.registry import load_known_trackers_for_system
from supervision import legal_time
from supervision.audit import stored_batch
from supervision.legal_time import legal_day
from supervision.monitoring.counting import Counts, add_counts
from supervision.monitoring.track_clearing import first_open_day
from supervision.storage.partitions import ensure_position_partitions

_DAYS_AHEAD = 14


async def make_partitions_ahead() -> int:
    """Make the daily partitions for every fix that may still come in, and for two weeks ahead."""
    now = legal_time.now()
    return await ensure_position_partitions(first_open_day(now), legal_day(now) + timedelta(days=_DAYS_AHEAD))


async def count_broker_refusals(before: Refusals, after: Refusals) -> None:
    """Add what the broker refused between two readings to the day's counters.

    The broker names the client id; only one that is a paired tracker's own id is kept, anything else is a stranger's.
    """
    known = await load_known_trackers_for_system()
    counts: Counts = Counter()
    for client_id, count in after.publishes_by_account.items():
        account = client_id if client_id in known else UNKNOWN_ACCOUNT
        counts[account, MessageOutcome.REFUSED_TOPIC] += count - before.publishes_by_account.get(client_id, 0)
    counts[UNKNOWN_ACCOUNT, MessageOutcome.REFUSED_SIGN_IN] = after.sign_ins - before.sign_ins
    counts[UNKNOWN_ACCOUNT, MessageOutcome.OVERSIZED] = after.oversize - before.oversize
    counts = +counts
    if counts:
        async with stored_batch() as connection:
            await add_counts(connection, counts, legal_time.now())
