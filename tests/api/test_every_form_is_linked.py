"""A form for something new is of no use where no page leads to it."""

import re
from pathlib import Path

import pytest
from litestar import Litestar

from api.app import create_app
from supervision.settings import load_settings

CONSOLE = Path(__file__).resolve().parents[2] / "api/console"
_SERVING = re.compile(r"^ *@(get|post)\(.*$|^    path = .*$", re.MULTILINE)


@pytest.fixture(scope="module")
def app() -> Litestar:
    return create_app(load_settings({}))


@pytest.fixture(scope="module")
def said() -> str:
    """All that pages and scripts say, without the lines that serve an address."""
    files = [
        path for path in CONSOLE.rglob("*") if path.suffix in {".html", ".js", ".py"} and "vendor" not in path.parts
    ]
    return "\n".join(_SERVING.sub("", path.read_text("utf-8")) for path in files)


def test_some_page_leads_to_every_form_of_its_own_address(app: Litestar, said: str) -> None:
    forms = {route.path for route in app.routes if re.fullmatch(r"/console/[a-z/-]+/new", route.path)}
    assert "/console/permits/new" in forms
    named = dict.fromkeys(forms, False)
    for path in forms:
        section = path.removeprefix("/console/").removesuffix("/new")
        by_name = section.upper().replace("-", "_")
        named[path] = bool(re.search(rf"{re.escape(path)}\b|\{{{by_name}(_PATH)?\}}/new\b", said))
    assert [path for path, is_named in named.items() if not is_named] == []
