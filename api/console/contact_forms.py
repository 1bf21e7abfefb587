"""What the forms of contacts send, read as the domain takes it."""

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from api.console.page_forms import CHOICE_WRONG, SubmittedForm, read_choice
from api.console.page_moments import typed_moment
from supervision.corrections.contacts.entering import Appointment, Logged
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.presence import Presence
from supervision.errors import InputInvalid
from supervision.wording import Wording

OUTCOME_NEEDED = Wording("请选择结果。", "Choose the outcome.")

Chosen = TypeVar("Chosen", bound=StrEnum)


def needed_choice(kinds: type[Chosen], form: SubmittedForm, name: str, message: Wording = CHOICE_WRONG) -> Chosen:
    """One of a closed list of codes; InputInvalid for nothing or anything else."""
    chosen = read_choice(kinds, form.text(name), name)
    if chosen is None:
        raise InputInvalid(message, field=name)
    return chosen


def read_moment(form: SubmittedForm, name: str) -> datetime | None:
    """A moment; None for an empty field."""
    return typed_moment(form, name) if form.text(name) else None


def asked_appointment(form: SubmittedForm, prefix: str) -> Appointment:
    """An appointment whose fields begin with the prefix; without an end it is a moment. InputInvalid."""
    begins = typed_moment(form, f"{prefix}_from")
    ends = read_moment(form, f"{prefix}_until") or begins
    return Appointment(begins, ends, form.text(f"{prefix}_text"), form.text(f"{prefix}_place"))


def asked_outcome(form: SubmittedForm) -> Logged:
    """An outcome with what goes with it; the next appointment only where its time was given. InputInvalid."""
    outcome = needed_choice(Outcome, form, "outcome", OUTCOME_NEEDED)
    following = None
    if form.text("next_from"):
        following = needed_choice(ContactKind, form, "next_kind"), asked_appointment(form, "next")
    return Logged(
        outcome=outcome,
        text=form.text("text"),
        next_step=form.text("next_step"),
        happened_at=read_moment(form, "happened_at"),
        moved_to=asked_appointment(form, "moved") if outcome is Outcome.RESCHEDULED else None,
        reasons_due_on=form.day("reasons_due_on") if outcome is Outcome.REASONS_AWAITED else None,
        following=following,
        presence=asked_presence(form),
    )


def asked_presence(form: SubmittedForm) -> Presence:
    """Who of a minor's guardians was there, or why nobody was."""
    return Presence(form.text("guardian"), form.text("guardian_absence"))
