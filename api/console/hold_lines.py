"""Holds as the tab of a file shows them, in whichever part of the register the file is."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.view_models.base import FormState
from api.console.view_models.legal_holds import HoldOfFile, HoldsOfFile
from supervision.errors import InputInvalid
from supervision.keeping.holds import Hold, HoldSource, NewHold
from supervision.legal_time import legal_day

_LIFTED = "hold"
"""The field of a refused form that names the hold it was to lift."""


def read_hold(form: SubmittedForm) -> NewHold:
    """What the form that places a hold says."""
    source = HoldSource(form.text("organ"), form.text("document_number"))
    return NewHold(form.text("reason"), source, form.day("review_on"))


def lifting_state(page: PageRequest, form: SubmittedForm, error: InputInvalid, hold_id: UUID) -> FormState:
    """The form that was to lift a hold, with what is wrong."""
    state = form.state(error, page.language)
    return replace(state, values={**state.values, _LIFTED: str(hold_id)})


def is_to_review(page: PageRequest, review_on: date | None, *, is_lifted: bool) -> bool:
    """Whether somebody has to ask today whether a hold is still needed."""
    return not is_lifted and review_on is not None and review_on <= legal_day(page.now)


@dataclass(frozen=True, slots=True)
class HoldPaths:
    """Where a hold is placed, and under what each is lifted."""

    place: str
    lift: str


def holds_shown(
    page: PageRequest, holds: tuple[Hold, ...], form: FormState, paths: HoldPaths, *, may_place: bool, may_lift: bool
) -> HoldsOfFile:
    """The holds on a file with their forms, of which one may have been refused."""
    lifting = form.value(_LIFTED)
    return HoldsOfFile(
        holds=tuple(_line(page, hold) for hold in holds),
        place_path=paths.place,
        lift_path=paths.lift,
        placing=FormState() if lifting else form,
        lifting_form=form if lifting else FormState(),
        lifting=UUID(lifting) if lifting else None,
        may_place=may_place,
        may_lift=may_lift,
    )


def _line(page: PageRequest, hold: Hold) -> HoldOfFile:
    return HoldOfFile(
        hold_id=hold.hold_id,
        reason=hold.reason,
        organ=hold.source.organ,
        document_number=hold.source.document_number,
        review_on=hold.review_on,
        is_to_review=is_to_review(page, hold.review_on, is_lifted=hold.lifted_at is not None),
        placed_at=hold.placed_at,
        placed_by=hold.placed_by_name,
        lifted_at=hold.lifted_at,
        lifted_by=hold.lifted_by_name,
        lift_reason=hold.lift_reason,
    )
