"""The decisions that the page of a stay notice sends, one for each person."""

from uuid import UUID

from api.console.page_forms import SubmittedForm, read_choice, read_id
from supervision.errors import InputInvalid
from supervision.residence.households.words import HouseholdKind, MemberRole, StayEnd
from supervision.residence.notices.deciding import (
    HOME_NEEDED,
    RESIDENT_NEEDED,
    Decision,
    EndStay,
    Recognise,
    Refuse,
    Register,
)
from supervision.wording import Wording

NOTHING_CHOSEN = Wording("请至少为一个人选择处理方式。", "Choose what to do for at least one person.")
_MOST = 500


def read_decisions(form: SubmittedForm) -> tuple[Decision, ...]:
    """What was chosen for whom; InputInvalid names the field, or that nothing was chosen."""
    ids = form.texts("item")
    decisions = [_decision(form, place) for place in ids[:_MOST] if form.text(f"action-{place}") not in {"", "later"}]
    if not decisions:
        raise InputInvalid(NOTHING_CHOSEN, field="item-none")
    return tuple(decisions)


def _decision(form: SubmittedForm, place: str) -> Decision:
    item_id = read_id(form.text(f"id-{place}"), "item")
    if item_id is None:
        raise InputInvalid(NOTHING_CHOSEN, field="item-none")
    match form.text(f"action-{place}"):
        case "refuse":
            return Refuse(item_id, form.text(f"reason-{place}"))
        case "recognise":
            return Recognise(item_id, _resident(form, place))
        case "end":
            why = read_choice(StayEnd, form.text(f"end-{place}"), f"end-{place}") or StayEnd.LEFT_AREA
            return EndStay(item_id, _resident(form, place), why, form.day(f"ended_on-{place}"))
        case _:
            return _registration(form, place, item_id)


def _resident(form: SubmittedForm, place: str) -> UUID:
    resident = read_id(form.text(f"resident-{place}"), f"resident-{place}")
    if resident is None:
        raise InputInvalid(RESIDENT_NEEDED, field=f"resident-{place}")
    return resident


def _registration(form: SubmittedForm, place: str, item_id: UUID) -> Register:
    home = form.text(f"home-{place}") or form.text("home")
    kind, _, text = home.partition(":")
    chosen = read_id(text, f"home-{place}")
    if chosen is None:
        raise InputInvalid(HOME_NEEDED, field=f"home-{place}")
    role = read_choice(MemberRole, form.text(f"role-{place}"), f"role-{place}")
    new_kind = read_choice(HouseholdKind, form.text("household_kind"), "household_kind") or HouseholdKind.SHARED
    if kind == "h":
        return Register(item_id, household_id=chosen, role=role)
    return Register(item_id, dwelling_id=chosen, kind=new_kind, role=role)
