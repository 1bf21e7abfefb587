"""Local rows of the rule tables."""

from piccolo.columns import UUID, Array, Date, ForeignKey, Integer, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficerRow


class LocalRuleRow(Table, tablename="local_rule"):
    """A number, a list of fields or an entry of a list that a region has of its own; a trigger keeps it as entered."""

    id = UUID(primary_key=True, default=UUID4())
    register = Varchar(length=20, default=None, null=False)
    name = Varchar(length=60, default=None, null=False)
    division = Varchar(length=12, default=None, null=False, help_text="empty for the whole installation")
    number = Integer(default=None, null=True)
    unit = Varchar(length=20, default=None, null=True)
    fields = Array(base_column=Varchar(length=40), default=None, null=True)
    entry = Text(default=None, null=True, help_text="of a list of the register, as JSON")
    source = Varchar(length=200, default=None, null=False)
    confidence = Varchar(length=20, default=None, null=False)
    valid_from = Date(default=None, null=False)
    valid_until = Date(default=None, null=True, help_text="last day")
    proposed_by = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.restrict)
    proposed_at = Timestamptz(default=None, null=False)
    confirmed_by = ForeignKey(OfficerRow, null=True, default=None, on_delete=OnDelete.restrict)
    confirmed_at = Timestamptz(default=None, null=True)
    revoked_by = ForeignKey(OfficerRow, null=True, default=None, on_delete=OnDelete.restrict)
    revoked_at = Timestamptz(default=None, null=True)

    says_one_thing = Check("(number IS NULL) = (unit IS NULL) AND num_nonnulls(number, fields, entry) = 1")
    days_run_forward = Check("valid_until IS NULL OR valid_until >= valid_from")
    two_persons = Check("confirmed_by IS NULL OR confirmed_by <> proposed_by")
    confirmation_is_whole = Check("(confirmed_by IS NULL) = (confirmed_at IS NULL)")
    revocation_is_whole = Check("(revoked_by IS NULL) = (revoked_at IS NULL)")
