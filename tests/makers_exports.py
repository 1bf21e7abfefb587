"""Exports at every step, and a house that is full enough to need a second officer."""

from uuid import UUID

from supervision.audit import Act
from supervision.residence.addresses.dwellings import dwellings_by_id
from supervision.residence.changes import residence_change
from supervision.residence.exports.requesting import ExportAsking, request_export
from supervision.residence.exports.store import EXPORTS
from supervision.residence.exports.words import ExportKind
from supervision.residence.households.bulk import BulkHousehold, store_in_bulk
from supervision.residence.households.words import HouseholdKind, Source
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers import Member
from tests.makers_keeping import make_second
from tests.makers_orders import unused_code
from tests.makers_residence import Building, id_number, make_building, make_household, make_new, make_person

PASSWORD = "7KQM-X2WF-9RTB-HC4N"
REASON = "市局年度核对，用后删除。"
ALONE_MOST = 100


def asking(kind: ExportKind = ExportKind.RESIDENTS, division: str = NORTH_VILLAGE, **more: UUID) -> ExportAsking:
    """Everything of a village, for an inspection."""
    return ExportAsking(kind, division, more.get("drawer_id"), "inspection", REASON)


async def make_crowd(member: Member, dwelling_id: UUID, count: int = ALONE_MOST + 1) -> tuple[UUID, ...]:
    """So many who share a dormitory."""
    dwelling = (await dwellings_by_id([dwelling_id]))[dwelling_id]
    people = tuple(make_new(make_person(f"工友{number}", id_number(order=number))) for number in range(1, count + 1))
    async with residence_change(member.officer.actor, Act.RESIDENT_REGISTER) as change:
        stored = await store_in_bulk(
            change, member.id, [BulkHousehold(dwelling, people, kind=HouseholdKind.DORMITORY)], Source.IMPORT
        )
    return stored.residents


async def lived_in(cast: Cast) -> Building:
    """A building of North in which somebody lives."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await make_household(cast.petra.officer, building.dwellings["101"])
    return building


async def make_export(cast: Cast) -> UUID:
    """Asked for by Petra, and small enough for her alone."""
    await lived_in(cast)
    return await request_export(cast.petra.officer, asking())


async def make_ready(cast: Cast) -> UUID:
    """Petra's, with the password taken."""
    export_id = await make_export(cast)
    await EXPORTS.unlock(cast.petra.officer, export_id, PASSWORD, unused_code(cast.petra))
    return export_id


async def make_large(cast: Cast) -> tuple[UUID, Member]:
    """Another officer's of North, so large that it waits for somebody else; and that officer."""
    second = await make_second(cast)
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await make_crowd(cast.petra, building.dwellings["101"])
    return await request_export(second.officer, asking()), second


async def make_approved(cast: Cast) -> tuple[UUID, Member]:
    """The same, approved by Petra."""
    export_id, second = await make_large(cast)
    await EXPORTS.approve(cast.petra.officer, export_id, unused_code(cast.petra))
    return export_id, second
