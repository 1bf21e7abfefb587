"""Who a supervisee is: identity, telephones, home and judgment, as they are sealed in the person file. Pure."""

import re
from datetime import date

import msgspec

from supervision.corrections.injunctions import (
    Injunction,
    OutsidePrison,
    checked_injunctions,
    checked_outside_prison,
)
from supervision.documents import DocumentType, Sex, agreed_facts, normalise_number
from supervision.errors import InputInvalid
from supervision.position import check_coordinates
from supervision.texts import needed_text, normalise_phone, optional_text, person_name
from supervision.wording import Wording

_MOST_TO_CALL = 20
_OBJECT_NUMBER = re.compile(r"[0-9A-Z]{5,32}")


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name and document; sex and birth come from the document's number where it says them."""

    name: str
    document_type: DocumentType
    document_number: str
    pinyin: str | None = None
    sex: Sex | None = None
    born_on: date | None = None
    ethnicity: str | None = None
    object_number: str | None = None
    """Under which number the provincial system knows the person."""

    def is_younger_on(self, day: date, years: int) -> bool:
        """Whether the person has not lived that many whole years on that day; an unknown birth counts as long ago."""
        if self.born_on is None:
            return False
        birthday_passed = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (not birthday_passed) < years


class PersonToCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody to call: family, guarantor, employer."""

    name: str
    relation: str
    phone: str
    address: str = ""


class Telephones(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The supervisee's own telephone number, and others to call."""

    phone: str | None = None
    others: tuple[PersonToCall, ...] = ()


class Home(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the supervisee lives, in words and, once somebody has put it on the map, in WGS-84 degrees."""

    address: str
    lat: float | None = None
    lon: float | None = None


class Judgment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The decision on which the correction rests, and how its term was counted."""

    court: str
    document_number: str
    offence: str
    sentence: str
    decided_on: date
    effective_on: date
    term_years: int = 0
    term_months: int = 0
    term_days: int = 0
    credited_days: int = 0
    start_reason: str = ""
    """Why probation starts on another day than the one on which the judgment takes effect."""
    offended_on: date | None = None
    """The day of the offence, of several acts of the first; without it the decision's day says who was a minor."""
    injunctions: tuple[Injunction, ...] = ()
    outside_prison: OutsidePrison = OutsidePrison()


ADDRESS_NEEDED = Wording("请填写住址。", "Enter the address.")
PLACE_WRONG = Wording(
    "住所位置须同时有经度和纬度，且在地球上。", "A place needs both latitude and longitude, on the globe."
)
EFFECT_EARLY = Wording("生效日期不能早于裁判日期。", "The decision cannot take effect before it was made.")
OFFENCE_LATE = Wording("犯罪日期不能晚于裁判日期。", "The offence cannot lie after the decision on it.")
OBJECT_NUMBER_WRONG = Wording("对象编号须为 5 至 32 位字母或数字。", "An object number has 5 to 32 letters or digits.")
TO_CALL_MANY = Wording("联系人过多。", "These are too many people to call.")


def make_identity(
    *,
    name: str,
    document_type: DocumentType,
    document_number: str,
    today: date,
    pinyin: str | None = None,
    sex: Sex | None = None,
    born_on: date | None = None,
    ethnicity: str | None = None,
) -> Identity:
    """An identity with its number checked and written in one form; InputInvalid names the field to mend."""
    name = person_name(name)
    facts = agreed_facts(document_type, document_number, today, sex=sex, born_on=born_on)
    return Identity(
        name=name,
        document_type=document_type,
        document_number=facts.number,
        pinyin=" ".join(pinyin.lower().split()) if pinyin and pinyin.strip() else None,
        sex=facts.sex,
        born_on=facts.born_on,
        ethnicity=optional_text(ethnicity or "", "ethnicity") or None,
    )


def checked_identity(identity: Identity, today: date) -> Identity:
    """An identity as somebody entered it, checked and in one form, the object number aside; InputInvalid."""
    return make_identity(
        name=identity.name,
        document_type=identity.document_type,
        document_number=identity.document_number,
        today=today,
        pinyin=identity.pinyin,
        sex=identity.sex,
        born_on=identity.born_on,
        ethnicity=identity.ethnicity,
    )


def make_object_number(text: str) -> str | None:
    """The provincial system's number in its one form; lists write it with spaces or small letters. InputInvalid."""
    number = normalise_number(optional_text(text, "object_number"))
    if number and not _OBJECT_NUMBER.fullmatch(number):
        raise InputInvalid(OBJECT_NUMBER_WRONG, field="object_number")
    return number or None


def make_telephones(phone: str | None, others: tuple[PersonToCall, ...] = ()) -> Telephones:
    """Telephones, each number in one form; InputInvalid for a number that cannot be one."""
    if len(others) > _MOST_TO_CALL:
        raise InputInvalid(TO_CALL_MANY, field="contact_name")
    return Telephones(
        phone=normalise_phone(phone) if phone and phone.strip() else None,
        others=tuple(
            PersonToCall(
                name=person_name(other.name, "contact_name"),
                relation=needed_text(other.relation, "contact_relation"),
                phone=normalise_phone(other.phone, "contact_phone"),
                address=optional_text(other.address, "contact_address"),
            )
            for other in others
        ),
    )


def make_home(address: str, lat: float | None = None, lon: float | None = None) -> Home:
    """A home with its place checked; InputInvalid without an address or with half a place."""
    if not address.strip():
        raise InputInvalid(ADDRESS_NEEDED, field="home_address")
    if (lat is None) != (lon is None):
        raise InputInvalid(PLACE_WRONG, field="home_lat")
    if lat is not None and lon is not None:
        try:
            check_coordinates(lat, lon)
        except ValueError as error:
            raise InputInvalid(PLACE_WRONG, field="home_lat") from error
    return Home(needed_text(address, "home_address"), lat, lon)


def check_judgment(judgment: Judgment) -> Judgment:
    """The judgment with its texts trimmed; InputInvalid for empty texts, and days that cannot follow each other."""
    if judgment.effective_on < judgment.decided_on:
        raise InputInvalid(EFFECT_EARLY, field="effective_on")
    if judgment.offended_on is not None and judgment.offended_on > judgment.decided_on:
        raise InputInvalid(OFFENCE_LATE, field="offended_on")
    return msgspec.structs.replace(
        judgment,
        court=needed_text(judgment.court, "court"),
        document_number=needed_text(judgment.document_number, "judgment_number"),
        offence=needed_text(judgment.offence, "offence"),
        sentence=needed_text(judgment.sentence, "sentence"),
        injunctions=checked_injunctions(judgment.injunctions, judgment.decided_on),
        outside_prison=checked_outside_prison(judgment.outside_prison),
        start_reason=optional_text(judgment.start_reason, "start_reason"),
    )
