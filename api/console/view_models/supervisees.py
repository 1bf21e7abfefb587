"""Supervisees: the list, the file behind it with its tabs, the form and the import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Attachment, Choice, FormState, Id, LegalBasis, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseeLine:
    """One supervisee in a list, masked; `attention` is one phrase where something is wrong."""

    supervisee_id: Id
    number: str
    masked_name: str
    masked_id_number: str
    masked_phone: str
    category: str
    office_name: str
    state: str
    term_ends_on: date
    days_left: int
    order_id: Id | None = None
    order_number: str = ""
    attention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseeListView(View):
    """The list of those within reach.

    Filters stay in the address: `query`, `category`, `state`, `office`, `wears`, `cursor`.
    """

    template: ClassVar[str] = "supervisees/list.html"
    query: str
    lines: tuple[SuperviseeLine, ...]
    categories: tuple[Choice, ...]
    states: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    filters: Mapping[str, str]
    paging: Paging
    may_add: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Something that is wrong now, and where it is put right."""

    text: str
    path: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesSince:
    """What others did with the file since the officer looked last; one sentence a kind of act."""

    looked_at: datetime
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InjunctionLine:
    """One of the court's injunctions; `is_over` once its last day has passed."""

    kind: str
    text: str
    until: date | None
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseeHeader:
    """The head of an opened file: in clear, because a purpose was given and recorded; injunctions that hold today."""

    supervisee_id: Id
    number: str
    name: str
    category: str
    state: str
    office_name: str
    term_starts_on: date
    term_ends_on: date
    days_left: int
    elapsed_percent: int
    purpose: str
    is_minor: bool = False
    is_held: bool = False
    report_due_on: date | None = None
    order_id: Id | None = None
    order_number: str = ""
    order_ends_at: datetime | None = None
    responsible_name: str = ""
    attention: tuple[Attention, ...] = ()
    since: ChangesSince | None = None
    injunctions: tuple[InjunctionLine, ...] = ()
    may_edit: bool = False
    may_propose_order: bool = False
    may_ask_check_in: bool = False
    may_ask_transfer: bool = False
    search_id: Id | None = None
    """The search that lasts, if one does; there is no second beside it."""
    may_search: bool = False
    may_ask_disclosure: bool = False
    may_see_limits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseeTab(View):
    """What all tabs of a file share."""

    header: SuperviseeHeader


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAround:
    """The last contact, or the next; of the next without an appointment the last day is known alone."""

    contact_id: Id
    kind: str
    at: datetime | None = None
    due_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningApplication:
    """An application that is not over."""

    application_id: Id
    kind: str
    state: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleLine:
    """Who answers or answered for the file; `told_path` is the contact by which the person is told."""

    name: str
    office_name: str
    from_on: date
    until_on: date | None
    told_path: str = ""
    is_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewTab(SuperviseeTab):
    """概览: who, and what is in force. Empty strings are shown as not recorded.

    `acts` holds any of `detain`, `end-absence`, `end`, of the steps `report-in`, `declare`, `begin`, `lose`,
    `find`, and `hand-over`, a page of its own. Forms post to `/console/supervisees/{id}/…`: `custody` (`began_at`,
    `custody_note`, file `paper`; then a page to check), `absence/ending` (`returned_at`), `ending` (`cause`,
    `ended_at`, `note`, file `paper`; then the second factor), and for the steps `report-in`, `declaration`,
    `programme`, `lost-contact`, `lost-contact/ending` (`happened_at`, `step_note`, file `paper`; a declaration also
    `place` and repeated `present`).
    `takers` are who may answer for the file, empty for who may not say so; the form posts `officer` to `officer`.
    """

    template: ClassVar[str] = "supervisees/overview.html"
    document_type: str
    document_number: str
    sex: str
    born_on: date | None
    home_address: str
    home_position: tuple[float, float] | None
    phone: str
    term_basis: LegalBasis
    object_number: str = ""
    last_fixed_at: datetime | None = None
    open_alerts: int = 0
    document_types: tuple[Choice, ...] = ()
    conditions: tuple[str, ...] = ()
    supervision_class: str = ""
    last_contact: ContactAround | None = None
    next_contact: ContactAround | None = None
    group: tuple[str, ...] = ()
    """Who is in the correction group, as kind and name."""
    applications: tuple[RunningApplication, ...] = ()
    acts: frozenset[str] = frozenset()
    handed_over_on: date | None = None
    end_causes: tuple[Choice, ...] = ()
    officers: tuple[ResponsibleLine, ...] = ()
    takers: tuple[Choice, ...] = ()
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonToCall:
    """Somebody to call: the supervisee, the family, the guarantor."""

    name: str
    relation: str
    phone: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephonesTab(SuperviseeTab):
    """联系方式: telephone numbers and addresses."""

    template: ClassVar[str] = "supervisees/telephones.html"
    must_tell_of_end: bool
    phone: str
    home_address: str
    home_position: tuple[float, float] | None
    others: tuple[PersonToCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackTab(SuperviseeTab):
    """定位: one day's track.

    The page reads `/console/supervisees/{id}/day?day=&purpose=` (`days` are those with fixes).
    """

    template: ClassVar[str] = "supervisees/track.html"
    day: date
    earliest_day: date
    latest_day: date
    days: tuple[date, ...] = ()
    has_order: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseeOrderLine:
    """One positioning order of the supervisee."""

    order_id: Id
    order_number: str
    version: int
    state: str
    starts_at: datetime
    ends_at: datetime
    grounds: tuple[str, ...]
    tracker_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersTab(SuperviseeTab):
    """定位令: all orders of the supervisee, newest first."""

    template: ClassVar[str] = "supervisees/orders.html"
    orders: tuple[SuperviseeOrderLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """Who read this file, when, why, and what of it; several openings in one go are one line, from `first_at` on."""

    at: datetime
    first_at: datetime | None = None
    times: int = 1
    parts: str = ""
    officer_id: Id
    officer_name: str
    office_name: str
    act: str
    purpose: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingsTab(SuperviseeTab):
    """查阅记录: the readings of this file, newest first; `filters` are `by` (an officer), `from_on`, `until_on`."""

    template: ClassVar[str] = "supervisees/readings.html"
    lines: tuple[ReadingLine, ...]
    paging: Paging
    filters: Mapping[str, str] = field(default_factory=dict)
    may_print_receipt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView(View):
    """A fragment: the term with its arithmetic, asked for while the form is filled in.

    `/console/supervisees/term?starts_on=&years=&months=&days=&deducted_days=`; `refusal` is set where no term comes
    out.
    """

    template: ClassVar[str] = "supervisees/_term.html"
    starts_on: date | None = None
    ends_on: date | None = None
    steps: tuple[str, ...] = ()
    basis: LegalBasis | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseeFormView(View):
    """Posts to `/console/supervisees`, or `/console/supervisees/{id}` when it exists already.

    Fields: `begins` (of a new file: `receive` or `take-over`); `name`, `pinyin`, `document_type`, `document_number`,
    `sex`, `born_on`, `category`, `office`, `court`, `judgment_number`, `judged_on`, `effective_on`, `offence`,
    `offended_on`, `sentence`, `guarantor`, `guarantor_phone`, `hospital`,
    `term_starts_on`, `term_years`, `term_months`, `term_days`, `deducted_days`, `ethnicity`,
    `object_number`, `phone`, `home_address`, `home_lat`, `home_lon`;
    repeated: `contact_name`, `contact_relation`, `contact_phone`, `contact_address`, and `injunction_kind`,
    `injunction_text`, `injunction_until`. An existing file sends its
    `revision` and the `purpose` for which it was opened along.
    """

    template: ClassVar[str] = "supervisees/form.html"
    form: FormState
    term: TermView
    categories: tuple[Choice, ...]
    document_types: tuple[Choice, ...]
    sexes: tuple[Choice, ...]
    injunction_kinds: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    centre: tuple[float, float]
    supervisee_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A fact on the file that an order's ground can rest on: a ban, a breach, a warning, a penalty, a proposal."""

    record_id: Id
    kind: str
    happened_on: date
    summary: str
    recorded_by: str
    recorded_at: datetime
    proof: Attachment | None = None
    annulled_at: datetime | None = None
    is_sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsTab(SuperviseeTab):
    """事实记录: the recorded facts.

    Posts `kind`, `happened_on`, `summary`, file `proof` to `/console/supervisees/{id}/records`, and `reason` to
    `…/records/{record}/annulment`; `legal_basis` to `…/records/{record}/sealed-reading`.
    """

    template: ClassVar[str] = "supervisees/records.html"
    records: tuple[FileRecord, ...]
    kinds: tuple[Choice, ...]
    form: FormState = FormState()
    may_add: bool = False
    may_annul: bool = False
    may_read_sealed: bool = False
