"""Register quality by place: colours of communities and drawers, with their arithmetic."""

from datetime import date
from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.legal_rules import Confidence, LegalRule
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.quality.counting import CommunityQuality, DrawerQuality, load_quality
from supervision.residence.quality.rating import Colour, DueKind, Judged


class ThresholdView(View, frozen=True):
    """A row of the rules: from how many of a hundred on."""

    name: str
    per_hundred: int
    source: str
    confidence: Confidence
    valid_from: date

    @classmethod
    def of_rule(cls, rule: LegalRule) -> "ThresholdView":
        """The view of a rule."""
        return cls.of(rule, per_hundred=rule.number)


class QualityCountView(View, frozen=True):
    """How many are due of how many, and the colour that the thresholds give."""

    kind: DueKind
    due: int
    of_whole: int
    colour: Colour
    amber: ThresholdView
    red: ThresholdView

    @classmethod
    def of_judged(cls, judged: Judged) -> "QualityCountView":
        """The view of a count."""
        return cls(
            kind=judged.kind,
            due=judged.share.due,
            of_whole=judged.share.of,
            colour=judged.colour,
            amber=ThresholdView.of_rule(judged.amber),
            red=ThresholdView.of_rule(judged.red),
        )


class DrawerQualityView(View, frozen=True):
    """A drawer with its colour, which is the worst of its counts'."""

    drawer_id: UUID
    name: str
    colour: Colour
    counts: list[QualityCountView]

    @classmethod
    def of_drawer(cls, line: DrawerQuality) -> "DrawerQualityView":
        """The view of a drawer."""
        counts = list(map(QualityCountView.of_judged, line.rating.judged))
        return cls(line.drawer.id, line.drawer.name, line.rating.colour, counts)


class CommunityQualityView(View, frozen=True):
    """A community with its drawers, the worst first; an assistant's is made of the drawers on duty alone."""

    division: str
    name: str
    colour: Colour
    counts: list[QualityCountView]
    drawers: list[DrawerQualityView]

    @classmethod
    def of_community(cls, community: CommunityQuality) -> "CommunityQualityView":
        """The view of a community."""
        rating = community.rating
        counts = list(map(QualityCountView.of_judged, rating.judged))
        drawers = list(map(DrawerQualityView.of_drawer, community.drawers))
        return cls(community.division, community.name, rating.colour, counts, drawers)


class QualityController(Controller):
    """Places within the officer's reach; nobody is rated."""

    path = "/quality"
    tags = ["Quality"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.QUALITY_OPEN})
    async def quality(
        self, officer: NamedDependency[Officer], community: FromQuery[str | None] = None
    ) -> ListView[CommunityQualityView]:
        """The communities within reach with their drawers, the worst of either first; all of them on one page."""
        return list_of(CommunityQualityView.of_community, await load_quality(officer, legal_day(now()), community))
