"""Views of the sharing catalogue, and each provision under one; which records were given is sealed."""

from piccolo.columns import UUID, Array, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficerRow


class SharingViewRow(Table, tablename="sharing_view"):
    """What one department is given (共享目录项): fields, basis, purpose, place and days; one proposes, one approves."""

    id = UUID(primary_key=True, default=UUID4())
    receiver = Varchar(length=12, default=None, null=False, help_text="the kind of department")
    receiver_name = Varchar(length=60, default=None, null=False)
    contact_sealed = Bytea(default=None, null=False, help_text="whom to reach there, under the register's own key")
    kind = Varchar(length=10, default=None, null=False)
    fields = Array(base_column=Varchar(length=20), default=list, null=False)
    basis = Varchar(length=400, default=None, null=False, help_text="the law or the agreement that it rests on")
    purpose = Varchar(length=400, default=None, null=False)
    division = Varchar(length=12, default=None, null=False, index=True)
    valid_from = Date(default=None, null=False)
    valid_until = Date(default=None, null=False, help_text="the last day on which anything is given")
    assessment_number = Varchar(length=60, default="", null=False, help_text="of the impact assessment, for persons")
    assessed_on = Date(default=None, null=True)
    state = Varchar(length=8, default=None, null=False)
    proposed_at = Timestamptz(default=None, null=False)
    proposed_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    reason_sealed = Bytea(default=None, null=True, help_text="why it was returned, under the register's own key")
    ended_at = Timestamptz(default=None, null=True)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    four_shared_kinds = Check("kind IN ('premises', 'hazards', 'filings', 'persons')")
    four_view_states = Check("state IN ('proposed', 'approved', 'returned', 'ended')")
    view_days_run_forward = Check("valid_until >= valid_from")
    view_never_by_its_proposer = Check("decided_by <> proposed_by")
    view_decision_is_whole = Check("num_nulls(decided_at, decided_by) = CASE state WHEN 'proposed' THEN 2 ELSE 0 END")
    view_end_is_whole = Check("num_nulls(ended_at, ended_by) = CASE state WHEN 'ended' THEN 0 ELSE 2 END")
    says_why_view_was_returned = Check("(reason_sealed IS NULL) = (state <> 'returned')")
    assessed_where_persons_are = Check("(kind = 'persons') = (assessed_on IS NOT NULL AND assessment_number <> '')")


class ProvisionRow(Table, tablename="provision"):
    """One provision under a view (数据提供记录): when, by whom, how much and how; nothing of what was given."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    view = ForeignKey(SharingViewRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    scope = Varchar(length=8, default=None, null=False)
    handed_over = Varchar(length=20, default=None, null=False)
    fields = Array(base_column=Varchar(length=20), default=list, null=False, help_text="as they were then")
    rows = Integer(default=None, null=False)
    ids_digest = Bytea(default=None, null=False, help_text="keyed, of the ids of what was given")
    items_sealed = Bytea(
        default=None, null=False, help_text="ids, digests of what was given, answers; the register's own key"
    )
    answered = Integer(default=0, null=False)
    made_at = Timestamptz(default=None, null=False, index=True)
    made_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    two_scopes = Check("scope IN ('all', 'changed')")
    something_was_given = Check("rows > 0 AND answered BETWEEN 0 AND rows")
