"""Packets survive being cut anywhere by the network, and nothing malformed is taken for a message."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.mqtt_frames import (
    PUBLISH,
    FrameBroken,
    FrameReader,
    Message,
    acknowledgements,
    connect_frame,
    publish_frame,
    subscribe_frame,
)

topics = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)
messages = st.builds(Message, topics, st.binary(max_size=400), st.integers(1, 0xFFFF), st.booleans())


def frame_of(message: Message) -> bytes:
    return publish_frame(message.topic, message.payload, message.packet_id, is_retained=message.is_retained)


@given(st.lists(messages, max_size=8), st.lists(st.integers(0, 3000), max_size=6))
def test_messages_are_read_whole_wherever_the_stream_is_cut(sent: list[Message], cuts: list[int]) -> None:
    stream = b"".join(map(frame_of, sent))
    edges = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    reader, found = FrameReader(), []
    for start, stop in pairwise(edges):
        found += reader.read(stream[start:stop])
    assert found == [(PUBLISH, message) for message in sent]


@given(st.binary(max_size=200))
def test_noise_gives_packets_or_a_refusal_and_nothing_else(noise: bytes) -> None:
    try:
        found = FrameReader().read(noise)
    except FrameBroken:
        return
    assert all(isinstance(body, Message) is (kind == PUBLISH) for kind, body in found)


def test_a_message_shorter_than_its_topic_is_refused() -> None:
    with pytest.raises(FrameBroken):
        FrameReader().read(b"\x32\x04\x00\x09ab")


def test_a_length_without_an_end_is_refused() -> None:
    with pytest.raises(FrameBroken):
        FrameReader().read(b"\x30\xff\xff\xff\xff\x01")


def test_frames_are_as_the_standard_writes_them() -> None:
    assert acknowledgements([1, 0x0203]) == b"\x40\x02\x00\x01\x40\x02\x02\x03"
    assert subscribe_frame("a/#", 7) == b"\x82\x08\x00\x07\x00\x03a/#\x01"
    connect = connect_frame("c", "u", "p", keepalive_seconds=20, is_clean=False)
    assert connect == b"\x10\x13\x00\x04MQTT\x04\xc0\x00\x14\x00\x01c\x00\x01u\x00\x01p"
