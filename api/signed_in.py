"""Who sends a request: a bearer token, or the console's cookie together with proof that our own page sent it."""

import hmac
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.types import Scope

from api.http import HttpConnection
from supervision.errors import NotSignedIn, SupervisionError
from supervision.officers import Officer, Session, load_session
from supervision.officers.sessions import SESSION_OVER
from supervision.settings import Settings
from supervision.wording import Wording

CSRF_FIELD = "_csrf_token"
"""The field of a form that carries the session's CSRF token."""
CSRF_HEADER = "x-csrftoken"
"""The header that carries it where a script sends the request."""

_COOKIE = "supervision-session"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"same-origin", "none"})
_FORMS = frozenset({RequestEncodingType.URL_ENCODED.value, RequestEncodingType.MULTI_PART.value})
_SESSION_KEY = "session"

FORM_WAS_READ = "form-was-read"
"""Stands in the state of a request whose form has been read, for whoever tidies up behind it."""

NOT_FROM_OUR_PAGE = Wording(
    "请求不是从本系统的页面发出的，或页面已过期。请刷新页面后重试。",
    "The request did not come from a page of this service, or the page is stale. Reload it and try again.",
)


class RequestForged(SupervisionError):
    """A changing request with a cookie that no page of ours can be shown to have sent."""

    code = "request-forged"


async def sign_in_connection(connection: HttpConnection, *, is_background: bool = False) -> Session:
    """The session of a request, loaded anew from the database in one round trip; `NotSignedIn` without one.

    A changing request that shows the cookie must prove by the session's CSRF token that a page of ours sent it.
    """
    token, is_cookie = _credential(connection)
    if token is None:
        raise NotSignedIn(SESSION_OVER)
    session = await load_session(token, counts_as_use=not is_background)
    if is_cookie and connection.scope.get("method") not in _SAFE_METHODS:
        await _check_our_page_sent_it(connection, session)
    connection.scope["state"][_SESSION_KEY] = session
    return session


def session_of(scope: Scope) -> Session | None:
    """The session that the guard found for this request; None on public routes and where there is no such route."""
    session: Session | None = scope["state"].get(_SESSION_KEY)
    return session


def officer_of(scope: Scope) -> Officer | None:
    """The officer who sends this request, once the guard has let them in."""
    session = session_of(scope)
    return None if session is None else session.officer


def provide_session(scope: Scope) -> Session:
    """The dependency `session: NamedDependency[Session]`; `NotSignedIn` on a public route."""
    session = session_of(scope)
    if session is None:
        raise NotSignedIn(SESSION_OVER)
    return session


def provide_officer(scope: Scope) -> Officer:
    """The dependency `officer: NamedDependency[Officer]`; `NotSignedIn` on a public route."""
    return provide_session(scope).officer


def token_of(connection: HttpConnection) -> str | None:
    """The session's token as the request carries it, for a stream that looks again later."""
    return _credential(connection)[0]


def session_cookie(settings: Settings, token: str) -> Cookie:
    """The cookie that signs a browser in until it is closed, or until the session ends in the database."""
    is_secure = speaks_tls(settings)
    return Cookie(_cookie_name(is_secure=is_secure), value=token, httponly=True, samesite="strict", secure=is_secure)


def ended_cookie(settings: Settings) -> Cookie:
    """The cookie that signs a browser out."""
    cookie = session_cookie(settings, "")
    cookie.max_age = 0
    return cookie


def speaks_tls(settings: Settings) -> bool:
    """Whether browsers reach the service by HTTPS."""
    return urlsplit(settings.own_url).scheme == "https" or settings.tls_cert_file is not None


def check_own_site(connection: HttpConnection) -> None:
    """`RequestForged` for a changing request that the browser itself says another site sent; for the sign-in page."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None and site not in _OWN_SITES:
        raise RequestForged(NOT_FROM_OUR_PAGE)


def _credential(connection: HttpConnection) -> tuple[str | None, bool]:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip(), False
    is_secure = speaks_tls(connection.app.state.settings)
    return connection.cookies.get(_cookie_name(is_secure=is_secure)), True


def _cookie_name(*, is_secure: bool) -> str:
    return f"__Host-{_COOKIE}" if is_secure else _COOKIE


async def _check_our_page_sent_it(connection: HttpConnection, session: Session) -> None:
    check_own_site(connection)
    shown = connection.headers.get(CSRF_HEADER)
    if shown is None and isinstance(connection, Request) and connection.content_type[0] in _FORMS:
        field = (await connection.form()).get(CSRF_FIELD)
        connection.scope["state"][FORM_WAS_READ] = True
        shown = field if isinstance(field, str) else None
    if shown is None or not hmac.compare_digest(shown.encode(), session.csrf_token.encode()):
        raise RequestForged(NOT_FROM_OUR_PAGE)
