"""Written authorities of a county, and the steps of matters that need two people."""

from piccolo.columns import UUID, Array, Bytea, Date, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficeRow, OfficerRow


class WrittenAuthorityRow(Table, tablename="written_authority"):
    """A delegation of the county agency to a justice office, or a mandate to act as head: entered, then confirmed."""

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(length=12, default=None, null=False)
    county = Varchar(length=6, default=None, null=False, index=True)
    office = ForeignKey(OfficeRow, default=None, null=True, on_delete=OnDelete.restrict, help_text="delegated to")
    deputy = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict, help_text="acts as head")
    acts = Array(Varchar(length=30), default=list, null=False, help_text="what it lists")
    document = Varchar(length=60, default=None, null=False, help_text="number of the signed paper")
    valid_from = Date(default=None, null=False)
    valid_until = Date(default=None, null=False, help_text="last day")
    entered_at = Timestamptz(default=None, null=False)
    entered_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    confirmed_at = Timestamptz(default=None, null=True)
    confirmed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    revoked_at = Timestamptz(default=None, null=True)
    revoked_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    each_kind_lists_its_own = Check(
        "(kind = 'delegation' AND office IS NOT NULL AND deputy IS NULL AND cardinality(acts) > 0"
        " AND NOT 'decide-orders' = ANY(acts))"
        " OR (kind = 'mandate' AND deputy IS NOT NULL AND office IS NULL AND acts <@ ARRAY['decide-orders']::varchar[])"
    )
    days_run_forward = Check("valid_until >= valid_from")
    two_people = Check("confirmed_by IS NULL OR (confirmed_by <> entered_by AND confirmed_by IS DISTINCT FROM deputy)")
    confirming_is_whole = Check("num_nulls(confirmed_at, confirmed_by) IN (0, 2)")
    revoking_is_whole = Check("num_nulls(revoked_at, revoked_by) IN (0, 2)")


class ApprovalStepRow(Table, tablename="approval_step"):
    """One step of a matter; steps are appended and never changed, with role and office as they were then."""

    id = UUID(primary_key=True, default=UUID4())
    matter_kind = Varchar(length=20, default=None, null=False, help_text="the table in which the matter stands")
    matter_id = UUID(default=None, null=False)
    number = SmallInt(default=None, null=False)
    step = Varchar(length=12, default=None, null=False)
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    role = Varchar(length=20, default=None, null=False)
    office_name = Varchar(length=80, default=None, null=False)
    authority = ForeignKey(WrittenAuthorityRow, default=None, null=True, on_delete=OnDelete.restrict)
    note_sealed = Bytea(default=None, null=False, help_text="under the key of the matter's file")

    approval_steps_in_order = Unique(["matter_kind", "matter_id", "number"])
