"""The vault of this process: one facade, so that no room has to pass keys through every call."""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from supervision.errors import SettingsWrong
from supervision.settings import Register
from supervision.vault.data_key import DataKey
from supervision.vault.key_folder import KeyFolder
from supervision.vault.suites import Suite

CACHED_KEYS = 20_000
CACHED_SECONDS = 60
"""How long another process may go on opening what was just destroyed here."""


class KeyCache:
    """The data keys used last, each for a minute at most; `forget` drops one at once."""

    __slots__ = ("_keys",)

    def __init__(self) -> None:
        self._keys: OrderedDict[UUID, tuple[float, DataKey]] = OrderedDict()

    def get(self, key_id: UUID) -> DataKey | None:
        """The cached key, or None."""
        found = self._keys.get(key_id)
        if found is None or found[0] < time.monotonic():
            return None
        self._keys.move_to_end(key_id)
        return found[1]

    def put(self, key: DataKey) -> None:
        """Keep a key that was just loaded; the one unused for longest makes room."""
        self._keys[key.id] = (time.monotonic() + CACHED_SECONDS, key)
        self._keys.move_to_end(key.id)
        if len(self._keys) > CACHED_KEYS:
            self._keys.popitem(last=False)

    def forget(self, key_id: UUID) -> None:
        """Drop a key."""
        self._keys.pop(key_id, None)


@dataclass(frozen=True, slots=True)
class Vault:
    """The opened key folders of this installation's registers, and the suite for new data keys."""

    suite: Suite
    folders: Mapping[Register, KeyFolder]
    cache: KeyCache = field(default_factory=KeyCache, repr=False)

    def folder(self, register: Register) -> KeyFolder:
        """The register's key folder; `SettingsWrong` when this installation does not keep the register."""
        try:
            return self.folders[register]
        except KeyError:
            raise SettingsWrong(
                f"This installation does not keep the register {register}: see SUPERVISION_REGISTERS."
            ) from None


_current: Vault | None = None


def use_vault(vault: Vault | None) -> None:
    """Make `vault` the one that this process works with; None closes it."""
    global _current  # noqa: PLW0603 - one process has one vault; this is the single place that sets it
    _current = vault


def current_vault() -> Vault:
    """The vault that `use_vault` set; `SettingsWrong` before that."""
    if _current is None:
        raise SettingsWrong("The vault is not open yet: open_vault() comes before anything that seals.")
    return _current


def chain_mac(register: Register, data: bytes) -> bytes:
    """Keyed MAC (32 bytes) for the register's audit chain; its key is in no database."""
    return current_vault().folder(register).chain_mac(data)


def sign(register: Register, data: bytes) -> bytes:
    """Ed25519 signature (64 bytes) of `data` by the register's signing key."""
    return current_vault().folder(register).sign(data)


def public_key(register: Register) -> bytes:
    """The raw Ed25519 key (32 bytes) that verifies what the register signs."""
    return current_vault().folder(register).public_key
