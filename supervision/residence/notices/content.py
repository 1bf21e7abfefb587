"""What a stay notice says: who declares, and who came or left, limited to what the region's law lists. Pure."""

from datetime import date, timedelta

import msgspec

from supervision.documents import normalise_number
from supervision.errors import InputInvalid
from supervision.periods import CountedPeriod, LegalCalendar, count_period
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.person import Person, make_person
from supervision.residence.notices.words import DeclarerKind
from supervision.residence.rules import FieldList, ResidenceRuleName, find_residence_rule
from supervision.texts import normalise_phone, optional_text, person_name
from supervision.wording import Wording

MOST_PERSONS = 500
"""How many people one notice may name."""
_MOST_AHEAD = timedelta(days=30)
_FIRST_DAY = date(2000, 1, 1)
MOST_ROOM = 60
"""How long the name of a room may be, in characters."""
_MOST_REMARK = 300
_MOST_NUMBER = 30

NOBODY_NAMED = Wording("请至少填写一个人。", "Name at least one person.")
TOO_MANY_NAMED = Wording("一次最多申报 500 人，请分次申报。", "A notice names 500 people at most; give several.")
NAMED_TWICE = Wording("同一份申报中有重复的证件号码。", "The same document number stands in this notice twice.")
ORGANISATION_NEEDED = Wording("请填写单位名称。", "Enter the organisation's name.")
BEGAN_WRONG = Wording(
    "入住日期应在今天之前或不超过今天之后 30 天。", "The day of arrival lies in the past or at most 30 days ahead."
)
ENDED_WRONG = Wording(
    "搬离日期应在今天之前或不超过今天之后 30 天。", "The day of leaving lies in the past or at most 30 days ahead."
)
UNTIL_WRONG = Wording("截止日期早于入住日期。", "The end lies before the arrival.")
_ORGANISED = frozenset({DeclarerKind.EMPLOYER, DeclarerKind.PROPERTY_MANAGER, DeclarerKind.BROKER})


class Declarer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who gives a notice and can be asked back; a landlord's document goes into the register that the law demands."""

    kind: DeclarerKind
    name: str
    phone: str
    organisation: str = ""
    document_number: str = ""


class Arrival(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="arrival"):
    """Somebody who came to live there; `expected_until` is the end of the lease or of the work. Days of legal time."""

    person: Person
    lodging: LodgingKind
    reason: ArrivalReason
    began_on: date
    expected_until: date | None = None
    room: str = ""

    @property
    def event_on(self) -> date:
        """From which day the period for the notice runs."""
        return self.began_on

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.person.name

    @property
    def document_number(self) -> str:
        """The number by which the person is told from others."""
        return self.person.document_number


class Departure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag="departure"):
    """Somebody who no longer lives there since `ended_on`, the last day; declarers may not know the document."""

    name: str
    ended_on: date
    document_number: str = ""

    @property
    def event_on(self) -> date:
        """From which day the period for the notice runs."""
        return self.ended_on


NoticeItem = Arrival | Departure


def make_declarer(entered: Declarer) -> Declarer:
    """The declarer in the one written form; InputInvalid names the field."""
    organisation = optional_text(entered.organisation, "declarer_organisation", 100)
    if entered.kind in _ORGANISED and not organisation:
        raise InputInvalid(ORGANISATION_NEEDED, field="declarer_organisation")
    return Declarer(
        entered.kind,
        person_name(entered.name, "declarer_name"),
        normalise_phone(entered.phone, "declarer_phone"),
        organisation,
        optional_text(normalise_number(entered.document_number), "declarer_document", _MOST_NUMBER),
    )


def make_item(entered: NoticeItem, fields: FieldList, today: date) -> NoticeItem:
    """One person of a notice in the one written form; InputInvalid names the field."""
    if isinstance(entered, Departure):
        if not _FIRST_DAY <= entered.ended_on <= today + _MOST_AHEAD:
            raise InputInvalid(ENDED_WRONG, field="ended_on")
        number = optional_text(normalise_number(entered.document_number), "document_number", _MOST_NUMBER)
        return Departure(person_name(entered.name), entered.ended_on, number)
    if not _FIRST_DAY <= entered.began_on <= today + _MOST_AHEAD:
        raise InputInvalid(BEGAN_WRONG, field="began_on")
    if entered.expected_until is not None and entered.expected_until < entered.began_on:
        raise InputInvalid(UNTIL_WRONG, field="expected_until")
    room = optional_text(entered.room, "item_room", MOST_ROOM)
    return msgspec.structs.replace(entered, person=make_person(entered.person, fields, today), room=room)


def make_remark(text: str) -> str:
    """What the declarer adds in their own words."""
    return optional_text(text, "remark", _MOST_REMARK)


def check_named(items: tuple[NoticeItem, ...]) -> None:
    """InputInvalid unless somebody is named, nobody twice, and not too many."""
    if not items:
        raise InputInvalid(NOBODY_NAMED, field="name")
    if len(items) > MOST_PERSONS:
        raise InputInvalid(TOO_MANY_NAMED, field="name")
    numbers = [item.document_number for item in items if item.document_number]
    if len(set(numbers)) < len(numbers):
        raise InputInvalid(NAMED_TWICE, field="document_number")


def find_due(declarer: DeclarerKind, event_on: date, division: str, calendar: LegalCalendar) -> CountedPeriod:
    """Until when the notice of something that happened on `event_on` is in time, by the region's rule."""
    name = (
        ResidenceRuleName.STAY_REGISTRATION_DUE if declarer is DeclarerKind.NEWCOMER else ResidenceRuleName.NOTICE_DUE
    )
    rule = find_residence_rule(name, event_on, division)
    return count_period(event_on, rule.number, rule.unit, calendar)
