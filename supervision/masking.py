"""How a person's data are shown where no purpose was given: enough to tell people apart, not to know them. Pure."""

import re

_HIDDEN = "****"
_CITIZEN_LENGTH = 18
_MOBILE_LENGTH = 11
_DIVISION = re.compile(
    r"[^省市区县旗盟镇乡村街道路巷号\s]{1,7}?(?:自治区|自治州|自治县|省|市|(?<![小社园])区|县|旗|盟)"
)
_MOST_DIVISIONS = 4


def mask_name(name: str) -> str:
    """The first character and one star, whatever the length: 张三丰 is 张*."""
    return f"{name[:1]}*"


def mask_document_number(number: str) -> str:
    """The first six and last four of 18 characters; of shorter numbers the first and last two."""
    head, tail = (6, 4) if len(number) >= _CITIZEN_LENGTH else (min(2, len(number) // 4), min(2, len(number) // 4))
    return _masked(number, head, tail)


def mask_phone(phone: str) -> str:
    """138****5678; of other lengths the first three and the last two."""
    if len(phone) == _MOBILE_LENGTH:
        return _masked(phone, 3, 4)
    return _masked(phone, min(3, len(phone) // 3), min(2, len(phone) // 3))


def mask_address(address: str) -> str:
    """The administrative divisions down to the county that stand at its beginning; street and house are hidden."""
    end = 0
    for _ in range(_MOST_DIVISIONS):
        found = _DIVISION.match(address, end)
        if not found:
            break
        end = found.end()
    return address[:end] + _HIDDEN


def _masked(text: str, head: int, tail: int) -> str:
    hidden = max(len(text) - head - tail, 1)
    return text[:head] + "*" * hidden + (text[-tail:] if tail else "")
