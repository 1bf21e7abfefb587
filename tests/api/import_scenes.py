"""Imports in every state, for the matrix of pages."""

from uuid import UUID

from supervision.officers import Role
from supervision.residence.sheets.jobs import hand_in
from supervision.residence.sheets.words import ImportKind
from supervision.residence.sheets.worker import work_off
from supervision.sheets.worker import Sheet, SheetRow
from supervision.storage.database import fetch
from tests.api.conftest import Service
from tests.api.page_scenes import Sent
from tests.cast import NORTH, NORTH_VILLAGE
from tests.makers import RESIDENCE, Member, make_officer
from tests.makers_residence import id_number, make_building
from tests.makers_residence_imports import checked_at, confirm_as_checked

TITLES = ("证件号码", "姓名", "房屋编号", "流入原因", "住所类型", "登记日期")


def one_row(_: bytes) -> Sheet:
    cells = (id_number(), "周晓岚", "F-101", "务工", "租赁", "2026-03-01")
    return Sheet(TITLES, [SheetRow(2, dict(zip(TITLES, cells, strict=True)), {})])


async def make_second(service: Service) -> Member:
    return await make_officer(
        "perla", "Perla Police", Role.COMMUNITY_POLICE, NORTH, service.cast.north_station,
        granted_by=service.cast.rita.id, register=RESIDENCE,
    )  # fmt: skip


async def make_checked(service: Service, member: Member) -> UUID:
    building = await make_building(service.cast.petra.officer, NORTH_VILLAGE)
    await fetch("UPDATE standard_address SET code = 'F-101' WHERE id = $1", building.rooms["101"])
    job_id = await hand_in(member.officer, ImportKind.RESIDENTS, "名单.xlsx", b"upload")
    await work_off(job_id, one_row)
    return job_id


async def an_import(service: Service) -> Sent:
    """Handed in by Petra, and checked."""
    job_id = await make_checked(service, service.cast.petra)
    return Sent({"import_id": job_id}, mark=str(job_id))


async def chosen_columns(service: Service) -> Sent:
    """Handed in by Petra, with her choice of its columns."""
    job_id = await make_checked(service, service.cast.petra)
    fields = ("document_number", "name", "home_code", "reason", "lodging", "began_on")
    return Sent({"import_id": job_id}, form={field: str(place) for place, field in enumerate(fields)})


async def anothers_import(service: Service) -> Sent:
    """Handed in by another, and to be confirmed as it was checked."""
    job_id = await make_checked(service, await make_second(service))
    return Sent({"import_id": job_id}, form={"checked_at": (await checked_at(job_id)).isoformat()})


async def a_written_import(service: Service) -> Sent:
    """Written."""
    job_id = await make_checked(service, service.cast.petra)
    await confirm_as_checked((await make_second(service)).officer, job_id)
    await work_off(job_id, one_row)
    return Sent({"import_id": job_id})


async def a_template(service: Service) -> Sent:  # noqa: ARG001 - nothing has to stand
    return Sent({"kind": "homes"})


async def a_table(service: Service) -> Sent:  # noqa: ARG001 - nothing has to stand
    return Sent(form={"kind": "homes"}, files={"sheet": ("list.csv", b"upload", "text/csv")})
