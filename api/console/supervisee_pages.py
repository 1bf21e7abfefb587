"""Supervisees: listed and found, and their file opened for a purpose."""

from typing import Any
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.condition_words import strips_json
from api.console.figure_filters import FILTERS as COUNTED_FILTERS
from api.console.figure_filters import counted_ids
from api.console.page_forms import read_choice, read_day, read_id
from api.console.pages_base import PageRequest, address
from api.console.supervisee_tabs import TABS
from api.console.view_models.base import Choice, FormState
from api.console.view_models.supervisees import SuperviseeLine, SuperviseeListView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.category import Category
from supervision.corrections.file_state import FileState
from supervision.corrections.listing import FileFilters, SupervisedPerson, count_supervisees, list_supervisees
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose, read_purpose
from supervision.errors import SupervisionError
from supervision.finding.numbered import Numbered, NumberedKind, find_numbered
from supervision.legal_time import day_end, day_start, legal_day
from supervision.monitoring.open_alerts import count_waiting_alerts
from supervision.monitoring.track_days import TrackDay, open_track_day
from supervision.officers import load_offices
from supervision.orders.listing import LiveOrder, load_live_orders
from supervision.orders.zones import accuracy_of
from supervision.position import Fix, FixSource
from supervision.wording import Wording

_PATH = "/console/supervisees"
_FILTERS = ("query", "category", "state", "office", "wears", *COUNTED_FILTERS)
_SUBJECT = Wording("这份档案", "this file")
_ALERT_WAITS = Wording("有待处置预警", "alert waiting")
_TERM_OVER = Wording("已期满，待解除", "term over, release due")
_DOUBTFUL_ACCURACY_M = 100.0


class SuperviseePages(Controller):
    """Supervisees inside the officer's reach."""

    path = "/supervisees"

    @get("/", opt={"act": Act.PERSON_FILE_LIST})
    async def list_supervisees(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Supervisees, masked: newest first, or, for a query, the surest match first; a paper's number leads to it."""
        filters = page.filters(*_FILTERS)
        if (numbered := await find_numbered(page.officer, filters.get("query", ""))) is not None:
            return page.redirect(_path_of(numbered))
        among = await counted_ids(page, Act.PERSON_FILE_LIST)
        if "wears" in filters:
            live = await load_live_orders(page.officer)
            among = list(live) if among is None else [file_id for file_id in among if file_id in live]
        wanted = FileFilters(
            category=read_choice(Category, filters.get("category"), "category"),
            state=read_choice(FileState, filters.get("state"), "state"),
            office_id=read_id(filters.get("office"), "office"),
            among=among,
        )
        query = filters.pop("query", "")
        found = await list_supervisees(page.officer, query, page.filters().get("cursor"), wanted)
        view = SuperviseeListView(
            query=query,
            lines=await _lines(page, found.items),
            categories=page.choices("category"),
            states=page.choices("file-state", FileState),
            offices=await office_choices(page),
            filters=filters,
            paging=page.paging(len(found.items), found.next, await count_supervisees(page.officer, query, wanted)),
            may_add=page.may(Act.PERSON_FILE_CREATE),
        )
        return await page.show(view, active="supervisees")

    @get("/{supervisee_id:uuid}", opt={"act": Act.PERSON_FILE_OPEN})
    async def open_file(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A tab of the file, in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, _PATH, active="supervisees")
        return await show_file(page, supervisee_id, page.filters().get("tab", "overview"))

    @get("/{supervisee_id:uuid}/day", opt={"act": Act.TRACK_OPEN, "about": "person-file"})
    async def day(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> dict[str, Any]:
        """One day of the track with its strips, in clear and recorded."""
        given = page.filters()
        purpose, day = read_purpose(given.get("purpose")), read_day(given.get("day"), "day")
        opened = await open_track_day(page.officer, supervisee_id, day or legal_day(page.now), purpose)
        return _day_json(page, opened)


async def show_file(
    page: PageRequest,
    file_id: UUID,
    tab: str,
    *,
    purpose: str | None = None,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    """A tab of a file, opened for the purpose of the address or the one given; with a form that was refused."""
    reason = purpose or page.filters().get("purpose") or Purpose.SUPERVISION
    part = tab if tab in TABS else "overview"
    file = await open_person_file(page.officer, file_id, reason, part)
    view = await TABS[part](page, file, form or FormState())
    if error is not None:
        return await page.show_again(view, error, active="supervisees")
    return await page.show(view, active="supervisees")


async def office_choices(page: PageRequest) -> tuple[Choice, ...]:
    """The offices within reach, as options."""
    return tuple(Choice(value=str(office.id), label=office.name) for office in await load_offices(page.officer))


def _path_of(found: Numbered) -> str:
    """The page of what bears a number: its own, or the tab of its file."""
    match found.kind:
        case NumberedKind.PAPER:
            return address(f"{_PATH}/{found.file_id}", tab="papers")
        case NumberedKind.CERTIFICATE:
            return address(f"{_PATH}/{found.file_id}", tab="release")
        case _:
            return f"/console/{found.kind}s/{found.id}"


async def _lines(page: PageRequest, people: tuple[SupervisedPerson, ...]) -> tuple[SuperviseeLine, ...]:
    ids = [person.file_id for person in people]
    orders, waiting = await load_live_orders(page.officer, ids), await count_waiting_alerts(page.officer, ids)
    return tuple(
        _line(page, person, orders.get(person.file_id), has_alert=person.file_id in waiting) for person in people
    )


def _line(page: PageRequest, person: SupervisedPerson, order: LiveOrder | None, *, has_alert: bool) -> SuperviseeLine:
    days_left = (person.term_ends_on - legal_day(page.now)).days
    attention = _ALERT_WAITS if has_alert else None
    if attention is None and days_left < 0 and not person.state.is_closed:
        attention = _TERM_OVER
    return SuperviseeLine(
        supervisee_id=person.file_id,
        number=person.number,
        masked_name=person.name,
        masked_id_number=person.id_number,
        masked_phone=person.phone,
        category=person.category,
        office_name=person.office_name,
        state=person.state,
        term_ends_on=person.term_ends_on,
        days_left=days_left,
        order_id=order.order_id if order else None,
        order_number=order.number if order else "",
        attention=page.say(attention) if attention else "",
    )


def _day_json(page: PageRequest, opened: TrackDay) -> dict[str, Any]:
    fixes = opened.fixes
    return {
        "day": opened.day.isoformat(),
        "from": day_start(opened.day).isoformat(),
        "to": day_end(opened.day).isoformat(),
        "zones": [strip.zone.as_dict() for strip in opened.strips],
        "conditions": strips_json(page, opened.strips),
        "alerts": [
            {"alert_id": str(alert.id), "kind": alert.kind, "occurred_at": alert.occurred_at.isoformat()}
            for alert in opened.alerts
        ],
        "track": {
            "type": "Feature",
            "geometry": {"type": "MultiPoint", "coordinates": [(fix.lon, fix.lat) for fix in fixes]},
            "properties": {
                "fixed_at": [fix.fixed_at.isoformat() for fix in fixes],
                "accuracy_m": [accuracy_of(fix) for fix in fixes],
                "is_doubtful": [_is_doubtful(fix) for fix in fixes],
            },
        },
    }


def _is_doubtful(fix: Fix) -> bool:
    return fix.source is FixSource.CELL or accuracy_of(fix) > _DOUBTFUL_ACCURACY_M
