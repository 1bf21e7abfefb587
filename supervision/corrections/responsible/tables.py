"""Who answers for a file, from which day to which."""

from piccolo.columns import UUID, Date, ForeignKey, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.corrections.contacts.tables import ContactRow
from supervision.corrections.tables import PersonFileRow
from supervision.officers.tables import OfficerRow


class FileOfficerRow(Table, tablename="file_officer"):
    """The responsible officer of a file; of one file one row at most has no last day."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    officer = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    from_on = Date(default=None, null=False)
    until_on = Date(default=None, null=True, help_text="the day on which somebody else, or nobody, followed")
    set_at = Timestamptz(default=None, null=False)
    set_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    told = ForeignKey(
        ContactRow, default=None, null=True, on_delete=OnDelete.restrict, help_text="the contact by which they are told"
    )

    officer_days_run_forward = Check("until_on IS NULL OR until_on >= from_on")
