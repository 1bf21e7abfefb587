"""Refusals and failures as HTTP problems (RFC 9457): one table from the domain's errors to what a caller is told."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from litestar import Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.params import ParameterKwarg
from litestar.types import ExceptionHandlersMap, Scope

from api.http import HttpRequest, HttpResponse
from api.route_rules import refused_act
from api.signed_in import RequestForged, session_of
from api.unrouted import told_instead
from supervision.audit import record_refusal
from supervision.corrections.purposes import PurposeRefused
from supervision.corrections.store import RecordSealed
from supervision.errors import (
    InputInvalid,
    KeyDestroyed,
    NotFound,
    NotPermitted,
    NotSignedIn,
    RuleRefused,
    SealBroken,
    SignInLocked,
    SignInRefused,
    StorageUnavailable,
    SupervisionError,
)
from supervision.exports.steps import ExportLinkSpent
from supervision.legal_time import LEGAL_ZONE
from supervision.officers.officer import NOT_HERE
from supervision.residence.throttle import AskedTooOften
from supervision.wording import Wording, in_language

log = structlog.get_logger(__name__)

STATUS_OF: Mapping[type[SupervisionError], HTTPStatus] = {
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    SignInRefused: HTTPStatus.UNAUTHORIZED,
    SignInLocked: HTTPStatus.TOO_MANY_REQUESTS,
    RequestForged: HTTPStatus.FORBIDDEN,
    NotPermitted: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    InputInvalid: HTTPStatus.BAD_REQUEST,
    RuleRefused: HTTPStatus.CONFLICT,
    KeyDestroyed: HTTPStatus.GONE,
    ExportLinkSpent: HTTPStatus.GONE,
    SealBroken: HTTPStatus.INTERNAL_SERVER_ERROR,
    StorageUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    AskedTooOften: HTTPStatus.TOO_MANY_REQUESTS,
    SupervisionError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of an error is that of the nearest class above it."""

TITLES: Mapping[HTTPStatus, Wording] = {
    HTTPStatus.BAD_REQUEST: Wording("请求有误", "The request is wrong"),
    HTTPStatus.UNAUTHORIZED: Wording("未登录", "Not signed in"),
    HTTPStatus.FORBIDDEN: Wording("无权操作", "Not permitted"),
    HTTPStatus.NOT_FOUND: Wording("没有找到", "Not found"),
    HTTPStatus.METHOD_NOT_ALLOWED: Wording("不支持的操作", "No such method here"),
    HTTPStatus.CONFLICT: Wording("规则不允许", "A rule says no"),
    HTTPStatus.GONE: Wording("已失效", "Gone"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Wording("内容过大", "Too large"),
    HTTPStatus.TOO_MANY_REQUESTS: Wording("请稍后再试", "Try again later"),
    HTTPStatus.INTERNAL_SERVER_ERROR: Wording("系统错误", "Something broke"),
    HTTPStatus.SERVICE_UNAVAILABLE: Wording("暂时不可用", "Unavailable for now"),
}

BROKEN = Wording(
    "系统出错，已记录；没有写入任何内容。", "The service failed; this is on record, and nothing was written."
)
UNAVAILABLE = Wording(
    "数据库暂时没有响应；没有写入任何内容，可以重试。",
    "The database does not answer for now; nothing was written, and trying again is safe.",
)
REQUEST_WRONG = Wording("请求的内容不符合要求。", "The request does not have the form that is asked for.")
DESTROYED = Wording("该记录的密钥已销毁，内容不可恢复。", "The key of this record was destroyed; its content is gone.")

_FIXED_SENTENCES: Mapping[HTTPStatus, Wording] = {
    HTTPStatus.NOT_FOUND: NOT_HERE,  # one sentence for what is absent and what is out of reach
    HTTPStatus.INTERNAL_SERVER_ERROR: BROKEN,
    HTTPStatus.SERVICE_UNAVAILABLE: UNAVAILABLE,
}
_SENTENCES: Mapping[type[SupervisionError], Wording] = {KeyDestroyed: DESTROYED}
_RETRY_AFTER_SECONDS = 2
_FIRST_SERVER_ERROR = 500
PROBLEM_MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a caller is told: status, a stable code for machines, two sentences for people, and facts beside them."""

    status: HTTPStatus
    code: str
    detail: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> Wording:
        """What kind of problem it is."""
        return TITLES.get(self.status) or Wording(self.status.phrase, self.status.phrase)

    def as_json(self, language: str) -> dict[str, Any]:
        """The members of `application/problem+json`."""
        return {
            **self.facts,
            "type": f"urn:supervision:problem:{self.code}",
            "title": in_language(self.title, language),
            "status": int(self.status),
            "detail": in_language(self.detail, language),
            "code": self.code,
        }


RenderErrorPage = Callable[[HttpRequest, Problem], HttpResponse]
"""Makes the console's page out of a problem; a redirect to sign-in is a page, too."""


def problem_of(error: Exception) -> Problem:
    """The problem that an exception is to its caller; what is not ours, or broken, is told without detail."""
    if isinstance(error, SupervisionError):
        return _refusal(error)
    if isinstance(error, HTTPException) and error.status_code < _FIRST_SERVER_ERROR:
        return _malformed(error)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal-error", BROKEN)


def _refusal(error: SupervisionError) -> Problem:
    status = next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)
    headers: dict[str, str] = {}
    match error:
        case StorageUnavailable():
            headers["retry-after"] = str(_RETRY_AFTER_SECONDS)
        case SignInLocked() | AskedTooOften():
            headers["retry-after"] = str(error.retry_after_seconds)
        case NotSignedIn():
            headers["www-authenticate"] = "Bearer"
    if (sentence := _FIXED_SENTENCES.get(status) or _SENTENCES.get(type(error))) is not None:
        return Problem(status, error.code, sentence, headers=headers)
    return Problem(status, error.code, _message(error), _facts(error), headers)


def _malformed(error: HTTPException) -> Problem:
    status = HTTPStatus(error.status_code)
    code = status.phrase.lower().replace(" ", "-")
    if isinstance(error, ValidationException):
        return Problem(status, "request-invalid", REQUEST_WRONG, {"errors": error.extra or [error.detail]})
    if status is HTTPStatus.NOT_FOUND:
        return Problem(status, code, NOT_HERE)
    return Problem(status, code, REQUEST_WRONG, {"errors": [error.detail]}, error.headers or {})


def _message(error: SupervisionError) -> str:
    return error.args[0] if error.args and isinstance(error.args[0], str) else error.code


def _facts(error: SupervisionError) -> dict[str, Any]:
    """What an error knows beside its sentence: the field to mend, who was first and when."""
    facts = {name: value for name, value in vars(error).items() if not name.startswith("_") and value is not None}
    return {
        name: value.astimezone(LEGAL_ZONE) if isinstance(value, datetime) else value for name, value in facts.items()
    }


def exception_handlers(render_error_page: RenderErrorPage | None) -> ExceptionHandlersMap:
    """The application's one handler of exceptions: a page for browsers in the console, problem+json elsewhere."""

    def answer(request: HttpRequest, error: Exception) -> HttpResponse:
        problem = problem_of(_named_as_sent(told_instead(error, request.scope), request.scope))
        if problem.status >= _FIRST_SERVER_ERROR:
            _log_failure(request, error, problem)
        if render_error_page is not None and wants_page(request):
            return render_error_page(request, problem)
        body = msgspec.json.encode(problem.as_json(language_of(request)), enc_hook=str)
        return Response(body, status_code=problem.status, media_type=PROBLEM_MEDIA_TYPE, headers=dict(problem.headers))

    return {Exception: answer}


def _named_as_sent(error: Exception, scope: Scope) -> Exception:
    """Validation errors under the names that parameters have in the request, not under those of the handler."""
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        parameters = scope["route_handler"].parsed_fn_signature.parameters
        for found in error.extra:
            parameter = parameters.get(found.get("key", ""))
            definition = parameter.kwarg_definition if parameter is not None else None
            if isinstance(definition, ParameterKwarg) and definition.name is not None:
                found |= {"key": definition.name, "source": definition.param_type}
    return error


def wants_page(request: HttpRequest) -> bool:
    """Whether a browser is waiting for a page, or a part of one, of the console."""
    is_browser = "text/html" in request.headers.get("accept", "") or "hx-request" in request.headers
    return is_browser and request.scope["path"].startswith("/console")


def language_of(request: HttpRequest) -> str:
    """`en` where the caller prefers English to Chinese, else `zh`."""
    best, language = 0.0, "zh"
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if tag[:2].lower() in {"zh", "en"} and weight > best:
            best, language = weight, tag[:2].lower()
    return language


_RECORDED = NotPermitted | NotFound | PurposeRefused | RecordSealed | ExportLinkSpent
"""Refusals that leave a trace; other input that was wrong does not."""


async def record_refusals(error: Exception, scope: Scope) -> None:
    """The hook that writes what a signed-in officer was refused into the audit, after the refused act's transaction."""
    session, refused = session_of(scope), refused_act(scope)
    if session is None or refused is None or not isinstance(error, _RECORDED):
        return
    act, subject = refused
    officer = session.officer
    try:
        await record_refusal(officer.actor, act, subject, error.code, register=officer.register)
    except StorageUnavailable:
        log.error("refusal-unrecorded", act=act, code=error.code, officer=str(officer.id))  # noqa: TRY400 - no trace


def _log_failure(request: HttpRequest, error: Exception, problem: Problem) -> None:
    """Say where it broke, but never the message of a foreign exception, which may quote what was stored or sent."""
    level = logging.CRITICAL if isinstance(error, SealBroken) else logging.ERROR
    where, trace = [], error.__traceback__
    while trace is not None:
        where.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.log(
        level,
        "request-failed",
        error=type(error).__name__,
        code=problem.code,
        route=request.scope.get("path_template"),
        where=where[-8:],
        sentence=str(error) if isinstance(error, SupervisionError) else None,
    )
