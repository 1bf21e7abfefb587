"""Proposals to destroy: made by one officer from the list of what is due, decided by another; and the lists of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import NotFound
from supervision.keeping.refusals import IS_HELD, NOT_DUE, PROPOSED_ALREADY, DestructionWaits, NotDue
from supervision.keeping.words import DestructionState
from supervision.officers import Officer, check_officer_may, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.residence.changes import about, residence_change
from supervision.residence.keeping.due import ENDED, labels_of
from supervision.residence.keeping.tables import DestructionProposalRow
from supervision.residence.keeping.words import KeptKind
from supervision.retention import kept_since, last_day_kept
from supervision.storage.database import Record, fetch, fetch_one


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal to destroy; `label` is empty once the record is destroyed, for nothing of it is left to show."""

    id: UUID
    kind: KeptKind
    subject_id: UUID
    label: str
    division: str
    ended_at: datetime
    kept_until: date
    state: DestructionState
    proposed_at: datetime
    proposed_by: UUID
    proposed_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    certificate_id: UUID | None


PROPOSALS = """
SELECT p.id, p.kind, p.subject_id, p.division, p.ended_at, p.kept_until, p.state, p.proposed_at, p.proposed_by,
    coalesce(proposer.name, '') AS proposed_by_name, p.decided_at, coalesce(decider.name, '') AS decided_by_name,
    p.certificate_id
FROM destruction_proposal AS p LEFT JOIN officer AS proposer ON proposer.id = p.proposed_by
LEFT JOIN officer AS decider ON decider.id = p.decided_by"""


async def propose_destruction(officer: Officer, kind: KeptKind, record_ids: Sequence[UUID]) -> list[UUID]:
    """Propose to destroy records past their period; gives the proposals' ids, in the records' order.

    NotFound for one out of reach, before any is proposed; NotDue while a period runs or a hold lies on it;
    DestructionWaits. Each is an act of its own: those before a refusal stand.
    """
    check_officer_may(officer, Act.DESTRUCTION_PROPOSE, None)
    wanted = list(dict.fromkeys(record_ids))
    rows = await fetch(f"SELECT id, division FROM {kind} WHERE id = ANY($1)", wanted)  # noqa: S608 - one of two names
    divisions = {row["id"]: row["division"] for row in rows}
    for record_id in wanted:
        check_division(officer, Act.DESTRUCTION_PROPOSE, divisions.get(record_id))
    return [await _propose(officer, kind, record_id) for record_id in wanted]


async def load_proposals(
    officer: Officer,
    state: DestructionState = DestructionState.PROPOSED,
    cursor: str | None = None,
    *,
    of_others: bool = False,
) -> Page[Proposal]:
    """The proposals in one state within reach, or those of others among them, newest first, 50 a page; recorded."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.DESTRUCTION_LIST, None)
    async with residence_change(officer.actor, Act.DESTRUCTION_LIST, detail={"show": state}) as change:
        rows = await fetch(
            f"""{PROPOSALS} WHERE p.division LIKE ANY($1) AND p.state = $2
                AND ($6::uuid IS NULL OR p.proposed_by <> $6)
                AND ($3::timestamptz IS NULL OR (p.proposed_at, p.id) < ($3, $4::uuid))
                ORDER BY p.proposed_at DESC, p.id DESC LIMIT $5""",
            [f"{prefix}%" for prefix in reach(officer, Act.DESTRUCTION_LIST)], state, after and after.at,
            after and after.row_id, PAGE_SIZE + 1, officer.id if of_others else None,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["proposed_at"], row["id"]))
        labels: dict[UUID, str] = {}
        for kind in KeptKind:
            labels |= await labels_of(kind, [row["subject_id"] for row in shown if row["kind"] == kind])
        change.note(shown=len(shown))
    return Page(tuple(proposal_of(row, labels.get(row["subject_id"], "")) for row in shown), following)


async def count_proposed(officer: Officer) -> int:
    """How many proposals wait within reach, one's own included; for a page that also lists them."""
    (row,) = await fetch(
        "SELECT count(*) AS many FROM destruction_proposal WHERE division LIKE ANY($1) AND state = 'proposed'",
        [f"{prefix}%" for prefix in reach(officer, Act.DESTRUCTION_LIST)],
    )
    return int(row["many"])


async def count_to_decide(officer: Officer) -> int:
    """How many proposals of others wait for this officer, for the queue of *today's work*."""
    (row,) = await fetch(
        """SELECT count(*) AS many FROM destruction_proposal
           WHERE division LIKE ANY($1) AND state = 'proposed' AND proposed_by <> $2""",
        [f"{prefix}%" for prefix in reach(officer, Act.DESTRUCTION_APPROVE)], officer.id,
    )  # fmt: skip
    return int(row["many"])


async def load_proposal(officer: Officer, act: Act, proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """A proposal within reach, without its label; NotFound otherwise."""
    row = await fetch_one(f"{PROPOSALS} WHERE p.id = $1 {'FOR UPDATE OF p' if lock else ''}", proposal_id)
    check_division(officer, act, row["division"] if row else None)
    if row is None:
        raise NotFound(NOT_HERE)
    return proposal_of(row)


def check_division(officer: Officer, act: Act, division: str | None) -> None:
    """NotFound for a record that is absent (None) or out of reach; NotPermitted where the act alone is not theirs."""
    if division is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, division)


async def lock_due(change: Change, kind: KeptKind, record_id: UUID) -> Record:
    """The record, locked, if it may be destroyed at the time of the change; NotDue otherwise."""
    await fetch(f"SELECT FROM {kind} WHERE id = $1 FOR UPDATE", record_id)
    row = await fetch_one(f"SELECT * FROM ({ENDED[kind]}) AS ended WHERE ended.id = $1", record_id)  # noqa: S608 - constants
    if row is None or row["ended_at"] >= kept_since(kind, change.at):
        raise NotDue(NOT_DUE)
    if row["is_held"]:
        raise NotDue(IS_HELD)
    return row


def proposal_of(row: Record, label: str = "") -> Proposal:
    """A proposal from the columns of `PROPOSALS`."""
    return Proposal(**{**row, "kind": KeptKind(row["kind"]), "state": DestructionState(row["state"])}, label=label)


async def _propose(officer: Officer, kind: KeptKind, record_id: UUID) -> UUID:
    async with residence_change(officer.actor, Act.DESTRUCTION_PROPOSE, about(kind, record_id)) as change:
        due = await lock_due(change, kind, record_id)
        if await fetch("SELECT FROM destruction_proposal WHERE subject_id = $1 AND state = 'proposed'", record_id):
            raise DestructionWaits(PROPOSED_ALREADY)
        proposal_id = uuid4()
        await DestructionProposalRow.insert(
            DestructionProposalRow(
                id=proposal_id,
                kind=kind.value,
                subject_id=record_id,
                division=due["division"],
                ended_at=due["ended_at"],
                kept_until=last_day_kept(kind, due["ended_at"]),
                state=DestructionState.PROPOSED.value,
                proposed_at=change.at,
                proposed_by=officer.id,
            )
        )
        change.note(proposal=proposal_id)
    return proposal_id
