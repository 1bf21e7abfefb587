"""MQTT 3.1.1 on the wire, as much of it as a subscriber needs that only takes in and acknowledges. Pure.

paho serves everybody else here. The inbox has a codec of its own because a general client spends on each message what
a batch may cost: a callback on another thread, and an acknowledgement with a wake-up and a packet of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

PINGREQ, DISCONNECT = b"\xc0\x00", b"\xe0\x00"
CONNACK, PUBLISH, SUBACK = 0x20, 0x30, 0x90
"""Kinds of packet, in the upper half of the first byte."""

_CONNECT, _SUBSCRIBE, _PUBLISH_QOS1 = 0x10, 0x82, 0x32
_PUBACK_HEAD = b"\x40\x02"
_WITH_ACCOUNT, _CLEAN = 0xC0, 0x02
_MOST_LENGTH_BYTES = 4


class FrameBroken(ValueError):
    """What the broker sent is not MQTT: the connection cannot go on."""


@dataclass(frozen=True, slots=True)
class Message:
    """A PUBLISH as received; `packet_id` is 0 for QoS 0."""

    topic: str
    payload: bytes
    packet_id: int
    is_retained: bool


def connect_frame(client_id: str, username: str, password: str, *, keepalive_seconds: int, is_clean: bool) -> bytes:
    """CONNECT with an account; a clean session forgets its queue, the other owns it."""
    flags = _WITH_ACCOUNT | (_CLEAN if is_clean else 0)
    head = _text("MQTT") + bytes([4, flags]) + keepalive_seconds.to_bytes(2, "big")
    return _packet(_CONNECT, head + _text(client_id) + _text(username) + _text(password))


def subscribe_frame(topic: str, packet_id: int) -> bytes:
    """SUBSCRIBE to one topic filter with QoS 1."""
    return _packet(_SUBSCRIBE, packet_id.to_bytes(2, "big") + _text(topic) + b"\x01")


def publish_frame(topic: str, payload: bytes, packet_id: int, *, is_retained: bool = False) -> bytes:
    """PUBLISH with QoS 1."""
    return _packet(_PUBLISH_QOS1 | is_retained, _text(topic) + packet_id.to_bytes(2, "big") + payload)


def acknowledgements(packet_ids: Iterable[int]) -> bytes:
    """One PUBACK for each of these messages, in their order, as one piece."""
    return b"".join([_PUBACK_HEAD + packet_id.to_bytes(2, "big") for packet_id in packet_ids])


class FrameReader:
    """Cuts a stream of bytes into packets, wherever the network cut it."""

    def __init__(self) -> None:
        self._rest = b""
        self._topics: dict[bytes, str] = {}

    def read(self, piece: bytes) -> list[tuple[int, Message | bytes]]:
        """The packets that are complete now: (kind, message) for PUBLISH, (kind, body) for others; FrameBroken."""
        data = self._rest + piece if self._rest else piece
        found: list[tuple[int, Message | bytes]] = []
        start, end = 0, len(data)
        while start < end:
            head = start + 1
            length = shift = 0
            while True:
                if head >= end:
                    self._rest = data[start:]
                    return found
                digit = data[head]
                head += 1
                length |= (digit & 0x7F) << shift
                if digit < 0x80:  # noqa: PLR2004 - the continuation bit
                    break
                shift += 7
                if shift >= 7 * _MOST_LENGTH_BYTES:
                    raise FrameBroken("a packet's length does not end")
            stop = head + length
            if stop > end:
                break
            first = data[start]
            kind = first & 0xF0
            found.append((kind, self._message(first, data, head, stop) if kind == PUBLISH else data[head:stop]))
            start = stop
        self._rest = data[start:]
        return found

    def _message(self, first: int, data: bytes, start: int, stop: int) -> Message:
        topic_stop = start + 2 + (data[start] << 8 | data[start + 1]) if stop - start > 1 else stop + 1
        has_id = bool(first & 0x06)
        body = topic_stop + 2 if has_id else topic_stop
        if body > stop:
            raise FrameBroken("a message is shorter than its topic")
        packet_id = data[topic_stop] << 8 | data[topic_stop + 1] if has_id else 0
        return Message(self._topic(data[start + 2 : topic_stop]), data[body:stop], packet_id, bool(first & 0x01))

    def _topic(self, raw: bytes) -> str:
        """A topic's text; each tracker's few are met again and again."""
        topic = self._topics.get(raw)
        if topic is None:
            if len(self._topics) >= _MOST_TOPICS:
                self._topics.clear()
            topic = self._topics[raw] = raw.decode(errors="replace")
        return topic


_MOST_TOPICS = 100_000


def _text(text: str) -> bytes:
    raw = text.encode()
    return len(raw).to_bytes(2, "big") + raw


def _packet(first: int, body: bytes) -> bytes:
    length, encoded = len(body), bytearray([first])
    while True:
        length, digit = divmod(length, 0x80)
        encoded.append(digit | (0x80 if length else 0))
        if not length:
            return bytes(encoded) + body
