"""Applications: asked for on a supervisee's behalf, decided by another, ended."""

from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.v1.application_views import (
    ApplicationLineView,
    ApprovalBody,
    ForwardingBody,
    NewApplication,
    OpenedApplicationView,
    RefusalBody,
    ReturnBody,
    SaidView,
    ShorteningBody,
    SignOffBody,
    TellingBody,
    WithdrawalBody,
)
from api.v1.requests import Created, PurposeAsked
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.applications.asking import ask_again, make_application, withdraw_application
from supervision.corrections.applications.deciding import (
    Approval,
    approve_application,
    forward_application,
    refuse_application,
    send_back,
)
from supervision.corrections.applications.ending import cancel_application, shorten_application, sign_off
from supervision.corrections.applications.listing import (
    ApplicationShow,
    list_applications,
    open_application,
    open_applications_of,
)
from supervision.corrections.applications.telling import put_down_telling
from supervision.officers import Officer

_FILE = {"about": "person-file"}


class SuperviseeApplicationController(Controller):
    """Applications of one supervisee."""

    path = "/supervisees/{supervisee_id:uuid}/applications"
    tags = ["Applications"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.APPLICATION_OPEN, **_FILE})
    async def of_supervisee(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> list[SaidView]:
        """All applications of a file in clear, newest first; recorded with its purpose."""
        found = await open_applications_of(officer, supervisee_id, purpose)
        return [SaidView.of_pair(pair) for pair in found]

    @post("/", opt={"act": Act.APPLICATION_MAKE, **_FILE})
    async def make(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewApplication], officer: NamedDependency[Officer]
    ) -> Response[Created]:
        """Ask on the supervisee's behalf; 400 names the field to mend, 409 says why nothing can be asked for."""
        made = await make_application(officer, supervisee_id, data.draft())
        return Response(Created(made), headers={"location": f"/api/v1/applications/{made}"})


class ApplicationController(Controller):
    """Applications inside the officer's reach."""

    path = "/applications"
    tags = ["Applications"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.APPLICATION_LIST})
    async def list_applications(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[ApplicationShow] = ApplicationShow.TO_DECIDE,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ApplicationLineView]:
        """Applications in a queue, or decided ones, newest first."""
        found = await list_applications(officer, show, cursor)
        return list_of(ApplicationLineView.of_summary, found.items, found.next)

    @get("/{application_id:uuid}", opt={"act": Act.APPLICATION_OPEN})
    async def open_application(
        self, application_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> OpenedApplicationView:
        """An application in clear with its steps; recorded with its purpose."""
        return OpenedApplicationView.of_opened(await open_application(officer, application_id, purpose))

    @post("/{application_id:uuid}/asking", opt={"act": Act.APPLICATION_MAKE}, status_code=HTTP_204_NO_CONTENT)
    async def ask_again(
        self, application_id: FromPath[UUID], data: JSONBody[NewApplication], officer: NamedDependency[Officer]
    ) -> None:
        """Ask anew for what was sent back."""
        await ask_again(officer, application_id, data.draft())

    @post("/{application_id:uuid}/withdrawal", opt={"act": Act.APPLICATION_WITHDRAW}, status_code=HTTP_204_NO_CONTENT)
    async def withdraw(
        self, application_id: FromPath[UUID], data: JSONBody[WithdrawalBody], officer: NamedDependency[Officer]
    ) -> None:
        """Take back what nobody has decided."""
        await withdraw_application(officer, application_id, data.reason)

    @post("/{application_id:uuid}/approval", opt={"act": Act.APPLICATION_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def approve(
        self, application_id: FromPath[UUID], data: JSONBody[ApprovalBody], officer: NamedDependency[Officer]
    ) -> None:
        """Approve; 409 says who was first and when, or why it cannot be approved as things stand."""
        approval = Approval(data.note, data.code, data.opened_conditions)
        await approve_application(officer, application_id, data.revision, approval)

    @post("/{application_id:uuid}/refusal", opt={"act": Act.APPLICATION_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def refuse(
        self, application_id: FromPath[UUID], data: JSONBody[RefusalBody], officer: NamedDependency[Officer]
    ) -> None:
        """Refuse with a written reason."""
        await refuse_application(officer, application_id, data.revision, data.reason, data.code)

    @post("/{application_id:uuid}/return", opt={"act": Act.APPLICATION_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def send_back(
        self, application_id: FromPath[UUID], data: JSONBody[ReturnBody], officer: NamedDependency[Officer]
    ) -> None:
        """Send it back to be mended."""
        await send_back(officer, application_id, data.revision, data.reason)

    @post("/{application_id:uuid}/forwarding", opt={"act": Act.APPLICATION_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def forward(
        self, application_id: FromPath[UUID], data: JSONBody[ForwardingBody], officer: NamedDependency[Officer]
    ) -> None:
        """Pass it on to whoever decides, with an opinion."""
        await forward_application(officer, application_id, data.revision, data.opinion)

    @post("/{application_id:uuid}/sign-off", opt={"act": Act.APPLICATION_END}, status_code=HTTP_204_NO_CONTENT)
    async def sign_off(
        self, application_id: FromPath[UUID], data: JSONBody[SignOffBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down that the person came back from leave."""
        await sign_off(officer, application_id, data.back_at, data.note)

    @post("/{application_id:uuid}/shortening", opt={"act": Act.APPLICATION_END}, status_code=HTTP_204_NO_CONTENT)
    async def shorten(
        self, application_id: FromPath[UUID], data: JSONBody[ShorteningBody], officer: NamedDependency[Officer]
    ) -> None:
        """Let what was approved end on an earlier day."""
        await shorten_application(officer, application_id, data.until_on, data.reason)

    @post("/{application_id:uuid}/cancellation", opt={"act": Act.APPLICATION_END}, status_code=HTTP_204_NO_CONTENT)
    async def cancel(
        self, application_id: FromPath[UUID], data: JSONBody[WithdrawalBody], officer: NamedDependency[Officer]
    ) -> None:
        """Cancel what was approved."""
        await cancel_application(officer, application_id, data.reason)

    @post("/{application_id:uuid}/telling", opt={"act": Act.APPLICATION_TELL}, status_code=HTTP_204_NO_CONTENT)
    async def tell(
        self, application_id: FromPath[UUID], data: JSONBody[TellingBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down that somebody was told of an approval."""
        await put_down_telling(officer, application_id, data.recipient, data.told_on)
