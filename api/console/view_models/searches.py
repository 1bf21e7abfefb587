"""Searches for people: the list, one of them, and opening one."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Happening, Id, Paging, View
from api.console.view_models.papers import ActPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLine:
    """A search in the list, the person masked; `to_tell` are those who were not told yet."""

    search_id: Id
    masked_name: str
    number: str
    office_name: str
    lost_since_at: datetime
    opened_at: datetime
    ended_at: datetime | None = None
    to_tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchListView(View):
    """Searches within reach; `show=all` in the address lists those that ended too."""

    template: ClassVar[str] = "searches/list.html"
    lines: tuple[SearchLine, ...]
    paging: Paging
    with_ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    """One search in clear. Posts `step`, `happened_at`, `note` to `…/steps` and `end`, `note` to `…/ending`."""

    template: ClassVar[str] = "searches/one.html"
    search_id: Id
    supervisee_id: Id
    name: str
    number: str
    lost_since_at: datetime
    opened_at: datetime
    reason: str
    history: tuple[Happening, ...]
    to_tell: tuple[str, ...]
    steps: tuple[Choice, ...]
    ends: tuple[Choice, ...]
    form: FormState = FormState()
    may_step: bool = False
    ended_at: datetime | None = None
    end: str = ""
    end_note: str = ""
    papers: tuple[ActPaper, ...] = ()
    purpose: str = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFormView(View):
    """Opening a search. Posts `supervisee`, `lost_since_at`, `reason` to `/console/searches`."""

    template: ClassVar[str] = "searches/form.html"
    supervisee_id: Id
    masked_name: str
    number: str
    form: FormState = FormState()
