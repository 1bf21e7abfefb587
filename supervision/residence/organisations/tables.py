"""An organisation is no person and stands in clear; whoever answers for it there is sealed."""

from piccolo.columns import UUID, Bytea, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.addresses.tables import StandardAddressRow


class OrganisationRow(Table, tablename="organisation"):
    """An employer, school, property manager or broker (单位)."""

    id = UUID(primary_key=True, default=UUID4())
    division = Varchar(length=12, default=None, null=False, index=True)
    kind = Varchar(length=8, default=None, null=False)
    name = Varchar(length=120, default=None, null=False)
    credit_code = Varchar(length=18, default=None, null=True, unique=True, help_text="统一社会信用代码")
    address = ForeignKey(StandardAddressRow, default=None, null=True, on_delete=OnDelete.restrict, index=True)
    contact_sealed = Bytea(default=None, null=True, help_text="name and telephone, under the register's own key")
    created_at = Timestamptz(default=None, null=False)
    created_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    closed_at = Timestamptz(default=None, null=True)
    revision = Integer(default=1, null=False)

    four_kinds = Check("kind IN ('employer', 'school', 'manager', 'broker')")
