"""Which accounts the broker has to know: one for every paired tracker, one for every shard."""

from collections.abc import Iterable

from devices.broker import BrokerAccount, BrokerRole, hash_password
from devices.registry import load_broker_accounts_for_system
from devices.shards import ShardSession


async def broker_accounts(sessions: Iterable[ShardSession]) -> list[BrokerAccount]:
    """All accounts of the broker, as they stand now."""
    service = [
        BrokerAccount(session.username, hash_password(session.password), BrokerRole.SERVICE) for session in sessions
    ]
    trackers = [
        BrokerAccount(username, password_hash, BrokerRole.TRACKER)
        for username, password_hash in await load_broker_accounts_for_system()
    ]
    return service + trackers
