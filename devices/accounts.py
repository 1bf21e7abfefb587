"""Which accounts the broker has to know: one for every paired tracker; for every shard one, and one for its canary."""

from collections.abc import Iterable

from devices.broker import BrokerAccount, BrokerRole, hash_password
from devices.canary import canary_account
from devices.registry import load_broker_accounts_for_system
from devices.shards import ShardSession


async def broker_accounts(sessions: Iterable[ShardSession]) -> list[BrokerAccount]:
    """All accounts of the broker, as they stand now."""
    sessions = tuple(sessions)
    service = [
        BrokerAccount(session.username, hash_password(session.password), BrokerRole.SERVICE) for session in sessions
    ]
    canaries = [
        BrokerAccount(canary_account(session.username), hash_password(session.canary_password), BrokerRole.TRACKER)
        for session in sessions
    ]
    trackers = [
        BrokerAccount(username, password_hash, BrokerRole.TRACKER)
        for username, password_hash in await load_broker_accounts_for_system()
    ]
    return service + canaries + trackers
