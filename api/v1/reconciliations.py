"""Monthly reconciliation: months begun, lists handed in, differences settled, count sheets signed and summed."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Struct

from api.list_tables import LIST_BODY_BYTES, read_list
from api.v1.disclosures import Confirmation
from api.v1.reconciliation_views import (
    CitySumsView,
    CountSheetView,
    DifferenceView,
    ItemView,
    OpenedReconciliationView,
    ReconciliationView,
)
from api.v1.requests import Body, Created, PurposeAsked, Reason, ShortText
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.reconciliation.opening import (
    NewList,
    begin_reconciliation,
    compare_again,
    hand_in_list,
    withdraw_list,
)
from supervision.corrections.reconciliation.overview import list_reconciliations, open_reconciliation, sum_of_city
from supervision.corrections.reconciliation.settling import decide_person, reopen_difference, settle_difference
from supervision.corrections.reconciliation.sheets import countersign_sheet, read_sheet, return_sheet, sign_sheet
from supervision.corrections.reconciliation.showing import list_differences, read_item
from supervision.corrections.reconciliation.words import ListSource, Result, Settlement
from supervision.officers import Officer

_LIST, _ITEM = {"about": "reconciliation-list"}, {"about": "reconciliation-item"}


class NewReconciliation(Body, frozen=True):
    """Which county reconciles which month, named by a day of it."""

    county: str
    month: date


class ListUpload(Struct, frozen=True):
    """A list: whose it is, of which day, and from when on it names those whose term began, unless it names all."""

    source: ListSource
    organ: str
    as_of_on: date
    sheet: UploadFile
    covers_from_on: date | None = None


class SettlementBody(Body, frozen=True):
    """What was done about the difference that was shown."""

    result: Result
    settlement: Settlement
    note: ShortText


class PersonDecision(Body, frozen=True):
    """Whose file a row is about; null for none of those that are shown."""

    note: ShortText
    supervisee_id: UUID | None = None


class Remark(Body, frozen=True):
    """What is said beside the numbers."""

    remark: str = ""


class SheetNumber(Struct, frozen=True):
    """The number that a sheet was given."""

    number: str


class ReconciliationController(Controller):
    """Reconciliations inside the officer's reach."""

    path = "/reconciliations"
    tags = ["Reconciliations"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.RECONCILIATION_LIST})
    async def list_reconciliations(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[ReconciliationView]:
        """The months of the officer's counties, the one that was begun last first."""
        page = await list_reconciliations(officer, cursor)
        return list_of(ReconciliationView.of, page.items, page.next)

    @post("/", opt={"act": Act.RECONCILIATION_BEGIN})
    async def begin(self, data: JSONBody[NewReconciliation], officer: NamedDependency[Officer]) -> Created:
        """Begin a month that is over; 409 for a second time."""
        return Created(await begin_reconciliation(officer, data.county, data.month))

    @get("/{reconciliation_id:uuid}", opt={"act": Act.RECONCILIATION_LIST})
    async def open_reconciliation(
        self, reconciliation_id: FromPath[UUID], officer: NamedDependency[Officer]
    ) -> OpenedReconciliationView:
        """One month: lists, differences by kind, sheets."""
        return OpenedReconciliationView.of(await open_reconciliation(officer, reconciliation_id))

    @post(
        "/{reconciliation_id:uuid}/lists",
        opt={"act": Act.RECONCILIATION_HAND_IN},
        request_max_body_size=LIST_BODY_BYTES,
    )
    async def hand_in(
        self, reconciliation_id: FromPath[UUID], data: MultipartBody[ListUpload], officer: NamedDependency[Officer]
    ) -> Created:
        """Hand a list in, .xlsx or CSV; every row is sealed and compared, and nothing of it changes a file."""
        titles, rows = await read_list(await data.sheet.read())
        new = NewList(data.source, data.organ, data.as_of_on, data.covers_from_on, data.sheet.filename, titles, rows)
        return Created(await hand_in_list(officer, reconciliation_id, new))

    @post(
        "/{reconciliation_id:uuid}/lists/{list_id:uuid}/withdrawal",
        opt={"act": Act.RECONCILIATION_HAND_IN, **_LIST},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def withdraw(
        self, reconciliation_id: FromPath[UUID], list_id: FromPath[UUID], officer: NamedDependency[Officer]
    ) -> None:
        """Take a list back; its rows are destroyed with their key."""
        await withdraw_list(officer, reconciliation_id, list_id)

    @post(
        "/{reconciliation_id:uuid}/comparison",
        opt={"act": Act.RECONCILIATION_HAND_IN},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def compare(self, reconciliation_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Compare again with the files as they stand now."""
        await compare_again(officer, reconciliation_id)

    @get("/{reconciliation_id:uuid}/differences", opt={"act": Act.RECONCILIATION_LIST})
    async def list_differences(
        self,
        reconciliation_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        *,
        result: FromQuery[Result | None] = None,
        are_settled: FromQuery[bool] = False,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[DifferenceView]:
        """Differences by kind, those that wait or those that are settled; people are masked."""
        page = await list_differences(officer, reconciliation_id, result, cursor, are_settled=are_settled)
        return list_of(DifferenceView.of_line, page.items, page.next)

    @post("/{reconciliation_id:uuid}/signature", opt={"act": Act.COUNT_SHEET_SIGN})
    async def sign(
        self, reconciliation_id: FromPath[UUID], data: JSONBody[Remark], officer: NamedDependency[Officer]
    ) -> Created:
        """Compare once more, count, and sign; the sheet waits for the head."""
        return Created(await sign_sheet(officer, reconciliation_id, data.remark))


class ReconciliationItemController(Controller):
    """Rows and files with their results."""

    path = "/reconciliation-items"
    tags = ["Reconciliations"]  # noqa: RUF012 - as Litestar declares it

    @get("/{item_id:uuid}", opt={"act": Act.RECONCILIATION_OPEN, **_ITEM})
    async def read(
        self, item_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> ItemView:
        """One row in clear beside the file; recorded with its purpose."""
        return ItemView.of_opened(await read_item(officer, item_id, purpose))

    @post(
        "/{item_id:uuid}/settlement",
        opt={"act": Act.RECONCILIATION_SETTLE, **_ITEM},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def settle(
        self, item_id: FromPath[UUID], data: JSONBody[SettlementBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down what was done; 409 where the difference is another by now."""
        await settle_difference(officer, item_id, data.result, data.settlement, data.note)

    @post("/{item_id:uuid}/reopening", opt={"act": Act.RECONCILIATION_SETTLE, **_ITEM}, status_code=HTTP_204_NO_CONTENT)
    async def reopen(self, item_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]) -> None:
        """Open a settled difference again, or ask again whom a decided row is about."""
        await reopen_difference(officer, item_id, data.reason)

    @post("/{item_id:uuid}/person", opt={"act": Act.RECONCILIATION_SETTLE, **_ITEM}, status_code=HTTP_204_NO_CONTENT)
    async def decide(
        self, item_id: FromPath[UUID], data: JSONBody[PersonDecision], officer: NamedDependency[Officer]
    ) -> None:
        """Say whose file a row is about, or that it is none of those shown."""
        await decide_person(officer, item_id, data.supervisee_id, data.note)


class CountSheetController(Controller):
    """Count sheets, and the sums that a city sees of them."""

    path = "/count-sheets"
    tags = ["Reconciliations"]  # noqa: RUF012 - as Litestar declares it

    @get("/sums", opt={"act": Act.COUNT_SHEET_SUM})
    async def sums(self, officer: NamedDependency[Officer], month: FromQuery[date | None] = None) -> CitySumsView:
        """Sums over the countersigned sheets of a month, and the counties that have none."""
        return CitySumsView.of(await sum_of_city(officer, month))

    @get("/{sheet_id:uuid}", opt={"act": Act.COUNT_SHEET_OPEN})
    async def read(self, sheet_id: FromPath[UUID], officer: NamedDependency[Officer]) -> CountSheetView:
        """A sheet as it was signed."""
        return CountSheetView.of(await read_sheet(officer, sheet_id))

    @post("/{sheet_id:uuid}/countersignature", opt={"act": Act.COUNT_SHEET_COUNTERSIGN}, status_code=HTTP_200_OK)
    async def countersign(
        self, sheet_id: FromPath[UUID], data: JSONBody[Confirmation], officer: NamedDependency[Officer]
    ) -> SheetNumber:
        """Countersign what another signed, with the second factor; 409 for whoever signed."""
        return SheetNumber(await countersign_sheet(officer, sheet_id, data.code))

    @post("/{sheet_id:uuid}/return", opt={"act": Act.COUNT_SHEET_COUNTERSIGN}, status_code=HTTP_204_NO_CONTENT)
    async def return_sheet(
        self, sheet_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Return a signed sheet with the reason."""
        await return_sheet(officer, sheet_id, data.reason)
