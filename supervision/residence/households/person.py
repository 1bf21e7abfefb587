"""What is known of a resident, limited to what the region's law lists. Pure."""

from collections.abc import Mapping
from datetime import date

import msgspec

from supervision.documents import DocumentType, Sex, agreed_facts
from supervision.errors import InputInvalid
from supervision.residence.codes import SUGGESTED
from supervision.residence.rules import FieldList, PersonField
from supervision.texts import normalise_phone, optional_text, person_name
from supervision.wording import Wording

ADULT_YEARS = 16
"""Below this age a guardian acts for the resident (Interim Regulations on Residence Permits, art. 11)."""


class Guardian(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acts for a minor."""

    name: str
    relation: str
    phone: str
    document_number: str = ""


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person as entered or stored; what the region does not list stays empty. Days are days of legal time."""

    name: str
    document_type: DocumentType
    document_number: str
    sex: Sex | None = None
    born_on: date | None = None
    pinyin: str = ""
    ethnicity: str = ""
    phone: str = ""
    domicile_code: str = ""
    domicile_address: str = ""
    issuer: str = ""
    issued_on: date | None = None
    workplace: str = ""
    political_status: str = ""
    education: str = ""
    marital_status: str = ""
    employment: str = ""
    social_security: str = ""
    guardian: Guardian | None = None

    def age_on(self, day: date) -> int | None:
        """Full years on that day; None while the birth is unknown."""
        if self.born_on is None:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


FIELD_OF: Mapping[str, PersonField] = {
    "ethnicity": PersonField.ETHNICITY,
    "phone": PersonField.PHONE,
    "domicile_code": PersonField.DOMICILE,
    "domicile_address": PersonField.DOMICILE,
    "issuer": PersonField.ISSUER,
    "issued_on": PersonField.ISSUED_ON,
    "workplace": PersonField.WORKPLACE,
    "political_status": PersonField.POLITICAL_STATUS,
    "education": PersonField.EDUCATION,
    "marital_status": PersonField.MARITAL_STATUS,
    "employment": PersonField.EMPLOYMENT,
    "social_security": PersonField.SOCIAL_SECURITY,
}
"""Which item of a region's list allows each part of a person; name, document, sex and birth stand in every list."""

NOT_LISTED = Wording(
    "本地法规没有列出此项，不得采集。", "The law of this region does not list this item; it may not be collected."
)
GUARDIAN_NEEDED = Wording(
    "未满16周岁的，由监护人代为申报，请填写监护人。", "A resident under 16 is registered by a guardian; enter one."
)
DOMICILE_WRONG = Wording("户籍地代码应为 2 至 12 位区划代码。", "The domicile's code is a division's code.")

_TEXTS = (
    "ethnicity", "domicile_address", "issuer", "workplace", "political_status", "education", "marital_status",
    "employment", "social_security",
)  # fmt: skip


def make_person(entered: Person, fields: FieldList, today: date) -> Person:
    """The person with everything in its one written form; sex, birth and origin come from the number that says them.

    InputInvalid names the field to mend: also for one that the region's law does not list.
    """
    for part, item in FIELD_OF.items():
        if getattr(entered, part) and item not in fields.fields:
            raise InputInvalid(NOT_LISTED, field=part)
    facts = agreed_facts(
        entered.document_type, entered.document_number, today, sex=entered.sex, born_on=entered.born_on
    )
    person = msgspec.structs.replace(
        entered,
        name=person_name(entered.name),
        document_number=facts.number,
        sex=facts.sex,
        born_on=facts.born_on,
        pinyin=" ".join(entered.pinyin.lower().split()),
        phone=normalise_phone(entered.phone) if entered.phone.strip() else "",
        domicile_code=_domicile(entered, facts.number, fields),
        guardian=_guardian(entered.guardian),
        **{name: _text(entered, name) for name in _TEXTS},
    )
    age = person.age_on(today)
    if age is not None and age < ADULT_YEARS and person.guardian is None:
        raise InputInvalid(GUARDIAN_NEEDED, field="guardian_name")
    return person


def _text(entered: Person, name: str) -> str:
    """What was written, or the word of the code that was."""
    text = optional_text(getattr(entered, name), name)
    return SUGGESTED.get(name, {}).get(text, text)


def _domicile(entered: Person, number: str, fields: FieldList) -> str:
    """The division of the domicile: as entered, or where a mainland card was first numbered."""
    code = entered.domicile_code.strip()
    if code:
        if not (code.isascii() and code.isdigit() and len(code) in {2, 4, 6, 9, 12}):
            raise InputInvalid(DOMICILE_WRONG, field="domicile_code")
        return code
    is_mainland = entered.document_type is DocumentType.ID_CARD
    return number[:6] if is_mainland and PersonField.DOMICILE in fields.fields else ""


def _guardian(guardian: Guardian | None) -> Guardian | None:
    if guardian is None:
        return None
    return Guardian(
        person_name(guardian.name, "guardian_name"),
        optional_text(guardian.relation, "guardian_relation"),
        normalise_phone(guardian.phone, "guardian_phone"),
        optional_text(guardian.document_number, "guardian_document"),
    )
