"""What a resident's own record says on their own page, line by line: of them, and of nobody beside them."""

from collections.abc import Iterable
from datetime import date, datetime

from api.console import formats
from api.console.residence.own_page_base import OwnPage
from api.console.residence.person_form import CODED
from api.console.subject_words import act_in_words
from api.console.view_models.base import Line
from api.console.view_models.residence.own_page import OwnReadingLine, OwnRequestLine, OwnSection
from supervision.legal_time import legal_day
from supervision.residence.households.differences import ITEMS, items_of
from supervision.residence.households.opening import Stay
from supervision.residence.own_page.readings import OwnReading, Who
from supervision.residence.own_page.showing import OwnPermit, OwnRecord, OwnRequest
from supervision.residence.permits.words import PERMIT_CONDITION_NAMES, PERMIT_STATE_NAMES, PERMIT_STEP_NAMES
from supervision.residence.services.catalogue import service_name
from supervision.residence.services.store import RequestStep
from supervision.wording import Wording

_GUARDIAN_RECORDED = Wording("已登记；内容当面查询", "recorded; ask in person")
_SELF = Wording("本人（个人查询码）", "yourself (personal code)")
_SERVICE = Wording("系统", "the service")
_SOMEBODY = Wording("有人", "somebody")
_TRIED = Wording("用您的查询码登录，证件号码不对", "tried your code with a wrong document number")
_SINCE = Wording("%(first)s起", "since %(first)s")
_TO = Wording("%(first)s至%(last)s", "%(first)s to %(last)s")
_NONE = Wording("没有记录", "nothing is recorded")
_COMMA = Wording("，", ", ")
_COLON = Wording("：", ": ")


def record_sections(page: OwnPage, record: OwnRecord) -> tuple[OwnSection, ...]:
    """The record: the person, the stays, when they were met, what papers are kept."""
    return (
        OwnSection(title=page.say(Wording("个人信息", "Personal data")), lines=_person_lines(page, record)),
        OwnSection(title=page.say(Wording("居住登记", "Registration of stays")), lines=_stay_lines(page, record)),
        OwnSection(
            title=page.say(Wording("照片和材料", "Photos and papers")),
            lines=_or_none(
                page,
                (
                    Line(label=page.word(one.kind, "material-kind"), value=f"{one.title} {_moment(page, one.added_at)}")
                    for one in record.materials
                ),
            ),
        ),
    )


def permit_sections(page: OwnPage, record: OwnRecord) -> tuple[OwnSection, ...]:
    """The permits: state, days, and each act."""
    if not record.permits:
        return (OwnSection(title=page.say(Wording("居住证", "Residence permit")), lines=_or_none(page, ())),)
    return tuple(
        OwnSection(
            title=f"{page.say(Wording('居住证', 'Residence permit'))} {one.permit.number}",
            lines=_permit_lines(page, one),
        )
        for one in record.permits
    )


def service_sections(page: OwnPage, record: OwnRecord) -> tuple[OwnSection, ...]:
    """The services that were asked for, with each step."""
    return tuple(
        OwnSection(
            title=f"{page.say(service_name(one.request.service))} {one.request.number}",
            lines=tuple(
                Line(label=page.word(step.state, "request-state"), value=_step(page, step)) for step in one.steps
            ),
        )
        for one in record.services
    )


def reading_line(page: OwnPage, reading: OwnReading) -> OwnReadingLine:
    """One act upon the record, in plain words."""
    others = {Who.SELF: _SELF, Who.SERVICE: _SOMEBODY if reading.was_refused else _SERVICE}
    who = reading.officer_name if reading.who is Who.OFFICER else page.say(others[reading.who])
    return OwnReadingLine(
        at=reading.at,
        who=who,
        office=reading.office_name,
        what=page.say(_TRIED) if reading.was_refused else _what(page, reading),
        purpose=page.word(reading.purpose, "residence-purpose") if reading.purpose and not reading.provided_to else "",
    )


def request_line(request: OwnRequest) -> OwnRequestLine:
    """A correction that was asked for, without what it would tell of a guardian."""
    one = request.amendment
    return OwnRequestLine(
        state=one.state,
        asked_at=one.requested_at,
        due_on=request.due_on,
        decided_at=one.decided_at,
        reason=one.reason,
        answer=one.answer,
        differences=tuple(it for it in one.differences if not it.item.startswith("guardian")),
    )


def _what(page: OwnPage, reading: OwnReading) -> str:
    """What was done, and the department that the record was provided to."""
    act = act_in_words(reading.act, page.say)
    return f"{act}{page.say(_COLON)}{reading.provided_to}" if reading.provided_to else act


def _person_lines(page: OwnPage, record: OwnRecord) -> tuple[Line, ...]:
    values = items_of(record.person)
    lines = [
        Line(
            label=page.word(item, "person-item"),
            value=page.word(values[item], CODED[item]) if item in CODED else values[item],
        )
        for item in ITEMS
        if values[item] and not item.startswith("guardian")
    ]
    if record.person.guardian is not None:
        lines.append(Line(label=page.say(Wording("监护人", "Guardian")), value=page.say(_GUARDIAN_RECORDED)))
    return tuple(lines)


def _stay_lines(page: OwnPage, record: OwnRecord) -> tuple[Line, ...]:
    resident = record.resident
    state = Line(label=page.say(Wording("状态", "State")), value=page.word(resident.state, "resident-state"))
    lines = [state]
    if record.address:
        lines.append(Line(label=page.say(Wording("住址", "Address")), value=record.address))
    lines += [Line(label=page.say(Wording("居住", "Stay")), value=_stay(page, stay)) for stay in record.stays]
    if resident.verified_on is not None:
        verdict = page.word(resident.last_verdict, "visit-verdict") if resident.last_verdict else ""
        value = f"{_day(page, resident.verified_on)} {verdict}".strip()
        lines.append(Line(label=page.say(Wording("最近核对", "Last met")), value=value))
    return tuple(lines)


def _stay(page: OwnPage, stay: Stay) -> str:
    parts = [
        _days(page, stay.began_on, stay.ended_on),
        page.word(stay.lodging, "lodging"),
        page.word(stay.reason, "arrival-reason"),
    ]
    if stay.expected_until is not None and stay.ended_on is None:
        parts.append(page.say(Wording("预计住到", "expected until")) + " " + _day(page, stay.expected_until))
    if stay.proved_from is not None:
        parts.append(page.say(Wording("居住证明自", "proof of residence from")) + " " + _day(page, stay.proved_from))
    if stay.end_reason is not None:
        parts.append(page.word(stay.end_reason, "stay-end"))
    parts.append(page.say(Wording("来源", "source")) + " " + page.word(stay.source, "resident-source"))
    return page.say(_COMMA).join(parts)


def _step(page: OwnPage, step: RequestStep) -> str:
    detail = step.detail
    told = (_day(page, legal_day(step.taken_at)), detail.office, detail.contact, *detail.papers, detail.text)
    return page.say(_COMMA).join(filter(None, told))


def _permit_lines(page: OwnPage, one: OwnPermit) -> tuple[Line, ...]:
    permit, standing = one.permit, one.standing
    state = page.say(PERMIT_STATE_NAMES[standing.state])
    if one.is_lapsed:
        state += page.say(Wording("（签注已过期）", " (not endorsed in time)"))
    days = (
        (Wording("最迟发放日", "To be issued by"), permit.issue_due_on),
        (Wording("签注开始", "Endorsement opens"), one.endorse_from),
        (Wording("最迟签注日", "To be endorsed by"), permit.endorse_due_on),
    )
    return (
        Line(label=page.say(Wording("状态", "State")), value=state),
        Line(
            label=page.say(Wording("申领条件", "Condition")), value=page.say(PERMIT_CONDITION_NAMES[permit.condition])
        ),
        *(Line(label=page.say(label), value=_day(page, day)) for label, day in days if day is not None),
        *(
            Line(
                label=_day(page, act.act.acted_on),
                value=page.say(_COMMA).join(
                    (page.say(PERMIT_STEP_NAMES[act.act.step]), *act.detail.papers, *filter(None, (act.detail.text,)))
                ),
            )
            for act in one.acts
        ),
    )


def _or_none(page: OwnPage, lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(lines) or (Line(label="", value=page.say(_NONE)),)


def _days(page: OwnPage, first: date, last: date | None) -> str:
    if last is None:
        return page.say(_SINCE) % {"first": _day(page, first)}
    return page.say(_TO) % {"first": _day(page, first), "last": _day(page, last)}


def _day(page: OwnPage, day: date) -> str:
    return formats.long_date(day, page.language)


def _moment(page: OwnPage, at: datetime) -> str:
    return formats.full_moment(at, page.language)
