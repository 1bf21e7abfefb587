"""Searches for people out of contact."""

from collections.abc import Mapping
from dataclasses import replace

from api.console.view_models.base import FormState, Happening, Paging, View
from api.console.view_models.papers import ActPaper
from api.console.view_models.searches import SearchFormView, SearchLine, SearchListView, SearchView
from tests.api.console.samples.moments import at, options

LINE = SearchLine(
    search_id="h1",
    masked_name="李*",
    number="14050001",
    office_name="城关司法所",
    lost_since_at=at(8, day=21),
    opened_at=at(9, day=22),
    to_tell=("told-police", "told-prosecutor"),
)
SEARCH = SearchView(
    search_id="h1",
    supervisee_id="s1",
    name="李志强",
    number="14050001",
    lost_since_at=at(8, day=21),
    opened_at=at(9, day=22),
    reason="两日未接电话，家中无人。",
    history=(
        Happening(at=at(9, day=22), who="赵丽", what="电话联系", note="关机。"),
        Happening(at=at(10, day=22), who="赵丽", what="通报人民检察院", note="值班检察官。"),
    ),
    to_tell=("told-police",),
    steps=options("call", "visit"),
    ends=options("found"),
    may_step=True,
    papers=(
        ActPaper(title="查找社区矫正对象情况通报", form_path="/console/supervisees/s1/papers/form"),
        ActPaper(
            title="查找社区矫正对象情况通报", number="TB-140502-2026-0001", state="void", path="/console/papers/p1"
        ),
    ),
)

PERSON_SEARCH_PAGES: Mapping[str, View] = {
    "searches": SearchListView(
        lines=(LINE, replace(LINE, ended_at=at(10), to_tell=()), replace(LINE, to_tell=())),
        paging=Paging(shown=3),
        with_ended=True,
    ),
    "searches-none": SearchListView(lines=(), paging=Paging(shown=0)),
    "search-one": SEARCH,
    "search-refused": replace(SEARCH, form=FormState(values={"end": "handed-over"}, refusal="须先通报公安机关。")),
    "search-ended": replace(
        SEARCH, history=(), to_tell=(), may_step=False, ended_at=at(12), end="found", end_note="在亲戚家。"
    ),
    "search-form": SearchFormView(supervisee_id="s1", masked_name="李*", number="14050001"),
}
