"""The tab of a file that shows its legal holds."""

from uuid import UUID

from api.console.pages_base import PageRequest
from api.console.supervisee_header import header_of
from api.console.view_models.base import FormState
from api.console.view_models.legal_holds import HoldOfFile, HoldsTab
from supervision.audit import Act
from supervision.corrections.legal_holds import LegalHold, open_legal_holds
from supervision.corrections.opening import PersonFile
from supervision.legal_time import legal_day

LIFTED_HOLD = "hold"
"""The field of a refused form that names the hold it was to lift."""


async def holds_tab(page: PageRequest, file: PersonFile, form: FormState) -> HoldsTab:
    """The holds on a file, and the form for another."""
    holds = await open_legal_holds(page.officer, file.file_id, file.purpose)
    lifting = form.value(LIFTED_HOLD)
    return HoldsTab(
        header=await header_of(page, file),
        holds=tuple(_line(page, hold) for hold in holds),
        placing=FormState() if lifting else form,
        lifting_form=form if lifting else FormState(),
        lifting=UUID(lifting) if lifting else None,
        may_place=page.may(Act.LEGAL_HOLD_PLACE, file.division),
        may_lift=page.may(Act.LEGAL_HOLD_LIFT, file.division),
    )


def _line(page: PageRequest, hold: LegalHold) -> HoldOfFile:
    return HoldOfFile(
        hold_id=hold.hold_id,
        reason=hold.reason,
        organ=hold.source.organ,
        document_number=hold.source.document_number,
        review_on=hold.review_on,
        is_to_review=hold.lifted_at is None and hold.review_on is not None and hold.review_on <= legal_day(page.now),
        placed_at=hold.placed_at,
        placed_by=hold.placed_by_name,
        lifted_at=hold.lifted_at,
        lifted_by=hold.lifted_by_name,
        lift_reason=hold.lift_reason,
    )
