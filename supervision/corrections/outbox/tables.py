"""Events for exchange platforms, and how far each county's outbox was given out and acknowledged."""

from piccolo.columns import UUID, BigInt, Bytea, Date, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow


class OutboxRow(Table, tablename="outbox"):
    """The outbox of one county: the numbers run without gaps, in the order of the acts' commits."""

    county = Varchar(length=6, primary_key=True, default=None, null=False)
    last = BigInt(default=None, null=False, help_text="the number given last")
    provided = BigInt(default=0, null=False, help_text="up to which number events were given out")
    acknowledged = BigInt(default=0, null=False, help_text="up to which number they were acknowledged")
    acknowledged_at = Timestamptz(default=None, null=True)
    acknowledged_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    outbox_goes_forward = Check("0 <= acknowledged AND acknowledged <= provided AND provided <= last")
    acknowledgement_is_whole = Check("num_nulls(acknowledged_at, acknowledged_by) IN (0, 2)")


class OutboxEventRow(Table, tablename="outbox_event"):
    """One event; who it is and numbers are sealed under the file's key, and go before the record of it does."""

    id = UUID(primary_key=True, default=UUID4())
    county = Varchar(length=6, default=None, null=False)
    number = BigInt(default=None, null=False)
    kind = Varchar(length=24, default=None, null=False)
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    division = Varchar(length=12, default=None, null=False)
    happened_on = Date(default=None, null=False)
    position = BigInt(default=None, null=False, help_text="of the act's entry in the chain of audit")
    payload_sealed = Bytea(default=None, null=True, help_text="numbers, and who it is where the kind says so")
    written_at = Timestamptz(default=None, null=False, index=True)
    provided_at = Timestamptz(default=None, null=True, help_text="first given out")
    acknowledged_at = Timestamptz(default=None, null=True)

    numbers_of_an_outbox = Unique(["county", "number"])
    an_act_tells_of_an_event_once = Unique(["county", "position", "kind", "file"])
    acknowledged_is_provided = Check("acknowledged_at IS NULL OR provided_at IS NOT NULL")
