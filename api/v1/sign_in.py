"""Signing in and out."""

from datetime import datetime

from litestar import Controller, delete, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Struct

from api.http import HttpRequest
from api.signed_in import check_own_site
from api.v1.views import View
from supervision.officers import Session, end_session, sign_in


class SignIn(Struct, frozen=True):
    """Name, password and a one-time code: of the authenticator app, or printed."""

    username: str
    password: str
    code: str

    def __repr__(self) -> str:
        return "SignIn(…)"


class SignedInView(View, frozen=True):
    """The token of a new session, and when it ends at the latest."""

    token: str
    expires_at: datetime


class SignInController(Controller):
    """Sessions of officers."""

    tags = ["Session"]  # noqa: RUF012 - as Litestar declares it

    @post("/sign-in", opt={"public": True}, status_code=HTTP_200_OK, security=[{}])
    async def sign_in(self, request: HttpRequest, data: JSONBody[SignIn]) -> SignedInView:
        """Open a session. 401 when something is wrong or the code was used before, 429 after five wrong answers."""
        check_own_site(request)
        return SignedInView.of(await sign_in(data.username, data.password, data.code))

    @delete("/session", opt={"own": True}, status_code=HTTP_204_NO_CONTENT)
    async def sign_out(self, session: NamedDependency[Session]) -> None:
        """End this session; others of the same officer go on."""
        await end_session(session)
