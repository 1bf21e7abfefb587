"""Guardians on files of minors, and every version of what is known of them, under the file's key."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, SmallInt, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow


class GuardianRow(Table, tablename="guardian"):
    """A guardian of a minor, from when to when."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    from_on = Date(default=None, null=False)
    until_on = Date(default=None, null=True)
    entered_at = Timestamptz(default=None, null=False)
    entered_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    ended_at = Timestamptz(default=None, null=True)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    end_sealed = Bytea(default=None, null=True, help_text="why they are it no longer")

    guardian_runs_forward = Check("until_on IS NULL OR until_on >= from_on")
    guardian_end_is_whole = Check("num_nulls(until_on, ended_at, end_sealed) IN (0, 3)")


class GuardianVersionRow(Table, tablename="guardian_version"):
    """What was known of a guardian from then on; versions are appended, the newest holds."""

    id = UUID(primary_key=True, default=UUID4())
    guardian = ForeignKey(GuardianRow, null=False, default=None, on_delete=OnDelete.restrict)
    number = SmallInt(default=None, null=False)
    facts_sealed = Bytea(default=None, null=False, help_text="name, relation, telephone, document number, address")
    made_at = Timestamptz(default=None, null=False)
    made_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    guardian_versions_in_order = Unique(["guardian", "number"])
