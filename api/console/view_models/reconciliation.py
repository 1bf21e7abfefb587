"""Reconciliations: months, lists and differences, one row beside its file, count sheets and their sums."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Deadline, FormState, Happening, Id, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """A county's period in the list; `waiting` differences are counted as the officer may know them."""

    reconciliation_id: Id
    county_name: str
    from_on: date
    until_on: date
    state: str
    begun_at: datetime
    begun_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A period that is over and was not begun."""

    county: str
    county_name: str
    until_on: date
    deadline: Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationListView(View):
    """Months, and those to begin. Posts `county`, `month` (a day of it) to `/console/reconciliations`."""

    template: ClassVar[str] = "reconciliation/list.html"
    lines: tuple[MonthLine, ...]
    due: tuple[DueLine, ...]
    counties: tuple[Choice, ...]
    paging: Paging
    may_begin: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedInList:
    """A list that was handed in."""

    list_id: Id
    source: str
    organ: str
    file_name: str
    as_of_on: date
    covers_from_on: date | None
    fields: tuple[str, ...]
    rows: int
    handed_in_at: datetime
    handed_in_by: str
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """A difference in the queue, the person masked."""

    item_id: Id
    result: str
    source: str
    as_of_on: date | None
    row_number: int
    masked_name: str
    masked_number: str
    file_number: str
    differing: tuple[str, ...]
    settlement: str = ""
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A count sheet of the month."""

    sheet_id: Id
    number: str
    state: str
    signed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationView(View):
    """One month.

    Posts `source`, `organ`, `as_of_on`, `covers_from_on`, file `sheet` to `…/lists`; nothing to
    `…/lists/{id}/withdrawal` and `…/comparison`; `remark` to `…/signature`.
    """

    template: ClassVar[str] = "reconciliation/one.html"
    reconciliation_id: Id
    county_name: str
    from_on: date
    until_on: date
    state: str
    compared_at: datetime | None
    lists: tuple[HandedInList, ...]
    sources: tuple[Choice, ...]
    shows: tuple[Choice, ...]
    show: str
    results: tuple[Choice, ...]
    result: str
    rows: tuple[DifferenceRow, ...]
    sheets: tuple[SheetLine, ...]
    paging: Paging
    waiting_total: int
    filters: dict[str, str]
    form: FormState = FormState()
    may_hand_in: bool = False
    may_sign: bool = False
    are_lists_destroyed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFile:
    """A file here, the person masked."""

    supervisee_id: Id
    number: str
    masked_name: str
    masked_number: str
    category: str
    state: str
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView(View):
    """One row in clear beside the file.

    Posts `result`, `settlement`, `note` to `…/settlement`; `reason` to `…/reopening`; `person` (a file, or `none`) and
    `note` to `…/person`.
    """

    template: ClassVar[str] = "reconciliation/item.html"
    item_id: Id
    reconciliation_id: Id
    county_name: str
    until_on: date
    result: str
    source: str
    as_of_on: date | None
    row_number: int
    listed: tuple[Line, ...]
    unread: tuple[Line, ...]
    file: ComparedFile | None
    matched_by: str
    differing: tuple[str, ...]
    candidates: tuple[ComparedFile, ...]
    steps: tuple[Happening, ...]
    settlements: tuple[Choice, ...]
    form: FormState = FormState()
    may_settle: bool = False
    may_reopen: bool = False
    may_open_file: bool = False
    is_settled: bool = False
    purpose: str = "supervision"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """The numbers of a category, or of all."""

    category: str
    carried_over: int
    opened: int
    moved_in: int
    released: int
    terminated: int
    moved_out: int
    at_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceCount:
    """How many differences of a kind: each way of settling with its number, and what is open."""

    result: str
    settled: tuple[tuple[str, int], ...]
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCount:
    """A list as it stands on a sheet."""

    source: str
    as_of_on: date
    covers_from_on: date | None
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheetView(View):
    """A count sheet as A4. Posts `code` to `…/countersignature`, `reason` to `…/return`."""

    template: ClassVar[str] = "reconciliation/sheet.html"
    sheet_id: Id
    reconciliation_id: Id
    number: str
    state: str
    county_name: str
    from_on: date
    until_on: date
    counts: tuple[CountLine, ...]
    total: CountLine
    states: tuple[tuple[str, int], ...]
    lists: tuple[ListCount, ...]
    places: tuple[tuple[str, int], ...]
    differences: tuple[DifferenceCount, ...]
    remark: str
    signed_by: str
    signed_at: datetime
    office_name: str
    decided_by: str = ""
    decided_in: str = ""
    decided_at: datetime | None = None
    is_by_mandate: bool = False
    returned_because: str = ""
    form: FormState = FormState()
    may_decide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountySum:
    """A county with a countersigned sheet."""

    county_name: str
    number: str
    at_end: int
    open_differences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CitySumsView(View):
    """The sums of a period over the counties within reach, and the counties that have no sheet."""

    template: ClassVar[str] = "reconciliation/sums.html"
    month: date
    until_on: date
    counts: tuple[CountLine, ...]
    total: CountLine
    open_differences: int
    counties: tuple[CountySum, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationDue:
    """What *today's work* says: months not begun by their day, months with differences, sheets to countersign."""

    due: tuple[DueLine, ...] = ()
    waiting: tuple[tuple[Id, str, date, int], ...] = ()
    to_countersign: tuple[tuple[Id, str, date], ...] = ()
