"""One request on a resident's own page: whose session it is, and the ways to answer."""

import hmac
from collections.abc import Awaitable, Callable

from litestar import Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console.page_forms import SubmittedForm, read_form
from api.console.residence.public_base import PublicPage, status_of
from api.console.view_models.residence.own_page import OwnRefusalView
from api.http import HttpRequest, HttpResponse
from api.problem_responses import problem_of
from api.signed_in import CSRF_FIELD, NOT_FROM_OUR_PAGE, RequestForged, check_own_site, speaks_tls
from supervision.errors import InputInvalid, KeyDestroyed, NotSignedIn
from supervision.residence.own_page.sessions import OwnSession, load_own_session
from supervision.settings import Settings

OWN_PAGE = "/my"
"""Where a resident's own page is, below the service's public address."""

_COOKIE = "supervision-own-page"


class OwnPage(PublicPage):
    """One request of a resident who has signed in with their code."""

    def __init__(self, request: HttpRequest, session: OwnSession) -> None:
        super().__init__(request)
        self.session = session
        self.csrf_token = session.csrf_token

    async def form(self) -> SubmittedForm:
        """What the form sent; RequestForged where no page of this session did."""
        check_own_site(self.request)
        form = await read_form(self.request)
        if not hmac.compare_digest(form.raw(CSRF_FIELD).encode(), self.csrf_token.encode()):
            raise RequestForged(NOT_FROM_OUR_PAGE)
        return form


async def for_resident(request: HttpRequest, answer: Callable[[OwnPage], Awaitable[HttpResponse]]) -> HttpResponse:
    """The answer for whoever is signed in; everybody else is asked for the code."""
    try:
        session = await load_own_session(token_of(request))
    except NotSignedIn:
        return see_other(OWN_PAGE)
    page = OwnPage(request, session)
    try:
        return await answer(page)
    except (RequestForged, InputInvalid, KeyDestroyed) as error:
        return page.show(OwnRefusalView(text=page.say(problem_of(error).detail)), status_of(error))


def token_of(request: HttpRequest) -> str:
    """The session's token as the browser shows it; empty where it shows none."""
    return request.cookies.get(_name(request.app.state.settings), "")


def own_page_cookie(settings: Settings, token: str, *, max_age: int | None = None) -> Cookie:
    """The cookie that keeps a page open until the browser is closed, or until the session ends in the database."""
    return Cookie(
        _name(settings), value=token, max_age=max_age, httponly=True, samesite="strict", secure=speaks_tls(settings)
    )


def see_other(path: str, *cookies: Cookie) -> HttpResponse:
    """Another public page, by GET."""
    headers = {"location": path}
    return Response(
        b"", status_code=HTTP_303_SEE_OTHER, headers=headers, media_type=MediaType.HTML, cookies=list(cookies)
    )


def _name(settings: Settings) -> str:
    return f"__Host-{_COOKIE}" if speaks_tls(settings) else _COOKIE
