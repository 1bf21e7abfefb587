"""Rectifications of places, and samples of household files; no column rates or marks a person.

A sample's item points at its household, which points at its drawer by a digest; who looks after that drawer is not
stored beside it, for an assistant with one drawer would tell which it is.
"""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.addresses.tables import DrawerRow
from supervision.residence.households.tables import HouseholdRow


class RectificationRow(Table, tablename="rectification"):
    """What has to be mended in a drawer or a community (整改), by whom, and by when."""

    id = UUID(primary_key=True, default=UUID4())
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer = ForeignKey(DrawerRow, default=None, null=True, on_delete=OnDelete.restrict, index=True)
    colour = Varchar(length=6, default=None, null=False, help_text="of the place when it was begun")
    counts_json = Varchar(length=600, default=None, null=False, help_text="the arithmetic of that colour")
    task_sealed = Bytea(default=None, null=False, help_text="what is to be done, under the register's own key")
    owner = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    due_on = Date(default=None, null=False)
    state = Varchar(length=10, default=None, null=False)
    begun_at = Timestamptz(default=None, null=False)
    begun_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    reported_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    closed_at = Timestamptz(default=None, null=True)
    closed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    reopened = Integer(default=0, null=False, help_text="how often a re-check failed")

    two_colours = Check("colour IN ('amber', 'red')")
    three_rectification_states = Check("state IN ('open', 'reported', 'closed')")
    closing_is_whole = Check("num_nulls(closed_at, closed_by) = CASE state WHEN 'closed' THEN 0 ELSE 2 END")
    never_closed_by_its_owner = Check("closed_by <> owner")


class RectificationStepRow(Table, tablename="rectification_step"):
    """What was done towards a rectification, reported or found at the re-check; appended, never changed."""

    id = UUID(primary_key=True, default=UUID4())
    rectification = ForeignKey(RectificationRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=10, default=None, null=False)
    note_sealed = Bytea(default=None, null=False)
    at = Timestamptz(default=None, null=False)
    by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)

    four_step_kinds = Check("kind IN ('progress', 'reported', 'passed', 'failed')")


class QualitySampleRow(Table, tablename="quality_sample"):
    """Household files of a community drawn at random for a re-visit (抽查), with the seed that draws them again."""

    id = UUID(primary_key=True, default=UUID4())
    division = Varchar(length=12, default=None, null=False, index=True)
    seed = Varchar(length=32, default=None, null=False)
    colour = Varchar(length=6, default=None, null=False, help_text="of the community then; not green is sampled denser")
    households = Integer(default=None, null=False, help_text="how many files it was drawn from")
    drawn_at = Timestamptz(default=None, null=False)
    drawn_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)


class SampleItemRow(Table, tablename="sample_item"):
    """One household file of a sample, and what its re-visit found."""

    id = UUID(primary_key=True, default=UUID4())
    sample = ForeignKey(QualitySampleRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    household = ForeignKey(HouseholdRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    drawer_digest = Bytea(default=None, null=False, index=True)
    ordinal = Integer(default=None, null=False)
    expected = Integer(default=None, null=True, help_text="registered there when it was re-visited")
    missed = Integer(default=None, null=True, help_text="there, but not registered")
    stale = Integer(default=None, null=True, help_text="registered, but gone")
    wrong = Integer(default=None, null=True, help_text="there and registered with a wrong entry")
    visited_at = Timestamptz(default=None, null=True)
    visited_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    once_in_a_sample = Unique(["sample", "household"])
    findings_are_whole = Check("num_nulls(expected, missed, stale, wrong, visited_at, visited_by) IN (0, 6)")
    findings_are_counts = Check("missed >= 0 AND stale >= 0 AND wrong >= 0 AND stale + wrong <= expected")
