"""Legal holds: those of a file, and the list of a county's."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.aftercare import AftercareTab
from api.console.view_models.base import Choice, FormState, Id, Paging, View
from api.console.view_models.supervisees import SuperviseeTab


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldOfFile:
    """A hold on an opened file; it stops destruction while `lifted_at` is None."""

    hold_id: Id
    reason: str
    organ: str
    document_number: str
    review_on: date | None
    is_to_review: bool
    placed_at: datetime
    placed_by: str
    lifted_at: datetime | None
    lifted_by: str
    lift_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsOfFile:
    """The holds on a file, newest first, and the forms about them.

    Posts `reason`, `organ`, `document_number`, `review_on` to `place_path`, and `reason` to
    `{lift_path}/{hold_id}/lifting`; `lifting` is the hold whose form, `lifting_form`, was refused.
    """

    holds: tuple[HoldOfFile, ...]
    place_path: str
    lift_path: str
    placing: FormState = FormState()
    lifting_form: FormState = FormState()
    lifting: Id | None = None
    may_place: bool = False
    may_lift: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsTab(SuperviseeTab):
    """暂停销毁 of a person file."""

    template: ClassVar[str] = "supervisees/holds.html"
    shown: HoldsOfFile


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareHoldsTab(AftercareTab):
    """暂停销毁 of a file of after-care; its forms stand in `shown`."""

    template: ClassVar[str] = "aftercare/holds.html"
    shown: HoldsOfFile


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLine:
    """A hold in the list, its person masked."""

    supervisee_id: Id
    number: str
    masked_name: str
    office_name: str
    review_on: date | None
    is_to_review: bool
    placed_at: datetime
    placed_by: str
    lifted_at: datetime | None
    lifted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldListView(View):
    """The holds of a county: `standing`, `to-review` or `lifted`."""

    template: ClassVar[str] = "keeping/holds.html"
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[HoldLine, ...]
    paging: Paging
