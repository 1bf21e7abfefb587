"""The page on which somebody says which column of a file is which field."""

from uuid import UUID

from api.console.page_forms import CHOICE_WRONG, SubmittedForm, form_of
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.imports import FieldView, FileColumnView, ImportColumnsView
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.residence.rules import find_field_list
from supervision.residence.sheets.choosing import COLUMNS_OF, open_columns
from supervision.residence.sheets.column_choice import ColumnChoice, FileColumn
from supervision.residence.sheets.columns import is_listed
from supervision.residence.sheets.store import job_key
from supervision.wording import Wording

BETWEEN = Wording("、", ", ")
TITLE_AND_SAMPLES = Wording("%(title)s（%(samples)s）", "%(title)s (%(samples)s)")

_FIELDS = frozenset(column.field for columns in COLUMNS_OF.values() for column in columns)


async def columns_view(page: PageRequest, import_id: UUID, form: FormState | None = None) -> ImportColumnsView:
    """The fields that the region's law lets be collected, beside the columns of the file; recorded."""
    job, there, suggested = await open_columns(page.officer, import_id)
    listed = find_field_list(legal_day(page.now), job.prefixes[0])
    return ImportColumnsView(
        import_id=job.id,
        kind=job.kind,
        file_name=job.file_name(await job_key(job)),
        fields=tuple(
            FieldView(field=column.field, title=column.title, is_required=column.is_required)
            for column in COLUMNS_OF[job.kind]
            if is_listed(column.field, listed)
        ),
        columns=tuple(
            FileColumnView(place=column.place, title=column.title, samples=column.samples) for column in there
        ),
        choices=tuple(Choice(value=str(column.place), label=_label(page, column)) for column in there),
        form=form or form_of({field: str(place) for field, place in suggested.items()}),
    )


def chosen_columns(form: SubmittedForm) -> ColumnChoice:
    """The fields for which a column was chosen; InputInvalid for what is no column."""
    chosen = {}
    for name in _FIELDS & form.fields.keys():
        if place := form.text(name):
            if not place.isdecimal():
                raise InputInvalid(CHOICE_WRONG, field=name)
            chosen[name] = int(place)
    return chosen


def _label(page: PageRequest, column: FileColumn) -> str:
    samples = page.say(BETWEEN).join(column.samples)
    return page.say(TITLE_AND_SAMPLES) % {"title": column.title, "samples": samples} if samples else column.title
