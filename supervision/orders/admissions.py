"""What ingest may admit, as read by the service itself: worn trackers under live orders, and open check-in requests."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision import legal_time
from supervision.corrections.applications.store import load_suspensions_for_system
from supervision.corrections.applications.suspension import Suspension
from supervision.corrections.file_state import SUPERVISED, Absence, AbsenceKind
from supervision.legal_time import day_end
from supervision.orders.liveness import (
    AssignmentTime,
    FileTime,
    LiveSpan,
    OrderTime,
    approved_periods,
    live_spans,
)
from supervision.orders.order_state import VersionKind
from supervision.orders.terms import Terms, zones_of
from supervision.orders.zones import Zone
from supervision.storage.database import Record, fetch
from supervision.vault import DataKey, Place, load_keys, unseal_json


@dataclass(frozen=True, slots=True)
class VersionInForce:
    """The conditions of one approved version, and since when (until the next one) they are judged."""

    version_id: UUID
    valid_from: datetime
    valid_until: datetime | None
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class WornTracker:
    """A tracker assignment of an order that has started: when its fixes may come in, and what they are judged by."""

    tracker_id: str
    assignment_id: UUID
    order_id: UUID
    file_id: UUID
    division: str
    order_key: UUID
    spans: tuple[LiveSpan, ...]
    versions: tuple[VersionInForce, ...]
    suspensions: tuple[Suspension, ...] = ()

    def is_live_at(self, at: datetime) -> bool:
        """Whether fixes may come in at `at`."""
        return any(span.holds_at(at) for span in self.spans)


@dataclass(frozen=True, slots=True)
class OpenCheckIn:
    """A check-in request that still waits for its one position."""

    tracker_id: str
    request_id: UUID
    file_id: UUID
    division: str
    file_key: UUID
    window: LiveSpan


Admission = WornTracker | OpenCheckIn


_WORN = """
SELECT worn.tracker_id, worn.id AS assignment_id, worn.assigned_at, worn.ended_at AS worn_until,
       placed.id AS order_id, placed.vault_key, placed.starts_at, placed.ended_at AS order_ended_at,
       file.id AS file_id, file.division, file.term_ends_on, file.ended_at AS file_ended_at
FROM tracker_assignment AS worn
JOIN positioning_order AS placed ON placed.id = worn.order_id
JOIN person_file AS file ON file.id = placed.file
WHERE placed.starts_at IS NOT NULL AND {of_these}
ORDER BY worn.assigned_at DESC
"""
_BY_TRACKER = "worn.tracker_id = ANY($1::text[])"
_BY_FILE = "placed.file = ANY($1::uuid[])"
_BY_ASSIGNMENT = "worn.id = ANY($1::uuid[])"

_VERSIONS = """
SELECT id, order_id, kind, ends_on, valid_from, valid_until, terms_sealed FROM order_version
WHERE order_id = ANY($1::uuid[]) AND state = 'approved' AND valid_from IS NOT NULL ORDER BY version
"""

_ABSENCES = "SELECT file, kind, began_at, ended_at FROM file_absence WHERE file = ANY($1::uuid[])"

_CHECK_INS = """
SELECT asked.tracker_id, asked.id AS request_id, asked.file AS file_id, file.division, file.vault_key,
       asked.opens_at, asked.closes_at, file.term_ends_on, file.ended_at
FROM check_in_request AS asked JOIN person_file AS file ON file.id = asked.file
WHERE asked.tracker_id = ANY($1::text[]) AND asked.answered_at IS NULL AND asked.withdrawn_at IS NULL
  AND asked.closes_at > $2 AND file.state = ANY($3)
"""


async def load_revision_for_system() -> int:
    """Counts every change that can bear on what may be admitted; held as it is until the caller's transaction ends.

    Whoever ends an order waits for the batch under way, and no later batch admits anything by what was read before.
    """
    rows = await fetch("SELECT revision FROM admission_revision FOR SHARE")
    return int(rows[0]["revision"])


async def load_admissions_for_system(tracker_ids: Iterable[str]) -> dict[str, list[Admission]]:
    """What each of these trackers may send in, now or later; a tracker with nothing is left out."""
    wanted = list(tracker_ids)
    found: dict[str, list[Admission]] = {}
    admissions: list[Admission] = [*await _worn(_BY_TRACKER, wanted), *await _asked(wanted)]
    for admission in admissions:
        found.setdefault(admission.tracker_id, []).append(admission)
    return found


async def load_worn_trackers_for_system() -> list[WornTracker]:
    """Every tracker that is worn under an order that has started and has not been ended by hand."""
    rows = await fetch(
        """SELECT DISTINCT worn.tracker_id FROM tracker_assignment AS worn
           JOIN positioning_order AS placed ON placed.id = worn.order_id
           WHERE worn.ended_at IS NULL AND placed.starts_at IS NOT NULL AND placed.ended_at IS NULL"""
    )
    return await _worn(_BY_TRACKER, [row["tracker_id"] for row in rows])


async def load_worn_of_files_for_system(file_ids: Iterable[UUID]) -> list[WornTracker]:
    """Every tracker that was ever worn under a started order of these files, newest first; the caller opened them."""
    return await _worn(_BY_FILE, list(file_ids))


async def load_worn_for_system(assignment_ids: Iterable[UUID]) -> list[WornTracker]:
    """These assignments, newest first, for a caller who asked whether the officer may know of them."""
    return await _worn(_BY_ASSIGNMENT, list(assignment_ids))


async def _worn(of_these: str, ids: list[str] | list[UUID]) -> list[WornTracker]:
    rows = await fetch(_WORN.format(of_these=of_these), ids)
    keys = await load_keys({row["vault_key"] for row in rows})
    versions = await _by("order_id", _VERSIONS, {row["order_id"] for row in rows})
    absences = await _by("file", _ABSENCES, {row["file_id"] for row in rows})
    suspensions = await load_suspensions_for_system({row["file_id"] for row in rows})
    worn = []
    for row in rows:
        key = keys.get(row["vault_key"])
        if key is None:  # destroyed: nothing can come in under it
            continue
        own_versions = versions.get(row["order_id"], [])
        approvals = ((VersionKind(one["kind"]), one["ends_on"], one["valid_from"]) for one in own_versions)
        order = OrderTime(approved_periods(row["starts_at"], approvals), row["order_ended_at"])
        file = FileTime(
            row["term_ends_on"], row["file_ended_at"], None, tuple(map(_absence, absences.get(row["file_id"], [])))
        )
        spans = live_spans(order, file, AssignmentTime(row["assigned_at"], row["worn_until"]))
        worn.append(
            WornTracker(
                row["tracker_id"], row["assignment_id"], row["order_id"], row["file_id"], row["division"], key.id,
                spans, tuple(_version(key, version) for version in own_versions), suspensions[row["file_id"]],
            )
        )  # fmt: skip
    return worn


async def _asked(tracker_ids: list[str]) -> list[OpenCheckIn]:
    rows = await fetch(_CHECK_INS, tracker_ids, legal_time.now(), list(SUPERVISED))
    return [
        OpenCheckIn(
            row["tracker_id"], row["request_id"], row["file_id"], row["division"], row["vault_key"],
            LiveSpan(row["opens_at"], min(row["closes_at"], day_end(row["term_ends_on"]))),
        )
        for row in rows
    ]  # fmt: skip


async def _by(column: str, sql: str, ids: Collection[UUID]) -> dict[UUID, list[Record]]:
    grouped: dict[UUID, list[Record]] = {}
    for row in await fetch(sql, list(ids)):
        grouped.setdefault(row[column], []).append(row)
    return grouped


def _absence(row: Record) -> Absence:
    return Absence(AbsenceKind(row["kind"]), row["began_at"], row["ended_at"])


def _version(key: DataKey, row: Record) -> VersionInForce:
    terms = unseal_json(key, row["terms_sealed"], Place("order_version", "terms_sealed", row["id"]), Terms)
    return VersionInForce(row["id"], row["valid_from"], row["valid_until"], zones_of(terms.zones))
