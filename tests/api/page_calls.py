"""Who may call each page of the console, who has the same role elsewhere, and what their browser sends.

The matrix takes the routes from the router; one that is not here fails it.
"""

from collections.abc import Mapping
from typing import Literal
from uuid import uuid4

from supervision.officers import Credential
from tests.api import import_scenes, keeping_scenes, notice_scenes, page_scenes, residence_scenes, scenes
from tests.api.aftercare_page_calls import AFTERCARE_PAGE_CALLS
from tests.api.application_page_calls import APPLICATION_PAGE_CALLS
from tests.api.assessment_calls import ASSESSMENT_PAGES
from tests.api.calls import DISPOSITION, a_grant
from tests.api.contact_calls import CONTACT_PAGES
from tests.api.destruction_calls import DESTRUCTION_PAGES
from tests.api.disclosure_calls import DISCLOSURE_PAGES
from tests.api.export_calls import EXPORT_PAGES
from tests.api.figure_calls import FIGURE_PAGE_CALLS
from tests.api.file_export_calls import FILE_EXPORT_PAGES
from tests.api.file_import_calls import FILE_IMPORT_PAGES
from tests.api.guardian_calls import GUARDIAN_PAGES
from tests.api.induction_calls import INDUCTION_PAGES
from tests.api.life_calls import LIFE_PAGES
from tests.api.limit_calls import LIMIT_PAGE_CALLS
from tests.api.measure_calls import MEASURE_PAGE_CALLS
from tests.api.outbox_calls import OUTBOX_PAGES
from tests.api.page_call import PageCall
from tests.api.page_scenes import coded, form, like
from tests.api.page_sheets import OFFICER_IMPORT, kept_sheet, sheet
from tests.api.paper_calls import PAPER_PAGES
from tests.api.people_page_calls import PEOPLE_PAGE_SCENES
from tests.api.person_search_calls import PERSON_SEARCH_PAGES
from tests.api.place_pages import PLACE_PAGES
from tests.api.quality_calls import QUALITY_PAGE_SCENES
from tests.api.reconciliation_calls import RECONCILIATION_PAGES
from tests.api.release_calls import RELEASE_PAGES
from tests.api.rule_calls import RULE_PAGE_CALLS
from tests.api.scenes import PURPOSE, file, now_text, officer
from tests.api.service_calls import SERVICE_PAGE_SCENES
from tests.api.sharing_calls import SHARING_PAGES
from tests.api.transfer_calls import TRANSFER_PAGES
from tests.api.visit_calls import VISIT_PAGE_SCENES
from tests.cast import NORTH_VILLAGE

CONSOLE = "/console"
SHOWN_AT_ONCE: Mapping[str, Literal[200, 204]] = {"kept": 204, "personal-code": 200}
"""Forms about people that lead to no other page, by the end of their address."""
FILE = f"{CONSOLE}/supervisees/{{supervisee_id}}"
ORDER = f"{CONSOLE}/orders/{{order_id}}"
TRACKER = f"{CONSOLE}/trackers/{{tracker_id}}"
OFFICER = f"{CONSOLE}/officers/{{officer_id}}"
AGREEMENT = f"{OFFICER}/replacement/{{request_id}}/agreement"
PASSWORD_AGREEMENT = f"{OFFICER}/password/{{request_id}}/agreement"
KEPT_OFFICERS = kept_sheet(OFFICER_IMPORT, "sue")
OFFICE_FORM = {"name": "松坡司法所", "level": "community", "division": NORTH_VILLAGE}
TRACKER_FORM = {
    "serial": "SN-page", "model": "new", "model_name": "腕带二型", "kind": "dedicated", "dialect": "native",
    "division": "149901",
}  # fmt: skip

PAGES: Mapping[str, PageCall] = {
    **DESTRUCTION_PAGES,
    **PAPER_PAGES,
    **ASSESSMENT_PAGES,
    **LIFE_PAGES,
    **RELEASE_PAGES,
    f"GET {CONSOLE}": PageCall("olga", "oscar", like(scenes.alert()), is_list=True),
    f"POST {CONSOLE}/sign-out": PageCall("paul"),
    f"GET {CONSOLE}/recovery-codes": PageCall("petra"),
    f"POST {CONSOLE}/recovery-codes": PageCall("olga", scene=like(scenes.nothing, coded("olga")), answers=200),
    f"GET {CONSOLE}/password": PageCall("petra"),
    f"POST {CONSOLE}/password": PageCall("olga", scene=like(scenes.nothing, page_scenes.own_password)),
    # alerts, map
    f"GET {CONSOLE}/alerts": PageCall("olga", "oscar", like(scenes.alert()), is_list=True),
    f"GET {CONSOLE}/alerts/open-list": PageCall("olga", "oscar", like(scenes.alert()), is_list=True),
    f"GET {CONSOLE}/alerts/{{alert_id}}": PageCall("olga", "oscar", like(scenes.alert())),
    f"POST {CONSOLE}/alerts/{{alert_id}}/acknowledgement": PageCall("olga", "oscar", like(scenes.alert())),
    f"POST {CONSOLE}/alerts/{{alert_id}}/disposition": PageCall(
        "olga", "oscar", like(scenes.alert(), DISPOSITION | {"checked": "yes"})
    ),
    f"GET {CONSOLE}/map": PageCall("olga", "oscar", page_scenes.followed, is_list=True),
    f"GET {CONSOLE}/map/live": PageCall("olga", "oscar", page_scenes.followed, is_list=True),
    f"GET {CONSOLE}/map/zones": PageCall("olga", "oscar", page_scenes.followed, is_list=True),
    f"GET {CONSOLE}/map/town.geojson": PageCall("petra"),
    f"GET {CONSOLE}/map/tiles/{{zoom}}/{{x}}/{{y}}": PageCall("petra", scene=page_scenes.tiles),
    # files
    f"GET {CONSOLE}/supervisees": PageCall("olga", "oscar", like(file()), is_list=True),
    f"POST {CONSOLE}/supervisees": PageCall("olga", scene=page_scenes.new_file),
    f"GET {CONSOLE}/supervisees/new": PageCall("olga"),
    f"GET {CONSOLE}/supervisees/term": PageCall("olga"),
    f"GET {FILE}": PageCall("olga", "oscar", like(file(PURPOSE))),
    f"POST {FILE}": PageCall("olga", "oscar", page_scenes.changed_file),
    f"GET {FILE}/edit": PageCall("olga", "oscar", like(file(PURPOSE))),
    f"GET {FILE}/day": PageCall("olga", "oscar", like(file(PURPOSE))),
    f"POST {FILE}/custody": PageCall(
        "olga",
        "oscar",
        like(
            file(),
            lambda _cast, _asked: {"began_at": now_text(), "custody_note": "县公安局刑事拘留。", "checked": "yes"},
        ),
    ),
    f"POST {FILE}/absence/ending": PageCall(
        "olga", "oscar", like(scenes.absent, lambda _cast, _asked: {"returned_at": now_text()})
    ),
    f"POST {FILE}/ending": PageCall("agnes", "otto", page_scenes.ended_file),
    f"POST {FILE}/records": PageCall("olga", "oscar", page_scenes.new_record),
    f"POST {FILE}/records/{{record_id}}/annulment": PageCall(
        "olga", "oscar", like(scenes.record, {"reason": "登记有误。"})
    ),
    f"GET {CONSOLE}/attachments/{{attachment_id}}": PageCall("olga", "oscar", like(scenes.attachment)),
    **FILE_IMPORT_PAGES,
    **INDUCTION_PAGES,
    **TRANSFER_PAGES,
    **PERSON_SEARCH_PAGES,
    **DISCLOSURE_PAGES,
    **FILE_EXPORT_PAGES,
    **OUTBOX_PAGES,
    **RECONCILIATION_PAGES,
    # orders
    f"GET {CONSOLE}/orders": PageCall("olga", "oscar", like(scenes.draft), is_list=True),
    f"POST {CONSOLE}/orders": PageCall("olga", "oscar", page_scenes.new_order),
    f"GET {CONSOLE}/orders/new": PageCall("olga", "oscar", page_scenes.about_somebody),
    f"GET {ORDER}": PageCall("olga", "oscar", like(scenes.draft)),
    f"GET {ORDER}/change": PageCall("olga", "oscar", page_scenes.draft),
    f"POST {ORDER}/change": PageCall("olga", "oscar", page_scenes.variation),
    f"POST {ORDER}/extension": PageCall("olga", "oscar", page_scenes.extension),
    f"POST {ORDER}/withdrawal": PageCall("olga", "oscar", page_scenes.drafted_variation),
    f"POST {ORDER}/proposal": PageCall("olga", "oscar", page_scenes.draft),
    f"GET {ORDER}/approval": PageCall("hua", "hugo", like(scenes.proposed)),
    f"POST {ORDER}/approval": PageCall("hua", "hugo", like(scenes.to_be_approved, page_scenes.approval)),
    f"POST {ORDER}/notice/issue": PageCall("olga", "oscar", like(scenes.approved)),
    f"POST {ORDER}/notice": PageCall("olga", "oscar", like(scenes.to_be_served, page_scenes.refused_notice)),
    f"POST {ORDER}/fitting": PageCall("agnes", "otto", like(scenes.to_be_fitted, page_scenes.fitted)),
    f"POST {ORDER}/start": PageCall("olga", "oscar", like(scenes.to_be_started)),
    f"POST {ORDER}/ending": PageCall("hua", "hugo", like(scenes.to_be_ended, page_scenes.ended_order)),
    # trackers and check-ins
    f"GET {CONSOLE}/trackers": PageCall("agnes", "otto", like(scenes.tracker), is_list=True),
    f"POST {CONSOLE}/trackers": PageCall("sam", scene=form(TRACKER_FORM)),
    f"GET {CONSOLE}/trackers/new": PageCall("sam"),
    f"GET {TRACKER}": PageCall("agnes", "otto", like(scenes.tracker)),
    f"POST {TRACKER}/hand-back": PageCall("olga", "oscar", page_scenes.handed_back),
    f"POST {TRACKER}/pairing": PageCall("sam", scene=like(scenes.tracker), answers=200),
    f"GET {TRACKER}/revocation": PageCall("sam", scene=like(scenes.tracker)),
    f"POST {TRACKER}/revocation": PageCall("sam", scene=like(scenes.tracker, coded("sam"))),
    f"GET {CONSOLE}/check-ins": PageCall("olga", "oscar", like(scenes.check_in), is_list=True),
    f"POST {CONSOLE}/check-ins": PageCall("olga", "oscar", page_scenes.new_check_in),
    f"GET {CONSOLE}/check-ins/series/{{series_id}}": PageCall("olga", "oscar", like(scenes.check_in_series)),
    f"POST {CONSOLE}/check-ins/series/{{series_id}}/withdrawal": PageCall(
        "olga", "oscar", like(scenes.check_in_series)
    ),
    f"GET {CONSOLE}/check-ins/{{request_id}}": PageCall("olga", "oscar", like(scenes.check_in)),
    f"POST {CONSOLE}/check-ins/{{request_id}}/withdrawal": PageCall("olga", "oscar", like(scenes.check_in)),
    **CONTACT_PAGES,
    **PLACE_PAGES,
    **LIMIT_PAGE_CALLS,
    **RULE_PAGE_CALLS,
    **APPLICATION_PAGE_CALLS,
    # offices and officers
    f"GET {CONSOLE}/offices": PageCall("olga", "oscar", page_scenes.office, is_list=True),
    f"POST {CONSOLE}/offices": PageCall("sam", scene=form(OFFICE_FORM)),
    f"GET {CONSOLE}/officers": PageCall("sue"),
    f"POST {CONSOLE}/officers": PageCall(
        "sue",
        scene=form(
            lambda cast: {
                "name": "新来的",
                "username": f"n{uuid4().hex[:8]}",
                "office": str(cast.south_office),
                **a_grant(cast),
            }
        ),
        answers=200,
    ),
    f"GET {CONSOLE}/officers/new": PageCall("sue"),
    f"GET {OFFICER_IMPORT}": PageCall("sue"),
    f"POST {OFFICER_IMPORT}": PageCall("sue", scene=sheet(OFFICER_IMPORT)),
    f"GET {OFFICER_IMPORT}/template.xlsx": PageCall("sue"),
    f"GET {OFFICER_IMPORT}/{{token}}": PageCall("sue", "sybil", KEPT_OFFICERS),
    f"POST {OFFICER_IMPORT}/{{token}}": PageCall("sue", "sybil", KEPT_OFFICERS, answers=200),
    f"GET {OFFICER_IMPORT}/{{token}}/verdicts.xlsx": PageCall("sue", "sybil", KEPT_OFFICERS),
    f"GET {OFFICER}": PageCall("sue", scene=like(officer())),
    f"POST {OFFICER}/ending": PageCall("sue", scene=like(officer(), coded("sue"))),
    f"POST {OFFICER}/grants": PageCall("sue", scene=like(officer(), lambda cast, _asked: a_grant(cast))),
    f"POST {OFFICER}/grants/{{grant_id}}/ending": PageCall("sue", scene=page_scenes.grant),
    f"POST {OFFICER}/move": PageCall(
        "sue", scene=like(officer(), lambda cast, _asked: {"office": str(cast.south_office)})
    ),
    f"POST {OFFICER}/replacement": PageCall("ada", scene=like(officer())),
    f"GET {AGREEMENT}": PageCall("sam", scene=page_scenes.replacement(Credential.SECOND_FACTOR)),
    f"POST {AGREEMENT}": PageCall("sam", scene=page_scenes.replacement(Credential.SECOND_FACTOR), answers=200),
    f"POST {OFFICER}/password": PageCall("ada", scene=like(officer())),
    f"GET {PASSWORD_AGREEMENT}": PageCall("sam", scene=page_scenes.replacement(Credential.PASSWORD)),
    f"POST {PASSWORD_AGREEMENT}": PageCall("sam", scene=page_scenes.replacement(Credential.PASSWORD), answers=200),
    f"POST {OFFICER}/resumption": PageCall("sue", scene=like(officer(is_suspended=True))),
    f"POST {OFFICER}/suspension": PageCall("sue", scene=like(officer())),
    # the search for residents, possible duplicates
    f"GET {CONSOLE}/search": PageCall("petra", "pavel", page_scenes.sought, is_list=True),
    f"GET {CONSOLE}/duplicates": PageCall("petra", "pavel", like(residence_scenes.a_pair()), is_list=True),
    f"GET {CONSOLE}/duplicates/{{pair_id}}": PageCall(
        "petra", "pavel", like(residence_scenes.a_pair(), params=residence_scenes.RESIDENCE_PURPOSE)
    ),
    f"POST {CONSOLE}/duplicates/{{pair_id}}/distinction": PageCall(
        "petra", "pavel", like(residence_scenes.a_pair(), {"rationale": "两人。"})
    ),
    f"POST {CONSOLE}/duplicates/{{pair_id}}/merge": PageCall(
        "petra", "pavel", like(residence_scenes.a_pair(joined=True), page_scenes.joined_pair)
    ),
    f"POST {CONSOLE}/duplicates/merges/{{merge_id}}/undoing": PageCall("petra", "pavel", like(residence_scenes.merged)),
    # imports of the residence register
    f"GET {CONSOLE}/imports": PageCall("petra", "pavel", import_scenes.an_import, is_list=True),
    f"POST {CONSOLE}/imports": PageCall("petra", None, import_scenes.a_table),
    f"GET {CONSOLE}/imports/templates/{{kind}}": PageCall("petra", None, import_scenes.a_template),
    f"GET {CONSOLE}/imports/{{import_id}}": PageCall("petra", "pavel", import_scenes.an_import),
    f"GET {CONSOLE}/imports/{{import_id}}/progress": PageCall("petra", "pavel", import_scenes.an_import),
    f"GET {CONSOLE}/imports/{{import_id}}/verdicts.xlsx": PageCall("petra", "pavel", import_scenes.an_import),
    f"GET {CONSOLE}/imports/{{import_id}}/columns": PageCall("petra", "pavel", import_scenes.an_import),
    f"POST {CONSOLE}/imports/{{import_id}}/columns": PageCall("petra", "pavel", import_scenes.chosen_columns),
    f"POST {CONSOLE}/imports/{{import_id}}/confirm": PageCall("petra", "pavel", import_scenes.anothers_import),
    f"POST {CONSOLE}/imports/{{import_id}}/drop": PageCall("petra", "pavel", import_scenes.an_import),
    f"POST {CONSOLE}/imports/{{import_id}}/undo": PageCall("petra", "pavel", import_scenes.a_written_import),
    # stay notices
    f"GET {CONSOLE}/notice-links": PageCall("petra", "pavel", notice_scenes.a_link, is_list=True),
    f"POST {CONSOLE}/notice-links": PageCall("petra", "pavel", notice_scenes.a_drawer),
    f"GET {CONSOLE}/notice-links/{{link_id}}": PageCall("petra", "pavel", notice_scenes.a_link),
    f"POST {CONSOLE}/notice-links/{{link_id}}/revocation": PageCall("petra", "pavel", notice_scenes.a_link),
    f"GET {CONSOLE}/stay-notices": PageCall("petra", "pavel", notice_scenes.a_notice, is_list=True),
    f"GET {CONSOLE}/stay-notices/{{notice_id}}": PageCall("petra", "pavel", notice_scenes.a_notice),
    f"POST {CONSOLE}/stay-notices/{{notice_id}}": PageCall("petra", "pavel", notice_scenes.a_decision),
    f"GET {CONSOLE}/stay-notices/new": PageCall("petra"),
    f"POST {CONSOLE}/stay-notices/new": PageCall("petra", "pavel", notice_scenes.a_form, answers=200),
    # tenancies and permits
    f"GET {CONSOLE}/tenancies": PageCall("petra", "pavel", notice_scenes.a_tenancy, is_list=True),
    f"POST {CONSOLE}/tenancies": PageCall("petra", "pavel", notice_scenes.a_lease),
    f"GET {CONSOLE}/tenancies/new": PageCall("petra", "pavel", notice_scenes.a_household),
    f"GET {CONSOLE}/tenancies/{{tenancy_id}}": PageCall("petra", "pavel", notice_scenes.a_tenancy),
    f"POST {CONSOLE}/tenancies/{{tenancy_id}}": PageCall("petra", "pavel", notice_scenes.a_filing),
    f"GET {CONSOLE}/permits": PageCall("petra", "pavel", notice_scenes.a_permit, is_list=True),
    f"POST {CONSOLE}/permits": PageCall("petra", "pavel", notice_scenes.an_application),
    f"GET {CONSOLE}/permits/new": PageCall("petra", "pavel", notice_scenes.an_applicant),
    f"GET {CONSOLE}/permits/{{permit_id}}": PageCall("petra", "pavel", notice_scenes.a_permit),
    f"POST {CONSOLE}/permits/{{permit_id}}/acts": PageCall("petra", "pavel", notice_scenes.an_acceptance),
    f"GET {CONSOLE}/permits/{{permit_id}}/papers/{{kind}}": PageCall("petra", "pavel", notice_scenes.a_paper),
    # oversight
    f"GET {CONSOLE}/audit": PageCall("ada"),
    f"POST {CONSOLE}/audit/verification": PageCall("ada", answers=200),
    f"GET {CONSOLE}/doctor": PageCall("sam"),
    f"POST {CONSOLE}/doctor": PageCall("sam"),
    f"GET {CONSOLE}/refusals": PageCall("sam"),
    **{
        route: PageCall(officer, elsewhere, scene or page_scenes.nothing, is_list)
        for route, (officer, elsewhere, scene, is_list) in {**VISIT_PAGE_SCENES, **SERVICE_PAGE_SCENES}.items()
    },
    **EXPORT_PAGES,
    **SHARING_PAGES,
    **AFTERCARE_PAGE_CALLS,
    **FIGURE_PAGE_CALLS,
    **GUARDIAN_PAGES,
    **MEASURE_PAGE_CALLS,
    # keeping
    f"GET {CONSOLE}/destruction": PageCall("petra", "pavel", like(keeping_scenes.due), is_list=True),
    f"POST {CONSOLE}/destruction": PageCall(
        "petra", "pavel", like(keeping_scenes.due, lambda _cast, asked: {"ids": str(asked.path["resident_id"])})
    ),
    f"GET {CONSOLE}/destruction/approval": PageCall("petra", "pavel", page_scenes.destruction_to_approve),
    f"POST {CONSOLE}/destruction/approval": PageCall("petra", "pavel", page_scenes.destruction_to_approve),
    f"GET {CONSOLE}/destruction/{{proposal_id}}": PageCall("petra", "pavel", like(keeping_scenes.destroyed)),
    f"POST {CONSOLE}/destruction/{{proposal_id}}/return": PageCall(
        "petra", "pavel", like(keeping_scenes.proposed, {"reason": "再核对一次。"})
    ),
    **{
        route: PageCall(officer, elsewhere, scene, is_list, SHOWN_AT_ONCE.get(route.rpartition("/")[2]))
        for route, (officer, elsewhere, scene, is_list) in PEOPLE_PAGE_SCENES.items()
    },
    **{route: PageCall("petra", "pavel", scene, is_list) for route, (scene, is_list) in QUALITY_PAGE_SCENES.items()},
}
