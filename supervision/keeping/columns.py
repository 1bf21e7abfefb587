"""The columns of a register's table of proposals to destroy files; the register gives the table its name."""

from piccolo.columns import UUID, Boolean, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check

from supervision.officers.tables import OfficerRow


class DestructionColumns:
    """One officer's proposal to destroy a file past its period, and another's decision; it outlives the file."""

    id = UUID(primary_key=True, default=UUID4())
    subject_id = UUID(default=None, null=False, index=True, help_text="no foreign key: it outlives the file")
    number = Varchar(length=24, default=None, null=False, help_text="the file's")
    division = Varchar(length=12, default=None, null=False, index=True)
    is_minor = Boolean(default=False, null=False)
    ended_on = Date(default=None, null=False, help_text="from when its period ran")
    kept_until = Date(default=None, null=False, help_text="the last day of its period")
    state = Varchar(length=9, default=None, null=False)
    proposed_at = Timestamptz(default=None, null=False)
    proposed_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    reason_sealed = Bytea(default=None, null=True, help_text="why it was returned, under the file's own key")
    certificate_id = UUID(default=None, null=True, unique=True)
    certificate_number = Varchar(length=24, default=None, null=True, unique=True)
    rows_removed = Integer(default=None, null=True)

    three_destruction_states = Check("state IN ('proposed', 'returned', 'destroyed')")
    never_by_its_proposer = Check("decided_by <> proposed_by")
    decision_is_whole = Check("num_nulls(decided_at, decided_by) = CASE state WHEN 'proposed' THEN 2 ELSE 0 END")
    certified_once_destroyed = Check(
        "num_nulls(certificate_id, certificate_number, rows_removed) = CASE state WHEN 'destroyed' THEN 0 ELSE 3 END"
    )
    says_why_it_was_returned = Check("(reason_sealed IS NULL) = (state <> 'returned')")
