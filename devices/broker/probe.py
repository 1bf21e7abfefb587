"""Whether a broker really serves: a session opened and closed again, not a mere connection."""

import struct
from dataclasses import dataclass

from devices.broker.accounts import PROBE_NAME, BrokerAccount, BrokerRole, hash_password, make_password
from devices.broker.address import BrokerAddress

_CONNECT, _PROTOCOL = 0x10, b"\x00\x04MQTT\x04"
_CLEAN_SESSION_WITH_ACCOUNT = 0xC2
_KEEPALIVE_SECONDS = 60
_ACCEPTED = b"\x20\x02\x00\x00"
_DISCONNECT = b"\xe0\x00"


@dataclass(frozen=True, slots=True)
class Probe:
    """An account whose password nobody but this process knows."""

    account: BrokerAccount
    packet: bytes

    @classmethod
    def fresh(cls) -> "Probe":
        """A new one; its account must be among those that the broker reads."""
        password = make_password()
        parts = (f"supervision-probe-{make_password()}", PROBE_NAME, password)
        fields = b"".join(struct.pack("!H", len(part)) + part.encode() for part in parts)
        body = _PROTOCOL + struct.pack("!BH", _CLEAN_SESSION_WITH_ACCOUNT, _KEEPALIVE_SECONDS) + fields
        account = BrokerAccount(PROBE_NAME, hash_password(password), BrokerRole.PROBE)
        return cls(account, bytes([_CONNECT, len(body)]) + body)  # well below 128 bytes, so one byte says the length

    def is_answered(self, address: BrokerAddress, timeout_seconds: float) -> bool:
        """Whether the broker opens a session for us within the time."""
        try:
            with address.open(timeout_seconds) as connection:
                connection.sendall(self.packet)
                answer = b""
                while len(answer) < len(_ACCEPTED) and (piece := connection.recv(len(_ACCEPTED) - len(answer))):
                    answer += piece
                connection.sendall(_DISCONNECT)
        except OSError:
            return False
        return answer == _ACCEPTED
