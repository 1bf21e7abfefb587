"""The person file of a supervisee: sealed content beside the few clear columns that the clock and jurisdiction need."""

from piccolo.columns import UUID, Boolean, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficeRow, OfficerRow


class PersonFileRow(Table, tablename="person_file"):
    """One file per supervisee; content is sealed under the file's own key."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    vault_key = UUID(default=None, null=False, unique=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    office = ForeignKey(OfficeRow, null=False, default=None, on_delete=OnDelete.restrict)
    category = Varchar(length=20, default=None, null=False)
    state = Varchar(length=20, default=None, null=False, help_text="as the last of its steps left it")
    is_minor = Boolean(default=False, null=False, help_text="in the minors' compartment, also after 18")
    identity_sealed = Bytea(default=None, null=False)
    contacts_sealed = Bytea(default=None, null=False)
    home_sealed = Bytea(default=None, null=False)
    judgment_sealed = Bytea(default=None, null=False)
    term_starts_on = Date(default=None, null=False)
    term_ends_on = Date(default=None, null=False, help_text="last day of the term")
    report_due_on = Date(default=None, null=True, help_text="until when to report in; none once that has happened")
    ended_at = Timestamptz(default=None, null=True)
    end_cause = Varchar(length=20, default=None, null=True)
    end_note_sealed = Bytea(default=None, null=True)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    handed_over_on = Date(default=None, null=True, help_text="on which day to after-care; of nothing there")
    opened_at = Timestamptz(default=None, null=False)
    opened_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    revision = Integer(
        default=1, null=False, help_text="counts changes, so that two editors cannot overwrite each other"
    )

    four_categories = Check("category IN ('control', 'suspended-sentence', 'parole', 'medical-parole')")
    term_runs_forward = Check("term_ends_on >= term_starts_on")
    closing_is_whole = Check(
        "(ended_at IS NULL) = (end_cause IS NULL) AND (ended_at IS NULL) = (state NOT IN ('ended', 'terminated'))"
    )


class FileAbsenceRow(Table, tablename="file_absence"):
    """Custody, or a transfer of the place of execution: it ends the order that runs when it begins."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=12, default=None, null=False)
    began_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    two_kinds = Check("kind IN ('custody', 'transferred')")
    runs_forward = Check("ended_at IS NULL OR ended_at >= began_at")


class LegalHoldRow(Table, tablename="legal_hold"):
    """A stop to destruction: while one is not lifted, nothing of the file goes, whatever its period."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    reason_sealed = Bytea(default=None, null=False)
    source_sealed = Bytea(default=None, null=True, help_text="on whose word: organ, number of its paper")
    review_on = Date(default=None, null=True, help_text="when somebody asks whether it is still needed")
    placed_at = Timestamptz(default=None, null=False)
    placed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    lifted_at = Timestamptz(default=None, null=True)
    lifted_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    lift_reason_sealed = Bytea(default=None, null=True)

    lifting_is_whole = Check("num_nulls(lifted_at, lift_reason_sealed) IN (0, 2)")
    runs_forward = Check("lifted_at IS NULL OR lifted_at >= placed_at")


class SearchTermRow(Table, tablename="search_term"):
    """A keyed digest by which a file can be found without its plaintext."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    field = Varchar(length=20, default=None, null=False)
    term_digest = Bytea(default=None, null=False, index=True)


class AttachmentRow(Table, tablename="attachment"):
    """A sealed document on a file, such as a signed notice or a proof."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=30, default=None, null=False)
    media_type = Varchar(length=75, default=None, null=False)
    size_bytes = Integer(default=None, null=False)
    details_sealed = Bytea(default=None, null=False, help_text="title and SHA-256 of the content")
    content_sealed = Bytea(default=None, null=False)
    added_at = Timestamptz(default=None, null=False)
    added_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)


class FileRecordRow(Table, tablename="file_record"):
    """A fact on the file that an order's ground can rest on: a ban, a breach, a warning, a penalty, a proposal."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=30, default=None, null=False)
    happened_on = Date(default=None, null=False)
    summary_sealed = Bytea(default=None, null=False)
    proof = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    annulled_at = Timestamptz(default=None, null=True)
    annulled_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    annulment_sealed = Bytea(default=None, null=True, help_text="why it was annulled")

    annulment_is_whole = Check("num_nulls(annulled_at, annulment_sealed) IN (0, 2)")


class FileClassRow(Table, tablename="file_class"):
    """A class of supervision as it was decided for a file; rows are appended, and the latest for a day counts."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    supervision_class = Varchar(length=10, default=None, null=False)
    from_on = Date(default=None, null=False)
    decided_at = Timestamptz(default=None, null=False)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    three_classes = Check("supervision_class IN ('strict', 'ordinary', 'lenient')")


class MedicalIntervalRow(Table, tablename="medical_interval"):
    """A longer interval between medical examinations, as it was decided for a file; rows are appended."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    months = Integer(default=None, null=False)
    from_on = Date(default=None, null=False)
    decided_at = Timestamptz(default=None, null=False)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)


class FileStepRow(Table, tablename="file_step"):
    """One step in the life of a file; steps are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict)
    number = Integer(default=None, null=False)
    step = Varchar(length=20, default=None, null=False)
    state = Varchar(length=20, default=None, null=False, help_text="to which the step led")
    happened_at = Timestamptz(default=None, null=False)
    paper = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    detail_sealed = Bytea(default=None, null=True, help_text="who was present, and what else was said")
    was_late = Boolean(default=None, null=True, help_text="of a step that had a day until which it was due")
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    file_steps_in_order = Unique(["file", "number"])


class TermEntryRow(Table, tablename="term_entry"):
    """A last day of the term as one officer entered it, and whether another confirmed it."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict)
    number = Integer(default=None, null=False)
    kind = Varchar(length=12, default=None, null=False)
    last_day = Date(default=None, null=False)
    state = Varchar(length=12, default=None, null=False)
    document = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    change_sealed = Bytea(default=None, null=True, help_text="by how much, and by whose decision")
    entered_at = Timestamptz(default=None, null=False)
    entered_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    reason_sealed = Bytea(default=None, null=True, help_text="why it was returned")

    term_entries_in_order = Unique(["file", "number"])
    three_kinds = Check("kind IN ('judgment', 'reduction', 'extension')")
    four_states = Check("state IN ('waiting', 'confirmed', 'returned', 'replaced')")
    a_change_has_its_paper = Check("kind = 'judgment' OR (document IS NOT NULL AND change_sealed IS NOT NULL)")
    deciding_is_whole = Check(
        "num_nulls(decided_at, decided_by) = CASE WHEN state IN ('confirmed', 'returned') THEN 0 ELSE 2 END"
    )
    nobody_confirms_their_own = Check("decided_by IS DISTINCT FROM entered_by OR decided_by IS NULL")
