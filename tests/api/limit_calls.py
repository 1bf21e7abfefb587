"""Who may call each route and page about limits on access, and who has the same role elsewhere."""

from collections.abc import Mapping

from tests.api import limit_scenes as scenes
from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import like
from tests.api.scenes import Asked
from tests.cast import Cast

V1 = "/api/v1"
FILE, LIMIT = f"{V1}/supervisees/{{supervisee_id}}", f"{V1}/access-limits/{{limit_id}}"

LIMIT_CALLS: Mapping[str, Call] = {
    f"GET {FILE}/access-limits": Call("agnes", "otto", scenes.limited),
    f"POST {FILE}/access-limits": Call("agnes", "otto", scenes.new_limit),
    f"GET {V1}/access-limits": Call("hua", "hugo", scenes.waiting(), is_list=True),
    f"GET {V1}/access-limits/nameable": Call("agnes", scene=scenes.limited),
    f"POST {LIMIT}/confirmation": Call("hua", "hugo", scenes.waiting()),
    f"POST {LIMIT}/refusal": Call("hua", "hugo", scenes.waiting({"reason": "没有亲属关系。"})),
    f"POST {LIMIT}/ending": Call("hua", "hugo", scenes.to_end),
    f"POST {V1}/broken-glass": Call("olga", scene=scenes.to_break),
    f"GET {V1}/broken-glass": Call("hua", "hugo", scenes.broken(), is_list=True),
    f"POST {V1}/broken-glass/{{glass_id}}/review": Call("hua", "hugo", scenes.broken(scenes.FINDING)),
    f"GET {V1}/legal-queries": Call("hua", "hugo", scenes.queried(), is_list=True),
    f"POST {FILE}/legal-queries": Call("hua", "hugo", scenes.minors(scenes.QUERY)),
    f"POST {V1}/legal-queries/{{query_id}}/answer": Call("hua", "hugo", scenes.queried(scenes.ANSWER)),
    f"GET {V1}/me/trail": Call("olga", "oscar", scenes.opened, is_list=True),
    f"GET {FILE}/access-receipt": Call("olga", "oscar", scenes.opened),
}

CONSOLE = "/console"
PAGE, ACCESS = f"{CONSOLE}/supervisees/{{supervisee_id}}", f"{CONSOLE}/access"
LIMIT_PAGE = f"{ACCESS}/limits/{{limit_id}}"
REASON_FORM = {"reason": "已核实。"}
REVIEW_FORM = {"is_justified": "yes", "finding": "确有必要。"}


def asked_for(_cast: Cast, asked: Asked) -> dict[str, str]:
    """The form of a limit, as the body says it."""
    return {name: asked.json[name] for name in ("kind", "from_on", "until_on", "reason")} | {
        "officers": asked.json["officers"][0]
    }


def of_body(_cast: Cast, asked: Asked) -> dict[str, str]:
    return dict(asked.json)


LIMIT_PAGE_CALLS: Mapping[str, PageCall] = {
    f"POST {PAGE}/limits": PageCall("agnes", "otto", like(scenes.new_limit, asked_for)),
    f"GET {PAGE}/receipt": PageCall("olga", "oscar", like(scenes.opened)),
    f"GET {ACCESS}": PageCall("olga", "oscar", like(scenes.opened), is_list=True),
    f"GET {ACCESS}/break": PageCall("olga"),
    f"POST {ACCESS}/break": PageCall("olga", scene=like(scenes.to_break, of_body)),
    f"GET {ACCESS}/limits": PageCall("hua", "hugo", like(scenes.waiting()), is_list=True),
    f"POST {LIMIT_PAGE}/confirmation": PageCall("hua", "hugo", like(scenes.waiting())),
    f"POST {LIMIT_PAGE}/refusal": PageCall("hua", "hugo", like(scenes.waiting(), REASON_FORM)),
    f"POST {LIMIT_PAGE}/ending": PageCall("hua", "hugo", like(scenes.limited, REASON_FORM)),
    f"GET {ACCESS}/glass": PageCall("hua", "hugo", like(scenes.broken()), is_list=True),
    f"GET {ACCESS}/glass/waiting": PageCall("hua", "hugo", like(scenes.broken()), is_list=True),
    f"POST {ACCESS}/glass/{{glass_id}}/review": PageCall("hua", "hugo", like(scenes.broken(), REVIEW_FORM)),
    f"GET {ACCESS}/queries": PageCall("hua", "hugo", like(scenes.queried()), is_list=True),
    f"POST {ACCESS}/queries": PageCall("hua", scene=like(scenes.minors_number, of_body)),
    f"POST {ACCESS}/queries/{{query_id}}/answer": PageCall("hua", "hugo", like(scenes.queried(), scenes.ANSWER)),
}
