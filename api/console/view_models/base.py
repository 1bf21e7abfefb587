"""What every page is given, and the small parts that many pages share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

Id = UUID | str
"""An identifier as the address of a page carries it."""

Language = Literal["zh", "en"]
"""The language of a page: Chinese is the source of the wording, English stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerBadge:
    """Who is signed in, as the upper right corner shows it."""

    officer_id: Id
    name: str
    role: str
    office_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line above the page about what just happened; `undo_path` takes a POST that reverses it."""

    tone: Literal["done", "warning", "refused"]
    text: str
    undo_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers beside the entries of the navigation; each equals the list behind it."""

    open_alerts: int = 0
    approvals: int = 0
    hand_backs: int = 0
    applications: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The frame around every page.

    `product` is a register, or `both` while nobody is signed in. `active` is the section whose entry is lit; `sections`
    are the entries that the officer may open (`today`, `map`, `supervisees`, `orders`, `alerts`, `trackers`,
    `check-ins`, `refusals`, `destruction`, `offices`, `officers`, `audit`, `doctor`). `path` is the address with its
    query, to which a switch of language returns. `tiles_path` is the address of our own map tiles, if there are any.
    """

    active: str
    product: str
    path: str
    now: datetime
    officer: OfficerBadge | None
    csrf_token: str
    language: Language = "zh"
    is_demo: bool = False
    sections: frozenset[str] = frozenset()
    counts: Counts = Counts()
    notices: tuple[Notice, ...] = ()
    tiles_path: str | None = None
    tiles_credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a template gets beside the frame; the class knows its template."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a select, a radio group or a row of filters."""

    value: str
    label: str
    hint: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """What was typed and what is wrong with it: a refused form comes back with both.

    `lists` holds the fields that may be given several times (checkboxes, repeated rows).
    """

    values: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    refusal: str | None = None

    def value(self, name: str) -> str:
        """What stands in the field `name`; empty if nothing does."""
        return self.values.get(name, "")

    def has(self, name: str, option: str) -> bool:
        """Whether `option` of the field `name` is chosen."""
        return self.values.get(name) == option or option in self.lists.get(name, ())

    def error(self, name: str) -> str:
        """What is wrong with the field `name`; empty if nothing is."""
        return self.errors.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Where a list stands: how many are shown, how many there are (None: not counted), and the next page."""

    shown: int
    total: int | None = None
    next_path: str | None = None
    first_path: str | None = None
    counted: str = ""
    """What the number counts whose list this is; empty for a list of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A number with the list behind it."""

    name: str
    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label and its value, for summaries that are checked before an act."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """Where a limit comes from: the rule, its source, and the arithmetic in one sentence."""

    rule: str
    source: str
    arithmetic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day on which something is due; `days_left` is negative once it has passed."""

    due_on: date
    days_left: int
    basis: LegalBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Who did or knew what, when: one step of a history."""

    at: datetime
    who: str
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A stored document and where it opens."""

    name: str
    path: str
    size_bytes: int
    added_at: datetime
    added_by: str
