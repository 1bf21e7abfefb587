"""Parties are sealed under keys of their own; premises point at them by a digest, never by an id."""

from piccolo.columns import UUID, Bytea, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficerRow


class PartyRow(Table, tablename="party"):
    """A landlord, manager, broker, or an employer's contact."""

    id = UUID(primary_key=True, default=UUID4())
    vault_key = UUID(default=None, null=False, unique=True)
    division = Varchar(length=12, default=None, null=False, index=True, help_text="where it was entered")
    kind = Varchar(length=16, default=None, null=False)
    details_sealed = Bytea(default=None, null=False, help_text="name, document, telephone, address")
    created_at = Timestamptz(default=None, null=False)
    created_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    released_at = Timestamptz(
        default=None, null=True, help_text="when the last premises let go of it; its period of keeping runs from then"
    )
    revision = Integer(default=1, null=False)

    four_kinds = Check("kind IN ('landlord', 'manager', 'broker', 'employer-contact')")
