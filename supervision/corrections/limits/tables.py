"""Limits on access to a file, and every use of the way past them."""

from piccolo.columns import UUID, Array, Boolean, Bytea, Date, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow


class LimitColumns:
    """What a limit says, whatever it stands on: an exclusion shuts the named out, a restriction lets only them in."""

    kind = Varchar(length=12, default=None, null=False)
    officers = Array(base_column=UUID(), default=list, null=False, help_text="officers whom it names")
    offices = Array(base_column=UUID(), default=list, null=False, help_text="offices whose officers it names")
    roles = Array(base_column=Varchar(length=20), default=list, null=False, help_text="roles whose holders it names")
    from_on = Date(default=None, null=False)
    until_on = Date(default=None, null=False, help_text="its last day")
    reason_sealed = Bytea(default=None, null=False)
    set_at = Timestamptz(default=None, null=False)
    set_by = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    is_confirmed = Boolean(default=None, null=True)
    decision_sealed = Bytea(default=None, null=True, help_text="why it was not confirmed")
    ended_at = Timestamptz(default=None, null=True)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    end_sealed = Bytea(default=None, null=True, help_text="why it was ended before its last day")

    two_kinds = Check("kind IN ('exclusion', 'restriction')")
    names_somebody = Check("cardinality(officers) + cardinality(offices) + cardinality(roles) > 0")
    days_run_forward = Check("until_on >= from_on")
    two_officers = Check("decided_by <> set_by")
    decision_is_whole = Check("num_nulls(decided_at, decided_by, is_confirmed) IN (0, 3)")
    end_is_whole = Check("num_nulls(ended_at, ended_by, end_sealed) IN (0, 3)")


class AccessLimitRow(LimitColumns, Table, tablename="access_limit"):
    """A limit on a file."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)


class BrokenGlassRow(Table, tablename="broken_glass"):
    """One officer's way past a restriction, for a typed reason and some hours, until somebody else has reviewed it."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    officer = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    reason_sealed = Bytea(default=None, null=False)
    opened_at = Timestamptz(default=None, null=False)
    until_at = Timestamptz(default=None, null=False)
    review_due_on = Date(default=None, null=False)
    reviewed_at = Timestamptz(default=None, null=True)
    reviewed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    is_justified = Boolean(default=None, null=True)
    review_sealed = Bytea(default=None, null=True, help_text="what the reviewer found")

    hours_run_forward = Check("until_at > opened_at")
    never_ones_own = Check("reviewed_by <> officer")
    review_is_whole = Check("num_nulls(reviewed_at, reviewed_by, is_justified, review_sealed) IN (0, 4)")


class LegalQueryRow(Table, tablename="legal_query"):
    """A query into a minor's file by an organ with a legal basis: who asked for what, and what was told."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    query_sealed = Bytea(default=None, null=False, help_text="organ, legal basis, who came, what they asked")
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.restrict)
    until_at = Timestamptz(default=None, null=False, help_text="until when a sealed file is open for it")
    answered_at = Timestamptz(default=None, null=True)
    answered_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    answer_sealed = Bytea(default=None, null=True, help_text="what was told")

    hours_run_forward = Check("until_at > recorded_at")
    answer_is_whole = Check("num_nulls(answered_at, answered_by, answer_sealed) IN (0, 3)")
