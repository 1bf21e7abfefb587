"""One measurement and one log line for each request: its route and ids, never what it asked for or was told."""

import time

import structlog
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import Histogram

from api.signed_in import officer_of

log = structlog.get_logger(__name__)

_SECONDS = Histogram(
    "supervision_http_request_seconds",
    "Time from a request's arrival to the beginning of its answer.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1.0, 2.5, 5.0, 10.0),
)


class Measuring(ASGIMiddleware):
    """Counts and times requests by route; an address that has no route is not counted."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on, and note when its answer begins."""
        began_at = time.perf_counter()

        async def send_measured(message: Message) -> None:
            if message["type"] == "http.response.start":
                _note(scope, int(message["status"]), time.perf_counter() - began_at)
            await send(message)

        await next_app(scope, receive, send_measured)


def _note(scope: Scope, status: int, seconds: float) -> None:
    method, route = str(scope["method"]), scope["path_template"]  # type: ignore[typeddict-item] # of HTTP scopes only
    _SECONDS.labels(method, route, str(status)).observe(seconds)
    officer = officer_of(scope)
    log.info(
        "request",
        method=method,
        route=route,
        status=status,
        milliseconds=round(seconds * 1000, 1),
        officer=str(officer.id) if officer else None,
    )
