"""How a route of the API is called in the matrix."""

from dataclasses import dataclass

from tests.api import scenes
from tests.api.scenes import Scene


@dataclass(frozen=True, slots=True)
class Call:
    """Elsewhere (None: the act knows no place), a record is not found, and a list is empty."""

    officer: str
    elsewhere: str | None = None
    scene: Scene = scenes.nothing
    is_list: bool = False
