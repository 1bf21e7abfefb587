"""The cabinet, a drawer with its household files, who is on duty, and the map of premises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from api.console.view_models.base import Choice, FormState, Id, View
from api.console.view_models.residence.quality import PlaceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTile:
    """One home: its plate, three counters, at most two marks; `dwelling_id` is None while there is no record.

    `living`, `unverified` and `ending` are how many live there, how many of them are to be verified, and how many stays
    end soon. A mark is a code of `home-mark`.
    """

    plate: str
    address_id: Id
    dwelling_id: Id | None
    living: int
    unverified: int
    ending: int
    marks: tuple[str, ...]
    is_let: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorRow:
    """The homes of one floor, or of one house in a street."""

    label: str
    homes: tuple[HomeTile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerFrontLine:
    """A drawer closed; `colour` says how well it is kept."""

    drawer_id: Id
    name: str
    living: int
    unverified: int
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingPicture:
    """A drawer open: its floors with their homes, the highest first."""

    drawer_id: Id
    name: str
    living: int
    unverified: int
    homes: int
    vacant: int
    floors: tuple[FloorRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CabinetView(View):
    """A community's cabinet. `division` and `drawer` stand in the address; `plate` finds a home by its number.

    `quality` is the community's colour with its arithmetic; None where there is no drawer.
    """

    template: ClassVar[str] = "residence/cabinet/cabinet.html"
    communities: tuple[Choice, ...]
    division: str
    community_name: str
    drawers: tuple[DrawerFrontLine, ...]
    quality: PlaceLine | None
    building: BuildingPicture | None
    ending_days: int
    verification_days: int
    may_make_drawers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderLine:
    """A household file closed: number, kind, counters; nobody's name."""

    household_id: Id
    number: str
    kind: str
    plate: str
    dwelling_id: Id
    living: int
    unverified: int
    ending: int
    verified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """Who has a part of a drawer, from when to when; `covered_for` names who is away."""

    duty_id: Id
    officer_name: str
    part: str
    valid_from: date
    valid_until: date | None
    covered_for: str = ""
    is_now: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerView(View):
    """A drawer with its household files in the order of the doors, and who looks after it.

    Posts `officer`, `part`, `valid_from`, `valid_until` and `cover_for` to `/console/drawers/{id}/duties`, and nothing
    to `/console/drawers/{id}/duties/{duty}/ending`.
    """

    template: ClassVar[str] = "residence/drawers/one.html"
    drawer_id: Id
    division: str
    name: str
    living: int
    unverified: int
    folders: tuple[FolderLine, ...]
    duties: tuple[DutyLine, ...]
    candidates: tuple[Choice, ...] = ()
    parts: tuple[Choice, ...] = ()
    covers: tuple[Choice, ...] = ()
    form: FormState = FormState()
    may_assign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyBoardLine:
    """A drawer and who is on duty there today."""

    drawer_id: Id
    name: str
    assistant: DutyLine | None
    officer: DutyLine | None
    covers: tuple[DutyLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyBoardView(View):
    """Who is on duty in the drawers of a community; `show` is empty or `uncovered`.

    Posts `part`, `from`, `to`, `first_day` and the chosen `drawers` to `/console/drawers/hand-over`.
    """

    template: ClassVar[str] = "residence/drawers/board.html"
    communities: tuple[Choice, ...]
    division: str
    show: str
    shows: tuple[Choice, ...]
    lines: tuple[DutyBoardLine, ...]
    parts: tuple[Choice, ...] = ()
    candidates: tuple[Choice, ...] = ()
    form: FormState = FormState()
    may_assign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PremisesMapView(View):
    """The map of premises; `centre` is (longitude, latitude), the buildings come from `data_path`."""

    template: ClassVar[str] = "residence/premises_map.html"
    communities: tuple[Choice, ...]
    division: str
    data_path: str
    centre: tuple[float, float]
    zoom: float
    colours: Mapping[str, int]
    hazards: int
