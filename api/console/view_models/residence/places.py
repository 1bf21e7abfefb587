"""Standard addresses, dwellings with landlord and hazards, organisations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Happening, Id, LegalBasis, Line, Paging, View
from api.console.view_models.residence.cabinet import FolderLine
from api.console.view_models.residence.quality import CountLine


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressLine:
    """One address in a list; `below` is how much stands directly under it."""

    address_id: Id
    kind: str
    name: str
    full_name: str
    code: str
    floor: int | None
    has_point: bool
    below: int = 0
    dwelling_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressListView(View):
    """The streets of a community, or what a search found. `division`, `query` and `cursor` stand in the address.

    Posts `kind`, `name` and the rest of a new street to `/console/addresses`, and `division` to
    `/console/addresses/points`.
    """

    template: ClassVar[str] = "residence/addresses/list.html"
    communities: tuple[Choice, ...]
    division: str
    query: str
    lines: tuple[AddressLine, ...]
    paging: Paging
    form: FormState = FormState()
    may_add: bool = False
    may_import: bool = False
    may_merge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressView(View):
    """One address: its facts as a form, its point on a map, what it stands under and what stands below it.

    Posts the facts with `revision` to `/console/addresses/{id}`, a new child to `/console/addresses`, and nothing to
    `/console/addresses/{id}/drawer`.
    """

    template: ClassVar[str] = "residence/addresses/one.html"
    address_id: Id
    kind: str
    full_name: str
    community_name: str
    line: tuple[tuple[str, Id], ...]
    children: tuple[AddressLine, ...]
    child_kinds: tuple[Choice, ...]
    point: tuple[float, float] | None
    centre: tuple[float, float]
    form: FormState
    child_form: FormState = FormState()
    merged_into: tuple[str, Id] | None = None
    drawer_id: Id | None = None
    dwelling_id: Id | None = None
    may_change: bool = False
    may_add: bool = False
    may_make_drawer: bool = False
    may_make_dwelling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateLine:
    """Two addresses side by side; the one that would be kept goes first."""

    kept_id: Id
    kept_name: str
    kept_facts: tuple[Line, ...]
    merged_id: Id
    merged_name: str
    merged_facts: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLine:
    """A merge that was made."""

    merge_id: Id
    merged_name: str
    kept_name: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatesView(View):
    """Posts `merged` and `kept` to `/console/addresses/merges`, nothing to `/console/addresses/merges/{id}/undoing`."""

    template: ClassVar[str] = "residence/addresses/duplicates.html"
    pairs: tuple[DuplicateLine, ...]
    merges: tuple[MergeLine, ...]
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardLine:
    """A hazard of premises with its steps."""

    hazard_id: Id
    dwelling_id: Id
    address: str
    kind: str
    space: str
    state: str
    referred_to: str
    due_on: date
    is_overdue: bool
    steps: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DwellingView(View):
    """One home: left its household files, right the premises, their landlord, hazards and history.

    Posts changed facts to `/console/dwellings/{id}`, a landlord to `…/landlord`, a hazard to `…/hazards`, a step to
    `/console/hazards/{id}/steps`.
    """

    template: ClassVar[str] = "residence/dwellings/one.html"
    dwelling_id: Id
    drawer_id: Id
    drawer_name: str
    division: str
    address: str
    address_id: Id
    facts: tuple[Line, ...]
    capacity: int | None
    capacity_basis: tuple[LegalBasis, ...]
    colour: str
    counts: tuple[CountLine, ...]
    living: int
    folders: tuple[FolderLine, ...]
    landlord: tuple[str, str] | None
    hazards: tuple[HazardLine, ...]
    history: tuple[Happening, ...]
    form: FormState
    landlord_form: FormState = FormState()
    hazard_form: FormState = FormState()
    step_form: FormState = FormState()
    step_of: Id | None = None
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    space_basis: LegalBasis | None = None
    may_change: bool = False
    may_record: bool = False
    may_register: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DwellingFormView(View):
    """A new dwelling at an address: posts to `/console/dwellings` with `address`."""

    template: ClassVar[str] = "residence/dwellings/form.html"
    address_id: Id
    address: str
    form: FormState
    choices: Mapping[str, tuple[Choice, ...]]
    space_basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView(View):
    """A landlord, or who answers for an organisation, opened for a purpose."""

    template: ClassVar[str] = "residence/contact.html"
    title: str
    of: str
    back_path: str
    purpose: str
    facts: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardListView(View):
    """All open hazards within reach, or those past their day, the one due first on top."""

    template: ClassVar[str] = "residence/hazards.html"
    lines: tuple[HazardLine, ...]
    communities: tuple[Choice, ...]
    division: str
    shows: tuple[Choice, ...] = ()
    show: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """One organisation in a list."""

    organisation_id: Id
    kind: str
    name: str
    credit_code: str
    address: str
    community_name: str
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationListView(View):
    """Organisations; `query`, `kind` and `cursor` stand in the address."""

    template: ClassVar[str] = "residence/organisations/list.html"
    query: str
    kind: str
    kinds: tuple[Choice, ...]
    lines: tuple[OrganisationLine, ...]
    paging: Paging
    may_add: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFormView(View):
    """A new organisation (posts to `/console/organisations`) or one that is there (posts to `…/{id}`)."""

    template: ClassVar[str] = "residence/organisations/form.html"
    form: FormState
    kinds: tuple[Choice, ...]
    communities: tuple[Choice, ...]
    organisation: OrganisationLine | None = None
    has_contact: bool = False
    history: tuple[Happening, ...] = ()
    may_keep: bool = True
