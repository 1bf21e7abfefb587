"""Applications on a file, and who is to be told of what was approved."""

from piccolo.columns import UUID, Array, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import AttachmentRow, PersonFileRow
from supervision.officers.tables import OfficerRow


class ApplicationRow(Table, tablename="application"):
    """What was asked for, where it stands and who decides; what it says is sealed under the file's key."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    file = ForeignKey(PersonFileRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=20, default=None, null=False)
    state = Varchar(length=12, default=None, null=False)
    decider = Varchar(length=10, default=None, null=False)
    waits_at = Varchar(length=10, default=None, null=True, help_text="whose turn it is while it is asked")
    from_on = Date(default=None, null=False)
    until_on = Date(default=None, null=True, help_text="last day; none for what lasts until it is decided anew")
    content_sealed = Bytea(default=None, null=False)
    proof = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    revision = Integer(default=1, null=False, help_text="counts askings: a decision is on the one that was shown")
    asked_at = Timestamptz(default=None, null=False)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    suspends_from = Timestamptz(default=None, null=True, help_text="conditions of an order are suspended from here")
    suspends_until = Timestamptz(default=None, null=True)
    opened_conditions = Array(UUID(), default=list, null=False, help_text="forbidden zones that the approval opens")
    back_at = Timestamptz(default=None, null=True, help_text="when the person came back")
    ended_at = Timestamptz(default=None, null=True)
    ended_by = Varchar(length=12, default=None, null=True, help_text="signed-off or cancelled")

    six_kinds = Check(
        "kind IN ('leave', 'frequent-trips', 'barred-place', 'contact', 'class-change', 'medical-interval')"
    )
    waiting_is_whole = Check("(waits_at IS NOT NULL) = (state = 'asked')")
    days_run_forward = Check("until_on IS NULL OR until_on >= from_on")
    deciding_is_whole = Check(
        "num_nulls(decided_at, decided_by) IN (0, 2)"
        " AND (decided_at IS NOT NULL) = (state IN ('approved', 'refused', 'ended'))"
    )
    suspending_is_whole = Check("num_nulls(suspends_from, suspends_until) IN (0, 2)")
    ending_is_whole = Check("num_nulls(ended_at, ended_by) IN (0, 2) AND (ended_at IS NOT NULL) = (state = 'ended')")


class ApplicationNoticeRow(Table, tablename="application_notice"):
    """Who is to be told of an approval, until when, and whether they were."""

    id = UUID(primary_key=True, default=UUID4())
    application = ForeignKey(ApplicationRow, default=None, null=False, on_delete=OnDelete.restrict)
    recipient = Varchar(length=12, default=None, null=False)
    due_on = Date(default=None, null=False)
    told_on = Date(default=None, null=True)
    told_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    each_told_once = Unique(["application", "recipient"])
    telling_is_whole = Check("num_nulls(told_on, told_by) IN (0, 2)")
