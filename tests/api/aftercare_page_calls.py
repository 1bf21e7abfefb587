"""Who may call each page of after-care, who has the same role elsewhere, and what their browser sends."""

from collections.abc import Mapping
from datetime import timedelta

from supervision.legal_time import legal_day, now
from tests.api.aftercare_calls import (
    PURPOSE,
    a_base,
    a_helper,
    a_placement,
    a_release,
    an_aid,
    file,
)
from tests.api.page_call import PageCall
from tests.api.page_scenes import form, like
from tests.api.page_sheets import PRISON_LIST, kept_sheet, sheet
from tests.cast import NORTH, Cast
from tests.makers_aftercare import make_arrived, make_awaited, make_entry
from tests.makers_files import make_id_number

CONSOLE = "/console"
FILE, BASE = f"{CONSOLE}/aftercare/{{file_id}}", f"{CONSOLE}/aftercare-bases/{{base_id}}"
HAND_OVER = f"{CONSOLE}/supervisees/{{supervisee_id}}/aftercare"
KEPT = kept_sheet(PRISON_LIST, "olga")
PERSON = {"name": "程立冬", "document_type": "id-card", "address": "北岭镇松坡村7号"}
BASE_FORM = {"division": NORTH, "name": "北岭果蔬合作社", "address": "北岭镇园艺路9号", "places": "4"}


def entry_form(cast: Cast) -> Mapping[str, str]:
    released_on = legal_day(now()) - timedelta(days=1)
    return PERSON | {
        "document_number": make_id_number(), "office": str(cast.north_office), "released_on": str(released_on),
    }  # fmt: skip


AFTERCARE_PAGE_CALLS: Mapping[str, PageCall] = {
    f"GET {HAND_OVER}": PageCall("olga", "oscar", like(a_release)),
    f"POST {HAND_OVER}": PageCall("olga", "oscar", like(a_release, {"agreement": "agreed", "wanted": "想学电焊"})),
    f"GET {CONSOLE}/aftercare": PageCall("olga", "oscar", like(file(make_entry)), is_list=True),
    f"POST {CONSOLE}/aftercare": PageCall("olga", scene=form(entry_form)),
    f"GET {CONSOLE}/aftercare/new": PageCall("olga"),
    f"GET {FILE}": PageCall("olga", "oscar", like(file(make_entry, params=PURPOSE))),
    f"GET {FILE}/person": PageCall("olga", "oscar", like(file(make_entry))),
    f"POST {FILE}/person": PageCall(
        "olga",
        "oscar",
        like(file(make_entry), lambda _cast, _asked: PERSON | {"document_number": make_id_number(), "revision": "1"}),
    ),
    f"POST {FILE}/verification": PageCall("olga", "oscar", like(file(make_entry), {"found": "yes"})),
    f"POST {FILE}/arrival": PageCall("olga", "oscar", like(file(make_awaited), {"arrival": "justice-office"})),
    f"POST {FILE}/agreement": PageCall("olga", "oscar", like(file(make_arrived), {"agreed": "no"})),
    f"POST {FILE}/closing": PageCall("agnes", "otto", like(file(make_arrived), {"reason": "moved"})),
    f"POST {FILE}/helpers": PageCall("olga", "oscar", like(file(make_arrived), {"kind": "kin", "name": "程立秋"})),
    f"POST {FILE}/helpers/{{helper_id}}/ending": PageCall("olga", "oscar", like(a_helper)),
    f"POST {FILE}/placements": PageCall("olga", "oscar", like(file(make_arrived), {"placement": "employed"})),
    f"POST {FILE}/placements/{{placement_id}}/ending": PageCall("olga", "oscar", like(a_placement)),
    f"POST {FILE}/aids": PageCall("olga", "oscar", like(file(make_arrived), {"kind": "medical", "asked": "复查"})),
    f"POST {FILE}/aids/{{aid_id}}/answer": PageCall("olga", "oscar", like(an_aid, {"given": "yes"})),
    f"POST {FILE}/visits": PageCall("olga", "oscar", like(file(make_arrived), {"outcome": "met"})),
    f"GET {PRISON_LIST}": PageCall("olga"),
    f"POST {PRISON_LIST}": PageCall("olga", scene=sheet(PRISON_LIST)),
    f"GET {PRISON_LIST}/template.xlsx": PageCall("olga"),
    f"GET {PRISON_LIST}/{{token}}": PageCall("olga", "oscar", KEPT),
    f"POST {PRISON_LIST}/{{token}}": PageCall("olga", "oscar", KEPT),
    f"GET {PRISON_LIST}/{{token}}/verdicts.xlsx": PageCall("olga", "oscar", KEPT),
    f"GET {CONSOLE}/aftercare-bases": PageCall("olga", "oscar", like(a_base), is_list=True),
    f"POST {CONSOLE}/aftercare-bases": PageCall("olga", scene=form(BASE_FORM)),
    f"GET {CONSOLE}/aftercare-bases/new": PageCall("agnes"),
    f"GET {BASE}": PageCall("agnes", "otto", like(a_base)),
    f"POST {BASE}": PageCall("agnes", "otto", like(a_base, BASE_FORM | {"revision": "1"})),
    f"GET {CONSOLE}/aftercare-figures": PageCall("carl"),
    f"GET {CONSOLE}/aftercare-figures/people": PageCall("agnes", "otto", like(file(make_arrived)), is_list=True),
}
"""By method and path."""
