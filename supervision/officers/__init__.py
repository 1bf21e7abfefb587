"""Offices, officers, jurisdictions, roles, permissions and sign-in."""

from supervision.officers.accounts import Enrolment
from supervision.officers.credential_replacement import (
    Credential,
    approve_replacement,
    print_recovery_codes,
    request_replacement,
)
from supervision.officers.divisions import (
    DivisionLine,
    DivisionReport,
    division_name,
    division_names,
    import_divisions,
    is_known_division,
    local_names,
    province_lines,
    read_divisions,
)
from supervision.officers.drafts import COLUMNS, OfficerDraft
from supervision.officers.first_officers import AlreadyInitialised, create_administrators, renew_administrators
from supervision.officers.granting import GrantDraft
from supervision.officers.grants import give_grant, revoke_grant
from supervision.officers.holidays import Holiday, announced_days, import_holidays, read_holidays
from supervision.officers.jurisdiction import (
    LEVEL_NAMES,
    Level,
    containing,
    covers,
    entered_division,
    is_division,
    level_name,
    level_of,
)
from supervision.officers.officer import Grant, Officer, check_officer_may, officer_may, reach
from supervision.officers.officer_changes import (
    add_officer,
    end_officer,
    move_officer,
    resume_officer,
    suspend_officer,
)
from supervision.officers.officer_import import OfficerImport, RowVerdict, Verdict, check_officer_rows, import_officers
from supervision.officers.offices import Office, OfficeDraft, create_office, load_offices
from supervision.officers.password_change import change_password
from supervision.officers.records import (
    GrantEntry,
    OfficerEntry,
    OfficerFilter,
    OfficerRecord,
    OfficerState,
    OpenReplacement,
    load_officer,
    load_officers,
)
from supervision.officers.register_acts import is_known_in
from supervision.officers.roles import ADMINISTRATORS, ROLE_NAMES, Role, roles_of
from supervision.officers.sessions import SESSION_IDLE_SECONDS, Session, end_session, load_session
from supervision.officers.sign_in import (
    OldPasswordRefused,
    SecondFactorRefused,
    SignedIn,
    confirm_with_second_factor,
    sign_in,
)
from supervision.officers.spent_sign_ins import SPENT_SIGN_INS

__all__ = [
    "ADMINISTRATORS",
    "COLUMNS",
    "LEVEL_NAMES",
    "ROLE_NAMES",
    "SESSION_IDLE_SECONDS",
    "SPENT_SIGN_INS",
    "AlreadyInitialised",
    "Credential",
    "DivisionLine",
    "DivisionReport",
    "Enrolment",
    "Grant",
    "GrantDraft",
    "GrantEntry",
    "Holiday",
    "Level",
    "Office",
    "OfficeDraft",
    "Officer",
    "OfficerDraft",
    "OfficerEntry",
    "OfficerFilter",
    "OfficerImport",
    "OfficerRecord",
    "OfficerState",
    "OldPasswordRefused",
    "OpenReplacement",
    "Role",
    "RowVerdict",
    "SecondFactorRefused",
    "Session",
    "SignedIn",
    "Verdict",
    "add_officer",
    "announced_days",
    "approve_replacement",
    "change_password",
    "check_officer_may",
    "check_officer_rows",
    "confirm_with_second_factor",
    "containing",
    "covers",
    "create_administrators",
    "create_office",
    "division_name",
    "division_names",
    "end_officer",
    "end_session",
    "entered_division",
    "give_grant",
    "import_divisions",
    "import_holidays",
    "import_officers",
    "is_division",
    "is_known_division",
    "is_known_in",
    "level_name",
    "level_of",
    "load_officer",
    "load_officers",
    "load_offices",
    "load_session",
    "local_names",
    "move_officer",
    "officer_may",
    "print_recovery_codes",
    "province_lines",
    "reach",
    "read_divisions",
    "read_holidays",
    "renew_administrators",
    "request_replacement",
    "resume_officer",
    "revoke_grant",
    "roles_of",
    "sign_in",
    "suspend_officer",
]
