"""Who may call the routes and pages of assessments before the sentence, and with what they are called."""

from collections.abc import Mapping
from uuid import UUID

from supervision.corrections.access_rule import LimitKind
from supervision.corrections.assessments.carrying_over import carry_over
from supervision.corrections.assessments.destroying import destroy_assessment
from supervision.corrections.assessments.limits import confirm_assessment_limit, set_assessment_limit
from supervision.storage.database import fetch
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, Fields
from tests.api.limit_calls import asked_for
from tests.api.page_call import PageCall
from tests.api.page_scenes import Sent, coded, form, like
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
    make_with_document,
    make_written,
    today,
)
from tests.makers_files import SIGNED_SCAN, make_id_number, make_person_file
from tests.makers_limits import REASON as LIMITED
from tests.makers_limits import limit_draft
from tests.makers_orders import unused_code

V1 = "/api/v1/assessments"
ONE = f"{V1}/{{assessment_id}}"
LIMITS = "/api/v1/assessment-limits"
LIMIT = f"{LIMITS}/{{limit_id}}"
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
    file_id = await carry_over(cast.olga.officer, UUID(str(assessment_id)))
    return Asked({"supervisee_id": file_id}, PURPOSE)


async def destroyed(cast: Cast) -> Asked:
    await destroy_assessment(cast.hua.officer, await make_to_destroy(cast), unused_code(cast.hua))
    (row,) = await fetch("SELECT id FROM assessment_destruction")
    return Asked({"destruction_id": row["id"]})


async def document(cast: Cast) -> Asked:
    """A document of an assessment that was assigned."""
    assessment_id = await make_with_document(cast)
    (row,) = await fetch("SELECT id FROM assessment_document")
    return Asked({"assessment_id": assessment_id, "document_id": row["id"]}, READING)


async def without_paper(cast: Cast) -> UUID:
    """Answered, but the paper could not be made then."""
    assessment_id = await make_approved(cast)
    await fetch("DELETE FROM assessment_document")
    return assessment_id


async def upload(cast: Cast) -> Asked:
    form = {"kind": "interview-record", "title": "谈话笔录"}
    path = {"assessment_id": await make_assigned(cast)}
    return Asked(path, form=form, files={"content": ("record.pdf", SIGNED_SCAN)})


async def upload_form(service: Service) -> Sent:
    path = {"assessment_id": await make_assigned(service.cast)}
    return Sent(path, form={"document_kind": "interview-record", "title": "谈话笔录"}, files={"content": PDF})


async def new_limit(cast: Cast) -> Asked:
    """An assessment, and the limit that is asked for."""
    today_ = str(today())
    body = {
        "kind": "exclusion",
        "from_on": today_,
        "until_on": today_,
        "reason": LIMITED,
        "officers": [str(cast.carl.id)],
    }
    return Asked({"assessment_id": await make_assigned(cast)}, json=body)


def with_limit(json: Json = None, *, is_standing: bool = False) -> Scene:
    """An assessment on which a limit waits for a decision, or stands."""

    async def scene(cast: Cast) -> Asked:
        assessment_id = await make_assigned(cast)
        limit_id = await set_assessment_limit(
            cast.agnes.officer, assessment_id, limit_draft(LimitKind.EXCLUSION, cast.carl.id)
        )
        if is_standing:
            await confirm_assessment_limit(cast.hua.officer, limit_id)
        return Asked({"assessment_id": assessment_id, "limit_id": limit_id}, READING, json)

    return scene


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
    f"POST {ONE}/documents": Call("olga", "oscar", upload),
    f"GET {ONE}/documents/{{document_id}}": Call("olga", "oscar", document),
    f"POST {ONE}/opinion": Call(
        "olga", "oscar", standing(make_inquired, {"suitability": "suitable", "opinion": OPINION})
    ),
    f"POST {ONE}/opinion-approval": Call("agnes", "otto", standing(make_written)),
    f"POST {ONE}/opinion-return": Call("agnes", "otto", standing(make_written, REASON)),
    f"POST {ONE}/reply": Call("agnes", "otto", standing(make_approved, REPLY)),
    f"POST {ONE}/reply-paper": Call("agnes", "otto", standing(without_paper)),
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
    f"GET {ONE}/access-limits": Call("agnes", "otto", with_limit()),
    f"POST {ONE}/access-limits": Call("agnes", "otto", new_limit),
    f"GET {LIMITS}": Call("hua", "hugo", with_limit(), is_list=True),
    f"POST {LIMIT}/confirmation": Call("hua", "hugo", with_limit()),
    f"POST {LIMIT}/refusal": Call("hua", "hugo", with_limit(REASON)),
    f"POST {LIMIT}/ending": Call("hua", "hugo", with_limit(REASON, is_standing=True)),
}
"""By method and path."""

PAGES = "/console/assessments"
PAGE = f"{PAGES}/{{assessment_id}}"
LIMIT_PAGE = "/console/access/assessment-limits/{limit_id}"
REQUEST_FORM = {
    "organ": "court", "organ_name": "临溪县人民法院", "paper_number": "（2026）刑初9号", "received_on": str(today()),
    "category": "suspended-sentence", "name": "孟长庚", "document_type": "id-card", "home_address": "北岭镇松坡村12号",
}  # fmt: skip


def request_form(_cast: Cast) -> Mapping[str, str]:
    return REQUEST_FORM | {"document_number": make_id_number()}


def following_form(cast: Cast) -> Mapping[str, str]:
    return {**request_form(cast), "step": "person"}


def assignment_form(cast: Cast, _asked: Asked) -> Fields:
    return {"office": str(cast.county_office), "assessors": [str(cast.olga.id), str(cast.agnes.id)]}


async def sought_form(service: Service) -> Sent:
    asked = await sought(service.cast)
    (row,) = await fetch("SELECT id FROM assessment")
    return Sent(form=asked.json, mark=str(row["id"]))


INQUIRY_FORM = {
    "kind": "visit", "informant": "family", "happened_on": str(today()), "who": "孟立夏（母亲）",
    "text": "愿意协助管教。",
}  # fmt: skip
EXTENSION_FORM = {"until": str(today().replace(year=today().year + 1)), "consent": "来函3号同意延期"}

ASSESSMENT_PAGES: Mapping[str, PageCall] = {
    f"GET {PAGES}": PageCall("olga", "oscar", like(standing(make_assigned)), is_list=True),
    f"POST {PAGES}": PageCall("agnes", scene=form(request_form)),
    f"POST {PAGES}/search": PageCall("olga", "oscar", sought_form, is_list=True, answers=200),
    f"GET {PAGES}/new": PageCall("agnes"),
    f"POST {PAGES}/new": PageCall("agnes", scene=form(following_form), answers=200),
    f"GET {PAGES}/destructions": PageCall("agnes", "otto", like(standing(make_to_destroy)), is_list=True),
    f"GET {PAGES}/destructions/{{destruction_id}}": PageCall("agnes", "otto", like(destroyed)),
    f"GET {PAGE}": PageCall("olga", "oscar", like(standing(make_assigned, params=READING))),
    f"GET {PAGE}/paper": PageCall("olga", "oscar", like(standing(make_approved))),
    f"POST {PAGE}/paper": PageCall("agnes", "otto", like(standing(without_paper))),
    f"POST {PAGE}/assignment": PageCall("agnes", "otto", like(standing(make_received), assignment_form)),
    f"POST {PAGE}/inquiries": PageCall("olga", "oscar", like(standing(make_assigned), INQUIRY_FORM)),
    f"POST {PAGE}/documents": PageCall("olga", "oscar", upload_form),
    f"GET {PAGE}/documents/{{document_id}}": PageCall("olga", "oscar", like(document)),
    f"POST {PAGE}/opinion": PageCall(
        "olga", "oscar", like(standing(make_inquired), OPINION | {"suitability": "suitable"})
    ),
    f"POST {PAGE}/opinion-approval": PageCall("agnes", "otto", like(standing(make_written))),
    f"POST {PAGE}/opinion-return": PageCall("agnes", "otto", like(standing(make_written), REASON)),
    f"POST {PAGE}/reply": PageCall("agnes", "otto", like(standing(make_approved), REPLY)),
    f"POST {PAGE}/not-here": PageCall("agnes", "otto", like(standing(make_received), REASON)),
    f"POST {PAGE}/extension": PageCall("agnes", "otto", like(standing(make_received), EXTENSION_FORM)),
    f"POST {PAGE}/withdrawal": PageCall("agnes", "otto", like(standing(make_received), REASON)),
    f"POST {PAGE}/decision": PageCall("agnes", "otto", like(standing(make_replied), DECISION)),
    f"POST {PAGE}/carrying-over": PageCall("olga", "oscar", like(with_file)),
    f"POST {PAGE}/destruction-proposal": PageCall("agnes", "otto", like(standing(make_past))),
    f"POST {PAGE}/destruction-return": PageCall("hua", "hugo", like(standing(make_to_destroy), REASON)),
    f"GET {PAGE}/destruction": PageCall("hua", "hugo", like(standing(make_to_destroy))),
    f"POST {PAGE}/destruction": PageCall("hua", "hugo", like(standing(make_to_destroy), coded("hua"))),
    f"GET {PAGE}/limits": PageCall("agnes", "otto", like(with_limit())),
    f"POST {PAGE}/limits": PageCall("agnes", "otto", like(new_limit, asked_for)),
    f"POST {LIMIT_PAGE}/confirmation": PageCall("hua", "hugo", like(with_limit())),
    f"POST {LIMIT_PAGE}/refusal": PageCall("hua", "hugo", like(with_limit(), REASON)),
    f"POST {LIMIT_PAGE}/ending": PageCall("hua", "hugo", like(with_limit(is_standing=True), REASON)),
}
"""By method and path."""
