"""Reconciliations, differences and count sheets as clients see them."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from api.v1.views import View
from supervision.corrections.category import Category
from supervision.corrections.file_state import FileState
from supervision.corrections.listing import SupervisedPerson
from supervision.corrections.reconciliation.counting import CategoryCount
from supervision.corrections.reconciliation.list_rows import ListedPerson
from supervision.corrections.reconciliation.overview import CitySums, OpenedReconciliation
from supervision.corrections.reconciliation.sheets import CountSheet, SheetContent, SheetDecision
from supervision.corrections.reconciliation.showing import DifferenceLine, Item, OpenedItem
from supervision.corrections.reconciliation.words import (
    ItemStep,
    ListSource,
    MatchedBy,
    ReconciliationState,
    Result,
    Settlement,
    SheetState,
)


class ReconciliationView(View, frozen=True):
    """A county's period and how far it is."""

    id: UUID
    county: str
    county_name: str
    from_on: date
    until_on: date
    state: ReconciliationState
    compared_at: datetime | None
    begun_at: datetime
    begun_by_name: str
    lists_destroyed_at: datetime | None


class HandedInListView(View, frozen=True):
    """A list that was handed in; organ and file name are gone once it is withdrawn."""

    id: UUID
    source: ListSource
    organ: str
    file_name: str
    as_of_on: date
    covers_from_on: date | None
    fields: list[str]
    rows: int
    handed_in_at: datetime
    handed_in_by_name: str
    withdrawn_at: datetime | None


class SheetSummaryView(View, frozen=True):
    """A count sheet in a list."""

    id: UUID
    number: str | None
    state: SheetState
    signed_at: datetime


class OpenedReconciliationView(Struct, frozen=True):
    """One month: lists, differences by kind as the officer may know them, and sheets."""

    reconciliation: ReconciliationView
    lists: list[HandedInListView]
    waiting: Mapping[Result, int]
    settled: Mapping[Result, int]
    sheets: list[SheetSummaryView]

    @classmethod
    def of(cls, opened: OpenedReconciliation) -> "OpenedReconciliationView":
        """The view of an opened month."""
        names = opened.names
        return cls(
            ReconciliationView.of(opened.reconciliation),
            [
                HandedInListView.of(
                    each,
                    organ=names[each.id].organ if each.id in names else "",
                    file_name=names[each.id].file_name if each.id in names else "",
                    fields=list(each.fields),
                )
                for each in opened.lists
            ],
            opened.waiting,
            opened.settled,
            [SheetSummaryView.of(sheet) for sheet in opened.sheets],
        )


class DifferenceView(View, frozen=True):
    """A difference in the queue, the person masked; `row_number` is 0 for a file that no list names."""

    id: UUID
    result: Result
    source: ListSource | None
    as_of_on: date | None
    row_number: int
    name: str
    document_number: str
    differing: list[str]
    supervisee_id: UUID | None
    file_number: str
    settlement: Settlement | None
    settled_at: datetime | None

    @classmethod
    def of_line(cls, line: DifferenceLine) -> "DifferenceView":
        """The view of a line of the queue."""
        item = line.item
        return cls(
            item.id, item.result, item.source, item.as_of_on, item.number, line.who, line.document_number,
            list(item.differing), item.file_id, line.file_number, line.settlement, line.settled_at,
        )  # fmt: skip


class ComparedFileView(View, frozen=True):
    """A file here, the person masked."""

    supervisee_id: UUID
    number: str
    name: str
    id_number: str
    category: Category
    state: FileState
    term_ends_on: date


class ItemStepView(View, frozen=True):
    """What was done about an item."""

    step: ItemStep
    settlement: Settlement | None
    note: str
    taken_at: datetime
    taken_by_name: str


class ItemView(View, frozen=True):
    """A row in clear beside the file, or those whose it may be; `candidates` wait for an officer's word."""

    id: UUID
    reconciliation_id: UUID
    result: Result
    source: ListSource | None
    as_of_on: date | None
    row_number: int
    matched_by: MatchedBy | None
    differing: list[str]
    listed: ListedPerson | None
    file: ComparedFileView | None
    candidates: list[ComparedFileView]
    steps: list[ItemStepView]
    is_settled: bool

    @classmethod
    def of_opened(cls, opened: OpenedItem) -> "ItemView":
        """The view of an opened item."""
        item: Item = opened.item
        return cls(
            item.id, item.reconciliation_id, item.result, item.source, item.as_of_on, item.number, item.matched_by,
            list(item.differing), opened.listed, None if opened.file is None else _file_view(opened.file),
            [_file_view(one) for one in opened.candidates], [ItemStepView.of(step) for step in opened.steps],
            opened.is_settled,
        )  # fmt: skip


class CountSheetView(View, frozen=True):
    """A count sheet as it was signed."""

    id: UUID
    reconciliation_id: UUID
    number: str | None
    state: SheetState
    content: SheetContent
    signed_at: datetime
    decided_at: datetime | None
    decision: SheetDecision | None


class CountySumView(Struct, frozen=True):
    """The numbers of a county's countersigned sheet."""

    county: str
    county_name: str
    number: str | None
    at_end: int
    open_differences: int

    @classmethod
    def of(cls, name: str, sheet: CountSheet) -> "CountySumView":
        """The sums over the categories of a sheet."""
        return cls(
            sheet.county,
            name,
            sheet.number,
            sum(count.at_end for count in sheet.content.categories),
            sum(each.open for each in sheet.content.differences),
        )


class CitySumsView(Struct, frozen=True):
    """Sums over countersigned sheets, and the counties that have none."""

    until_on: date
    categories: list[CategoryCount]
    open_differences: int
    items: list[CountySumView]
    missing: list[str]

    @classmethod
    def of(cls, sums: CitySums) -> "CitySumsView":
        """The view of the sums."""
        return cls(
            sums.until_on,
            list(sums.categories),
            sums.open_differences,
            [CountySumView.of(county.name, sheet) for county, sheet in sums.counties],
            [county.code for county in sums.missing],
        )


def _file_view(person: SupervisedPerson) -> ComparedFileView:
    return ComparedFileView.of(person, supervisee_id=person.file_id)
