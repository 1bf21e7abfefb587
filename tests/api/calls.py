"""Who may call each route of the API, who has the same role elsewhere, and with what it is called.

The matrix takes the routes from the router; one that is not here fails it.
"""

from collections.abc import Mapping
from uuid import uuid4

from supervision.officers import Credential, Role
from tests.api import residence_scenes, scenes
from tests.api.aftercare_calls import AFTERCARE_CALLS
from tests.api.application_calls import APPLICATION_CALLS
from tests.api.assessment_calls import ASSESSMENT_CALLS
from tests.api.call import Call
from tests.api.contact_calls import CONTACT_CALLS
from tests.api.destruction_calls import DESTRUCTION_CALLS
from tests.api.disclosure_calls import DISCLOSURE_CALLS
from tests.api.export_calls import EXPORT_CALLS
from tests.api.figure_calls import FIGURE_CALLS
from tests.api.file_export_calls import FILE_EXPORT_CALLS
from tests.api.file_import_calls import FILE_IMPORT_CALLS
from tests.api.guardian_calls import GUARDIAN_CALLS
from tests.api.import_calls import IMPORT_CALLS
from tests.api.induction_calls import INDUCTION_CALLS
from tests.api.keeping_calls import KEEPING_CALLS
from tests.api.life_calls import LIFE_CALLS
from tests.api.limit_calls import LIMIT_CALLS
from tests.api.measure_calls import MEASURE_CALLS
from tests.api.notice_calls import NOTICE_CALLS
from tests.api.outbox_calls import OUTBOX_CALLS
from tests.api.paper_calls import PAPER_CALLS
from tests.api.people_calls import PEOPLE_CALLS
from tests.api.person_search_calls import PERSON_SEARCH_CALLS
from tests.api.place_calls import PLACE_CALLS
from tests.api.quality_calls import QUALITY_CALLS
from tests.api.reconciliation_calls import RECONCILIATION_CALLS
from tests.api.release_calls import RELEASE_CALLS
from tests.api.rule_calls import RULE_CALLS
from tests.api.scenes import PURPOSE, body, file, now_text, officer, today_text
from tests.api.service_calls import SERVICE_CALLS
from tests.api.sharing_calls import SHARING_CALLS
from tests.api.transfer_calls import TRANSFER_CALLS
from tests.api.visit_calls import VISIT_CALLS
from tests.cast import NORTH_VILLAGE, SOUTH, Cast

V1 = "/api/v1"
DISPOSITION = {"finding": "breach", "note": "无正当理由。"}
TRACKER = {"serial": "SN-matrix", "model": "腕带二型", "dialect": "native", "division": "149901", "is_dedicated": True}
OFFICE = {"name": "松坡司法所", "level": "community", "division": NORTH_VILLAGE}


def a_grant(_cast: Cast) -> dict[str, str]:
    """A grant from today on; the day is read when it is given, because a run of the tests may outlast a day."""
    return {"role": Role.JUSTICE_OFFICE, "prefix": SOUTH, "valid_from": today_text()}


def a_record(_cast: Cast) -> dict[str, str]:
    return {"kind": "warning", "happened_on": today_text(), "summary": "未按规定报告，给予警告。"}


CALLS: Mapping[str, Call] = {
    **DESTRUCTION_CALLS,
    **LIFE_CALLS,
    **ASSESSMENT_CALLS,
    **RELEASE_CALLS,
    **RECONCILIATION_CALLS,
    **PEOPLE_CALLS,
    **CONTACT_CALLS,
    **APPLICATION_CALLS,
    **LIMIT_CALLS,
    **QUALITY_CALLS,
    **RULE_CALLS,
    **VISIT_CALLS,
    **EXPORT_CALLS,
    **FILE_IMPORT_CALLS,
    **IMPORT_CALLS,
    **SERVICE_CALLS,
    **KEEPING_CALLS,
    **SHARING_CALLS,
    **AFTERCARE_CALLS,
    **FIGURE_CALLS,
    **GUARDIAN_CALLS,
    **PAPER_CALLS,
    **MEASURE_CALLS,
    f"GET {V1}/me": Call("petra"),
    f"POST {V1}/me/recovery-codes": Call("olga", scene=scenes.own_code),
    f"POST {V1}/me/password": Call("olga", scene=scenes.own_password),
    f"DELETE {V1}/session": Call("paul"),
    # alerts, map
    f"GET {V1}/alerts": Call("olga", "oscar", scenes.alert(), is_list=True),
    f"GET {V1}/alerts/stream": Call("olga"),
    f"GET {V1}/alerts/{{alert_id}}": Call("olga", "oscar", scenes.alert()),
    f"POST {V1}/alerts/{{alert_id}}/acknowledgement": Call("olga", "oscar", scenes.alert()),
    f"POST {V1}/alerts/{{alert_id}}/disposition": Call("olga", "oscar", scenes.alert(DISPOSITION)),
    f"POST {V1}/map": Call("olga", scene=body(PURPOSE)),
    f"GET {V1}/map": Call("olga", "oscar", scenes.opened_map, is_list=True),
    # files
    f"GET {V1}/supervisees": Call("olga", "oscar", scenes.a_file_somewhere, is_list=True),
    f"POST {V1}/supervisees": Call("olga", scene=body(lambda cast: scenes.file_json(cast.north_office))),
    f"GET {V1}/supervisees/{{supervisee_id}}": Call("olga", "oscar", file(PURPOSE)),
    f"PUT {V1}/supervisees/{{supervisee_id}}": Call(
        "olga", "oscar", file(json=lambda cast: scenes.file_json(cast.north_office, revision=1))
    ),
    f"POST {V1}/supervisees/{{supervisee_id}}/ending": Call("agnes", "otto", scenes.to_be_terminated),
    f"POST {V1}/supervisees/{{supervisee_id}}/absences": Call(
        "olga", "oscar", file(json=lambda _cast: {"began_at": now_text(), "note": "县公安局刑事拘留。"})
    ),
    f"POST {V1}/supervisees/{{supervisee_id}}/absences/ending": Call("olga", "oscar", scenes.absent),
    f"GET {V1}/supervisees/{{supervisee_id}}/compliance": Call("olga", "oscar", file(PURPOSE)),
    f"GET {V1}/supervisees/{{supervisee_id}}/readings": Call("olga", "oscar", file(PURPOSE)),
    f"GET {V1}/supervisees/{{supervisee_id}}/track": Call("olga", "oscar", file(PURPOSE)),
    f"POST {V1}/supervisees/{{supervisee_id}}/attachments": Call("olga", "oscar", scenes.upload),
    f"GET {V1}/attachments/{{attachment_id}}": Call("olga", "oscar", scenes.attachment),
    f"POST {V1}/supervisees/{{supervisee_id}}/records": Call("olga", "oscar", file(json=a_record)),
    f"POST {V1}/supervisees/{{supervisee_id}}/records/{{record_id}}/annulment": Call("olga", "oscar", scenes.record),
    f"GET {V1}/supervisees/{{supervisee_id}}/legal-holds": Call("olga", "oscar", file(PURPOSE)),
    f"POST {V1}/supervisees/{{supervisee_id}}/legal-holds": Call("agnes", "otto", file(json={"reason": "信访复查。"})),
    f"POST {V1}/legal-holds/{{hold_id}}/lifting": Call("hua", "hugo", scenes.held),
    f"GET {V1}/legal-holds": Call("agnes", "otto", scenes.held, is_list=True),
    f"GET {V1}/files-past-retention": Call("hua", "hugo", scenes.past_retention, is_list=True),
    **INDUCTION_CALLS,
    **TRANSFER_CALLS,
    **PERSON_SEARCH_CALLS,
    **DISCLOSURE_CALLS,
    **FILE_EXPORT_CALLS,
    **OUTBOX_CALLS,
    # residents
    f"GET {V1}/residents/seen": Call("petra", "pavel", residence_scenes.opened, is_list=True),
    f"GET {V1}/duplicates": Call("petra", "pavel", residence_scenes.a_pair(), is_list=True),
    f"GET {V1}/duplicates/{{pair_id}}": Call(
        "petra", "pavel", residence_scenes.a_pair(params=residence_scenes.RESIDENCE_PURPOSE)
    ),
    f"POST {V1}/duplicates/{{pair_id}}/distinction": Call(
        "petra", "pavel", residence_scenes.a_pair({"rationale": "两人。"})
    ),
    f"POST {V1}/duplicates/{{pair_id}}/merge": Call("petra", "pavel", residence_scenes.a_pair(joined=True)),
    f"POST {V1}/merges/{{merge_id}}/undoing": Call("petra", "pavel", residence_scenes.merged),
    # orders
    f"GET {V1}/orders": Call("olga", "oscar", scenes.draft, is_list=True),
    f"POST {V1}/orders": Call("olga", "oscar", scenes.new_order),
    f"GET {V1}/orders/{{order_id}}": Call("olga", "oscar", scenes.draft),
    f"PUT {V1}/orders/{{order_id}}/draft": Call("olga", "oscar", scenes.draft),
    f"POST {V1}/orders/{{order_id}}/versions": Call("olga", "oscar", scenes.to_be_varied),
    f"POST {V1}/orders/{{order_id}}/proposal": Call("olga", "oscar", scenes.draft),
    f"GET {V1}/orders/{{order_id}}/proposal": Call("hua", "hugo", scenes.proposed),
    f"POST {V1}/orders/{{order_id}}/approval": Call("hua", "hugo", scenes.to_be_approved),
    f"POST {V1}/orders/{{order_id}}/return": Call("hua", "hugo", scenes.proposed),
    f"POST {V1}/orders/{{order_id}}/notice": Call("olga", "oscar", scenes.approved),
    f"POST {V1}/orders/{{order_id}}/notice/service": Call("olga", "oscar", scenes.to_be_served),
    f"POST {V1}/orders/{{order_id}}/trackers": Call("agnes", "otto", scenes.to_be_fitted),
    f"POST {V1}/orders/{{order_id}}/start": Call("olga", "oscar", scenes.to_be_started),
    f"POST {V1}/orders/{{order_id}}/ending": Call("hua", "hugo", scenes.to_be_ended),
    # trackers and check-ins
    f"GET {V1}/trackers": Call("sam"),
    f"GET {V1}/tracker-models": Call("sam"),
    f"POST {V1}/trackers": Call("sam", scene=body(TRACKER)),
    f"GET {V1}/trackers/{{tracker_id}}": Call("agnes", "otto", scenes.tracker),
    f"POST {V1}/trackers/{{tracker_id}}/pairing": Call("sam", scene=scenes.tracker),
    f"POST {V1}/trackers/{{tracker_id}}/revocation": Call("sam", scene=scenes.tracker),
    f"GET {V1}/removal-tasks": Call("olga", "oscar", scenes.to_be_handed_back, is_list=True),
    f"POST {V1}/assignments/{{assignment_id}}/hand-back": Call("olga", "oscar", scenes.to_be_handed_back),
    f"GET {V1}/check-ins": Call("olga", "oscar", scenes.check_in, is_list=True),
    f"POST {V1}/check-ins": Call("olga", "oscar", scenes.new_check_in),
    f"POST {V1}/check-ins/series": Call("olga", "oscar", scenes.new_check_in_series),
    f"GET {V1}/check-ins/series/{{series_id}}": Call("olga", "oscar", scenes.check_in_series),
    f"POST {V1}/check-ins/series/{{series_id}}/withdrawal": Call("olga", "oscar", scenes.check_in_series),
    f"GET {V1}/check-ins/{{request_id}}": Call("olga", "oscar", scenes.check_in),
    f"POST {V1}/check-ins/{{request_id}}/withdrawal": Call("olga", "oscar", scenes.check_in),
    # offices and officers
    f"GET {V1}/offices": Call("sam"),
    f"POST {V1}/offices": Call("sam", scene=body(OFFICE)),
    f"GET {V1}/officers": Call("sue"),
    f"POST {V1}/officers": Call(
        "sue",
        scene=body(
            lambda cast: {
                "name": "新来的",
                "username": f"n{uuid4().hex[:8]}",
                "office_id": str(cast.south_office),
                "grant": a_grant(cast),
            }
        ),
    ),
    f"GET {V1}/officers/{{officer_id}}": Call("sue", scene=officer()),
    f"POST {V1}/officers/{{officer_id}}/move": Call(
        "sue", scene=officer(lambda cast: {"office_id": str(cast.south_office)})
    ),
    f"POST {V1}/officers/{{officer_id}}/suspension": Call("sue", scene=officer()),
    f"POST {V1}/officers/{{officer_id}}/resumption": Call("sue", scene=officer(is_suspended=True)),
    f"POST {V1}/officers/{{officer_id}}/ending": Call("sue", scene=officer()),
    f"POST {V1}/officers/{{officer_id}}/grants": Call("sue", scene=officer(a_grant)),
    f"POST {V1}/officers/{{officer_id}}/second-factor/replacement": Call("ada", scene=officer()),
    f"POST {V1}/officers/{{officer_id}}/password/replacement": Call("ada", scene=officer()),
    f"POST {V1}/grants/{{grant_id}}/revocation": Call("sue", scene=scenes.grant),
    f"POST {V1}/second-factor-replacements/{{request_id}}/approval": Call(
        "sam", scene=scenes.replacement(Credential.SECOND_FACTOR)
    ),
    f"POST {V1}/password-replacements/{{request_id}}/approval": Call(
        "sam", scene=scenes.replacement(Credential.PASSWORD)
    ),
    **PLACE_CALLS,
    **NOTICE_CALLS,
    # oversight
    f"GET {V1}/audit": Call("ada"),
    f"POST {V1}/audit/verification": Call("ada"),
    f"GET {V1}/intake-counts": Call("sam"),
}
