"""Searches for people in words."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.corrections.searching.words import SEARCH_END_NAMES, SEARCH_STEP_NAMES
from supervision.wording import Wording

SEARCH_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "search-step": named(SEARCH_STEP_NAMES),
    "search-end": named(SEARCH_END_NAMES),
}
"""For each kind of code, what each code is called."""

SEARCH_ACTS: Mapping[str, Wording] = {
    "person-search:open": Wording("开始查找", "Open a search for a person"),
    "person-search:step": Wording("登记查找经过", "Put down a step of a search"),
    "person-search:end": Wording("结束查找", "End a search"),
    "person-search:list": Wording("查看查找清单", "List searches"),
    "person-search:read": Wording("查阅查找经过", "Read a search"),
}
"""What each act is called."""
