"""Assessments before the sentence, each sealed under a key of its own; no column of theirs knows a person file."""

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

from supervision.corrections.limits.tables import LimitColumns
from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficeRow, OfficerRow


class AssessmentRow(Table, tablename="assessment"):
    """One request of an organ, and how far its answer is."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    vault_key = UUID(default=None, null=False, unique=True)
    division = Varchar(length=12, default=None, null=False, index=True, help_text="the county, then the office's")
    office = ForeignKey(OfficeRow, default=None, null=True, on_delete=OnDelete.restrict)
    assessors = Array(UUID(), default=list, null=False, help_text="the officers who inquire, two at least")
    organ = Varchar(length=15, default=None, null=False)
    category = Varchar(length=20, default=None, null=False, help_text="the kind of correction that is considered")
    is_fast = Boolean(default=False, null=False)
    is_minor = Boolean(default=False, null=False, help_text="in the minors' compartment, also after 18")
    state = Varchar(length=8, default=None, null=False)
    outcome = Varchar(length=17, default=None, null=True)
    received_on = Date(default=None, null=False)
    due_on = Date(default=None, null=False)
    reply_number = Varchar(length=24, default=None, null=True, unique=True)
    replied_on = Date(default=None, null=True)
    copied_on = Date(default=None, null=True, help_text="copy to the procuratorate")
    closed_on = Date(default=None, null=True)
    document_digest = Bytea(default=None, null=False, index=True, help_text="in a domain of its own")
    request_sealed = Bytea(default=None, null=False)
    person_sealed = Bytea(default=None, null=False)
    recorded_at = Timestamptz(default=None, null=False)

    seven_assessment_states = Check(
        "state IN ('received', 'assigned', 'written', 'approved', 'replied', 'awaited', 'closed')"
    )
    assessment_closing_is_whole = Check(
        "(closed_on IS NOT NULL) = (state = 'closed') AND (outcome IS NOT NULL) = (state IN ('awaited', 'closed'))"
    )
    two_assess = Check("state IN ('received', 'closed') OR (office IS NOT NULL AND cardinality(assessors) >= 2)")
    replied_by_number = Check("replied_on IS NULL OR reply_number IS NOT NULL")


class AssessmentInquiryRow(Table, tablename="assessment_inquiry"):
    """An interview or a visit; appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    assessment = ForeignKey(AssessmentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    kind = Varchar(length=9, default=None, null=False)
    informant = Varchar(length=17, default=None, null=False)
    happened_on = Date(default=None, null=False)
    made_by = Array(UUID(), default=list, null=False, help_text="which of the assessors")
    finding_sealed = Bytea(default=None, null=False)
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    somebody_inquired = Check("cardinality(made_by) >= 1")


class AssessmentOpinionRow(Table, tablename="assessment_opinion"):
    """What one officer wrote and another approved or returned; a returned one stays, and another follows."""

    id = UUID(primary_key=True, default=UUID4())
    assessment = ForeignKey(AssessmentRow, default=None, null=False, on_delete=OnDelete.cascade)
    number = SmallInt(default=None, null=False)
    suitability = Varchar(length=12, default=None, null=False)
    opinion_sealed = Bytea(default=None, null=False)
    written_at = Timestamptz(default=None, null=False)
    written_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    is_approved = Boolean(default=None, null=True)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    opinions_in_order = Unique(["assessment", "number"])
    suitable_or_not = Check("suitability IN ('suitable', 'not-suitable')")
    another_decides_the_opinion = Check("decided_by <> written_by")
    opinion_decision_is_whole = Check("num_nulls(is_approved, decided_at, decided_by) IN (0, 3)")


class AssessmentStepRow(Table, tablename="assessment_step"):
    """One step of an assessment; steps are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    assessment = ForeignKey(AssessmentRow, default=None, null=False, on_delete=OnDelete.cascade)
    number = SmallInt(default=None, null=False)
    step = Varchar(length=20, default=None, null=False)
    note_sealed = Bytea(default=None, null=False, help_text="paper numbers, days and reasons")
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    assessment_steps_in_order = Unique(["assessment", "number"])


class AssessmentLimitRow(LimitColumns, Table, tablename="assessment_limit"):
    """A limit on an assessment; it moves onto the file of the same document number once there is one."""

    id = UUID(primary_key=True, default=UUID4())
    assessment = ForeignKey(AssessmentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)


class AssessmentDocumentRow(Table, tablename="assessment_document"):
    """What the organ sent, a record of an inquiry, or the reply as it was issued; stored once and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    assessment = ForeignKey(AssessmentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    kind = Varchar(length=16, default=None, null=False)
    media_type = Varchar(length=75, default=None, null=False)
    size_bytes = Integer(default=None, null=False)
    details_sealed = Bytea(default=None, null=False, help_text="title and SHA-256 of the content")
    content_sealed = Bytea(default=None, null=False)
    added_at = Timestamptz(default=None, null=False)
    added_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    template_on = Date(default=None, null=True, help_text="of a reply: from which day its template held")
    template_origin = Varchar(length=4, default=None, null=True, help_text="ours, or the office's own")

    two_origins = Check("template_origin IN ('ours', 'own')")
    a_reply_has_its_template = Check(
        "num_nulls(template_on, template_origin) = CASE kind WHEN 'reply' THEN 0 ELSE 2 END"
    )


class CarriedAssessmentRow(Table, tablename="carried_assessment"):
    """What a person file was told of the assessment before it: a copy under the file's key, and no id of the other."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    suitability = Varchar(length=12, default=None, null=False)
    replied_on = Date(default=None, null=False)
    content_sealed = Bytea(default=None, null=False)
    carried_on = Date(default=None, null=False)
    carried_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)


class AssessmentDestructionRow(Table, tablename="assessment_destruction"):
    """One officer's proposal to destroy an assessment past its period, and another's decision; it outlives the rest."""

    id = UUID(primary_key=True, default=UUID4())
    subject_id = UUID(default=None, null=False, index=True, help_text="no foreign key: it outlives the assessment")
    number = Varchar(length=24, default=None, null=False)
    division = Varchar(length=12, default=None, null=False, index=True)
    is_minor = Boolean(default=False, null=False)
    kept_until = Date(default=None, null=False, help_text="the last day of its period")
    state = Varchar(length=9, default=None, null=False)
    proposed_at = Timestamptz(default=None, null=False)
    proposed_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    certificate_id = UUID(default=None, null=True, unique=True)

    three_fates = Check("state IN ('proposed', 'returned', 'destroyed')")
    never_alone = Check("decided_by <> proposed_by")
    fate_is_whole = Check("num_nulls(decided_at, decided_by) = CASE state WHEN 'proposed' THEN 2 ELSE 0 END")
    certified_when_destroyed = Check("(certificate_id IS NULL) = (state <> 'destroyed')")
