"""After-care: the list with its queues, a file with its tabs, bases, figures, the hand-over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Happening, Id, LegalBasis, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareLine:
    """Somebody in a list, masked."""

    file_id: Id
    number: str
    masked_name: str
    masked_id_number: str
    masked_phone: str
    office_name: str
    source: str
    state: str
    agreement: str
    released_on: date
    next_visit_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareListView(View):
    """A queue, or what was found. Filters stay in the address: `show`, `query`, `cursor`."""

    template: ClassVar[str] = "aftercare/list.html"
    query: str
    lines: tuple[AftercareLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging
    may_enter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareFormView(View):
    """Posts to `/console/aftercare`, or to `/console/aftercare/{id}/person` when it exists already.

    Fields: `name`, `document_type`, `document_number`, `sex`, `born_on`, `phone`, `address`, `kin_name`,
    `kin_relation`, `kin_phone`, `prison`, `wanted`; a new one also `office`, `released_on`; an existing one
    `revision`, `purpose`.
    """

    template: ClassVar[str] = "aftercare/form.html"
    form: FormState
    document_types: tuple[Choice, ...]
    sexes: tuple[Choice, ...]
    offices: tuple[Choice, ...] = ()
    file_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareHeader:
    """The head of an opened file: in clear, because a purpose was given and recorded.

    `acts` holds any of `verify`, `receive`, `not-returned`, `ask`, `help`, `close`, `edit`.
    """

    file_id: Id
    number: str
    name: str
    source: str
    state: str
    agreement: str
    office_name: str
    released_on: date
    window_ends_on: date
    window_basis: LegalBasis
    purpose: str
    is_over: bool = False
    is_held: bool = False
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareTab(View):
    """What all tabs of a file share. Forms post to `/console/aftercare/{id}/…` and send `purpose` along."""

    header: AftercareHeader
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareOverviewTab(AftercareTab):
    """概览: who, how to be reached, what is wanted, and the next step.

    Posts `verification` (`found` yes|no, `note`), `arrival` (`arrival`, `arrived_on`, `note`; no `arrival`: did not
    return), `agreement` (`agreed` yes|no, `note`), `closing` (`reason`, `note`).
    """

    template: ClassVar[str] = "aftercare/overview.html"
    person: tuple[Line, ...]
    reached: tuple[Line, ...]
    needs: tuple[Line, ...]
    arrival: str
    arrived_on: date | None
    next_visit_on: date | None
    arrivals: tuple[Choice, ...]
    close_reasons: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperLine:
    """Somebody who helps, or helped."""

    helper_id: Id
    kind: str
    name: str
    relation: str
    phone: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareHelpersTab(AftercareTab):
    """帮教人. Posts `helpers` (`kind`, `name`, `relation`, `phone`, `from_on`), `helpers/{id}/ending` (`until_on`)."""

    template: ClassVar[str] = "aftercare/helpers.html"
    helpers: tuple[HelperLine, ...]
    kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementLine:
    """How somebody is or was placed, or why not."""

    placement_id: Id
    kind: str
    base_name: str
    reason: str
    details: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AidLine:
    """What was asked for, and what came of it."""

    aid_id: Id
    kind: str
    state: str
    asked: str
    office: str
    answer: str
    asked_on: date
    answered_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercarePlacementTab(AftercareTab):
    """安置和帮扶.

    Posts `placements` (`placement`, `base`, `reason`, `details`, `from_on`), `placements/{id}/ending` (`until_on`),
    `aids` (`kind`, `asked`, `office`), `aids/{id}/answer` (`given` yes|no, `answer`).
    """

    template: ClassVar[str] = "aftercare/placement.html"
    placements: tuple[PlacementLine, ...]
    aids: tuple[AidLine, ...]
    kinds: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    aid_kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """A visit."""

    visited_on: date
    outcome: str
    next_on: date | None
    note: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareVisitsTab(AftercareTab):
    """走访. Posts `visits` (`outcome`, `note`, `visited_on`, `next_on`)."""

    template: ClassVar[str] = "aftercare/visits.html"
    visits: tuple[VisitLine, ...]
    outcomes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareReadingLine:
    """Who did what with the file."""

    at: datetime
    officer_name: str
    office_name: str
    act: str
    purpose: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareHistoryTab(AftercareTab):
    """经过: the steps, and who opened or changed the file, newest first."""

    template: ClassVar[str] = "aftercare/history.html"
    steps: tuple[Happening, ...]
    readings: tuple[AftercareReadingLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseLine:
    """A placement base; `taken` is counted."""

    base_id: Id
    name: str
    address: str
    division_name: str
    contact: str
    places: int
    taken: int
    free: int
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasesView(View):
    """安置基地: all within reach, open ones first."""

    template: ClassVar[str] = "aftercare/bases.html"
    lines: tuple[BaseLine, ...]
    may_keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseFormView(View):
    """Posts to `/console/aftercare-bases`, or `/console/aftercare-bases/{id}` when it exists already.

    Fields: `division`, `name`, `address`, `places`, `contact_name`, `contact_phone`; an existing one `revision`,
    `closed`.
    """

    template: ClassVar[str] = "aftercare/base_form.html"
    form: FormState
    divisions: tuple[Choice, ...]
    base_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCell:
    """A rate: so many of everybody, with the list of those, and of the others."""

    rate: str
    count: int
    total: int
    percent: str
    path: str
    others_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """The rates of everybody, of an office, or of a month of release; `path` lists all of them."""

    name: str
    total: int
    path: str
    cells: tuple[RateCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareFiguresView(View):
    """帮教统计: rates over everybody, by office and by month of release."""

    template: ClassVar[str] = "aftercare/figures.html"
    everybody: RateRow
    offices: tuple[RateRow, ...]
    months: tuple[RateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareBehindView(View):
    """The people whom a number counts; `may_open` for whoever may open a file."""

    template: ClassVar[str] = "aftercare/behind.html"
    title: str
    lines: tuple[AftercareLine, ...]
    paging: Paging
    may_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverView(View):
    """What is handed over to after-care, to be looked at before. Posts `agreement`, `wanted`."""

    template: ClassVar[str] = "aftercare/hand_over.html"
    supervisee_id: Id
    name: str
    purpose: str
    carried: tuple[Line, ...]
    agreements: tuple[Choice, ...]
    form: FormState = FormState()
