"""The doctor's canary, leg by leg, to the ear of the console's streams; and what to do where it was lost."""

import asyncio
import re
import time
from collections.abc import Collection, Sequence

import httpx

from api.commands.checks import Check, Verdict
from devices.broker import service_address
from devices.canary_flight import Leg, LegReport, door_for_trackers, fly_canary, refusal_at
from devices.shards import ShardSession, ensure_shard, is_ingesting
from supervision.settings import Register, Settings
from supervision.wording import Wording

SERVICE = Wording("服务", "service")
SERVICE_DOOR = Wording("消息服务（服务端）", "broker, for the service")

LEG_NAMES = {
    Leg.CONNECT: Wording("连接消息服务", "connection to the broker"),
    Leg.BROKER: Wording("消息服务收下", "broker takes it"),
    Leg.INGEST: Wording("接收读入", "ingest reads it"),
    Leg.DATABASE: Wording("写入并通知", "stored and announced"),
    Leg.STREAM: Wording("到达预警推送", "heard by the alert streams"),
}

LEG_ADVICE = {
    Leg.CONNECT: Wording(
        "消息服务没有应答或不认识检查账户：查看 supervision run 的日志；外部消息服务请核对地址、证书，"
        "并重新载入数据文件夹 broker/ 中的 passwords 和 acl。",
        "The broker does not answer, or does not know the canary: read the log of supervision run. For an outside "
        "broker check address and certificate, and have it load passwords and acl from broker/ in the data folder.",
    ),
    Leg.BROKER: Wording(
        "消息服务没有确认：检查它的磁盘、队列上限和日志。",
        "The broker did not acknowledge: look at its disk, its queue limits and its log.",
    ),
    Leg.INGEST: Wording(
        "接收进程没有取走：确认 supervision ingest 在运行，查看其日志；积压时稍候再查。",
        "Ingest did not take it: see that supervision ingest runs, read its log, and look again after a backlog.",
    ),
    Leg.DATABASE: Wording(
        "数据库写入慢：检查磁盘和锁。", "The database is slow to commit: look at its disk and locks."
    ),
    Leg.STREAM: Wording(
        "网页服务没有听到：重启 supervision api，警员的页面会自动重连。",
        "The web server did not hear it: restart supervision api; officers' pages connect again by themselves.",
    ),
}

_START = Wording(
    "启动服务：supervision run（或 systemctl start supervision）。",
    "Start it: supervision run (or systemctl start supervision).",
)
_SLOW_SECONDS = 1.0
_EAR_SECONDS = 2.0
_EAR_POLL_SECONDS = 0.02
_HEARD = re.compile(r"^supervision_canaries_heard_total (?P<count>[0-9.e+]+)$", re.MULTILINE)
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked up, not listened on
_SHARD = 0


async def way_checks(settings: Settings, registers: Collection[Register], database_url: str) -> list[Check]:
    """Whether the service runs and, where trackers are followed, the way of a fix; with the open pool and vault."""
    if Register.CORRECTIONS in registers:
        return await canary_checks(settings, database_url)
    async with _web_client(settings) as client:
        return [_service_check(runs=None, answers=await _answers(client))]


async def canary_checks(settings: Settings, database_url: str) -> list[Check]:
    """Whether the service runs, and the legs of a canary's flight; with the open pool and vault, bounded at 12 s."""
    session = await ensure_shard(_SHARD)
    async with _web_client(settings) as client:
        heard_before = await _count_heard(client)
        runs = await is_ingesting(_SHARD)
        checks = [_service_check(runs=runs, answers=heard_before is not None)]
        if not runs:
            return checks
        checks.append(await _check_door(settings, session))
        reports = await fly_canary(door_for_trackers(settings), _SHARD, session.canary_password, database_url)
        if reports[-1].leg is Leg.DATABASE:
            reports.append(await _listen_at_the_ear(client, heard_before))
    return [*checks, *leg_checks(reports)]


def leg_checks(reports: Sequence[LegReport]) -> list[Check]:
    """What the legs' times and losses mean."""
    return [_leg_check(report) for report in reports]


def _leg_check(report: LegReport) -> Check:
    name, advice = LEG_NAMES[report.leg], LEG_ADVICE[report.leg]
    if report.seconds is None:
        return Check(name, Verdict.FAILED, report.reason or "-", advice)
    finding = f"{max(report.seconds, 0) * 1000:.1f} ms"
    return (
        Check(name, Verdict.WARNING, finding, advice) if report.seconds > _SLOW_SECONDS else Check.good(name, finding)
    )


def _service_check(*, runs: bool | None, answers: bool) -> Check:
    """What it means which of our processes answer; `runs` is None where nothing has to be ingested."""
    parts = [] if runs is None else [f"ingest {'+' if runs else '-'}"]
    finding = ", ".join([*parts, f"web {'+' if answers else '-'}"])
    if runs is not False and answers:
        return Check.good(SERVICE, finding)
    return Check(SERVICE, Verdict.FAILED, finding, _START)


async def _check_door(settings: Settings, session: ShardSession) -> Check:
    address = service_address(settings, _SHARD)
    if address.password is None:
        address = address.signed_in_as(session.username, session.password)
    refusal = await asyncio.to_thread(refusal_at, address)
    where = address.host if address.transport == "unix" else f"{address.host}:{address.port}"
    if refusal is None:
        return Check.good(SERVICE_DOOR, where)
    return Check(SERVICE_DOOR, Verdict.FAILED, f"{where}: {refusal}", LEG_ADVICE[Leg.CONNECT])


def _web_client(settings: Settings) -> httpx.AsyncClient:
    """Our own web server, by its port on this machine; nothing is sent to it and nothing secret read."""
    host = _ANYWHERE.get(settings.listen, settings.listen)
    scheme = "http" if settings.is_loopback else "https"
    base = f"{scheme}://{f'[{host}]' if ':' in host else host}:{settings.http_port}"
    return httpx.AsyncClient(base_url=base, verify=False, timeout=_EAR_SECONDS, trust_env=False)  # noqa: S501 - see above


async def _count_heard(client: httpx.AsyncClient) -> float | None:
    """How many canaries the streams' ear has heard; None where no web server of ours answers."""
    try:
        found = _HEARD.search((await client.get("/metrics")).text)
    except httpx.HTTPError:
        return None
    return float(found["count"]) if found else None


async def _answers(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/healthz")).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


async def _listen_at_the_ear(client: httpx.AsyncClient, heard_before: float | None) -> LegReport:
    if heard_before is None:
        return LegReport(Leg.STREAM, None, str(client.base_url))
    began_at = time.monotonic()
    while (seconds := time.monotonic() - began_at) < _EAR_SECONDS:
        heard = await _count_heard(client)
        if heard is not None and heard > heard_before:
            return LegReport(Leg.STREAM, seconds)
        await asyncio.sleep(_EAR_POLL_SECONDS)
    return LegReport(Leg.STREAM, None)
