"""What somebody typed, in the one form in which it is stored: names, telephone numbers, short texts. Pure."""

import re
import unicodedata

from supervision.errors import InputInvalid
from supervision.wording import Wording

NAME_NEEDED = Wording("请填写姓名。", "Enter the name.")
NAME_LONG = Wording("姓名过长。", "The name is too long.")
PHONE_WRONG = Wording(
    "电话须为11位手机号、带区号的固定电话，或以+开头的境外号码。",
    "A telephone number is a mobile number of 11 digits, a landline with area code, or a foreign number with +.",
)
TEXT_NEEDED = Wording("此项必须填写。", "This cannot be empty.")
TEXT_LONG = Wording("此项文字过长。", "This text is too long.")

_MOST_NAME = 60
_MOST_TEXT = 400
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{9,11}")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}")


def normalise_phone(phone: str, field: str = "phone") -> str:
    """A number in one form: 11 digits, a landline with its area code, or `+` and the foreign number. InputInvalid."""
    plain = re.sub(r"[\s\-()./]", "", unicodedata.normalize("NFKC", phone))
    plain = re.sub(r"^(?:\+|00)86", "", plain)
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    if not any(form.fullmatch(plain) for form in (_MOBILE, _LANDLINE, _FOREIGN)):
        raise InputInvalid(PHONE_WRONG, field=field)
    return plain


def needed_text(text: str, field: str, most: int = _MOST_TEXT) -> str:
    """`text` trimmed; InputInvalid when it is empty or longer than `most` characters."""
    trimmed = optional_text(text, field, most)
    if not trimmed:
        raise InputInvalid(TEXT_NEEDED, field=field)
    return trimmed


def optional_text(text: str, field: str, most: int = _MOST_TEXT) -> str:
    """`text` trimmed, possibly empty; InputInvalid when it is longer than `most` characters."""
    trimmed = text.strip()
    if len(trimmed) > most:
        raise InputInvalid(TEXT_LONG, field=field)
    return trimmed


def person_name(name: str, field: str = "name") -> str:
    """A person's name in one form, with single spaces; InputInvalid when it is empty or longer than 60 characters."""
    plain = " ".join(unicodedata.normalize("NFKC", name).split())
    if not plain:
        raise InputInvalid(NAME_NEEDED, field=field)
    if len(plain) > _MOST_NAME:
        raise InputInvalid(NAME_LONG, field=field)
    return plain
