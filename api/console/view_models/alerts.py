"""Alerts: the open list, one alert with its evidence, and its disposition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from api.console.view_models.base import Choice, FormState, Happening, Id, LegalBasis, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """One alert as a row: what, who, since when, how sure, and the one action.

    `certainty_percent` is None where the judgement is UNKNOWN. `remark` is one short phrase (`腕带电量 12%`).
    `lasted_until` is set once the wearer was back, or the cause had gone.
    """

    alert_id: Id
    kind: str
    state: str
    certainty_percent: int | None
    occurred_at: datetime
    known_at: datetime
    supervisee_id: Id
    masked_name: str
    file_number: str
    order_id: Id | None = None
    order_number: str = ""
    remark: str = ""
    acknowledged_by: str = ""
    disposed_by: str = ""
    finding: str = ""
    lasted_until: datetime | None = None
    may_dispose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlertsView(View):
    """A fragment: the open alerts of the officer, read again every 30 seconds and whenever the stream brings one."""

    template: ClassVar[str] = "alerts/_open_list.html"
    lines: tuple[AlertLine, ...]
    total: int
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertListView(View):
    """All alerts within reach. Filters stay in the address: `state`, `kind`, `from`, `to`, `supervisee`, `cursor`."""

    template: ClassVar[str] = "alerts/list.html"
    lines: tuple[AlertLine, ...]
    states: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    filters: Mapping[str, str]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFix:
    """One fix behind an alert and how it was judged; `distance_m` is from the edge of the zone, positive outside."""

    fixed_at: datetime
    received_at: datetime
    latitude: float
    longitude: float
    accuracy_m: float
    source: str
    assessment: str
    distance_m: float | None = None
    is_confirming: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """The condition that the alert is about, as the order version of that moment has it."""

    text: str
    order_id: Id
    order_number: str
    order_version: int
    basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed:
    """How the alert ended: by whom, when, with which finding."""

    officer_name: str
    disposed_at: datetime
    finding: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterBreach:
    """What a breach leads to: the contact that it was written as, and the search that lasts or may be begun."""

    contact_id: Id
    search_id: Id | None = None
    may_search: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView(View):
    """One alert with all that an officer needs to decide; `reasons` are codes or sentences.

    `evidence` is the map and the strip as JSON: `{"zones": [Zone.as_dict()] with the broken condition first,
    "fixes": [{"lon", "lat", "accuracy_m", "fixed_at", "assessment", "is_confirming", "distance_m"}], "from", "to",
    "strips": [{"label", "kind", "spans": [{"from", "to", "state"}]}]}`. `already` is set, and the answer is a 409,
    when somebody disposed of the alert first. With `is_evidence_destroyed` there are no fixes any more. Posts to
    `/console/alerts/{id}/acknowledgement`, and `finding`, `note` (and `checked` from the second page) to
    `/console/alerts/{id}/disposition`.
    """

    template: ClassVar[str] = "alerts/one.html"
    alert: AlertLine
    name: str
    office_name: str
    phone: str
    reasons: tuple[str, ...]
    rule: BrokenRule
    fixes: tuple[EvidenceFix, ...]
    evidence: Mapping[str, Any]
    history: tuple[Happening, ...]
    may_acknowledge: bool
    may_dispose: bool
    lasted_until: datetime | None = None
    reply: str = ""
    disposed: Disposed | None = None
    already: Disposed | None = None
    after_breach: AfterBreach | None = None
    is_evidence_destroyed: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionCheckView(View):
    """What will be written, before it is written: posts `finding`, `note` and `checked=yes` to the same address."""

    template: ClassVar[str] = "alerts/check.html"
    alert: AlertLine
    name: str
    finding: str
    note: str
