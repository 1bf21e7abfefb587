"""What is known of somebody in after-care, in the forms in which it is sealed. Pure."""

from dataclasses import dataclass
from datetime import date

import msgspec

from supervision.documents import DocumentType, Sex, agreed_facts
from supervision.texts import needed_text, normalise_phone, optional_text, person_name


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name and document; sex and birth come from the document's number where it says them."""

    name: str
    document_type: DocumentType
    document_number: str
    sex: Sex | None = None
    born_on: date | None = None


class Contacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The person's own telephone, and one of the family."""

    phone: str = ""
    kin_name: str = ""
    kin_relation: str = ""
    kin_phone: str = ""


class Home(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the person lives, or is expected to."""

    address: str


class Needs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From which prison somebody comes, where it is one, and what help is needed; nothing of what they did."""

    prison: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that is sealed of somebody in after-care."""

    identity: Identity
    contacts: Contacts
    home: Home
    needs: Needs


@dataclass(frozen=True, slots=True)
class Released:
    """Who was, or will be, released and when; all that one register or a prison tells this one."""

    person: Person
    released_on: date


def make_person(entered: Person, today: date) -> Person:
    """The person with everything in its one written form; InputInvalid names the field to mend."""
    identity, contacts = entered.identity, entered.contacts
    facts = agreed_facts(
        identity.document_type, identity.document_number, today, sex=identity.sex, born_on=identity.born_on
    )
    return Person(
        Identity(person_name(identity.name), identity.document_type, facts.number, facts.sex, facts.born_on),
        Contacts(
            phone=normalise_phone(contacts.phone) if contacts.phone.strip() else "",
            kin_name=person_name(contacts.kin_name, "kin_name") if contacts.kin_name.strip() else "",
            kin_relation=optional_text(contacts.kin_relation, "kin_relation"),
            kin_phone=normalise_phone(contacts.kin_phone, "kin_phone") if contacts.kin_phone.strip() else "",
        ),
        Home(needed_text(entered.home.address, "address")),
        Needs(optional_text(entered.needs.prison, "prison"), optional_text(entered.needs.wanted, "wanted")),
    )
