"""A stay notice in lines: who declares, who came or left, and until when the notice was in time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from api.console.view_models.base import LegalBasis, Line
from api.console.words import WORDS
from supervision.legal_time import legal_day, now
from supervision.officers.holidays import legal_calendar
from supervision.periods import CountedPeriod, describe_period
from supervision.residence.notices.content import Declarer, Departure, NoticeItem, find_due
from supervision.residence.notices.words import DeclarerKind
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.wording import Wording

Say = Callable[[str], str]
"""A text in the page's language."""

IN_TIME = Wording("应在入住或搬离后的法定期限内申报", "A notice is due within the period of the law")
_LABELS = {
    "phone": Wording("手机", "phone"),
    "ethnicity": Wording("民族", "ethnicity"),
    "domicile_address": Wording("户籍地址", "domicile"),
    "workplace": Wording("工作单位", "workplace"),
    "political_status": Wording("政治面貌", "political status"),
    "education": Wording("文化程度", "education"),
    "marital_status": Wording("婚姻状况", "marital status"),
    "employment": Wording("就业状况", "employment"),
    "social_security": Wording("社会保险", "social security"),
}


@dataclass(frozen=True, slots=True)
class NoticeBasis:
    """The rule of a notice's period with its arithmetic, and whether the period is over."""

    basis: LegalBasis
    period: CountedPeriod
    is_over: bool


async def basis_of_notice(say: Say, declarer: DeclarerKind, event_on: date, division: str) -> NoticeBasis:
    """Until when a notice of that day is in time, as the page shows it."""
    name = (
        ResidenceRuleName.STAY_REGISTRATION_DUE if declarer is DeclarerKind.NEWCOMER else ResidenceRuleName.NOTICE_DUE
    )
    rule = find_residence_rule(name, event_on, division)
    period = find_due(declarer, event_on, division, await legal_calendar())
    basis = LegalBasis(rule=say(IN_TIME), source=say(rule.source), arithmetic=say(describe_period(period)))
    return NoticeBasis(basis, period, period.is_over(legal_day(now())))


def declarer_lines(say: Say, declarer: Declarer, remark: str) -> tuple[Line, ...]:
    """Who gives the notice."""
    lines = [
        (Wording("申报人", "Declarer"), say(WORDS["declarer-kind"][declarer.kind])),
        (Wording("单位", "Organisation"), declarer.organisation),
        (Wording("姓名", "Name"), declarer.name),
        (Wording("电话", "Telephone"), declarer.phone),
        (Wording("证件号码", "Document"), declarer.document_number),
        (Wording("备注", "Remark"), remark),
    ]
    return tuple(Line(label=say(label), value=value) for label, value in lines if value)


def item_lines(say: Say, item: NoticeItem) -> tuple[Line, ...]:
    """One person of a notice, in clear: for the declarer who typed it, and the officer who opened it."""
    name, number = Wording("姓名", "Name"), Wording("证件号码", "Document number")
    if isinstance(item, Departure):
        found = [(name, item.name), (number, item.document_number), (Wording("搬离", "Left on"), f"{item.ended_on}")]
        return tuple(Line(label=say(label), value=value) for label, value in found if value)
    person = item.person
    found = [
        (name, person.name),
        (Wording("证件", "Document"), say(WORDS["notice-document"][person.document_type])),
        (number, person.document_number),
        (Wording("性别", "Sex"), say(WORDS["notice-sex"][person.sex]) if person.sex else ""),
        (Wording("出生", "Born on"), f"{person.born_on or ''}"),
        *((label, getattr(person, part)) for part, label in _LABELS.items()),
        (Wording("监护人", "Guardian"), person.guardian.name if person.guardian else ""),
        (Wording("入住", "Arrived on"), f"{item.began_on}"),
        (Wording("预计住到", "Until"), f"{item.expected_until or ''}"),
        (Wording("住所类型", "Lodging"), say(WORDS["notice-lodging"][item.lodging])),
        (Wording("来本地原因", "Reason"), say(WORDS["notice-reason"][item.reason])),
        (Wording("房号", "Room"), item.room),
    ]
    return tuple(Line(label=say(label), value=value) for label, value in found if value)
