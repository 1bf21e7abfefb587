"""Asking for a service: what may be claimed, and one request, by an officer, an assistant, or the resident's own page.

`claims_of`, `add_request` and `store.requests_of` work inside the change of whoever has loaded the resident.
"""

from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.holidays import legal_calendar
from supervision.periods import count_period
from supervision.residence.changes import about, residence_change
from supervision.residence.households.store import RESIDENT, StoredResident, load_resident
from supervision.residence.households.words import ResidentState
from supervision.residence.permits.store import is_permit_in_force
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.residence.services.claiming import Claim, ResidentFacts, claimable
from supervision.residence.services.store import StepDetail, append_step, open_services_of, records_of
from supervision.residence.services.words import RequestState
from supervision.storage.numbering import Series, take_number
from supervision.texts import optional_text
from supervision.vault import load_key
from supervision.wording import Wording

MOST_REMARK = 400

NO_SUCH_SERVICE = Wording("没有这项服务，请从列出的服务中选择。", "There is no such service; choose a listed one.")


class ServiceNotClaimable(RuleRefused):
    """The resident may not claim this service now; the text says why."""

    code = "service-not-claimable"


async def claims_of(resident: StoredResident, on: date) -> tuple[Claim, ...]:
    """What a resident whom the caller has loaded may claim that day, each service with its reason."""
    records = await records_of(resident.id)
    facts = ResidentFacts(
        lives_here=resident.state is ResidentState.LIVING,
        holds_permit=await is_permit_in_force(records, on),
        under_way=await open_services_of(records),
    )
    return claimable(facts, on, resident.division)


async def request_service(officer: Officer, resident_id: UUID, service: str, remark: str = "") -> UUID:
    """Put down what a resident asks for; gives the request's id. ServiceNotClaimable, InputInvalid."""
    async with residence_change(officer.actor, Act.SERVICE_REQUEST_MAKE, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.SERVICE_REQUEST_MAKE, resident_id, lock=True)
        return await add_request(change, resident, service, remark, officer)


async def add_request(
    change: Change, resident: StoredResident, service: str, remark: str, officer: Officer | None = None
) -> UUID:
    """Add a request of a resident whom the caller's change holds locked; no officer: the resident asks in person.

    ServiceNotClaimable, InputInvalid.
    """
    detail, today = StepDetail(optional_text(remark, "remark", MOST_REMARK)), legal_day(change.at)
    claim = next((one for one in await claims_of(resident, today) if one.service.code == service), None)
    if claim is None:
        raise InputInvalid(NO_SUCH_SERVICE, field="service")
    if not claim.is_open:
        raise ServiceNotClaimable(claim.reason)
    rule = find_residence_rule(ResidenceRuleName.SERVICE_FORWARD_DUE, today, resident.division)
    due_on = count_period(today, rule.number, rule.unit, await legal_calendar()).due_on
    request_id, number = uuid4(), await take_number(Series.REQUEST, resident.division)
    await change.connection.execute(
        """INSERT INTO service_request (id, number, resident, service, state, due_on, requested_at)
           VALUES ($1, $2, $3, $4, 'requested', $5, $6)""",
        request_id, number, resident.id, service, due_on, change.at,
    )  # fmt: skip
    key = await load_key(resident.vault_key)
    await append_step(change, officer, request_id, RequestState.REQUESTED, detail, key)
    change.note(number=number, request=request_id, service=service)
    return request_id
