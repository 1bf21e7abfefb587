"""The search for residents, and possible duplicates among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, Paging, View
from supervision.residence.households.masked import MaskedResident
from supervision.residence.search.found_households import EmptyHome, FoundHousehold


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    """What a search found. `query` and `purpose` stay in the address; without a purpose the page asks for one."""

    template: ClassVar[str] = "residence/search/results.html"
    query: str
    purpose: str
    purposes: tuple[Choice, ...]
    residents: tuple[MaskedResident, ...] = ()
    households: tuple[FoundHousehold, ...] = ()
    homes: tuple[EmptyHome, ...] = ()
    places: Mapping[str, str] | None = None
    is_bounded: bool = False
    paging: Paging | None = None
    may_register: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateLineView:
    """A pair in the queue, both masked, with what they have in common in words."""

    pair_id: Id
    found_at: datetime
    one: MaskedResident
    other: MaskedResident
    likenesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateListView(View):
    """The pairs that wait for a decision."""

    template: ClassVar[str] = "residence/search/duplicates.html"
    lines: tuple[DuplicateLineView, ...]
    paging: Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """One fact of both records."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return self.one != self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePairView(View):
    """Two records side by side, in clear.

    Forms post to `/console/duplicates/{id}/…`: `merge` (`winner`, `rationale`), `distinction` (`rationale`).
    """

    template: ClassVar[str] = "residence/search/pair.html"
    pair_id: Id
    one_id: Id
    other_id: Id
    state: str
    purpose: str
    likenesses: tuple[str, ...]
    lines: tuple[ComparedLine, ...]
    rationale: str
    form: FormState
    may_decide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePurposeView(View):
    """Why both records are opened."""

    template: ClassVar[str] = "residence/search/pair_purpose.html"
    pair_id: Id
    purposes: tuple[Choice, ...]
