"""The queue of stay notices to accept, one notice before the officer, and the decision on it."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.pages_base import PageRequest
from api.console.residence.notice_decisions import read_decisions
from api.console.residence.notice_lines import basis_of_notice, declarer_lines, item_lines
from api.console.view_models.base import Choice, Deadline, FormState
from api.console.view_models.residence.notices import HomeGroup, ItemCard, NoticeLine, NoticeListView, NoticeView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.residence.notices.deciding import NoticeFile, decide_notice, open_notice
from supervision.residence.notices.listing import NoticeSummary, count_notices, list_notices
from supervision.residence.notices.store import OpenedItem
from supervision.residence.notices.words import ItemState, NoticeKind, NoticeState
from supervision.wording import Wording

PATH = "/console/stay-notices"
MOST_SHOWN = 20
"""How many people of a notice are decided on at a time."""

SHOWS = {"waiting": Wording("待受理", "to accept"), "closed": Wording("已办结", "closed")}
DECIDED = Wording("已办理，申报人凭回执可以看到结果。", "Decided; the declarer sees it with the receipt.")
NEW_FILE = Wording("新建户档", "new household file")
NAMED_ROOM = Wording("申报的房间", "The room that was named")
OTHER_ROOMS = Wording("其他房间", "Other rooms")
ONE_FILE_AND_A_NEW_ONE = 2
"""How many choices a room has where it is plain which is meant: its one household file, if any, before a new one."""

INTO_FILE = Wording("户档", "Household file")


class StayNoticePages(Controller):
    """What declarers have told."""

    path = "/stay-notices"

    @get("/", opt={"act": Act.STAY_NOTICE_LIST})
    async def queue(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Those that wait, or those that are closed."""
        show = "closed" if page.filters("show").get("show") == "closed" else "waiting"
        found = await list_notices(page.officer, closed=show == "closed", cursor=page.filters().get("cursor"))
        counts = await count_notices(page.officer)
        today = legal_day(page.now)
        view = NoticeListView(
            lines=tuple([_line(one, today) for one in found.items]),
            shows=tuple(
                Choice(value=code, label=page.say(name), count=counts.waiting if code == "waiting" else None)
                for code, name in SHOWS.items()
            ),
            show=show,
            paging=page.paging(len(found.items), found.next),
            waiting=counts.waiting,
            overdue=counts.overdue,
            may_decide=page.may(Act.STAY_NOTICE_DECIDE),
        )
        return await page.show(view, active="stay-notices")

    @get("/{notice_id:uuid}", opt={"act": Act.STAY_NOTICE_OPEN, "about": "stay_notice"})
    async def one(self, notice_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A notice in clear, with whom the register may know of those in it."""
        return await page.show(await _view(page, await open_notice(page.officer, notice_id)), active="stay-notices")

    @post("/{notice_id:uuid}", opt={"act": Act.STAY_NOTICE_DECIDE, "about": "stay_notice"}, status_code=HTTP_200_OK)
    async def decide(self, notice_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Accept or refuse, everybody by themself, in one change."""
        form = await page.form()
        try:
            state = await decide_notice(page.officer, notice_id, read_decisions(form))
        except (InputInvalid, RuleRefused) as error:
            file = await open_notice(page.officer, notice_id)
            view = await _view(page, file, form.state(error, page.language))
            return await page.show_again(view, error, active="stay-notices")
        return page.redirect(PATH if state is not NoticeState.RECEIVED else f"{PATH}/{notice_id}", done=DECIDED)


def _line(one: NoticeSummary, today: date) -> NoticeLine:
    return NoticeLine(
        notice_id=one.id,
        number=one.number,
        kind=one.kind,
        declarer_kind=one.declarer_kind,
        declarer=one.declarer,
        place=one.place,
        persons=one.persons,
        event_on=one.event_on,
        deadline=Deadline(due_on=one.due_on, days_left=(one.due_on - today).days),
        state=one.state,
        received_at=one.received_at,
        was_late=one.was_late,
        is_overdue=one.is_overdue(today),
    )


async def _view(page: PageRequest, file: NoticeFile, form: FormState | None = None) -> NoticeView:
    notice, today = file.notice, legal_day(page.now)
    due = await basis_of_notice(page.say, notice.declarer_kind, notice.event_on, notice.division)
    waiting = [item for item in file.items if item.state is ItemState.RECEIVED]
    shown = [*waiting[:MOST_SHOWN], *(item for item in file.items if item.state is not ItemState.RECEIVED)]
    names = {resident: name for household in file.households for resident, name in household.members}
    homes = _homes(page, file) if notice.kind is NoticeKind.ARRIVAL else {}
    return NoticeView(
        notice_id=notice.id,
        number=notice.number,
        kind=notice.kind,
        state=notice.state,
        place=f"{file.content.place} {file.content.room}".strip(),
        received_at=notice.received_at,
        written_down=notice.received_by is not None,
        declarer=declarer_lines(page.say, file.content.declarer, file.content.remark),
        deadline=Deadline(due_on=due.period.due_on, days_left=(due.period.due_on - today).days, basis=due.basis),
        was_late=legal_day(notice.received_at) > notice.due_on,
        items=tuple(_card(page, file, item, names, homes) for item in shown),
        waiting=len(waiting),
        shown_waiting=min(len(waiting), MOST_SHOWN),
        roles=page.choices("notice-role"),
        ends=page.choices("notice-stay-end"),
        may_decide=page.may(Act.STAY_NOTICE_DECIDE, notice.division) and notice.state is NoticeState.RECEIVED,
        form=form or FormState(),
    )


def _homes(page: PageRequest, file: NoticeFile) -> dict[UUID, tuple[Choice, ...]]:
    """For each dwelling its household files, and a new one."""
    homes = {}
    for dwelling in file.dwellings:
        there = [
            Choice(
                value=f"h:{one.id}",
                label=f"{dwelling.address} · {page.say(INTO_FILE)} {one.number}"
                f"（{'、'.join(name for _, name in one.members) or '—'}）",
            )
            for one in file.households
            if one.dwelling_id == dwelling.id
        ]
        homes[dwelling.id] = (
            *there,
            Choice(value=f"d:{dwelling.id}", label=f"{dwelling.address} · {page.say(NEW_FILE)}"),
        )
    return homes


def _card(
    page: PageRequest,
    file: NoticeFile,
    item: OpenedItem,
    names: dict[UUID, str],
    homes: dict[UUID, tuple[Choice, ...]],
) -> ItemCard:
    match, named = file.matches.get(item.id), file.named_homes(item)
    likely = tuple(choice for dwelling, some in homes.items() if dwelling in named for choice in some)
    others = tuple(choice for dwelling, some in homes.items() if dwelling not in named for choice in some)
    return ItemCard(
        ordinal=item.ordinal,
        item_id=item.id,
        name=item.item.name,
        lines=item_lines(page.say, item.item),
        state=item.state,
        reason=item.reason,
        resident_id=item.resident_id,
        match_id=match.resident_id if match else None,
        match_name=match.masked_name if match else "",
        match_elsewhere=match is not None and match.resident_id is None,
        leavers=tuple(
            Choice(value=str(resident), label=names.get(resident, match.masked_name if match else "—"))
            for resident in file.leavers.get(item.id, ())
        ),
        homes=tuple(
            HomeGroup(label=page.say(label), homes=some)
            for label, some in ((NAMED_ROOM, likely), (OTHER_ROOMS, others))
            if some
        ),
        home=likely[0].value if len(named) == 1 and len(likely) <= ONE_FILE_AND_A_NEW_ONE else "",
    )
