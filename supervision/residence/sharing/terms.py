"""What a view may say, and whether anything is given under it on a day. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from supervision.errors import InputInvalid, RuleRefused
from supervision.residence.households.person import NOT_LISTED
from supervision.residence.rules import FieldList, PersonField
from supervision.residence.sharing.words import OFFERED, RECEIVERS_OF, Receiver, SharedKind, ViewState
from supervision.texts import needed_text, optional_text
from supervision.wording import Wording

_MOST_NAME = 60
_MOST_NUMBER = 60
_MOST_CONTACT = 120

NOT_THEIRS = Wording("该类部门不接收此类数据。", "A department of that kind is not given this.")
FIELDS_NEEDED = Wording("请至少选择一个字段。", "Choose one field at least.")
NOT_OFFERED = Wording("此类数据没有这个字段。", "There is no such field for this.")
DAYS_BACKWARDS = Wording("截止日期不能早于起始日期或今天。", "It ends before it begins, or before today.")
ASSESSMENT_NEEDED = Wording(
    "提供个人信息前须先完成个人信息保护影响评估（个人信息保护法第五十五条）：请填写评估编号和日期。",
    "Before persons' data is given, its impact is assessed (Personal Information Protection Law, art. 55): enter the "
    "assessment's number and day.",
)
ASSESSED_LATER = Wording("评估日期不能晚于今天。", "The assessment cannot be of a day to come.")
NOT_APPROVED = Wording("该目录项没有经核准，不能提供。", "This view is not approved: nothing is given under it.")
NOT_BEGUN = Wording("该目录项尚未开始。", "This view has not begun yet.")
IS_OVER = Wording("该目录项已过截止日期或已终止，不能再提供。", "This view is over: nothing more is given under it.")


class NothingGiven(RuleRefused):
    """Nothing is given under a view that is not approved, has not begun, or is over."""

    code = "sharing-view-closed"


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """A view as proposed; days of legal time, the last one included. The assessment is needed where persons are."""

    receiver: Receiver
    receiver_name: str
    contact: str
    kind: SharedKind
    fields: tuple[str, ...]
    basis: str
    purpose: str
    division: str
    valid_from: date
    valid_until: date
    assessment_number: str = ""
    assessed_on: date | None = None


def make_view(entered: ViewDraft, today: date, listed: FieldList) -> ViewDraft:
    """The view in the one written form; InputInvalid names the field to mend."""
    if entered.receiver not in RECEIVERS_OF[entered.kind]:
        raise InputInvalid(NOT_THEIRS, field="receiver")
    if entered.valid_until < max(entered.valid_from, today):
        raise InputInvalid(DAYS_BACKWARDS, field="valid_until")
    number, assessed_on = _assessment(entered, today)
    return replace(
        entered,
        receiver_name=needed_text(entered.receiver_name, "receiver_name", _MOST_NAME),
        contact=needed_text(entered.contact, "contact", _MOST_CONTACT),
        fields=make_fields(entered.kind, entered.fields, listed),
        basis=needed_text(entered.basis, "basis"),
        purpose=needed_text(entered.purpose, "view_purpose"),
        assessment_number=number,
        assessed_on=assessed_on,
    )


def make_fields(kind: SharedKind, chosen: Iterable[str], listed: FieldList) -> tuple[str, ...]:
    """The chosen fields in the order of the closed list; InputInvalid for another, or one that the region's law lacks.

    The region's list is asked again at each provision: what it no longer lists is no longer given.
    """
    wanted = set(chosen)
    if not wanted:
        raise InputInvalid(FIELDS_NEEDED, field="fields")
    if wanted - {str(field) for field in OFFERED[kind]}:
        raise InputInvalid(NOT_OFFERED, field="fields")
    fields = tuple(field for field in OFFERED[kind] if field in wanted)
    if any(isinstance(field, PersonField) and field not in listed.fields for field in fields):
        raise InputInvalid(NOT_LISTED, field="fields")
    return tuple(map(str, fields))


def offered_fields(kind: SharedKind, listed: FieldList) -> Sequence[str]:
    """The fields that a view of that kind can have where that list of the law holds."""
    return [str(field) for field in OFFERED[kind] if not isinstance(field, PersonField) or field in listed.fields]


def check_is_given(state: ViewState, valid_from: date, valid_until: date, today: date) -> None:
    """NothingGiven unless the view is approved and today lies within its days."""
    if state in {ViewState.PROPOSED, ViewState.RETURNED}:
        raise NothingGiven(NOT_APPROVED)
    if state is ViewState.ENDED:
        raise NothingGiven(IS_OVER)
    check_is_not_over(valid_until, today)
    if today < valid_from:
        raise NothingGiven(NOT_BEGUN)


def check_is_not_over(valid_until: date, today: date) -> None:
    """NothingGiven once the last day of a view has passed."""
    if today > valid_until:
        raise NothingGiven(IS_OVER)


def _assessment(entered: ViewDraft, today: date) -> tuple[str, date | None]:
    if entered.kind is not SharedKind.PERSONS:
        return "", None
    number = optional_text(entered.assessment_number, "assessment_number", _MOST_NUMBER)
    if not number or entered.assessed_on is None:
        raise InputInvalid(ASSESSMENT_NEEDED, field="assessed_on" if number else "assessment_number")
    if entered.assessed_on > today:
        raise InputInvalid(ASSESSED_LATER, field="assessed_on")
    return number, entered.assessed_on
