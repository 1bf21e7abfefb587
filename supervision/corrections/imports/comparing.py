"""In what a row differs from a file that is there, and the file as the row would leave it. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import Any
from uuid import UUID

import msgspec

from supervision.corrections.content import FileContent
from supervision.corrections.import_rows import COLUMNS
from supervision.corrections.injunctions import injunctions_in_words
from supervision.sheet_cells import Cell, text_of

_PLACES: Mapping[str, tuple[str, ...]] = {
    "name": ("identity", "name"),
    "document_type": ("identity", "document_type"),
    "sex": ("identity", "sex"),
    "born_on": ("identity", "born_on"),
    "ethnicity": ("identity", "ethnicity"),
    "phone": ("telephones", "phone"),
    "category": ("category",),
    "home_address": ("home", "address"),
    "home_lat": ("home", "lat"),
    "home_lon": ("home", "lon"),
    "court": ("judgment", "court"),
    "judgment_number": ("judgment", "document_number"),
    "offence": ("judgment", "offence"),
    "sentence": ("judgment", "sentence"),
    "offended_on": ("judgment", "offended_on"),
    "judged_on": ("judgment", "decided_on"),
    "effective_on": ("judgment", "effective_on"),
    "term_starts_on": ("term_starts_on",),
    "term_years": ("judgment", "term_years"),
    "term_months": ("judgment", "term_months"),
    "term_days": ("judgment", "term_days"),
    "deducted_days": ("judgment", "credited_days"),
    "start_reason": ("judgment", "start_reason"),
    "injunction_text": ("judgment", "injunctions"),
    "guarantor": ("judgment", "outside_prison", "guarantor"),
    "guarantor_phone": ("judgment", "outside_prison", "guarantor_phone"),
    "hospital": ("judgment", "outside_prison", "hospital"),
}
"""Where in a file's content each field of a row stands; the document's number is by what they are compared at all."""

_POINT = frozenset({"home_lat", "home_lon"})
_GO_WITH: Mapping[str, frozenset[str]] = {"home_address": _POINT, "guarantor": frozenset({"guarantor_phone"})}
"""What belongs to the address and the guarantor: a row with another one tells it too, be it that there is none."""

_TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({"term_years", "term_months", "term_days"}),
    frozenset({"injunction_kind", "injunction_text", "injunction_until"}),
    _POINT,
)
"""Fields that say one thing: a row with one of them tells all of them."""

TERM_FIELDS = frozenset({"term_starts_on", "term_years", "term_months", "term_days", "deducted_days"})
"""From which the last day follows: nothing that one officer confirms here changes one that two stand for."""


class ToldFile(msgspec.Struct, frozen=True, array_like=True):
    """What a row tells: the office, the content, and which fields were filled in.

    `revision` is that of the file with which it was compared.
    """

    office_id: UUID
    office_name: str
    content: FileContent
    fields: tuple[str, ...]
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that the row tells otherwise than the file; by hand is entered what an import does not change."""

    field: str
    before: str
    after: str
    is_by_hand: bool = False


def told_fields(cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """The fields that a row tells: an empty cell says nothing, and takes nothing away."""
    filled = {field for field, cell in cells.items() if text_of(cell)}
    for together in _TOGETHER:
        if filled & together:
            filled |= together
    return tuple(sorted(filled))


def differences(
    stored: FileContent, office_id: UUID, office_name: str, told: ToldFile, *, is_term_confirmed: bool
) -> tuple[Difference, ...]:
    """Item by item, in the order of the columns."""
    found, fields = [], frozenset(told.fields)
    for field, others in _GO_WITH.items():
        if field in fields and _value(stored, field) != _value(told.content, field):
            fields |= others
    for column in COLUMNS:
        field = column.field
        if field == "office" and told.office_id != office_id:
            found.append(Difference(field, office_name, told.office_name))
        elif field in _PLACES and field in fields:
            before, after = _value(stored, field), _value(told.content, field)
            if before != after:
                is_by_hand = is_term_confirmed and field in TERM_FIELDS
                found.append(Difference(field, _said(before), _said(after), is_by_hand))
    return tuple(found)


def changed_content(stored: FileContent, told: ToldFile, found: Iterable[Difference]) -> FileContent:
    """The stored content with what differs and is not entered by hand; how another name is read is derived anew."""
    changed = stored
    for one in found:
        if one.field in _PLACES and not one.is_by_hand:
            changed = _with(changed, _PLACES[one.field], _value(told.content, one.field))
    if changed.identity.name != stored.identity.name:
        changed = _with(changed, ("identity", "pinyin"), None)
    return changed


def _value(content: FileContent, field: str) -> object:
    return reduce(getattr, _PLACES[field], content)


def _with(content: Any, place: tuple[str, ...], value: object) -> Any:  # noqa: ANN401 - the content, or a part of it
    """The same with another value in one place."""
    name, *inner = place
    put = replace if isinstance(content, FileContent) else msgspec.structs.replace
    return put(content, **{name: _with(getattr(content, name), tuple(inner), value) if inner else value})


_SAID: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (StrEnum, lambda value: value.value),
    (date, date.isoformat),
    (tuple, injunctions_in_words),
)


def _said(value: object) -> str:
    """A value as a text: codes of lists as such, days as 2026-01-31, nothing where there is none."""
    if value is None:
        return ""
    return next((say(value) for kind, say in _SAID if isinstance(value, kind)), str(value))
