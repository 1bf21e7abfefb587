"""What a file has one of, as its tabs show it: however it was issued, or what is missing of it."""

from collections.abc import Collection
from dataclasses import replace

from api.console.act_papers import shown_papers
from api.console.pages_base import PageRequest
from api.console.view_models.papers import ActPaper
from supervision.audit import Act
from supervision.corrections.called_papers import load_only_papers
from supervision.corrections.opening import PersonFile
from supervision.forms.catalogue import FormName
from supervision.forms.file_fields import FILE_FIELDS

OF_LIFE = (FormName.REPORT_IN_NOTICE, FormName.DECLARATION, FormName.TERMINATION_NOTICE)
"""The papers of the steps of a file."""

OF_THE_END = (
    FormName.APPRAISAL,
    FormName.RELEASE_CERTIFICATE,
    FormName.RELEASE_NOTICE,
    FormName.TERMINATION_NOTICE,
)
"""The papers around the end of a correction."""


async def only_papers(page: PageRequest, file: PersonFile, forms: Collection[FormName]) -> tuple[ActPaper, ...]:
    """The papers of these forms of a file that was opened; a minor's without a guardian on file says so."""
    found = await load_only_papers(page.officer, Act.PERSON_FILE_OPEN, file.file_id, forms)
    shown = shown_papers(page, found.file, found.issued, found.called, file.purpose)
    if not found.is_guardian_missing:
        return shown
    guardian = page.say(FILE_FIELDS["guardian"])
    return tuple(one if one.path else replace(one, missing=(*one.missing, guardian)) for one in shown)
