"""The pairing document: what a tracker is told once, as JSON, as a QR code, and for OwnTracks as a link.

An OwnTracks app is set up by `owntracks:///config?inline=` with its own configuration in base64; see the booklet of
OwnTracks, "Configuration file". Everything else reads the JSON.
"""

import base64
import hashlib
import io
import json
import ssl
from dataclasses import asdict, dataclass, field

import segno

from devices.broker.address import BrokerAddress
from devices.dialects import Dialect
from devices.registry import Pairing

_MQTT_MODE = 0
_MQTT_3_1_1 = 4
_LINK = "owntracks:///config?inline="


@dataclass(frozen=True, slots=True)
class PairingDocument:
    """Where and as whom a tracker publishes; it holds the account's password, so it is shown once and kept nowhere."""

    tracker_id: str
    mqtt_host: str
    mqtt_port: int
    mqtt_tls: bool
    username: str
    password: str = field(repr=False)
    topic: str
    dialect: Dialect
    qos: int = 1
    ca_pem: str | None = None
    """Whose signature on the broker's certificate to trust; none where the machine's own authorities suffice."""

    def as_json(self) -> str:
        """The whole document."""
        return json.dumps({name: value for name, value in asdict(self).items() if value is not None}, indent=2)

    @property
    def link(self) -> str | None:
        """What an OwnTracks app opens to set itself up; None for other dialects."""
        if self.dialect is not Dialect.OWNTRACKS:
            return None
        text = json.dumps(self._owntracks(), separators=(",", ":"))
        text += " " * (-len(text) % 3)  # base64 then ends without padding, which some senders of links lose
        return _LINK + base64.b64encode(text.encode()).decode()

    @property
    def qr_text(self) -> str:
        """What the QR code holds: the link, or the JSON with a fingerprint in place of the authority's certificate."""
        if self.link is not None:
            return self.link
        values = {name: value for name, value in asdict(self).items() if name != "ca_pem"}
        if self.ca_pem is not None:
            values["ca_sha256"] = hashlib.sha256(ssl.PEM_cert_to_DER_cert(self.ca_pem)).hexdigest()
        return json.dumps(values, separators=(",", ":"))

    def qr_svg(self) -> str:
        """The QR code for a page, as large as its container."""
        return self._qr().svg_inline(omitsize=True, border=4, light="#fff", svgclass=None, lineclass=None)

    def qr_terminal(self) -> str:
        """The QR code in block characters, for a terminal with light text on a dark ground."""
        out = io.StringIO()
        self._qr().terminal(out=out, compact=True)
        return out.getvalue()

    def _qr(self) -> segno.QRCode:
        return segno.make_qr(self.qr_text, error="l", boost_error=False)

    def _owntracks(self) -> dict[str, object]:
        """The app's configuration; it publishes to our topic and neither shares with friends nor takes commands."""
        return {
            "_type": "configuration",
            "mode": _MQTT_MODE,
            "mqttProtocolLevel": _MQTT_3_1_1,
            "host": self.mqtt_host,
            "port": self.mqtt_port,
            "tls": self.mqtt_tls,
            "auth": True,
            "username": self.username,
            "password": self.password,
            "tid": self.tracker_id[-2:],
            "pubTopicBase": self.topic,
            "pubQos": self.qos,
            "pubRetain": False,
            "cleanSession": False,
            "sub": False,
            "cmd": False,
        }


def pairing_document(pairing: Pairing, address: BrokerAddress) -> PairingDocument:
    """The document of a fresh pairing with the broker that trackers reach at `address`, its authority included."""
    return PairingDocument(
        tracker_id=pairing.tracker_id,
        mqtt_host=address.host,
        mqtt_port=address.port,
        mqtt_tls=address.is_tls,
        username=pairing.username,
        password=pairing.password,
        topic=pairing.topic,
        dialect=pairing.dialect,
        ca_pem=None if address.ca_file is None else address.ca_file.read_text(),
    )
