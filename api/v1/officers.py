"""Offices, officers, their grants and second factors: what administrators keep."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.officer_views import (
    ConfirmingCode,
    EnrolmentView,
    MeView,
    Move,
    NewGrant,
    NewOffice,
    NewOfficer,
    NewPassword,
    OfficerRecordView,
    OfficerView,
    OfficeView,
)
from api.v1.requests import Created
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.officers import (
    Credential,
    OfficeDraft,
    Officer,
    OfficerFilter,
    OfficerState,
    Role,
    Session,
    add_officer,
    approve_replacement,
    change_password,
    create_office,
    end_officer,
    give_grant,
    load_officer,
    load_officers,
    load_offices,
    move_officer,
    print_recovery_codes,
    reach,
    request_replacement,
    resume_officer,
    revoke_grant,
    suspend_officer,
)


class OwnAccountController(Controller):
    """The signed-in officer's own account."""

    path = "/me"
    tags = ["Session"]  # noqa: RUF012 - as Litestar declares it
    opt = {"own": True}  # noqa: RUF012 - as Litestar declares it

    @get("/")
    async def me(self, session: NamedDependency[Session]) -> MeView:
        """Who is signed in, and what their grants allow now."""
        officer = session.officer
        return MeView.of(
            officer,
            jurisdiction=sorted({grant.prefix for grant in officer.grants if grant.prefix}),
            acts=[act.value for act in Act if reach(officer, act)],
            session_ends_at=session.expires_at,
        )

    @post("/recovery-codes", status_code=HTTP_200_OK)
    async def print_recovery_codes(
        self, data: JSONBody[ConfirmingCode], officer: NamedDependency[Officer]
    ) -> EnrolmentView:
        """New printed codes in the place of the old ones, confirmed with the second factor; shown once."""
        return EnrolmentView.of_enrolment(await print_recovery_codes(officer, data.code))

    @post("/password", status_code=HTTP_204_NO_CONTENT)
    async def change_password(self, data: JSONBody[NewPassword], session: NamedDependency[Session]) -> None:
        """A new password for oneself, confirmed with the old one and a fresh code; one's other sessions end."""
        await change_password(session, data.old_password, data.new_password, data.code)


class OfficeController(Controller):
    """Offices."""

    path = "/offices"
    tags = ["Officers"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.OFFICE_LIST})
    async def list_offices(self, officer: NamedDependency[Officer]) -> ListView[OfficeView]:
        """All offices inside the officer's reach, by division."""
        return list_of(OfficeView.of, await load_offices(officer))

    @post("/", opt={"act": Act.OFFICE_CREATE})
    async def create_office(self, data: JSONBody[NewOffice], officer: NamedDependency[Officer]) -> Created:
        """Create an office in a division that was loaded."""
        return Created(await create_office(officer, OfficeDraft(data.name, data.level, data.division, data.parent_id)))


class OfficerController(Controller):
    """Officers, as their administrators keep them."""

    path = "/officers"
    tags = ["Officers"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.OFFICER_LIST})
    async def list_officers(
        self,
        officer: NamedDependency[Officer],
        sought: Annotated[str | None, QueryParameter(name="query")] = None,
        office: FromQuery[UUID | None] = None,
        role: FromQuery[Role | None] = None,
        wanted: Annotated[OfficerState | None, QueryParameter(name="state")] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[OfficerView]:
        """Officers, those added last first, fifty a page."""
        page = await load_officers(officer, OfficerFilter(sought, office, role, wanted), cursor)
        return list_of(OfficerView.of_entry, page.items, page.next)

    @post("/", opt={"act": Act.OFFICER_CREATE})
    async def add_officer(self, data: JSONBody[NewOfficer], officer: NamedDependency[Officer]) -> EnrolmentView:
        """Add an officer with a first grant; their secrets are shown once."""
        return EnrolmentView.of_enrolment(await add_officer(officer, data.draft()))

    @get("/{officer_id:uuid}", opt={"act": Act.OFFICER_LIST})
    async def open_officer(self, officer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> OfficerRecordView:
        """One officer with all grants, past ones included."""
        return OfficerRecordView.of_record(await load_officer(officer, officer_id))

    @post("/{officer_id:uuid}/move", opt={"act": Act.OFFICER_MOVE}, status_code=HTTP_204_NO_CONTENT)
    async def move(self, officer_id: FromPath[UUID], data: JSONBody[Move], officer: NamedDependency[Officer]) -> None:
        """Move an officer to another office; grants over divisions are revoked and have to be given anew."""
        await move_officer(officer, officer_id, data.office_id)

    @post("/{officer_id:uuid}/suspension", opt={"act": Act.OFFICER_SUSPEND}, status_code=HTTP_204_NO_CONTENT)
    async def suspend(self, officer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Bar an officer from signing in, and end their sessions."""
        await suspend_officer(officer, officer_id)

    @post("/{officer_id:uuid}/resumption", opt={"act": Act.OFFICER_RESUME}, status_code=HTTP_204_NO_CONTENT)
    async def resume(self, officer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Let a suspended officer sign in again."""
        await resume_officer(officer, officer_id)

    @post("/{officer_id:uuid}/ending", opt={"act": Act.OFFICER_END}, status_code=HTTP_204_NO_CONTENT)
    async def end(self, officer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """End an officer for good."""
        await end_officer(officer, officer_id)

    @post("/{officer_id:uuid}/grants", opt={"act": Act.GRANT_GIVE, "about": "officer"})
    async def give_grant(
        self, officer_id: FromPath[UUID], data: JSONBody[NewGrant], officer: NamedDependency[Officer]
    ) -> Created:
        """Give a role over a division, for days; never to oneself."""
        return Created(await give_grant(officer, officer_id, data.draft()))

    @post(
        "/{officer_id:uuid}/second-factor/replacement",
        opt={"act": Act.SECOND_FACTOR_REQUEST, "about": "officer"},
    )
    async def request_replacement(self, officer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Created:
        """Ask for a new second factor for an officer who lost theirs; another administrator has to agree."""
        return Created(await request_replacement(officer, officer_id, Credential.SECOND_FACTOR))

    @post("/{officer_id:uuid}/password/replacement", opt={"act": Act.PASSWORD_REQUEST, "about": "officer"})
    async def request_password(self, officer_id: FromPath[UUID], officer: NamedDependency[Officer]) -> Created:
        """Ask for a new password for an officer who forgot theirs; another administrator has to agree."""
        return Created(await request_replacement(officer, officer_id, Credential.PASSWORD))


class GrantController(Controller):
    """What was granted, and requests that wait for a second administrator."""

    tags = ["Officers"]  # noqa: RUF012 - as Litestar declares it

    @post("/grants/{grant_id:uuid}/revocation", opt={"act": Act.GRANT_REVOKE}, status_code=HTTP_204_NO_CONTENT)
    async def revoke(self, grant_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Revoke a grant; it counts no more at the officer's next request."""
        await revoke_grant(officer, grant_id)

    @post(
        "/second-factor-replacements/{request_id:uuid}/approval",
        opt={"act": Act.SECOND_FACTOR_REPLACE},
        status_code=HTTP_200_OK,
    )
    async def approve_replacement(self, request_id: FromPath[UUID], officer: NamedDependency[Officer]) -> EnrolmentView:
        """Agree to another administrator's request; the new second factor is shown once."""
        return EnrolmentView.of_enrolment(await approve_replacement(officer, request_id, Credential.SECOND_FACTOR))

    @post(
        "/password-replacements/{request_id:uuid}/approval",
        opt={"act": Act.PASSWORD_REPLACE},
        status_code=HTTP_200_OK,
    )
    async def approve_password(self, request_id: FromPath[UUID], officer: NamedDependency[Officer]) -> EnrolmentView:
        """Agree to another administrator's request; the new password is shown once."""
        return EnrolmentView.of_enrolment(await approve_replacement(officer, request_id, Credential.PASSWORD))
