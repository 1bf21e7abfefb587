"""The problems that a route may answer with, written into its description for readers and generators of clients."""

from http import HTTPStatus

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import ResponseSpec
from msgspec import Struct

from api.problem_responses import PROBLEM_MEDIA_TYPE
from api.route_rules import each_route

_EVERYWHERE = (HTTPStatus.BAD_REQUEST, HTTPStatus.SERVICE_UNAVAILABLE)
_SIGNED_IN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_CHANGING = (HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS)
_SIGN_IN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


class ProblemView(Struct, frozen=True):
    """RFC 9457: `code` is a stable name for machines, `detail` a sentence for people; facts may stand beside them."""

    type: str
    title: str
    status: int
    detail: str
    code: str


def document_problems(app: Litestar) -> None:
    """Describe the problems of every route that stands in the schema."""
    for _path, method, handler in each_route(app):
        if isinstance(handler, HTTPRouteHandler) and handler.resolve_include_in_schema():
            statuses: tuple[HTTPStatus, ...] = _EVERYWHERE
            if not handler.opt.get("public"):
                statuses += _SIGNED_IN + (() if method == "GET" else _CHANGING)
            elif method != "GET":
                statuses += _SIGN_IN
            handler.responses = {status: _described(status) for status in statuses}


def _described(status: HTTPStatus) -> ResponseSpec:
    return ResponseSpec(ProblemView, generate_examples=False, description=status.phrase, media_type=PROBLEM_MEDIA_TYPE)
