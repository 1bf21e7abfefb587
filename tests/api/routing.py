"""The routes as the router has them, and somebody of another county to call them."""

from uuid import uuid4

from litestar import Litestar

from api.route_rules import each_route
from supervision.audit import Act
from supervision.officers import Role
from tests.cast import OTHER_COUNTY, Cast
from tests.makers import Member, make_officer

ABOUT_MANY_FILES = ("aftercare", "authority", "file-export", "outbox")
"""Acts of the register of corrections about no single file; what a limit keeps out, their own tests say."""


def guarded(app: Litestar) -> dict[str, Act | None]:
    """Each route that is not public, with its act; None where it is about one's own account."""
    return {
        f"{method} {path}": handler.opt.get("act")
        for path, method, handler in each_route(app)
        if not handler.opt.get("public")
    }


def with_any_path(app: Litestar, route: str) -> tuple[str, str]:
    """Method and path, with some value of the right type in every place."""
    method, path = route.split(" ")
    (found,) = [each for each in app.routes if each.path_format == path]
    for name, place in found.path_parameters.items():
        path = path.replace(f"{{{name}}}", "1" if place.type is int else str(uuid4()))
    return method, path


async def make_otto(cast: Cast) -> Member:
    """County agency officer of another county."""
    return await make_officer(
        "otto", "Otto Elsewhere", Role.COUNTY_AGENCY, OTHER_COUNTY, cast.other_county_office, granted_by=cast.sue.id
    )
