"""What community police officers and their assistants may do in the residence register. Pure."""

from supervision.audit.acts import Act

_WALK_DRAWERS = frozenset(
    {
        Act.ADDRESS_LIST,
        Act.DRAWER_LIST,
        Act.DWELLING_LIST,
        Act.DWELLING_OPEN,
        Act.DWELLING_CREATE,
        Act.DWELLING_CHANGE,
        Act.HAZARD_RECORD,
        Act.ORGANISATION_LIST,
        Act.ORGANISATION_OPEN,
        Act.PARTY_OPEN,
        Act.HOUSEHOLD_LIST,
        Act.HOUSEHOLD_CREATE,
        Act.HOUSEHOLD_OPEN,
        Act.RESIDENT_REGISTER,
        Act.RESIDENT_LIST,
        Act.RESIDENT_SEARCH,
        Act.RESIDENT_OPEN,
        Act.RESIDENT_CHANGE,
        Act.AMENDMENT_REQUEST,
        Act.MOVE_ASK,
        Act.MATERIAL_ADD,
        Act.MATERIAL_OPEN,
        Act.CARD_LIST,
        Act.CARD_PRINT,
        Act.CARD_HAND_OVER,
        Act.CARD_SCAN,
        Act.CARD_OPEN,
        Act.WALK_OPEN,
        Act.VISIT_RECORD,
        Act.TASK_LIST,
        Act.TASK_OPEN,
        Act.TASK_ESCALATE,
        Act.TASK_CLOSE,
        Act.OFFICE_LIST,
        Act.LOCAL_RULE_LIST,
    }
)
_KEEP_DRAWERS = frozenset(
    {
        Act.ADDRESS_CREATE,
        Act.ADDRESS_CHANGE,
        Act.ADDRESS_IMPORT,
        Act.ADDRESS_MERGE,
        Act.DRAWER_CREATE,
        Act.DRAWER_ASSIGN,
        Act.ORGANISATION_KEEP,
        Act.PARTY_LIST,
        Act.PARTY_KEEP,
        Act.HOUSEHOLD_CLOSE,
        Act.STAY_END,
        Act.STAY_RESUME,
        Act.MEMBERSHIP_CHANGE,
        Act.AMENDMENT_DECIDE,
        Act.MOVE_DECIDE,
        Act.CARD_REVOKE,
        Act.TASK_ANSWER,
        Act.IMPORT_HAND_IN,
        Act.IMPORT_OPEN,
        Act.IMPORT_CONFIRM,
        Act.IMPORT_UNDO,
    }
)
_TAKE_NOTICES = frozenset(
    {
        Act.NOTICE_LINK_LIST,
        Act.NOTICE_LINK_ISSUE,
        Act.NOTICE_LINK_REVOKE,
        Act.STAY_NOTICE_LIST,
        Act.STAY_NOTICE_OPEN,
        Act.STAY_NOTICE_GIVE,
        Act.TENANCY_LIST,
        Act.TENANCY_OPEN,
        Act.TENANCY_KEEP,
        Act.PERMIT_LIST,
        Act.PERMIT_OPEN,
        Act.PERMIT_APPLY,
    }
)
_DECIDE_NOTICES = frozenset({Act.STAY_NOTICE_DECIDE, Act.PERMIT_HANDLE})

_ASK_FOR_SERVICES = frozenset(
    {
        Act.SERVICE_REQUEST_LIST,
        Act.SERVICE_REQUEST_OPEN,
        Act.SERVICE_REQUEST_MAKE,
        Act.SERVICE_REQUEST_WITHDRAW,
    }
)
_HANDLE_SERVICES = frozenset({Act.SERVICE_REQUEST_FORWARD, Act.SERVICE_REQUEST_ANSWER})

_JOIN_RECORDS = frozenset(
    {
        Act.DUPLICATE_LIST,
        Act.DUPLICATE_DISMISS,
        Act.RESIDENT_MERGE,
        Act.RESIDENT_MERGE_UNDO,
    }
)

_TAKE_OUT = frozenset(
    {
        Act.EXPORT_LIST,
        Act.EXPORT_REQUEST,
        Act.EXPORT_WITHDRAW,
        Act.EXPORT_DECIDE,
        Act.EXPORT_UNLOCK,
        Act.EXPORT_FETCH,
    }
)

_END_RECORDS = frozenset(
    {
        Act.RESIDENT_HOLD_PLACE,
        Act.RESIDENT_HOLD_LIFT,
        Act.DESTRUCTION_LIST,
        Act.DESTRUCTION_PROPOSE,
        Act.DESTRUCTION_APPROVE,
        Act.DESTRUCTION_RETURN,
    }
)

_HAND_OUT_CODES = frozenset({Act.PERSONAL_CODE_MAKE, Act.PERSONAL_CODE_HAND_OVER, Act.PERSONAL_CODE_REVOKE})

_MEND_DRAWERS = frozenset({Act.QUALITY_OPEN, Act.RECTIFICATION_LIST, Act.RECTIFICATION_REPORT})
_WATCH_QUALITY = frozenset(
    {
        Act.RECTIFICATION_BEGIN,
        Act.RECTIFICATION_RECHECK,
        Act.SAMPLE_LIST,
        Act.SAMPLE_DRAW,
        Act.SAMPLE_RECORD,
        Act.FIGURES_OPEN,
    }
)

_SHARE = frozenset(
    {
        Act.SHARING_LIST,
        Act.SHARING_PROPOSE,
        Act.SHARING_DECIDE,
        Act.SHARING_END,
        Act.PROVISION_MAKE,
        Act.PROVISION_ANSWER,
    }
)

ASSISTANT_ACTS = _WALK_DRAWERS | _TAKE_NOTICES | _ASK_FOR_SERVICES | _MEND_DRAWERS
"""An assistant's acts, each in the drawers on duty."""

POLICE_ACTS = (
    ASSISTANT_ACTS
    | _KEEP_DRAWERS
    | _DECIDE_NOTICES
    | _HANDLE_SERVICES
    | _JOIN_RECORDS
    | _TAKE_OUT
    | _END_RECORDS
    | _WATCH_QUALITY
    | _HAND_OUT_CODES
    | _SHARE
)
"""An officer's acts, in the whole of what was granted."""
