"""Who may call each route of imports, who has the same role elsewhere, and what is sent."""

from collections.abc import Awaitable, Callable, Mapping

from supervision.officers import Role
from supervision.residence.sheets.jobs import hand_in
from supervision.residence.sheets.words import ImportKind
from supervision.residence.sheets.worker import work_off
from supervision.storage.database import fetch
from tests.api.call import Call
from tests.api.import_scenes import one_row
from tests.api.scenes import Asked, Json
from tests.cast import NORTH, NORTH_VILLAGE, Cast
from tests.makers import RESIDENCE, Member, make_officer
from tests.makers_residence import make_building
from tests.makers_residence_imports import checked_at, confirm_as_checked

IMPORT = "/api/v1/imports/{import_id}"
FIELDS = ("document_number", "name", "home_code", "reason", "lodging", "began_on")


async def _second(cast: Cast) -> Member:
    return await make_officer(
        "perla", "Perla Police", Role.COMMUNITY_POLICE, NORTH, cast.north_station, granted_by=cast.rita.id,
        register=RESIDENCE,
    )  # fmt: skip


def checked(
    *, by_petra: bool = True, is_written: bool = False, json: Json = None
) -> Callable[[Cast], Awaitable[Asked]]:
    """A checked import of Petra's, or of another's for her to confirm as it was checked."""

    async def scene(cast: Cast) -> Asked:
        building = await make_building(cast.petra.officer, NORTH_VILLAGE)
        await fetch("UPDATE standard_address SET code = 'F-101' WHERE id = $1", building.rooms["101"])
        giver = cast.petra if by_petra else await _second(cast)
        import_id = await hand_in(giver.officer, ImportKind.RESIDENTS, "list.xlsx", b"upload")
        await work_off(import_id, one_row)
        if is_written:
            await confirm_as_checked((await _second(cast)).officer, import_id)
            await work_off(import_id, one_row)
        seen = {"checked_at": (await checked_at(import_id)).isoformat()}
        return Asked({"import_id": import_id}, json=json if by_petra else seen)

    return scene


async def a_table(_cast: Cast) -> Asked:
    return Asked(form={"kind": "homes"}, files={"sheet": ("list.csv", b"upload")})


IMPORT_CALLS: Mapping[str, Call] = {
    "GET /api/v1/imports": Call("petra", "pavel", checked(), is_list=True),
    "POST /api/v1/imports": Call("petra", scene=a_table),
    f"GET {IMPORT}": Call("petra", "pavel", checked()),
    f"GET {IMPORT}/verdicts": Call("petra", "pavel", checked()),
    f"GET {IMPORT}/columns": Call("petra", "pavel", checked()),
    f"POST {IMPORT}/columns": Call(
        "petra", "pavel", checked(json={"fields": {field: place for place, field in enumerate(FIELDS)}})
    ),
    f"POST {IMPORT}/confirmation": Call("petra", "pavel", checked(by_petra=False)),
    f"POST {IMPORT}/dropping": Call("petra", "pavel", checked()),
    f"POST {IMPORT}/undoing": Call("petra", "pavel", checked(is_written=True)),
}
