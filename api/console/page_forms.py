"""What a form of the console sent, and how it comes back when something is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from litestar.datastructures import UploadFile

from api.console.view_models.base import FormState, Language
from api.http import HttpRequest
from api.signed_in import CSRF_FIELD, FORM_WAS_READ
from supervision.errors import InputInvalid, SupervisionError
from supervision.wording import Wording, in_language

DAY_WRONG = Wording("日期须写成 2026-01-31 这样。", "Write the day like 2026-01-31.")
NUMBER_WRONG = Wording("请填写整数。", "Enter a whole number.")
CHOICE_WRONG = Wording("请从列出的选项中选择。", "Choose one of those that are listed.")

Chosen = TypeVar("Chosen", bound=StrEnum)

_MOST_DIGITS = 9
_NEVER_KEPT = frozenset({CSRF_FIELD, "password", "code", "recovery_code"})


@dataclass(frozen=True, slots=True)
class SubmittedForm:
    """The fields of a form that was posted; a field that is missing is an empty text."""

    fields: Mapping[str, tuple[str, ...]]
    files: Mapping[str, UploadFile]

    def text(self, name: str) -> str:
        """What was typed, without the spaces around it."""
        return self.fields.get(name, ("",))[-1].strip()

    def raw(self, name: str) -> str:
        """What was typed exactly, for passwords."""
        return self.fields.get(name, ("",))[-1]

    def texts(self, name: str) -> tuple[str, ...]:
        """Every value of a field that may be given several times."""
        return tuple(value.strip() for value in self.fields.get(name, ()))

    def day(self, name: str) -> date | None:
        """A day; None for an empty field, InputInvalid for anything else."""
        return read_day(self.text(name), name)

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number; `default` for an empty field, InputInvalid for anything else."""
        text = self.text(name)
        if not text and default is not None:
            return default
        try:
            return int(text)
        except ValueError as error:
            raise InputInvalid(NUMBER_WRONG, field=name) from error

    def file(self, name: str) -> UploadFile | None:
        """The file that was chosen; None where none was."""
        found = self.files.get(name)
        return found if found is not None and found.filename else None

    def state(self, error: SupervisionError | None = None, language: Language = "zh") -> FormState:
        """The form as it is shown again: what was typed (secrets left out), and what is wrong.

        An InputInvalid stands beside its field, where the form has one of that name; any other refusal above the form.
        """
        kept = {name: values for name, values in self.fields.items() if name not in _NEVER_KEPT}
        field = error.field if isinstance(error, InputInvalid) else None
        is_in_form = field is not None and (field in self.fields or field in self.files)
        message = in_language(error.args[0] if error is not None and error.args else "", language)
        return FormState(
            values={name: values[-1] for name, values in kept.items() if values},
            lists=kept,
            errors={field: message} if is_in_form and field is not None else {},
            refusal=message if error is not None and not is_in_form else None,
        )


def read_day(text: str | None, field: str) -> date | None:
    """A day as browsers write it; None without text, InputInvalid for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputInvalid(DAY_WRONG, field=field) from error


def read_choice(kinds: type[Chosen], text: str | None, field: str) -> Chosen | None:
    """One of a closed list of codes; None without text, InputInvalid for anything else."""
    try:
        return kinds(text) if text else None
    except ValueError as error:
        raise InputInvalid(CHOICE_WRONG, field=field) from error


def read_id(text: str | None, field: str) -> UUID | None:
    """An id; None without text, InputInvalid for anything else."""
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise InputInvalid(CHOICE_WRONG, field=field) from error


def form_of(values: Mapping[str, str | None], lists: Mapping[str, Iterable[str]] | None = None) -> FormState:
    """A form that is filled with what is stored."""
    return FormState(
        values={name: value for name, value in values.items() if value},
        lists={name: tuple(several) for name, several in (lists or {}).items()},
    )


async def read_form(request: HttpRequest) -> SubmittedForm:
    """The form that a request carries; the guard has found its CSRF token right by now."""
    fields: dict[str, tuple[str, ...]] = {}
    files: dict[str, UploadFile] = {}
    form = await request.form()
    request.scope["state"][FORM_WAS_READ] = True
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            files[name] = value
        else:
            fields[name] = (*fields.get(name, ()), str(value))
    return SubmittedForm(fields, files)


def short_number(text: str) -> int:
    """A number of at most nine digits as it stands in an address or a hidden field; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0
