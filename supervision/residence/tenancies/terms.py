"""What a tenancy says: landlord, days, filing; limited to what the law demands of letting, and no rent. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from supervision.documents import DocumentType, agreed_facts
from supervision.errors import InputInvalid
from supervision.residence.tenancies.words import CheckedBy, Filing
from supervision.texts import normalise_phone, optional_text, person_name
from supervision.wording import Wording

_MOST_NUMBER = 40
_LONGEST_YEARS = 20

DAYS_BACKWARDS = Wording("租约截止日期早于起始日期。", "The lease ends before it begins.")
LEASE_LONG = Wording(
    "租赁期限不得超过20年（民法典第七百零五条）。", "A lease is 20 years at most (Civil Code, art. 705)."
)
FILING_NUMBER_NEEDED = Wording("已备案的，请填写备案编号。", "Enter the number under which the lease is filed.")
TENANTS_NEEDED = Wording("请至少选择一名承租人。", "Choose at least one tenant.")


class Landlord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who lets: name, kind and number of the document, as the tenant register of the law has them."""

    name: str
    document_type: DocumentType
    document_number: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class TenantDraft:
    """A resident as a tenant, and who compared the document with the person."""

    resident_id: UUID
    checked_by: CheckedBy | None = None


@dataclass(frozen=True, slots=True)
class TenancyDraft:
    """A tenancy as it was told. Days of legal time, the last one included."""

    landlord: Landlord
    starts_on: date
    ends_on: date
    tenants: tuple[TenantDraft, ...]
    filing: Filing = Filing.UNFILED
    filing_number: str = ""


def make_draft(entered: TenancyDraft, today: date) -> TenancyDraft:
    """The tenancy in the one written form; InputInvalid names the field to mend."""
    if entered.ends_on < entered.starts_on:
        raise InputInvalid(DAYS_BACKWARDS, field="ends_on")
    if entered.ends_on.year - entered.starts_on.year > _LONGEST_YEARS:
        raise InputInvalid(LEASE_LONG, field="ends_on")
    if not entered.tenants:
        raise InputInvalid(TENANTS_NEEDED, field="tenants")
    tenants = tuple({tenant.resident_id: tenant for tenant in entered.tenants}.values())
    return TenancyDraft(
        landlord=make_landlord(entered.landlord, today),
        starts_on=entered.starts_on,
        ends_on=entered.ends_on,
        tenants=tenants,
        filing=entered.filing,
        filing_number=make_filing(entered.filing, entered.filing_number),
    )


def make_landlord(entered: Landlord, today: date) -> Landlord:
    """The landlord in the one written form."""
    return Landlord(
        person_name(entered.name, "landlord_name"),
        entered.document_type,
        agreed_facts(entered.document_type, entered.document_number, today).number,
        normalise_phone(entered.phone, "landlord_phone") if entered.phone.strip() else "",
    )


def make_filing(filing: Filing, number: str) -> str:
    """The number under which a lease is filed; only a filed one has any."""
    plain = optional_text(number, "filing_number", _MOST_NUMBER)
    if filing is Filing.FILED and not plain:
        raise InputInvalid(FILING_NUMBER_NEEDED, field="filing_number")
    return plain if filing is Filing.FILED else ""
