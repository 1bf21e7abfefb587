"""What was asked for by whom, who decided, and what was handed over; sealed under the file's key."""

from piccolo.columns import UUID, Bytea, ForeignKey, Integer, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow


class DisclosureRow(Table, tablename="disclosure"):
    """One pack, from the asking to the handing over."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    organ = Varchar(length=14, default=None, null=False)
    from_at = Timestamptz(default=None, null=False)
    until_at = Timestamptz(default=None, null=False)
    every_minutes = SmallInt(default=None, null=False, help_text="at most one position in so many minutes")
    state = Varchar(length=12, default=None, null=False)
    asking_sealed = Bytea(default=None, null=False, help_text="organ, its officer, legal basis, why")
    asked_at = Timestamptz(default=None, null=False)
    asked_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    return_sealed = Bytea(default=None, null=True, help_text="why it was returned")
    pack_sealed = Bytea(default=None, null=True, help_text="the positions, frozen when it was approved")
    positions = Integer(default=None, null=True)
    handed_over_at = Timestamptz(default=None, null=True)
    handed_over_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    disclosure_runs_forward = Check("until_at > from_at")
    disclosure_states = Check("state IN ('asked', 'returned', 'approved', 'handed-over')")
    disclosure_pack_is_whole = Check("num_nulls(pack_sealed, positions) IN (0, 2)")
