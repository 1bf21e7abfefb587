"""What storage keeps for every room: the rules of retention, beside the data that they are about, and numbers given."""

from piccolo.columns import UUID, Boolean, Integer, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
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


class NumberSeriesRow(Table, tablename="number_series"):
    """The last number given in a county's yearly series of one kind; its row is the series' lock."""

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(length=12, default=None, null=False)
    county = Varchar(length=6, default=None, null=False)
    year = Integer(default=None, null=False)
    last = Integer(default=None, null=False)

    one_series_each = Unique(["kind", "county", "year"])
