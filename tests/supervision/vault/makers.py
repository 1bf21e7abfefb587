"""Keys, folders and opened vaults for the vault's tests."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg

from supervision.settings import Register, SealSuite, Settings, load_settings
from supervision.storage.database import fetch
from supervision.vault import Vault, open_vault, use_vault
from supervision.vault.data_key import DataKey, KeyKind
from supervision.vault.key_folder import KeyFolder, make_key_folder, open_key_folder
from supervision.vault.suites import AES, Suite

CORRECTIONS = Register.CORRECTIONS
NOVEMBER = datetime(2026, 11, 23, 8, tzinfo=UTC)


def make_data_key(suite: Suite = AES, kind: KeyKind = KeyKind.FILE) -> DataKey:
    return DataKey(uuid4(), CORRECTIONS, kind, suite, secrets.token_bytes(suite.key_bytes))


def make_folder(key_dir: Path, suite: SealSuite = SealSuite.AES, at: datetime = NOVEMBER) -> KeyFolder:
    make_key_folder(key_dir, CORRECTIONS, suite, at)
    return open_key_folder(key_dir, CORRECTIONS)


def make_settings(home: Path, suite: SealSuite = SealSuite.AES) -> Settings:
    return load_settings({"SUPERVISION_HOME": str(home), "SUPERVISION_SUITE": suite})


async def open_and_use(settings: Settings) -> Vault:
    """What a process does at start."""
    vault = await open_vault(settings)
    use_vault(vault)
    return vault


@contextmanager
def closing_vault() -> Iterator[None]:
    try:
        yield
    finally:
        use_vault(None)


async def stored_key(key_id: UUID) -> Mapping[str, object]:
    return (await fetch("SELECT * FROM vault_key WHERE id = $1", key_id))[0]


async def back_up_keys() -> list[Mapping[str, object]]:
    """The rows of all keys, as a backup of the database holds them."""
    return await fetch("SELECT * FROM vault_key ORDER BY created_at, id")


async def restore_keys(superuser_url: str, rows: list[Mapping[str, object]]) -> None:
    """Bring the database back to a backup: keys as they were then, and no certificate since."""
    connection = await asyncpg.connect(superuser_url)
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute("TRUNCATE vault_key, destruction")
            columns, records = list(rows[0].keys()), [tuple(row.values()) for row in rows]
            await connection.copy_records_to_table("vault_key", records=records, columns=columns)
    finally:
        await connection.close()
