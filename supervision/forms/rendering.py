"""Filling a template in: plain names of known fields, and nothing that a template could do beside showing them."""

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import category

from docx import Document
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from supervision.forms.packages import NOT_A_DOCUMENT, TemplateRefused, check_package, refused
from supervision.wording import Wording

FIELDS_UNKNOWN = Wording("用了没有的字段：", "It names fields that do not exist: ")
NOT_PLAIN = Wording(
    "只能写字段名，如 {{ name }}，不能有语句、函数或者过滤器：",
    "It may name fields only, such as {{ name }}; no statements, functions or filters: ",
)
UNREADABLE = Wording("字段的写法有误：", "A field is written wrongly: ")

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_NEW_PARAGRAPH = "\a"  # as docxtpl reads it
_PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph, or a row of a table by its cells."""

    cells: tuple[str, ...]


class _FieldsOnly(SandboxedEnvironment):
    """Reads every text of a template as names of fields; whatever docxtpl compiles goes through here."""

    def __init__(self, known: Collection[str]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self._known = frozenset(known)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        found = list(parsed.find_all(nodes.Node))
        for node in found:
            if not isinstance(node, _PLAIN):
                raise refused(NOT_PLAIN, type(node).__name__)
        if unknown := sorted({node.name for node in found if isinstance(node, nodes.Name)} - self._known):
            raise refused(FIELDS_UNKNOWN, "、".join(unknown))
        return parsed


@lru_cache(maxsize=64)
def check_template(content: bytes, known: frozenset[str]) -> None:
    """TemplateRefused unless the DOCX can be filled in with the known fields and does nothing else."""
    check_package(content)
    try:
        render(content, dict.fromkeys(known, "—"))
    except TemplateRefused:
        raise
    except Exception as error:  # the libraries find a broken package broken in many ways, and none of them is ours
        raise refused(NOT_A_DOCUMENT) from error


def render(template: bytes, values: Mapping[str, str]) -> bytes:
    """The template with its fields filled in, as DOCX; TemplateRefused for a template that names any other.

    The template was checked; a value is text and never read as a template, markup or field.
    """
    document, filled = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    try:
        document.render({name: _plain(value) for name, value in values.items()}, _FieldsOnly(values))
        document.save(filled)
    except TemplateError as error:
        raise refused(UNREADABLE, type(error).__name__) from error
    return filled.getvalue()


def read_text(document: bytes) -> tuple[TextLine, ...]:
    """What a DOCX says, line by line, rows of tables by their cells; empty lines are left out."""
    lines: list[TextLine] = []
    for block in Document(io.BytesIO(document)).iter_inner_content():
        if isinstance(block, Table):
            lines.extend(TextLine(_cells(row)) for row in block.rows)
        elif block.text.strip():
            lines.append(TextLine((block.text.strip(),)))
    return tuple(lines)


def _cells(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - python-docx hands its row out untyped here
    """The cells of a row, one that spans several columns once."""
    found: list[Any] = []
    for cell in row.cells:
        if not found or cell._tc is not found[-1]._tc:  # noqa: SLF001 - the only way to see a spanned cell
            found.append(cell)
    return tuple(cell.text.strip() for cell in found)


def _plain(value: str) -> str:
    """Without control and format characters, for which XML or a reader's eye has no room; lines become paragraphs."""
    lines = value.replace("\r\n", "\n").split("\n")
    return _NEW_PARAGRAPH.join("".join(char for char in line if category(char) not in _INVISIBLE) for line in lines)
