"""From messages to arrivals: topic, tracker, dialect, fixes; everything that cannot be read is only counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from devices.canary import canary_account, read_canary
from devices.dialects import Dialect, decode
from devices.dialects.reading import Reading
from devices.errors import UnreadableMessage
from devices.mqtt_frames import Message
from devices.outcomes import UNKNOWN_ACCOUNT, Counts, MessageOutcome
from supervision.monitoring.admission import Arrival
from supervision.monitoring.canaries import Canary

MOST_PAYLOAD_BYTES = 1024 * 1024
_TOPIC_LEVELS = 3  # trackers / shard / tracker id


@dataclass(frozen=True, slots=True)
class KnownTracker:
    """What decoding needs of a tracker in the registry."""

    tracker_id: str
    shard: int
    dialect: Dialect
    is_dedicated: bool


@dataclass(slots=True)
class DecodedBatch:
    """What a batch of messages says, and what could not be read of it."""

    arrivals: list[Arrival] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    retained_topics: list[str] = field(default_factory=list)
    canaries: list[Canary] = field(default_factory=list)


def tracker_of(topic: str) -> tuple[str, str, str]:
    """Shard, tracker id and what stands below its base in a topic `trackers/<shard>/<id>[/<below>]`."""
    _, shard, tracker_id, below = [*topic.split("/", _TOPIC_LEVELS), "", "", ""][: _TOPIC_LEVELS + 1]
    return shard, tracker_id, below


def decode_batch(
    messages: Sequence[Message], trackers: Mapping[str, KnownTracker], received_at: datetime
) -> DecodedBatch:
    """Read each message through its tracker's dialect; nothing that one message holds stops the others."""
    batch = DecodedBatch()
    for message in messages:
        shard, tracker_id, subtopic = tracker_of(message.topic)
        tracker = trackers.get(tracker_id)
        if tracker is not None and str(tracker.shard) != shard:
            tracker = None  # it was paired with another shard, whose worker alone may store for it
        is_canary = tracker_id == canary_account(shard)
        account = tracker_id if tracker or is_canary else UNKNOWN_ACCOUNT
        try:
            if is_canary and not message.is_retained:
                batch.canaries.append(read_canary(subtopic, message.payload, received_at))
                batch.counts[account, MessageOutcome.CANARY] += 1
                continue
            reading = _read(message, tracker, subtopic, received_at, batch)
        except UnreadableMessage as refusal:
            batch.counts[account, refusal.outcome] += 1
            continue
        batch.counts[account, MessageOutcome.READ] += 1
        for fault in reading.faults:
            batch.counts[account, fault] += 1
        if tracker is not None:
            batch.arrivals += [Arrival(tracker_id, tracker.is_dedicated, fix) for fix in reading.fixes]
    return batch


def _read(
    message: Message, tracker: KnownTracker | None, subtopic: str, received_at: datetime, batch: DecodedBatch
) -> Reading:
    if message.is_retained:
        batch.retained_topics.append(message.topic)
        raise UnreadableMessage("a retained message is no fix of now", MessageOutcome.RETAINED)
    if tracker is None:
        raise UnreadableMessage("nobody paired this tracker", MessageOutcome.UNKNOWN_TRACKER)
    if not message.payload:
        return Reading([])  # how a retained message is cleared
    if len(message.payload) > MOST_PAYLOAD_BYTES:
        raise UnreadableMessage("too large for a report", MessageOutcome.OVERSIZED)
    return decode(tracker.dialect, subtopic, message.payload, received_at)
