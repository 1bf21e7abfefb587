"""What a row of the residents' table says, checked by itself; who read the table does not matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from supervision.errors import InputInvalid
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.person import Guardian, Person, make_person
from supervision.residence.households.registering import StayDraft, check_stay
from supervision.residence.households.words import MemberRole
from supervision.residence.rules import FieldList
from supervision.residence.sheets.columns import (
    RESIDENT_COLUMNS,
    is_listed,
    read_document_type,
    read_lodging,
    read_reason,
    read_role,
    read_sex,
)
from supervision.sheet_cells import CELL_NEEDED, Cell, day_of, needed_day, text_of

_REQUIRED = tuple(column.field for column in RESIDENT_COLUMNS if column.is_required)
_PLAIN = (
    "ethnicity", "marital_status", "political_status", "education", "employment", "social_security", "workplace",
    "issuer", "domicile_code", "domicile_address",
)  # fmt: skip


class ResidentLine(msgspec.Struct, frozen=True, array_like=True):
    """A row that can stand by itself: who, where by the codes of home and household, and the stay."""

    home_code: str
    household_code: str
    role: MemberRole | None
    person: Person
    lodging: LodgingKind
    reason: ArrivalReason
    began_on: date
    expected_until: date | None

    @property
    def stay(self) -> StayDraft:
        """The stay that the row tells of."""
        return StayDraft(self.lodging, self.reason, self.began_on, self.expected_until, self.began_on)


@dataclass(frozen=True, slots=True)
class HomeAsked:
    """The codes of home and household of a row, read first, so that rows of a household stay together."""

    home_code: str
    household_code: str


def asked_home(cells: Mapping[str, Cell]) -> HomeAsked:
    """Where a row belongs; a row without a household's code is a household of its own by its document."""
    return HomeAsked(
        text_of(cells.get("home_code")),
        text_of(cells.get("household_code")) or text_of(cells.get("document_number")),
    )


def read_resident_row(cells: Mapping[str, Cell], fields: FieldList, today: date) -> ResidentLine:
    """The row's line; InputInvalid names the first field that cannot stand. What the law does not list is left out."""
    for field in _REQUIRED:
        if not text_of(cells.get(field)):
            raise InputInvalid(CELL_NEEDED, field=field)
    asked = asked_home(cells)
    texts: dict[str, Any] = {name: text_of(cells.get(name)) for name in _PLAIN if is_listed(name, fields)}
    entered = Person(
        name=text_of(cells["name"]),
        document_type=read_document_type(text_of(cells.get("document_type")), "document_type"),
        document_number=text_of(cells["document_number"]),
        sex=read_sex(text_of(cells.get("sex"))),
        born_on=day_of(cells.get("born_on"), "born_on"),
        issued_on=day_of(cells.get("issued_on"), "issued_on") if is_listed("issued_on", fields) else None,
        phone=text_of(cells.get("phone")),
        guardian=_guardian(cells),
        **texts,
    )
    line = ResidentLine(
        asked.home_code,
        asked.household_code,
        read_role(text_of(cells.get("role"))),
        make_person(entered, fields, today),
        read_lodging(text_of(cells["lodging"]), "lodging"),
        read_reason(text_of(cells["reason"]), "reason"),
        needed_day(cells["began_on"], "began_on"),
        day_of(cells.get("expected_until"), "expected_until"),
    )
    check_stay(line.stay, today)
    return line


def _guardian(cells: Mapping[str, Cell]) -> Guardian | None:
    name = text_of(cells.get("guardian_name"))
    if not name:
        return None
    return Guardian(name, text_of(cells.get("guardian_relation")), text_of(cells.get("guardian_phone")))
