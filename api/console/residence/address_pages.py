"""Standard addresses: the streets of a community, one address with what stands below it, entering and changing."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.map_centre import map_start
from api.console.page_forms import SubmittedForm, form_of, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.residence.communities import chosen_community
from api.console.view_models.base import FormState
from api.console.view_models.residence.places import AddressLine, AddressListView, AddressView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import division_name
from supervision.residence.addresses.changing import AddressFacts, change_address, fill_points
from supervision.residence.addresses.dwellings import drawer_over
from supervision.residence.addresses.listing import (
    AddressFilter,
    count_children,
    dwellings_at,
    list_addresses,
    load_children,
    load_line,
    load_streets,
)
from supervision.residence.addresses.names import floor_of, ordinal_of
from supervision.residence.addresses.standard import (
    AddressDraft,
    AddressExists,
    StandardAddress,
    addresses_by_id,
    create_address,
    load_address,
)
from supervision.residence.addresses.words import MAY_STAND_UNDER, AddressKind
from supervision.wording import Wording

PATH = "/console/addresses"

ENTERED = Wording("地址已登记。", "The address is entered.")
SAVED = Wording("地址已保存。", "The address is saved.")
FILLED = Wording(
    "已为没有位置的地址补上所在楼栋或街路的位置。", "What had no point now has that of its building or street."
)
KIND_NEEDED = Wording("请选择种类。", "Choose the kind.")
DEGREES_WRONG = Wording("经纬度须为数字。", "Degrees are numbers.")


class AddressPages(Controller):
    """Addresses inside the officer's reach."""

    path = "/addresses"

    @get("/", opt={"act": Act.ADDRESS_LIST})
    async def list_addresses(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The streets of a community, or what a search finds."""
        return await page.show(await _list_view(page), active="addresses")

    @post("/", opt={"act": Act.ADDRESS_CREATE})
    async def create(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter an address below another, or a street of a community."""
        form = await page.form()
        parent_id = read_id(form.text("parent"), "parent")
        try:
            address_id = await create_address(page.officer, _draft(form, parent_id))
        except AddressExists as error:
            return page.redirect(f"{PATH}/{error.address_id}", warning=error.args[0])
        except (InputInvalid, RuleRefused) as error:
            state = form.state(error, page.language)
            view = await _view(page, parent_id, child_form=state) if parent_id else await _list_view(page, state)
            return await page.show_again(view, error, active="addresses")
        return page.redirect(f"{PATH}/{parent_id or address_id}", done=ENTERED)

    @post("/points", opt={"act": Act.ADDRESS_CHANGE})
    async def fill_points(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Give what has no point in a community that of what it stands under."""
        form = await page.form()
        chosen = await chosen_community(page, Act.ADDRESS_CHANGE)
        division = form.text("division")
        if division in {one.division for one in chosen.communities}:
            await fill_points(page.officer, division)
        return page.redirect(address(PATH, division=division), done=FILLED)

    @get("/{address_id:uuid}", opt={"act": Act.ADDRESS_LIST})
    async def open(self, address_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One address."""
        return await page.show(await _view(page, address_id), active="addresses")

    @post("/{address_id:uuid}", opt={"act": Act.ADDRESS_CHANGE})
    async def change(self, address_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Change an address; what stands below follows its name."""
        form = await page.form()
        await load_address(page.officer, Act.ADDRESS_CHANGE, address_id)
        try:
            await change_address(page.officer, address_id, form.number("revision", 0), _facts(form))
        except (InputInvalid, RuleRefused) as error:
            view = await _view(page, address_id, form.state(error, page.language))
            return await page.show_again(view, error, active="addresses")
        return page.redirect(f"{PATH}/{address_id}", done=SAVED)


def _draft(form: SubmittedForm, parent_id: UUID | None) -> AddressDraft:
    kind = read_choice(AddressKind, form.text("kind"), "kind")
    if kind is None:
        raise InputInvalid(KIND_NEEDED, field="kind")
    name = form.text("name")
    return AddressDraft(
        kind,
        name,
        division=form.text("division"),
        parent_id=parent_id,
        ordinal=form.number("ordinal", ordinal_of(name)),
        floor=_floor(form, floor_of(name)) if kind is AddressKind.ROOM else None,
        code=form.text("code") or None,
    )


def _facts(form: SubmittedForm) -> AddressFacts:
    name = form.text("name")
    return AddressFacts(
        name,
        ordinal=form.number("ordinal", ordinal_of(name)),
        floor=_floor(form, None),
        code=form.text("code") or None,
        lat=_degrees(form, "home_lat"),
        lon=_degrees(form, "home_lon"),
    )


def _floor(form: SubmittedForm, default: int | None) -> int | None:
    return form.number("floor") if form.text("floor") else default


def _degrees(form: SubmittedForm, name: str) -> float | None:
    try:
        return float(form.text(name)) if form.text(name) else None
    except ValueError as error:
        raise InputInvalid(DEGREES_WRONG, field=name) from error


async def _list_view(page: PageRequest, form: FormState = FormState()) -> AddressListView:
    chosen = await chosen_community(page, Act.ADDRESS_LIST)
    query = page.filters().get("query", "")
    if query:
        found = await list_addresses(page.officer, AddressFilter(query=query), page.filters().get("cursor"))
        lines, following = found.items, found.next
    else:
        lines, following = await load_streets(page.officer, chosen.division) if chosen.division else (), None
    division = form.value("division") or chosen.division
    return AddressListView(
        communities=chosen.choices,
        division=division,
        query=query,
        lines=await address_lines(lines),
        paging=page.paging(len(lines), following, None if query else len(lines)),
        form=form,
        may_add=page.may(Act.ADDRESS_CREATE),
        may_import=page.may(Act.ADDRESS_IMPORT),
        may_merge=page.may(Act.ADDRESS_MERGE),
    )


async def _view(
    page: PageRequest, address_id: UUID, form: FormState | None = None, child_form: FormState = FormState()
) -> AddressView:
    stored = await load_address(page.officer, Act.ADDRESS_LIST, address_id)
    children = await load_children(page.officer, address_id)
    line = await load_line(page.officer, stored)
    dwelling_id = (await dwellings_at([address_id])).get(address_id)
    drawer_id = await drawer_over(address_id)
    is_live = stored.merged_into is None
    kinds = [kind for kind in AddressKind if stored.kind in MAY_STAND_UNDER[kind]]
    kept = (await addresses_by_id([stored.merged_into])).get(stored.merged_into) if stored.merged_into else None
    return AddressView(
        address_id=stored.id,
        kind=stored.kind,
        full_name=stored.full_name,
        community_name=await division_name(stored.division),
        line=tuple((one.name, one.id) for one in line[:-1]),
        children=await address_lines(children),
        child_kinds=page.choices("address-kind", kinds),
        point=None if stored.lat is None or stored.lon is None else (stored.lon, stored.lat),
        centre=_centre(page, line),
        form=form or _filled(stored),
        child_form=child_form,
        merged_into=(kept.full_name, kept.id) if kept else None,
        drawer_id=drawer_id,
        dwelling_id=dwelling_id,
        may_change=is_live and page.may(Act.ADDRESS_CHANGE, stored.division),
        may_add=is_live and bool(kinds) and page.may(Act.ADDRESS_CREATE, stored.division),
        may_make_drawer=is_live
        and drawer_id is None
        and stored.kind in {AddressKind.STREET, AddressKind.BUILDING}
        and page.may(Act.DRAWER_CREATE, stored.division),
        may_make_dwelling=is_live
        and dwelling_id is None
        and drawer_id is not None
        and stored.kind in {AddressKind.ROOM, AddressKind.BUILDING}
        and page.may(Act.DWELLING_CREATE, stored.division),
    )


def _centre(page: PageRequest, line: Iterable[StandardAddress]) -> tuple[float, float]:
    """Where the map of an address without a point begins: at what it stands under, or in the town."""
    points = [(one.lon, one.lat) for one in line if one.lon is not None and one.lat is not None]
    return points[-1] if points else map_start(page.settings).centre


def _filled(stored: StandardAddress) -> FormState:
    values: Mapping[str, object] = {
        "revision": stored.revision, "name": stored.name, "ordinal": stored.ordinal, "floor": stored.floor,
        "code": stored.code, "home_lat": stored.lat, "home_lon": stored.lon,
    }  # fmt: skip
    return form_of({name: None if value is None else str(value) for name, value in values.items()})


async def address_lines(addresses: Iterable[StandardAddress]) -> tuple[AddressLine, ...]:
    """Addresses as a list shows them."""
    found = list(addresses)
    below = await count_children([one.id for one in found])
    dwellings = await dwellings_at([one.id for one in found])
    return tuple(
        AddressLine(
            address_id=one.id,
            kind=one.kind,
            name=one.name,
            full_name=one.full_name,
            code=one.code or "",
            floor=one.floor,
            has_point=one.lat is not None,
            below=below.get(one.id, 0),
            dwelling_id=dwellings.get(one.id),
        )
        for one in found
    )
