"""Every route says by whom it may be called, and one guard holds it to that.

A handler, or the controller around it, carries one of these in its `opt`:

- `{"act": Act.X}`: an officer with a grant that allows the act somewhere; on what, the action itself checks.
- `{"own": True}`: any signed-in officer, for their own account.
- `{"public": True}`: anybody; with `"rules_of"`, the register by whose rules what they tell is judged.

Beside an act, `"about"` names the kind of record of the path's last parameter where the act's own word for it differs,
so that refusals are found with that record. `"background": True` marks what a page asks for by itself, which does not
keep an idle session open.
"""

from collections.abc import Iterator
from typing import Any, cast

from litestar import Litestar
from litestar.enums import HttpMethod
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute
from litestar.types import Scope

from api.http import HttpConnection
from api.rule_books import RULE_BOOKS
from api.signed_in import officer_of, sign_in_connection
from supervision.audit import Act, Subject
from supervision.errors import SettingsWrong
from supervision.local_rules.rows import put_in_force
from supervision.officers import check_officer_may

_LONGEST_ID = 64


async def hold_to_rule(connection: HttpConnection, handler: BaseRouteHandler) -> None:
    """The guard of all routes: who is it, did their own page send it, may they, and by which rules are they judged."""
    if connection.scope.get("method") == HttpMethod.OPTIONS:
        return
    if handler.opt.get("public"):
        if (register := handler.opt.get("rules_of")) is not None:
            await put_in_force(RULE_BOOKS[register])
        return
    session = await sign_in_connection(connection, is_background=bool(handler.opt.get("background")))
    act = handler.opt.get("act")
    if act is not None:
        check_officer_may(session.officer, act, None)
        await put_in_force(RULE_BOOKS[session.officer.register])


def check_every_route_has_a_rule(app: Litestar) -> None:
    """`SettingsWrong` for a route that does not say by whom it may be called: such a service does not start."""
    for path, method, handler in each_route(app):
        rules = [rule for name in ("act", "own", "public") if (rule := handler.opt.get(name))]
        if len(rules) != 1 or not (rules[0] is True or isinstance(rules[0], Act)):
            message = f"{method} {path} has no rule, or more than one: its opt must hold act, own or public."
            raise SettingsWrong(message)


def each_route(app: Litestar) -> Iterator[tuple[str, str, BaseRouteHandler]]:
    """Path, method and handler of every route but the answers to OPTIONS, which the framework makes."""
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            message = f"{route.path} is no plain HTTP route: nothing guards it."
            raise SettingsWrong(message)
        for handler in route.route_handlers:
            for method in sorted(handler.http_methods):
                if method != HttpMethod.OPTIONS:
                    yield route.path_format, method, handler


def refused_act(scope: Scope) -> tuple[Act, Subject] | None:
    """The act of a request and what it was about, for the audit of a refusal; None where the route has no act."""
    handler = cast("dict[str, Any]", scope).get("route_handler")  # an address without a route has none
    act = handler.opt.get("act") if handler is not None else None
    if handler is None or not isinstance(act, Act) or officer_of(scope) is None:
        return None
    kind = handler.opt.get("about") or act.partition(":")[0]
    ids = list(scope.get("path_params", {}).values())
    return act, Subject(kind, _harmless(str(ids[-1])) if ids else "all")


def _harmless(subject_id: str) -> str:
    """An id as it stands in the address; what cannot be an id is not copied into the audit."""
    plain = subject_id.isascii() and subject_id.replace("-", "").isalnum() and len(subject_id) <= _LONGEST_ID
    return subject_id if plain else "unreadable"
