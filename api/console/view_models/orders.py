"""Positioning orders: the form, the order with its steps, the approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from api.console.view_models.base import Attachment, Choice, FormState, Happening, Id, LegalBasis, Line, Paging, View
from api.console.view_models.papers import ActPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderListLine:
    """One order in the list."""

    order_id: Id
    order_number: str
    version: int
    state: str
    supervisee_id: Id
    masked_name: str
    office_name: str
    starts_at: datetime
    ends_at: datetime
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderListView(View):
    """Orders within reach. Filters stay in the address: `show` (`waiting-for-me`, `ending`, a state), `cursor`."""

    template: ClassVar[str] = "orders/list.html"
    lines: tuple[OrderListLine, ...]
    shows: tuple[Choice, ...]
    show: str
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGround:
    """One of the five statutory grounds and the recorded fact, with its proof, on which it rests."""

    ground: str
    record_kind: str
    happened_on: date
    summary: str
    proof_sha256: str = ""
    proof: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneLine:
    """A zone of the order in words; the shape of an `is_protected` one is never shown to the wearer, nor printed."""

    zone_id: Id
    kind: str
    name: str
    shape: str
    hours: str
    is_protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPaper:
    """The order as it is printed: every value that the approval covers, named as in the domain's paper.

    `digest` is of exactly this content; empty while it is a draft. `period_rule` is the rule that was applied to
    the dates.
    """

    order_number: str
    version: int
    kind: str
    agency_name: str
    name: str
    document_type: str
    document_number: str
    category: str
    home_address: str
    court: str
    judgment_number: str
    term_ends_on: date
    grounds: tuple[PaperGround, ...]
    zones: tuple[ZoneLine, ...]
    starts_on: date
    ends_on: date
    period_rule: str
    tracker_model: str
    assessment: str
    duties: tuple[str, ...]
    consequences: tuple[str, ...]
    rights: tuple[str, ...]
    proposed_by: str = ""
    proposed_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStep:
    """One step of the order's way; `state` is `done`, `current`, `waiting` or `blocked`.

    `key` is one of `grounds`, `evidence`, `zones`, `term`, `proposal`, `approval`, `notice`, `fitting`, `running`.
    `missing` says what is lacking.
    """

    key: str
    state: str
    summary: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView(View):
    """Left the paper, right the steps; the `acts` that this officer may do now open their forms.

    `state` is `draft`, `proposed`, `returned`, `approved`, `in-force` or `ended`. `acts` holds any of `edit`,
    `propose`, `withdraw`, `approve`, `print-notice`, `record-notice`, `fit-tracker`, `start`, `change`, `extend`,
    `end`. Forms post to `/console/orders/{id}/…`: `proposal`, `withdrawal`, `notice` (`outcome` signed|refused,
    `served_at`, `scan` file, `witness_1`, `witness_2`), `fitting` (`tracker`), `start`, `extension` (`ends_on`,
    `assessment`), `ending` (`cause`, `note`; then the second factor); `edit` and `change` link to
    `/console/orders/{id}/change`. `zones` are as `Zone.as_dict()` gives them; those whose shape the reader may not see
    carry `"shape": null`. `worn` names the tracker that is worn now, `to_hand_back` those that must be fetched back.
    """

    template: ClassVar[str] = "orders/one.html"
    order_id: Id
    supervisee_id: Id
    state: str
    paper: OrderPaper
    steps: tuple[OrderStep, ...]
    acts: frozenset[str]
    zones: tuple[Mapping[str, Any], ...]
    history: tuple[Happening, ...]
    versions: tuple[int, ...] = (1,)
    notice_attachments: tuple[Attachment, ...] = ()
    free_trackers: tuple[Choice, ...] = ()
    end_causes: tuple[Choice, ...] = ()
    latest_end_on: date | None = None
    ended_because: str = ""
    purpose: str = "supervision"
    papers: tuple[ActPaper, ...] = ()
    notice_path: str = ""
    """Where the notice of the version that is shown is fetched; empty before it is out."""
    worn: str = ""
    to_hand_back: tuple[str, ...] = ()
    waits_for_review: bool = False
    may_review: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundOption:
    """A statutory ground in the form, with the facts on the file that it could rest on."""

    code: str
    records: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFormView(View):
    """A new order, or a new version of one.

    Posts to `/console/orders` (with `supervisee`) or `/console/orders/{id}/change`. Fields: `grounds` (several);
    for each `record_{ground}`, the id of a fact on the file, or `new` with `happened_on_{ground}`,
    `summary_{ground}` and the file `proof_{ground}`; `starts_on`, `ends_on`, `model`, and `zones`: a JSON list of
    zones as `Zone.as_dict()` gives them, new ones without `condition_id`.
    """

    template: ClassVar[str] = "orders/form.html"
    supervisee_id: Id
    name: str
    number: str
    form: FormState
    grounds: tuple[GroundOption, ...]
    models: tuple[Choice, ...]
    centre: tuple[float, float]
    earliest_start_on: date
    latest_end_on: date
    term_basis: LegalBasis
    home_position: tuple[float, float] | None = None
    order_id: Id | None = None
    order_number: str = ""
    kind: str = "initial"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView(View):
    """Exactly what is approved, its digest and the second factor.

    `kind` is `initial`, `variation` or `extension`; `changes` lists what differs from the version in force. Posts
    `decision` (`approve` or `return`), `digest`, `code`, and `reason` where it is returned, to
    `/console/orders/{id}/approval`.
    """

    template: ClassVar[str] = "orders/approval.html"
    order_id: Id
    kind: str
    paper: OrderPaper
    zones: tuple[Mapping[str, Any], ...]
    proofs: tuple[Attachment, ...]
    changes: tuple[Line, ...] = ()
    form: FormState = FormState()
