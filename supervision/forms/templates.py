"""Which template a form is filled into: the newest by its legal effective date, an office's own before ours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from supervision.forms.assessment_forms import ASSESSMENT_FIELDS, ASSESSMENT_FORMS, AssessmentForm, AssessmentFormName
from supervision.forms.catalogue import FORMS, Form, FormName, fields_of
from supervision.forms.packages import MOST_BYTES, TOO_LARGE, TemplateRefused, refused
from supervision.forms.rendering import check_template
from supervision.wording import Wording

OUR_FOLDER = Path(__file__).parent / "templates"
"""Folders by the day from which their templates hold, one file a form."""

AnyFormName = FormName | AssessmentFormName

_ALL: tuple[Form | AssessmentForm, ...] = (*FORMS.values(), *ASSESSMENT_FORMS.values())

EVERY_FORM: Mapping[AnyFormName, Form | AssessmentForm] = {form.name: form for form in _ALL}
"""Papers of files and of assessments, each of which has a template."""

FORM_UNKNOWN = Wording("文件名不是任何一种文书。", "Its name is that of no form.")
FOLDER_UNKNOWN = Wording(
    "文件夹名须为生效日期，如 2026-03-01。", "A folder is named for a day of effect, such as 2026-03-01."
)


class Origin(StrEnum):
    """Whose layout a template is."""

    OURS = "ours"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read and checked."""

    form: AnyFormName
    effective_on: date
    origin: Origin
    content: bytes


def known_fields(form: AnyFormName) -> frozenset[str]:
    """Every name that a template of the form may use."""
    if isinstance(form, AssessmentFormName):
        return frozenset(ASSESSMENT_FIELDS) | frozenset(ASSESSMENT_FORMS[form].fields)
    return fields_of(FORMS[form])


_own_folder: Path | None = None


def use_own_templates(folder: Path | None) -> None:
    """Make the folder of an office's own templates this process's; None takes it away. It need not exist."""
    global _own_folder  # noqa: PLW0603 - one folder per process, like its pool
    _own_folder = folder


def find_template(form: AnyFormName, on: date) -> Template:
    """The template that holds on that day: the newest effective date, and of two of one date the office's own.

    TemplateRefused names the file of an office's own that cannot be used; ours is then not used in its place.
    """
    found = [
        (effective_on, origin, path)
        for origin, folder in ((Origin.OWN, _own_folder), (Origin.OURS, OUR_FOLDER))
        if folder is not None
        for effective_on, path in _files(folder, form)
        if effective_on <= on
    ]
    effective_on, origin, path = max(found, key=lambda file: file[0])  # of equals the first, which is their own
    return Template(form, effective_on, origin, _read(path, form))


def own_template_faults() -> tuple[TemplateRefused, ...]:
    """What keeps files in the office's own folder from being used; every file is looked at."""
    faults: list[TemplateRefused] = []
    for path in sorted(_own_folder.glob("*/*")) if _own_folder is not None else ():
        try:
            if _day_of(path.parent) is None:
                raise _about(path, refused(FOLDER_UNKNOWN))
            form = next((each for each in EVERY_FORM if each == path.stem), None)
            if path.suffix != ".docx" or form is None:
                raise _about(path, refused(FORM_UNKNOWN))
            _read(path, form)
        except TemplateRefused as fault:
            faults.append(fault)
    return tuple(faults)


def _files(folder: Path, form: AnyFormName) -> Iterator[tuple[date, Path]]:
    for path in folder.glob(f"*/{form}.docx"):
        if (day := _day_of(path.parent)) is not None:
            yield day, path


def _day_of(folder: Path) -> date | None:
    try:
        return date.fromisoformat(folder.name)
    except ValueError:
        return None


def _read(path: Path, form: AnyFormName) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise refused(TOO_LARGE)
        check_template(content, known_fields(form))
    except TemplateRefused as error:
        raise _about(path, error) from error
    return content


def _about(path: Path, error: TemplateRefused) -> TemplateRefused:
    reason, name = error.args[0], f"{path.parent.name}/{path.name}"
    return TemplateRefused(
        Wording(f"文书模板 {name} 不能使用：{reason}", f"The template {name} cannot be used. {reason.english}")
    )
