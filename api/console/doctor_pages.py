"""The service's health: what was found last, and a button that looks again, a canary's whole flight included."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from litestar import Controller, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency

from api.commands.canary_checks import way_checks
from api.commands.checks import Check, Verdict, standing_checks
from api.commands.stored_checks import stored_checks
from api.console.pages_base import PageRequest
from api.console.view_models.system import CheckLine, DoctorView
from api.http import HttpResponse
from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.settings import Register
from supervision.wording import Wording

PATH = "/console/doctor"
CHECKED = Wording("已检查。", "Checked.")

_WORST_FIRST = (Verdict.FAILED, Verdict.WARNING, Verdict.GOOD)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and when; kept by the process until the next time."""

    checked_at: datetime
    way: tuple[Check, ...]
    rest: tuple[Check, ...]

    @property
    def worst(self) -> Verdict:
        """The worst of all verdicts."""
        found = {check.verdict for check in (*self.way, *self.rest)}
        return next(verdict for verdict in _WORST_FIRST if verdict in found)


class DoctorPages(Controller):
    """For the system administrator, who sees what their own register stands on."""

    path = "/doctor"

    @get("/", opt={"act": Act.SERVICE_CHECK})
    async def show(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What was found last."""
        state = page.request.app.state
        report = _reports(state).get(page.officer.register)
        is_running, follows_trackers = _looking(state).locked(), page.officer.register is Register.CORRECTIONS
        if report is None:
            view = DoctorView(follows_trackers=follows_trackers, is_running=is_running)
            return await page.show(view, active="doctor")
        view = DoctorView(
            follows_trackers=follows_trackers,
            way=_lines(page, report.way),
            rest=_lines(page, report.rest),
            checked_at=report.checked_at,
            worst=report.worst,
            is_running=is_running,
        )
        return await page.show(view, active="doctor")

    @post("/", opt={"act": Act.SERVICE_CHECK})
    async def look(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Look at everything; one look at a time, and nobody waits behind another's."""
        state = page.request.app.state
        if not _looking(state).locked():
            async with _looking(state):
                _reports(state)[page.officer.register] = await _look(page)
        return page.redirect(PATH, done=CHECKED)


async def _look(page: PageRequest) -> Report:
    now, own = legal_time.now(), {page.officer.register}
    rest = await asyncio.to_thread(lambda: list(standing_checks(page.settings, own, now)))
    rest += [check async for check in stored_checks(own, now)]
    way = await way_checks(page.settings, own, page.request.app.state.database_url)
    report = Report(now, tuple(way), tuple(rest))
    async with audited_change(page.officer.actor, Act.SERVICE_CHECK, register=page.officer.register) as change:
        change.note(worst=report.worst)
    return report


def _reports(state: State) -> dict[Register, Report]:
    """What was found last, for each register's administrator."""
    reports = state.setdefault("doctor_reports", {})
    return cast("dict[Register, Report]", reports)


def _looking(state: State) -> asyncio.Lock:
    """Held while somebody looks."""
    lock = state.get("doctor_looking")
    if not isinstance(lock, asyncio.Lock):
        lock = state.doctor_looking = asyncio.Lock()
    return lock


def _lines(page: PageRequest, checks: Iterable[Check]) -> tuple[CheckLine, ...]:
    return tuple(
        CheckLine(
            name=page.say(check.name),
            state=check.verdict,
            finding=check.finding,
            advice="" if check.advice is None else page.say(check.advice),
        )
        for check in checks
    )
