"""Who may call the routes and pages of imports of supervisees, and with what they are called."""

from collections.abc import Mapping
from uuid import UUID

from supervision.corrections.import_rows import COLUMNS
from supervision.corrections.imports.worker import work_off
from supervision.officers import Role
from supervision.storage.database import fetch
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_call import PageCall
from tests.api.page_scenes import PageScene, Sent
from tests.api.page_sheets import supervisee_sheet
from tests.api.scenes import PURPOSE, Asked, Scene
from tests.cast import NORTH, Cast
from tests.makers import Member, make_officer
from tests.makers_imports import a_row, a_table, checked_at, confirm_as_checked, make_import

IMPORT = "/api/v1/file-imports/{import_id}"
PAGE = "/console/supervisees/import"
ONE = f"{PAGE}/{{import_id}}"
CHOICE = {column.field: place for place, column in enumerate(COLUMNS)}


async def make_second(cast: Cast) -> Member:
    """The other officer of North's office, once for each test."""
    return await make_officer(
        "orla", "Orla North", Role.JUSTICE_OFFICE, NORTH, cast.north_office, granted_by=cast.sue.id
    )


async def make_import_of(cast: Cast, *, by_olga: bool = True, is_written: bool = False) -> UUID:
    """A checked import of Olga's, or of another's for her to confirm, of a new row and one that differs."""
    second, row = await make_second(cast), a_row()
    first = await make_import(cast.olga, row)
    await confirm_as_checked(second.officer, first)
    await work_off(first, a_table())
    job_id = await make_import(cast.olga if by_olga else second, {**row, "offence": "诈骗罪"}, a_row())
    if is_written:
        await confirm_as_checked((second if by_olga else cast.olga).officer, job_id)
        await work_off(job_id, a_table())
    await fetch("UPDATE file_import SET handed_in_at = handed_in_at - interval '1 hour' WHERE id = $1", first)
    return job_id


def checked(
    *,
    by_olga: bool = True,
    is_written: bool = False,
    json: Mapping[str, object] | None = None,
    params: Mapping[str, str] | None = None,
) -> Scene:
    """An import, and what is sent about it; who confirms another's says which check they saw."""

    async def scene(cast: Cast) -> Asked:
        job_id = await make_import_of(cast, by_olga=by_olga, is_written=is_written)
        seen = {} if by_olga else {"checked_at": (await checked_at(job_id)).isoformat()}
        return Asked({"import_id": job_id}, params or {}, {**json, **seen} if json else None)

    return scene


def shown(
    *,
    by_olga: bool = True,
    is_written: bool = False,
    form: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
) -> PageScene:
    """The same in a browser."""

    async def scene(service: Service) -> Sent:
        job_id = await make_import_of(service.cast, by_olga=by_olga, is_written=is_written)
        seen = {} if by_olga else {"checked_at": (await checked_at(job_id)).isoformat()}
        return Sent({"import_id": job_id}, params or {}, {**(form or {}), **seen}, mark=str(job_id))

    return scene


async def a_table_of_one(_cast: Cast) -> Asked:
    return Asked(form={}, files={"sheet": ("list.csv", b"upload")})


async def a_sheet(_service: Service) -> Sent:
    return Sent(files={"sheet": supervisee_sheet()})


FILE_IMPORT_CALLS: Mapping[str, Call] = {
    "GET /api/v1/file-imports": Call("olga", "oscar", checked(), is_list=True),
    "POST /api/v1/file-imports": Call("olga", scene=a_table_of_one),
    f"GET {IMPORT}": Call("olga", "oscar", checked()),
    f"GET {IMPORT}/verdicts": Call("olga", "oscar", checked()),
    f"GET {IMPORT}/columns": Call("olga", "oscar", checked()),
    f"POST {IMPORT}/columns": Call("olga", "oscar", checked(json={"fields": CHOICE})),
    f"GET {IMPORT}/differences": Call("olga", "oscar", checked(params=PURPOSE)),
    f"POST {IMPORT}/choice": Call("olga", "oscar", checked(by_olga=False, json={"part": 0, "rows": [2]})),
    f"POST {IMPORT}/confirmation": Call("olga", "oscar", checked(by_olga=False, json={"changes": "all"})),
    f"POST {IMPORT}/dropping": Call("olga", "oscar", checked()),
    f"POST {IMPORT}/undoing": Call("olga", "oscar", checked(is_written=True)),
}
FILE_IMPORT_PAGES: Mapping[str, PageCall] = {
    f"GET {PAGE}": PageCall("olga", "oscar", shown(), is_list=True),
    f"POST {PAGE}": PageCall("olga", scene=a_sheet),
    f"GET {PAGE}/template.xlsx": PageCall("olga"),
    f"GET {ONE}": PageCall("olga", "oscar", shown()),
    f"GET {ONE}/progress": PageCall("olga", "oscar", shown()),
    f"GET {ONE}/verdicts.xlsx": PageCall("olga", "oscar", shown()),
    f"GET {ONE}/differences": PageCall("olga", "oscar", shown(params=PURPOSE)),
    f"POST {ONE}/differences": PageCall(
        "olga", "oscar", shown(by_olga=False, form={"row": "2", "part": "1", **PURPOSE})
    ),
    f"GET {ONE}/columns": PageCall("olga", "oscar", shown()),
    f"POST {ONE}/columns": PageCall(
        "olga", "oscar", shown(form={field: str(place) for field, place in CHOICE.items()})
    ),
    f"POST {ONE}/confirm": PageCall("olga", "oscar", shown(by_olga=False)),
    f"POST {ONE}/drop": PageCall("olga", "oscar", shown()),
    f"POST {ONE}/undo": PageCall("olga", "oscar", shown(is_written=True)),
}

OF_A_TABLE = "a table is no file: of each row it is asked whether its file is open to whoever looks"
ABOUT_NO_FILE = {
    **{route: OF_A_TABLE for route, call in FILE_IMPORT_CALLS.items() if call.elsewhere},
    **{route: OF_A_TABLE for route, call in FILE_IMPORT_PAGES.items() if call.elsewhere},
}
"""Where somebody who is shut out of every file still sees the table; what they see of it has tests of its own."""
