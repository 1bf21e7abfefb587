"""The invented county: divisions, townships on a plane, and their streets; always the same ones. Pure.

No list knows these codes or names. Where the county lies on the globe is a place to draw it, and says nothing of
whoever lives there in truth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, radians, sin
from random import Random

import shapely

from devices.simulator.ways import Plane, Spot, Streets, distance_m

PROVINCE, CITY, COUNTY, OTHER_COUNTY = "14", "1497", "149721", "149722"
PLANE = Plane(35.49, 112.85)

_SEED = "cloudridge"
_CORNER_JITTER_M = 16.0
_ROAD_BENDS = 5
_COUNTY_REACH_M = 9_500.0


@dataclass(frozen=True, slots=True)
class Township:
    """A township: a grid of streets, turned a little, around its middle."""

    code: str
    name: str
    middle: Spot
    columns: int
    rows: int
    spacing_m: float
    turn_deg: float
    communities: tuple[str, ...]

    @property
    def office_name(self) -> str:
        """Its justice office."""
        return f"{self.name[:2]}司法所"

    @property
    def station_name(self) -> str:
        """Its police station."""
        return f"{self.name[:2]}派出所"

    def community_at(self, spot: Spot) -> int:
        """In which of its communities a place lies, by its number among them."""
        is_east, is_north = spot.east_m > self.middle.east_m, spot.north_m > self.middle.north_m
        return (2 * is_north + is_east) % len(self.communities)

    def community_code(self, number: int) -> str:
        """The code of a community by its number among them."""
        return f"{self.code}{number + 1:03}"


TOWNSHIPS = (
    Township("149721001", "石桥镇", Spot(0, 0), 8, 7, 168, 7, ("望岭社区", "青石社区", "渡口社区", "古槐社区")),
    Township("149721002", "柳湾镇", Spot(5_200, 1_900), 6, 5, 155, -11, ("柳湾社区", "荷塘社区", "东渠村", "磨盘村")),
    Township("149721003", "南坪镇", Spot(900, -5_600), 5, 5, 150, 15, ("南坪社区", "枣沟村", "麦场村")),
    Township("149721004", "松岗乡", Spot(-5_400, 2_700), 5, 5, 150, -6, ("松岗村", "银杏村", "台上村")),
    Township("149721005", "塬上乡", Spot(-4_400, -4_600), 5, 5, 145, 20, ("塬上村", "榆坡村", "西窑村")),
    Township("149721006", "泉沟镇", Spot(2_900, 6_300), 5, 5, 155, 3, ("泉沟社区", "竹溪村", "菱塘村")),
)

DIVISIONS = {
    PROVINCE: "泽北省",
    CITY: "云泽市",
    COUNTY: "云岭县",
    OTHER_COUNTY: "岚台县",
    **{township.code: township.name for township in TOWNSHIPS},
    **{
        township.community_code(number): name
        for township in TOWNSHIPS
        for number, name in enumerate(township.communities)
    },
}
"""Code and name of every division of the demo, containing ones first."""

_STEMS = (
    "青石", "望岭", "稻香", "银杏", "临渠", "古槐", "麦香", "竹园", "月泉", "渡口", "磨坊", "荷塘", "桑园", "榆荫",
    "枣园", "菱塘", "东渠", "西窑", "南台", "北台", "塔坡", "槐荫", "溪口", "石榴", "桑麻", "枫桥", "柏坡", "松荫",
    "泉眼", "梯田", "晒场", "窑口", "碾坊", "酒坊", "油坊", "布坊", "纸坊", "豆坊", "茶亭", "驿亭", "鼓台", "钟台",
    "戏台", "粮仓", "盐仓", "船坞", "砖窑", "瓦窑", "炭窑", "果园", "菜园", "蚕园", "药园", "苗圃", "水碓", "风亭",
    "雨亭", "晴岚", "暮云", "晓云", "落霞", "叠瀑", "观澜", "踏青", "采桑", "耕读", "书台", "听雨",
)  # fmt: skip
_ENDINGS = {"main-road": "大街", "road": "路", "street": "街", "lane": "巷"}


@dataclass(frozen=True, slots=True)
class Street:
    """A named line on the map; roads between townships belong to none."""

    name: str
    kind: str
    spots: tuple[Spot, ...]
    township: str | None = None


@cache
def all_streets() -> tuple[Street, ...]:
    """The streets of all townships, then the roads between them."""
    chance = Random(_SEED)  # noqa: S311 - an invented map
    stems = iter(_STEMS)
    grids = [(township, _corners(township, chance)) for township in TOWNSHIPS]
    inner = [street for township, grid in grids for street in _lines(township, grid, stems)]
    return (*inner, *_roads([grid for _, grid in grids], chance))


def _corners(township: Township, chance: Random) -> list[list[Spot]]:
    """The crossings of the grid, row by row."""
    turn = radians(township.turn_deg)
    grid = []
    for row in range(township.rows):
        line = []
        for column in range(township.columns):
            east = (column - (township.columns - 1) / 2) * township.spacing_m + chance.uniform(-1, 1) * _CORNER_JITTER_M
            north = (row - (township.rows - 1) / 2) * township.spacing_m + chance.uniform(-1, 1) * _CORNER_JITTER_M
            line.append(
                Spot(
                    round(township.middle.east_m + east * cos(turn) - north * sin(turn), 1),
                    round(township.middle.north_m + east * sin(turn) + north * cos(turn), 1),
                )
            )
        grid.append(line)
    return grid


def _lines(township: Township, grid: list[list[Spot]], stems: Iterator[str]) -> Iterator[Street]:
    rows, columns = len(grid), len(grid[0])
    for index, line in enumerate(grid):
        kind = _kind(index, rows)
        yield Street(next(stems) + _ENDINGS[kind], kind, tuple(line), township.code)
    for index in range(columns):
        kind = _kind(index, columns)
        yield Street(next(stems) + _ENDINGS[kind], kind, tuple(line[index] for line in grid), township.code)


def _kind(index: int, count: int) -> str:
    if index == count // 2:
        return "main-road"
    return ("street", "lane", "road")[index % 3]


def _roads(grids: list[list[list[Spot]]], chance: Random) -> Iterator[Street]:
    """From the county's seat to every other township, bending on the way."""
    seat = [spot for line in grids[0] for spot in line]
    for township, grid in zip(TOWNSHIPS[1:], grids[1:], strict=True):
        there = min((spot for line in grid for spot in line), key=lambda spot: distance_m(spot, TOWNSHIPS[0].middle))
        here = min(seat, key=lambda spot: distance_m(spot, there))
        bends = [
            Spot(
                round(here.east_m + (there.east_m - here.east_m) * part + chance.uniform(-1, 1) * 160, 1),
                round(here.north_m + (there.north_m - here.north_m) * part + chance.uniform(-1, 1) * 160, 1),
            )
            for part in (number / _ROAD_BENDS for number in range(1, _ROAD_BENDS))
        ]
        yield Street(f"云{township.name[0]}公路", "main-road", (here, *bends, there))


@cache
def street_map() -> Streets:
    """Which crossings lead to which."""
    return Streets(piece for street in all_streets() for piece in pairwise(street.spots))


@cache
def boundaries() -> dict[str, tuple[Spot, ...]]:
    """The edge of each township, by its code: what lies nearer to it than to another, inside the county."""
    county = _outline()
    cells = shapely.voronoi_polygons(
        shapely.MultiPoint([township.middle for township in TOWNSHIPS]), extend_to=county.buffer(_COUNTY_REACH_M)
    )
    found = {}
    for township in TOWNSHIPS:
        cell = next(piece for piece in cells.geoms if piece.contains(shapely.Point(township.middle)))
        part = cell.intersection(county)
        if not isinstance(part, shapely.Polygon):
            raise TypeError("a township is one piece of land")
        ring = part.exterior.coords[:-1]
        found[township.code] = tuple(Spot(round(east, 1), round(north, 1)) for east, north in ring)
    return found


def _outline() -> shapely.Polygon:
    chance = Random(f"{_SEED} outline")  # noqa: S311 - an invented map
    corners = []
    for step in range(24):
        angle, reach_m = radians(step * 15), _COUNTY_REACH_M * chance.uniform(0.9, 1.08)
        corners.append((reach_m * cos(angle), 300 + reach_m * sin(angle)))
    return shapely.Polygon(corners)
