"""Who may call each page of applications and authorities, who has the same role elsewhere, and what its form sends."""

from collections.abc import Mapping

from tests.api import application_calls as calls
from tests.api.page_call import PageCall
from tests.api.page_scenes import coded, like
from tests.api.scenes import PURPOSE
from tests.makers_applications import day, today

FILE = "/console/supervisees/{supervisee_id}/applications"
ONE = "/console/applications/{application_id}"
AUTHORITIES = "/console/authorities"
AUTHORITY = f"{AUTHORITIES}/{{authority_id}}"


def leave_form() -> Mapping[str, str]:
    """A leave as the form sends it, once it was checked."""
    return {
        "kind": "leave", "reason": "到省城医院复查。", "reason_kind": "medical", "from_on": str(day(5)),
        "until_on": str(day(7)), "destinations": "省城人民医院", "division": "山西省云安市平川区 140902",
        "checked": "yes",
    }  # fmt: skip


APPLICATION_PAGE_CALLS: Mapping[str, PageCall] = {
    f"GET {FILE}/new": PageCall("olga", "oscar", like(calls.of_file())),
    f"POST {FILE}/new": PageCall("olga", "oscar", like(calls.of_file(), lambda _cast, _asked: leave_form())),
    "GET /console/applications": PageCall("olga", "oscar", like(calls.waiting), is_list=True),
    f"GET {ONE}": PageCall("olga", "oscar", like(calls.one(calls.asked), params=PURPOSE)),
    f"GET {ONE}/permit": PageCall("olga", "oscar", like(calls.one(calls.to_be_filed))),
    f"GET {ONE}/asking": PageCall("olga", "oscar", like(calls.one(calls.sent_back))),
    f"POST {ONE}/asking": PageCall(
        "olga", "oscar", like(calls.one(calls.sent_back), lambda _cast, _asked: leave_form())
    ),
    f"POST {ONE}/decision": PageCall(
        "agnes", "otto", like(calls.one(calls.asked), {"decision": "approve", "revision": "1"})
    ),
    f"POST {ONE}/withdrawal": PageCall("olga", "oscar", like(calls.one(calls.asked), {"reason": "不去了。"})),
    f"POST {ONE}/sign-off": PageCall(
        "agnes", "otto", like(calls.one(calls.under_way), lambda _cast, _asked: {"back_at": calls.moment_now()})
    ),
    f"POST {ONE}/shortening": PageCall(
        "agnes",
        "otto",
        like(calls.one(calls.approved), lambda _cast, _asked: {"until_on": str(day(6)), "reason": "提前办完。"}),
    ),
    f"POST {ONE}/cancellation": PageCall("agnes", "otto", like(calls.one(calls.approved), {"reason": "不去了。"})),
    f"POST {ONE}/telling": PageCall(
        "agnes",
        "otto",
        like(calls.one(calls.to_be_filed), lambda _cast, _asked: {"recipient": "court", "told_on": str(today())}),
    ),
    f"GET {AUTHORITIES}": PageCall("hua", "hugo", like(calls.delegated), is_list=True),
    f"POST {AUTHORITIES}": PageCall(
        "agnes",
        scene=like(
            calls.new_authority,
            lambda cast, _asked: {
                "kind": "delegation", "document": "临矫委〔2026〕3号", "valid_from": str(today()),
                "valid_until": str(day(30)), "office_id": str(cast.north_office), "acts": "decide-leave",
            },
        ),
    ),
    f"GET {AUTHORITY}/confirmation": PageCall("hua", "hugo", like(calls.to_be_confirmed)),
    f"POST {AUTHORITY}/confirmation": PageCall("hua", "hugo", like(calls.to_be_confirmed, coded("hua"))),
    f"POST {AUTHORITY}/revocation": PageCall("hua", "hugo", like(calls.delegated)),
}  # fmt: skip
