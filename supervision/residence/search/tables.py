"""Possible duplicates and what was decided about them; the digests that find them stand beside those of the search."""

from piccolo.columns import UUID, Bytea, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.households.tables import MembershipRow, ResidentRow, StayRow


class DuplicatePairRow(Table, tablename="duplicate_pair"):
    """Two records that may be of one person, found once; "not the same" holds for good."""

    id = UUID(primary_key=True, default=UUID4())
    one = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    other = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    state = Varchar(length=10, default=None, null=False)
    found_at = Timestamptz(default=None, null=False)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    rationale_sealed = Bytea(default=None, null=True, help_text="why they are two people, under the key of `one`")

    each_pair_once = Unique(["one", "other"])
    in_one_order = Check("one < other")
    three_states = Check("state IN ('open', 'distinct', 'merged')")
    decision_is_whole = Check("(state = 'open') = (decided_at IS NULL)")


class ResidentMergeRow(Table, tablename="resident_merge"):
    """A record that was joined to another of the same person, with what undoing it puts back."""

    id = UUID(primary_key=True, default=UUID4())
    pair = ForeignKey(DuplicatePairRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    winner = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    loser = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    merged_at = Timestamptz(default=None, null=False)
    merged_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    rationale_sealed = Bytea(default=None, null=False, help_text="why they are one person, under the loser's key")
    stay = ForeignKey(StayRow, default=None, null=True, on_delete=OnDelete.set_null, help_text="that the merge ended")
    membership = ForeignKey(MembershipRow, default=None, null=True, on_delete=OnDelete.set_null)
    loser_left_at = Timestamptz(default=None, null=True, help_text="null where the loser still lived there")
    undone_at = Timestamptz(default=None, null=True)
    undone_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    never_into_itself = Check("winner <> loser")
