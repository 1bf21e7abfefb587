"""The papers of a file: when and by whom each was issued in clear, what it says sealed."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.corrections.tables import AttachmentRow, PersonFileRow
from supervision.officers.tables import OfficerRow


class IssuedPaperRow(Table, tablename="issued_paper"):
    """A paper as it was issued: its bytes are printed again, and never made anew."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    form = Varchar(length=30, default=None, null=False)
    number = Varchar(length=24, default=None, null=False, unique=True)
    template_on = Date(default=None, null=False, help_text="from which day its template held")
    template_origin = Varchar(length=4, default=None, null=False, help_text="ours, or the office's own")
    issued_at = Timestamptz(default=None, null=False)
    issued_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    details_sealed = Bytea(default=None, null=False, help_text="its fields, and the SHA-256 of its bytes")
    content_sealed = Bytea(default=None, null=False)
    scan = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    scanned_at = Timestamptz(default=None, null=True)
    scanned_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    voided_at = Timestamptz(default=None, null=True)
    voided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    void_reason_sealed = Bytea(default=None, null=True)
    act_kind = Varchar(length=12, default=None, null=True, help_text="which kind of act called for it; none: by hand")
    act = UUID(default=None, null=True, index=True, help_text="which row of that kind: of an order, which version")

    two_origins = Check("template_origin IN ('ours', 'own')")
    scan_is_whole = Check("num_nulls(scan, scanned_at) IN (0, 2)")
    voiding_is_whole = Check("num_nulls(voided_at, void_reason_sealed) IN (0, 2)")
    acts_that_call_for_papers = Check(
        "act_kind IN ('measure', 'application', 'release', 'transfer', 'file-step', 'release-task', 'order',"
        " 'search-step')"
    )
    act_is_whole = Check("num_nulls(act_kind, act) IN (0, 2)")
