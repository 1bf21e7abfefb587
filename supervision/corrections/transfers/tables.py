"""Changes of the place of execution and the steps that each is made of."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficeRow, OfficerRow


class TransferRow(Table, tablename="transfer"):
    """A change from one county to another; state and due day are those of the last step."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    from_division = Varchar(length=12, default=None, null=False)
    to_division = Varchar(length=12, default=None, null=False)
    to_office = ForeignKey(
        OfficeRow, null=True, default=None, on_delete=OnDelete.restrict, help_text="none: outside this installation"
    )
    state = Varchar(length=12, default=None, null=False)
    moves_on = Date(default=None, null=False, help_text="when the person wants to move")
    due_on = Date(default=None, null=True)
    wish_sealed = Bytea(default=None, null=False, help_text="why and whereto")
    asked_at = Timestamptz(default=None, null=False)
    asked_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    closed_at = Timestamptz(default=None, null=True)


class TransferStepRow(Table, tablename="transfer_step"):
    """One step; steps are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    transfer = ForeignKey(TransferRow, null=False, default=None, on_delete=OnDelete.restrict)
    number = SmallInt(default=None, null=False)
    step = Varchar(length=12, default=None, null=False)
    happened_on = Date(default=None, null=False)
    note_sealed = Bytea(default=None, null=False)
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    transfer_steps_in_order = Unique(["transfer", "number"])
