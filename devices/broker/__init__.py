"""The MQTT broker: Mosquitto kept by us, the operator's own, or a stand-in for a look."""

from collections.abc import Sequence

from devices.broker.accounts import BrokerAccount, BrokerRole, hash_password, make_password, service_username
from devices.broker.address import BrokerAddress, parse_broker_url, service_address, tracker_address
from devices.broker.keeper import BrokerUnavailable
from devices.broker.kind import Broker, BrokerKind
from devices.broker.look_only_broker import LookOnlyBroker
from devices.broker.mosquitto import MosquittoBroker, find_mosquitto
from devices.broker.outside import OutsideBroker
from devices.broker.refusals import Refusals
from supervision.settings import Settings

__all__ = [
    "Broker",
    "BrokerAccount",
    "BrokerAddress",
    "BrokerKind",
    "BrokerRole",
    "BrokerUnavailable",
    "Refusals",
    "hash_password",
    "make_password",
    "parse_broker_url",
    "service_address",
    "service_username",
    "start_broker",
    "tracker_address",
]


async def start_broker(settings: Settings, accounts: Sequence[BrokerAccount]) -> Broker:
    """The operator's broker if one is set, else a private Mosquitto, else, for a look only, amqtt.

    `SettingsWrong` for a taken port or folder, `BrokerUnavailable` when it does not come up.
    """
    if settings.mqtt_url is not None:
        outside = OutsideBroker(settings)
        await outside.publish_accounts(accounts)
        return outside
    program = find_mosquitto()
    private = LookOnlyBroker(settings) if program is None else MosquittoBroker(settings, program)
    await private.start(accounts)
    return private
