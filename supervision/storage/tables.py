"""The rules of retention, stored beside the data that they are about."""

from piccolo.columns import Boolean, Integer, Varchar
from piccolo.constraints import Check
from piccolo.table import Table


class RetentionRuleRow(Table, tablename="retention_rule"):
    """How long one table's rows are kept; written from the code's list at every start."""

    kind = Varchar(length=40, primary_key=True, default=None, null=False, help_text="name of the table")
    months = Integer(default=None, null=True)
    kept_from = Varchar(length=20, default=None, null=True, help_text="the event from which the months run")
    follows = Varchar(length=40, default=None, null=True, help_text="the table with whose rows these are kept")
    source = Varchar(length=200, default=None, null=False)
    confidence = Varchar(length=16, default=None, null=False)
    may_be_overridden = Boolean(default=None, null=False)

    one_way_to_keep = Check("(months IS NULL) = (kept_from IS NULL) AND (months IS NULL OR follows IS NULL)")
