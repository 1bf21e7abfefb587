"""The tenancies behind let homes: filed and not, one that ran out."""

from datetime import timedelta
from functools import partial

from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.landlords import landlord_of, let_homes
from api.demo.drawers.people import Household, all_households
from api.demo.orders import days_before
from supervision.documents import DocumentType
from supervision.legal_time import legal_day
from supervision.residence.households.words import MemberRole
from supervision.residence.tenancies.keeping import end_tenancy, enter_tenancy
from supervision.residence.tenancies.terms import Landlord, TenancyDraft, TenantDraft
from supervision.residence.tenancies.words import CheckedBy, Filing, TenancyEnd

_ONE_IN = 3
"""Of so many let homes one shows its lease."""
_FILINGS = (Filing.FILED, Filing.UNFILED, Filing.FILED, Filing.UNFILED, Filing.EXEMPT)
_PAST_END_ENDED = 2


def enter_letting(cabinet: Cabinet) -> None:
    """Enter the leases into the diary, each on the day on which its tenants were registered."""
    shown = [one for one in all_households() if one.home in let_homes(one.drawer)][::_ONE_IN]
    for number, household in enumerate(shown):
        at = days_before(cabinet.at, household.registered_days, 14, 0) + timedelta(seconds=number)
        if at < cabinet.at:
            cabinet.diary.enter(at, partial(_enter, cabinet, household, number))


async def _enter(cabinet: Cabinet, household: Household, number: int) -> None:
    walker, owner = await cabinet.assistant(household.drawer), landlord_of(household.drawer, household.home)
    present, filing = legal_day(cabinet.at), _FILINGS[number % len(_FILINGS)]
    ends_on = present + timedelta(days=household.ends_in_days or 0)
    tenancy_id = await enter_tenancy(
        walker,
        cabinet.dwelling(household.home).id,
        TenancyDraft(
            Landlord(owner.name, DocumentType.ID_CARD, owner.document_number, owner.phone),
            present - timedelta(days=household.came_days),
            ends_on,
            tuple(
                TenantDraft(resident, CheckedBy.LANDLORD if number % 2 else CheckedBy.ASSISTANT)
                for member, resident in cabinet.members(household)
                if member.role is not MemberRole.CHILD
            ),
            filing,
            f"云住备{present.year - 1}-{1_000 + number}" if filing is Filing.FILED else "",
        ),
    )
    if ends_on < present and number % _PAST_END_ENDED:
        ended = partial(end_tenancy, walker, tenancy_id, ends_on, TenancyEnd.EXPIRED)
        cabinet.diary.enter(days_before(cabinet.at, 1, 11, 0), ended)
