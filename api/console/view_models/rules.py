"""The rules of law of a register, and the rows of regions in their place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """What holds in a place from a day: a number with its unit, `fields`, or `text`; `needs_check` where not read."""

    value: str
    fields: tuple[str, ...]
    place: str
    valid_from: date
    valid_until: date | None
    source: str
    confidence: str
    needs_check: bool
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule with its rows of code; `bounds` is empty where the law leaves nothing open."""

    name: str
    rows: tuple[RuleRow, ...]
    bounds: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRuleLine:
    """A local row; `state` is `proposed`, `confirmed` or `revoked`, `service` what a row of a service calls it."""

    rule_id: Id
    name: str
    row: RuleRow
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    is_own: bool
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleListView(View):
    """Every rule of the register, and the local rows, newest first."""

    template: ClassVar[str] = "rules/list.html"
    rules: tuple[RuleLine, ...]
    local: tuple[LocalRuleLine, ...]
    paging: Paging
    may_propose: bool = False
    has_services: bool = False
    may_confirm: bool = False
    may_revoke: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRuleFormView(View):
    """A new local row; posts `number` and `unit`, or `fields`, with `division`, the days, `source`, `confidence`.

    Where the number says who decides, it is one of `levels`.
    """

    template: ClassVar[str] = "rules/form.html"
    rule: RuleLine
    levels: tuple[Choice, ...]
    units: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    confidences: tuple[Choice, ...]
    form: FormState


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRowFormView(View):
    """A division's own row of a service; posts `service` (empty for a new one) and what the row says of it."""

    template: ClassVar[str] = "rules/service_form.html"
    services: tuple[Choice, ...]
    conditions: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    units: tuple[Choice, ...]
    confidences: tuple[Choice, ...]
    form: FormState
