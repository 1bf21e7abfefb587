"""Standard addresses: listed, entered, changed, imported in bulk, and merged."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.requests import Body, Created
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.addresses.changing import AddressFacts, change_address
from supervision.residence.addresses.duplicates import Duplicate, Side, find_duplicates
from supervision.residence.addresses.import_rows import AddressVerdict, RowVerdict
from supervision.residence.addresses.importing import import_addresses
from supervision.residence.addresses.listing import AddressFilter, list_addresses
from supervision.residence.addresses.standard import AddressDraft, create_address, load_address
from supervision.residence.addresses.words import AddressKind, AddressSource
from supervision.residence.cabinet.merging import AddressMerge, list_merges, merge_addresses
from supervision.residence.cabinet.unmerging import undo_merge

MOST_ROWS = 1_000
"""How many rows of a table one call takes."""

Text = Annotated[str, Meta(max_length=250)]


class AddressView(View, frozen=True):
    """A standard address; `merged_into` is the address that was kept in its place. WGS-84 degrees."""

    id: UUID
    division: str
    kind: AddressKind
    parent_id: UUID | None
    name: str
    full_name: str
    ordinal: int
    floor: int | None
    code: str | None
    lat: float | None
    lon: float | None
    merged_into: UUID | None
    revision: int


class NewAddress(Body, frozen=True):
    """An address to enter: a street names its community, everything else its parent."""

    kind: AddressKind
    name: Text
    division: str = ""
    parent_id: UUID | None = None
    ordinal: Annotated[int, Meta(ge=0, le=9_999_999)] = 0
    floor: Annotated[int, Meta(ge=-9, le=200)] | None = None
    code: Annotated[str, Meta(max_length=30)] | None = None
    lat: float | None = None
    lon: float | None = None


class ChangedAddress(Body, frozen=True):
    """What of an address can be changed, and the revision that was looked at."""

    revision: int
    name: Text
    ordinal: Annotated[int, Meta(ge=0, le=9_999_999)] = 0
    floor: Annotated[int, Meta(ge=-9, le=200)] | None = None
    code: Annotated[str, Meta(max_length=30)] | None = None
    lat: float | None = None
    lon: float | None = None


class AddressRow(Body, frozen=True):
    """One row of a district's table, as texts; it is about the finest part that is filled in."""

    division: Text
    street: Text
    building: Text = ""
    unit: Text = ""
    room: Text = ""
    floor: Text = ""
    code: Text = ""
    lat: Text = ""
    lon: Text = ""


class AddressTable(Body, frozen=True):
    """Up to a thousand rows."""

    rows: Annotated[list[AddressRow], Meta(min_length=1, max_length=MOST_ROWS)]


class RowVerdictView(View, frozen=True):
    """What became of a row, and why; `field` is the part to mend."""

    verdict: AddressVerdict
    reason: str
    field: str | None

    @classmethod
    def of_row(cls, row: RowVerdict) -> "RowVerdictView":
        """The view of a verdict."""
        return cls(row.verdict, str(row.reason), row.field)


class ImportView(View, frozen=True):
    """The verdicts in the order of the rows, and how many addresses were added, parents included."""

    added: int
    verdicts: list[RowVerdictView]


class SideView(View, frozen=True):
    """One of two addresses that may be one, with how much stands below it."""

    address: AddressView
    below: int
    dwellings: int

    @classmethod
    def of_side(cls, side: Side) -> "SideView":
        """The view of a side."""
        return cls(AddressView.of(side.address), side.below, side.dwellings)


class DuplicateView(View, frozen=True):
    """Two addresses of one parent that differ only in writing."""

    kept: SideView
    merged: SideView

    @classmethod
    def of_pair(cls, pair: Duplicate) -> "DuplicateView":
        """The view of a pair."""
        return cls(SideView.of_side(pair.kept), SideView.of_side(pair.merged))


class NewMerge(Body, frozen=True):
    """Which address goes and which is kept."""

    merged_id: UUID
    kept_id: UUID


class MergeView(View, frozen=True):
    """A merge that was made."""

    id: UUID
    merged_name: str
    kept_name: str
    division: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None

    @classmethod
    def of_merge(cls, merge: AddressMerge) -> "MergeView":
        """The view of a merge."""
        return cls.of(merge)


class AddressController(Controller):
    """Standard addresses inside the officer's reach; places, never people."""

    tags = ["Addresses"]  # noqa: RUF012 - as Litestar declares it

    @get("/addresses", opt={"act": Act.ADDRESS_LIST})
    async def list_addresses(
        self,
        officer: NamedDependency[Officer],
        division: FromQuery[str] = "",
        parent: FromQuery[UUID | None] = None,
        sought: Annotated[str, QueryParameter(name="query")] = "",
        cursor: FromQuery[str | None] = None,
    ) -> ListView[AddressView]:
        """Addresses of a division, directly below a parent, or with a text in them; entered last first."""
        page = await list_addresses(officer, AddressFilter(division, parent, sought), cursor)
        return list_of(AddressView.of, page.items, page.next)

    @post("/addresses", opt={"act": Act.ADDRESS_CREATE})
    async def create(self, data: JSONBody[NewAddress], officer: NamedDependency[Officer]) -> Created:
        """Enter one address; 409 where it is there already."""
        draft = AddressDraft(
            data.kind, data.name, data.division, data.parent_id, data.ordinal, data.floor, data.code, data.lat, data.lon
        )
        return Created(await create_address(officer, draft))

    @get("/addresses/{address_id:uuid}", opt={"act": Act.ADDRESS_LIST})
    async def open(self, address_id: FromPath[UUID], officer: NamedDependency[Officer]) -> AddressView:
        """One address."""
        return AddressView.of(await load_address(officer, Act.ADDRESS_LIST, address_id))

    @put("/addresses/{address_id:uuid}", opt={"act": Act.ADDRESS_CHANGE})
    async def change(
        self, address_id: FromPath[UUID], data: JSONBody[ChangedAddress], officer: NamedDependency[Officer]
    ) -> AddressView:
        """Change an address; what stands below follows its name. 409 where somebody else changed it meanwhile."""
        facts = AddressFacts(data.name, data.ordinal, data.floor, data.code, data.lat, data.lon)
        await change_address(officer, address_id, data.revision, facts)
        return AddressView.of(await load_address(officer, Act.ADDRESS_LIST, address_id))

    @post("/addresses/import", opt={"act": Act.ADDRESS_IMPORT}, status_code=HTTP_200_OK)
    async def import_rows(self, data: JSONBody[AddressTable], officer: NamedDependency[Officer]) -> ImportView:
        """Import up to a thousand rows in one act: a verdict each; what cannot be used is left out."""
        rows = [{name: getattr(row, name) for name in row.__struct_fields__} for row in data.rows]
        found = await import_addresses(officer, rows, AddressSource.API)
        return ImportView(found.added, [RowVerdictView.of_row(row) for row in found.verdicts])

    @get("/address-duplicates", opt={"act": Act.ADDRESS_MERGE})
    async def duplicates(
        self, officer: NamedDependency[Officer], division: FromQuery[str | None] = None
    ) -> ListView[DuplicateView]:
        """Addresses of one parent that differ only in how they were written."""
        return list_of(DuplicateView.of_pair, await find_duplicates(officer, division))

    @get("/address-merges", opt={"act": Act.ADDRESS_MERGE})
    async def merges(
        self, officer: NamedDependency[Officer], division: FromQuery[str | None] = None
    ) -> ListView[MergeView]:
        """The merges that were made, the newest first."""
        return list_of(MergeView.of_merge, await list_merges(officer, division))

    @post("/address-merges", opt={"act": Act.ADDRESS_MERGE})
    async def merge(self, data: JSONBody[NewMerge], officer: NamedDependency[Officer]) -> Created:
        """Merge one address into another, with everything that hangs on it."""
        return Created(await merge_addresses(officer, data.merged_id, data.kept_id))

    @post(
        "/address-merges/{merge_id:uuid}/undoing",
        opt={"act": Act.ADDRESS_MERGE, "about": "address_merge"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def undo(self, merge_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Move everything back; 409 once something of it was changed."""
        await undo_merge(officer, merge_id)
