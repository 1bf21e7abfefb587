"""The sharing catalogue: views proposed and approved, provisions under them, and what departments answer."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.provision_archive import ZIP, check_password, provision_answer
from api.v1.requests import Created, Reason
from api.v1.residence.sharing_views import (
    AnswerTableBody,
    AnswerTableView,
    Approval,
    NewProvision,
    NewSharingView,
    ProvisionView,
    SharingDetailView,
    SharingLineView,
    dcat_catalogue,
)
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.sharing.answers import check_answers, enter_answers
from supervision.residence.sharing.due_rows import count_due
from supervision.residence.sharing.providing import make_provision
from supervision.residence.sharing.provision_rows import Provision, list_provisions, load_provision
from supervision.residence.sharing.view_rows import ViewShow, catalogue, list_views, load_view, open_view
from supervision.residence.sharing.views import approve_view, end_view, propose_view, return_view


class SharingController(Controller):
    """Views of places within the officer's reach."""

    path = "/sharing-views"
    tags = ["Sharing"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.SHARING_LIST})
    async def list_views(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[ViewShow] = ViewShow.RUNNING,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[SharingLineView]:
        """Views that run, wait for a decision, or are over, newest first."""
        found = await list_views(officer, show, cursor)
        return list_of(SharingLineView.of, found.items, found.next)

    @get("/catalogue", opt={"act": Act.SHARING_LIST}, media_type="application/ld+json")
    async def catalogue(self, officer: NamedDependency[Officer]) -> dict[str, Any]:
        """The running views as a DCAT catalogue in JSON-LD."""
        return dcat_catalogue(await catalogue(officer))

    @post("/", opt={"act": Act.SHARING_PROPOSE})
    async def propose(self, data: JSONBody[NewSharingView], officer: NamedDependency[Officer]) -> Created:
        """Propose a view; nothing is given until another officer approves it."""
        return Created(await propose_view(officer, data.draft()))

    @get("/{view_id:uuid}", opt={"act": Act.SHARING_LIST})
    async def open_view(self, view_id: FromPath[UUID], officer: NamedDependency[Officer]) -> SharingDetailView:
        """A view with its contact; looking is recorded."""
        opened = await open_view(officer, view_id)
        return SharingDetailView.of_opened(opened, await count_due(opened.view))

    @post("/{view_id:uuid}/approval", opt={"act": Act.SHARING_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def approve(
        self, view_id: FromPath[UUID], data: JSONBody[Approval], officer: NamedDependency[Officer]
    ) -> None:
        """Approve another's proposal; 409 for one's own, or one that was decided."""
        await approve_view(officer, view_id, data.code)

    @post("/{view_id:uuid}/return", opt={"act": Act.SHARING_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def return_view(
        self, view_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Return another's proposal with a reason."""
        await return_view(officer, view_id, data.reason)

    @post("/{view_id:uuid}/ending", opt={"act": Act.SHARING_END}, status_code=HTTP_204_NO_CONTENT)
    async def end(self, view_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """End an approved view before its last day."""
        await end_view(officer, view_id)

    @get("/{view_id:uuid}/provisions", opt={"act": Act.SHARING_LIST})
    async def list_provisions(
        self, view_id: FromPath[UUID], officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[ProvisionView]:
        """The provisions under a view, newest first."""
        found = await list_provisions(await load_view(officer, Act.SHARING_LIST, view_id), cursor)
        return list_of(_provision, found.items, found.next)

    @post(
        "/{view_id:uuid}/provisions", opt={"act": Act.PROVISION_MAKE, "about": "sharing"}, media_type=ZIP,
        status_code=HTTP_200_OK,
    )  # fmt: skip
    async def provide(
        self, view_id: FromPath[UUID], data: JSONBody[NewProvision], officer: NamedDependency[Officer]
    ) -> Stream:
        """What is due, as an AES-256 archive that is not kept; 409 outside the view's days, or with nothing due."""
        password = check_password(data.password)
        made = await make_provision(officer, view_id, data.scope, data.handed_over, data.code)
        return provision_answer(made, password)


class ProvisionController(Controller):
    """Provisions that were made, and what came back."""

    path = "/provisions"
    tags = ["Sharing"]  # noqa: RUF012 - as Litestar declares it

    @get("/{provision_id:uuid}", opt={"act": Act.SHARING_LIST, "about": "provision"})
    async def show(self, provision_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ProvisionView:
        """The record of a provision."""
        provision, _ = await load_provision(officer, Act.SHARING_LIST, provision_id)
        return _provision(provision)

    @post("/{provision_id:uuid}/answers/check", opt={"act": Act.PROVISION_ANSWER}, status_code=HTTP_200_OK)
    async def check(
        self, provision_id: FromPath[UUID], data: JSONBody[AnswerTableBody], officer: NamedDependency[Officer]
    ) -> AnswerTableView:
        """What would become of each row; nothing is written."""
        return AnswerTableView.of_table(await check_answers(officer, provision_id, data.texts()))

    @post("/{provision_id:uuid}/answers", opt={"act": Act.PROVISION_ANSWER}, status_code=HTTP_200_OK)
    async def enter(
        self, provision_id: FromPath[UUID], data: JSONBody[AnswerTableBody], officer: NamedDependency[Officer]
    ) -> AnswerTableView:
        """Enter what can be entered in one change, and tell what of the other rows."""
        return AnswerTableView.of_table(await enter_answers(officer, provision_id, data.texts()))


def _provision(provision: Provision) -> ProvisionView:
    return ProvisionView.of(provision, ids_digest=bytes(provision.ids_digest).hex())
