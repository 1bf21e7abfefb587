"""What the pages of trackers show: lines of the registry, tasks of fetching back, one tracker with its history."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from api.console import formats
from api.console.pages_base import PageRequest
from api.console.refusal_pages import refusal_lines, refused
from api.console.subject_words import happenings
from api.console.view_models.base import FormState, Line
from api.console.view_models.today import HandBackLine, RefusalLine
from api.console.view_models.trackers import AssignmentLine, TrackerLine, TrackerView
from devices.registry import Tracker, TrackerState
from supervision.audit import Act, Subject
from supervision.audit.history import acts_upon
from supervision.legal_time import legal_day
from supervision.monitoring.counting import open_intake_counts
from supervision.monitoring.open_alerts import load_tracker_concerns
from supervision.officers import division_names, load_offices
from supervision.orders.removal import RemovalTask, list_removal_tasks
from supervision.orders.tracker_history import (
    PastWearing,
    find_trackers_out,
    load_wearers,
    open_tracker_history,
)
from supervision.position import Strap
from supervision.wording import Wording

_STRAPS: Mapping[str, Wording] = {Strap.OPEN: Wording("打开", "open"), Strap.CLOSED: Wording("扣好", "closed")}
_REFUSALS_SHOWN = timedelta(days=30)


async def tracker_lines(
    page: PageRequest, trackers: Sequence[Tracker], concerns: Mapping[str, str]
) -> tuple[TrackerLine, ...]:
    """Trackers as a list shows them; wearers only where the reader may see their files, and masked."""
    ids = [tracker.id for tracker in trackers]
    out, places = await find_trackers_out(ids), await _places(page, trackers)
    wearers = await load_wearers(page.officer, ids) if page.may(Act.PERSON_FILE_LIST) else {}
    return tuple(
        _line(tracker, out, places[tracker.division], wearers.get(tracker.id), concerns.get(tracker.id, ""))
        for tracker in trackers
    )


async def concerns_of(page: PageRequest) -> dict[str, str]:
    """By tracker, what is still wrong with it though its alert was disposed of; for those who dispose of alerts."""
    if not page.may(Act.ALERT_DISPOSE):
        return {}
    return {one.tracker_id: one.alert.kind for one in await load_tracker_concerns(page.officer)}


def hand_back_line(task: RemovalTask) -> HandBackLine:
    """A tracker to fetch back."""
    return HandBackLine(
        tracker_id=task.tracker_id,
        masked_name=task.person.name,
        file_number=task.person.number,
        supervisee_id=task.person.file_id,
        order_number=task.order_number,
        ended_at=task.ended_at,
        ended_because=task.cause,
        due_on=task.due_on,
    )


async def find_task(page: PageRequest, tracker_id: str) -> RemovalTask | None:
    """The task of fetching this tracker back, if there is one within the officer's reach."""
    if not page.may(Act.PERSON_FILE_LIST):
        return None
    return next((task for task in await list_removal_tasks(page.officer) if task.tracker_id == tracker_id), None)


async def tracker_view(page: PageRequest, tracker: Tracker, form: FormState) -> TrackerView:
    """One tracker with everything that the reader may see and do."""
    (line,) = await tracker_lines(page, [tracker], await concerns_of(page))
    sees_files = page.may(Act.PERSON_FILE_LIST)
    wearings = await open_tracker_history(page.officer, tracker.id) if sees_files else ()
    task = await find_task(page, tracker.id)
    is_revoked = tracker.state is TrackerState.REVOKED
    past = await acts_upon(Subject("tracker", tracker.id), page.officer.register)
    return TrackerView(
        tracker=line,
        serial=tracker.serial,
        topic=tracker.topic,
        facts=_facts(page, tracker),
        assignments=tuple(map(_assignment, wearings)),
        history=happenings((act for act in past if act.act != Act.TRACKER_LIST), page.say),
        refusals=await _refusals(page, tracker.id),
        hand_back=None if task is None else hand_back_line(task),
        may_pair=not is_revoked and not tracker.is_worn and page.may(Act.TRACKER_PAIR, tracker.division),
        may_revoke=not is_revoked and page.may(Act.TRACKER_REVOKE, tracker.division),
        may_take_back=task is not None and page.may(Act.TRACKER_HAND_BACK, task.person.division),
        form=form,
    )


def _line(
    tracker: Tracker, out: Mapping[str, bool], place: str, wearer: PastWearing | None, concern: str
) -> TrackerLine:
    return TrackerLine(
        tracker_id=tracker.id,
        model_name=tracker.model,
        kind="dedicated" if tracker.is_dedicated else "phone",
        dialect=tracker.dialect,
        state=_state(tracker, out.get(tracker.id)),
        office_name=place,
        masked_wearer=wearer.person.name if wearer else "",
        supervisee_id=wearer.person.file_id if wearer else None,
        last_received_at=tracker.last_seen_at,
        battery_percent=tracker.battery_percent,
        concern=concern,
    )


def _state(tracker: Tracker, is_rightly_worn: bool | None) -> str:  # noqa: FBT001 - three answers, None for with nobody
    if is_rightly_worn is not None:
        return "worn" if is_rightly_worn else "to-hand-back"
    return tracker.state


async def _places(page: PageRequest, trackers: Sequence[Tracker]) -> dict[str, str]:
    """By division, the office that keeps trackers there, else the division's name."""
    divisions = {tracker.division for tracker in trackers}
    names = await division_names(divisions)
    for office in await load_offices(page.officer):
        if office.division in divisions:
            names[office.division] = office.name
    return names


def _facts(page: PageRequest, tracker: Tracker) -> tuple[Line, ...]:
    moments = (
        (Wording("登记", "Registered"), tracker.registered_at),
        (Wording("配对", "Paired"), tracker.paired_at),
        (Wording("停用", "Revoked"), tracker.revoked_at),
    )
    facts = [
        Line(label=page.say(label), value=formats.moment(at, page.now, page.language)) for label, at in moments if at
    ]
    if (strap := _STRAPS.get(tracker.strap or "")) is not None:
        facts.append(Line(label=page.say(Wording("腕带", "Strap")), value=page.say(strap)))
    return tuple(facts)


def _assignment(wearing: PastWearing) -> AssignmentLine:
    return AssignmentLine(
        supervisee_id=wearing.person.file_id,
        masked_name=wearing.person.name,
        order_id=wearing.order_id,
        order_number=wearing.order_number,
        fitted_at=wearing.assigned_at,
        removed_at=wearing.handed_back_at or wearing.ended_at,
    )


async def _refusals(page: PageRequest, tracker_id: str) -> tuple[RefusalLine, ...]:
    """What this tracker's account was refused lately, for those who watch over that."""
    if not page.may(Act.REFUSALS_READ):
        return ()
    counts = await open_intake_counts(page.officer, legal_day(page.now) - _REFUSALS_SHOWN)
    return refusal_lines(page, (count for count in refused(counts) if count.account == tracker_id))
