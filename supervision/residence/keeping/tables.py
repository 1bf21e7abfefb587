"""Holds, and proposals to destroy; what a proposal was about is gone once it is destroyed, so nothing points there."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.households.tables import ResidentRow


class ResidentHoldRow(Table, tablename="resident_hold"):
    """A complaint or a case under way: while it is not lifted, nothing of the resident is destroyed."""

    id = UUID(primary_key=True, default=UUID4())
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    reason_sealed = Bytea(default=None, null=False)
    placed_at = Timestamptz(default=None, null=False)
    placed_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    lifted_at = Timestamptz(default=None, null=True)
    lifted_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    lift_reason_sealed = Bytea(default=None, null=True)

    lifting_is_whole = Check("num_nulls(lifted_at, lifted_by, lift_reason_sealed) IN (0, 3)")


class DestructionProposalRow(Table, tablename="destruction_proposal"):
    """One officer's proposal to destroy a record past its period, and another's decision; kept with the certificate."""

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(length=9, default=None, null=False)
    subject_id = UUID(default=None, null=False, index=True, help_text="no foreign key: it outlives the record")
    division = Varchar(length=12, default=None, null=False, index=True)
    ended_at = Timestamptz(default=None, null=False, help_text="from when its period ran")
    kept_until = Date(default=None, null=False, help_text="the last day of its period")
    state = Varchar(length=9, default=None, null=False)
    proposed_at = Timestamptz(default=None, null=False)
    proposed_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    reason_sealed = Bytea(default=None, null=True, help_text="why it was returned, under the record's own key")
    certificate_id = UUID(default=None, null=True, unique=True)

    two_kinds = Check("kind IN ('resident', 'household')")
    three_destruction_states = Check("state IN ('proposed', 'returned', 'destroyed')")
    never_by_its_proposer = Check("decided_by <> proposed_by")
    decision_is_whole = Check("num_nulls(decided_at, decided_by) = CASE state WHEN 'proposed' THEN 2 ELSE 0 END")
    certified_once_destroyed = Check("(certificate_id IS NULL) = (state <> 'destroyed')")
    says_why_it_was_returned = Check("(reason_sealed IS NULL) = (state <> 'returned')")
