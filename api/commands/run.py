"""`supervision run`: PostgreSQL, broker, ingest, API and, for the demo, the simulated trackers, kept as one."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from functools import partial

import httpx
import structlog

from api.commands.children import Child
from api.commands.installation import InstallationKind, installation_kind, mark_installation, note_broker_kind
from api.commands.nightly import keep_nights
from api.commands.opening import database, make_home, opened
from api.demo import announce_town, demo_accounts_text, demo_file, raise_town
from devices.accounts import broker_accounts
from devices.broker import Broker, start_broker
from devices.housekeeping import count_broker_refusals, make_partitions_ahead
from devices.shards import ShardSession, ensure_shard
from devices.taken_port import require_free_port
from supervision.errors import SettingsWrong, StorageUnavailable
from supervision.residence.search.comparing import compare_new_residents
from supervision.settings import Register, Settings
from supervision.storage.listener import Listener, Notified, StreamRestored
from supervision.storage.migrate import migrate
from supervision.storage.urls import DatabaseUrls

log = structlog.get_logger(__name__)

SHARD = 0
_HOUSEKEEPING_SECONDS = 30.0
_COMPARING_SECONDS = 60.0
_POLL_SECONDS = 0.2
_GATHER_SECONDS = 0.2
_AGAIN_SECONDS = 2.0


async def run(settings: Settings, *, is_demo: bool) -> None:
    """Start everything, say where it is, and end everything on SIGTERM or SIGINT."""
    make_home(settings)
    _check_kind(settings, is_demo=is_demo)
    require_free_port(settings.listen, settings.http_port, "SUPERVISION_HTTP_PORT")
    ending = _ending_signal()
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(database(settings, as_keeper=True))
        demo_file(settings).unlink(missing_ok=True)  # not before: it may be another, running service's
        await migrate(urls)
        await stack.enter_async_context(opened(settings, urls, most_connections=4))
        if settings.follows_trackers:
            await make_partitions_ahead()
        if is_demo:
            mark_installation(settings, InstallationKind.DEMO)
            await raise_town(settings)
        broker = await _take_in_fixes(stack, settings, urls, ending) if settings.follows_trackers else None
        await _keep_child(stack, ["api"], ending)
        await _keep_child(stack, ["imports"], ending)
        if Register.RESIDENCE in settings.registers:
            _keep_task(stack, _compare_residents)
        _keep_task(stack, partial(keep_nights, settings))
        await _wait_until_ready(settings, ending)
        if is_demo and not ending.is_set():
            await announce_town(settings)
            if settings.follows_trackers:
                await _keep_child(stack, ["simulate"], ending)
        if not ending.is_set():
            _say_where(settings, broker, is_demo=is_demo)
        await ending.wait()
        log.info("ending")


async def _take_in_fixes(
    stack: AsyncExitStack, settings: Settings, urls: DatabaseUrls, ending: asyncio.Event
) -> Broker:
    """Start the broker and ingest, and look after both."""
    session = await ensure_shard(SHARD)
    broker = await start_broker(settings, await broker_accounts([session]))
    stack.push_async_callback(broker.stop)
    note_broker_kind(settings, broker.kind)
    await _keep_child(stack, ["ingest"], ending)
    _keep_task(stack, partial(_follow_accounts, broker, urls, session))
    _keep_task(stack, partial(_keep_house, broker))
    return broker


def _check_kind(settings: Settings, *, is_demo: bool) -> None:
    held = installation_kind(settings)
    wanted = InstallationKind.DEMO if is_demo else InstallationKind.REAL
    if held is not None:
        mark_installation(settings, wanted)
    elif not is_demo:
        raise SettingsWrong(
            f"{settings.home} holds no installation yet: run `supervision init` first, or `supervision run --demo`."
        )


def _ending_signal() -> asyncio.Event:
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ending.set)
    return ending


async def _keep_child(stack: AsyncExitStack, arguments: list[str], ending: asyncio.Event) -> None:
    child = Child(arguments, ending)
    await child.start()
    stack.push_async_callback(child.stop)


def _keep_task(stack: AsyncExitStack, work: Callable[[], Coroutine[None, None, None]]) -> None:
    """Do `work` until everything ends; whatever it dies of is said, and it is begun anew."""

    async def for_ever() -> None:
        while True:
            try:
                await work()
            except Exception:  # these tasks are the service's hands: losing one silently would be worse than any error
                log.exception("task-died", again_in_seconds=_AGAIN_SECONDS)
            await asyncio.sleep(_AGAIN_SECONDS)

    task = asyncio.create_task(for_ever())

    async def cancel() -> None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    stack.push_async_callback(cancel)


async def _follow_accounts(broker: Broker, urls: DatabaseUrls, session: ShardSession) -> None:
    """Tell the broker of every change to the registry of trackers."""
    changed = asyncio.Event()

    async def publish() -> None:
        while True:
            await changed.wait()
            await asyncio.sleep(_GATHER_SECONDS)  # many changes at once are one reload of the broker
            changed.clear()
            with contextlib.suppress(StorageUnavailable):  # the restored stream brings the next occasion
                await broker.publish_accounts(await broker_accounts([session]))

    async with asyncio.TaskGroup() as group, Listener(urls.service, ["trackers"]) as changes:
        group.create_task(publish())
        async for change in changes:
            if isinstance(change, Notified | StreamRestored):
                changed.set()


async def _keep_house(broker: Broker) -> None:
    """Count what the broker refuses, and make partitions ahead, every half minute."""
    seen = broker.refusals()
    while True:
        await asyncio.sleep(_HOUSEKEEPING_SECONDS)
        with contextlib.suppress(StorageUnavailable):
            now = broker.refusals()
            await count_broker_refusals(seen, now)
            seen = now
            await make_partitions_ahead()


async def _compare_residents() -> None:
    """Look every minute for possible duplicates of who is new or changed."""
    while True:
        with contextlib.suppress(StorageUnavailable):
            await compare_new_residents()
        await asyncio.sleep(_COMPARING_SECONDS)


async def _wait_until_ready(settings: Settings, ending: asyncio.Event) -> None:
    """Wait until the API says that sign-in works, and ingest where there is any."""
    async with httpx.AsyncClient(verify=False, timeout=2.0) as client:  # noqa: S501 - our own port, by number
        while not ending.is_set():
            with contextlib.suppress(httpx.HTTPError):
                answer = await client.get(f"{_own_door(settings)}/readyz")
                ingests = answer.json()["ingest"] or not settings.follows_trackers
                if answer.status_code == httpx.codes.OK and ingests:
                    return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ending.wait(), _POLL_SECONDS)


def _own_door(settings: Settings) -> str:
    """The API as this machine reaches it."""
    scheme = "http" if settings.is_loopback else "https"
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.listen, settings.listen)  # noqa: S104 - translated
    return f"{scheme}://[{host}]:{settings.http_port}" if ":" in host else f"{scheme}://{host}:{settings.http_port}"


def _say_where(settings: Settings, broker: Broker | None, *, is_demo: bool) -> None:
    lines = [f"\n  Supervision is ready: {settings.own_url}/console/"]
    if broker is not None and broker.is_look_only:
        lines.append("  The broker is for a look only: it may lose messages. Install Mosquitto for real use.")
    if is_demo:
        lines += demo_accounts_text(settings)
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.flush()
