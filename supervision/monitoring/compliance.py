"""What a track says of each condition over time: inside, outside, unknown, or not asked for just then. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from supervision.monitoring.judgement import begin, fold
from supervision.monitoring.outcomes import Assessment
from supervision.monitoring.rules import Rules
from supervision.orders.zones import Zone
from supervision.position import Fix

SPEAKS_FOR = timedelta(minutes=10)
"""How long a fix says where its wearer is, unless another follows sooner; after that nobody knows."""


class SpanState(StrEnum):
    """How a condition stands over a span."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    LEAVE = "leave"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Span:
    """One state from its first moment up to, but not including, its last."""

    from_at: datetime
    until_at: datetime
    state: SpanState


@dataclass(frozen=True, slots=True)
class ConditionSpans:
    """A condition, as it stood last, and its spans in order of time; there are none where no order was live."""

    zone: Zone
    spans: tuple[Span, ...]


def judge_track(
    rules: Sequence[Rules], fixes: Iterable[Fix], from_at: datetime, until_at: datetime
) -> tuple[tuple[Assessment, ...], tuple[ConditionSpans, ...]]:
    """Where each fix of one wearer lies by the rules of its time, and what follows for the time between the fixes.

    `rules` are those of one wearer, one after the other; fixes outside of them are left out.
    """
    in_order = sorted(rules, key=lambda each: each.live_from)
    if not in_order:
        return (), ()

    def rules_at(at: datetime) -> Rules | None:
        return next((each for each in in_order if each.live_at(at)), None)

    _, assessments, _ = fold(begin(in_order[0].live_from), fixes, rules_at)
    return assessments, spans_of(in_order, assessments, from_at, until_at)


def spans_of(
    rules: Sequence[Rules], assessments: Sequence[Assessment], from_at: datetime, until_at: datetime
) -> tuple[ConditionSpans, ...]:
    """The spans of every condition between two moments; `rules` and `assessments` are in order of time."""
    zones: dict[UUID, Zone] = {}
    spans: dict[UUID, list[Span]] = {}
    for each in rules:
        start, end = max(from_at, each.live_from), min(until_at, each.live_until or until_at)
        if start >= end:
            continue
        for zone in each.zones:
            zones[zone.condition_id] = zone
            places = [one for one in assessments if one.condition_id == zone.condition_id]
            spans.setdefault(zone.condition_id, []).extend(_spans_under(each, zone, places, start, end))
    return tuple(ConditionSpans(zones[key], _joined(found)) for key, found in spans.items())


def _spans_under(
    rules: Rules, zone: Zone, places: Sequence[Assessment], start: datetime, end: datetime
) -> Iterable[Span]:
    """The spans of one condition while one version of the rules holds."""
    edges = [start]
    while (edge := rules.next_boundary(edges[-1])) is not None and edge < end:
        edges.append(edge)
    for begun, ended in pairwise([*edges, end]):
        if rules.suspended_at(zone, begun):
            yield Span(begun, ended, SpanState.LEAVE)
        elif not rules.binds_at(zone, begun):
            yield Span(begun, ended, SpanState.NOT_APPLICABLE)
        else:
            yield from _places_between(places, begun, ended)


def _places_between(places: Sequence[Assessment], start: datetime, end: datetime) -> Iterable[Span]:
    at = start
    for place, following in pairwise([*places, None]):
        if place is None:
            break
        until = place.fixed_at + SPEAKS_FOR
        if following is not None:
            until = min(until, following.fixed_at)
        begun, ended = max(place.fixed_at, at), min(until, end)
        if begun >= ended:
            continue
        if begun > at:
            yield Span(at, begun, SpanState.UNKNOWN)
        yield Span(begun, ended, SpanState(place.place))
        at = ended
    if at < end:
        yield Span(at, end, SpanState.UNKNOWN)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of the same state made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].until_at == span.from_at and joined[-1].state is span.state:
            joined[-1] = replace(joined[-1], until_at=span.until_at)
        else:
            joined.append(span)
    return tuple(joined)
