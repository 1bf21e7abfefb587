"""Positioning orders and their versions, notices, tracker assignments and check-in requests."""

from piccolo.columns import UUID, Array, Boolean, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.approvals.tables import WrittenAuthorityRow
from supervision.corrections.tables import AttachmentRow, FileRecordRow, PersonFileRow
from supervision.officers.tables import OfficerRow


class OrderRow(Table, tablename="positioning_order"):
    """A positioning order (Community Correction Law 29); its terms are in its versions."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    vault_key = UUID(default=None, null=False, unique=True)
    state = Varchar(
        length=12, default=None, null=False, help_text="draft, proposed, returned, approved, in-force or ended"
    )
    starts_at = Timestamptz(default=None, null=True)
    ends_at = Timestamptz(default=None, null=True, help_text="end of the approved term, extensions included")
    ended_at = Timestamptz(default=None, null=True)
    end_cause = Varchar(length=20, default=None, null=True)
    end_note_sealed = Bytea(default=None, null=True)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    created_at = Timestamptz(default=None, null=False)
    created_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    end_is_whole = Check("(ended_at IS NULL) = (end_cause IS NULL) AND (ended_at IS NULL) = (state <> 'ended')")
    start_is_whole = Check("state <> 'in-force' OR (starts_at IS NOT NULL AND ends_at IS NOT NULL)")


class OrderVersionRow(Table, tablename="order_version"):
    """One version of an order's terms, approved as a whole by its digest or not at all."""

    id = UUID(primary_key=True, default=UUID4())
    order = ForeignKey(
        OrderRow, null=False, default=None, on_delete=OnDelete.restrict, index=True, db_column_name="order_id"
    )
    version = Integer(default=None, null=False)
    kind = Varchar(length=12, default=None, null=False, help_text="initial, variation or extension")
    state = Varchar(length=12, default=None, null=False, help_text="draft, proposed, returned, approved or withdrawn")
    starts_on = Date(default=None, null=False)
    ends_on = Date(default=None, null=False, help_text="last day of the order's term under this version")
    drafted_at = Timestamptz(default=None, null=False)
    drafted_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    drafters = Array(base_column=UUID(), default=list, null=False, help_text="all who had a hand in its terms")
    terms_sealed = Bytea(default=None, null=False, help_text="grounds, zones, hours, tracker model, assessment")
    paper_sealed = Bytea(default=None, null=True, help_text="exactly what the approver is shown, from the proposal on")
    paper_digest = Bytea(default=None, null=True)
    proposed_at = Timestamptz(default=None, null=True)
    proposed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    authority = ForeignKey(
        WrittenAuthorityRow,
        default=None,
        null=True,
        on_delete=OnDelete.restrict,
        help_text="the mandate under which a deputy decided; none: the head",
    )
    decision_note_sealed = Bytea(default=None, null=True)
    valid_from = Timestamptz(default=None, null=True, help_text="from when its zones and hours are judged")
    valid_until = Timestamptz(default=None, null=True, help_text="until the next version took over")

    one_number_each = Unique(["order_id", "version"])
    paper_is_whole = Check("(paper_sealed IS NULL) = (paper_digest IS NULL)")
    never_ones_own_approval = Check("decided_by IS NULL OR decided_by <> proposed_by")


class OrderGroundRow(Table, tablename="order_ground"):
    """One of the five statutory grounds, resting on a record on the file."""

    id = UUID(primary_key=True, default=UUID4())
    version = ForeignKey(OrderVersionRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    ground = Varchar(length=30, default=None, null=False)
    record = ForeignKey(FileRecordRow, null=False, default=None, on_delete=OnDelete.restrict)
    reviewed_at = Timestamptz(
        default=None, null=True, help_text="found that the order stands although the record was annulled"
    )
    reviewed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    review_sealed = Bytea(default=None, null=True, help_text="why it stands")

    ground_review_is_whole = Check("num_nulls(reviewed_at, reviewed_by, review_sealed) IN (0, 3)")


class NoticeRow(Table, tablename="notice"):
    """The numbered notice to the wearer, and how it was served."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    version = ForeignKey(OrderVersionRow, null=False, default=None, on_delete=OnDelete.restrict, unique=True)
    printed_at = Timestamptz(default=None, null=False)
    printed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    served_at = Timestamptz(default=None, null=True)
    was_refused = Boolean(default=False, null=False)
    witnesses_sealed = Bytea(default=None, null=True)
    scan = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    served_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    served_with_proof = Check(
        "served_at IS NULL OR CASE WHEN was_refused THEN witnesses_sealed IS NOT NULL ELSE scan IS NOT NULL END"
    )


class AssignmentRow(Table, tablename="tracker_assignment"):
    """Who wore which tracker under which order, from when to when; a breach belongs here, never to the hardware."""

    id = UUID(primary_key=True, default=UUID4())
    order = ForeignKey(
        OrderRow, null=False, default=None, on_delete=OnDelete.restrict, index=True, db_column_name="order_id"
    )
    tracker_id = Varchar(length=40, default=None, null=False, index=True)
    assigned_at = Timestamptz(default=None, null=False)
    assigned_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    ended_at = Timestamptz(default=None, null=True)
    handed_back_at = Timestamptz(default=None, null=True)
    handed_back_to = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    hand_back_note_sealed = Bytea(default=None, null=True)
    track_cleared_at = Timestamptz(
        default=None, null=True, help_text="when its positions were deleted, after the order's key was destroyed"
    )

    runs_forward = Check("ended_at IS NULL OR ended_at >= assigned_at")


class CheckInRow(Table, tablename="check_in_request"):
    """A phone's one position, asked for now or at a set time within a window; answered once."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    tracker_id = Varchar(length=40, default=None, null=False, index=True)
    series = UUID(default=None, null=True, index=True, help_text="shared by the requests of one act")
    reason_sealed = Bytea(default=None, null=False)
    opens_at = Timestamptz(default=None, null=False)
    closes_at = Timestamptz(default=None, null=False)
    asked_at = Timestamptz(default=None, null=False)
    asked_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    answered_at = Timestamptz(default=None, null=True)
    position_sealed = Bytea(default=None, null=True)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    window_runs_forward = Check("closes_at > opens_at")
    answer_is_whole = Check("(answered_at IS NULL) = (position_sealed IS NULL)")
