"""The way of an order as its page shows it: nine steps, each with where it stands and what it lacks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from api.console import formats
from api.console.order_acts import Standing
from api.console.pages_base import PageRequest
from api.console.view_models.orders import OrderStep
from supervision.legal_time import day_end, legal_day
from supervision.orders.grounds import NO_GROUND, NO_PROOF
from supervision.orders.opening import VersionInFull
from supervision.orders.order_state import OrderState, VersionKind, VersionState
from supervision.wording import Wording

_MIDNIGHT = "24:00"
_DONE, _CURRENT, _WAITING, _BLOCKED = "done", "current", "waiting", "blocked"

NO_ZONES = Wording("不设区域，只定位", "no zones, positions only")
ZONES = Wording("{number} 个区域", "zones: {number}")
RETURNED = Wording("退回理由：{reason}", "Returned: {reason}")
BY_HEAD = Wording("由县级司法行政部门负责人审批", "by the head of the county's justice bureau")
PRINTED = Wording("告知书 {number} 已打印，待告知本人", "notice {number} is printed and waits to be served")
SERVED = Wording("告知书 {number}", "notice {number}")
REFUSED_TO_SIGN = Wording("告知书 {number}，本人拒绝签名，见证人 {names}", "notice {number}, refused before {names}")
EXTENSION_HOLDS = Wording("延期自批准时起有效，请告知本人", "the extension holds from its approval; tell the wearer")
WORN = Wording("终端 {tracker}，{at} 佩戴", "tracker {tracker}, put on {at}")
TO_FIT = Wording("须佩戴 {model}", "a {model} has to be put on")
RUNS = Wording("执行中，至 {until}，{left}", "in force until {until}, {left}")
ENDED_AT = Wording("{at} 结束：{cause}", "ended {at}: {cause}")
END_NOTE = Wording("。说明：", ". Note: ")
NOTICE_MISSING = Wording("告知书尚未送达", "the notice has not been served")
TOO_EARLY = Wording("{day} 起才能生效", "it cannot start before {day}")


def steps_of(page: PageRequest, standing: Standing, shown: VersionInFull) -> tuple[OrderStep, ...]:
    """The steps of one version, and of the order as a whole."""
    return (
        *_paper_steps(page, standing, shown),
        *_decision_steps(page, standing, shown),
        _notice(page, standing, shown),
        _fitting(page, standing),
        _running(page, standing),
    )


def _paper_steps(page: PageRequest, standing: Standing, shown: VersionInFull) -> Iterator[OrderStep]:
    terms = shown.terms
    has_grounds = bool(terms.grounds)
    yield OrderStep(
        key="grounds",
        state=_DONE if has_grounds else _BLOCKED,
        summary="；".join(page.word(choice.ground, "ground") for choice in terms.grounds),
        missing=() if has_grounds else (page.say(NO_GROUND),),
    )
    unproved = standing.unproved if shown is standing.newest and standing.is_editable else ()
    yield OrderStep(
        key="evidence",
        state=_BLOCKED if unproved else _DONE if has_grounds else _WAITING,
        missing=tuple(f"{page.word(ground, 'ground')}：{page.say(NO_PROOF)}" for ground in unproved),
    )
    zones = page.say(ZONES).format(number=len(terms.zones)) if terms.zones else page.say(NO_ZONES)
    yield OrderStep(key="zones", state=_DONE, summary=zones)
    days = (formats.long_date(day, page.language) for day in (terms.starts_on, terms.ends_on))
    yield OrderStep(key="term", state=_DONE, summary=" — ".join(days))


def _decision_steps(page: PageRequest, standing: Standing, shown: VersionInFull) -> Iterator[OrderStep]:
    version = shown.version
    is_proposed = version.state in {VersionState.PROPOSED, VersionState.APPROVED}
    is_returned = version.state is VersionState.RETURNED
    is_due = version.state in {VersionState.DRAFT, VersionState.RETURNED}
    lacks = is_due and (not shown.terms.grounds or bool(standing.unproved))
    yield OrderStep(
        key="proposal",
        state=_DONE if is_proposed else _BLOCKED if lacks else _CURRENT if is_due else _WAITING,
        done_at=version.proposed_at if is_proposed else None,
        done_by=version.proposed_by_name if is_proposed else "",
        missing=(page.say(RETURNED).format(reason=shown.decision_note),) if is_returned else (),
    )
    is_approved = version.state is VersionState.APPROVED
    yield OrderStep(
        key="approval",
        state=_DONE if is_approved else _CURRENT if version.state is VersionState.PROPOSED else _WAITING,
        summary="" if is_approved else page.say(BY_HEAD),
        done_at=version.decided_at if is_approved else None,
        done_by=version.decided_by_name if is_approved else "",
    )


def _notice(page: PageRequest, standing: Standing, shown: VersionInFull) -> OrderStep:
    is_too_late = standing.order.state is OrderState.ENDED and shown.served_at is None
    if shown.version.state is not VersionState.APPROVED or is_too_late:
        return OrderStep(key="notice", state=_WAITING)
    number = shown.notice_number or ""
    if shown.served_at is not None:
        said = page.say(SERVED).format(number=number)
        if shown.witnesses is not None:
            names = f"{shown.witnesses.first}、{shown.witnesses.second}"
            said = page.say(REFUSED_TO_SIGN).format(number=number, names=names)
        return OrderStep(key="notice", state=_DONE, summary=said, done_at=shown.served_at)
    if shown.printed_at is not None:
        return OrderStep(key="notice", state=_CURRENT, summary=page.say(PRINTED).format(number=number))
    is_extension = shown.version.kind is VersionKind.EXTENSION
    return OrderStep(key="notice", state=_CURRENT, summary=page.say(EXTENSION_HOLDS) if is_extension else "")


def _fitting(page: PageRequest, standing: Standing) -> OrderStep:
    approved, worn = standing.approved, standing.worn
    if worn is not None:
        at = formats.moment(worn.assigned_at, page.now, page.language)
        said = page.say(WORN).format(tracker=worn.tracker_id, at=at)
        is_due = standing.order.state is OrderState.APPROVED
        missing = _missing_for_start(page, standing) if is_due else ()
        state = (_BLOCKED if missing else _CURRENT) if is_due else _DONE
        return OrderStep(key="fitting", state=state, summary=said, missing=missing)
    if approved is None or not standing.is_still_to_do:
        return OrderStep(key="fitting", state=_DONE if standing.order.worn else _WAITING)
    return OrderStep(key="fitting", state=_CURRENT, summary=page.say(TO_FIT).format(model=approved.terms.tracker_model))


def _missing_for_start(page: PageRequest, standing: Standing) -> tuple[str, ...]:
    approved = standing.approved
    if approved is None or standing.may_start(page):
        return ()
    if approved.served_at is None:
        return (page.say(NOTICE_MISSING),)
    return (page.say(TOO_EARLY).format(day=formats.long_date(approved.terms.starts_on, page.language)),)


def _running(page: PageRequest, standing: Standing) -> OrderStep:
    order, stop = standing.order, standing.order.stop
    if order.state is OrderState.ENDED:
        at, cause = order.order.ended_at, order.order.end_cause
        if stop is not None:
            at, cause = stop.at, stop.cause
        said = "" if at is None or cause is None else _ended(page, formats.moment(at, page.now, page.language), cause)
        note = (f"{page.say(END_NOTE)}{order.end_note}",) if order.end_note else ()
        return OrderStep(key="running", state=_DONE, summary="".join((said, *note)))
    if order.state is OrderState.IN_FORCE and stop is not None:
        return OrderStep(key="running", state=_CURRENT, summary=_until(page, stop.at))
    return OrderStep(key="running", state=_WAITING)


def _until(page: PageRequest, at: datetime) -> str:
    """Until the end of a day, where it is midnight: 24:00 of that day, not 00:00 of the next."""
    last_day = legal_day(at - timedelta(microseconds=1))
    clock = _MIDNIGHT if day_end(last_day) == at else formats.clock(at)
    left = formats.days_left((last_day - legal_day(page.now)).days, page.say)
    return page.say(RUNS).format(until=f"{formats.long_date(last_day, page.language)} {clock}", left=left)


def _ended(page: PageRequest, at: str, cause: str) -> str:
    return page.say(ENDED_AT).format(at=at, cause=page.word(cause, "end-cause"))
