"""Searches and their steps; what was said and seen is sealed under the file's key."""

from piccolo.columns import UUID, Bytea, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow


class PersonSearchRow(Table, tablename="person_search"):
    """A search for one person, from the moment an officer opened it."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    lost_since_at = Timestamptz(default=None, null=False, help_text="since when an officer holds them out of contact")
    reason_sealed = Bytea(default=None, null=False)
    opened_at = Timestamptz(default=None, null=False)
    opened_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    ended_at = Timestamptz(default=None, null=True)
    outcome = Varchar(length=12, default=None, null=True)
    end_sealed = Bytea(default=None, null=True, help_text="where, in which circumstances")
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    ending_is_whole = Check("num_nulls(ended_at, outcome, end_sealed) IN (0, 3)")


class PersonSearchStepRow(Table, tablename="person_search_step"):
    """One step; steps are appended and never changed."""

    id = UUID(primary_key=True, default=UUID4())
    search = ForeignKey(PersonSearchRow, null=False, default=None, on_delete=OnDelete.restrict)
    number = SmallInt(default=None, null=False)
    step = Varchar(length=16, default=None, null=False)
    happened_at = Timestamptz(default=None, null=False)
    note_sealed = Bytea(default=None, null=False, help_text="whom, and what came of it")
    taken_at = Timestamptz(default=None, null=False)
    taken_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    search_steps_in_order = Unique(["search", "number"])
