"""The page on which the columns of a table are chosen by hand, whichever table it is, and what its form says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from api.console.page_forms import CHOICE_WRONG, SubmittedForm, form_of
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState
from api.console.view_models.import_jobs import FieldView, FileColumnView, ImportColumnsView
from supervision.errors import InputInvalid, SupervisionError
from supervision.sheets.column_choice import ColumnChoice, FileColumn
from supervision.sheets.columns import Column
from supervision.wording import Wording

BETWEEN = Wording("、", ", ")
TITLE_AND_SAMPLES = Wording("%(title)s（%(samples)s）", "%(title)s (%(samples)s)")

_PLACE = re.compile(r"[0-9]{1,4}")


def columns_view(
    page: PageRequest,
    path: str,
    file_name: str,
    fields: Iterable[Column],
    there: Sequence[FileColumn],
    filled: FormState | ColumnChoice,
) -> ImportColumnsView:
    """The fields to be found beside the columns of the file; the form as it was sent, or with what is suggested."""
    return ImportColumnsView(
        path=path,
        back=path,
        kind="",
        file_name=file_name,
        fields=tuple(
            FieldView(field=column.field, title=page.say(column.title), is_required=column.is_required)
            for column in fields
        ),
        columns=tuple(
            FileColumnView(place=column.place, title=column.title, samples=column.samples) for column in there
        ),
        choices=tuple(Choice(value=str(column.place), label=_label(page, column)) for column in there),
        form=filled if isinstance(filled, FormState) else form_of({name: str(it) for name, it in filled.items()}),
    )


def chosen_columns(form: SubmittedForm, columns: Iterable[Column]) -> ColumnChoice:
    """The fields for which a column was chosen; InputInvalid for what is no column."""
    chosen = {}
    for name in {column.field for column in columns} & form.fields.keys():
        if place := form.text(name):
            if not _PLACE.fullmatch(place):
                raise InputInvalid(CHOICE_WRONG, field=name)
            chosen[name] = int(place)
    return chosen


def shown_again(
    page: PageRequest, form: SubmittedForm, columns: Iterable[Column], error: SupervisionError
) -> FormState:
    """The form as it was sent, the field `code` too: elsewhere that is a secret, here it says where a column is."""
    values = {column.field: form.text(column.field) for column in columns}
    return replace(form.state(error, page.language), values=values)


def _label(page: PageRequest, column: FileColumn) -> str:
    samples = page.say(BETWEEN).join(column.samples)
    return page.say(TITLE_AND_SAMPLES) % {"title": column.title, "samples": samples} if samples else column.title
