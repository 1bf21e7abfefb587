"""Problems as pages of the console: who is not signed in is sent to sign in, everybody else is told what to do."""

import re
from datetime import datetime, timedelta
from http import HTTPStatus

from litestar import Response
from litestar.enums import MediaType

from api.console.pages_base import FIRST_PAGE, address, frame, html, language_of_page, path_with_query, redirect
from api.console.rendering import render_page
from api.console.view_models.base import Counts, Happening, Language
from api.console.view_models.system import ErrorView
from api.console.words import WORDS
from api.http import HttpRequest, HttpResponse
from api.problem_responses import Problem
from api.signed_in import session_of, token_of
from supervision import legal_time
from supervision.wording import in_language

SIGN_IN_PATH = "/console/sign-in"

_RECORD = re.compile(r"/console/[a-z-]+/(?:[0-9a-f]{8}-[0-9a-f-]{27}|new)")
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_FROM_HTMX = "hx-request"


def render_error_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page for a problem, or the way to the sign-in for whoever is not signed in."""
    if problem.status is HTTPStatus.UNAUTHORIZED and problem.code == "not-signed-in":
        return _to_sign_in(request)
    language, now = language_of_page(request), legal_time.now()
    view = ErrorView(
        code=problem.status,
        reason=_reason(problem, language),
        retry_at=_retry_at(problem, now),
        already=_already(problem, language),
        back_path=FIRST_PAGE,
    )
    page = frame(request, session_of(request.scope), active="", counts=Counts(), now=now)
    answer = html(render_page(page, view), problem.status)
    answer.headers.update(problem.headers)
    return answer


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in and back; a part of a page lets the whole page go there."""
    ended = "yes" if token_of(request) is not None else None
    if _FROM_HTMX in request.headers:
        path = address(SIGN_IN_PATH, ended=ended)
        return Response(
            b"", status_code=HTTPStatus.UNAUTHORIZED, headers={"hx-redirect": path}, media_type=MediaType.HTML
        )
    return redirect(address(SIGN_IN_PATH, next=_page_wanted(request), ended=ended))


def _page_wanted(request: HttpRequest) -> str | None:
    """The page to come back to: the one asked for, or that of the record that a form was about."""
    if request.method in _SAFE_METHODS:
        path = path_with_query(request)
    else:
        found = _RECORD.match(request.url.path)
        path = found[0] if found else FIRST_PAGE
    return None if path.rstrip("/") == FIRST_PAGE.rstrip("/") else path


def _reason(problem: Problem, language: Language) -> str:
    is_generic = problem.status in {
        HTTPStatus.NOT_FOUND,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.SERVICE_UNAVAILABLE,
    }
    return "" if is_generic else in_language(problem.detail, language)


def _retry_at(problem: Problem, now: datetime) -> datetime | None:
    seconds = problem.facts.get("retry_after_seconds")
    return now + timedelta(seconds=seconds) if isinstance(seconds, int) else None


def _already(problem: Problem, language: Language) -> Happening | None:
    who, at = problem.facts.get("disposed_by"), problem.facts.get("disposed_at")
    if not isinstance(who, str) or not isinstance(at, datetime):
        return None
    return Happening(at=at, who=who, what=in_language(WORDS["alert-state"]["disposed"], language))
