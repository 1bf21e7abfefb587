"""Queries and writes of positioning orders; terms and papers are opened and sealed here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cryptography.hazmat.primitives import hashes

from supervision.audit import Act, Change, Subject
from supervision.corrections.access import asking
from supervision.corrections.file_state import RELEASES, Absence, EndCause
from supervision.corrections.opening import SUBJECT_KIND as FILE_KIND
from supervision.corrections.store import absences_of_files
from supervision.errors import NotFound
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.orders.liveness import (
    FileTime,
    OrderTime,
    Stop,
    StopCause,
    approved_periods,
    find_file_stop,
    find_stop,
)
from supervision.orders.order_state import OPEN_VERSION_STATES, OrderState, VersionKind, VersionState
from supervision.orders.tables import OrderGroundRow
from supervision.orders.terms import OrderPaper, Terms, canonical_bytes
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, current_vault, seal_json, unseal_json

SUBJECT_KIND = "order"
"""How the audit names an order."""

_COLUMNS = """
SELECT p.id, p.number, p.file, p.vault_key, p.state, p.starts_at, p.ends_at, p.ended_at, p.end_cause, p.created_at,
       f.number AS file_number, f.vault_key AS file_key, f.division, f.term_ends_on, f.ended_at AS file_ended_at,
       f.end_cause AS file_end_cause
FROM positioning_order AS p
"""
SELECT_ORDERS = f"{_COLUMNS} JOIN person_file AS f ON f.id = p.file"
"""The columns that `order_of` reads, of the order as `p` and its file as `f`; the caller knows whom they are shown."""
ORDERS_WITHIN = f"{_COLUMNS} JOIN files_within($1) AS f ON f.id = p.file"
"""The same, of the files that `asking` ($1) may know."""
_SELECT_OPEN = f"{_COLUMNS} JOIN files_open_to($1) AS f ON f.id = p.file WHERE p.id = $2"

WITH_STOP = """
CROSS JOIN LATERAL (
    SELECT least(p.ended_at, f.ended_at, (f.term_ends_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai',
                 CASE WHEN p.starts_at IS NOT NULL THEN p.ends_at END,
                 (SELECT min(greatest(away.began_at, p.starts_at)) FROM file_absence AS away
                  WHERE away.file = f.id AND p.starts_at IS NOT NULL
                    AND (away.ended_at IS NULL OR away.ended_at > p.starts_at))) AS at
) AS stop
"""
"""`find_stop` in SQL, to count and filter by: `stop.at` of an order `p` and its file `f`; the file's before a start."""

_VERSIONS = """
SELECT v.*, coalesce(proposer.name, '') AS proposed_by_name, coalesce(decider.name, '') AS decided_by_name,
       coalesce(mandate.document, '') AS mandate_document
FROM order_version AS v LEFT JOIN officer AS proposer ON proposer.id = v.proposed_by
LEFT JOIN officer AS decider ON decider.id = v.decided_by
LEFT JOIN written_authority AS mandate ON mandate.id = v.authority
WHERE v.order_id = ANY($1) ORDER BY v.order_id, v.version
"""


@dataclass(frozen=True, slots=True)
class StoredOrder:
    """An order as it is stored, with what its file says of time."""

    id: UUID
    number: str
    file_id: UUID
    file_number: str
    division: str
    vault_key: UUID
    """Seals tracks and the terms that are judged by; destroyed with the tracks, years before the archive."""
    file_key: UUID
    """Seals what belongs to the archive: papers, decisions, witnesses, notes."""
    state: OrderState
    starts_at: datetime | None
    ends_at: datetime | None
    ended_at: datetime | None
    end_cause: StopCause | None
    created_at: datetime
    term_ends_on: date
    file_ended_at: datetime | None
    file_end_cause: EndCause | None


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version of an order's terms, its sealed parts unopened."""

    id: UUID
    order_id: UUID
    version: int
    kind: VersionKind
    state: VersionState
    starts_on: date
    ends_on: date
    drafters: tuple[UUID, ...]
    """All who had a hand in its terms."""
    terms_sealed: bytes
    paper_sealed: bytes | None
    paper_digest: bytes | None
    proposed_at: datetime | None
    proposed_by: UUID | None
    proposed_by_name: str
    decided_at: datetime | None
    decided_by: UUID | None
    decided_by_name: str
    mandate_document: str
    """The number of the mandate under which a deputy decided; empty for the head."""
    decision_note_sealed: bytes | None
    valid_from: datetime | None
    valid_until: datetime | None

    def is_of(self, officer_id: UUID) -> bool:
        """Whether the officer drafted, changed or proposed it."""
        return officer_id in {*self.drafters, self.proposed_by}

    def terms(self, key: DataKey) -> Terms:
        """The terms in clear, by the order's key."""
        return unseal_json(key, self.terms_sealed, Place("order_version", "terms_sealed", self.id), Terms)

    def paper(self, key: DataKey) -> OrderPaper | None:
        """The paper as it was proposed, by the file's key; None for a draft."""
        if self.paper_sealed is None:
            return None
        return unseal_json(key, self.paper_sealed, Place("order_version", "paper_sealed", self.id), OrderPaper)


def about_order(order_id: UUID) -> Subject:
    """The order as the subject of an act."""
    return Subject(SUBJECT_KIND, str(order_id))


def also_about_file(change: Change, order: StoredOrder) -> None:
    """Let an act upon an order stand among those upon its file too, where it is seen who did what since."""
    change.is_also_about(FILE_KIND, [order.file_id], order=order.id)


async def load_order(officer: Officer, act: Act, order_id: UUID, *, lock: bool = False) -> StoredOrder:
    """The order, if the officer may do `act` on it; NotFound where its file is not open to them."""
    row = await fetch_one(f"{_SELECT_OPEN} {'FOR UPDATE OF p' if lock else ''}", asking(officer, act), order_id)
    if row is None:
        raise NotFound(NOT_HERE)  # exactly as outside of the reach, so that existence is not told
    check_officer_may(officer, act, row["division"])
    return order_of(row)


async def orders_of_file(file_id: UUID) -> list[StoredOrder]:
    """The orders of a file that the caller has loaded, newest first."""
    return [
        order_of(row) for row in await fetch(f"{SELECT_ORDERS} WHERE p.file = $1 ORDER BY p.created_at DESC", file_id)
    ]


async def versions_of(order_ids: Collection[UUID]) -> dict[UUID, list[StoredVersion]]:
    """The versions of orders that the caller has loaded, oldest first."""
    found: dict[UUID, list[StoredVersion]] = {order_id: [] for order_id in order_ids}
    for row in await fetch(_VERSIONS, list(order_ids)):
        found[row["order_id"]].append(_version_of(row))
    return found


async def notice_of(version_id: UUID) -> Record | None:
    """The notice of a version that the caller has loaded, if it was printed."""
    return await fetch_one(
        "SELECT id, number, printed_at, served_at, was_refused, scan, witnesses_sealed FROM notice WHERE version = $1",
        version_id,
    )


async def stop_of(order: StoredOrder, versions: Sequence[StoredVersion]) -> Stop | None:
    """When and why the order stops letting positions in; None before it has started."""
    return (await stops_of([order], {order.id: versions})).get(order.id)


async def stops_of(
    orders: Collection[StoredOrder], versions: Mapping[UUID, Sequence[StoredVersion]]
) -> dict[UUID, Stop]:
    """The same for several orders at once; those that have not started are left out."""
    absences = await absences_of_files([order.file_id for order in orders])
    stops: dict[UUID, Stop] = {}
    for order in orders:
        if order.starts_at is not None:
            file = _file_time(order, absences[order.file_id])
            approvals = (
                (version.kind, version.ends_on, version.valid_from)
                for version in versions[order.id]
                if version.state is VersionState.APPROVED and version.valid_from is not None
            )
            periods = approved_periods(order.starts_at, approvals)
            stops[order.id] = find_stop(OrderTime(periods, order.ended_at, order.end_cause), file)
    return stops


def file_stop_of(order: StoredOrder) -> Stop:
    """When and why the order's file ends, whether or not the order has started."""
    return find_file_stop(_file_time(order, ()))


def stop_cause_of(cause: EndCause) -> StopCause:
    """How the end of a file ends its orders."""
    return StopCause.RELEASED if cause in RELEASES else StopCause.TERMINATED


def open_version(versions: Sequence[StoredVersion]) -> StoredVersion | None:
    """The version on which nobody has finally decided, if there is one."""
    return next((version for version in versions if version.state in OPEN_VERSION_STATES), None)


def approved_version(versions: Sequence[StoredVersion]) -> StoredVersion | None:
    """The newest approved version, if there is one."""
    return next((version for version in reversed(versions) if version.state is VersionState.APPROVED), None)


def version_in_force(versions: Sequence[StoredVersion]) -> StoredVersion | None:
    """The newest version that has taken effect: a variation only once it was served; None before the start."""
    return next((version for version in reversed(versions) if version.valid_from is not None), None)


def newest_version(versions: Sequence[StoredVersion]) -> StoredVersion:
    """The newest version that was not given up; the newest of all where every one was."""
    kept = [version for version in versions if version.state is not VersionState.WITHDRAWN]
    return kept[-1] if kept else versions[-1]


def seal_terms(key: DataKey, version_id: UUID, terms: Terms) -> bytes:
    """Terms as they are stored, under the order's key."""
    return seal_json(key, terms, Place("order_version", "terms_sealed", version_id))


def seal_paper(key: DataKey, version_id: UUID, paper: OrderPaper) -> bytes:
    """A paper as it is stored, under the file's key."""
    return seal_json(key, paper, Place("order_version", "paper_sealed", version_id))


def paper_digest(paper: OrderPaper) -> bytes:
    """The digest of exactly what the approver is shown, by the installation's suite (SHA-256 or SM3)."""
    digest = hashes.Hash(current_vault().suite.hash)
    digest.update(canonical_bytes(paper))
    return digest.finalize()


async def save_grounds(version_id: UUID, terms: Terms) -> None:
    """Replace the grounds of a version."""
    await OrderGroundRow.delete().where(OrderGroundRow.version == version_id)
    rows = [
        OrderGroundRow(version=version_id, ground=choice.ground.value, record=choice.record_id)
        for choice in terms.grounds
    ]
    if rows:
        await OrderGroundRow.insert(*rows)


def order_of(row: Record) -> StoredOrder:
    """A stored order from the columns of its query."""
    return StoredOrder(
        id=row["id"],
        number=row["number"],
        file_id=row["file"],
        file_number=row["file_number"],
        division=row["division"],
        vault_key=row["vault_key"],
        file_key=row["file_key"],
        state=OrderState(row["state"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        ended_at=row["ended_at"],
        end_cause=StopCause(row["end_cause"]) if row["end_cause"] else None,
        created_at=row["created_at"],
        term_ends_on=row["term_ends_on"],
        file_ended_at=row["file_ended_at"],
        file_end_cause=EndCause(row["file_end_cause"]) if row["file_end_cause"] else None,
    )


def _file_time(order: StoredOrder, absences: tuple[Absence, ...]) -> FileTime:
    cause = None if order.file_end_cause is None else stop_cause_of(order.file_end_cause)
    return FileTime(order.term_ends_on, order.file_ended_at, cause, absences)


def _version_of(row: Record) -> StoredVersion:
    return StoredVersion(
        id=row["id"],
        order_id=row["order_id"],
        version=row["version"],
        kind=VersionKind(row["kind"]),
        state=VersionState(row["state"]),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        drafters=tuple(row["drafters"]),
        terms_sealed=row["terms_sealed"],
        paper_sealed=row["paper_sealed"],
        paper_digest=row["paper_digest"],
        proposed_at=row["proposed_at"],
        proposed_by=row["proposed_by"],
        proposed_by_name=row["proposed_by_name"],
        decided_at=row["decided_at"],
        decided_by=row["decided_by"],
        decided_by_name=row["decided_by_name"],
        mandate_document=row["mandate_document"],
        decision_note_sealed=row["decision_note_sealed"],
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
    )
