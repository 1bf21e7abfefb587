"""The queues of *today's work* in the residence register; a page of another kind adds its own to the list."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.console import formats
from api.console.pages_base import PageRequest
from api.console.residence.amendment_pages import AMENDMENTS, amendment_line
from api.console.view_models.residence.people import QueueCard, QueueRow
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.officers import reach
from supervision.residence.households.masked import MaskedResident
from supervision.residence.households.queues import (
    MOST_LINES,
    Queue,
    amendments_to_decide,
    moves_to_accept,
    not_verified,
    over_occupied,
    stays_ending,
)
from supervision.residence.quality.queues import rectifications_owned, rectifications_to_recheck
from supervision.residence.quality.rectification_rows import Rectification
from supervision.residence.sharing.view_rows import views_to_decide
from supervision.residence.sheets.jobs import list_to_confirm
from supervision.wording import Wording

OPEN, LOOK, DECIDE = Wording("打开", "Open"), Wording("查看", "Look"), Wording("办理", "Decide")
_NEVER = Wording("从未核对", "never met")
_MET = Wording("最近核对 %(day)s", "last met %(day)s")
_ENDS = Wording("住到 %(day)s", "until %(day)s")
_PEOPLE = Wording("%(n)s 人，最多 %(most)s 人", "%(n)s persons, %(most)s at most")
_DUE = Wording("%(day)s前", "by %(day)s")
_BETWEEN = Wording("%(old)s → %(new)s", "%(old)s → %(new)s")


@dataclass(frozen=True, slots=True)
class QueueProvider:
    """What a queue is, whom it concerns, and how it is read: one query for its count and first lines."""

    act: Act
    read: Callable[[PageRequest], Awaitable[QueueCard]]


async def _moves(page: PageRequest) -> QueueCard:
    queue = await moves_to_accept(page.officer)
    rows = tuple(
        QueueRow(
            what=move.resident.name,
            is_masked=True,
            where=page.say(_BETWEEN) % {"old": move.old_place, "new": move.new_place},
            when=formats.long_date(move.moves_on, page.language),
            tone="amber",
            path=f"/console/moves/{move.id}",
            action=page.say(DECIDE),
        )
        for move in queue.lines
    )
    title = page.say(Wording("待接收的迁移", "Moves to accept"))
    nothing = page.say(Wording("没有等您接收的迁移。", "No move waits for you."))
    return QueueCard(key="moves", title=title, total=queue.total, rows=rows, all_path="/console/moves", nothing=nothing)


async def _amendments(page: PageRequest) -> QueueCard:
    queue, today = await amendments_to_decide(page.officer), legal_day(page.now)
    rows = tuple(
        QueueRow(
            what=line.masked_name,
            is_masked=True,
            where=line.asked_by,
            when=_day(page, _DUE, line.due_on)
            if line.due_on
            else formats.moment(line.requested_at, page.now, page.language),
            tone="red" if line.due_on and line.due_on < today else "amber",
            path=f"{AMENDMENTS}/{line.amendment_id}",
            action=page.say(DECIDE),
        )
        for line in (amendment_line(page, waiting) for waiting in queue.lines)
    )
    title = page.say(Wording("待核准的更正", "Amendments to decide"))
    nothing = page.say(Wording("没有等您核准的更正。", "No amendment waits for you."))
    return QueueCard(key="amendments", title=title, total=queue.total, rows=rows, all_path=AMENDMENTS, nothing=nothing)


async def _imports(page: PageRequest) -> QueueCard:
    jobs = await list_to_confirm(page.officer)
    rows = tuple(
        QueueRow(
            what=page.word(job.kind, "import-kind"),
            is_masked=False,
            where=job.handed_in_by_name,
            when=formats.moment(job.handed_in_at, page.now, page.language),
            tone="amber",
            path=f"/console/imports/{job.id}",
            action=page.say(DECIDE),
        )
        for job in jobs[:MOST_LINES]
    )
    title = page.say(Wording("待确认的导入", "Imports to confirm"))
    nothing = page.say(Wording("没有等您确认的导入。", "No import waits for you to confirm."))
    path = "/console/imports"
    return QueueCard(key="imports", title=title, total=len(jobs), rows=rows, all_path=path, nothing=nothing)


async def _ending(page: PageRequest) -> QueueCard:
    today = legal_day(page.now)
    queue = await stays_ending(page.officer, today)
    rows = tuple(
        _person(page, one, _day(page, _ENDS, one.expected_until), is_late=(one.expected_until or today) < today)
        for one in queue.lines
    )
    return QueueCard(
        key="ending",
        title=page.say(Wording("已过期和 30 天内到期的居住", "Stays past their end, or ending within 30 days")),
        total=queue.total,
        rows=rows,
        all_path="/console/residents?show=ending",
        nothing=page.say(
            Wording("没有已过期或 30 天内到期的居住。", "No stay is past its end, or ends within 30 days.")
        ),
    )


async def _unverified(page: PageRequest) -> QueueCard:
    queue = await not_verified(page.officer, legal_day(page.now))
    rows = tuple(
        _person(page, one, _day(page, _MET, one.verified_on) if one.verified_on else page.say(_NEVER))
        for one in queue.lines
    )
    return QueueCard(
        key="unverified",
        title=page.say(Wording("久未核对的人员", "Residents not met for long")),
        total=queue.total,
        rows=rows,
        all_path="/console/residents?show=unverified",
        nothing=page.say(Wording("所有人员都在期限内核对过。", "Everybody was met in time.")),
    )


async def _over_occupied(page: PageRequest) -> QueueCard:
    queue = await over_occupied(page.officer)
    rows = tuple(
        QueueRow(
            what=one.address,
            is_masked=False,
            where=page.say(_PEOPLE) % {"n": one.residents, "most": one.capacity},
            when="",
            tone="red",
            path=f"/console/dwellings/{one.dwelling_id}",
            action=page.say(LOOK),
        )
        for one in queue.lines
    )
    return QueueCard(
        key="over-occupied",
        title=page.say(Wording("超出居住人数的房屋", "Over-occupied premises")),
        total=queue.total,
        rows=rows,
        all_path="/console/quality/list?counted=over-occupied",
        nothing=page.say(Wording("没有超出规定人数的房屋。", "No premises hold more people than they may.")),
    )


async def _rectifications(page: PageRequest) -> QueueCard:
    return QueueCard(
        **_mended(page, await rectifications_owned(page.officer)),
        key="rectifications",
        title=page.say(Wording("由我负责的整改", "Rectifications that I own")),
        all_path="/console/rectifications?show=mine",
        nothing=page.say(Wording("没有由您负责的整改。", "You own no rectification.")),
    )


async def _rechecks(page: PageRequest) -> QueueCard:
    return QueueCard(
        **_mended(page, await rectifications_to_recheck(page.officer)),
        key="rechecks",
        title=page.say(Wording("待复查的整改", "Rectifications to re-check")),
        all_path="/console/rectifications?show=to-recheck",
        nothing=page.say(Wording("没有等您复查的整改。", "No rectification waits for your re-check.")),
    )


def _mended(page: PageRequest, queue: Queue[Rectification]) -> dict[str, Any]:
    today = legal_day(page.now)
    rows = tuple(
        QueueRow(
            what=one.place,
            is_masked=False,
            where=one.owner_name,
            when=_day(page, _DUE, one.due_on),
            tone="red" if one.due_on < today else "amber",
            path=f"/console/rectifications/{one.id}",
            action=page.say(OPEN),
        )
        for one in queue.lines
    )
    return {"total": queue.total, "rows": rows}


async def _sharing(page: PageRequest) -> QueueCard:
    queue = await views_to_decide(page.officer)
    rows = tuple(
        QueueRow(
            what=one.receiver_name,
            is_masked=False,
            where=f"{one.division_name} {page.word(one.kind, 'shared-kind')}",
            when=_day(page, _DUE, one.valid_until),
            tone="amber",
            path=f"/console/sharing/{one.id}",
            action=page.say(DECIDE),
        )
        for one in queue.lines
    )
    title = page.say(Wording("待核准的共享目录项", "Views of the sharing catalogue to decide"))
    nothing = page.say(Wording("没有等您核准的共享目录项。", "No view of the sharing catalogue waits for you."))
    path = "/console/sharing?show=proposed"
    return QueueCard(key="sharing", title=title, total=queue.total, rows=rows, all_path=path, nothing=nothing)


QUEUES: Sequence[QueueProvider] = (
    QueueProvider(Act.MOVE_DECIDE, _moves),
    QueueProvider(Act.AMENDMENT_DECIDE, _amendments),
    QueueProvider(Act.IMPORT_CONFIRM, _imports),
    QueueProvider(Act.RESIDENT_LIST, _ending),
    QueueProvider(Act.DWELLING_LIST, _over_occupied),
    QueueProvider(Act.RESIDENT_LIST, _unverified),
    QueueProvider(Act.RECTIFICATION_REPORT, _rectifications),
    QueueProvider(Act.RECTIFICATION_RECHECK, _rechecks),
    QueueProvider(Act.SHARING_DECIDE, _sharing),
)
"""Every queue, the most urgent kind first."""


async def read_queues(page: PageRequest) -> tuple[QueueCard, ...]:
    """The queues that concern the officer."""
    return tuple([await queue.read(page) for queue in QUEUES if reach(page.officer, queue.act)])


def _day(page: PageRequest, text: Wording, day: date | None) -> str:
    return page.say(text) % {"day": formats.long_date(day, page.language)} if day else ""


def _person(page: PageRequest, one: MaskedResident, when: str, *, is_late: bool = False) -> QueueRow:
    return QueueRow(
        what=one.name,
        is_masked=True,
        where=one.drawer_name,
        when=when,
        tone="red" if is_late else "amber",
        path=f"/console/residents/{one.id}",
        action=page.say(OPEN),
    )
