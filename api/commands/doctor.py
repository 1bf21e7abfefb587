"""`supervision doctor`: one line for each thing that was looked at, and what to do where it is not good."""

from collections.abc import AsyncIterator

from api.commands.canary_checks import way_checks
from api.commands.checks import Check, Verdict, standing_checks
from api.commands.installed import require_installation
from api.commands.opening import database, opened
from api.commands.stored_checks import SERVER, stored_checks
from api.commands.terminal import say
from supervision import legal_time
from supervision.errors import SettingsWrong, SupervisionError
from supervision.settings import Settings
from supervision.storage.migrate import find_pending_migrations
from supervision.wording import Wording

_MIGRATE = Wording("请运行 supervision migrate。", "Run supervision migrate.")
_LOOK_THERE = Wording("按提示处理后再运行 supervision doctor。", "Mend that, and run supervision doctor again.")
_MARKS = {Verdict.GOOD: "正常/OK  ", Verdict.WARNING: "注意/WARN", Verdict.FAILED: "故障/FAIL"}


async def doctor(settings: Settings) -> bool:
    """Look at everything, beside a running service or without one; whether nothing has failed."""
    require_installation(settings)
    healthy = True
    async for check in _checks(settings):
        say(as_line(check))
        healthy = healthy and check.verdict is not Verdict.FAILED
    return healthy


def as_line(check: Check) -> str:
    """A check in one line."""
    advice = "" if check.advice is None else f" → {check.advice} / {check.advice.english}"
    return f"{_MARKS[check.verdict]}  {check.name} {check.name.english}: {check.finding}{advice}"


async def _checks(settings: Settings) -> AsyncIterator[Check]:
    now = legal_time.now()
    for check in standing_checks(settings, settings.registers, now):
        yield check
    try:
        async with database(settings) as urls:
            pending = await find_pending_migrations(urls.service)
            if pending:
                yield Check(SERVER, Verdict.FAILED, ", ".join(pending), _MIGRATE)
                return
            async with opened(settings, urls, most_connections=4):
                async for check in stored_checks(settings.registers, now):
                    yield check
                for check in await way_checks(settings, settings.registers, urls.service):
                    yield check
    except (SupervisionError, OSError) as error:
        yield Check(SERVER, Verdict.FAILED, str(error), None if isinstance(error, SettingsWrong) else _LOOK_THERE)
