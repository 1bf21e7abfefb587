"""Wires the application: routes, rules, problems, headers, and what lives as long as it."""

from pathlib import Path

from litestar import Litestar, Router
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.static_files import create_static_files_router

from api.console.error_pages import render_error_page
from api.console.routes import console_router, public_pages_of
from api.console.sign_in_pages import front_door
from api.documented_problems import document_problems
from api.lifespan import lifespan
from api.measuring import Measuring
from api.problem_responses import exception_handlers, record_refusals
from api.route_rules import check_every_route_has_a_rule, hold_to_rule
from api.security_headers import host_guard, security_headers
from api.signed_in import provide_officer, provide_session
from api.unrouted import ask_who_it_is
from api.uploads import UploadsClosed
from api.v1.health import HealthController
from api.v1.routes import routes_of
from supervision import __version__
from supervision.settings import Settings

MOST_BODY_BYTES = 1024 * 1024
"""How large a request may be; a handler that takes documents names its own limit."""

_STATIC = Path(__file__).parent / "console" / "static"


def create_app(settings: Settings) -> Litestar:
    """The application; `SettingsWrong` when a route has no rule. Database and vault are opened in its lifespan."""
    app = Litestar(
        route_handlers=[
            Router("/api/v1", route_handlers=[*routes_of(settings.registers), HealthController]),
            HealthController,
            create_static_files_router(
                "/console/static",
                [_STATIC],
                opt={"public": True},
                cache_control=CacheControlHeader(public=True, max_age=3600),
            ),
            front_door,
            *public_pages_of(settings.registers),
            console_router(settings.registers),
        ],
        dependencies={
            "session": Provide(provide_session, sync_to_thread=False),
            "officer": Provide(provide_officer, sync_to_thread=False),
        },
        guards=[host_guard(settings), hold_to_rule],
        exception_handlers=exception_handlers(render_error_page),
        after_exception=[record_refusals, ask_who_it_is],
        middleware=[UploadsClosed(), Measuring()],
        before_send=[security_headers(settings)],
        lifespan=[lifespan],
        openapi_config=_open_api(),
        request_max_body_size=MOST_BODY_BYTES,
        state=State({"settings": settings}),
        logging_config=None,
    )
    check_every_route_has_a_rule(app)
    document_problems(app)
    return app


def _open_api() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Supervision",
        version=__version__,
        description="The registers of community correction and of community police, side by side and apart.",
        components=Components(security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer")}),
        security=[{"bearer": []}],
        openapi_router=Router("/schema", route_handlers=[], opt={"public": True}, include_in_schema=False),
        render_plugins=[JsonRenderPlugin()],
    )
