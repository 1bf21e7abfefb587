"""Measures with their steps and what they rest on; times out of supervision; findings; prosecutors' opinions."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import AttachmentRow, FileRecordRow, PersonFileRow
from supervision.officers.tables import OfficerRow


class LapseRow(Table, tablename="lapse"):
    """A time out of supervision, from a start that an officer confirmed."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    began_on = Date(default=None, null=False)
    ended_on = Date(default=None, null=True, help_text="the day of return")
    reason_sealed = Bytea(default=None, null=False, help_text="why the officer holds the start for confirmed")
    proof = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    confirmed_at = Timestamptz(default=None, null=False)
    confirmed_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    cancelled_at = Timestamptz(default=None, null=True)
    cancelled_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    cancel_reason_sealed = Bytea(default=None, null=True)

    lapse_runs_forward = Check("ended_on IS NULL OR ended_on >= began_on")
    lapse_cancelling_is_whole = Check("num_nulls(cancelled_at, cancelled_by, cancel_reason_sealed) IN (0, 3)")


class LawfulExcuseRow(Table, tablename="lawful_excuse"):
    """Days of a time out of supervision that an officer accepted an excuse for."""

    id = UUID(primary_key=True, default=UUID4())
    lapse = ForeignKey(LapseRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    first_on = Date(default=None, null=False)
    last_on = Date(default=None, null=False)
    reason_sealed = Bytea(default=None, null=False)
    proof = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    accepted_at = Timestamptz(default=None, null=False)
    accepted_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    excuse_runs_forward = Check("last_on >= first_on")


class ConductFindingRow(Table, tablename="conduct_finding"):
    """A written finding that the person is unrepentant, with the facts; no count makes one."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    found_on = Date(default=None, null=False)
    facts_sealed = Bytea(default=None, null=False)
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    withdrawal_sealed = Bytea(default=None, null=True)

    withdrawal_is_whole = Check("num_nulls(withdrawn_at, withdrawn_by, withdrawal_sealed) IN (0, 3)")


class MeasureRow(Table, tablename="measure"):
    """A sanction or reward: proposed by one officer, decided by another, served or sent; state is that of its steps."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=True, unique=True, help_text="given with the decision")
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=20, default=None, null=False)
    trigger = Varchar(length=24, default=None, null=False)
    state = Varchar(length=10, default=None, null=False)
    lapse = ForeignKey(LapseRow, default=None, null=True, on_delete=OnDelete.restrict)
    content_sealed = Bytea(default=None, null=False, help_text="the facts, and the counting as it was proposed")
    proposed_at = Timestamptz(default=None, null=False)
    proposed_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    decided_in = Varchar(length=80, default=None, null=True, help_text="the agency in whose name, as it was called")
    delivered_on = Date(default=None, null=True, help_text="served on the person, or sent to the organ that decides")
    copy_due_on = Date(default=None, null=True, help_text="until when the prosecutor has a copy; none once it has")
    objection_due_on = Date(default=None, null=True, help_text="until when an objection is answered")
    ruling_due_on = Date(default=None, null=True, help_text="until when the organ decides")
    ruling_due_at = Timestamptz(default=None, null=True, help_text="the same in hours, for an arrest")
    custody_until = Date(default=None, null=True, help_text="last day of custody after an arrest")
    outcome = Varchar(length=10, default=None, null=True, help_text="granted or refused by the organ that decides")
    record = ForeignKey(
        FileRecordRow, default=None, null=True, on_delete=OnDelete.restrict, help_text="what it became on the file"
    )

    six_measure_states = Check("state IN ('proposed', 'dropped', 'decided', 'delivered', 'closed', 'annulled')")
    decided_by_somebody = Check("state IN ('proposed', 'dropped') OR num_nulls(decided_at, decided_by, number) = 0")
    never_ones_own_proposal = Check("decided_by IS NULL OR decided_by <> proposed_by")
    delivered_with_a_day = Check("state NOT IN ('delivered', 'closed') OR delivered_on IS NOT NULL")


class MeasureStepRow(Table, tablename="measure_step"):
    """One step of a measure; steps are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    measure = ForeignKey(MeasureRow, null=False, default=None, on_delete=OnDelete.restrict)
    number = SmallInt(default=None, null=False)
    step = Varchar(length=20, default=None, null=False)
    detail_sealed = Bytea(default=None, null=False, help_text="what was said, found or answered, organs, witnesses")
    paper = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    measure_steps_in_order = Unique(["measure", "number"])


class MeasureBasisRow(Table, tablename="measure_basis"):
    """A record on the file that a measure rests on; when the record is annulled, somebody reviews the measure."""

    id = UUID(primary_key=True, default=UUID4())
    measure = ForeignKey(MeasureRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    record = ForeignKey(FileRecordRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    reviewed_at = Timestamptz(default=None, null=True, help_text="found to stand although the record was annulled")
    reviewed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    one_basis_each = Unique(["measure", "record"])
    review_is_whole = Check("(reviewed_at IS NULL) = (reviewed_by IS NULL)")


class ProsecutorOpinionRow(Table, tablename="prosecutor_opinion"):
    """What a prosecutor suggests or demands, of one person or of the agency's work, and the written answer."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, default=None, null=True, on_delete=OnDelete.restrict, index=True)
    division = Varchar(length=12, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    received_on = Date(default=None, null=False)
    due_on = Date(default=None, null=False)
    content_sealed = Bytea(default=None, null=False, help_text="organ, number and text")
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    answered_on = Date(default=None, null=True)
    answered_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    answer_sealed = Bytea(default=None, null=True)
    closed_at = Timestamptz(default=None, null=True)
    closed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    answer_is_whole = Check("num_nulls(answered_on, answered_by, answer_sealed) IN (0, 3)")
    closed_once_answered = Check("closed_at IS NULL OR answered_on IS NOT NULL")


class SealedReadingRow(Table, tablename="sealed_reading"):
    """That a sealed record was read, and on which legal basis."""

    id = UUID(primary_key=True, default=UUID4())
    record = ForeignKey(FileRecordRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    basis_sealed = Bytea(default=None, null=False)
    read_at = Timestamptz(default=None, null=False)
    read_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
