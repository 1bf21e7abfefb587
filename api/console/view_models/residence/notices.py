"""Stay notices: the public page of a link, the receipt, and the pages on which officers issue links and decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Deadline, FormState, Id, LegalBasis, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStartView(View):
    """What a link opens: for what place it is, and what can be told."""

    template: ClassVar[str] = "residence/notices/start.html"
    token: str
    place: str
    due: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFormView(View):
    """The form of a notice; `persons` says how many people it has room for, `fields` what may be asked of each."""

    template: ClassVar[str] = "residence/notices/form.html"
    token: str
    place: str
    kind: str
    form: FormState = field(default_factory=FormState)
    room_needed: bool
    persons: int = 1
    fields: frozenset[str] = frozenset()
    declarers: tuple[Choice, ...]
    documents: tuple[Choice, ...] = ()
    lodgings: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()
    sexes: tuple[Choice, ...] = ()
    action_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCheckView(View):
    """What would be sent, to be looked at once more; `kept` is the form itself."""

    template: ClassVar[str] = "residence/notices/check.html"
    token: str
    place: str
    kind: str
    lines: tuple[Line, ...]
    persons: tuple[tuple[Line, ...], ...]
    kept: Mapping[str, str]
    due: LegalBasis
    is_late: bool
    action_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowVerdict:
    """A row of a list and what is wrong with it, if anything."""

    number: int
    name: str
    document: str
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicListView(View):
    """Many people at once, pasted or from a sheet; a verdict for every row once they were checked."""

    template: ClassVar[str] = "residence/notices/list.html"
    token: str
    place: str
    form: FormState = field(default_factory=FormState)
    room_needed: bool
    declarers: tuple[Choice, ...]
    lodgings: tuple[Choice, ...]
    rows: tuple[RowVerdict, ...] = ()
    good: int = 0
    bad: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReceiptView(View):
    """The receipt, shown this once; the code is never shown again."""

    template: ClassVar[str] = "residence/notices/receipt.html"
    number: str
    code: str
    received_at: datetime
    place: str
    persons: int
    again_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPerson:
    """One person of a followed notice."""

    name: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFollowView(View):
    """Asking for a notice by number and code, and the answer."""

    template: ClassVar[str] = "residence/notices/follow.html"
    form: FormState = field(default_factory=FormState)
    number: str = ""
    kind: str = ""
    state: str = ""
    place: str = ""
    received_at: datetime | None = None
    lines: tuple[Line, ...] = ()
    persons: tuple[FollowedPerson, ...] = ()
    may_withdraw: bool = False
    code: str = ""
    was_withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRefusalView(View):
    """Why a public page cannot be shown; nothing of it tells whether somebody or something exists."""

    template: ClassVar[str] = "residence/notices/refusal.html"
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A link in the list of officers."""

    link_id: Id
    place: str
    scope: str
    valid_until: date
    issued_at: datetime
    issued_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkListView(View):
    """The links that are live, and the form for a new one."""

    template: ClassVar[str] = "residence/notices/links.html"
    links: tuple[LinkLine, ...]
    drawers: tuple[Choice, ...]
    dwellings: tuple[Choice, ...] = ()
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSheetView(View):
    """The paper with the QR of a link, to be hung up or handed over."""

    template: ClassVar[str] = "residence/notices/link_sheet.html"
    link_id: Id
    place: str
    url: str
    qr_svg: str
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A stay notice in the queue."""

    notice_id: Id
    number: str
    kind: str
    declarer_kind: str
    declarer: str
    place: str
    persons: int
    event_on: date
    deadline: Deadline
    state: str
    received_at: datetime
    was_late: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeListView(View):
    """The queue of notices to accept, or those that are closed."""

    template: ClassVar[str] = "residence/notices/list_of_notices.html"
    lines: tuple[NoticeLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging
    waiting: int
    overdue: int
    may_decide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeGroup:
    """Places into which somebody may be registered, those that the notice names apart from the others."""

    label: str
    homes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCard:
    """One person of a notice before the officer, with what there is to choose from."""

    ordinal: int
    item_id: Id
    name: str
    lines: tuple[Line, ...]
    state: str
    reason: str = ""
    resident_id: Id | None = None
    match_id: Id | None = None
    match_name: str = ""
    match_elsewhere: bool = False
    leavers: tuple[Choice, ...] = ()
    homes: tuple[HomeGroup, ...] = ()
    home: str = ""
    """What is chosen before anybody chooses: the one place that the room names, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView(View):
    """A stay notice in clear, and the form by which it is decided on."""

    template: ClassVar[str] = "residence/notices/one.html"
    notice_id: Id
    number: str
    kind: str
    state: str
    place: str
    received_at: datetime
    written_down: bool
    declarer: tuple[Line, ...]
    deadline: Deadline
    was_late: bool
    items: tuple[ItemCard, ...]
    waiting: int
    shown_waiting: int
    roles: tuple[Choice, ...]
    ends: tuple[Choice, ...]
    may_decide: bool
    form: FormState = field(default_factory=FormState)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFormView(View):
    """A notice that an officer or assistant writes down; without a drawer it asks for one first."""

    template: ClassVar[str] = "residence/notices/written.html"
    form: FormState
    kind: str
    drawer: str
    drawer_id: Id
    persons: int
    fields: frozenset[str]
    drawers: tuple[Choice, ...]
    dwellings: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    declarers: tuple[Choice, ...]
    documents: tuple[Choice, ...]
    lodgings: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    sexes: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReceiptView(View):
    """The receipt on paper for whoever had the notice written down; shown this once."""

    template: ClassVar[str] = "residence/notices/written_receipt.html"
    number: str
    code: str
    received_at: datetime
    persons: int
