"""What lies below every map, whichever register's: the installation's own tiles, and the lines of the demo's county."""

import asyncio
from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.map_centre import town_lines
from api.console.map_tiles import load_tile
from api.console.pages_base import PageRequest
from supervision.errors import NotFound
from supervision.officers.officer import NOT_HERE

_GEO_JSON = "application/geo+json"
_KEPT_AN_HOUR = {"cache-control": "private, max-age=3600"}


class MapGroundPages(Controller):
    """No person's data, and no place that anybody is known to be at."""

    path = "/map"

    @get("/town.geojson", opt={"own": True, "background": True})
    async def town(self, page: NamedDependency[PageRequest]) -> Response[dict[str, Any]]:
        """Streets and waters of the demo's county; nothing anywhere else."""
        return Response(town_lines(page.settings), media_type=_GEO_JSON, headers=_KEPT_AN_HOUR)

    @get("/tiles/{zoom:int}/{x:int}/{y:int}", opt={"own": True, "background": True})
    async def tile(
        self, zoom: FromPath[int], x: FromPath[int], y: FromPath[int], page: NamedDependency[PageRequest]
    ) -> Response[bytes]:
        """A tile of the installation's own file."""
        tile = await asyncio.to_thread(load_tile, page.settings, zoom, x, y)
        if tile is None:
            raise NotFound(NOT_HERE)
        return Response(tile.content, media_type=tile.media_type, headers=_KEPT_AN_HOUR)
