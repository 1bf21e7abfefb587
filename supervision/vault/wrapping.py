"""Wrapping data keys: each under a key derived from the month's key and from its parent, so that both must exist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.errors import KeyDestroyed, SealBroken
from supervision.settings import Register, SealSuite
from supervision.vault.data_key import DataKey, KeyKind
from supervision.vault.envelope import Sealer
from supervision.vault.suites import SUITES, Suite

_DEEPEST = 4  # register -> file -> order is 2; more is a loop that somebody wrote into the table


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One data key as it is stored."""

    id: UUID
    register: Register
    kind: KeyKind
    parent: UUID | None
    suite: SealSuite
    wrapped_sealed: bytes | None
    wrapped_by: str


def wrap(key: DataKey, month_key: bytes, parent: DataKey | None) -> bytes:
    """The stored form of `key` under the month's key and its parent."""
    return _wrapper(key.id, key.register, key.kind, key.suite, month_key, parent).seal(key.raw, key.id)


def unwrap(record: KeyRecord, month_key: bytes, parent: DataKey | None) -> DataKey:
    """The data key of a stored record; `SealBroken` under any other month, parent, kind or register."""
    if record.wrapped_sealed is None:
        raise KeyDestroyed(f"The key {record.id} was destroyed.")
    suite = SUITES[record.suite]
    wrapper = _wrapper(record.id, record.register, record.kind, suite, month_key, parent)
    return DataKey(record.id, record.register, record.kind, suite, wrapper.unseal(record.wrapped_sealed, record.id))


def _wrapper(
    key_id: UUID, register: Register, kind: KeyKind, suite: Suite, month_key: bytes, parent: DataKey | None
) -> Sealer:
    info = b"\0".join((b"supervision-wrap", register.encode(), kind.encode(), key_id.bytes))
    derived = suite.derive(month_key + (parent.raw if parent else b""), info)
    return Sealer(DataKey(key_id, register, kind, suite, derived), "vault_key", "wrapped_sealed")


class Unwrapper:
    """Opens stored keys whose whole line of parents is at hand, each parent once."""

    def __init__(self, records: Mapping[UUID, KeyRecord], month_key: Callable[[KeyRecord], bytes | None]) -> None:
        self._records = records
        self._month_key = month_key
        self._opened: dict[UUID, DataKey] = {}

    def parent_of(self, record: KeyRecord, depth: int = 0) -> DataKey | None:
        """The opened parent of a record, or None where it has none."""
        if record.parent is None:
            return None
        return self.open(self._records[record.parent], depth + 1)

    def open(self, record: KeyRecord, depth: int = 0) -> DataKey:
        """The data key of a record; `KeyDestroyed` when it or a parent was destroyed, else `SealBroken`."""
        if record.id in self._opened:
            return self._opened[record.id]
        if depth > _DEEPEST:
            raise SealBroken(f"The parents of key {record.id} form a loop.")
        month_key = self._month_key(record)
        if month_key is None:
            raise SealBroken(f"The key {record.id} is wrapped by the monthly key {record.wrapped_by}, which is gone.")
        self._opened[record.id] = unwrap(record, month_key, self.parent_of(record, depth))
        return self._opened[record.id]
