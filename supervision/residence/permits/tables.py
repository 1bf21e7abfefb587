"""Residence permits and the acts that each is made of; they are found where the resident is."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.households.tables import ResidentRow


class PermitRow(Table, tablename="residence_permit"):
    """A residence permit (居住证) from its application on; state and days are what its acts fold to."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    condition = Varchar(length=10, default=None, null=False)
    counted_from = Date(default=None, null=False, help_text="the day from which half a year of residence was counted")
    state = Varchar(length=10, default=None, null=False)
    applied_at = Timestamptz(default=None, null=False)
    issue_due_on = Date(default=None, null=True, help_text="last day on which it is to be issued")
    endorse_from = Date(default=None, null=True, help_text="first day on which it can be endorsed")
    endorse_due_on = Date(default=None, null=True, help_text="last day on which it can be endorsed without a lapse")
    closed_at = Timestamptz(default=None, null=True)
    revision = Integer(default=1, null=False)

    three_conditions = Check("condition IN ('job', 'dwelling', 'schooling')")
    seven_states = Check("state IN ('applied', 'told', 'accepted', 'valid', 'suspended', 'refused', 'cancelled')")
    closing_is_whole = Check("(closed_at IS NOT NULL) = (state IN ('refused', 'cancelled'))")


class PermitActRow(Table, tablename="permit_act"):
    """One act of a permit; acts are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    permit = ForeignKey(PermitRow, default=None, null=False, on_delete=OnDelete.cascade)
    ordinal = Integer(default=None, null=False)
    kind = Varchar(length=14, default=None, null=False)
    acted_on = Date(default=None, null=False)
    due_on = Date(default=None, null=True, help_text="until when the next act is due by law, as counted on that day")
    detail_sealed = Bytea(default=None, null=True, help_text="under the resident's key")
    entered_at = Timestamptz(default=None, null=False)
    entered_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    permit_acts_in_order = Unique(["permit", "ordinal"])
    eight_kinds = Check(
        "kind IN ('apply', 'tell-missing', 'accept', 'refuse', 'issue', 'endorse', 'suspend', 'cancel')"
    )
