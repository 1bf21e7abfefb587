"""Ratings as pages show them: a word beside the mark, and every count with its threshold, its rule and its list."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from uuid import UUID

from api.console.pages_base import PageRequest, address
from api.console.view_models.base import LegalBasis
from api.console.view_models.residence.quality import CountLine, PlaceLine, RateLine
from supervision.audit import Act
from supervision.residence.quality.counting import CommunityQuality, DrawerQuality
from supervision.residence.quality.queues import PlaceToMend
from supervision.residence.quality.rating import Colour, DueKind, Judged, Rating
from supervision.residence.quality.sampling import Rates
from supervision.wording import Wording

QUALITY, RECTIFICATIONS = "/console/quality", "/console/rectifications"

THRESHOLDS = Wording(
    "达到 %(amber)s%% 为黄色，达到 %(red)s%% 为红色；一件没有为绿色",
    "amber from %(amber)s%% on, red from %(red)s%% on; green while there is none",
)
COLLECTION = Wording("采集率", "collection")
STALE = Wording("未注销率", "not deregistered")
ACCURACY = Wording("准确率", "accuracy")

Open = Mapping[tuple[str, UUID | None], UUID]


def drawer_line(page: PageRequest, line: DrawerQuality, begun: Open) -> PlaceLine:
    """A drawer."""
    drawer = line.drawer
    return _line(page, line.rating, drawer.name, (drawer.division, drawer.id), begun)


def community_line(page: PageRequest, community: CommunityQuality, begun: Open) -> PlaceLine:
    """A community, with the page of its drawers."""
    return _line(page, community.rating, community.name, (community.division, None), begun)


def to_mend_line(page: PageRequest, place: PlaceToMend) -> PlaceLine:
    """A red or amber place of which nobody has begun a rectification."""
    return _line(page, place.rating, place.name, (place.division, place.drawer_id), {})


def place_line(page: PageRequest, rating: Rating, name: str, place: tuple[str, UUID | None]) -> PlaceLine:
    """A place of which a rectification is to be begun."""
    return PlaceLine(name=name, colour=rating.colour, counts=_counts(page, rating, place))


def rating_counts(page: PageRequest, rating: Rating) -> tuple[CountLine, ...]:
    """The counts of one dwelling; nobody has a dwelling on duty, and what is due stands on its own page."""
    judged = (one for one in rating.judged if one.kind is not DueKind.UNATTENDED)
    return tuple(_count_line(page, one) for one in judged)


def share_text(due: int, of: int) -> str:
    """A share as a percentage; a dash where there is nothing to take it of."""
    return f"{due * 100 / of:.1f}%" if of else "—"


def rate_lines(page: PageRequest, rates: Rates) -> tuple[RateLine, ...]:
    """The three rates with the arithmetic of each."""
    found = rates.found
    right = found.actual - found.missed - found.wrong
    return (
        _rate(page, COLLECTION, rates.collection, f"1 − {found.missed} ÷ {found.actual}"),
        _rate(page, STALE, rates.stale, f"{found.stale} ÷ ({found.actual} + {found.stale})"),
        _rate(
            page, ACCURACY, rates.accuracy,
            f"({found.actual} − {found.missed} − {found.wrong}) ÷ {found.actual} = {right} ÷ {found.actual}",
        ),
    )  # fmt: skip


def count_colours(lines: Iterable[PlaceLine]) -> Mapping[str, int]:
    """How many places have each colour, the worst first."""
    colours = [line.colour for line in lines]
    return {str(colour): colours.count(colour) for colour in reversed(Colour)}


def _line(page: PageRequest, rating: Rating, name: str, place: tuple[str, UUID | None], begun: Open) -> PlaceLine:
    division, drawer_id = place
    rectification = begun.get(place)
    may_begin = rectification is None and rating.colour is not Colour.GREEN
    return PlaceLine(
        name=name,
        colour=rating.colour,
        counts=_counts(page, rating, place),
        path="" if drawer_id else address(QUALITY, community=division),
        rectification_path=f"{RECTIFICATIONS}/{rectification}" if rectification else "",
        begin_path=address(f"{RECTIFICATIONS}/new", community=division, drawer=drawer_id)
        if may_begin and page.may(Act.RECTIFICATION_BEGIN, division)
        else "",
    )


def _counts(page: PageRequest, rating: Rating, place: tuple[str, UUID | None]) -> tuple[CountLine, ...]:
    return tuple(_count(page, judged, place) for judged in rating.judged)


def _count(page: PageRequest, judged: Judged, place: tuple[str, UUID | None]) -> CountLine:
    return _count_line(page, judged, _path(judged, *place))


def _count_line(page: PageRequest, judged: Judged, path: str = "") -> CountLine:
    share = share_text(judged.share.due, judged.share.of)
    return CountLine(
        kind=judged.kind,
        due=judged.share.due,
        of=judged.share.of,
        share=share,
        colour=judged.colour,
        basis=_basis(page, judged, share),
        path=path,
    )


def _basis(page: PageRequest, judged: Judged, share: str) -> LegalBasis:
    text = page.say(THRESHOLDS) % {"amber": judged.amber.number, "red": judged.red.number}
    word = page.word(judged.kind, "due-kind")
    return LegalBasis(
        rule=f"{word} ÷ {page.word(judged.kind, 'due-of')}{page.say('：')}{text}",
        source=page.say(judged.red.source),
        arithmetic=f"{judged.share.due} ÷ {judged.share.of} = {share}",
    )


def _path(judged: Judged, division: str, drawer_id: UUID | None) -> str:
    if not judged.share.due:
        return ""
    if judged.kind is DueKind.UNATTENDED:
        return "" if drawer_id else address(QUALITY, community=division)
    where = {"drawer": drawer_id} if drawer_id else {"community": division}
    return address(f"{QUALITY}/list", counted=judged.kind, **where)


def _rate(page: PageRequest, name: Wording, rate: Fraction | None, arithmetic: str) -> RateLine:
    return RateLine(
        name=page.say(name),
        percent="" if rate is None else f"{float(rate):.1%}",
        arithmetic="" if rate is None else arithmetic,
    )
