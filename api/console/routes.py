"""The pages of the console, all below `/console`; every controller stands here on a line of its own."""

from collections.abc import Sequence

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from api.console.pages_base import provide_page

CONSOLE_ROUTES: Sequence[ControllerRouterHandler] = []


def console_router() -> Router:
    """Everything below `/console` but its static files."""
    return Router(
        "/console",
        route_handlers=CONSOLE_ROUTES,
        dependencies={"page": Provide(provide_page, sync_to_thread=False)},
        include_in_schema=False,
    )
