"""What is known of a party, in its one written form. Pure."""

from datetime import date

import msgspec

from supervision.documents import DocumentType, read_document
from supervision.errors import InputInvalid
from supervision.residence.parties.words import PartyKind
from supervision.texts import normalise_phone, optional_text, person_name
from supervision.wording import Wording

DOCUMENT_HALF = Wording("证件类型和号码须同时填写。", "Document type and number are given together.")
PHONE_NEEDED = Wording("请填写电话。", "Enter the telephone number.")


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A party as entered or stored; an organisation's name stands in `name` where it is no person."""

    kind: PartyKind
    name: str
    phone: str
    document_type: DocumentType | None = None
    document_number: str = ""
    address: str = ""


def make_party(entered: Party, today: date) -> Party:
    """The party with everything in its one written form; InputInvalid names the field to mend."""
    if not entered.phone.strip():
        raise InputInvalid(PHONE_NEEDED, field="phone")
    if (entered.document_type is None) != (not entered.document_number.strip()):
        raise InputInvalid(DOCUMENT_HALF, field="document_number")
    number = entered.document_number
    if entered.document_type is not None:
        number = read_document(entered.document_type, number, today).number
    return msgspec.structs.replace(
        entered,
        name=person_name(entered.name),
        phone=normalise_phone(entered.phone),
        document_number=number,
        address=optional_text(entered.address, "address"),
    )
