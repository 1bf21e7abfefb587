"""The rules of law of a register, and the rows of regions in their place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """What holds in a place from a day: a number with its unit, or `fields`; `needs_check` where it was not read."""

    value: str
    fields: tuple[str, ...]
    place: str
    valid_from: date
    valid_until: date | None
    source: str
    confidence: str
    needs_check: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule with its rows of code; `bounds` is empty where the law leaves nothing open."""

    name: str
    rows: tuple[RuleRow, ...]
    bounds: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRuleLine:
    """A local row; `state` is `proposed`, `confirmed` or `revoked`, `who` names who did each, `is_own` the proposer."""

    rule_id: Id
    name: str
    row: RuleRow
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleListView(View):
    """Every rule of the register, and the local rows, newest first."""

    template: ClassVar[str] = "rules/list.html"
    rules: tuple[RuleLine, ...]
    local: tuple[LocalRuleLine, ...]
    paging: Paging
    may_propose: bool = False
    may_confirm: bool = False
    may_revoke: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRuleFormView(View):
    """A new local row; posts `number` and `unit`, or `fields`, with `division`, the days, `source`, `confidence`."""

    template: ClassVar[str] = "rules/form.html"
    rule: RuleLine
    units: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    confidences: tuple[Choice, ...]
    form: FormState
