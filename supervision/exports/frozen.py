"""The list of ids that an export is of, as it is frozen when it is asked for. Pure."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

_ID_BYTES = 16


def pack_ids(ids: Iterable[UUID]) -> bytes:
    """Ids one after another, in their order."""
    return b"".join(row_id.bytes for row_id in ids)


def unpack_ids(packed: bytes) -> list[UUID]:
    """The ids that `pack_ids` packed."""
    return [UUID(bytes=packed[start : start + _ID_BYTES]) for start in range(0, len(packed), _ID_BYTES)]


def digest_of(ids: Iterable[UUID]) -> str:
    """By what a list of ids is known again, whatever its order, without naming one."""
    return hashlib.sha256(pack_ids(sorted(ids))).hexdigest()
