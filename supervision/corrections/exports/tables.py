"""Exports of correction files: who asked on what basis, who allowed it, when it left; the sheet is never kept."""

from piccolo.columns import UUID, Bytea, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficeRow, OfficerRow


class FileExportRow(Table, tablename="file_export"):
    """One export from its asking to its only download; what is sealed here is under the register's own key."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    office = ForeignKey(OfficeRow, default=None, null=True, on_delete=OnDelete.restrict)
    category = Varchar(length=20, default=None, null=True, help_text="one category, or all of them")
    file_state = Varchar(length=20, default=None, null=True, help_text="one state, or every file that is open")
    purpose = Varchar(length=12, default=None, null=False)
    reason_sealed = Bytea(default=None, null=False, help_text="the basis, and why")
    state = Varchar(length=9, default=None, null=False)
    subjects = Integer(default=None, null=False, help_text="files when it was asked for")
    subjects_sealed = Bytea(default=None, null=True, help_text="the ids, frozen, until the export is closed")
    password_sealed = Bytea(default=None, null=True, help_text="from when it was shown until the archive is fetched")
    exported = Integer(default=None, null=True, help_text="files that were still there and open to who asked")
    requested_at = Timestamptz(default=None, null=False)
    requested_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    refusal_sealed = Bytea(default=None, null=True, help_text="why it was refused")
    ready_at = Timestamptz(default=None, null=True)
    expires_at = Timestamptz(default=None, null=False, help_text="end of the link, or of the asking before it")
    fetched_at = Timestamptz(default=None, null=True)

    seven_file_export_states = Check(
        "state IN ('waiting', 'approved', 'ready', 'fetched', 'refused', 'withdrawn', 'lapsed')"
    )
    file_export_never_approved_by_its_requester = Check("decided_by <> requested_by")
    file_export_decision_is_whole = Check("(decided_at IS NULL) = (decided_by IS NULL)")
    file_list_goes_when_closed = Check("(subjects_sealed IS NOT NULL) = (state IN ('waiting', 'approved', 'ready'))")
    file_password_only_while_ready = Check("(password_sealed IS NOT NULL) = (state = 'ready')")
    file_fetching_is_whole = Check("num_nulls(fetched_at, exported) = CASE state WHEN 'fetched' THEN 0 ELSE 2 END")
    file_export_says_why_it_was_refused = Check("(refusal_sealed IS NOT NULL) = (state = 'refused')")
