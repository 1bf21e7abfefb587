"""What the pages about residents and households are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Deadline, FormState, Id, LegalBasis, Line, Paging, View
from api.console.view_models.residence.services import ServicesPart
from supervision.residence.codes import SUGGESTED
from supervision.residence.households.amendments import Amendment
from supervision.residence.households.changing import Version
from supervision.residence.households.masked import MaskedResident
from supervision.residence.households.materials import Material
from supervision.residence.households.move_rows import Move
from supervision.residence.households.opening import Stay
from supervision.residence.households.readings import Reading
from supervision.residence.own_page.codes import CodeStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentListView(View):
    """Residents, masked; `shows` are the ways to see the list, `show` the one that is chosen."""

    template: ClassVar[str] = "residence/people/residents.html"
    lines: tuple[MaskedResident, ...]
    communities: tuple[Choice, ...]
    places: Mapping[str, str]
    shows: tuple[Choice, ...]
    show: str
    filters: Mapping[str, str]
    paging: Paging
    may_register: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of several; `state` is done, current or waiting."""

    key: str
    label: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationView(View):
    """One page of a registration; `kept` is what the other pages hold, sent along with this one.

    `fields` are those that the region's law lists, `derived` what the document's number says by itself.
    """

    template: ClassVar[str] = "residence/people/register.html"
    suggested: ClassVar[Mapping[str, Mapping[str, str]]] = SUGGESTED
    draft_id: str
    step: str
    steps: tuple[Step, ...]
    form: FormState
    kept: Mapping[str, str]
    fields: frozenset[str]
    document_types: tuple[Choice, ...]
    sexes: tuple[Choice, ...]
    ethnicities: tuple[str, ...]
    roles: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    lodgings: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    households: tuple[Choice, ...] = ()
    drawers: tuple[Choice, ...] = ()
    dwellings: tuple[Choice, ...] = ()
    address: str = ""
    derived: tuple[Line, ...] = ()
    is_minor: bool = False
    summary: tuple[Line, ...] = ()
    deadline: Deadline | None = None
    masked_name: str = ""
    kept_since: datetime | None = None
    field_basis: LegalBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """Somebody of a household in clear; `name` is empty once the key was destroyed."""

    resident_id: Id
    name: str
    role: str
    began_on: date
    expected_until: date | None
    verified_on: date | None
    verdict: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab of an opened household; other slices add theirs."""

    key: str
    label: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdTabs:
    """Of which household a list shows what belongs to it, with the tabs of its file; `tab` is this list's."""

    number: str
    tab: str
    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPageView(View):
    """An opened household: its members on the left, one tab on the right; no `card_state` while it has no card."""

    template: ClassVar[str] = "residence/people/household.html"
    household_id: Id
    number: str
    kind: str
    state: str
    address: str
    place: str
    purpose: str
    card_state: str = ""
    members: tuple[MemberLine, ...]
    tabs: tuple[Tab, ...]
    tab: str
    dwelling_id: Id
    dwelling: tuple[Line, ...] = ()
    tenancies: tuple["TenancyOfDwelling", ...] = ()
    may_keep_tenancy: bool = False
    stays: tuple[tuple[str, Stay], ...] = ()
    materials: tuple[Material, ...] = ()
    material_kinds: tuple[Choice, ...] = ()
    readings: tuple[Reading, ...] = ()
    paging: Paging | None = None
    former: tuple["FormerMember", ...] = ()
    member_choices: tuple[Choice, ...] = ()
    roles: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    others: tuple[Choice, ...] = ()
    form: FormState = field(default_factory=FormState)
    may_register: bool = False
    may_change: bool = False
    may_close: bool = False
    may_add_material: bool = False
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerMember:
    """Somebody who belonged to a household, masked, from when to when, and why they left."""

    masked_name: str
    role: str
    began_on: date
    ended_on: date
    end_reason: str
    went_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitOfResident:
    """The residence permit that somebody applied for last; `due_on` is when it has to be issued or endorsed."""

    permit_id: Id
    number: str
    state: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyOfDwelling:
    """A tenancy that runs."""

    tenancy_id: Id
    number: str
    ends_on: date
    filing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentPageView(View):
    """An opened resident: what is known, the stays, the versions, and who has read it."""

    template: ClassVar[str] = "residence/people/resident.html"
    resident_id: Id
    household_id: Id
    household_number: str
    name: str
    state: str
    address: str
    place: str
    purpose: str
    tab: str
    facts: tuple[Line, ...]
    derived: tuple[Line, ...]
    revision: int
    stays: tuple[Stay, ...] = ()
    versions: tuple[Version, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    moves: tuple[Move, ...] = ()
    materials: tuple[Material, ...] = ()
    material_kinds: tuple[Choice, ...] = ()
    services: ServicesPart | None = None
    readings: tuple[Reading, ...] = ()
    paging: Paging | None = None
    end_reasons: tuple[Choice, ...] = ()
    form: FormState = field(default_factory=FormState)
    phone: str = ""
    workplace: str = ""
    has_workplace: bool = False
    contact_basis: LegalBasis | None = None
    verified_on: date | None = None
    verdict: str = ""
    is_minor: bool = False
    permit: "PermitOfResident | None" = None
    may_apply: bool = False
    code: CodeStanding | None = None
    may_keep_code: bool = False
    may_change: bool = False
    may_request: bool = False
    may_end: bool = False
    may_resume: bool = False
    may_move: bool = False
    may_add_material: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFormView(View):
    """The form in which somebody says what should stand there instead."""

    template: ClassVar[str] = "residence/people/amend.html"
    suggested: ClassVar[Mapping[str, Mapping[str, str]]] = SUGGESTED
    resident_id: Id
    masked_name: str
    form: FormState
    fields: frozenset[str]
    document_types: tuple[Choice, ...]
    sexes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPageView(View):
    """An amendment to be decided: item, old, new; `answer_due` where the resident asked for it."""

    template: ClassVar[str] = "residence/people/amendment.html"
    amendment: Amendment
    resident: MaskedResident
    form: FormState
    is_own: bool = False
    answer_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFormView(View):
    """The form of a move: within one's own reach, out of it, or in from elsewhere (`way`)."""

    template: ClassVar[str] = "residence/people/move_form.html"
    way: str
    resident_id: Id | None
    title: str
    form: FormState
    communities: tuple[Choice, ...] = ()
    drawers: tuple[Choice, ...] = ()
    dwellings: tuple[Choice, ...] = ()
    households: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    roles: tuple[Choice, ...] = ()
    lodgings: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()
    document_types: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveListView(View):
    """Moves that begin or end here, or that the officer asked for."""

    template: ClassVar[str] = "residence/people/moves.html"
    lines: tuple[Move, ...]
    to_decide: frozenset[Id]
    paging: Paging
    may_ask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePageView(View):
    """A move, and what this officer may do with it."""

    template: ClassVar[str] = "residence/people/move.html"
    move: Move
    form: FormState
    may_decide: bool = False
    may_withdraw: bool = False
    asks_where: bool = False
    drawers: tuple[Choice, ...] = ()
    dwellings: tuple[Choice, ...] = ()
    households: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    roles: tuple[Choice, ...] = ()
    lodgings: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of a queue: who or what, since or until when, and the one action."""

    what: str
    is_masked: bool
    where: str
    when: str
    tone: str
    path: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCard:
    """A queue on *today's work*: its heading with the count, its first rows, and what an empty one says."""

    key: str
    title: str
    total: int
    rows: tuple[QueueRow, ...]
    all_path: str
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceTodayView(View):
    """The first page of community police: what is due, queue by queue."""

    template: ClassVar[str] = "residence/people/today.html"
    queues: tuple[QueueCard, ...]
    may_register: bool = False
