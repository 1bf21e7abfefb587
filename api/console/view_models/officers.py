"""Offices, officers, their grants, codes and second factors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Happening, Id, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """One office; `depth` is its level below the topmost that the reader sees."""

    office_id: Id
    name: str
    level: str
    division: str
    division_name: str
    officer_count: int
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeListView(View):
    """The offices; a new one posts `name`, `level`, `division` and `parent` to `/console/offices`."""

    template: ClassVar[str] = "officers/offices.html"
    lines: tuple[OfficeLine, ...]
    levels: tuple[Choice, ...]
    parents: tuple[Choice, ...]
    may_add: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLine:
    """One officer; `state` is `active`, `locked`, `suspended` or `ended`."""

    officer_id: Id
    name: str
    username: str
    role: str
    office_name: str
    state: str
    last_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerListView(View):
    """The officers. Filters stay in the address: `query`, `office`, `role`, `state`, `cursor`."""

    template: ClassVar[str] = "officers/list.html"
    query: str
    lines: tuple[OfficerLine, ...]
    offices: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    states: tuple[Choice, ...]
    filters: Mapping[str, str]
    paging: Paging
    may_add: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerFormView(View):
    """Posts `name`, `username`, `office`, `role`, `prefix`, `valid_from` and `valid_until` to `/console/officers`."""

    template: ClassVar[str] = "officers/form.html"
    form: FormState
    offices: tuple[Choice, ...]
    roles: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """A role in an area, from one day to another, with who gave it and why."""

    grant_id: Id
    role: str
    prefix: str
    area_name: str
    valid_from: date
    valid_until: date | None
    granted_by: str
    granted_at: datetime
    is_live: bool
    revoked_at: datetime | None = None
    may_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementRequest:
    """A credential that is to be replaced: asked for by one administrator, agreed to by another."""

    request_id: Id
    asked_by: str
    asked_at: datetime
    may_agree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementCard:
    """How a lost `second-factor` or `password` is replaced: at `path` below the officer's page."""

    credential: str
    path: str
    request: ReplacementRequest | None = None
    may_ask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerView(View):
    """One officer.

    `acts` holds any of `grant`, `move`, `suspend`, `resume`, `end`, `unlock`, `print-codes`, `change-password`.
    Forms post to `/console/officers/{id}/…`: `grants` (`role`, `prefix`, `valid_from`, `valid_until`),
    `grants/{grant}/ending`, `move` (`office`), `suspension`, `resumption`, `ending`, `unlocking`,
    `replacement`, `replacement/{request}/agreement` (second factor), and the same two below `password`.
    """

    template: ClassVar[str] = "officers/one.html"
    officer: OfficerLine
    grants: tuple[GrantLine, ...]
    history: tuple[Happening, ...]
    acts: frozenset[str]
    offices: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    codes_left: int
    has_second_factor: bool
    locked_until: datetime | None = None
    replacements: tuple[ReplacementCard, ...] = ()
    is_self: bool = False
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSheet:
    """One officer's paper: first password, the second factor as a QR code, and the one-time codes."""

    name: str
    username: str
    office_name: str
    codes: tuple[str, ...]
    first_password: str = ""
    totp_qr_svg: str = ""
    totp_secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesView(View):
    """Shown once and printed, a sheet of paper for each officer."""

    template: ClassVar[str] = "officers/codes.html"
    sheets: tuple[CodeSheet, ...]
    made_at: datetime
    made_by: str
    back_path: str
