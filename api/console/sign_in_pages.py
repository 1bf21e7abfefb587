"""Signing in and out, and the language of the pages."""

from datetime import timedelta

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.status_codes import HTTP_200_OK, HTTP_401_UNAUTHORIZED, HTTP_429_TOO_MANY_REQUESTS

from api.console.error_pages import SIGN_IN_PATH
from api.console.page_forms import SubmittedForm, read_form
from api.console.pages_base import (
    FIRST_PAGE,
    frame,
    html,
    language_cookie,
    language_of_page,
    own_path,
    redirect,
)
from api.console.rendering import render_page
from api.console.view_models.base import Counts, FormState, Language
from api.console.view_models.sign_in import SignInView
from api.http import HttpRequest, HttpResponse
from api.signed_in import check_own_site, ended_cookie, session_cookie, sign_in_connection
from supervision import legal_time
from supervision.errors import NotSignedIn, SignInLocked, SignInRefused
from supervision.officers import Session, end_session, sign_in

_WITH_PRINTED_CODE = "recovery-code"


@get("/", opt={"public": True}, include_in_schema=False)
async def front_door() -> HttpResponse:
    """The service's bare address leads to its first page."""
    return redirect(FIRST_PAGE)


class SignInPages(Controller):
    """The door."""

    @get("/sign-in", opt={"public": True})
    async def sign_in_page(self, request: HttpRequest) -> HttpResponse:
        """Asks for name, password and code; whoever is signed in already goes on."""
        query = request.query_params
        wanted = own_path(query.get("next"))
        if await _is_signed_in(request):
            return redirect(wanted)
        view = SignInView(
            next_path=wanted,
            uses_recovery_code=query.get("with") == _WITH_PRINTED_CODE,
            session_ended="ended" in query,
        )
        return _page(request, view)

    @post("/sign-in", opt={"public": True}, status_code=HTTP_200_OK)
    async def sign_in(self, request: HttpRequest) -> HttpResponse:
        """Open a session, or ask again under 401 or 429; what was wrong is not told."""
        check_own_site(request)
        form = await read_form(request)
        code = form.text("code") or form.text("recovery_code")
        try:
            signed_in = await sign_in(form.text("username"), form.raw("password"), code)
        except SignInRefused as refusal:
            return _ask_again(request, form, refusal)
        cookie = session_cookie(request.app.state.settings, signed_in.token)
        return redirect(form.text("next"), [cookie])

    @post("/sign-out", opt={"own": True}, status_code=HTTP_200_OK)
    async def sign_out(self, request: HttpRequest, session: NamedDependency[Session]) -> HttpResponse:
        """End this session; others of the same officer go on."""
        await end_session(session)
        return redirect(SIGN_IN_PATH, [ended_cookie(request.app.state.settings)])

    @post("/language", opt={"public": True}, status_code=HTTP_200_OK)
    async def choose_language(self, request: HttpRequest) -> HttpResponse:
        """Keep the language, and go back to the page."""
        check_own_site(request)
        form = await read_form(request)
        language: Language = "en" if form.text("language") == "en" else "zh"
        return redirect(form.text("back"), [language_cookie(request.app.state.settings, language)])


def _ask_again(request: HttpRequest, form: SubmittedForm, refusal: SignInRefused) -> HttpResponse:
    language, status, locked_until = language_of_page(request), HTTP_401_UNAUTHORIZED, None
    if isinstance(refusal, SignInLocked):
        status = HTTP_429_TOO_MANY_REQUESTS
        locked_until = legal_time.now() + timedelta(seconds=refusal.retry_after_seconds)
    view = SignInView(
        form=FormState(values={"username": form.text("username")}, refusal=form.state(refusal, language).refusal),
        next_path=own_path(form.text("next")),
        uses_recovery_code=bool(form.text("recovery_code")),
        locked_until=locked_until,
    )
    answer = _page(request, view, status)
    if isinstance(refusal, SignInLocked):
        answer.headers["retry-after"] = str(refusal.retry_after_seconds)
    return answer


def _page(request: HttpRequest, view: SignInView, status: int = HTTP_200_OK) -> HttpResponse:
    page = frame(request, None, active="", counts=Counts(), now=legal_time.now())
    return html(render_page(page, view), status)


async def _is_signed_in(request: HttpRequest) -> bool:
    try:
        await sign_in_connection(request)
    except NotSignedIn:
        return False
    return True
