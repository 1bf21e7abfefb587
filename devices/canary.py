"""The canary's account, topic and message: one account a shard, known to the broker, in no registry, worn by nobody.

Ingest knows its messages before admission; `supervision.monitoring.canaries` says what becomes of them.
"""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from devices.broker.accounts import TOPIC_ROOT
from devices.dialects.native import STATUS
from devices.errors import UnreadableMessage
from supervision.monitoring.canaries import Canary


class _Message(Struct, forbid_unknown_fields=True):
    nonce: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


_decoder = msgspec.json.Decoder(_Message)


def canary_account(shard: int | str) -> str:
    """The account of a shard's canary; no tracker's id begins like it."""
    return f"canary-{shard}"


def canary_topic(shard: int) -> str:
    """Where a shard's canary publishes."""
    return f"{TOPIC_ROOT}/{shard}/{canary_account(shard)}/{STATUS}"


def encode_canary(nonce: str) -> bytes:
    """The message that carries a nonce of 32 hexadecimal digits."""
    return msgspec.json.encode(_Message(nonce))


def read_canary(subtopic: str, payload: bytes, received_at: datetime) -> Canary:
    """The canary in a message of a canary's account; `UnreadableMessage` for anything else."""
    if subtopic != STATUS:
        raise UnreadableMessage("a canary speaks on its status topic only", outcome="unexpected-topic")
    try:
        return Canary(_decoder.decode(payload).nonce, received_at)
    except msgspec.DecodeError as error:
        raise UnreadableMessage(f"not a canary's message: {error}") from None
