"""Contacts: what an office and its supervisees have with each other, one by one, for many at once, and what is due."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.contact_views import (
    CaseloadHandOver,
    CaseloadLineView,
    ContactLineView,
    ContactView,
    Followed,
    HandedOver,
    NewAppointment,
    NewContact,
    OutcomeBody,
    PlanTogetherBody,
    ReasonsBody,
    ReminderBody,
    TogetherBody,
)
from api.v1.requests import Created, PurposeAsked
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.category import Category
from supervision.corrections.contacts.caseload import CaseloadFilter, open_caseload
from supervision.corrections.contacts.keeping import add_contact, log_outcome, plan_contact, record_reasons
from supervision.corrections.contacts.planning_together import plan_together
from supervision.corrections.contacts.queues import ContactShow, list_contacts, open_month
from supervision.corrections.contacts.reminders import record_reminder
from supervision.corrections.contacts.timeline import TimelineFilter, open_contact, open_timeline
from supervision.corrections.contacts.together import record_together
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.responsible.assigning import hand_over_caseload
from supervision.officers import Officer

_FILE = {"about": "person-file"}


def provide_timeline_filter(
    kind: FromQuery[ContactKind | None] = None,
    outcome: FromQuery[Outcome | None] = None,
    from_on: Annotated[date | None, QueryParameter(name="from")] = None,
    until_on: Annotated[date | None, QueryParameter(name="to")] = None,
    open_only: Annotated[bool, QueryParameter(name="open")] = False,  # noqa: FBT002 - a parameter of the address
    hide_system: FromQuery[bool] = False,  # noqa: FBT002 - likewise
) -> TimelineFilter:
    """What the address says about a timeline."""
    return TimelineFilter(kind, outcome, open_only, from_on, until_on, hide_system)


class FileContactController(Controller):
    """The contacts of supervisees inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}"
    tags = ["Contacts"]  # noqa: RUF012 - as Litestar declares it

    @get(
        "/contacts",
        opt={"act": Act.CONTACT_OPEN, **_FILE},
        dependencies={"wanted": Provide(provide_timeline_filter, sync_to_thread=False)},
    )
    async def timeline(
        self,
        supervisee_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        wanted: NamedDependency[TimelineFilter],
        purpose: PurposeAsked = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ContactView]:
        """Contacts in clear, newest first; recorded with its purpose."""
        found = await open_timeline(officer, supervisee_id, purpose, wanted, cursor)
        return list_of(ContactView.of_opened, found.items, found.next)

    @post("/contacts", opt={"act": Act.CONTACT_RECORD, **_FILE})
    async def add(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewContact], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down what took place without having been planned; a duty that it meets takes it."""
        return Created(await add_contact(officer, supervisee_id, data.kind, data.logged(), data.place))

    @post("/appointments", opt={"act": Act.CONTACT_PLAN, **_FILE})
    async def plan(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewAppointment], officer: NamedDependency[Officer]
    ) -> Created:
        """Plan a contact; a duty of the kind that has no time yet takes it. 409 for who is not under supervision."""
        return Created(await plan_contact(officer, supervisee_id, data.kind, data.appointment()))


class ContactController(Controller):
    """Contacts inside the officer's reach: what is due, and one of them."""

    path = "/contacts"
    tags = ["Contacts"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.CONTACT_LIST})
    async def queue(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[ContactShow] = ContactShow.TODAY,
        office: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ContactLineView]:
        """A queue, people masked: what is planned first first."""
        found = await list_contacts(officer, show, cursor, office)
        return list_of(ContactLineView.of_line, found.items, found.next)

    @get("/month", opt={"act": Act.CONTACT_LIST})
    async def month(
        self, officer: NamedDependency[Officer], first: FromQuery[date], office: FromQuery[UUID | None] = None
    ) -> ListView[ContactLineView]:
        """What is planned from `first`, the first of a month, to that month's end."""
        return list_of(ContactLineView.of_line, await open_month(officer, first.replace(day=1), office))

    @post("/together", opt={"act": Act.CONTACT_RECORD}, status_code=HTTP_200_OK)
    async def together(self, data: JSONBody[TogetherBody], officer: NamedDependency[Officer]) -> dict[UUID, UUID]:
        """One act for many: the contact of each person by their id. Sent again, it gives the same."""
        return await record_together(officer, data.together())

    @post("/plan-together", opt={"act": Act.CONTACT_PLAN}, status_code=HTTP_200_OK)
    async def plan_for_many(
        self, data: JSONBody[PlanTogetherBody], officer: NamedDependency[Officer]
    ) -> Mapping[UUID, UUID]:
        """Plan for many by one act: the contact of each person by their id. Sent again, it gives the same."""
        return await plan_together(officer, data.planned())

    @get("/{contact_id:uuid}", opt={"act": Act.CONTACT_OPEN})
    async def one(
        self, contact_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> ContactView:
        """A contact in clear with its history; recorded with its purpose."""
        return ContactView.of_file(await open_contact(officer, contact_id, purpose))

    @post("/{contact_id:uuid}/outcome", opt={"act": Act.CONTACT_RECORD}, status_code=HTTP_200_OK)
    async def outcome(
        self, contact_id: FromPath[UUID], data: JSONBody[OutcomeBody], officer: NamedDependency[Officer]
    ) -> Followed:
        """Put down how it went, or correct it; 409 says who was first and when."""
        return Followed(await log_outcome(officer, contact_id, data.revision, data.logged()))

    @post("/{contact_id:uuid}/reasons", opt={"act": Act.CONTACT_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def reasons(
        self, contact_id: FromPath[UUID], data: JSONBody[ReasonsBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down what the person says about an absence."""
        await record_reasons(officer, contact_id, data.revision, data.reasons)

    @post("/{contact_id:uuid}/reminders", opt={"act": Act.CONTACT_REMIND}, status_code=HTTP_204_NO_CONTENT)
    async def remind(
        self, contact_id: FromPath[UUID], data: JSONBody[ReminderBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down that a reminder was given."""
        await record_reminder(officer, contact_id, data.way, was_reached=data.was_reached)


class CaseloadController(Controller):
    """Whom the officer's offices supervise."""

    path = "/caseload"
    tags = ["Contacts"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.CONTACT_LIST})
    async def caseload(
        self,
        officer: NamedDependency[Officer],
        office: FromQuery[UUID | None] = None,
        category: FromQuery[Category | None] = None,
        next_kind: FromQuery[ContactKind | None] = None,
        wrong: FromQuery[bool] = False,  # noqa: FBT002 - a parameter of the address
        responsible: FromQuery[UUID | None] = None,
        asked: Annotated[str, QueryParameter(name="query")] = "",
        cursor: FromQuery[str | None] = None,
    ) -> ListView[CaseloadLineView]:
        """Those under supervision, masked, whose next contact is due first first; 25 a page.

        `responsible` is the officer who answers for them, `query` a name or a number.
        """
        wanted = CaseloadFilter(office, category, next_kind, wrong, responsible, asked)
        found = await open_caseload(officer, wanted, cursor)
        return list_of(CaseloadLineView.of_line, found.page.items, found.page.next)

    @post("/hand-over", opt={"act": Act.FILE_OFFICER_SET}, status_code=HTTP_200_OK)
    async def hand_over(self, data: JSONBody[CaseloadHandOver], officer: NamedDependency[Officer]) -> HandedOver:
        """Let one officer answer for every open file within reach for which another does; each person is told."""
        return HandedOver(await hand_over_caseload(officer, data.from_officer_id, data.to_officer_id))
