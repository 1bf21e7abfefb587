"""Tenancies; landlord, dwelling and contract are sealed under a key of the tenancy's own."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.households.tables import ResidentRow


class TenancyRow(Table, tablename="tenancy"):
    """Who lets a dwelling to whom, from when to when, and whether the contract is filed (备案); no rent is kept."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    vault_key = UUID(default=None, null=False, unique=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer_digest = Bytea(default=None, null=False, index=True)
    dwelling_digest = Bytea(default=None, null=False, index=True)
    content_sealed = Bytea(default=None, null=False, help_text="landlord, dwelling, address, filing number")
    starts_on = Date(default=None, null=False)
    ends_on = Date(default=None, null=False, help_text="last day of the contract")
    filing = Varchar(length=10, default=None, null=False)
    renewed_from: "ForeignKey[TenancyRow]" = ForeignKey("self", default=None, null=True, on_delete=OnDelete.set_null)
    created_at = Timestamptz(default=None, null=False)
    created_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    ended_on = Date(default=None, null=True, help_text="last day of the tenancy")
    end_reason = Varchar(length=10, default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    revision = Integer(default=1, null=False)

    days_run_forward = Check("ends_on >= starts_on AND (ended_on IS NULL OR ended_on >= starts_on)")
    three_filings = Check("filing IN ('unfiled', 'filed', 'exempt')")
    four_ends = Check("end_reason IN ('expired', 'given-up', 'renewed', 'in-error')")
    ending_is_whole = Check("num_nulls(ended_on, end_reason, ended_at) IN (0, 3)")


class TenancyTenantRow(Table, tablename="tenancy_tenant"):
    """A registered resident as a tenant, and who compared the identity document, as the law asks of landlords."""

    id = UUID(primary_key=True, default=UUID4())
    tenancy = ForeignKey(TenancyRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    checked_by = Varchar(length=10, default=None, null=True)
    checked_on = Date(default=None, null=True)

    one_tenant_a_tenancy = Unique(["tenancy", "resident"])
    checking_is_whole = Check("(checked_by IS NULL) = (checked_on IS NULL)")
    checked_by_somebody = Check("checked_by IN ('landlord', 'officer', 'assistant')")
