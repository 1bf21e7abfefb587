"""What the doctor looks at with the database open: partitions, keys' rotation, the audit's head, the last backup."""

import asyncio
from collections.abc import AsyncIterator, Collection
from datetime import datetime, timedelta

from api.commands.checks import Check, Verdict
from supervision.audit import Act, verify_chain
from supervision.forms.templates import own_template_faults
from supervision.legal_time import LEGAL_ZONE, legal_day
from supervision.settings import Register
from supervision.storage.database import fetch_one
from supervision.storage.partitions import count_days_ahead
from supervision.vault import BACKUP_LIFE_DAYS, current_vault
from supervision.vault.key_folder import month_of
from supervision.wording import Wording

SERVER = Wording("数据库", "database")
PARTITIONS = Wording("分区", "partitions")
ROTATION = Wording("密钥轮换", "rotation of keys")
TEMPLATES = Wording("文书模板", "templates of papers")
AUDIT = Wording("审计链", "audit chain")
BACKUP = Wording("备份", "backup")

_FEWEST_DAYS_AHEAD = 3
_LONGEST_WITHOUT_BACKUP = timedelta(days=8)
_CHECKED_ENTRIES = 1_000

_NIGHT_IS_DUE = Wording(
    "夜间工作没有进行：请保持 supervision run 运行，并查看其日志。",
    "The night's work was not done: keep supervision run running, and read its log.",
)
_MEND_TEMPLATES = Wording(
    "请更正或者移走这些模板；在此之前相应文书不能签发。",
    "Mend these templates or take them away; until then the papers cannot be issued.",
)
_ROTATE = Wording("请运行 supervision keys rotate。", "Run supervision keys rotate.")
_VERIFY = Wording(
    "请运行 supervision audit verify，并保全现场。", "Run supervision audit verify, and keep everything as it is."
)
_BACK_UP = Wording("请安排每日备份：supervision backup。", "Have it backed up every day: supervision backup.")


async def stored_checks(registers: Collection[Register], now: datetime) -> AsyncIterator[Check]:
    """Everything that the open pool and vault can tell of `registers`."""
    row = await fetch_one("SELECT current_setting('server_version') AS v, pg_database_size(current_database()) AS n")
    yield Check.good(SERVER, f"PostgreSQL {row['v']}, {row['n'] / (1 << 20):.0f} MiB" if row else "-")
    if Register.CORRECTIONS in registers:
        yield await check_partitions(now)
        yield await asyncio.to_thread(check_templates)
    for register in sorted(registers):
        yield check_rotation(register, now)
        yield await check_audit(register)
    yield await check_last_backup(now)


async def check_partitions(now: datetime) -> Check:
    """Whether fixes of the coming days find a place."""
    days = await count_days_ahead(legal_day(now))
    if days < _FEWEST_DAYS_AHEAD:
        return Check(PARTITIONS, Verdict.FAILED, f"{days} d", _NIGHT_IS_DUE)
    return Check.good(PARTITIONS, f"{days} d")


def check_templates() -> Check:
    """Whether every template of the office's own can be used."""
    if faults := own_template_faults():
        return Check(TEMPLATES, Verdict.FAILED, " ".join(str(fault) for fault in faults), _MEND_TEMPLATES)
    return Check.good(TEMPLATES, "-")


def check_rotation(register: Register, now: datetime) -> Check:
    """Whether this month's key wraps what is new, and no monthly key outlives its time by more than two days."""
    folder = current_vault().folder(register)
    month, _ = folder.current_month
    overdue = [
        name
        for name, note in folder.months.items()
        if note.destroyed_at is None
        and note.retired_at is not None
        and now - note.retired_at > timedelta(days=BACKUP_LIFE_DAYS + 2)
    ]
    finding = f"{register} {month}"
    if month < month_of(now):
        return Check(ROTATION, Verdict.WARNING, finding, _ROTATE)
    if overdue:
        return Check(ROTATION, Verdict.WARNING, f"{finding}, {', '.join(overdue)}", _ROTATE)
    return Check.good(ROTATION, finding)


async def check_audit(register: Register) -> Check:
    """Whether the end of the chain holds; all of it is `supervision audit verify`'s work."""
    report = await verify_chain(register, last=_CHECKED_ENTRIES)
    if report.is_whole:
        return Check.good(AUDIT, f"{register} {report.verified_entries}")
    return Check(AUDIT, Verdict.FAILED, f"{register} {report.broken_position}: {report.reason}", _VERIFY)


async def check_last_backup(now: datetime) -> Check:
    """When the last backup was begun, as the audit knows it."""
    row = await fetch_one("SELECT max(at) AS at FROM audit_entry WHERE act = $1", Act.SERVICE_BACKUP)
    at: datetime | None = row["at"] if row else None
    if at is None or now - at > _LONGEST_WITHOUT_BACKUP:
        return Check(BACKUP, Verdict.WARNING, "-" if at is None else f"{at.astimezone(LEGAL_ZONE):%Y-%m-%d}", _BACK_UP)
    return Check.good(BACKUP, f"{at.astimezone(LEGAL_ZONE):%Y-%m-%d %H:%M}")
