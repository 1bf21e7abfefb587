"""What a row of the homes' table says, checked by itself: where, what premises, whose, and what is dangerous there."""

from collections.abc import Mapping
from datetime import date

import msgspec

from supervision.documents import DocumentType
from supervision.errors import InputInvalid
from supervision.residence.addresses.dwellings import DwellingFacts, check_sizes
from supervision.residence.addresses.import_rows import (
    AddressLine,
    Place,
    full_name_of,
    kind_of,
    read_address_row,
    read_code,
    read_point,
)
from supervision.residence.addresses.words import AddressKind, Ownership
from supervision.residence.codes import BuildingUse, HazardKind, LettingUse
from supervision.residence.parties.details import Party, make_party
from supervision.residence.parties.words import PartyKind
from supervision.residence.sheets.columns import read_document_type
from supervision.residence.sheets.home_columns import (
    HOME_COLUMNS,
    read_area,
    read_building_use,
    read_hazards,
    read_letting_use,
    read_ownership,
    read_rooms,
)
from supervision.sheet_cells import CELL_NEEDED, Cell, text_of
from supervision.wording import Wording

NO_HOME_THERE = Wording(
    "请填写到房号；整栋出租的填写到楼栋。", "Name the room, or the building where a whole one is let."
)

_REQUIRED = tuple(column.field for column in HOME_COLUMNS if column.is_required)
_PLACE = ("division", "street", "house", "building", "unit", "room")
_LANDLORD = "landlord_"


class HomeLine(msgspec.Struct, frozen=True, array_like=True):
    """A row that can stand by itself; `place` is empty where the code alone says where it is."""

    code: str
    place: tuple[str, ...]
    floor: int | None
    lat: float | None
    lon: float | None
    building_use: BuildingUse
    letting_use: LettingUse
    ownership: Ownership | None
    area_m2: float | None
    rooms: int | None
    hazards: tuple[HazardKind, ...]
    landlord: Party | None

    @property
    def who(self) -> str:
        """How the verdict names it: by its address as told, or its code."""
        return full_name_of(self.place) or self.code

    def facts(self, before: DwellingFacts | None) -> DwellingFacts:
        """The premises as they are after this row: an empty cell takes nothing away.

        Whose kind of property premises are is no column of the standard: new ones are private where nobody says else.
        """
        return DwellingFacts(
            building_use=self.building_use,
            ownership=self.ownership or (before.ownership if before else Ownership.PRIVATE),
            letting_use=self.letting_use,
            area_m2=self.area_m2 if self.area_m2 is not None or before is None else before.area_m2,
            rooms=self.rooms if self.rooms is not None or before is None else before.rooms,
            spaces_lived_in=before.spaces_lived_in if before else (),
        )

    def address(self, place: Place) -> AddressLine:
        """The address that the row tells of, under the names that are kept."""
        return AddressLine(place, self.floor, self.code, self.lat, self.lon)


def told_place(cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """The parts of the address as they stand in the row; all of them empty where the code alone says where it is."""
    return tuple(text_of(cells.get(part)) for part in _PLACE)


def read_home_row(cells: Mapping[str, Cell], communities: Mapping[str, bool], today: date) -> HomeLine:
    """The row's line; `communities` are the loaded ones. InputInvalid names the first field that cannot stand."""
    for field in _REQUIRED:
        if not text_of(cells.get(field)):
            raise InputInvalid(CELL_NEEDED, field=field)
    address = _address(cells, communities)
    ownership = text_of(cells.get("ownership"))
    line = HomeLine(
        code=address.code or "",
        place=address.place,
        floor=address.floor,
        lat=address.lat,
        lon=address.lon,
        building_use=read_building_use(text_of(cells["building_use"]), "building_use"),
        letting_use=read_letting_use(text_of(cells["letting_use"]), "letting_use"),
        ownership=read_ownership(ownership, "ownership") if ownership else None,
        area_m2=read_area(cells.get("area_m2")),
        rooms=read_rooms(cells.get("rooms")),
        hazards=read_hazards(cells.get("hazards")),
        landlord=_landlord(cells, today),
    )
    check_sizes(line.facts(None))
    return line


def _address(cells: Mapping[str, Cell], communities: Mapping[str, bool]) -> AddressLine:
    """The parts of the address, a house number and a building's together being the name of one building."""
    division, street, house, building, unit, room = told_place(cells)
    parts = {"division": division, "street": street, "building": house + building, "unit": unit, "room": room}
    told = {name: text_of(cells.get(name)) for name in ("floor", "lat", "lon")}
    told["code"] = text_of(cells["home_code"])
    try:
        if not any(parts.values()):
            return AddressLine((), None, read_code(told), *read_point(told))
        line = read_address_row(parts | told, communities)
    except InputInvalid as error:
        raise InputInvalid(error.args[0], field="home_code" if error.field == "code" else error.field) from error
    if kind_of(line.place) not in {AddressKind.ROOM, AddressKind.BUILDING}:
        raise InputInvalid(NO_HOME_THERE, field="room")
    return line


def _landlord(cells: Mapping[str, Cell], today: date) -> Party | None:
    """The landlord; None where neither name, number nor telephone is told."""
    told = {
        name: text_of(cells.get(_LANDLORD + name))
        for name in ("document_type", "document_number", "name", "phone", "address")
    }
    if not any((told["name"], told["document_number"], told["phone"])):
        return None
    kind: DocumentType | None = None
    if told["document_number"]:
        kind = read_document_type(told["document_type"], _LANDLORD + "document_type")
    entered = Party(PartyKind.LANDLORD, told["name"], told["phone"], kind, told["document_number"], told["address"])
    try:
        return make_party(entered, today)
    except InputInvalid as error:
        raise InputInvalid(error.args[0], field=_LANDLORD + (error.field or "name")) from error
