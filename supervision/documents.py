"""Numbers of identity documents: their forms, their check digits, and what they say of sex and birth. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.errors import InputInvalid
from supervision.wording import Wording


class DocumentType(StrEnum):
    """The identity documents with which a file can be opened."""

    ID_CARD = "id-card"
    HMT_RESIDENCE_PERMIT = "hmt-residence-permit"
    HK_MACAO_PERMIT = "hk-macao-permit"
    TAIWAN_PERMIT = "taiwan-permit"
    FOREIGN_PERMANENT_RESIDENT_CARD = "foreign-pr-card"
    PASSPORT = "passport"


DOCUMENT_TYPE_NAMES: Mapping[DocumentType, Wording] = {
    DocumentType.ID_CARD: Wording("居民身份证", "resident identity card"),
    DocumentType.HMT_RESIDENCE_PERMIT: Wording(
        "港澳台居民居住证", "residence permit for Hong Kong, Macao and Taiwan residents"
    ),
    DocumentType.HK_MACAO_PERMIT: Wording(
        "港澳居民来往内地通行证", "mainland travel permit for Hong Kong and Macao residents"
    ),
    DocumentType.TAIWAN_PERMIT: Wording("台湾居民来往大陆通行证", "mainland travel permit for Taiwan residents"),
    DocumentType.FOREIGN_PERMANENT_RESIDENT_CARD: Wording(
        "外国人永久居留身份证", "foreign permanent resident identity card"
    ),
    DocumentType.PASSPORT: Wording("护照", "passport"),
}
"""What each document is called."""


class Sex(StrEnum):
    """As documents state it."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A number in its one written form, and what can be read from it."""

    number: str
    sex: Sex | None = None
    born_on: date | None = None


class DocumentNumberInvalid(InputInvalid):
    """The number cannot be one of such a document; the message says why, never the number."""

    code = "document-number-invalid"

    def __init__(self, message: str) -> None:
        super().__init__(message, field="document_number")


_CITIZEN = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECK_CHARACTERS = "10X98765432"
_PROVINCES = frozenset(
    str(code)
    for code in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66))
)
_HMT_REGIONS = frozenset({"810000", "820000", "830000"})
_FIRST_YEAR = 1890
_OLD_CARD_DIGITS = 15

_FORMS: Mapping[DocumentType, re.Pattern[str]] = {
    DocumentType.HK_MACAO_PERMIT: re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"),
    DocumentType.TAIWAN_PERMIT: re.compile(r"[0-9]{8}(?:[0-9]{2})?"),
    DocumentType.FOREIGN_PERMANENT_RESIDENT_CARD: re.compile(r"[A-Z]{3}[0-9]{12}"),
    DocumentType.PASSPORT: re.compile(r"[A-Z0-9]{5,17}"),
}

LENGTH_WRONG = Wording(
    "号码须为18位：前17位为数字，末位为数字或X。", "The number has 18 characters: 17 digits, then a digit or X."
)
OLD_CARD = Wording(
    "15位的旧身份证号码自2013年起停用，请填写18位号码。",
    "Numbers of 15 digits ended in 2013; enter the number of 18 characters.",
)
REGION_WRONG = Wording(
    "号码前6位不是此类证件的地区代码。", "The first six digits are no region code of this kind of document."
)
BIRTH_WRONG = Wording("号码第7至14位不是一个可能的出生日期。", "Digits 7 to 14 are not a possible date of birth.")
CHECK_WRONG = Wording(
    "校验码不符：请逐位核对，常见原因是错了一位或相邻两位颠倒。",
    "The check character does not fit: usually one digit is wrong or two are swapped.",
)
SEX_DIFFERS = Wording("填写的性别与证件号码不一致。", "The sex entered differs from what the document number says.")
BIRTH_DIFFERS = Wording(
    "填写的出生日期与证件号码不一致。", "The birth date entered differs from what the document number says."
)
BORN_LATER = Wording("出生日期不能晚于今天。", "The birth date lies in the future.")
FORM_WRONG = Wording("号码不符合此类证件的编号规则。", "The number does not have the form of this kind of document.")


def normalise_number(number: str) -> str:
    """The number without spaces and hyphens, full-width characters made plain, letters capital."""
    plain = unicodedata.normalize("NFKC", number)
    return re.sub(r"[\s\-·.]", "", plain).upper()


def check_character(first_17: str) -> str:
    """The last character of a number of GB 11643-1999: ISO 7064, MOD 11-2 over its first 17 digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def read_document(kind: DocumentType, number: str, today: date) -> DocumentFacts:
    """Check a number for its kind of document and read sex and birth from it where it says them.

    DocumentNumberInvalid; `today` is the day before or on which the holder must have been born.
    """
    plain = normalise_number(number)
    if kind in {DocumentType.ID_CARD, DocumentType.HMT_RESIDENCE_PERMIT}:
        return _read_citizen(plain, kind, today)
    if kind is DocumentType.FOREIGN_PERMANENT_RESIDENT_CARD and plain[:1] == "9":
        return _read_citizen(plain, kind, today)
    if not _FORMS[kind].fullmatch(plain):
        raise DocumentNumberInvalid(FORM_WRONG)
    return DocumentFacts(plain)


def agreed_facts(
    kind: DocumentType, number: str, today: date, *, sex: Sex | None = None, born_on: date | None = None
) -> DocumentFacts:
    """The number's facts completed by what was entered beside it; InputInvalid where the two contradict each other."""
    facts = read_document(kind, number, today)
    if sex is not None and facts.sex is not None and sex is not facts.sex:
        raise InputInvalid(SEX_DIFFERS, field="sex")
    if born_on is not None and facts.born_on is not None and born_on != facts.born_on:
        raise InputInvalid(BIRTH_DIFFERS, field="born_on")
    if born_on is not None and born_on > today:
        raise InputInvalid(BORN_LATER, field="born_on")
    return DocumentFacts(facts.number, facts.sex or sex, facts.born_on or born_on)


def _read_citizen(number: str, kind: DocumentType, today: date) -> DocumentFacts:
    """Numbers built after GB 11643: region, birth, sequence (odd for men), check character."""
    if len(number) == _OLD_CARD_DIGITS and number.isascii() and number.isdigit():
        raise DocumentNumberInvalid(OLD_CARD)
    if not _CITIZEN.fullmatch(number):
        raise DocumentNumberInvalid(LENGTH_WRONG)
    if not _region_fits(number, kind):
        raise DocumentNumberInvalid(REGION_WRONG)
    born_on = _birth(number[6:14], today)
    if check_character(number[:17]) != number[17]:
        raise DocumentNumberInvalid(CHECK_WRONG)
    return DocumentFacts(number, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE, born_on)


def _region_fits(number: str, kind: DocumentType) -> bool:
    match kind:
        case DocumentType.ID_CARD:
            return number[:2] in _PROVINCES
        case DocumentType.HMT_RESIDENCE_PERMIT:
            return number[:6] in _HMT_REGIONS
        case _:
            return number[0] == "9" and number[1:3] in _PROVINCES


def _birth(digits: str, today: date) -> date:
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise DocumentNumberInvalid(BIRTH_WRONG) from error
    if born_on.year < _FIRST_YEAR or born_on > today:
        raise DocumentNumberInvalid(BIRTH_WRONG)
    return born_on
