"""After-care as the API shows it: masked in lists, in clear where a purpose was given."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from api.v1.views import View
from supervision.aftercare.aids import Aid
from supervision.aftercare.bases import BaseContact, PlacementBase
from supervision.aftercare.figures import AftercareFigures
from supervision.aftercare.listing import HelpedPerson
from supervision.aftercare.opening import AftercareFile
from supervision.aftercare.person import Contacts, Home, Identity, Needs
from supervision.aftercare.prison_lists import EntryVerdict, ListVerdict
from supervision.aftercare.purposes import AftercarePurpose
from supervision.aftercare.rates import Rate, Share
from supervision.aftercare.words import (
    AftercareState,
    Agreement,
    AidKind,
    AidState,
    Arrival,
    CloseReason,
    HelperKind,
    NoPlacement,
    PlacementKind,
    Source,
    StepKind,
    VisitOutcome,
)


class RevisionView(View, frozen=True):
    """The newest revision, to be sent with the next change."""

    revision: int


class HelpedPersonView(View, frozen=True):
    """Somebody in a list: name, document, telephone and address are masked."""

    id: UUID
    number: str
    name: str
    id_number: str
    phone: str
    home_address: str
    source: Source
    state: AftercareState
    agreement: Agreement
    office_id: UUID
    office_name: str
    division: str
    released_on: date
    window_ends_on: date
    next_visit_on: date | None

    @classmethod
    def of_person(cls, person: HelpedPerson) -> "HelpedPersonView":
        """The view of somebody in a list."""
        return cls.of(person, id=person.file_id)


class StepView(View, frozen=True):
    """One step."""

    kind: StepKind
    happened_on: date
    note: str
    taken_at: datetime
    taken_by_name: str


class HelperView(View, frozen=True):
    """A helper."""

    id: UUID
    kind: HelperKind
    name: str
    relation: str
    phone: str
    from_on: date
    until_on: date | None


class PlacementView(View, frozen=True):
    """A placement, or why there is none."""

    id: UUID
    kind: PlacementKind
    base_name: str
    reason: NoPlacement | None
    details: str
    from_on: date
    until_on: date | None


class AidView(View, frozen=True):
    """What was asked for, and what came of it."""

    id: UUID
    kind: AidKind
    state: AidState
    asked: str
    office: str
    answer: str
    asked_on: date
    answered_on: date | None

    @classmethod
    def of_aid(cls, aid: Aid) -> "AidView":
        """The view of an aid in clear."""
        return cls.of(aid, asked=aid.details.asked, office=aid.details.office, answer=aid.details.answer)


class VisitView(View, frozen=True):
    """A visit, and the next as agreed."""

    id: UUID
    visited_on: date
    outcome: VisitOutcome
    next_on: date | None
    note: str
    added_by_name: str


class AftercareFileView(View, frozen=True):
    """A file in clear; `revision` goes back with a change. Steps and visits come newest first."""

    id: UUID
    number: str
    division: str
    office_id: UUID
    office_name: str
    source: Source
    state: AftercareState
    agreement: Agreement
    released_on: date
    window_ends_on: date
    arrival: Arrival | None
    arrived_on: date | None
    next_visit_on: date | None
    closed_on: date | None
    close_reason: CloseReason | None
    revision: int
    identity: Identity
    contacts: Contacts
    home: Home
    needs: Needs
    steps: list[StepView]
    helpers: list[HelperView]
    placements: list[PlacementView]
    aids: list[AidView]
    visits: list[VisitView]
    purpose: AftercarePurpose

    @classmethod
    def of_file(cls, opened: AftercareFile) -> "AftercareFileView":
        """The view of a file that was opened."""
        return cls.of(
            opened.file,
            identity=opened.person.identity,
            contacts=opened.person.contacts,
            home=opened.person.home,
            needs=opened.person.needs,
            steps=[StepView.of(one) for one in opened.steps],
            helpers=[HelperView.of(one) for one in opened.helpers],
            placements=[PlacementView.of(one) for one in opened.placements],
            aids=[AidView.of_aid(one) for one in opened.aids],
            visits=[VisitView.of(one) for one in opened.visits],
            purpose=opened.purpose,
        )


class AftercareReadingView(View, frozen=True):
    """One act upon a file."""

    at: datetime
    officer_name: str
    office_name: str
    act: str
    purpose: str | None
    result: str


class EntryVerdictView(View, frozen=True):
    """What becomes of an entry of a list, and why."""

    number: int
    verdict: ListVerdict
    who: str
    reason: str | None
    field: str | None

    @classmethod
    def of_verdict(cls, one: EntryVerdict) -> "EntryVerdictView":
        """The view of a verdict."""
        return cls.of(one, reason=str(one.reason) if one.reason else None)


class BaseView(View, frozen=True):
    """A placement base; `taken` is counted."""

    id: UUID
    division: str
    name: str
    address: str
    places: int
    taken: int
    free: int
    contact: BaseContact
    opened_on: date
    closed_on: date | None
    revision: int

    @classmethod
    def of_base(cls, base: PlacementBase) -> "BaseView":
        """The view of a base."""
        return cls.of(base, free=base.free)


class ShareView(View, frozen=True):
    """So many of so many; `per_hundred` is null where there is nobody."""

    rate: Rate
    count: int
    total: int
    per_hundred: float | None


class FiguresOf(View, frozen=True):
    """The rates of everybody, of an office, or of a month of release."""

    office_id: UUID | None
    office_name: str | None
    month: date | None
    rates: list[ShareView]


class AftercareFiguresView(View, frozen=True):
    """All of them; nobody is left out of a denominator."""

    everybody: FiguresOf
    offices: list[FiguresOf]
    months: list[FiguresOf]

    @classmethod
    def of_figures(cls, figures: AftercareFigures) -> "AftercareFiguresView":
        """The view of the figures."""
        return cls(
            FiguresOf(None, None, None, _rates(figures.everybody)),
            [FiguresOf(one.office_id, one.office_name, None, _rates(one.rates)) for one in figures.offices],
            [FiguresOf(None, None, one.first_day, _rates(one.rates)) for one in figures.months],
        )


def _rates(rates: Mapping[Rate, Share]) -> list[ShareView]:
    return [ShareView(rate, share.count, share.of, share.per_hundred) for rate, share in rates.items()]
