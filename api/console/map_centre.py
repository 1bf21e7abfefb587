"""Where a map begins that has nothing to show yet, and the lines of the demo's invented county."""

from dataclasses import dataclass
from typing import Any

from api.commands.installation import InstallationKind, installation_kind
from api.console.map_tiles import tile_set
from api.demo.map_lines import town_geojson
from supervision.settings import Settings

_CLOSE_ZOOM = 13.0
_COUNTRY = (104.2, 35.9)
_COUNTRY_ZOOM = 4.0
_NO_LINES: dict[str, Any] = {"type": "FeatureCollection", "features": []}


@dataclass(frozen=True, slots=True)
class MapStart:
    """The place in the middle (longitude, latitude), and how near."""

    centre: tuple[float, float]
    zoom: float


def map_start(settings: Settings) -> MapStart:
    """The demo's town, or what the tiles are of, or the whole country."""
    if (lines := town_lines(settings)) is not _NO_LINES:
        west, south, east, north = lines["bbox"]
        return MapStart(((west + east) / 2, (south + north) / 2), _CLOSE_ZOOM)
    tiles = tile_set(settings)
    return MapStart(tiles.centre, _CLOSE_ZOOM) if tiles and tiles.centre else MapStart(_COUNTRY, _COUNTRY_ZOOM)


def town_lines(settings: Settings) -> dict[str, Any]:
    """Streets and waters as GeoJSON: those of the demo in the demo, and nowhere else any."""
    return town_geojson() if installation_kind(settings) is InstallationKind.DEMO else _NO_LINES
