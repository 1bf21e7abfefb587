"""How a page of the console is called in the matrix."""

from dataclasses import dataclass
from typing import Literal

from tests.api import page_scenes
from tests.api.page_scenes import PageScene


@dataclass(frozen=True, slots=True)
class PageCall:
    """Elsewhere (None: the act knows no place), a record is not found, and a list does not have it.

    A form that is accepted leads to another page, unless it `answers` with a page that is shown this once.
    """

    officer: str
    elsewhere: str | None = None
    scene: PageScene = page_scenes.nothing
    is_list: bool = False
    answers: Literal[200, 204] | None = None
