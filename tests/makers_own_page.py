"""Personal codes for tests, made and handed over the way officers do it; everybody is invented."""

from uuid import UUID

from supervision.officers import Officer
from supervision.residence.own_page.codes import hand_over_code, make_code
from supervision.residence.own_page.sessions import OwnSession, load_own_session, sign_in_to_own_page

HOME_ADDRESS = "192.0.2.40"


async def make_personal_code(officer: Officer, resident_id: UUID) -> str:
    """A code that was handed over."""
    new = await make_code(officer, resident_id)
    await hand_over_code(officer, resident_id, is_signed=True)
    return new.code


async def sign_in_with(code: str, number: str, caller: str = HOME_ADDRESS) -> OwnSession:
    """The session of a resident with that document number."""
    return await load_own_session(await sign_in_to_own_page(code, number[-6:], caller))
