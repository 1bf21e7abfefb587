"""Whether a broker really serves: a session opened and closed again, not a mere connection."""

from dataclasses import dataclass

from devices.broker.accounts import PROBE_NAME, BrokerAccount, BrokerRole, hash_password, make_password
from devices.broker.address import BrokerAddress
from devices.mqtt_frames import DISCONNECT, connect_frame

_KEEPALIVE_SECONDS = 60
_ACCEPTED = b"\x20\x02\x00\x00"


@dataclass(frozen=True, slots=True)
class Probe:
    """An account whose password nobody but this process knows."""

    account: BrokerAccount
    packet: bytes

    @classmethod
    def fresh(cls) -> "Probe":
        """A new one; its account must be among those that the broker reads."""
        password = make_password()
        account = BrokerAccount(PROBE_NAME, hash_password(password), BrokerRole.PROBE)
        client_id = f"supervision-probe-{make_password()}"
        packet = connect_frame(client_id, PROBE_NAME, password, keepalive_seconds=_KEEPALIVE_SECONDS, is_clean=True)
        return cls(account, packet)

    def is_answered(self, address: BrokerAddress, timeout_seconds: float) -> bool:
        """Whether the broker opens a session for us within the time."""
        try:
            with address.open(timeout_seconds) as connection:
                connection.sendall(self.packet)
                answer = b""
                while len(answer) < len(_ACCEPTED) and (piece := connection.recv(len(_ACCEPTED) - len(answer))):
                    answer += piece
                connection.sendall(DISCONNECT)
        except OSError:
            return False
        return answer == _ACCEPTED
