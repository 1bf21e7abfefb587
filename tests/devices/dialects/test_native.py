"""A native message whose fixes are not all good: the good ones and the tracker's condition are kept."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.decoding import KnownTracker, decode_batch
from devices.dialects import Dialect
from devices.dialects.native import decode
from devices.errors import UnreadableMessage
from devices.mqtt_frames import Message
from devices.outcomes import FixFault, MessageOutcome
from supervision.position import Strap

NOW = datetime(2025, 11, 22, 12, tzinfo=UTC)
NOW_S = NOW.timestamp()

GOOD = st.fixed_dictionaries(
    {
        "t": st.floats(NOW_S - 86_400, NOW_S),
        "lat": st.floats(-90, 90),
        "lon": st.floats(-180, 180),
        "acc": st.floats(0, 5_000),
    }
)
MALFORMED = st.one_of(
    st.none(),
    st.integers(),
    st.text(max_size=5),
    st.just({"lat": 1.0, "lon": 1.0}),
    st.builds(lambda fix: fix | {"t": "noon"}, GOOD),
    st.builds(lambda fix: fix | {"src": "guess"}, GOOD),
    st.builds(lambda fix: fix | {"lat": None}, GOOD),
)
IMPOSSIBLE = st.one_of(
    st.builds(lambda fix, lat: fix | {"lat": lat}, GOOD, st.floats(90.001, 1e9)),
    st.builds(lambda fix, lon: fix | {"lon": lon}, GOOD, st.floats(-1e9, -180.001)),
    st.builds(lambda fix, t: fix | {"t": t}, GOOD, st.floats(1e12, 1e300) | st.floats(-1e300, -1)),
    st.builds(lambda fix: fix | {"acc": -1.0}, GOOD),
)
SENT = st.lists(
    st.one_of(
        st.tuples(st.none(), GOOD),
        st.tuples(st.just(FixFault.MALFORMED), MALFORMED),
        st.tuples(st.just(FixFault.IMPOSSIBLE), IMPOSSIBLE),
    ),
    min_size=1,
    max_size=8,
)


def message(fixes: list[Any], **more: object) -> bytes:
    return msgspec.json.encode({"seq": 7, "fixes": fixes, **more})


@given(SENT)
def test_good_fixes_are_kept_in_their_order_and_bad_ones_counted_by_reason(
    sent: list[tuple[FixFault | None, Any]],
) -> None:
    reading = decode("positions", message([fix for _, fix in sent], battery=61, strap="open", sos=True), NOW)
    good = [fix for fault, fix in sent if fault is None]
    assert Counter(reading.faults) == Counter(fault for fault, _ in sent if fault is not None)
    assert [fix.lat for fix in reading.fixes] == [pytest.approx(fix["lat"], abs=1e-7) for fix in good] or not good
    (speaking,) = [fix for fix in reading.fixes if fix.sos]
    assert (speaking.battery_percent, speaking.strap) == (61, Strap.OPEN)
    assert speaking.fixed_at == max(fix.fixed_at for fix in reading.fixes)
    if not good:
        assert (speaking.lat, speaking.fixed_at) == (None, NOW)


def test_a_message_of_bad_fixes_alone_that_says_nothing_else_is_no_sign_of_life() -> None:
    assert decode("positions", message([{"t": NOW_S, "lat": 95, "lon": 0}]), NOW).fixes == []


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{",
        b"[]",
        b'{"seq": 1}',
        b'{"seq": -1, "fixes": []}',
        b'{"seq": 1, "fixes": {}}',
        b'{"seq": 1, "fixes": [{"t": 1, "lat": 1]}',
        message([], battery="full"),
        message([None] * 5_001),
    ],
)
def test_what_is_no_report_is_refused_whole(payload: bytes) -> None:
    with pytest.raises(UnreadableMessage):
        decode("positions", payload, NOW)


@given(st.lists(st.binary(max_size=40) | st.builds(message, st.lists(GOOD | MALFORMED | IMPOSSIBLE)), max_size=5))
def test_nothing_that_a_message_holds_stops_the_next(payloads: list[bytes]) -> None:
    trackers = {"trk": KnownTracker("trk", 0, Dialect.NATIVE, is_dedicated=True)}
    last = message([{"t": NOW_S, "lat": 35.0, "lon": 112.0}])
    messages = [_published(payload) for payload in [*payloads, last]]
    batch = decode_batch(messages, trackers, NOW)
    assert batch.arrivals[-1].fix.lat == 35.0
    known = sum(batch.counts["trk", outcome] for outcome in MessageOutcome)
    assert known == len(messages)


def _published(payload: bytes) -> Message:
    return Message("trackers/0/trk/positions", payload, packet_id=1, is_retained=False)
