"""DOCX templates for tests: ours with something else in them, as an office or an attacker might make them."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from docx import Document

from supervision.corrections.papers.filling import in_words
from supervision.forms.catalogue import FORMS, FieldKind, FormName
from supervision.forms.templates import AnyFormName

A_DAY = date(2026, 11, 26)


def a_template(*paragraphs: str) -> bytes:
    """A small DOCX that says these paragraphs."""
    document, made = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(made)
    return made.getvalue()


def with_parts(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with further parts, or others in the place of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def part_of(package: bytes, name: str) -> str:
    """One part of a package as text."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def put(folder: Path, form: AnyFormName, day: str, content: bytes) -> Path:
    """The template in the folder of that day."""
    path = folder / day / f"{form}.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def typed(form: FormName, **fields: str) -> dict[str, str]:
    """Something in every field of the form that an officer types."""
    days = {"from_day": "2026-12-01", "until_day": "2026-12-04"}
    return {
        field.name: fields.get(field.name)
        or (days.get(field.name, A_DAY.isoformat()) if field.kind is FieldKind.DAY else f"填写的{field.label}")
        for field in FORMS[form].fields
    }


def in_paper(form: FormName, name: str) -> str:
    """How `typed` stands on the paper."""
    field = next(field for field in FORMS[form].fields if field.name == name)
    text = typed(form)[name]
    return in_words(date.fromisoformat(text)) if field.kind is FieldKind.DAY else text
