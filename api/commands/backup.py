"""`supervision backup` and `restore`: the database without its keys to a folder, and back into an empty place."""

import asyncio
import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from api.commands.administration import COMMAND_LINE
from api.commands.installation import InstallationKind, installation_kind, mark_installation
from api.commands.installed import installed, require_installation
from api.commands.manifest import (
    DUMP_FILE,
    Manifest,
    RegisterFacts,
    check_signed,
    describe_file,
    read_manifest,
    write_manifest,
)
from api.commands.opening import database, opened
from api.commands.terminal import say
from devices.housekeeping import make_partitions_ahead
from supervision import __version__, legal_time
from supervision.audit import Act, audited_change, load_chain_end, verify_chain
from supervision.audit.chain import CHAIN_START
from supervision.errors import KeyFolderRefused, SealBroken, SettingsWrong
from supervision.legal_time import LEGAL_ZONE, legal_day
from supervision.settings import Register, Settings
from supervision.storage.database import fetch
from supervision.storage.dump import dump_database, restore_database
from supervision.storage.engine import Connection
from supervision.storage.migrate import migrate
from supervision.vault import BACKUP_LIFE_DAYS, KeyFolder, current_vault
from supervision.vault.key_folder import open_key_folder
from supervision.wording import Wording

_PRIVATE = 0o700
_HEAD = "SELECT position, mac FROM audit_entry WHERE register = $1 ORDER BY position DESC LIMIT 1"


async def backup(settings: Settings, target: Path) -> Path:
    """Write a backup to the new folder `target`, or to a dated one inside it where it exists; gives the folder.

    It holds no key, is signed by the registers' keys, and may be kept for 35 days, which certificates of destruction
    rest on. The audit knows of it before the first byte is written.
    """
    require_installation(settings)
    now = legal_time.now()
    folder = _new_folder(target, now)
    try:
        async with installed(settings) as urls:
            held = await fetch("SELECT register FROM vault_folder")
            _require_all(settings, {Register(row["register"]) for row in held}, "The database")
            for register in sorted(settings.registers):
                async with audited_change(COMMAND_LINE, Act.SERVICE_BACKUP, register=register) as change:
                    change.note(folder=folder.name)
            server_version, registers = await dump_database(urls.owner, folder / DUMP_FILE, _describe)
            size, digest = await asyncio.to_thread(describe_file, folder / DUMP_FILE)
            manifest = Manifest(
                version=__version__,
                made_at=now,
                delete_by=legal_day(now) + timedelta(days=BACKUP_LIFE_DAYS),
                installation=installation_kind(settings) or InstallationKind.REAL,
                server_version=server_version,
                dump_bytes=size,
                dump_sha256=digest,
                registers=registers,
            )
            write_manifest(folder, manifest, dict(current_vault().folders))
    except BaseException:
        shutil.rmtree(folder)
        raise
    say(_backed_up(folder, manifest, settings))
    return folder


def _require_all(settings: Settings, held: Iterable[Register], holder: str) -> None:
    """`SettingsWrong` unless every register that is held is kept here: each signs, and each chain is verified."""
    if left_out := sorted(set(held) - settings.registers):
        raise SettingsWrong(
            f"{holder} holds {', '.join(left_out)} as well: set SUPERVISION_REGISTERS to all that it holds, with their"
            " keys in SUPERVISION_KEY_DIR."
        )


def _new_folder(target: Path, now: datetime) -> Path:
    if target.is_dir():
        target = target / f"supervision-{now.astimezone(LEGAL_ZONE):%Y%m%dT%H%M%S}"
    try:
        target.mkdir(mode=_PRIVATE, parents=True)
    except FileExistsError:
        raise SettingsWrong(f"{target} is there already: a backup is written to a new folder.") from None
    return target


async def _describe(connection: Connection) -> tuple[str, dict[Register, RegisterFacts]]:
    registers = {}
    for row in await connection.fetch("SELECT register, folder_id FROM vault_folder ORDER BY register"):
        months = await connection.fetch(
            "SELECT DISTINCT wrapped_by FROM vault_key WHERE register = $1 AND wrapped_sealed IS NOT NULL ORDER BY 1",
            row["register"],
        )
        head = await connection.fetchrow(_HEAD, row["register"])
        position, mac = (head["position"], head["mac"]) if head else (0, CHAIN_START)
        facts = RegisterFacts(row["folder_id"], [month["wrapped_by"] for month in months], position, mac.hex())
        registers[Register(row["register"])] = facts
    return await connection.fetchval("SELECT current_setting('server_version')"), registers


async def restore(settings: Settings, source: Path) -> None:
    """Restore a backup into an empty home or database, with the key folder already in its place.

    The chain of audit must be whole and stand where the backup says; destroyed keys are destroyed again; every session
    is ended. `SettingsWrong`, `KeyFolderRefused` or `SealBroken` before anything is touched, where that can be known.
    """
    manifest = read_manifest(source)
    if installation_kind(settings) is not None:
        raise SettingsWrong(f"{settings.home} holds an installation: set SUPERVISION_HOME to an empty folder.")
    _require_all(settings, manifest.registers, f"{source}")
    key_folders = {register: _key_folder(settings, register, facts) for register, facts in manifest.registers.items()}
    await asyncio.to_thread(check_signed, source, manifest, key_folders)
    async with database(settings) as urls:
        await restore_database(urls.owner, source / DUMP_FILE)
        await migrate(urls)
        async with opened(settings, urls, most_connections=4):
            for register, facts in manifest.registers.items():
                await _check_audit(register, facts)
                async with audited_change(COMMAND_LINE, Act.SERVICE_RESTORE, register=register) as change:
                    await change.connection.execute(
                        "UPDATE session SET ended_at = $1 WHERE ended_at IS NULL", change.at
                    )
                    change.note(made_at=manifest.made_at, version=manifest.version, sha256=manifest.dump_sha256)
            if settings.follows_trackers:
                await make_partitions_ahead()
            mark_installation(settings, manifest.installation)
    say(_restored(manifest))


def _key_folder(settings: Settings, register: Register, facts: RegisterFacts) -> KeyFolder:
    """The register's key folder, if it can open the backup."""
    path = settings.key_dir / register
    if not path.exists():
        raise KeyFolderRefused(f"{path} is missing: put the copy of the key folder there first.")
    folder = open_key_folder(settings.key_dir, register)
    if folder.folder_id != facts.folder_id:
        raise KeyFolderRefused(f"{path} holds the keys of another installation than this backup's.")
    for month in facts.months:
        if month not in folder.months:
            raise KeyFolderRefused(
                f"{path} is older than the backup: it lacks the key of {month}. Use its latest copy."
            )
        if month not in folder.living_months:
            raise KeyFolderRefused(f"The key of {month} was destroyed: this backup is older than backups may live.")
    return folder


async def _check_audit(register: Register, facts: RegisterFacts) -> None:
    report = await verify_chain(register)
    if not report.is_whole:
        raise SealBroken(f"The audit chain of {register} breaks at entry {report.broken_position}: {report.reason}.")
    position, mac = await load_chain_end(register)
    if (position, mac.hex()) != (facts.audit_position, facts.audit_mac):
        raise SealBroken(f"The audit chain of {register} does not end where the backup says that it does.")


def _backed_up(folder: Path, manifest: Manifest, settings: Settings) -> Wording:
    return Wording(
        f"备份完成：{folder}（{manifest.dump_bytes:,} 字节）。不含密钥；密钥文件夹 {settings.key_dir} 另行备份。\n"
        f"最迟于 {manifest.delete_by} 删除。",
        f"Backed up to {folder} ({manifest.dump_bytes:,} bytes). It holds no key: back up {settings.key_dir} apart.\n"
        f"Delete it by {manifest.delete_by}.",
    )


def _restored(manifest: Manifest) -> Wording:
    made_at = f"{manifest.made_at.astimezone(LEGAL_ZONE):%Y-%m-%d %H:%M:%S}"
    return Wording(
        f"已恢复 {made_at} 的备份，审计链完整，所有登录已失效。\n"
        "此后新增、停用或注销的人员和终端须重新处理。接下来：supervision run，再运行 supervision doctor。",
        f"The backup of {made_at} is restored, its audit chain is whole, and every session is ended.\n"
        "Officers and trackers that were added, suspended or ended since have to be so again. "
        "Next: supervision run, then supervision doctor.",
    )
