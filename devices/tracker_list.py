"""The registry as officers look through it: a page at a time, and what is free to be put to use.

A county keeps trackers for its townships: whoever works inside the division that keeps a tracker sees it, too.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from devices.registry import NO_TRACKER, SELECT_TRACKERS, Tracker, tracker_of
from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers.officer import Officer, check_officer_may, reach
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch

_NO_ID = UUID(int=0)  # a cursor carries an id, and trackers have names instead
_MOST_USABLE = 500


class TrackerShow(StrEnum):
    """Which trackers a list shows; `out` are with somebody, `free` are paired and with nobody."""

    ALL = "all"
    OUT = "out"
    FREE = "free"
    STOCK = "stock"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class TrackerFilter:
    """Which trackers to list; `query` is a part of the id or the serial number, `among` ids that another room gives."""

    show: TrackerShow = TrackerShow.ALL
    query: str = ""
    among: tuple[str, ...] | None = None


_OUT = "EXISTS (SELECT FROM tracker_assignment AS a WHERE a.tracker_id = tracker.id AND a.handed_back_at IS NULL)"
_KEPT_FOR = """EXISTS (SELECT FROM unnest($1::text[]) AS prefix
    WHERE starts_with(tracker.division, prefix) OR starts_with(prefix, tracker.division))"""

_WHERE = f"""
WHERE {_KEPT_FOR} AND ($2::text = '' OR strpos(lower(tracker.id), $2) > 0 OR strpos(lower(tracker.serial), $2) > 0)
  AND CASE $3::text
      WHEN 'out' THEN {_OUT}
      WHEN 'free' THEN tracker.state = 'paired' AND NOT {_OUT}
      WHEN 'stock' THEN tracker.state = 'stock'
      WHEN 'revoked' THEN tracker.state = 'revoked'
      ELSE true END
  AND ($4::text[] IS NULL OR tracker.id = ANY($4))
"""


async def list_trackers(
    officer: Officer, wanted: TrackerFilter | None = None, cursor: str | None = None
) -> Page[Tracker]:
    """Trackers kept where the officer works, those registered last first, 50 a page; nothing is said of wearers."""
    check_officer_may(officer, Act.TRACKER_LIST, None)
    choice, after = wanted or TrackerFilter(), read_cursor(cursor)
    sql = f"""SELECT * FROM ({SELECT_TRACKERS}{_WHERE}) AS found WHERE $5::timestamptz IS NULL OR registered_at <= $5
              ORDER BY registered_at DESC, id OFFSET $6 LIMIT $7"""  # noqa: S608 - constants of this module
    seen = after.rank if after else 0
    rows = await fetch(sql, *_arguments(officer, choice), after and after.at, seen, PAGE_SIZE + 1)

    def cursor_after(row: Record) -> Cursor:
        """Trackers registered at the same moment have no other order than their names: they are counted."""
        at = row["registered_at"]
        same = sum(other["registered_at"] == at for other in rows[:PAGE_SIZE])
        return Cursor(at, _NO_ID, same + (seen if after and after.at == at else 0))

    shown, following = split_page(rows, cursor_after)
    return Page(tuple(tracker_of(row) for row in shown), following)


async def count_trackers(officer: Officer, wanted: TrackerFilter) -> int:
    """How many trackers `list_trackers` would show on all its pages."""
    check_officer_may(officer, Act.TRACKER_LIST, None)
    sql = f"SELECT count(*) AS trackers FROM tracker {_WHERE}"  # noqa: S608 - constants of this module
    rows = await fetch(sql, *_arguments(officer, wanted))
    return int(rows[0]["trackers"])


async def open_tracker(officer: Officer, tracker_id: str) -> Tracker:
    """One tracker that is kept where the officer works; NotFound otherwise."""
    check_officer_may(officer, Act.TRACKER_LIST, None)
    rows = await fetch(
        f"{SELECT_TRACKERS} WHERE {_KEPT_FOR} AND tracker.id = $2", list(reach(officer, Act.TRACKER_LIST)), tracker_id
    )
    if not rows:
        raise NotFound(NO_TRACKER)
    return tracker_of(rows[0])


async def load_usable_trackers(officer: Officer, act: Act, *, is_dedicated: bool) -> tuple[Tracker, ...]:
    """Paired trackers that the officer may put to use by `act`: dedicated ones that nobody has, or phones."""
    rows = await fetch(
        f"""{SELECT_TRACKERS} WHERE {_KEPT_FOR} AND tracker.state = 'paired' AND tracker_model.is_dedicated = $2
            AND NOT ($2 AND {_OUT}) ORDER BY tracker.paired_at DESC, tracker.id LIMIT $3""",
        list(reach(officer, act)), is_dedicated, _MOST_USABLE,
    )  # fmt: skip
    return tuple(tracker_of(row) for row in rows)


def _arguments(officer: Officer, wanted: TrackerFilter) -> tuple[object, ...]:
    among = None if wanted.among is None else list(wanted.among)
    return list(reach(officer, Act.TRACKER_LIST)), wanted.query.strip().lower(), wanted.show, among
