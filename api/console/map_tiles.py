"""Map tiles from a file of our own, so that no third party learns where anyone is looked for.

Whoever puts raster tiles into `tiles.mbtiles` of the data folder (MBTiles 1.3) has them below every map; without the
file, maps show zones and positions on plain paper.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from supervision.settings import Settings

TILES_PATH = "/console/map/tiles/{z}/{x}/{y}"
"""The address of a tile, as the map's script fills it in."""

MOST_ZOOM = 22

_FILE = "tiles.mbtiles"
_MEDIA_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


@dataclass(frozen=True, slots=True)
class TileSet:
    """What the file says of itself; `centre` is (longitude, latitude)."""

    credit: str
    centre: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture of 256 by 256 points."""

    content: bytes
    media_type: str


def tile_set(settings: Settings) -> TileSet | None:
    """The installation's tiles; None where there are none."""
    file = settings.home / _FILE
    return _tile_set(file, file.stat().st_mtime_ns) if file.is_file() else None


def load_tile(settings: Settings, zoom: int, x: int, y: int) -> Tile | None:
    """The tile of that place in the usual numbering (y counts from the north); None where the file has none."""
    file = settings.home / _FILE
    if not file.is_file() or not 0 <= zoom <= MOST_ZOOM:
        return None
    row = (1 << zoom) - 1 - y  # MBTiles counts from the south
    with closing(_opened(file)) as tiles:
        found = tiles.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", (zoom, x, row)
        ).fetchone()
    if found is None:
        return None
    content = bytes(found[0])
    kind = next((kind for start, kind in _MEDIA_TYPES.items() if content.startswith(start)), None)
    return None if kind is None else Tile(content, kind)


@lru_cache(maxsize=4)
def _tile_set(file: Path, _changed_ns: int) -> TileSet:
    with closing(_opened(file)) as tiles:
        said = dict(tiles.execute("SELECT name, value FROM metadata").fetchall())
    place = [float(part) for part in said.get("center", "").split(",")[:2] if part.strip()]
    return TileSet(said.get("attribution", ""), (place[0], place[1]) if place[1:] else None)


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
