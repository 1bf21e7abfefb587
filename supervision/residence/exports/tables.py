"""Exports: who asked for what and why, who allowed it, when it left; the table itself is never kept, only made."""

from piccolo.columns import UUID, Bytea, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficerRow


class RegisterExportRow(Table, tablename="register_export"):
    """One export from its asking to its only download; what is sealed here is under the register's own key."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    kind = Varchar(length=9, default=None, null=False)
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer = UUID(default=None, null=True, help_text="one drawer of the division, or all of it")
    purpose = Varchar(length=12, default=None, null=False)
    reason_sealed = Bytea(default=None, null=False)
    state = Varchar(length=9, default=None, null=False)
    subjects = Integer(default=None, null=False, help_text="rows when it was asked for")
    subjects_sealed = Bytea(default=None, null=True, help_text="the ids, frozen, until the export is closed")
    password_sealed = Bytea(default=None, null=True, help_text="from when it was shown until the archive is fetched")
    exported = Integer(default=None, null=True, help_text="rows that were still there and within reach")
    requested_at = Timestamptz(default=None, null=False)
    requested_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    refusal_sealed = Bytea(default=None, null=True, help_text="why it was refused")
    ready_at = Timestamptz(default=None, null=True)
    expires_at = Timestamptz(default=None, null=False, help_text="end of the link, or of the asking before it")
    fetched_at = Timestamptz(default=None, null=True)

    two_export_kinds = Check("kind IN ('residents', 'homes')")
    seven_export_states = Check(
        "state IN ('waiting', 'approved', 'ready', 'fetched', 'refused', 'withdrawn', 'lapsed')"
    )
    never_approved_by_its_requester = Check("decided_by <> requested_by")
    export_decision_is_whole = Check("(decided_at IS NULL) = (decided_by IS NULL)")
    list_goes_when_closed = Check("(subjects_sealed IS NOT NULL) = (state IN ('waiting', 'approved', 'ready'))")
    password_only_while_ready = Check("(password_sealed IS NOT NULL) = (state = 'ready')")
    fetching_is_whole = Check("num_nulls(fetched_at, exported) = CASE state WHEN 'fetched' THEN 0 ELSE 2 END")
    says_why_it_was_refused = Check("(refusal_sealed IS NOT NULL) = (state = 'refused')")
