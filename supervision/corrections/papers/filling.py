"""What stands in the fields of a paper: from the file, the officer and the moment, and what was typed. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from supervision.corrections.category import CATEGORY_NAMES
from supervision.corrections.content import FileContent
from supervision.corrections.guardians.words import RELATION_NAMES, GuardianFacts
from supervision.documents import DOCUMENT_TYPE_NAMES, Sex
from supervision.errors import InputInvalid
from supervision.forms.catalogue import Field, FieldKind, Form
from supervision.texts import needed_text, optional_text
from supervision.wording import Wording

NO_GUARDIAN_NEEDED = "不适用"
"""What a paper of an adult says where a minor's names the guardian."""
NOT_RECORDED = "未登记"
"""What a paper says where the file says nothing."""

_MOST = {FieldKind.LINE: 120, FieldKind.TEXT: 4_000}
SEXES = {Sex.MALE: "男", Sex.FEMALE: "女"}

FIELD_UNKNOWN = Wording("这种文书没有这个字段。", "The form has no such field.")
DAY_WRONG = Wording("请填写日期。", "Give the day.")
BACKWARDS = Wording("止日不能早于起日。", "The last day cannot lie before the first.")


def fields_of_file(
    content: FileContent, *, term_ends_on: date, office_name: str, number: str, guardian: str = NO_GUARDIAN_NEEDED
) -> dict[str, str]:
    """What a file says of its person and judgment, in the words of a paper; `guardian` as `guardian_in_words`."""
    identity, judgment = content.identity, content.judgment
    found = {
        "file_number": number,
        "office_name": office_name,
        "name": identity.name,
        "sex": SEXES[identity.sex] if identity.sex else "",
        "born_on": in_words(identity.born_on) if identity.born_on else "",
        "ethnicity": identity.ethnicity or "",
        "document_type": DOCUMENT_TYPE_NAMES[identity.document_type],
        "document_number": identity.document_number,
        "phone": content.telephones.phone or "",
        "home_address": content.home.address,
        "guardian": guardian,
        "category": CATEGORY_NAMES[content.category],
        "court": judgment.court,
        "judgment_number": judgment.document_number,
        "judged_on": in_words(judgment.decided_on),
        "effective_on": in_words(judgment.effective_on),
        "offence": judgment.offence,
        "sentence": judgment.sentence,
        "term_starts_on": in_words(content.term_starts_on),
        "term_ends_on": in_words(term_ends_on),
    }
    return {name: str(value) or NOT_RECORDED for name, value in found.items()}


def guardian_in_words(guardians: Sequence[GuardianFacts], *, is_minor: bool) -> str:
    """Who is a minor's guardian, with relation and telephone; nothing for the paper of an adult."""
    if not is_minor:
        return NO_GUARDIAN_NEEDED
    return "、".join(f"{one.name}（{RELATION_NAMES[one.relation]}，电话{one.phone}）" for one in guardians)


def read_typed(form: Form, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed into a form's fields, in the words of a paper; InputInvalid names the field to mend."""
    if unknown := sorted(typed.keys() - {field.name for field in form.fields}):
        raise InputInvalid(FIELD_UNKNOWN, field=unknown[0])
    read = {field.name: _read(field, typed.get(field.name, "")) for field in form.fields}
    if {"from_day", "until_day"} <= read.keys() and typed["until_day"].strip() < typed["from_day"].strip():
        raise InputInvalid(BACKWARDS, field="until_day")
    return read


def in_words(day: date) -> str:
    """A day as papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _read(field: Field, text: str) -> str:
    if field.kind is FieldKind.DAY:
        try:
            return in_words(date.fromisoformat(text.strip()))
        except ValueError as error:
            raise InputInvalid(DAY_WRONG, field=field.name) from error
    if field.is_required:
        return needed_text(text, field.name, _MOST[field.kind])
    return optional_text(text, field.name, _MOST[field.kind])
