"""Provisions as they are stored and listed: when, by whom, how much and how, never what."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.sharing.items import GivenItem, open_items
from supervision.residence.sharing.view_rows import SharingView, load_view
from supervision.residence.sharing.words import HandedOver, Scope
from supervision.storage.database import Record, fetch, fetch_one


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision; `ids_digest` tells, of a list of records, whether it was this one that was given."""

    id: UUID
    number: str
    view_id: UUID
    scope: Scope
    handed_over: HandedOver
    fields: tuple[str, ...]
    rows: int
    answered: int
    ids_digest: bytes
    made_at: datetime
    made_by_name: str


async def load_provision(
    officer: Officer, act: Act, provision_id: UUID, *, lock: bool = False
) -> tuple[Provision, SharingView]:
    """One provision with the view that it was made under; NotFound beyond reach."""
    row = await _load(provision_id, lock=lock)
    return _provision(row), await load_view(officer, act, row["view_id"])


async def given_items(provision: Provision) -> list[GivenItem]:
    """What a provision that the caller has loaded gave."""
    return await open_items(provision.id, (await _load(provision.id))["items_sealed"])


async def list_provisions(view: SharingView, cursor: str | None = None) -> Page[Provision]:
    """The provisions under a view that the caller has loaded, newest first, fifty a page."""
    after = read_cursor(cursor)
    rows = await fetch(
        f"""{_SELECT} WHERE p.view = $1 AND ($2::timestamptz IS NULL OR (p.made_at, p.id) < ($2, $3::uuid))
            ORDER BY p.made_at DESC, p.id DESC LIMIT $4""",
        view.id, after and after.at, after and after.row_id, PAGE_SIZE + 1,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["made_at"], row["id"]))
    return Page(tuple(map(_provision, shown)), following)


_SELECT = """
SELECT p.*, p.view AS view_id, officer.name AS made_by_name
FROM provision AS p JOIN officer ON officer.id = p.made_by"""


async def _load(provision_id: UUID, *, lock: bool = False) -> Record:
    row = await fetch_one(f"{_SELECT} WHERE p.id = $1 {'FOR NO KEY UPDATE OF p' if lock else ''}", provision_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return row


def _provision(row: Record) -> Provision:
    values = {name: row[name] for name in Provision.__dataclass_fields__}
    return Provision(
        **{
            **values,
            "scope": Scope(row["scope"]),
            "handed_over": HandedOver(row["handed_over"]),
            "fields": tuple(row["fields"]),
        }
    )
