"""The roles, what each may do, and at which levels each is granted. Pure; docs/permissions.md says it in prose."""

from enum import StrEnum
from functools import cache

from supervision.audit.acts import Act
from supervision.officers.aftercare_acts import AFTERCARE_ACTS, AFTERCARE_FIGURES
from supervision.officers.assessment_acts import ANSWER_ORGANS, CHECK_ASSESSMENTS, WORK_ON_ASSESSMENTS
from supervision.officers.export_acts import ANSWER_FOR_WHAT_LEAVES, READ_OUTBOX, TAKE_FILES_OUT
from supervision.officers.import_acts import IMPORT_FILES, WORKER_ACTS
from supervision.officers.induction_acts import INDUCTION_ACTS
from supervision.officers.jurisdiction import Level, is_division, level_of
from supervision.officers.measure_acts import ANSWER_PROSECUTORS, PREPARE_MEASURES, REVIEW_MEASURES
from supervision.officers.order_acts import ASK_CHECK_INS, DECIDE_ORDERS, END_ORDERS, PREPARE_ORDERS, TAKE_TRACKERS_BACK
from supervision.officers.police_acts import ASSISTANT_ACTS, POLICE_ACTS
from supervision.officers.reconciliation_acts import COUNTERSIGN_COUNTS, RECONCILE
from supervision.officers.register_acts import is_known_in
from supervision.officers.release_acts import END_CORRECTIONS, PREPARE_RELEASES
from supervision.officers.retention_acts import DECIDE_DESTRUCTIONS, HOLD_FILES, PROPOSE_DESTRUCTIONS
from supervision.settings import Register
from supervision.wording import Wording


class Role(StrEnum):
    """What an officer is granted over a division."""

    JUSTICE_OFFICE = "justice-office"
    COUNTY_AGENCY = "county-agency"
    COUNTY_HEAD = "county-head"
    CITY_AGENCY = "city-agency"
    MINORS_OFFICER = "minors-officer"
    EXCHANGE_READER = "exchange-reader"
    COMMUNITY_POLICE = "community-police"
    POLICE_ASSISTANT = "police-assistant"
    SYSTEM_ADMIN = "system-admin"
    SECURITY_ADMIN = "security-admin"
    AUDIT_ADMIN = "audit-admin"


ROLE_NAMES = {
    Role.JUSTICE_OFFICE: Wording("司法所工作人员", "justice office officer"),
    Role.COUNTY_AGENCY: Wording("县级社区矫正机构工作人员", "county agency officer"),
    Role.COUNTY_HEAD: Wording("县级司法行政部门负责人", "head of the county justice bureau"),
    Role.CITY_AGENCY: Wording("市级社区矫正机构工作人员", "city agency officer"),
    Role.MINORS_OFFICER: Wording("未成年人专办人员", "officer for minors"),
    Role.EXCHANGE_READER: Wording("交换平台账号", "account of an exchange platform"),
    Role.COMMUNITY_POLICE: Wording("社区民警", "community police officer"),
    Role.POLICE_ASSISTANT: Wording("协管员", "police assistant"),
    Role.SYSTEM_ADMIN: Wording("系统管理员", "system administrator"),
    Role.SECURITY_ADMIN: Wording("安全管理员", "security administrator"),
    Role.AUDIT_ADMIN: Wording("审计管理员", "audit administrator"),
}

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""The three that share the service between them; none of them reads a file, a map, a track or an alert."""

ROLES_OF_REGISTER = {
    Register.CORRECTIONS: (
        Role.JUSTICE_OFFICE,
        Role.COUNTY_AGENCY,
        Role.COUNTY_HEAD,
        Role.CITY_AGENCY,
        Role.MINORS_OFFICER,
        Role.EXCHANGE_READER,
    ),
    Register.RESIDENCE: (Role.COMMUNITY_POLICE, Role.POLICE_ASSISTANT),
}
"""The roles of one register alone; each register has its own three administrators beside them."""

_READ_FILES = frozenset(
    {
        Act.PERSON_FILE_LIST,
        Act.PERSON_FILE_SEARCH,
        Act.PERSON_FILE_OPEN,
        Act.ATTACHMENT_OPEN,
        Act.CONTACT_LIST,
        Act.CONTACT_OPEN,
        Act.PAPER_OPEN,
        Act.TRANSFER_LIST,
        Act.TRANSFER_OPEN,
        Act.SEARCH_LIST,
        Act.DISCLOSURE_LIST,
        Act.DISCLOSURE_READ,
        Act.SEARCH_READ,
        Act.MEASURE_LIST,
        Act.MEASURE_OPEN,
        Act.ORDER_LIST,
        Act.ORDER_OPEN,
        Act.CHECK_IN_LIST,
        Act.CHECK_IN_OPEN,
        Act.MAP_OPEN,
        Act.TRACK_OPEN,
        Act.ALERT_LIST,
        Act.ALERT_OPEN,
        Act.APPLICATION_LIST,
        Act.APPLICATION_OPEN,
        Act.OWN_TRAIL_READ,
        Act.CORRECTION_FIGURES_OPEN,
    }
)
_KEEP_FILES = frozenset(
    {
        *IMPORT_FILES,
        Act.PERSON_FILE_CREATE,
        Act.PERSON_FILE_CHANGE,
        Act.PERSON_FILE_REPORT_IN,
        Act.PERSON_FILE_DECLARE,
        Act.PERSON_FILE_BEGIN,
        Act.PERSON_FILE_LOSE,
        Act.PERSON_FILE_FIND,
        Act.PERSON_FILE_CHANGE_TERM,
        *PREPARE_RELEASES,
        Act.PERSON_FILE_HAND_OVER,
        Act.FILE_RECORD_ADD,
        Act.FILE_RECORD_ANNUL,
        *INDUCTION_ACTS,
        Act.TRANSFER_ASK,
        Act.SEARCH_OPEN,
        Act.DISCLOSURE_ASK,
        Act.SEARCH_STEP,
        Act.SEARCH_END,
        Act.ATTACHMENT_ADD,
        Act.PAPER_ISSUE,
        Act.PAPER_ATTACH_SCAN,
        Act.PAPER_VOID,
    }
)
_KEEP_CONTACTS = frozenset({Act.CONTACT_PLAN, Act.CONTACT_RECORD, Act.CONTACT_REMIND})
_CONFIRM_TERMS = frozenset({Act.PERSON_FILE_CONFIRM_TERM, Act.PERSON_FILE_RETURN_TERM})
_LIMIT_ACCESS = frozenset({Act.ACCESS_LIMIT_LIST, Act.LEGAL_QUERY_LIST, Act.LEGAL_QUERY_RECORD})
_DECIDE_ACCESS = frozenset(
    {Act.ACCESS_LIMIT_LIST, Act.ACCESS_LIMIT_DECIDE, Act.ACCESS_LIMIT_END, Act.GLASS_LIST, Act.GLASS_REVIEW}
)
_KEEP_APPLICATIONS = frozenset({Act.APPLICATION_MAKE, Act.APPLICATION_WITHDRAW, Act.APPLICATION_END})
_ANSWER_ALERTS = frozenset({Act.ALERT_ACKNOWLEDGE, Act.ALERT_DISPOSE})
_EVERYBODY = frozenset({Act.OFFICE_LIST, Act.LOCAL_RULE_LIST})
_REPLACE_CREDENTIALS = frozenset(
    {
        Act.OFFICER_LIST,
        Act.SECOND_FACTOR_REQUEST,
        Act.SECOND_FACTOR_REPLACE,
        Act.PASSWORD_REQUEST,
        Act.PASSWORD_REPLACE,
    }
)

_FILE_ACTS = (
    _READ_FILES
    | _KEEP_FILES
    | _KEEP_CONTACTS
    | HOLD_FILES
    | _CONFIRM_TERMS
    | PREPARE_ORDERS
    | TAKE_TRACKERS_BACK
    | ASK_CHECK_INS
    | _ANSWER_ALERTS
    | DECIDE_ORDERS
    | _KEEP_APPLICATIONS
    | {Act.TRACKER_ASSIGN, Act.APPLICATION_DECIDE, Act.APPLICATION_TELL, Act.PAPER_DECIDE, Act.MEASURE_DECIDE}
    | PREPARE_MEASURES
    | REVIEW_MEASURES
    | END_CORRECTIONS
)

ACTS_OF_ROLE: dict[Role, frozenset[Act]] = {
    Role.JUSTICE_OFFICE: (
        _READ_FILES
        | _KEEP_FILES
        | _KEEP_CONTACTS
        | _CONFIRM_TERMS
        | PREPARE_ORDERS
        | PREPARE_MEASURES
        | TAKE_TRACKERS_BACK
        | ASK_CHECK_INS
        | _ANSWER_ALERTS
        | _KEEP_APPLICATIONS
        | _EVERYBODY
        | AFTERCARE_ACTS
        | TAKE_FILES_OUT
        | WORK_ON_ASSESSMENTS
        | {Act.APPLICATION_DECIDE, Act.AUTHORITY_LIST, Act.GLASS_BREAK, Act.ACCESS_RECEIPT_PRINT}
    ),
    Role.COUNTY_AGENCY: (
        _READ_FILES
        | _KEEP_FILES
        | _KEEP_CONTACTS
        | PROPOSE_DESTRUCTIONS
        | _CONFIRM_TERMS
        | PREPARE_ORDERS
        | PREPARE_MEASURES
        | REVIEW_MEASURES
        | ANSWER_PROSECUTORS
        | TAKE_TRACKERS_BACK
        | ASK_CHECK_INS
        | _ANSWER_ALERTS
        | _EVERYBODY
        | _KEEP_APPLICATIONS
        | END_ORDERS
        | {Act.AUTHORITY_LIST, Act.AUTHORITY_ENTER, Act.AUTHORITY_REVOKE, Act.PAPER_DECIDE}
        | {Act.APPLICATION_DECIDE, Act.APPLICATION_TELL, Act.DISCLOSURE_DECIDE, Act.DISCLOSURE_HAND_OVER}
        | TAKE_FILES_OUT
        | ANSWER_FOR_WHAT_LEAVES
        | RECONCILE
        | AFTERCARE_ACTS
        | {Act.TRANSFER_CARRY, Act.TRANSFER_ANSWER, Act.TRANSFER_DECIDE, Act.MEASURE_DECIDE}
        | ANSWER_ORGANS
        | END_CORRECTIONS
        | _LIMIT_ACCESS
        | {Act.ACCESS_LIMIT_SET, Act.GLASS_BREAK, Act.ACCESS_RECEIPT_PRINT}
    ),
    Role.COUNTY_HEAD: (
        _READ_FILES
        | DECIDE_DESTRUCTIONS
        | _CONFIRM_TERMS
        | DECIDE_ORDERS
        | REVIEW_MEASURES
        | ANSWER_PROSECUTORS
        | COUNTERSIGN_COUNTS
        | CHECK_ASSESSMENTS
        | _EVERYBODY
        | _LIMIT_ACCESS
        | _DECIDE_ACCESS
        | ANSWER_FOR_WHAT_LEAVES
        | {Act.TRACKER_LIST, Act.MINOR_FILE_OPEN, Act.RESTRICTED_FILE_OPEN}
        | AFTERCARE_FIGURES
        | {Act.APPLICATION_DECIDE, Act.AUTHORITY_LIST, Act.AUTHORITY_CONFIRM, Act.AUTHORITY_REVOKE}
    ),
    Role.CITY_AGENCY: (
        _READ_FILES
        | _EVERYBODY
        | _DECIDE_ACCESS
        | AFTERCARE_FIGURES
        | {Act.APPLICATION_DECIDE, Act.TRANSFER_SETTLE, Act.GLASS_BREAK, Act.COUNT_SHEET_SUM}
    ),
    Role.MINORS_OFFICER: frozenset({Act.MINOR_FILE_OPEN}),
    Role.EXCHANGE_READER: READ_OUTBOX,
    Role.COMMUNITY_POLICE: POLICE_ACTS,
    Role.POLICE_ASSISTANT: ASSISTANT_ACTS,
    Role.SYSTEM_ADMIN: _REPLACE_CREDENTIALS
    | _EVERYBODY
    | {
        Act.LOCAL_RULE_PROPOSE,
        Act.LOCAL_RULE_REVOKE,
        Act.OFFICE_CREATE,
        Act.TRACKER_REGISTER,
        Act.TRACKER_LIST,
        Act.TRACKER_PAIR,
        Act.TRACKER_REVOKE,
        Act.REFUSALS_READ,
        Act.SERVICE_CHECK,
        Act.OUTBOX_LIST,
    },
    Role.SECURITY_ADMIN: _REPLACE_CREDENTIALS
    | _EVERYBODY
    | {
        Act.LOCAL_RULE_CONFIRM,
        Act.OFFICER_CREATE,
        Act.OFFICER_IMPORT,
        Act.OFFICER_MOVE,
        Act.OFFICER_SUSPEND,
        Act.OFFICER_RESUME,
        Act.OFFICER_END,
        Act.GRANT_GIVE,
        Act.GRANT_REVOKE,
    },
    Role.AUDIT_ADMIN: _REPLACE_CREDENTIALS | _EVERYBODY | {Act.AUDIT_READ, Act.AUDIT_VERIFY},
}
"""The one table of permissions: role -> acts. What is not written here is refused, and so is, of an administrator's
acts, what another register than theirs is about: `acts_of` says what is left."""

OWN_ACTS = frozenset(
    {Act.SIGN_IN, Act.SIGN_OUT, Act.SECOND_FACTOR_CONFIRM, Act.RECOVERY_CODES_PRINT, Act.PASSWORD_CHANGE}
)
"""What every officer does with their own account; no grant is asked for."""

COMMAND_LINE_ACTS = frozenset(
    {
        Act.SERVICE_INIT,
        Act.SERVICE_BACKUP,
        Act.SERVICE_RESTORE,
        Act.KEYS_ROTATE,
        Act.DIVISION_IMPORT,
        Act.HOLIDAY_IMPORT,
    }
)
"""What whoever holds the machine does at its command line, with no session."""

TRACKER_ACTS = frozenset({Act.CHECK_IN_ANSWER})
"""What a tracker does, by ingest."""

DECLARER_ACTS = frozenset({Act.STAY_NOTICE_FOLLOW, Act.STAY_NOTICE_WITHDRAW})
"""What only a declarer does, on the public page, with a receipt's number and code."""

RESIDENT_ACTS = frozenset({Act.OWN_PAGE_SIGN_IN, Act.OWN_PAGE_SIGN_OUT, Act.OWN_PAGE_OPEN, Act.OWN_PAGE_COPY})
"""What a resident does on their own page, with a personal code and the end of their document's number."""

NIGHTLY_ACTS = frozenset({Act.TRACK_DESTROY, Act.RETENTION_APPLY, Act.STAY_NOTICE_DESTROY, Act.TENANCY_DESTROY})
"""What the service does at night, by the rules of retention; nobody is asked and nobody can ask for it."""

SERVICE_ACTS = WORKER_ACTS | {Act.DUPLICATE_FIND, Act.SEARCH_RENEW}
"""What the service does by itself while people work; what comes of it, an officer decides."""

_LEVELS_OF_ROLE = {
    Role.JUSTICE_OFFICE: frozenset({Level.TOWNSHIP, Level.COMMUNITY}),
    Role.COUNTY_AGENCY: frozenset({Level.COUNTY}),
    Role.COUNTY_HEAD: frozenset({Level.COUNTY}),
    Role.CITY_AGENCY: frozenset({Level.CITY}),
    Role.MINORS_OFFICER: frozenset({Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY}),
    Role.EXCHANGE_READER: frozenset({Level.COUNTY}),
    Role.COMMUNITY_POLICE: frozenset({Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY}),
    Role.POLICE_ASSISTANT: frozenset({Level.TOWNSHIP, Level.COMMUNITY}),
}
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


def roles_of(register: Register) -> tuple[Role, ...]:
    """The roles that officers of the register can hold, administrators last."""
    return (*ROLES_OF_REGISTER[register], *(role for role in Role if role in ADMINISTRATORS))


@cache
def acts_of(role: Role, register: Register) -> frozenset[Act]:
    """What an officer of the register may do who holds `role`; nothing where the register does not know the role."""
    if role not in roles_of(register):
        return frozenset()
    return frozenset(act for act in ACTS_OF_ROLE[role] if is_known_in(register, act))


def may_be_granted(role: Role, prefix: str) -> bool:
    """Whether `role` can be held over `prefix`: offices of justice over townships, agencies over their county or city.

    Administrators serve the whole installation and hold the empty prefix. A municipality's agency holds its two digits.
    """
    if role in ADMINISTRATORS:
        return not prefix
    if role is Role.CITY_AGENCY and prefix in _MUNICIPALITIES:
        return True
    return is_division(prefix) and level_of(prefix) in _LEVELS_OF_ROLE[role]


def sees_subjects_of(role: Role, register: Register, act: Act) -> bool:
    """Whether the role has anything to do with what `act` is about: the same kind of record, or the files as a whole.

    Where it has not, a refusal must not tell that the subject exists.
    """
    acts = acts_of(role, register)
    kind = act.partition(":")[0]
    return any(other.partition(":")[0] == kind for other in acts) or (act in _FILE_ACTS and bool(acts & _READ_FILES))
