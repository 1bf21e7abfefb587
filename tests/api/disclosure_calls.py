"""Who may call the routes and pages of disclosures, and with what they are called."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from api.console.page_moments import moment_value
from supervision.legal_time import now
from supervision.monitoring.disclosures.acting import Window, approve_disclosure, ask_disclosure
from supervision.monitoring.disclosures.store import Asking, Organ
from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import about_somebody, coded, like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, file
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.makers_orders import unused_code

DISCLOSURE = "/disclosures/{disclosure_id}"
ASKING = Asking("临溪县公安局", "韩某", "刑事诉讼法第五十四条，（2026）3号", "追查失联。")


async def make_disclosure(cast: Cast, file_id: UUID | None = None) -> UUID:
    """Olga puts down that the police ask for yesterday's positions."""
    file_id = file_id or await make_person_file(cast.olga.officer)
    window = Window(now() - timedelta(days=1), now(), 10)
    return await ask_disclosure(cast.olga.officer, file_id, Organ.POLICE, ASKING, window)


def asked_for(json: Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """A disclosure that waits for its decision."""

    async def scene(cast: Cast) -> Asked:
        return Asked(
            {"disclosure_id": await make_disclosure(cast)}, params or {}, json(cast) if callable(json) else json
        )

    return scene


async def approved(cast: Cast) -> Asked:
    """A disclosure that can be handed over."""
    disclosure_id = await make_disclosure(cast)
    await approve_disclosure(cast.agnes.officer, disclosure_id, unused_code(cast.agnes))
    return Asked({"disclosure_id": disclosure_id})


def new_disclosure(_cast: Cast) -> Json:
    """What a client asks with."""
    return {
        "organ": "police", "organ_name": ASKING.organ_name, "officer_name": ASKING.officer_name,
        "legal_basis": ASKING.legal_basis, "reason": ASKING.reason, "from_at": (now() - timedelta(days=1)).isoformat(),
        "until_at": now().isoformat(), "every_minutes": 10,
    }  # fmt: skip


def typed(cast: Cast, asked: Asked) -> Mapping[str, str]:
    """The same as a form sends it."""
    return {name: str(value) for name, value in new_disclosure(cast).items()} | {
        "supervisee": str(asked.path["supervisee_id"]),
        "from_at": moment_value(now() - timedelta(days=1)),
        "until_at": moment_value(now()),
    }


DISCLOSURE_CALLS: Mapping[str, Call] = {
    "GET /api/v1/disclosures": Call("olga", "oscar", asked_for(), is_list=True),
    "POST /api/v1/supervisees/{supervisee_id}/disclosures": Call("olga", "oscar", file(json=new_disclosure)),
    f"GET /api/v1{DISCLOSURE}": Call("olga", "oscar", asked_for(params=PURPOSE)),
    f"POST /api/v1{DISCLOSURE}/approval": Call(
        "agnes", "otto", asked_for(lambda cast: {"code": unused_code(cast.agnes)})
    ),
    f"POST /api/v1{DISCLOSURE}/return": Call("agnes", "otto", asked_for({"reason": "依据不足。"})),
    f"POST /api/v1{DISCLOSURE}/handing-over": Call("agnes", "otto", approved),
}
"""By method and path."""

DISCLOSURE_PAGES: Mapping[str, PageCall] = {
    "GET /console/disclosures": PageCall("olga", "oscar", like(asked_for()), is_list=True),
    "GET /console/disclosures/new": PageCall("olga", "oscar", about_somebody),
    "POST /console/disclosures": PageCall("olga", "oscar", like(file(), typed)),
    f"GET /console{DISCLOSURE}": PageCall("olga", "oscar", like(asked_for(params=PURPOSE))),
    f"POST /console{DISCLOSURE}/approval": PageCall("agnes", "otto", like(asked_for(), coded("agnes"))),
    f"POST /console{DISCLOSURE}/return": PageCall("agnes", "otto", like(asked_for(), {"reason": "依据不足。"})),
    f"POST /console{DISCLOSURE}/handing-over": PageCall("agnes", "otto", like(approved), answers=200),
}
"""By method and path."""
