"""Household files, residents, stays and memberships; who lives where is sealed, and no column joins the two.

A row about people points at its dwelling and its drawer by keyed digests, which the database alone cannot compute.
"""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficerRow


class HouseholdRow(Table, tablename="household"):
    """One household, one file (一户一档): a folder in a drawer, sealed under its own key."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    vault_key = UUID(default=None, null=False, unique=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer_digest = Bytea(default=None, null=False, index=True)
    dwelling_digest = Bytea(default=None, null=False, index=True)
    kind = Varchar(length=12, default=None, null=False)
    state = Varchar(length=8, default=None, null=False)
    place_sealed = Bytea(default=None, null=False, help_text="dwelling, drawer, and the address in words")
    verified_on = Date(default=None, null=True, help_text="when persons were last checked against the card")
    opened_at = Timestamptz(default=None, null=False)
    opened_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    closed_at = Timestamptz(default=None, null=True)
    closed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    revision = Integer(default=1, null=False)

    three_kinds = Check("kind IN ('family', 'shared', 'dormitory')")
    closing_is_whole = Check("(closed_at IS NULL) = (state = 'open')")
    two_states = Check("state IN ('open', 'closed')")


class ResidentRow(Table, tablename="resident"):
    """A registered resident; what is known of the person is sealed under the resident's own key."""

    id = UUID(primary_key=True, default=UUID4())
    vault_key = UUID(default=None, null=False, unique=True)
    household = ForeignKey(HouseholdRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer_digest = Bytea(default=None, null=False, index=True)
    state = Varchar(length=8, default=None, null=False)
    person_sealed = Bytea(default=None, null=False, help_text="the newest version of the person")
    registered_at = Timestamptz(default=None, null=False)
    registered_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    verified_on = Date(default=None, null=True, help_text="last met in person against the card")
    last_verdict = Varchar(length=12, default=None, null=True)
    left_at = Timestamptz(default=None, null=True)
    merged_into: "ForeignKey[ResidentRow]" = ForeignKey("self", default=None, null=True, on_delete=OnDelete.restrict)
    revision = Integer(default=1, null=False)

    three_states = Check("state IN ('living', 'left', 'merged')")
    leaving_is_whole = Check("(left_at IS NULL) = (state = 'living')")
    merging_is_whole = Check("(merged_into IS NULL) = (state <> 'merged')")
    four_verdicts = Check("last_verdict IN ('present', 'moved-out', 'not-met', 'declined')")


class ResidentVersionRow(Table, tablename="resident_version"):
    """What was known of a person from one change to the next; history is never overwritten."""

    id = UUID(primary_key=True, default=UUID4())
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.restrict)
    revision = Integer(default=None, null=False)
    person_sealed = Bytea(default=None, null=False)
    source = Varchar(length=12, default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    changed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    one_version_each = Unique(["resident", "revision"])


class StayRow(Table, tablename="stay"):
    """From when to when somebody lives at a dwelling, on what footing, and who said so."""

    id = UUID(primary_key=True, default=UUID4())
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    household = ForeignKey(HouseholdRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    division = Varchar(length=12, default=None, null=False)
    drawer_digest = Bytea(default=None, null=False)
    dwelling_digest = Bytea(default=None, null=False, index=True)
    lodging = Varchar(length=2, default=None, null=False, help_text="住所类型")
    reason = Varchar(length=2, default=None, null=False, help_text="流入原因")
    source = Varchar(length=12, default=None, null=False)
    began_on = Date(default=None, null=False)
    proved_from = Date(default=None, null=True, help_text="from when residence is proved by papers")
    expected_until = Date(default=None, null=True)
    registered_at = Timestamptz(default=None, null=False)
    registered_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    ended_on = Date(default=None, null=True, help_text="last day of the stay")
    end_reason = Varchar(length=12, default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    days_run_forward = Check("(ended_on IS NULL OR ended_on >= began_on) AND expected_until >= began_on")
    ending_is_whole = Check("num_nulls(ended_on, end_reason, ended_at) IN (0, 3)")


class MembershipRow(Table, tablename="membership"):
    """Who belongs to a household in what role, from when to when."""

    id = UUID(primary_key=True, default=UUID4())
    household = ForeignKey(HouseholdRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    role = Varchar(length=14, default=None, null=False)
    began_on = Date(default=None, null=False)
    ended_on = Date(default=None, null=True, help_text="last day of belonging to it")

    days_run_forward = Check("ended_on IS NULL OR ended_on >= began_on")


class OccupancyRow(Table, tablename="occupancy"):
    """How many residents a dwelling has, under its digest, so that over-occupied premises are found at once."""

    dwelling_digest = Bytea(primary_key=True, default=None, null=False)
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer_digest = Bytea(default=None, null=False, index=True)
    dwelling_sealed = Bytea(default=None, null=False, help_text="the dwelling's id, under the register's own key")
    residents = Integer(default=0, null=False)
    capacity = Integer(default=None, null=True)

    never_below_nobody = Check("residents >= 0")


class AmendmentRow(Table, tablename="amendment"):
    """A correction of a person that was asked for (更正); another officer approves or refuses it."""

    id = UUID(primary_key=True, default=UUID4())
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    base_revision = Integer(default=None, null=False, help_text="the version that was compared")
    proposed_sealed = Bytea(default=None, null=False, help_text="the whole person as it should be")
    reason_sealed = Bytea(default=None, null=False)
    asked_by = Varchar(length=10, default=None, null=False, help_text="officer, assistant or the resident")
    state = Varchar(length=10, default=None, null=False)
    requested_at = Timestamptz(default=None, null=False)
    requested_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    answer_sealed = Bytea(default=None, null=True, help_text="why it was refused")

    three_askers = Check("asked_by IN ('officer', 'assistant', 'resident')")
    three_amendment_states = Check("state IN ('requested', 'approved', 'refused')")
    never_by_its_requester = Check("decided_by <> requested_by")
    deciding_is_whole = Check("num_nulls(decided_at, decided_by) = CASE state WHEN 'requested' THEN 2 ELSE 0 END")


class ResidentMoveRow(Table, tablename="resident_move"):
    """A move from one office's reach into another's: the side that did not ask agrees or refuses."""

    id = UUID(primary_key=True, default=UUID4())
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    asked_side = Varchar(length=10, default=None, null=False)
    asking_division = Varchar(length=12, default=None, null=False)
    deciding_division = Varchar(length=12, default=None, null=False)
    moves_on = Date(default=None, null=False)
    target_sealed = Bytea(default=None, null=False, help_text="where to, as far as it was told")
    state = Varchar(length=10, default=None, null=False)
    asked_at = Timestamptz(default=None, null=False)
    asked_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    answer_sealed = Bytea(default=None, null=True, help_text="why it was refused")

    two_sides = Check("asked_side IN ('old', 'new')")
    four_move_states = Check("state IN ('asked', 'accepted', 'refused', 'withdrawn')")
    deciding_is_whole = Check("num_nulls(decided_at, decided_by) = CASE state WHEN 'asked' THEN 2 ELSE 0 END")


class MaterialRow(Table, tablename="material"):
    """A photo or paper (材料), sealed under the key of the resident, or of the household, that it is about."""

    id = UUID(primary_key=True, default=UUID4())
    household = ForeignKey(HouseholdRow, default=None, null=True, on_delete=OnDelete.restrict, index=True)
    resident = ForeignKey(ResidentRow, default=None, null=True, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=12, default=None, null=False)
    media_type = Varchar(length=80, default=None, null=False)
    size_bytes = Integer(default=None, null=False)
    details_sealed = Bytea(default=None, null=False, help_text="title and SHA-256")
    content_sealed = Bytea(default=None, null=False)
    added_at = Timestamptz(default=None, null=False)
    added_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    about_one = Check("num_nonnulls(household, resident) = 1")
    five_kinds = Check("kind IN ('photo', 'document', 'contract', 'proof', 'other')")
