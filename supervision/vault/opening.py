"""Opening the vault at start: the key folders are made, or checked against the database, or refused."""

from pathlib import Path

from supervision import legal_time
from supervision.errors import KeyFolderRefused, SealBroken
from supervision.settings import Register, Settings
from supervision.storage.database import fetch, fetch_one
from supervision.vault.current import Vault
from supervision.vault.destroyed_list import list_unlisted, reapply_destructions
from supervision.vault.key_folder import KeyFolder, make_key_folder, open_key_folder
from supervision.vault.keys import ensure_service_key, load_records, record_of, unwrapper_of
from supervision.vault.suites import SUITES


async def open_vault(settings: Settings) -> Vault:
    """Open the vault of a migrated database, outside of any transaction; `use_vault` makes it the process's own.

    Key folders are made where neither keys nor sealed data exist. `KeyFolderRefused` says what is wrong otherwise:
    open to others, missing, damaged, of another database, or unable to open what is stored. Destructions that a
    restored backup undid are done again before anything can be read.
    """
    folders = {register: await _open_folder(settings, register) for register in sorted(settings.registers)}
    vault = Vault(SUITES[settings.suite], folders)
    for folder in folders.values():
        await _check_opens_what_is_stored(vault, folder)
        await _note_folder(folder)
    await list_unlisted(vault)
    await reapply_destructions(vault)
    for register in folders:
        await ensure_service_key(vault, register)
    return vault


async def _open_folder(settings: Settings, register: Register) -> KeyFolder:
    path = settings.key_dir / register
    if not path.exists():
        if await fetch(
            "SELECT FROM vault_folder WHERE register = $1 UNION ALL SELECT FROM vault_key WHERE register = $1 LIMIT 1",
            register,
        ):
            raise KeyFolderRefused(
                f"The database holds data sealed with keys that are not in {path}. Restore the key folder from its"
                " own backup, or set SUPERVISION_KEY_DIR to where it is."
            )
        make_key_folder(settings.key_dir, register, settings.suite, legal_time.now())
    return open_key_folder(settings.key_dir, register)


async def _note_folder(folder: KeyFolder) -> None:
    """Bind the database to the folder; the first one counts."""
    await fetch(
        "INSERT INTO vault_folder (register, folder_id, noted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        folder.register, folder.folder_id, legal_time.now(),
    )  # fmt: skip
    noted = await fetch_one("SELECT folder_id FROM vault_folder WHERE register = $1", folder.register)
    if noted is None or noted["folder_id"] != folder.folder_id:
        raise KeyFolderRefused(
            f"{folder.path} holds the keys of another database. Set SUPERVISION_KEY_DIR to the key folder of this"
            " one, or SUPERVISION_HOME to the data of that one."
        )


async def _check_opens_what_is_stored(vault: Vault, folder: KeyFolder) -> None:
    """Refuse a folder that lacks a month the database needs, or whose key of a month opens nothing."""
    months = await fetch(
        "SELECT DISTINCT wrapped_by FROM vault_key WHERE register = $1 AND wrapped_sealed IS NOT NULL ORDER BY 1",
        folder.register,
    )
    for month in (row["wrapped_by"] for row in months):
        if folder.month_key(month) is None:
            raise KeyFolderRefused(_missing_month(folder.path, month, is_destroyed=month in folder.months))
        sample = await fetch_one(
            """SELECT * FROM vault_key
               WHERE register = $1 AND wrapped_by = $2 AND wrapped_sealed IS NOT NULL
               ORDER BY parent NULLS FIRST LIMIT 1""",
            folder.register, month,
        )  # fmt: skip
        if sample is None:
            continue
        record = record_of(sample)
        try:
            unwrapper_of(vault, await load_records([record.id])).open(record)
        except SealBroken:
            raise KeyFolderRefused(
                f"The key of {month} in {folder.path} does not open what the database holds. Restore the key folder"
                " from its own backup."
            ) from None


def _missing_month(path: Path, month: str, *, is_destroyed: bool) -> str:
    if is_destroyed:
        return (
            f"The database was restored from a backup older than backups may live: it needs the key of {month}, which"
            " was destroyed. Restore a later backup."
        )
    return f"{path} is older than the database: it lacks the key of {month}. Restore its latest copy."
