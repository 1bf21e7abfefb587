"""A resident asks for a correction of their own record; an officer decides it like any other amendment."""

from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.officers.second_factor import typed_code
from supervision.residence.changes import about, residence_change
from supervision.residence.households.amendments import store_amendment
from supervision.residence.households.person import Person
from supervision.residence.households.store import RESIDENT
from supervision.residence.households.words import AskedBy
from supervision.residence.own_page.sessions import OwnSession
from supervision.residence.own_page.showing import load_own
from supervision.vault import load_key


async def ask_correction(session: OwnSession, revision: int, entered: Person, reason: str) -> UUID:
    """Ask for one's own record to be corrected; gives the amendment's id. What only officers enter stays as it is.

    AmendmentWaits, NothingNew, NotLiving, ResidentChangedMeanwhile when `revision` is not the newest, InputInvalid.
    """
    subject = about(RESIDENT, session.resident_id)
    async with residence_change(session.actor, Act.AMENDMENT_REQUEST, subject) as change:
        resident = await load_own(session, lock=True)
        known = resident.person(await load_key(resident.vault_key))
        is_same_number = typed_code(entered.document_number) == typed_code(known.document_number)
        proposed = msgspec.structs.replace(
            entered,
            guardian=known.guardian,
            pinyin=known.pinyin,
            domicile_code=known.domicile_code if is_same_number else "",
        )
        change.note(by_guardian=session.by_guardian)
        return await store_amendment(change, resident, revision, proposed, reason, AskedBy.RESIDENT)
