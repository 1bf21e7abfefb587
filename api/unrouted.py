"""Addresses of the API that lead to no handler: an id that is none, a method that is not offered.

The router turns them away before any guard has asked who it is. Whoever is not signed in is told here what the guard
would have told them, so that the answer does not depend on how well an address was guessed.
"""

from typing import Any, cast

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.routes import HTTPRoute
from litestar.types import Scope

from api.http import HttpConnection
from api.signed_in import token_of
from supervision.errors import NotSignedIn, SupervisionError
from supervision.officers import load_session
from supervision.officers.sessions import SESSION_OVER

_BELOW = "/api/v1/"
_TURNED_AWAY = "turned-away"


async def ask_who_it_is(error: Exception, scope: Scope) -> None:
    """The hook that looks for a session where the router found no handler in the API for an address of known shape."""
    is_routed = cast("dict[str, Any]", scope).get("route_handler") is not None
    if is_routed or not isinstance(error, NotFoundException | MethodNotAllowedException):
        return
    if not _has_shape_of_guarded_route(scope["litestar_app"], scope["path"]):
        return
    try:
        await _check_signed_in(ASGIConnection(scope))
    except SupervisionError as refusal:
        scope["state"][_TURNED_AWAY] = refusal


def told_instead(error: Exception, scope: Scope) -> Exception:
    """What the caller is told: that they are not signed in where that came out, else the error itself."""
    return cast("Exception", scope["state"].get(_TURNED_AWAY, error))


async def _check_signed_in(connection: HttpConnection) -> None:
    token = token_of(connection)
    if token is None:
        raise NotSignedIn(SESSION_OVER)
    await load_session(token, counts_as_use=False)


def _has_shape_of_guarded_route(app: Litestar, path: str) -> bool:
    parts = [part for part in path.split("/") if part]
    return path.startswith(_BELOW) and any(
        len(route.path_components) == len(parts)
        and all(
            not isinstance(place, str) or place == part
            for place, part in zip(route.path_components, parts, strict=True)
        )
        and not any(handler.opt.get("public") for handler in route.route_handlers)
        for route in app.routes
        if isinstance(route, HTTPRoute)
    )
