"""Handing somebody over from community correction to after-care: the one place that knows both, and keeps neither's id.

The two registers do not know each other. What the one gives is copied into the other, field by field; afterwards no
row of either says to whom of the other it belongs.
"""

from uuid import UUID

from supervision.aftercare.entering import take_over
from supervision.aftercare.person import Contacts, Home, Identity, Needs, Person, Released
from supervision.aftercare.words import Agreement
from supervision.corrections.handing_over import HandedOver, open_to_hand_over, put_down_hand_over
from supervision.officers import Officer


async def hand_over(officer: Officer, supervisee_id: UUID, agreement: Agreement, wanted: str) -> UUID:
    """Hand a released person over with what help they want; gives the id of the file in after-care, for now only.

    HandOverRefused, AftercareFileExists, InputInvalid.
    """
    told = await open_to_hand_over(officer, supervisee_id)
    aftercare_id = await take_over(officer, told.office_id, as_released(told, wanted), agreement)
    await put_down_hand_over(officer, supervisee_id)
    return aftercare_id


def as_released(told: HandedOver, wanted: str) -> Released:
    """What the one register tells, in the words of the other."""
    return Released(
        Person(
            Identity(told.name, told.document_type, told.document_number, told.sex, told.born_on),
            Contacts(phone=told.phone),
            Home(told.address),
            Needs(wanted=wanted),
        ),
        told.released_on,
    )
