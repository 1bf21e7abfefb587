"""Bring the console's English catalogue in line with the Chinese texts of its templates and modules.

`python tools/catalogue.py` drops what is no longer said and adds what is new without a translation; a test fails until
that is written. Nothing is compiled: the console reads the catalogue when it starts.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CONSOLE = ROOT / "api/console"
CATALOGUE = CONSOLE / "locale/en/LC_MESSAGES/console.po"

_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "say": None, "translate": None}
_OPTIONS = {"templates/**.html": {"newstyle_gettext": "true"}}
_HEADER = "# English wording of the console. The msgids are the Chinese wording, which is the source."
_CHINESE = re.compile(r"[\u3001-\uffef]")
_KEPT_HEADERS = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-Type:", "Content-Transfer-Encoding:")


def said() -> Catalog:
    """Every text that the console's templates and modules mark, without a translation."""
    catalogue = Catalog(locale="en", fuzzy=False)
    for _file, _line, text, _comments, context in extract_from_dir(
        CONSOLE, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS
    ):
        if _CHINESE.search(str(text)):  # `say(…)` may also be called with what is no text of ours, a code for example
            catalogue.add(text, context=context)
    return catalogue


def translated() -> Catalog:
    """The catalogue as it stands."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def main() -> int:
    """Write the catalogue anew, in the order in which texts occur."""
    before, after = translated(), said()
    after.header_comment = _HEADER
    missing = 0
    for message in after:
        if message.id:
            known = before.get(message.id, message.context)
            message.string = known.string if known else ""
            missing += not message.string
    with CATALOGUE.open("wb") as file:
        write_po(file, after, width=0, no_location=True)
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not _is_noise(line)]
    CATALOGUE.write_text("".join(kept), encoding="utf-8")
    print(f"{len(after)} texts, {missing} of them without English")
    return 0


def _is_noise(line: str) -> bool:
    """Dates, tools and addresses in the header, which change without meaning."""
    is_header = line.startswith('"') and line.endswith('\\n"\n') and ": " in line
    return is_header and not line[1:].startswith(_KEPT_HEADERS)


if __name__ == "__main__":
    sys.exit(main())
