"""Disclosures: the list, one of them, and asking for one."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, Line, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureLine:
    """A disclosure in the list, the person masked."""

    disclosure_id: Id
    number: str
    masked_name: str
    organ: str
    state: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureListView(View):
    """Disclosures within reach."""

    template: ClassVar[str] = "disclosures/list.html"
    lines: tuple[DisclosureLine, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureView(View):
    """One disclosure in clear. Posts `code` to `…/approval`, `reason` to `…/return`, nothing to `…/handing-over`."""

    template: ClassVar[str] = "disclosures/one.html"
    disclosure_id: Id
    supervisee_id: Id
    number: str
    name: str
    state: str
    facts: tuple[Line, ...]
    positions: int | None
    form: FormState = FormState()
    may_decide: bool = False
    may_hand_over: bool = False
    purpose: str = "supervision"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFormView(View):
    """Asking for one.

    Posts `supervisee`, `organ`, `organ_name`, `officer_name`, `legal_basis`, `reason`, `from_at`, `until_at`,
    `every_minutes` to `/console/disclosures`.
    """

    template: ClassVar[str] = "disclosures/form.html"
    supervisee_id: Id
    masked_name: str
    number: str
    organs: tuple[Choice, ...]
    form: FormState = FormState()
