"""A pytest plugin: `-p tests.rules.switching --switch-off 5` runs tests as if rule 5 were not there."""

import asyncio
import inspect
import sys
from collections.abc import Callable
from typing import Any

import pytest

from supervision.corrections.rule_book import CORRECTION_BOOK
from tests.rules.switches import SWITCHES

_OURS = ("api.", "devices.", "supervision.", "tests.")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--switch-off", type=int, default=None, help="the number of a rule to take out of force")


def pytest_collection_finish(session: pytest.Session) -> None:
    """By now every module that a test uses is imported, and with it every name that has to point elsewhere."""
    number = session.config.getoption("--switch-off")
    if number is None:
        return
    switch = SWITCHES[number]
    for name, value in switch.rows:
        rows = [rule for rule in CORRECTION_BOOK.rules if rule.name == name]
        if not rows:
            raise pytest.UsageError(f"no row is named {name}")
        for rule in rows:
            object.__setattr__(rule, "number", value)  # every table shares the row
    for path in switch.passed_over:
        _replace(path, None)
    for path, answer in switch.answers:
        _replace(path, answer)


def _replace(path: str, answer: object) -> None:
    module, _, name = path.partition(":")
    owner: Any = sys.modules[module]
    *outer, last = name.split(".")
    for part in outer:
        owner = getattr(owner, part)
    original = getattr(owner, last)
    stand_in = _answering(answer, is_awaited=inspect.iscoroutinefunction(original))
    setattr(owner, last, stand_in)
    for known in [each for each in sys.modules.values() if hasattr(each, "__name__")]:
        if f"{known.__name__}.".startswith(_OURS):
            for other in [key for key, value in vars(known).items() if value is original]:
                setattr(known, other, stand_in)


def _answering(answer: object, *, is_awaited: bool) -> Callable[..., Any]:
    async def later(*_parts: object, **_named: object) -> object:
        await asyncio.sleep(0)
        return answer

    def at_once(*_parts: object, **_named: object) -> object:
        return answer

    return later if is_awaited else at_once
