"""The evening on which all samples play, and small things that many of them need."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from api.console.view_models.base import Attachment, Choice, Happening, LegalBasis
from api.console.words import WORDS
from supervision.legal_time import LEGAL_ZONE

NOW = datetime(2026, 11, 23, 21, 52, tzinfo=LEGAL_ZONE)
LON, LAT = 112.853, 35.491


def at(hour: int, minute: int = 0, *, day: int = 23) -> datetime:
    """A moment of November 2026, in legal time."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LEGAL_ZONE)


def options(*codes: str) -> tuple[Choice, ...]:
    """Choices that are called what they are."""
    return tuple(Choice(value=code, label=code or "全部", count=len(code)) for code in codes)


def named(table: str, *codes: str) -> tuple[Choice, ...]:
    """Choices that are called as the console calls the codes of a table; all of them if none is given."""
    words = WORDS[table]
    return tuple(Choice(value=code, label=words[code]) for code in codes or words)


def counted(table: str, counts: Mapping[str, int | None]) -> tuple[Choice, ...]:
    """Ways to see a list, each with its number."""
    return tuple(replace(choice, count=counts[choice.value]) for choice in named(table, *counts))


BASIS = LegalBasis(rule="使用电子定位装置不超过三个月", source="社区矫正法第二十九条", arithmetic="10月8日 加三个月")
PROOF = Attachment(
    name="处罚决定书.pdf", path="/console/attachments/1", size_bytes=98_304, added_at=at(10), added_by="赵丽"
)
HISTORY = (
    Happening(at=at(15), who="赵丽", what="起草"),
    Happening(at=at(17), who="孙安", what="批准", note="同意"),
)
