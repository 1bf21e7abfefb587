"""Destruction lists and a certificate."""

from collections.abc import Mapping
from datetime import date

from api.console.view_models.base import Line, Paging, View
from api.console.view_models.residence.destruction import (
    DestructionCertificateView,
    DestructionLine,
    DestructionListView,
)
from tests.api.console.samples.moments import at, counted

SHOWS = counted(
    "destruction-show", {"residents": 2, "households": 0, "proposed": 1, "returned": None, "destroyed": None}
)
SOURCE = "个人信息保护法第十九条、第四十七条"


def line(number: int, *, is_held: bool = False) -> DestructionLine:
    return DestructionLine(
        id=f"d{number}",
        kind="resident",
        label="周*",
        community="青屏市临溪县北岭镇松坡村",
        ended_at=at(9, day=1),
        kept_until=date(2026, 11, 1),
        is_held=is_held,
        may_choose=not is_held,
        proposed_by_name="何警官",
        proposed_at=at(9, day=2),
    )


def listed(show: str, *lines: DestructionLine) -> DestructionListView:
    return DestructionListView(
        show=show, shows=SHOWS, lines=lines, paging=Paging(shown=len(lines)), months=24, source=SOURCE
    )


KEEPING_PAGES: Mapping[str, View] = {
    "destruction-due": listed("residents", line(1), line(2, is_held=True)),
    "destruction-proposed": listed("proposed", line(1)),
    "destruction-none": listed("households"),
    "destruction-certificate": DestructionCertificateView(
        facts=(
            Line(label="证明编号", value="3f6cd355-57da-40c3-aeef-f3aed01beeaa"),
            Line(label="提议人", value="何警官"),
            Line(label="核准人", value="马警官"),
        ),
        gone_from_backups_on=date(2027, 1, 5),
        certificate_json='{"format":"supervision-destruction-1"}',
        signature="ab" * 64,
        signed_by="cd" * 32,
    ),
}
