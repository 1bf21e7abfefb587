"""Two versions of a person, compared item by item, and a person cut down to what a region may know. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from supervision.residence.households.person import FIELD_OF, Person
from supervision.residence.rules import FieldList

ITEMS = (
    "name", "pinyin", "document_type", "document_number", "sex", "born_on", "ethnicity", "phone", "domicile_code",
    "domicile_address", "issuer", "issued_on", "workplace", "political_status", "education", "marital_status",
    "employment", "social_security", "guardian_name", "guardian_relation", "guardian_phone", "guardian_document",
)  # fmt: skip
"""What a person consists of, in the order in which a page shows it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that two versions have differently; an empty text stands for nothing."""

    item: str
    old: str
    new: str


def items_of(person: Person) -> Mapping[str, str]:
    """A person as item and text; codes and days as they are written to machines."""
    guardian = person.guardian
    values = {item: getattr(person, item) for item in ITEMS if not item.startswith("guardian")}
    values |= {
        "guardian_name": guardian.name if guardian else "",
        "guardian_relation": guardian.relation if guardian else "",
        "guardian_phone": guardian.phone if guardian else "",
        "guardian_document": guardian.document_number if guardian else "",
    }
    return {item: "" if values[item] is None else str(values[item]) for item in ITEMS}


def find_differences(old: Person, new: Person) -> tuple[Difference, ...]:
    """The items in which `new` differs from `old`, in the order of ITEMS."""
    before, after = items_of(old), items_of(new)
    return tuple(Difference(item, before[item], after[item]) for item in ITEMS if before[item] != after[item])


def limited_to(person: Person, fields: FieldList) -> Person:
    """The person without whatever the region's law does not list; for one who moves to another region."""
    empty = {
        part: Person.__struct_defaults__[Person.__struct_fields__.index(part) - _REQUIRED]
        for part, item in FIELD_OF.items()
        if item not in fields.fields
    }
    return msgspec.structs.replace(person, **empty) if empty else person


_REQUIRED = len(Person.__struct_fields__) - len(Person.__struct_defaults__)
