"""Unified social credit codes (统一社会信用代码) by GB 32100-2015: 18 characters, the last one a check. Pure."""

import unicodedata

from supervision.errors import InputInvalid
from supervision.wording import Wording

CREDIT_CODE_WRONG = Wording(
    "统一社会信用代码应为 18 位，且校验位正确。", "A unified social credit code has 18 characters and a right check."
)

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_FACTOR = 3


def read_credit_code(text: str, field: str = "credit_code") -> str | None:
    """The code in capitals, None for nothing; InputInvalid when its check does not fit."""
    code = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if not code:
        return None
    if len(code) != _LENGTH or any(sign not in _ALPHABET for sign in code) or code[-1] != check_character(code[:-1]):
        raise InputInvalid(CREDIT_CODE_WRONG, field=field)
    return code


def check_character(first: str) -> str:
    """The check of the first 17 characters."""
    total = sum(_ALPHABET.index(sign) * pow(_FACTOR, place, len(_ALPHABET)) for place, sign in enumerate(first))
    return _ALPHABET[-total % len(_ALPHABET)]
