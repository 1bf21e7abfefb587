"""Who may call the routes and pages of assessments before the sentence, and with what they are called."""

from collections.abc import Mapping

from supervision.corrections.assessments.carrying_over import carry_over
from supervision.corrections.assessments.destroying import destroy_assessment
from supervision.storage.database import fetch
from tests.api.call import Call
from tests.api.scenes import PURPOSE, Asked, Json, Scene
from tests.cast import Cast
from tests.makers_assessments import (
    Make,
    make_approved,
    make_assigned,
    make_awaited,
    make_inquired,
    make_past,
    make_received,
    make_replied,
    make_to_destroy,
    make_written,
    today,
)
from tests.makers_files import make_id_number, make_person_file
from tests.makers_orders import unused_code

V1 = "/api/v1/assessments"
ONE = f"{V1}/{{assessment_id}}"
READING = {"purpose": "assessing"}
OPINION = {"home": "自有住房。", "influence": "村委会无意见。", "reasons": "家庭能够管教。"}


def standing(make: Make, json: Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """An assessment that stands where the route needs it."""

    async def scene(cast: Cast) -> Asked:
        assessment_id = await make(cast)
        return Asked({"assessment_id": assessment_id}, params or {}, json(cast) if callable(json) else json)

    return scene


def request_json(_cast: Cast) -> Json:
    return {
        "organ": "court",
        "request": {"organ_name": "临溪县人民法院", "paper_number": "（2026）刑初8号"},
        "identity": {"name": "孟长庚", "document_type": "id-card", "document_number": make_id_number()},
        "home": {"address": "北岭镇松坡村12号"},
        "category": "suspended-sentence",
        "received_on": str(today()),
    }


def assignment(cast: Cast) -> Json:
    return {"office_id": str(cast.county_office), "assessors": [str(cast.olga.id), str(cast.agnes.id)]}


def inquiry_json(_cast: Cast) -> Json:
    finding = {"who": "孟立夏（母亲）", "text": "愿意协助管教。"}
    return {"kind": "visit", "informant": "family", "happened_on": str(today()), "finding": finding}


def extension(_cast: Cast) -> Json:
    return {"until": str(today().replace(year=today().year + 1)), "consent": "来函3号同意延期"}


async def body(cast: Cast) -> Asked:
    return Asked(json=request_json(cast))


async def sought(cast: Cast) -> Asked:
    number = make_id_number()
    await make_assigned(cast, number=number)
    return Asked(json={"document_number": number})


async def with_file(cast: Cast) -> Asked:
    """Somebody whose file was opened after the decision."""
    number = make_id_number()
    assessment_id = await make_awaited(cast, number=number)
    await make_person_file(cast.olga.officer, document_number=number)
    return Asked({"assessment_id": assessment_id})


async def carried(cast: Cast) -> Asked:
    asked = await with_file(cast)
    (assessment_id,) = asked.path.values()
    file_id = await carry_over(cast.olga.officer, assessment_id)  # type: ignore[arg-type] - the scene's own
    return Asked({"supervisee_id": file_id}, PURPOSE)


async def destroyed(cast: Cast) -> Asked:
    await destroy_assessment(cast.hua.officer, await make_to_destroy(cast), unused_code(cast.hua))
    (row,) = await fetch("SELECT id FROM assessment_destruction")
    return Asked({"destruction_id": row["id"]})


REPLY = {"replied_on": str(today()), "copied_on": str(today())}
DECISION = {"outcome": "not-ordered", "decided_on": str(today()), "paper": "（2026）刑初7号"}
REASON = {"reason": "见来函。"}

ASSESSMENT_CALLS: Mapping[str, Call] = {
    f"GET {V1}": Call("olga", "oscar", standing(make_assigned), is_list=True),
    f"POST {V1}": Call("agnes", scene=body),
    f"POST {V1}/search": Call("olga", "oscar", sought, is_list=True),
    f"GET {V1}/destructions": Call("agnes", "otto", standing(make_to_destroy), is_list=True),
    f"GET {V1}/destructions/{{destruction_id}}": Call("agnes", "otto", destroyed),
    f"GET {ONE}": Call("olga", "oscar", standing(make_assigned, params=READING)),
    f"POST {ONE}/assignment": Call("agnes", "otto", standing(make_received, assignment)),
    f"POST {ONE}/inquiries": Call("olga", "oscar", standing(make_assigned, inquiry_json)),
    f"POST {ONE}/opinion": Call(
        "olga", "oscar", standing(make_inquired, {"suitability": "suitable", "opinion": OPINION})
    ),
    f"POST {ONE}/opinion-approval": Call("agnes", "otto", standing(make_written)),
    f"POST {ONE}/opinion-return": Call("agnes", "otto", standing(make_written, REASON)),
    f"POST {ONE}/reply": Call("agnes", "otto", standing(make_approved, REPLY)),
    f"POST {ONE}/not-here": Call("agnes", "otto", standing(make_received, REASON)),
    f"POST {ONE}/extension": Call("agnes", "otto", standing(make_received, extension)),
    f"POST {ONE}/withdrawal": Call("agnes", "otto", standing(make_received, REASON)),
    f"POST {ONE}/decision": Call("agnes", "otto", standing(make_replied, DECISION)),
    f"POST {ONE}/carrying-over": Call("olga", "oscar", with_file),
    f"POST {ONE}/destruction-proposal": Call("agnes", "otto", standing(make_past)),
    f"POST {ONE}/destruction-return": Call("hua", "hugo", standing(make_to_destroy, REASON)),
    f"POST {ONE}/destruction": Call(
        "hua", "hugo", standing(make_to_destroy, lambda cast: {"code": unused_code(cast.hua)})
    ),
    "GET /api/v1/supervisees/{supervisee_id}/assessments": Call("olga", "oscar", carried, is_list=False),
}
"""By method and path."""
