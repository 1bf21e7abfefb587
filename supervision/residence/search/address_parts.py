"""Whether an address is meant by what somebody typed of it: parts in their order, numbers whole. Pure."""

import re
from collections.abc import Sequence

_BUILDING = "(?:号楼|栋|幢|座|楼|号)"
_PARTS = re.compile(rf"(\d+)({_BUILDING}|单元|室|房)?|([^\d\s\-—－#]+)")
_SAME = {"单元": "单元", "室": "", "房": "", None: ""}
_MOST_PARTS = 8


class AddressParts:
    """The parts of an address as typed: `幸福路3栋601` means 幸福路3号楼2单元601, and never 幸福路13号楼."""

    __slots__ = ("_patterns",)

    def __init__(self, words: Sequence[str]) -> None:
        parts = [part for word in words for part in map(_pattern, _PARTS.finditer(word))]
        self._patterns = parts[:_MOST_PARTS]

    @property
    def first(self) -> str:
        """The first part as a regular expression that PostgreSQL reads, too; empty when there is none."""
        return self._patterns[0] if self._patterns else ""

    def all_in(self, address: str) -> bool:
        """Whether every part stands in the address, one after the other."""
        return self.count_in(address) == len(self._patterns)

    def count_in(self, address: str) -> int:
        """How many of the first parts stand in the address, one after the other."""
        end = 0
        for count, pattern in enumerate(self._patterns):
            found = re.compile(pattern).search(address, end)
            if found is None:
                return count
            end = found.end()
        return len(self._patterns)


def _pattern(part: re.Match[str]) -> str:
    number, unit, text = part.groups()
    if text is not None:
        return re.escape(text)
    whole = rf"(?<!\d){number.lstrip('0') or '0'}(?!\d)"
    return whole + _SAME.get(unit, _BUILDING)
