"""Standard addresses (标准地址): entered one below the other, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers import Officer, check_officer_may, is_known_division
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.names import LONGEST_NAME, written_name
from supervision.residence.addresses.points import check_point
from supervision.residence.addresses.words import MAY_STAND_UNDER, AddressKind, AddressSource
from supervision.residence.changes import residence_change
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.wording import Wording

SUBJECT = "address"
_COMMUNITY_DIGITS = 12

ADDRESS_EXISTS = Wording("已有这个地址。", "There is such an address already.")
PARENT_WRONG = Wording(
    "上级地址不对：街路直属社区，楼在街路下，单元在楼下，房间在楼或单元下。",
    "The parent does not fit: streets stand under a community, buildings under a street, units under a building, rooms "
    "under a building or unit.",
)
COMMUNITY_NEEDED = Wording(
    "街路须属于一个已载入的社区（12 位）。", "A street belongs to a loaded community (12 digits)."
)


class AddressExists(RuleRefused):
    """The place has this address already; `address_id` is the one that is there."""

    code = "address-exists"

    def __init__(self, address_id: UUID) -> None:
        super().__init__(ADDRESS_EXISTS)
        self.address_id = address_id


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """An address as it was asked for; a street names its division, everything else its parent. WGS-84 degrees."""

    kind: AddressKind
    name: str
    division: str = ""
    parent_id: UUID | None = None
    ordinal: int = 0
    floor: int | None = None
    code: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class StandardAddress:
    """A standard address; `full_name` begins with the street."""

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


ADDRESS_COLUMNS = """
id, division, kind, parent AS parent_id, name, full_name, ordinal, floor, code, lat, lon, merged_into, revision"""
"""The columns that `address_of` reads."""

_SELECT = f"SELECT {ADDRESS_COLUMNS} FROM standard_address"  # noqa: S608 - made of constants


async def create_address(officer: Officer, draft: AddressDraft) -> UUID:
    """Enter one address; AddressExists for one that is there, InputInvalid names the field to mend."""
    async with residence_change(officer.actor, Act.ADDRESS_CREATE) as change:
        division, full_name = await _placed(officer, draft)
        address_id = await store_address(change, officer, draft, division, full_name, AddressSource.OFFICER)
        change.is_about(SUBJECT, address_id)
    return address_id


async def _placed(officer: Officer, draft: AddressDraft) -> tuple[str, str]:
    """The division and full name that an address has from where it stands, once everything about it is checked."""
    name = address_name(draft.name)
    check_point(draft.lat, draft.lon)
    if draft.kind is AddressKind.STREET:
        if draft.parent_id is not None:
            raise InputInvalid(PARENT_WRONG, field="parent")
        if len(draft.division) != _COMMUNITY_DIGITS or not await is_known_division(draft.division):
            raise InputInvalid(COMMUNITY_NEEDED, field="division")
        check_officer_may(officer, Act.ADDRESS_CREATE, draft.division)
        return draft.division, name
    if draft.parent_id is None:
        raise InputInvalid(PARENT_WRONG, field="parent")
    parent = await load_address(officer, Act.ADDRESS_CREATE, draft.parent_id)
    if parent.kind not in MAY_STAND_UNDER[draft.kind] or parent.merged_into is not None:
        raise InputInvalid(PARENT_WRONG, field="parent")
    return parent.division, parent.full_name + name


def address_name(name: str, field: str = "name") -> str:
    """A name as it is stored: half-width, without spaces. InputInvalid when nothing is left or too much."""
    return needed_text(written_name(name), field, LONGEST_NAME)


async def store_address(
    change: Change, officer: Officer, draft: AddressDraft, division: str, full_name: str, source: AddressSource
) -> UUID:
    """Store a checked address in the caller's change; AddressExists when its place has one of that name."""
    address_id = uuid4()
    stored = await change.connection.fetchval(
        """INSERT INTO standard_address (id, division, kind, parent, name, full_name, ordinal, floor, code, lat, lon,
               source, created_at, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
           ON CONFLICT DO NOTHING RETURNING id""",
        address_id, division, draft.kind, draft.parent_id, address_name(draft.name), full_name, draft.ordinal,
        draft.floor, draft.code or None, draft.lat, draft.lon, source, change.at, officer.id,
    )  # fmt: skip
    if stored is None:
        there = await fetch_one(
            """SELECT id FROM standard_address
               WHERE division = $1 AND kind = $2 AND parent IS NOT DISTINCT FROM $3 AND name = $4
                   AND merged_into IS NULL""",
            division, draft.kind, draft.parent_id, address_name(draft.name),
        )  # fmt: skip
        raise AddressExists(there["id"] if there else address_id)
    return address_id


async def load_address(officer: Officer, act: Act, address_id: UUID, *, lock: bool = False) -> StandardAddress:
    """One address within reach; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE id = $1 {'FOR NO KEY UPDATE' if lock else ''}", address_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["division"])
    return address_of(row)


async def addresses_by_id(address_ids: Iterable[UUID]) -> dict[UUID, StandardAddress]:
    """Several addresses at once; no address is anybody's secret, and whoever asks has loaded what stands there."""
    rows = await fetch(f"{_SELECT} WHERE id = ANY($1)", list(set(address_ids)))
    return {row["id"]: address_of(row) for row in rows}


async def below(address_id: UUID) -> list[StandardAddress]:
    """Everything under an address that the caller has loaded, floor by floor, in the order of the doors."""
    rows = await fetch(
        f"""WITH RECURSIVE under AS (
                SELECT id FROM standard_address WHERE parent = $1
                UNION ALL
                SELECT a.id FROM standard_address AS a JOIN under ON a.parent = under.id
            )
            {_SELECT} JOIN under USING (id) WHERE merged_into IS NULL
            ORDER BY floor NULLS FIRST, ordinal, name""",  # noqa: S608 - constants of this module
        address_id,
    )
    return [address_of(row) for row in rows]


def address_of(row: Record) -> StandardAddress:
    """An address from its row."""
    return StandardAddress(**{**row, "kind": AddressKind(row["kind"])})
