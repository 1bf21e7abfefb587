"""What rows of the homes' table are compared with, loaded at once: addresses, dwellings, landlords."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from supervision.residence.addresses.bulk import HomeThere, homes_at
from supervision.residence.addresses.dwellings import DwellingFacts
from supervision.residence.addresses.import_rows import Place, kind_of
from supervision.residence.addresses.known import KnownAddress, KnownAddresses, find_known_addresses
from supervision.residence.addresses.words import AddressKind
from supervision.residence.codes import HazardKind
from supervision.residence.parties.bulk import KnownParty, PartyIndex, find_known_parties, merged_party
from supervision.residence.parties.details import Party
from supervision.residence.parties.store import party_digest
from supervision.residence.sheets.home_rows import NO_HOME_THERE, HomeLine
from supervision.sheets.words import ImportVerdict
from supervision.storage.database import fetch
from supervision.wording import Wording

OUTSIDE = Wording("不在您的辖区。", "It is outside your jurisdiction.")
NO_SUCH_CODE = Wording(
    "没有这个编号的地址，或者不在您的辖区内；请填写地址。",
    "There is no address of this code within reach; fill in where it is.",
)
CODE_OF_SEVERAL = Wording(
    "有几个地址使用这个编号；请填写地址。", "Several addresses have this code; fill in which it is."
)
CODE_ELSEWHERE = Wording("这个编号是另一个地址的。", "This code is another address's.")
CODE_DIFFERS = Wording(
    "这个地址在地址表中是另一个编号。", "The address has another code in the district's address table."
)
RETIRED = Wording("这处房屋的档案已经注销。", "The record of this home has been retired.")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a row cannot be written, and the column to mend."""

    verdict: ImportVerdict
    reason: str
    field: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a row comes to beside what is stored: where, what stands there, and everything that it would change."""

    line: HomeLine
    place: Place
    address: KnownAddress | None
    there: HomeThere | None
    facts: DwellingFacts
    party: KnownParty | None
    details: Party | None
    new_hazards: tuple[HazardKind, ...]

    @property
    def verdict(self) -> ImportVerdict:
        """New, changed, or unchanged."""
        if self.there is None:
            return ImportVerdict.NEW
        says_more = (
            self.changes_facts or self.changes_landlord or self.changes_party or self.new_hazards or self.fills_address
        )
        return ImportVerdict.CHANGED if says_more else ImportVerdict.UNCHANGED

    @property
    def changes_facts(self) -> bool:
        """Whether a dwelling that stands there is told to be otherwise."""
        return self.there is not None and self.facts != self.there.dwelling.facts

    @property
    def changes_landlord(self) -> bool:
        """Whether a dwelling that stands there is told to be somebody else's."""
        if self.there is None or self.details is None:
            return False
        return self.party is None or party_digest(self.party.stored.id) != self.there.landlord_digest

    @property
    def changes_party(self) -> bool:
        """Whether more is told of a landlord who is known."""
        return self.party is not None and self.details != self.party.details

    @property
    def fills_address(self) -> bool:
        """Whether the row has a code or a point for an address that has none."""
        return self.address is not None and (self.address.code is None or self.fills_point)

    @property
    def fills_point(self) -> bool:
        """Whether the row has a point for an address that has none of its own."""
        has_none = self.address is not None and (self.address.lat is None or self.address.is_point_of_parent)
        return has_none and self.line.lat is not None


@dataclass(frozen=True, slots=True)
class HomeRegister:
    """The stored side of a chunk of rows."""

    prefixes: tuple[str, ...]
    addresses: KnownAddresses
    places_by_code: Mapping[str, Sequence[Place]]
    homes: Mapping[UUID, HomeThere]
    parties: PartyIndex[KnownParty]

    def compare(self, line: HomeLine) -> Told | Refused:
        """What a row comes to."""
        place = self._locate(line)
        if isinstance(place, Refused):
            return place
        address = self.addresses.by_place.get(place)
        there = self.homes.get(address.id) if address else None
        if there and there.is_retired:
            return Refused(ImportVerdict.INVALID, RETIRED, "home_code")
        party = self.parties.find(line.landlord) if line.landlord else None
        return Told(
            line=line,
            place=place,
            address=address,
            there=there,
            facts=line.facts(there.dwelling.facts if there else None),
            party=party,
            details=merged_party(party.details, line.landlord) if party and line.landlord else line.landlord,
            new_hazards=tuple(kind for kind in line.hazards if there is None or kind not in there.open_hazards),
        )

    def _locate(self, line: HomeLine) -> Place | Refused:
        coded = self.places_by_code.get(line.code, ())
        if not line.place:
            return _only_place(coded)
        if not line.place[0].startswith(self.prefixes):
            return Refused(ImportVerdict.OUTSIDE, OUTSIDE, "division")
        place = self.addresses.meant_place(line.place)
        there = self.addresses.by_place.get(place)
        if coded and place not in coded:
            return Refused(ImportVerdict.INVALID, CODE_ELSEWHERE, "home_code")
        if there and there.code and there.code != line.code:
            return Refused(ImportVerdict.INVALID, CODE_DIFFERS, "home_code")
        return place


def _only_place(coded: Sequence[Place]) -> Place | Refused:
    """Where a row without an address is, by its code alone."""
    if not coded:
        return Refused(ImportVerdict.OUTSIDE, NO_SUCH_CODE, "home_code")
    if len(coded) > 1:
        return Refused(ImportVerdict.INVALID, CODE_OF_SEVERAL, "home_code")
    if kind_of(coded[0]) not in {AddressKind.ROOM, AddressKind.BUILDING}:
        return Refused(ImportVerdict.INVALID, NO_HOME_THERE, "home_code")
    return coded[0]


async def find_home_register(
    lines: Sequence[HomeLine], prefixes: tuple[str, ...], *, lock: bool = False
) -> HomeRegister:
    """What is stored inside the prefixes of what the lines tell of; with `lock` the dwellings stay as they are."""
    coded = await fetch(
        """SELECT id, division, code FROM standard_address
           WHERE code = ANY($1) AND division LIKE ANY($2) AND merged_into IS NULL ORDER BY id""",
        list({line.code for line in lines}), [f"{prefix}%" for prefix in prefixes],
    )  # fmt: skip
    told = {line.place[0] for line in lines if line.place and line.place[0].startswith(prefixes)}
    addresses = await find_known_addresses(told | {row["division"] for row in coded})
    places = {known.id: place for place, known in addresses.by_place.items()}
    places_by_code: dict[str, list[Place]] = {}
    for row in coded:
        places_by_code.setdefault(row["code"], []).append(places[row["id"]])
    meant = {place for line in lines if line.place for place in [addresses.meant_place(line.place)]}
    meant |= {place for found in places_by_code.values() for place in found}
    ids = [known.id for place in meant if (known := addresses.by_place.get(place))]
    landlords = [line.landlord for line in lines if line.landlord]
    return HomeRegister(
        prefixes=prefixes,
        addresses=addresses,
        places_by_code=places_by_code,
        homes=await homes_at(ids, lock=lock),
        parties=await find_known_parties(landlords, prefixes),
    )
