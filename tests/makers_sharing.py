"""Views of the sharing catalogue, proposed by Petra and approved by another officer, and what is due under them."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from supervision.documents import DocumentType
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.addresses.hazards import HazardDraft, StepDraft, enter_step, record_hazard
from supervision.residence.addresses.words import HazardStepKind, OfficeInCharge
from supervision.residence.codes import HazardKind
from supervision.residence.rules import PersonField
from supervision.residence.sharing.providing import MadeProvision, make_provision
from supervision.residence.sharing.terms import ViewDraft
from supervision.residence.sharing.views import approve_view, propose_view
from supervision.residence.sharing.words import HandedOver, PlaceField, Receiver, Scope, SharedKind
from supervision.residence.tenancies.keeping import enter_tenancy
from supervision.residence.tenancies.terms import Landlord, TenancyDraft, TenantDraft
from tests.cast import NORTH, Cast
from tests.makers import Member
from tests.makers_keeping import make_second
from tests.makers_orders import unused_code
from tests.makers_residence import id_number

RECEIVER_NAME = "临溪县消防救援大队"
FIELDS = {
    SharedKind.PREMISES: (PlaceField.ADDRESS, PlaceField.LETTING_USE, PlaceField.ROOMS),
    SharedKind.HAZARDS: (PlaceField.ADDRESS, PlaceField.HAZARD, PlaceField.DUE_ON),
    SharedKind.FILINGS: (PlaceField.TENANCY_NUMBER, PlaceField.ADDRESS, PlaceField.ENDS_ON),
    SharedKind.PERSONS: (PersonField.NAME, PersonField.DOCUMENT, PersonField.RESIDENCE),
}
LANDLORD = Landlord("吴桂英", DocumentType.ID_CARD, id_number("19600101", 22), "13911112222")


def view_draft(
    kind: SharedKind = SharedKind.HAZARDS,
    *,
    fields: Sequence[str] | None = None,
    days: int = 90,
    division: str = NORTH,
    receiver: Receiver | None = None,
) -> ViewDraft:
    """A view as an officer enters it."""
    today, is_of_persons = legal_day(now()), kind is SharedKind.PERSONS
    return ViewDraft(
        receiver=receiver or (Receiver.HOUSING if kind is SharedKind.FILINGS else Receiver.FIRE),
        receiver_name=RECEIVER_NAME,
        contact="值班室 0356-7654321",
        kind=kind,
        fields=tuple(fields or FIELDS[kind]),
        basis="消防法第五十三条",
        purpose="核查出租房屋的消防安全",
        division=division,
        valid_from=today,
        valid_until=today + timedelta(days=days),
        assessment_number="评估2026-3" if is_of_persons else "",
        assessed_on=today if is_of_persons else None,
    )


async def make_proposed(cast: Cast, kind: SharedKind = SharedKind.HAZARDS, *, days: int = 90) -> UUID:
    """A view that Petra proposed."""
    return await propose_view(cast.petra.officer, view_draft(kind, days=days))


async def make_view(
    cast: Cast, kind: SharedKind = SharedKind.HAZARDS, *, second: Member | None = None, days: int = 90
) -> UUID:
    """A view that Petra proposed and another officer approved."""
    view_id, other = await make_proposed(cast, kind, days=days), second or await make_second(cast)
    await approve_view(other.officer, view_id, unused_code(other))
    return view_id


async def make_hazard(officer: Officer, dwelling_id: UUID, office: OfficeInCharge = OfficeInCharge.FIRE) -> UUID:
    """A hazard that was referred to an office."""
    hazard_id = await record_hazard(officer, dwelling_id, HazardDraft(HazardKind.FIRE, "楼道堆放杂物。"))
    await enter_step(officer, hazard_id, StepDraft(HazardStepKind.REFERRED, referred_to=office))
    return hazard_id


async def make_lease(officer: Officer, dwelling_id: UUID, resident_id: UUID) -> UUID:
    """A lease that is not filed."""
    today = legal_day(now())
    tenants = (TenantDraft(resident_id),)
    draft = TenancyDraft(LANDLORD, today - timedelta(days=30), today + timedelta(days=300), tenants)
    return await enter_tenancy(officer, dwelling_id, draft)


async def give(officer: Officer, view_id: UUID, scope: Scope = Scope.ALL, code: str = "") -> MadeProvision:
    """A provision under a view; with a code where it is of persons."""
    return await make_provision(officer, view_id, scope, HandedOver.IN_PERSON, code)
