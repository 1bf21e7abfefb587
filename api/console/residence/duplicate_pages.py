"""Addresses of one place side by side, merged, and made two again."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.page_forms import read_id
from api.console.pages_base import PageRequest
from api.console.view_models.base import Line
from api.console.view_models.residence.places import DuplicateLine, DuplicatesView, MergeLine
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.duplicates import Duplicate, Side, find_duplicates
from supervision.residence.cabinet.merging import AddressMerge, list_merges, merge_addresses
from supervision.residence.cabinet.unmerging import undo_merge
from supervision.wording import Wording

PATH = "/console/addresses/duplicates"

MERGED = Wording("已合并。", "They are merged.")
UNDONE = Wording("合并已撤销，全部移回原处。", "The merge is undone; everything is back where it was.")


class DuplicatePages(Controller):
    """Addresses within reach that may be one place."""

    path = "/addresses"

    @get("/duplicates", opt={"act": Act.ADDRESS_MERGE})
    async def duplicates(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Pairs side by side, and the merges that were made."""
        return await page.show(await _view(page), active="addresses")

    @post("/merges", opt={"act": Act.ADDRESS_MERGE})
    async def merge(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Merge one into the other; the notice offers to undo it."""
        form = await page.form()
        merged_id, kept_id = read_id(form.text("merged"), "merged"), read_id(form.text("kept"), "kept")
        if merged_id is None or kept_id is None:
            raise NotFound(NOT_HERE)
        try:
            merge_id = await merge_addresses(page.officer, merged_id, kept_id)
        except (InputInvalid, RuleRefused) as error:
            return await page.show_again(await _view(page, page.say(error.args[0])), error, active="addresses")
        return page.redirect(PATH, done=MERGED, undo_path=f"/console/addresses/merges/{merge_id}/undoing")

    @post("/merges/{merge_id:uuid}/undoing", opt={"act": Act.ADDRESS_MERGE, "about": "address_merge"})
    async def undo(self, merge_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Move everything back."""
        try:
            await undo_merge(page.officer, merge_id)
        except RuleRefused as error:
            return await page.show_again(await _view(page, page.say(error.args[0])), error, active="addresses")
        return page.redirect(PATH, done=UNDONE)


async def _view(page: PageRequest, refusal: str = "") -> DuplicatesView:
    return DuplicatesView(
        pairs=tuple(_pair(page, pair) for pair in await find_duplicates(page.officer)),
        merges=tuple(map(_merge, await list_merges(page.officer))),
        refusal=refusal,
    )


def _pair(page: PageRequest, pair: Duplicate) -> DuplicateLine:
    return DuplicateLine(
        kept_id=pair.kept.address.id,
        kept_name=pair.kept.address.full_name,
        kept_facts=_facts(page, pair.kept),
        merged_id=pair.merged.address.id,
        merged_name=pair.merged.address.full_name,
        merged_facts=_facts(page, pair.merged),
    )


def _facts(page: PageRequest, side: Side) -> tuple[Line, ...]:
    address = side.address
    return (
        Line(label=page.say(Wording("下级地址", "Addresses below")), value=str(side.below)),
        Line(label=page.say(Wording("房屋档案", "Dwellings")), value=str(side.dwellings)),
        Line(label=page.say(Wording("地址编码", "Code")), value=address.code or "—"),
        Line(
            label=page.say(Wording("位置", "Point")),
            value="—" if address.lat is None else f"{address.lat:.5f}°, {address.lon:.5f}°",
        ),
    )


def _merge(merge: AddressMerge) -> MergeLine:
    return MergeLine(
        merge_id=merge.id,
        merged_name=merge.merged_name,
        kept_name=merge.kept_name,
        merged_at=merge.merged_at,
        merged_by=merge.merged_by,
        undone_at=merge.undone_at,
    )
