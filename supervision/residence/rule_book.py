"""The rules, field lists and services of the residence register as a book that regions may add to. Pure."""

from collections.abc import Callable, Sequence

from supervision.local_rules.book import FIELD_LIST, EntryOpening, FieldOpening, LocalRow, RuleBook, as_rules
from supervision.residence.rules import (
    FIELD_LISTS,
    FIELD_LISTS_IN_FORCE,
    FIELDS_OF_EVERY_LIST,
    OPENINGS,
    RESIDENCE_RULES,
    RULES_IN_FORCE,
    FieldList,
    PersonField,
)
from supervision.residence.services.catalogue import SERVICES, SERVICES_IN_FORCE
from supervision.residence.services.local import PREFIX, as_service, checked_entry
from supervision.settings import Register
from supervision.wording import Wording


def _table_of(rows: Sequence[LocalRow]) -> Callable[[], None]:
    rules = as_rules(rows, RESIDENCE_RULES)
    lists = (*(_field_list(row) for row in rows if row.name == FIELD_LIST), *FIELD_LISTS)
    services = (*(as_service(row) for row in rows if row.entry is not None), *SERVICES)

    def hand_over() -> None:
        RULES_IN_FORCE.set(rules)
        FIELD_LISTS_IN_FORCE.set(lists)
        SERVICES_IN_FORCE.set(services)

    return hand_over


def _field_list(row: LocalRow) -> FieldList:
    """What a region lists, of what this service knows: a field that it does not have is not asked for."""
    fields = frozenset(field for field in PersonField if field in row.fields)
    source = Wording(row.source, row.source)
    return FieldList(fields, source, row.confidence, row.valid_from, row.valid_until, row.division)


def _row(listed: FieldList) -> LocalRow:
    return LocalRow(
        FIELD_LIST,
        listed.division,
        listed.source,
        listed.confidence,
        listed.valid_from,
        listed.valid_until,
        fields=frozenset(field.value for field in listed.fields),
    )


RESIDENCE_BOOK = RuleBook(
    Register.RESIDENCE,
    RESIDENCE_RULES,
    OPENINGS,
    _table_of,
    FieldOpening(
        tuple(field.value for field in PersonField),
        frozenset(field.value for field in FIELDS_OF_EVERY_LIST),
        tuple(_row(listed) for listed in FIELD_LISTS),
    ),
    EntryOpening(PREFIX, checked_entry),
)
"""What the acts of this register are judged by."""
