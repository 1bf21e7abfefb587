"""A resident asks for a service on their own page; it is forwarded and answered like any other request."""

from uuid import UUID

from supervision.audit import Act
from supervision.residence.changes import about, residence_change
from supervision.residence.households.store import RESIDENT
from supervision.residence.own_page.sessions import OwnSession
from supervision.residence.own_page.showing import load_own
from supervision.residence.services.requesting import add_request


async def ask_service(session: OwnSession, service: str, remark: str) -> UUID:
    """Ask for a service that one may claim; gives the request's id. ServiceNotClaimable, InputInvalid."""
    subject = about(RESIDENT, session.resident_id)
    async with residence_change(session.actor, Act.SERVICE_REQUEST_MAKE, subject) as change:
        resident = await load_own(session, lock=True)
        return await add_request(change, resident, service, remark)
