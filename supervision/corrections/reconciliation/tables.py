"""Reconciliations with their lists, what becomes of each row, what was done about it, and the signed count sheets."""

from piccolo.columns import (
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    SmallInt,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow


class ReconciliationRow(Table, tablename="reconciliation"):
    """A county's period, under a key of its own that is destroyed when the lists are past their keeping."""

    id = UUID(primary_key=True, default=UUID4())
    county = Varchar(length=6, default=None, null=False)
    from_on = Date(default=None, null=False)
    until_on = Date(default=None, null=False, help_text="last day of the period")
    vault_key = UUID(default=None, null=False, unique=True)
    state = Varchar(length=8, default=None, null=False)
    compared_at = Timestamptz(default=None, null=True)
    begun_at = Timestamptz(default=None, null=False)
    begun_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    reconciled_once = Unique(["county", "until_on"])
    reconciliation_runs_forward = Check("until_on > from_on")
    reconciliation_states = Check("state IN ('open', 'signed', 'closed')")


class ReconciliationListRow(Table, tablename="reconciliation_list"):
    """A list as it was handed in; its rows are sealed under its own key, which goes when it is withdrawn."""

    id = UUID(primary_key=True, default=UUID4())
    reconciliation = ForeignKey(ReconciliationRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    source = Varchar(length=8, default=None, null=False)
    as_of_on = Date(default=None, null=False, help_text="the day of the list")
    covers_from_on = Date(default=None, null=True, help_text="from when on it names those whose term began; none: all")
    fields = Array(Varchar(length=20), default=list, null=False, help_text="the columns that were recognised")
    rows = Integer(default=None, null=False)
    vault_key = UUID(default=None, null=False, unique=True)
    name_sealed = Bytea(default=None, null=False, help_text="organ and file name")
    handed_in_at = Timestamptz(default=None, null=False)
    handed_in_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    list_sources = Check("source IN ('court', 'prison', 'police', 'province')")
    list_covers_forward = Check("covers_from_on IS NULL OR covers_from_on <= as_of_on")
    list_withdrawal_is_whole = Check("num_nulls(withdrawn_at, withdrawn_by) IN (0, 2)")


class ReconciliationItemRow(Table, tablename="reconciliation_item"):
    """A row of a list, or an open file that no list of its source names, and what becomes of it."""

    id = UUID(primary_key=True, default=UUID4())
    reconciliation = ForeignKey(ReconciliationRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    of_list = ForeignKey(ReconciliationListRow, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    number = Integer(default=None, null=False, help_text="the row in its table; 0 for a file")
    document_digest = Bytea(default=None, null=True)
    object_digest = Bytea(default=None, null=True)
    name_digest = Bytea(default=None, null=True)
    content_sealed = Bytea(default=None, null=True, help_text="what the row says")
    file = ForeignKey(PersonFileRow, null=True, default=None, on_delete=OnDelete.restrict, index=True)
    candidates = Array(UUID(), default=list, null=False, help_text="files of whom the row may be, by name and birth")
    matched_by = Varchar(length=14, default=None, null=True)
    decided_file = ForeignKey(PersonFileRow, null=True, default=None, on_delete=OnDelete.restrict)
    ruled_out = Array(
        UUID(), default=list, null=False, help_text="candidates of whom an officer said that they are others"
    )
    result = Varchar(length=14, default=None, null=False)
    unseen_result = Varchar(
        length=14, default=None, null=True, help_text="what it is to whoever the file is closed to; none: not there"
    )
    differing = Array(Varchar(length=16), default=list, null=False)

    item_is_a_row_or_a_file = Check(
        "(of_list IS NULL) = (content_sealed IS NULL) AND (of_list IS NOT NULL OR file IS NOT NULL)"
    )


class ReconciliationStepRow(Table, tablename="reconciliation_step"):
    """What an officer did about a result; steps are appended, and hold for the result that was shown."""

    id = UUID(primary_key=True, default=UUID4())
    item = ForeignKey(ReconciliationItemRow, null=False, default=None, on_delete=OnDelete.restrict)
    number = SmallInt(default=None, null=False)
    result = Varchar(length=14, default=None, null=False)
    step = Varchar(length=14, default=None, null=False)
    settlement = Varchar(length=14, default=None, null=True)
    is_unseen = Boolean(
        default=False,
        null=False,
        help_text="whether the officer was shown another result, since the file is closed to them",
    )
    note_sealed = Bytea(default=None, null=False)
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    item_steps_in_order = Unique(["item", "number"])
    settling_says_how = Check("(step = 'settled') = (settlement IS NOT NULL)")


class CountSheetRow(Table, tablename="count_sheet"):
    """A count sheet as it was signed; numbers and officers, and nobody else in it."""

    id = UUID(primary_key=True, default=UUID4())
    reconciliation = ForeignKey(ReconciliationRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    number = Varchar(length=24, default=None, null=True, unique=True, help_text="given with the countersignature")
    state = Varchar(length=14, default=None, null=False)
    content_sealed = Bytea(default=None, null=False)
    signed_at = Timestamptz(default=None, null=False)
    signed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    decision_sealed = Bytea(default=None, null=True, help_text="who countersigned in which capacity, or why not")

    sheet_states = Check("state IN ('signed', 'returned', 'countersigned')")
    sheet_decision_is_whole = Check(
        "num_nulls(decided_at, decision_sealed) = CASE WHEN state = 'signed' THEN 2 ELSE 0 END"
    )
    sheet_is_numbered_when_countersigned = Check("(number IS NOT NULL) = (state = 'countersigned')")
    sheet_has_two_signatures = Check("decided_by IS DISTINCT FROM signed_by OR decided_by IS NULL")
