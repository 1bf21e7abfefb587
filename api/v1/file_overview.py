"""How the person of a file stands at a glance."""

from datetime import date, datetime
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct

from api.v1.application_views import ApplicationView
from api.v1.requests import PurposeAsked
from api.v1.views import View
from supervision.audit import Act
from supervision.corrections.concerns import CaseConcern
from supervision.corrections.contacts.store import StoredContact
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.induction.group import GroupMember
from supervision.corrections.overview import open_overview
from supervision.corrections.supervision_class import SupervisionClass
from supervision.officers import Officer


class ContactAroundView(View, frozen=True):
    """The last contact with its outcome, or the next that is planned or due."""

    id: UUID
    kind: ContactKind
    outcome: Outcome | None
    shown_at: datetime
    due_on: date | None
    planned_from: datetime | None


class OpenMatterView(View, frozen=True):
    """Something that is wrong or under way: the first record of `times`, and since or until which day."""

    concern: CaseConcern
    id: UUID
    on: date | None
    times: int


class OverviewView(Struct, frozen=True):
    """Class, the contacts around today, the correction group, applications that are not over, and what stands open."""

    supervision_class: SupervisionClass
    last_contact: ContactAroundView | None
    next_contact: ContactAroundView | None
    group: list[GroupMember]
    applications: list[ApplicationView]
    matters: list[OpenMatterView]


class FileOverviewController(Controller):
    """The overview of a file inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}/overview"
    tags = ["Supervisees"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.PERSON_FILE_OPEN})
    async def open_overview(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> OverviewView:
        """How the person stands; the opening is recorded with its purpose."""
        stands, matters = await open_overview(officer, supervisee_id, purpose)
        return OverviewView(
            supervision_class=stands.supervision_class,
            last_contact=_around(stands.last),
            next_contact=_around(stands.next),
            group=list(stands.group),
            applications=[ApplicationView.of_application(one) for one in stands.applications],
            matters=[OpenMatterView.of(matter) for matter in matters.values()],
        )


def _around(contact: StoredContact | None) -> ContactAroundView | None:
    return None if contact is None else ContactAroundView.of(contact)
