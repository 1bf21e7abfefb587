"""What an administrator does at the machine: migrations, officers and trackers by hand, the audit, keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict

from api.commands.installed import installed, require_installation
from api.commands.opening import database
from api.commands.papers import print_papers
from api.commands.terminal import ask_password_and_code, say
from devices.broker import tracker_address
from devices.pairing import PairingDocument, pairing_document
from devices.registry import pair_tracker
from devices.tls import ensure_certificate
from supervision import legal_time
from supervision.actor import Actor
from supervision.audit import EVERYTHING, Act, audited_change, load_chain_end, record_refusal, verify_chain
from supervision.errors import InputInvalid, NotFound, NotPermitted, RuleRefused, SettingsWrong
from supervision.officers import (
    GrantDraft,
    Officer,
    OfficerDraft,
    Role,
    add_officer,
    end_session,
    load_session,
    sign_in,
)
from supervision.residence.households.renewing import Findable, Renewal, renew_search
from supervision.settings import Register, Settings
from supervision.storage.migrate import migrate
from supervision.vault import RotationReport, rotate_keys
from supervision.wording import Wording

COMMAND_LINE = Actor.system("command-line")
"""Whoever holds the machine, as the audit knows them."""

_UP_TO_DATE = Wording("数据库已是最新版本。", "The database is up to date.")
_HANDED_ONCE = Wording(
    "以上内容只显示这一次；请当面交给本人，首次登录前不要另存。",
    "This is shown once: hand it to its owner in person, and keep no copy.",
)
_PAIRED = Wording(
    "配对单只显示这一次；终端读入后请销毁。",
    "The pairing document is shown once: destroy it when the tracker has read it.",
)
_RENEWED = {
    Findable.RESIDENTS: Wording(
        "居住人员：已核对 {read}（共 {total}），更新了其中 {renewed} 人的检索摘要。",
        "Residents: {read} of {total} were looked at, and the search digests of {renewed} made anew.",
    ),
    Findable.PARTIES: Wording(
        "房东等相关方：已核对 {read}（共 {total}），更新了其中 {renewed} 个的检索摘要。",
        "Landlords and other parties: {read} of {total} were looked at, and the search digests of {renewed} made anew.",
    ),
}
_COPY_KEYS = Wording(
    "请重新备份密钥文件夹（与数据库备份分开存放）：{folder}",
    "Copy the key folder anew, apart from the backups of the database: {folder}",
)


async def migrate_database(settings: Settings) -> None:
    """Run the migrations that have not run yet, and name them."""
    require_installation(settings)
    async with database(settings) as urls:
        ran = await migrate(urls)
    say(*(ran or [_UP_TO_DATE]))


async def add_officer_by_hand(
    settings: Settings, username: str, name: str, office: str, role: str, prefix: str, as_username: str
) -> None:
    """Add an officer as a security administrator, who signs in for it; the new officer's papers are printed once."""
    if role not in list(Role):
        raise InputInvalid(f"There is no role {role!r}: it is one of {', '.join(Role)}.", field="role")
    async with _signed_in(settings, as_username, Act.OFFICER_CREATE) as admin:
        grant = GrantDraft(Role(role), prefix, legal_time.legal_day(legal_time.now()))
        enrolment = await add_officer(admin, OfficerDraft(name, username, office or None, grant))
        print_papers([enrolment])
        say(_HANDED_ONCE)


async def pair_by_hand(settings: Settings, tracker_id: str, as_username: str) -> None:
    """Pair a tracker as a system administrator, who signs in for it; its pairing document is printed once."""
    if settings.mqtt_url is None and not settings.is_loopback:
        ensure_certificate(settings, legal_time.now())  # the document names its authority
    async with _signed_in(settings, as_username, Act.TRACKER_PAIR) as admin:
        document = pairing_document(await pair_tracker(admin, tracker_id), tracker_address(settings))
        _print_pairing(document)


def _print_pairing(document: PairingDocument) -> None:
    say(document.as_json(), "")
    if document.link is not None:
        say(document.link, "")
    say(document.qr_terminal(), _PAIRED)


@asynccontextmanager
async def _signed_in(settings: Settings, username: str, act: Act) -> AsyncIterator[Officer]:
    """The officer who does `act`, signed in for the length of the block; a refusal is recorded."""
    require_installation(settings)
    password, code = ask_password_and_code(username)
    async with installed(settings):
        signed_in = await sign_in(username, password, code)
        officer = signed_in.officer
        try:
            yield officer
        except (NotFound, NotPermitted, RuleRefused) as refusal:
            await record_refusal(officer.actor, act, EVERYTHING, refusal.code, register=officer.register)
            raise
        finally:
            await end_session(await load_session(signed_in.token))


async def verify_audit(settings: Settings) -> bool:
    """Verify every register's chain, say what was found, and record that it was done."""
    whole = True
    async with installed(settings):
        for register in sorted(settings.registers):
            report = await verify_chain(register)
            position, mac = await load_chain_end(register)
            async with audited_change(COMMAND_LINE, Act.AUDIT_VERIFY, register=register) as change:
                change.note(verified=report.verified_entries, broken=report.broken_position, reason=report.reason)
            whole = whole and report.is_whole
            if report.is_whole:
                say(_whole(register, position, mac.hex()))
            else:
                say(_broken(register, report.broken_position, report.reason))
    return whole


def _whole(register: str, entries: int, mac: str) -> Wording:
    return Wording(
        f"{register}：审计链完整，共 {entries} 条。请另处记下末条校验值：{mac}",
        f"{register}: the audit chain is whole, {entries} entries. Note elsewhere the MAC of the last one.",
    )


def _broken(register: str, position: int | None, reason: str | None) -> Wording:
    return Wording(
        f"{register}：审计链在第 {position} 条断开（{reason}）。此前各条完整。请停止使用并保全现场。",
        f"{register}: the audit chain breaks at entry {position} ({reason}). Those before it hold. "
        "Stop the service and keep everything as it is.",
    )


async def renew_search_by_hand(settings: Settings) -> None:
    """Make search digests anew where they differ, and say how far it is; the service may run meanwhile."""
    if Register.RESIDENCE not in settings.registers:
        raise SettingsWrong("There is nothing to renew here: SUPERVISION_REGISTERS does not name residence.")
    async with installed(settings):
        await renew_search(COMMAND_LINE, _say_renewal)


def _say_renewal(done: Renewal) -> None:
    say(_filled(_RENEWED[done.kind], read=done.read, total=done.total, renewed=done.renewed))


async def rotate(settings: Settings) -> None:
    """Rotate every register's keys, record it, and say what was done and what is left."""
    async with installed(settings):
        for register in sorted(settings.registers):
            report = await rotate_keys(register, legal_time.now())
            await record_rotation(COMMAND_LINE, report)
            say(_rotated(report))
    say(_filled(_COPY_KEYS, folder=settings.key_dir))


async def record_rotation(actor: Actor, report: RotationReport) -> None:
    """Write what a rotation did into the register's chain."""
    detail = {name: value for name, value in asdict(report).items() if name != "register"}
    async with audited_change(actor, Act.KEYS_ROTATE, register=report.register, detail=detail):
        pass


def _rotated(report: RotationReport) -> Wording:
    retired, destroyed = (", ".join(months) or "—" for months in (report.retired_months, report.destroyed_months))
    counts = report.rewrapped_keys, report.remaining_keys
    return Wording(
        "{}：月份 {}，重新封装 {} 把密钥，待处理 {} 把；停用 {}；销毁 {}。".format(
            report.register, report.month, *counts, retired, destroyed
        ),
        "{}: month {}, {} keys wrapped anew, {} left; retired {}; destroyed {}.".format(
            report.register, report.month, *counts, retired, destroyed
        ),
    )


def _filled(wording: Wording, **values: object) -> Wording:
    return Wording(wording.format(**values), wording.english.format(**values))
