"""What a walk leaves behind: tasks with their steps, by the day and never by the minute, and nothing of a place.

The verdict on each person is kept in the resident's own row, one at a time: there is no list of visits, of scans, or of
who was met when.
"""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, SmallInt, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.households.tables import HouseholdRow, ResidentRow


class VisitTaskRow(Table, tablename="visit_task"):
    """Something at a door that did not match the register, to be settled by a person until a day."""

    id = UUID(primary_key=True, default=UUID4(), help_text="given by the phone, so that one sent twice is one")
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer_digest = Bytea(default=None, null=False, index=True)
    household = ForeignKey(HouseholdRow, default=None, null=True, on_delete=OnDelete.cascade, index=True)
    dwelling_sealed = Bytea(default=None, null=True, help_text="behind which door, where no household is known there")
    resident = ForeignKey(ResidentRow, default=None, null=True, on_delete=OnDelete.cascade, index=True)
    kind = Varchar(length=16, default=None, null=False)
    state = Varchar(length=10, default=None, null=False)
    due_on = Date(default=None, null=False, help_text="until when it is settled, or answered while it is escalated")
    level = Varchar(length=10, default=None, null=True, help_text="who was asked last")
    raised_on = Date(default=None, null=False)
    raised_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    outcome = Varchar(length=14, default=None, null=True)
    closed_on = Date(default=None, null=True)

    three_kinds = Check("kind IN ('moved-out', 'unknown-person', 'newcomer')")
    four_states = Check("state IN ('open', 'escalated', 'answered', 'closed')")
    closing_is_whole = Check("num_nulls(outcome, closed_on) = CASE state WHEN 'closed' THEN 0 ELSE 2 END")
    somebody_is_asked = Check("state NOT IN ('escalated', 'answered') OR level IS NOT NULL")
    behind_one_door = Check("(household IS NULL) <> (dwelling_sealed IS NULL)")
    who_moved_out_is_known = Check("(kind = 'moved-out') = (resident IS NOT NULL)")


class VisitTaskStepRow(Table, tablename="visit_task_step"):
    """One step of a task: what was noted as evidence, asked, answered, found."""

    id = UUID(primary_key=True, default=UUID4())
    task = ForeignKey(VisitTaskRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    number = SmallInt(default=None, null=False)
    step = Varchar(length=10, default=None, null=False)
    taken_on = Date(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    text_sealed = Bytea(default=None, null=False, help_text="under the household's key, or the register's without one")

    four_steps = Check("step IN ('raised', 'escalated', 'answered', 'closed')")
    one_step_each = Unique(["task", "number"])


class WalkSendingRow(Table, tablename="walk_sending"):
    """The id of something that a phone sent today, so that it counts once; of whom or where, it does not say."""

    id = UUID(primary_key=True, default=UUID4())
    sent_on = Date(default=None, null=False, index=True)
