"""Make the templates of official documents that come with the service: `python -m tools.forms`.

Their layout is ours, from the public lists of what each document says, and their footer says so.
"""

import io
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from supervision.forms.catalogue import FormName
from supervision.forms.file_fields import FILE_FIELDS
from supervision.forms.templates import EVERY_FORM, OUR_FOLDER, AnyFormName

EFFECTIVE_ON = date(2020, 7, 1)
"""The day on which the Community Correction Law and its Implementing Measures took effect."""

MARK = "由本系统按公开的要素编排，非官方格式文本"
_SAID = tomllib.loads(Path(__file__).with_name("form_texts.toml").read_text(encoding="utf-8"))
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_BODY = 14
_LONGEST_ADDRESS = 20
_PERSON = (
    ("name", "sex"),
    ("born_on", "ethnicity"),
    ("document_type", "document_number"),
    ("category", "phone"),
    ("home_address",),
    ("court", "judgment_number"),
    ("offence", "sentence"),
    ("term_starts_on", "term_ends_on"),
)


def main() -> None:
    """Write every template into the folder of its legal effective date."""
    folder = OUR_FOLDER / EFFECTIVE_ON.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    for name in EVERY_FORM:
        (folder / f"{name}.docx").write_bytes(make_template(name))
    print(f"{len(EVERY_FORM)} templates in {folder.name}")


def make_template(name: AnyFormName) -> bytes:
    """The template of a form, the same bytes every time."""
    document = Document()
    _lay_out(document)
    _paragraph(document, "{{ issuer }}", size=16, align=WD_ALIGN_PARAGRAPH.CENTER)
    _paragraph(document, str(EVERY_FORM[name].title), size=22, align=WD_ALIGN_PARAGRAPH.CENTER, font="黑体", after=6)
    _paragraph(document, "编号：{{ number }}", size=12, align=WD_ALIGN_PARAGRAPH.RIGHT, after=6)
    if name in _SAID["tables"]:
        _table(document, _SAID["tables"][name])
    else:
        for line in _SAID["texts"][name].splitlines():
            text = _SAID["paragraphs"][line[1:]] if line.startswith("@") else line
            _paragraph(document, text, size=_BODY, indent=not text.endswith("：") or len(text) > _LONGEST_ADDRESS)
        if name is not FormName.COMMITMENT:  # the person signs that one, nobody else
            _signature(document)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = str(EVERY_FORM[name].title)
    document.core_properties.created = document.core_properties.modified = datetime(2020, 7, 1, tzinfo=UTC)
    return _packed(document)


def _lay_out(document: Any) -> None:  # noqa: ANN401 - python-docx's factory says no type
    """A4 with wide margins, our mark and the page number at the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.2)
    _font(document.styles["Normal"], "仿宋", _BODY)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in (f"{MARK}　第 ", "PAGE", " 页　共 ", "NUMPAGES", " 页"):
        run = foot.add_run("1" if text.isascii() else text)
        run.font.size = Pt(9)
        if text.isascii():
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), text)
            field.append(run._r)  # noqa: SLF001 - python-docx has no fields
            foot._p.append(field)  # noqa: SLF001


def _table(document: Any, said: dict[str, str]) -> None:  # noqa: ANN401
    """A table: the person, what was asked or found, and room for opinions and signatures."""
    rows = [*_person_rows(), *said.items()]
    table = document.add_table(rows=0, cols=4)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, (2.6, 4.6, 2.6, 5.6), strict=True):
        column.width = Cm(width)
    for row in rows:
        line = table.add_row()
        line.height, cells = Cm(0.8), line.cells
        if len(row) == 2:  # noqa: PLR2004 - a label and its text, over the whole width
            cells = (cells[0], cells[1].merge(cells[3]))
        for cell, text in zip(cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            for place, line in enumerate(text.split("\n")):
                run = (paragraph if place == 0 else cell.add_paragraph()).add_run(line)
                run.font.size = Pt(12)


def _person_rows() -> Iterator[tuple[str, ...]]:
    for names in _PERSON:
        yield tuple(text for name in names for text in (str(FILE_FIELDS[name]), f"{{{{ {name} }}}}"))


def _signature(document: Any) -> None:  # noqa: ANN401
    _paragraph(document, "", size=_BODY)
    _paragraph(document, "{{ issuer }}（公章）", size=_BODY, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _paragraph(document, "{{ issued_on }}", size=_BODY, align=WD_ALIGN_PARAGRAPH.RIGHT)


def _paragraph(
    document: Any,  # noqa: ANN401
    text: str,
    *,
    size: int,
    align: WD_ALIGN_PARAGRAPH | None = None,
    font: str = "仿宋",
    after: int = 0,
    indent: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.line_spacing = 1.4
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    _font(paragraph.add_run(text), font, size)


def _font(styled: Any, name: str, size: int) -> None:  # noqa: ANN401 - a run or a style
    styled.font.name, styled.font.size = name, Pt(size)
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _packed(document: Any) -> bytes:  # noqa: ANN401
    """The package with its parts in one order and at one time, without the picture of python-docx's own template."""
    made, packed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


if __name__ == "__main__":
    main()
