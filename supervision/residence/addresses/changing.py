"""Changing a standard address, its point included; what stands below follows its name."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import Officer, check_officer_may
from supervision.residence.addresses.points import check_point
from supervision.residence.addresses.standard import (
    SUBJECT,
    AddressExists,
    StandardAddress,
    address_name,
    load_address,
)
from supervision.residence.addresses.words import AddressKind
from supervision.residence.changes import about, residence_change
from supervision.texts import optional_text
from supervision.wording import Wording

CHANGED_MEANWHILE = Wording(
    "地址已被他人修改，请核对后重新保存。", "Somebody else changed the address; check and save again."
)
MERGED = Wording("这个地址已并入另一个地址。", "This address was merged into another.")
FLOOR_OF_ROOM = Wording("楼层只属于房间。", "Only rooms have a floor.")

_LONGEST_CODE = 30

_BELOW = """
WITH RECURSIVE under AS (
    SELECT id FROM standard_address WHERE parent = $1
    UNION ALL
    SELECT a.id FROM standard_address AS a JOIN under ON a.parent = under.id
)
"""


class AddressChangedMeanwhile(RuleRefused):
    """Somebody else saved the address after it was opened for editing, or merged it."""

    code = "address-changed-meanwhile"


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """What of an address can be changed; where it stands cannot. WGS-84 degrees."""

    name: str
    ordinal: int = 0
    floor: int | None = None
    code: str | None = None
    lat: float | None = None
    lon: float | None = None


async def change_address(officer: Officer, address_id: UUID, revision: int, facts: AddressFacts) -> int:
    """Store changed facts as the next revision, which is returned.

    AddressChangedMeanwhile, AddressExists, InputInvalid.
    """
    name = address_name(facts.name)
    code = optional_text(facts.code or "", "code", _LONGEST_CODE) or None
    check_point(facts.lat, facts.lon)
    async with residence_change(officer.actor, Act.ADDRESS_CHANGE, about(SUBJECT, address_id)) as change:
        address = await load_address(officer, Act.ADDRESS_CHANGE, address_id, lock=True)
        if address.merged_into is not None:
            raise AddressChangedMeanwhile(MERGED)
        if address.revision != revision:
            raise AddressChangedMeanwhile(CHANGED_MEANWHILE)
        if facts.floor is not None and address.kind is not AddressKind.ROOM:
            raise InputInvalid(FLOOR_OF_ROOM, field="floor")
        try:
            await change.connection.execute(
                """UPDATE standard_address SET name = $2, full_name = $3, ordinal = $4, floor = $5, code = $6, lat = $7,
                       lon = $8, is_point_of_parent = is_point_of_parent AND (lat, lon) IS NOT DISTINCT FROM ($7, $8),
                       revision = revision + 1 WHERE id = $1""",
                address_id, name, _full_name(address, name), facts.ordinal, facts.floor, code, facts.lat, facts.lon,
            )  # fmt: skip
        except asyncpg.UniqueViolationError as error:
            raise AddressExists(address_id) from error
        if name != address.name:
            await _rename_below(change, address, _full_name(address, name))
        if (facts.lat, facts.lon) != (address.lat, address.lon):
            await _move_points_below(change, address_id)
        change.note(revision=revision + 1)
    return revision + 1


async def fill_points(officer: Officer, division: str) -> int:
    """Give what has no point in a division the point of what it stands under; how many were given one."""
    check_officer_may(officer, Act.ADDRESS_CHANGE, division)
    async with residence_change(officer.actor, Act.ADDRESS_CHANGE) as change:
        filled = 0
        for kind in (AddressKind.BUILDING, AddressKind.UNIT, AddressKind.ROOM):
            status = await change.connection.execute(
                """UPDATE standard_address AS a SET lat = above.lat, lon = above.lon, is_point_of_parent = true,
                       revision = a.revision + 1
                   FROM standard_address AS above
                   WHERE above.id = a.parent AND above.lat IS NOT NULL AND a.lat IS NULL AND a.merged_into IS NULL
                       AND a.kind = $1 AND a.division LIKE $2 || '%'""",
                kind, division,
            )  # fmt: skip
            filled += int(status.rpartition(" ")[2])
        change.note(division=division, filled=filled)
    return filled


def _full_name(address: StandardAddress, name: str) -> str:
    return address.full_name.removesuffix(address.name) + name


async def _rename_below(change: Change, address: StandardAddress, full_name: str) -> None:
    await change.connection.execute(
        f"""{_BELOW} UPDATE standard_address SET full_name = $2 || substr(full_name, $3), revision = revision + 1
            WHERE id IN (SELECT id FROM under)""",  # noqa: S608 - constants of this module
        address.id, full_name, len(address.full_name) + 1,
    )  # fmt: skip
    await change.connection.execute(
        f"""{_BELOW} UPDATE drawer SET name = a.full_name FROM standard_address AS a
            WHERE a.id = drawer.address AND (a.id = $1 OR a.id IN (SELECT id FROM under))""",  # noqa: S608 - likewise
        address.id,
    )  # fmt: skip


async def _move_points_below(change: Change, address_id: UUID) -> None:
    """What took its point from above follows."""
    await change.connection.execute(
        f"""{_BELOW} UPDATE standard_address AS a SET lat = top.lat, lon = top.lon FROM standard_address AS top
            WHERE top.id = $1 AND a.id IN (SELECT id FROM under) AND a.is_point_of_parent""",  # noqa: S608 - likewise
        address_id,
    )
