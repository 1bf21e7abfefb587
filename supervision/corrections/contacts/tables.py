"""Contacts, the outcomes that were put down for them, and the reminders that were given before them."""

from piccolo.columns import UUID, Boolean, Bytea, Date, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow

_OUTCOMES = (
    "outcome IN ('complied', 'failed-to-comply', 'sent-home-behaviour', 'sent-home-service', 'acceptable-absence', "
    "'unacceptable-absence', 'reasons-awaited', 'rescheduled', 'cancelled')"
)


class ContactRow(Table, tablename="contact"):
    """One contact of an office with a supervisee; the outcome is that of the last step."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, default=None, null=False, on_delete=OnDelete.restrict)
    kind = Varchar(length=20, default=None, null=False)
    rule = Varchar(length=40, default=None, null=True, help_text="of a duty: the row that says how often")
    counted_from_on = Date(default=None, null=True, help_text="of a duty: the day from which its period runs")
    due_on = Date(default=None, null=True, help_text="of a duty: the last day of its period")
    planned_on = Date(default=None, null=True, help_text="the day of the appointment, or the last day of a duty")
    planned_from = Timestamptz(default=None, null=True)
    planned_until = Timestamptz(default=None, null=True)
    happened_at = Timestamptz(default=None, null=True)
    shown_at = Timestamptz(default=None, null=False, help_text="where it stands among the others")
    outcome = Varchar(length=20, default=None, null=True)
    reasons_due_on = Date(default=None, null=True, help_text="until when the person may give reasons")
    next_from_on = Date(default=None, null=True, help_text="from when the next period of this kind runs")
    follows: "ForeignKey[ContactRow]" = ForeignKey(
        "self", default=None, null=True, on_delete=OnDelete.restrict, help_text="the one that was rescheduled to it"
    )
    source = UUID(default=None, null=True, help_text="the alert, or the act for many, that it came from")
    planned_with = UUID(default=None, null=True, index=True, help_text="the act for many by which it was planned")
    content_sealed = Bytea(default=None, null=True, help_text="what it is about, and where; under the file's key")
    made_at = Timestamptz(default=None, null=False)
    made_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict, help_text="nobody: a rule")
    revision = SmallInt(default=0, null=False, help_text="counts steps and changes of the time")

    contact_kinds = Check(
        "kind IN ('report', 'visit', 'call', 'check-in', 'talk', 'education', 'public-service', 'medical-report', "
        "'medical-examination', 'letter', 'note', 'alert')"
    )
    contact_outcomes = Check(_OUTCOMES)
    contact_was_planned_or_happened = Check("planned_on IS NOT NULL OR outcome IS NOT NULL")
    contact_time_is_whole = Check("num_nulls(planned_from, planned_until) IN (0, 2) AND planned_until >= planned_from")
    contact_duty_is_whole = Check("num_nulls(rule, counted_from_on, due_on) IN (0, 3)")
    contact_reasons_have_a_day = Check(
        "(reasons_due_on IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'reasons-awaited')"
    )


class ContactStepRow(Table, tablename="contact_step"):
    """An outcome as it was put down, or the person's reasons; steps are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    contact = ForeignKey(ContactRow, default=None, null=False, on_delete=OnDelete.restrict)
    number = SmallInt(default=None, null=False)
    outcome = Varchar(length=20, default=None, null=False, help_text="to which the step led")
    detail_sealed = Bytea(default=None, null=True, help_text="facts, next step, reasons; under the file's key")
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict, help_text="nobody: a rule")

    contact_steps_in_order = Unique(["contact", "number"])
    contact_step_outcomes = Check(_OUTCOMES)


class ContactReminderRow(Table, tablename="contact_reminder"):
    """A reminder that an officer gave before a contact; its words are neutral and always the same."""

    id = UUID(primary_key=True, default=UUID4())
    contact = ForeignKey(ContactRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    way = Varchar(length=10, default=None, null=False)
    was_reached = Boolean(default=None, null=False)
    given_at = Timestamptz(default=None, null=False)
    given_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    three_ways = Check("way IN ('call', 'message', 'paper')")
