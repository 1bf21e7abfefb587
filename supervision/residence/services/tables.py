"""Requests for services and the steps that each is made of; they are found where the resident is."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficeRow, OfficerRow
from supervision.residence.households.tables import ResidentRow


class ServiceRequestRow(Table, tablename="service_request"):
    """What a resident asked for beside registration; state, office and due day are those of the last step."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    service = Varchar(length=40, default=None, null=False)
    state = Varchar(length=12, default=None, null=False)
    office = ForeignKey(
        OfficeRow,
        default=None,
        null=True,
        on_delete=OnDelete.restrict,
        help_text="of this register, if forwarded to one",
    )
    due_on = Date(default=None, null=True, help_text="until when it is forwarded or answered; none where no rule says")
    requested_at = Timestamptz(default=None, null=False)
    closed_at = Timestamptz(default=None, null=True)

    six_states = Check("state IN ('requested', 'forwarded', 'needs-papers', 'granted', 'refused', 'withdrawn')")
    closing_is_whole = Check("(closed_at IS NOT NULL) = (state IN ('granted', 'refused', 'withdrawn'))")


class ServiceStepRow(Table, tablename="service_step"):
    """One step of a request; steps are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    request = ForeignKey(ServiceRequestRow, default=None, null=False, on_delete=OnDelete.cascade)
    number = SmallInt(default=None, null=False)
    state = Varchar(length=12, default=None, null=False, help_text="to which the step led")
    detail_sealed = Bytea(default=None, null=False, help_text="remark, office and contact; under the resident's key")
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(
        OfficerRow, default=None, null=True, on_delete=OnDelete.restrict, help_text="nobody: the resident"
    )

    service_steps_in_order = Unique(["request", "number"])
    six_steps = Check("state IN ('requested', 'forwarded', 'needs-papers', 'granted', 'refused', 'withdrawn')")
