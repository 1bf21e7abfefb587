"""Supervisees as the API shows them: masked in lists, in clear where a purpose was given."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from api.v1.requests import Body, Moment, ShortText
from api.v1.views import View
from supervision.corrections.category import Category
from supervision.corrections.content import FileContent
from supervision.corrections.file_state import Absence, AbsenceKind, EndCause, FileState
from supervision.corrections.identity import Home, Identity, Judgment, Telephones
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.listing import SupervisedPerson
from supervision.corrections.opening import PersonFile
from supervision.corrections.purposes import Purpose
from supervision.corrections.responsible.store import ResponsibleOfficer


class SuperviseeView(View, frozen=True):
    """A supervisee in a list: name, number, telephone and address are masked."""

    id: UUID
    number: str
    name: str
    id_number: str
    phone: str
    home_address: str
    category: Category
    state: FileState
    division: str
    office_id: UUID
    office_name: str
    term_starts_on: date
    term_ends_on: date
    opened_at: datetime
    is_destroyed: bool

    @classmethod
    def of_person(cls, person: SupervisedPerson) -> "SuperviseeView":
        """The view of a person in a list."""
        return cls.of(person, id=person.file_id)


class AbsenceView(View, frozen=True):
    """Custody, or a transfer of the place of execution; it lasts while `ended_at` is null."""

    kind: AbsenceKind
    began_at: datetime
    ended_at: datetime | None


class ResponsibleView(View, frozen=True):
    """Who answers or answered for a file; without `until_on` it is who does now."""

    officer_id: UUID
    name: str
    office_name: str
    from_on: date
    until_on: date | None
    is_told: bool


class PersonFileView(View, frozen=True):
    """A person file in clear; `term_steps` is the arithmetic of the term, `revision` goes back with a change.

    `officers` are those who answer and answered for it, the newest first.
    """

    id: UUID
    number: str
    name: str
    id_number: str
    phone: str | None
    home_address: str
    category: Category
    state: FileState
    division: str
    office_id: UUID
    office_name: str
    identity: Identity
    telephones: Telephones
    home: Home
    judgment: Judgment
    term_starts_on: date
    term_ends_on: date
    report_due_on: date | None
    term_steps: list[str]
    absences: list[AbsenceView]
    opened_at: datetime
    ended_at: datetime | None
    end_cause: EndCause | None
    revision: int
    purpose: Purpose
    officers: list[ResponsibleView]

    @classmethod
    def of_file(cls, file: PersonFile, officers: Iterable[ResponsibleOfficer]) -> "PersonFileView":
        """The view of a file that was opened, with who answers and answered for it."""
        return cls.of(
            file,
            id=file.file_id,
            name=file.identity.name,
            id_number=file.identity.document_number,
            phone=file.telephones.phone,
            home_address=file.home.address,
            term_steps=[str(step) for step in file.term.steps],
            absences=[_absence_view(absence) for absence in file.absences],
            officers=[ResponsibleView.of(one) for one in officers],
        )


def _absence_view(absence: Absence) -> AbsenceView:
    return AbsenceView(absence.kind, absence.began_at, absence.ended_at)


class FileBeginning(StrEnum):
    """With what a file begins: somebody in the programme already, or documents that have come in."""

    TAKE_OVER = LifeStep.TAKE_OVER
    RECEIVE = LifeStep.RECEIVE


class NewFile(Body, frozen=True):
    """The content of a file, and the office that is to keep it."""

    office_id: UUID
    category: Category
    identity: Identity
    telephones: Telephones
    home: Home
    judgment: Judgment
    term_starts_on: date

    def content(self) -> FileContent:
        """What goes into the file."""
        return FileContent(self.category, self.identity, self.telephones, self.home, self.judgment, self.term_starts_on)


class OpenedFile(NewFile, frozen=True, kw_only=True):
    """A new file; one that begins with `receive` has a clock until which the person must report in."""

    begins: FileBeginning = FileBeginning.TAKE_OVER


class ChangedFile(NewFile, frozen=True, kw_only=True):
    """The whole content anew, and the revision that was opened for editing."""

    revision: Annotated[int, Meta(ge=1, le=2**31 - 2)]


class FileEnding(Body, frozen=True):
    """How a correction was terminated, with a fresh second-factor code; without `ended_at` it ends now.

    `paper_id` is the attachment with the decision, or the proof. A release has its certificate instead.
    """

    cause: EndCause
    note: str
    code: str
    ended_at: Moment | None = None
    paper_id: UUID | None = None


class NewCustody(Body, frozen=True):
    """Since when somebody is in custody, by which organ and for what, and the attachment that shows it."""

    began_at: Moment
    note: ShortText
    paper_id: UUID | None = None


class AbsenceEnding(Body, frozen=True):
    """When custody or a transfer was over."""

    ended_at: Moment


class ReadingView(View, frozen=True):
    """One act upon a file: who, when, what, why, and with what result; `part` is what was opened of it."""

    at: datetime
    officer_id: str
    officer_name: str
    office_name: str
    act: str
    purpose: str | None
    result: str
    part: str | None


class FileRevision(Struct, frozen=True):
    """The revision of a file after a change."""

    revision: int
