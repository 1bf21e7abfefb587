"""Delegations to justice offices and mandates to act as head: entered, confirmed, revoked."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.requests import Body, Created
from api.v1.views import ListView, View, list_of
from supervision.approvals.authorities import (
    AuthorityDraft,
    WrittenAuthority,
    confirm_authority,
    enter_authority,
    list_authorities,
    revoke_authority,
)
from supervision.approvals.words import AuthorityKind, DelegatedAct
from supervision.audit import Act
from supervision.officers import Officer


class NewAuthority(Body, frozen=True):
    """A signed paper: an office with the acts that it lists, or a deputy who acts as head.

    A deputy decides on positioning orders where it lists `decide-orders`.
    """

    document: Annotated[str, Meta(max_length=60)]
    valid_from: date
    valid_until: date
    office_id: UUID | None = None
    acts: Annotated[tuple[DelegatedAct, ...], Meta(max_length=10)] = ()
    deputy_id: UUID | None = None


class ConfirmationBody(Body, frozen=True):
    """The head's second factor."""

    code: Annotated[str, Meta(max_length=40)]


class AuthorityView(View, frozen=True):
    """A delegation or a mandate; it gives something once it is confirmed, on its days, until it is revoked."""

    id: UUID
    kind: AuthorityKind
    county: str
    office_id: UUID | None
    deputy_id: UUID | None
    holder_name: str
    acts: list[DelegatedAct]
    document: str
    valid_from: date
    valid_until: date
    entered_at: datetime
    entered_by_name: str
    confirmed_at: datetime | None
    confirmed_by_name: str
    revoked_at: datetime | None
    revoked_by_name: str

    @classmethod
    def of_authority(cls, one: WrittenAuthority) -> "AuthorityView":
        """The view of an authority."""
        return cls.of(one, acts=list(one.acts))


class AuthorityController(Controller):
    """Written authorities of the officer's counties, their office's and their own."""

    path = "/authorities"
    tags = ["Approvals"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.AUTHORITY_LIST})
    async def list_authorities(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[AuthorityView]:
        """Delegations and mandates, newest first."""
        found = await list_authorities(officer, cursor)
        return list_of(AuthorityView.of_authority, found.items, found.next)

    @post("/", opt={"act": Act.AUTHORITY_ENTER})
    async def enter(self, data: JSONBody[NewAuthority], officer: NamedDependency[Officer]) -> Created:
        """Put down a signed paper; it gives nothing before the county's head has confirmed it."""
        draft = AuthorityDraft(
            data.document, data.valid_from, data.valid_until, data.office_id, data.acts, data.deputy_id
        )
        return Created(await enter_authority(officer, draft))

    @post("/{authority_id:uuid}/confirmation", opt={"act": Act.AUTHORITY_CONFIRM}, status_code=HTTP_204_NO_CONTENT)
    async def confirm(
        self, authority_id: FromPath[UUID], data: JSONBody[ConfirmationBody], officer: NamedDependency[Officer]
    ) -> None:
        """Confirm it with the second factor."""
        await confirm_authority(officer, authority_id, data.code)

    @post("/{authority_id:uuid}/revocation", opt={"act": Act.AUTHORITY_REVOKE}, status_code=HTTP_204_NO_CONTENT)
    async def revoke(self, authority_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Revoke it at once."""
        await revoke_authority(officer, authority_id)
