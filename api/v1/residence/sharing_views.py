"""What the routes of the sharing catalogue take and answer."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from api.v1.requests import Body
from api.v1.views import View
from supervision.residence.sharing.answers import MOST_ROWS, AnswerTable
from supervision.residence.sharing.terms import ViewDraft
from supervision.residence.sharing.view_rows import OpenedView, SharingView
from supervision.residence.sharing.words import (
    RECEIVER_NAMES,
    SHARED_KIND_NAMES,
    AnswerVerdict,
    HandedOver,
    Receiver,
    Scope,
    SharedKind,
    ViewState,
)


class NewSharingView(Body, frozen=True):
    """A view to be proposed; the number and day of the impact assessment where persons are in it."""

    receiver: Receiver
    receiver_name: str
    contact: str
    kind: SharedKind
    fields: Annotated[tuple[str, ...], Meta(max_length=30)]
    basis: str
    purpose: str
    division: str
    valid_from: date
    valid_until: date
    assessment_number: str = ""
    assessed_on: date | None = None

    def draft(self) -> ViewDraft:
        """As the domain takes it."""
        return ViewDraft(**{name: getattr(self, name) for name in self.__struct_fields__})


class Approval(Body, frozen=True):
    """A fresh one-time code."""

    code: str

    def __repr__(self) -> str:
        return "Approval(…)"


class NewProvision(Body, frozen=True):
    """What of the view goes out, how it is handed over, and the archive's password, which the caller chooses.

    A fresh one-time code as well where it is persons.
    """

    scope: Scope
    handed_over: HandedOver
    password: str
    code: str = ""

    def __repr__(self) -> str:
        return "NewProvision(…)"


class AnswerBody(Body, frozen=True):
    """A row of an answer table."""

    provision: str
    reference: str
    answer: str
    answered_on: str
    note: str = ""


class AnswerTableBody(Body, frozen=True):
    """The rows of an answer table."""

    rows: Annotated[tuple[AnswerBody, ...], Meta(min_length=1, max_length=MOST_ROWS)]

    def texts(self) -> list[dict[str, str]]:
        """As the domain takes them."""
        return [{name: getattr(row, name) for name in row.__struct_fields__} for row in self.rows]


class SharingLineView(View, frozen=True):
    """A view as the catalogue shows it."""

    id: UUID
    receiver: Receiver
    receiver_name: str
    kind: SharedKind
    fields: list[str]
    basis: str
    purpose: str
    division: str
    valid_from: date
    valid_until: date
    assessment_number: str
    assessed_on: date | None
    state: ViewState
    proposed_at: datetime
    proposed_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    ended_at: datetime | None
    last_given_at: datetime | None
    provisions: int


class SharingDetailView(View, frozen=True):
    """A view with its contact, why it was returned, and how many records are due under it now."""

    view: SharingLineView
    contact: str
    return_reason: str
    due: int

    @classmethod
    def of_opened(cls, opened: OpenedView, due: int) -> "SharingDetailView":
        """The view of an opened view."""
        return cls(SharingLineView.of(opened.view), opened.contact, opened.return_reason, due)


class ProvisionView(View, frozen=True):
    """The record of a provision; the digest is of the ids of what was given, in hexadecimal."""

    id: UUID
    number: str
    view_id: UUID
    scope: Scope
    handed_over: HandedOver
    fields: list[str]
    rows: int
    answered: int
    ids_digest: str
    made_at: datetime
    made_by_name: str


class AnswerVerdictView(Struct, frozen=True):
    """What becomes of a row; `field` is what to mend."""

    verdict: AnswerVerdict
    reference: str
    reason: str
    field: str | None


class AnswerTableView(Struct, frozen=True):
    """The verdicts in the order of the rows, and how many can be entered, or were."""

    entered: int
    verdicts: list[AnswerVerdictView]

    @classmethod
    def of_table(cls, table: AnswerTable) -> "AnswerTableView":
        """The view of a table."""
        verdicts = [AnswerVerdictView(one.verdict, one.reference, one.reason, one.field) for one in table.verdicts]
        return cls(table.count(AnswerVerdict.TO_ENTER), verdicts)


def dcat_catalogue(views: Iterable[SharingView]) -> dict[str, Any]:
    """The running views in the terms of DCAT 3, as JSON-LD; nothing in it is a person's."""
    return {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Catalog",
        "dct:title": "共享目录",
        "dcat:dataset": [_dataset(view) for view in views],
    }


def _dataset(view: SharingView) -> dict[str, Any]:
    return {
        "@type": "dcat:Dataset",
        "dct:identifier": str(view.id),
        "dct:title": f"{view.division_name} {SHARED_KIND_NAMES[view.kind]}",
        "dct:description": view.purpose,
        "dct:spatial": view.division,
        "dct:temporal": {"dcat:startDate": str(view.valid_from), "dcat:endDate": str(view.valid_until)},
        "dct:accessRights": view.basis,
        "dct:audience": f"{view.receiver_name}（{RECEIVER_NAMES[view.receiver]}）",
        "dcat:keyword": list(view.fields),
    }
