"""Alerts and the state of judgement; positions themselves are a partitioned table made by a raw migration."""

from piccolo.columns import UUID, BigInt, BigSerial, Bytea, Date, ForeignKey, OnDelete, Real, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow
from supervision.orders.tables import AssignmentRow


class CheckpointRow(Table, tablename="judgement_checkpoint"):
    """The judgement's state after a fix, from which later or late fixes are folded."""

    id = UUID(primary_key=True, default=UUID4())
    assignment = ForeignKey(AssignmentRow, null=False, default=None, on_delete=OnDelete.cascade)
    fixed_at = Timestamptz(default=None, null=False)
    seq = BigInt(default=None, null=False)
    state_sealed = Bytea(default=None, null=False)

    one_per_moment = Unique(["assignment", "fixed_at", "seq"])


class LastPositionRow(Table, tablename="last_position"):
    """The newest position of an assignment, for the live map."""

    assignment = UUID(primary_key=True, default=None, null=False)
    fixed_at = Timestamptz(default=None, null=False)
    seq = BigInt(default=None, null=False)
    received_at = Timestamptz(default=None, null=False, index=True)
    position_sealed = Bytea(default=None, null=False)


class AlertRow(Table, tablename="alert"):
    """One alert per breach: raised once, disposed of once or retracted, never deleted before its file."""

    id = UUID(primary_key=True, default=None, null=False, help_text="derived from what identifies the breach")
    assignment = ForeignKey(AssignmentRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    condition_id = UUID(default=None, null=True)
    order_version = UUID(default=None, null=True)
    kind = Varchar(length=24, default=None, null=False)
    state = Varchar(length=12, default=None, null=False, index=True)
    certainty = Real(default=None, null=False)
    occurred_at = Timestamptz(default=None, null=False)
    known_at = Timestamptz(default=None, null=False, index=True)
    lasted_until = Timestamptz(default=None, null=True, help_text="when the wearer was back, or the cause had gone")
    evidence_sealed = Bytea(default=None, null=False)
    acknowledged_at = Timestamptz(default=None, null=True)
    acknowledged_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    finding = Varchar(length=20, default=None, null=True)
    note_sealed = Bytea(default=None, null=True)
    disposed_at = Timestamptz(default=None, null=True)
    disposed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    retracted_at = Timestamptz(default=None, null=True)

    disposition_is_whole = Check(
        "num_nulls(finding, disposed_by, disposed_at) = CASE state WHEN 'disposed' THEN 0 ELSE 3 END"
    )


class AlertStepRow(Table, tablename="alert_step"):
    """What happened to an alert and when it was known: raised, upgraded, acknowledged, disposed, retracted."""

    id = BigSerial(primary_key=True)
    alert = ForeignKey(AlertRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    step = Varchar(length=12, default=None, null=False)
    at = Timestamptz(default=None, null=False)
    officer = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    certainty = Real(default=None, null=True)
    reason = Varchar(length=60, default=None, null=True, help_text="a rule's name, never personal data")


class IntakeCountRow(Table, tablename="intake_count"):
    """How many messages or fixes of an account met which outcome on a day; nothing of their content."""

    id = UUID(primary_key=True, default=UUID4())
    day = Date(default=None, null=False)
    account = Varchar(length=40, default=None, null=False)
    outcome = Varchar(length=30, default=None, null=False)
    times = BigInt(default=None, null=False, db_column_name="count")
    last_at = Timestamptz(default=None, null=False)

    one_counter_each = Unique(["day", "account", "outcome"])
