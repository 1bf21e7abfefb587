"""Files of after-care, sealed under keys of their own; no column knows a correction file."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, Integer, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.keeping.columns import DestructionColumns
from supervision.officers.tables import OfficeRow, OfficerRow


class AftercareFileRow(Table, tablename="aftercare_file"):
    """One person who was released; the day of entry is kept and not its moment, so that nothing joins by the clock."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    vault_key = UUID(default=None, null=False, unique=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    office = ForeignKey(OfficeRow, null=False, default=None, on_delete=OnDelete.restrict)
    source = Varchar(length=11, default=None, null=False)
    state = Varchar(length=12, default=None, null=False)
    agreement = Varchar(length=9, default=None, null=False)
    released_on = Date(default=None, null=False)
    window_ends_on = Date(default=None, null=False, help_text="last day on which the person is offered help")
    arrival = Varchar(length=14, default=None, null=True, help_text="how the person came home")
    arrived_on = Date(default=None, null=True)
    next_visit_on = Date(default=None, null=True, help_text="as agreed with the person")
    closed_on = Date(default=None, null=True)
    close_reason = Varchar(length=10, default=None, null=True)
    identity_sealed = Bytea(default=None, null=False)
    contacts_sealed = Bytea(default=None, null=False)
    home_sealed = Bytea(default=None, null=False)
    needs_sealed = Bytea(default=None, null=False)
    entered_on = Date(default=None, null=False)
    entered_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    revision = Integer(default=1, null=False)

    two_sources = Check("source IN ('correction', 'prison-list')")
    six_aftercare_states = Check("state IN ('to-verify', 'not-found', 'awaited', 'not-returned', 'arrived', 'closed')")
    three_agreements = Check("agreement IN ('not-asked', 'agreed', 'declined')")
    arrival_is_whole = Check("num_nulls(arrival, arrived_on) IN (0, 2)")
    aftercare_closing_is_whole = Check(
        "num_nulls(closed_on, close_reason) = CASE state WHEN 'closed' THEN 0 ELSE 2 END"
    )


class AftercareTermRow(Table, tablename="aftercare_term"):
    """A keyed digest, in a domain of its own, by which a file can be found without its plaintext."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(AftercareFileRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    field = Varchar(length=20, default=None, null=False)
    term_digest = Bytea(default=None, null=False, index=True)


class AftercareStepRow(Table, tablename="aftercare_step"):
    """One step of a file: verified, arrived, agreed, declined, closed; steps are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(AftercareFileRow, null=False, default=None, on_delete=OnDelete.cascade)
    number = SmallInt(default=None, null=False)
    kind = Varchar(length=12, default=None, null=False)
    happened_on = Date(default=None, null=False)
    note_sealed = Bytea(default=None, null=False)
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    aftercare_steps_in_order = Unique(["file", "number"])


class AftercareHelperRow(Table, tablename="aftercare_helper"):
    """Somebody who helps, from when to when; there may be several."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(AftercareFileRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    kind = Varchar(length=17, default=None, null=False)
    details_sealed = Bytea(default=None, null=False, help_text="name, relation or office, telephone")
    from_on = Date(default=None, null=False)
    until_on = Date(default=None, null=True)
    added_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    helps_forward = Check("until_on >= from_on")


class PlacementBaseRow(Table, tablename="placement_base"):
    """A placement base (安置基地): who offers how many places, and where; places taken are counted."""

    id = UUID(primary_key=True, default=UUID4())
    division = Varchar(length=12, default=None, null=False, index=True)
    name = Varchar(length=80, default=None, null=False)
    address = Varchar(length=200, default=None, null=False)
    places = SmallInt(default=None, null=False, help_text="places offered")
    contact_sealed = Bytea(default=None, null=False, help_text="whom to call there")
    opened_on = Date(default=None, null=False)
    closed_on = Date(default=None, null=True)
    revision = Integer(default=1, null=False)

    offers_some = Check("places BETWEEN 0 AND 10000")


class AftercarePlacementRow(Table, tablename="aftercare_placement"):
    """How somebody is placed from when to when, or why not."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(AftercareFileRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    kind = Varchar(length=18, default=None, null=False)
    base = ForeignKey(PlacementBaseRow, default=None, null=True, on_delete=OnDelete.restrict, index=True)
    reason = Varchar(length=10, default=None, null=True, help_text="why there is none")
    details_sealed = Bytea(default=None, null=False)
    from_on = Date(default=None, null=False)
    until_on = Date(default=None, null=True)
    added_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    placed_forward = Check("until_on >= from_on")
    a_base_has_a_name = Check("(base IS NOT NULL) = (kind = 'base')")
    none_has_a_reason = Check("(reason IS NOT NULL) = (kind = 'none')")


class AftercareAidRow(Table, tablename="aftercare_aid"):
    """What somebody asked for, and whether it was given."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(AftercareFileRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    kind = Varchar(length=17, default=None, null=False)
    state = Varchar(length=9, default=None, null=False)
    details_sealed = Bytea(default=None, null=False, help_text="what is asked for, of whom, and the answer")
    asked_on = Date(default=None, null=False)
    answered_on = Date(default=None, null=True)
    added_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    aid_answer_is_whole = Check("(answered_on IS NOT NULL) = (state <> 'asked')")


class AftercareVisitRow(Table, tablename="aftercare_visit"):
    """A visit to whoever agreed to it, and the next as agreed."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(AftercareFileRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    visited_on = Date(default=None, null=False)
    outcome = Varchar(length=12, default=None, null=False)
    next_on = Date(default=None, null=True)
    note_sealed = Bytea(default=None, null=False)
    added_at = Timestamptz(default=None, null=False)
    added_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    next_visit_follows = Check("next_on >= visited_on")


class AftercareHoldRow(Table, tablename="aftercare_hold"):
    """A complaint or a case under way: while it is not lifted, the file is not destroyed."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(AftercareFileRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    reason_sealed = Bytea(default=None, null=False)
    source_sealed = Bytea(default=None, null=False, help_text="on whose word: organ, number of its paper")
    review_on = Date(default=None, null=True, help_text="when somebody asks whether it is still needed")
    placed_at = Timestamptz(default=None, null=False)
    placed_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    lifted_at = Timestamptz(default=None, null=True)
    lifted_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    lift_reason_sealed = Bytea(default=None, null=True)

    aftercare_lifting_is_whole = Check("num_nulls(lifted_at, lifted_by, lift_reason_sealed) IN (0, 3)")


class AftercareDestructionRow(Table, DestructionColumns, tablename="aftercare_destruction"):
    """A proposal to destroy a file of after-care, and what came of it; kept with the certificate."""
