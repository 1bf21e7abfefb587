"""What is kept of a correction's beginning; names, addresses and texts are sealed under the file's key."""

from piccolo.columns import UUID, Boolean, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import AttachmentRow, PersonFileRow
from supervision.officers.tables import OfficerRow


class GroupMemberRow(Table, tablename="group_member"):
    """Who is in somebody's correction group, from when to when."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=16, default=None, null=False)
    is_woman = Boolean(default=None, null=False)
    knows_minors = Boolean(default=None, null=False)
    member_sealed = Bytea(default=None, null=False, help_text="name, unit and telephone")
    from_on = Date(default=None, null=False)
    until_on = Date(default=None, null=True)
    set_at = Timestamptz(default=None, null=False)
    set_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    runs_forward = Check("until_on IS NULL OR until_on >= from_on")


class CorrectionPlanRow(Table, tablename="correction_plan"):
    """One version of somebody's plan; versions are appended, the newest holds."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict)
    version = Integer(default=None, null=False)
    plan_sealed = Bytea(default=None, null=False)
    made_at = Timestamptz(default=None, null=False)
    made_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    plan_versions = Unique(["file", "version"])


class FileNeedRow(Table, tablename="file_need"):
    """A need that was referred to somebody who can help, and what they answered."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=12, default=None, null=False)
    state = Varchar(length=12, default=None, null=False)
    due_on = Date(default=None, null=True, help_text="until when an answer was asked for")
    need_sealed = Bytea(default=None, null=False, help_text="what is needed, and to whom it was referred")
    answer_sealed = Bytea(default=None, null=True)
    referred_at = Timestamptz(default=None, null=False)
    referred_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    closed_at = Timestamptz(default=None, null=True)
    closed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    answer_is_whole = Check("num_nulls(closed_at, answer_sealed) IN (0, 2)")
    open_is_referred = Check("(closed_at IS NULL) = (state = 'referred')")


class ExitBanStepRow(Table, tablename="exit_ban_step"):
    """One step of keeping somebody from leaving the country, or of letting them go again."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict)
    step = Varchar(length=14, default=None, null=False)
    happened_on = Date(default=None, null=False)
    note_sealed = Bytea(default=None, null=False, help_text="with whom, under which number")
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    each_step_once = Unique(["file", "step"])


class PaperMovementRow(Table, tablename="paper_movement"):
    """A paper that came in or went out, and the receipt for it."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    direction = Varchar(length=8, default=None, null=False)
    organ = Varchar(length=14, default=None, null=False)
    happened_on = Date(default=None, null=False)
    paper_sealed = Bytea(default=None, null=False, help_text="title, number, and the organ's name")
    attachment = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    receipt_on = Date(default=None, null=True)
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    receipt_comes_later = Check("receipt_on IS NULL OR receipt_on >= happened_on")
