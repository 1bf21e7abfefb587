"""Who may call each route of applications and authorities, who has the same role elsewhere, and with what."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from api.console.page_moments import moment_value
from supervision.approvals.authorities import AuthorityDraft, enter_authority
from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.deciding import send_back
from supervision.corrections.applications.words import ApplicationKind
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_time import now
from supervision.officers import Role
from tests.api.call import Call
from tests.api.scenes import PURPOSE, Asked, Json, Scene
from tests.cast import COUNTY, Cast
from tests.makers import make_officer
from tests.makers_applications import approve, day, leave_draft, make_delegation, make_leave, other_draft, today
from tests.makers_files import make_banned_file, make_person_file
from tests.makers_orders import unused_code

V1 = "/api/v1"
ONE = f"{V1}/applications/{{application_id}}"
AUTHORITY = f"{V1}/authorities/{{authority_id}}"
Made = Callable[[Cast], Awaitable[UUID]]


def leave_json() -> Json:
    """A leave as a client writes it."""
    return {
        "kind": "leave", "reason": "到省城医院复查。", "reason_kind": "medical", "from_on": str(day(5)),
        "until_on": str(day(7)), "destinations": [{"address": "省城人民医院", "division": "140902"}],
    }  # fmt: skip


async def asked(cast: Cast, days: int = 10) -> UUID:
    """Leave that the county decides."""
    return await make_leave(cast.olga, await make_person_file(cast.olga.officer), 5, days)


async def sent_back(cast: Cast) -> UUID:
    application_id = await asked(cast)
    await send_back(cast.agnes.officer, application_id, 1, "请补材料。")
    return application_id


async def for_the_city(cast: Cast) -> UUID:
    most = find_correction_rule(CorrectionRuleName.LEAVE_COUNTY_MOST, today()).number
    return await asked(cast, most + 1)


async def approved(cast: Cast) -> UUID:
    application_id = await asked(cast)
    await approve(cast.agnes, application_id)
    return application_id


async def under_way(cast: Cast) -> UUID:
    """Leave from today on."""
    file_id = await make_person_file(cast.olga.officer)
    application_id = await make_application(cast.olga.officer, file_id, leave_draft(0, 10, late_reason="急诊。"))
    await approve(cast.agnes, application_id)
    return application_id


async def to_be_filed(cast: Cast) -> UUID:
    """A barred place that the county allowed: court and prosecutor are to be told."""
    file_id = await make_banned_file(cast.olga.officer)
    draft = other_draft(ApplicationKind.BARRED_PLACE, 0, 2)
    application_id = await make_application(cast.olga.officer, file_id, draft)
    await approve(cast.agnes, application_id)
    return application_id


def one(made: Made, json: Callable[[], Json] | Json = None, params: Mapping[str, str] | None = None) -> Scene:
    """An application, brought so far, and a body."""

    async def scene(cast: Cast) -> Asked:
        return Asked({"application_id": await made(cast)}, params or {}, json() if callable(json) else json)

    return scene


def of_file(json: Callable[[], Json] | None = None, params: Mapping[str, str] | None = None) -> Scene:
    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        return Asked({"supervisee_id": file_id}, params or {}, json() if json else None)

    return scene


async def some_list(cast: Cast) -> Asked:
    await asked(cast)
    return Asked(params={"show": "waiting"})


async def waiting(cast: Cast) -> Asked:
    """The list, with an application that stands on it."""
    return Asked({"application_id": await asked(cast)}, {"show": "waiting"})


def moment_now() -> str:
    """The present moment as a form writes it."""
    return moment_value(now())


async def delegated(cast: Cast) -> Asked:
    return Asked({"authority_id": await make_delegation(cast)})


async def to_be_confirmed(cast: Cast) -> Asked:
    draft = AuthorityDraft("临司授〔2026〕9号", today(), day(9), deputy_id=cast.agnes.id)
    entered_by = await make_officer("anton", "Anton Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    authority_id = await enter_authority(entered_by.officer, draft)
    return Asked({"authority_id": authority_id}, json={"code": unused_code(cast.hua)})


async def new_authority(cast: Cast) -> Asked:
    return Asked(json={"document": "临矫委〔2026〕2号", "valid_from": str(today()), "valid_until": str(day(30)),
                       "office_id": str(cast.north_office), "acts": ["decide-leave"]})  # fmt: skip


APPLICATION_CALLS: Mapping[str, Call] = {
    f"GET {V1}/supervisees/{{supervisee_id}}/applications": Call("olga", "oscar", of_file(params=PURPOSE)),
    f"POST {V1}/supervisees/{{supervisee_id}}/applications": Call("olga", "oscar", of_file(leave_json)),
    f"GET {V1}/applications": Call("olga", "oscar", some_list, is_list=True),
    f"GET {ONE}": Call("olga", "oscar", one(asked, params=PURPOSE)),
    f"POST {ONE}/asking": Call("olga", "oscar", one(sent_back, leave_json)),
    f"POST {ONE}/withdrawal": Call("olga", "oscar", one(asked, {"reason": "不去了。"})),
    f"POST {ONE}/approval": Call("agnes", "otto", one(asked, {"revision": 1})),
    f"POST {ONE}/refusal": Call("agnes", "otto", one(asked, {"revision": 1, "reason": "证明不实。"})),
    f"POST {ONE}/return": Call("agnes", "otto", one(asked, {"revision": 1, "reason": "请补材料。"})),
    f"POST {ONE}/forwarding": Call("agnes", "otto", one(for_the_city, {"revision": 1, "opinion": "建议批准。"})),
    f"POST {ONE}/sign-off": Call("agnes", "otto", one(under_way, lambda: {"back_at": now().isoformat()})),
    f"POST {ONE}/shortening": Call(
        "agnes", "otto", one(approved, lambda: {"until_on": str(day(6)), "reason": "提前办完。"})
    ),
    f"POST {ONE}/cancellation": Call("agnes", "otto", one(approved, {"reason": "不去了。"})),
    f"POST {ONE}/telling": Call(
        "agnes", "otto", one(to_be_filed, lambda: {"recipient": "court", "told_on": str(today())})
    ),
    f"GET {V1}/authorities": Call("hua", "hugo", delegated, is_list=True),
    f"POST {V1}/authorities": Call("agnes", scene=new_authority),
    f"POST {AUTHORITY}/confirmation": Call("hua", "hugo", to_be_confirmed),
    f"POST {AUTHORITY}/revocation": Call("hua", "hugo", delegated),
}
