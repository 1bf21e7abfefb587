"""`supervision init`: from an empty home to an installation that its three administrators can sign in to."""

from collections.abc import Collection, Sequence
from pathlib import Path

from api.commands.installation import InstallationKind, installation_kind, mark_installation
from api.commands.opening import database, opened
from api.commands.papers import print_papers
from api.commands.terminal import say
from devices.housekeeping import make_partitions_ahead
from supervision import legal_time
from supervision.actor import Actor
from supervision.errors import InputInvalid
from supervision.officers import (
    AlreadyInitialised,
    DivisionLine,
    DivisionReport,
    Enrolment,
    Holiday,
    announced_days,
    create_administrators,
    import_divisions,
    import_holidays,
    province_lines,
    read_divisions,
    read_holidays,
    renew_administrators,
)
from supervision.settings import Register, Settings
from supervision.storage.migrate import migrate
from supervision.wording import Wording

_ACTOR = Actor.system("command-line")
_ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets of Chinese offices write
_UNREADABLE = Wording("文件既不是 UTF-8 也不是 GB18030 编码。", "The file is neither in UTF-8 nor in GB18030.")
_NEXT = Wording(
    "每个登记册三名管理员的凭据以上只显示这一次，请分别当面交给不同的人。\n"
    "丢失时，在任何人登录之前可以再次运行 supervision init，旧凭据随即作废。\n"
    "接下来：\n"
    "  1. 另行备份密钥文件夹 {key_dir}（与数据库备份分开存放）；\n"
    "  2. supervision run，打开 {url}/console/ 登录；\n"
    "  3. 系统管理员设置机构（社区矫正的还登记终端），安全管理员添加人员；\n"
    "  4. supervision doctor 检查运行状况。",
    "What each register's three administrators need is shown once: hand it to different people in person.\n"
    "If it is lost, run `supervision init` again before anybody has signed in; the old papers are void then.\n"
    "Next:\n"
    "  1. copy the key folder {key_dir} to a place apart from the backups of the database;\n"
    "  2. supervision run, and sign in at {url}/console/;\n"
    "  3. the system administrator sets up offices (and trackers), the security administrator adds officers;\n"
    "  4. supervision doctor looks after all of it.",
)


async def init(settings: Settings, divisions: Path | None, holidays: Path | None) -> None:
    """Make a real installation: tables, keys, divisions, holidays and the three administrators, whose papers it prints.

    What was interrupted is finished by running it again, and a register that was not kept before gets its own three.
    `SettingsWrong` in a home that holds the demo town, AlreadyInitialised once every register is in use.
    """
    if installation_kind(settings) is not None:
        mark_installation(settings, InstallationKind.REAL)
    division_lines = [] if divisions is None else read_divisions(_read(divisions))
    days = announced_days(legal_time.legal_day(legal_time.now()).year)
    if holidays is not None:
        days += read_holidays(_read(holidays))
    async with database(settings) as urls:
        await migrate(urls)
        async with opened(settings, urls, most_connections=4):
            papers = await _administrators(settings.registers)
            await _load_lists(min(settings.registers), division_lines, days)
            if settings.follows_trackers:
                await make_partitions_ahead()
            mark_installation(settings, InstallationKind.REAL)
            print_papers(papers)
    say(_next_steps(settings))


async def _administrators(registers: Collection[Register]) -> list[Enrolment]:
    """The papers of each register's three; one that is in use keeps its officers, as long as another is new."""
    papers: list[Enrolment] = []
    refusal: AlreadyInitialised | None = None
    for register in sorted(registers):
        try:
            papers += await _three_of(register)
        except AlreadyInitialised as error:
            refusal = error
    if refusal is not None and not papers:
        raise refusal
    return papers


async def _three_of(register: Register) -> list[Enrolment]:
    try:
        return await create_administrators(register)
    except AlreadyInitialised:
        return await renew_administrators(register)


async def _load_lists(register: Register, divisions: Sequence[DivisionLine], days: Sequence[Holiday]) -> None:
    await import_divisions(_ACTOR, register, province_lines())
    if divisions:
        say(*_division_summary(await import_divisions(_ACTOR, register, divisions)))
    count = await import_holidays(_ACTOR, register, days)
    say(Wording(f"节假日：{count} 天。", f"Holidays and working days: {count}."))


def _division_summary(report: DivisionReport) -> list[str]:
    summary = Wording(
        f"区划：新增 {report.added}，更名 {report.renamed}，未变 {report.unchanged}，未载入 {len(report.refused)}。",
        f"Divisions: {report.added} new, {report.renamed} renamed, {report.unchanged} unchanged, "
        f"{len(report.refused)} left out.",
    )
    return [summary, *(f"  {line.line_number}: {line.code}: {line.reason}" for line in report.refused)]


def _read(path: Path) -> str:
    content = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputInvalid(_UNREADABLE, field=path.name)


def _next_steps(settings: Settings) -> Wording:
    where = {"key_dir": settings.key_dir, "url": settings.own_url}
    return Wording(_NEXT.format(**where), _NEXT.english.format(**where))
