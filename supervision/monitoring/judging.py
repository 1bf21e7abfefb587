"""The judge at work: a wearer's state in memory, folded on with new fixes, and again from a checkpoint for late ones.

What is in memory can always be folded again from the last checkpoint and the positions since, so a worker that starts
anew, or takes over from another, comes to the same state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from supervision.monitoring.judgement import JudgementState, begin, fold, state_from_bytes, state_to_bytes
from supervision.monitoring.outcomes import AlertChange, FixKey
from supervision.monitoring.positions import load_fixes_for_system, position_sealer
from supervision.monitoring.reconciling import reconcile
from supervision.monitoring.rules import Rules
from supervision.orders.admissions import WornTracker
from supervision.position import Fix, from_epoch_ms
from supervision.storage.database import fetch_one
from supervision.storage.engine import Connection
from supervision.vault import DataKey, Place, Sealer, load_key, seal, unseal

CHECKPOINT_EVERY = timedelta(minutes=10)
"""How much of a track is folded again at most when a worker starts."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What folding new fixes or time onto a standing gave; it counts once its transaction has committed.

    `redone_from` is the first late fix, where there was one: checkpoints from there on are no longer true.
    """

    state: JudgementState
    changes: tuple[AlertChange, ...]
    redone_from: FixKey | None = None
    after_late: JudgementState | None = None
    """The state after the last late fix: more of the same backlog is folded from there."""


@dataclass(slots=True)
class Standing:
    """Where the judgement of one assignment stands."""

    worn: WornTracker
    key: DataKey
    sealer: Sealer
    rules: tuple[Rules, ...]
    state: JudgementState
    checkpoint_at: datetime

    def rules_at(self, at: datetime) -> Rules | None:
        """The conditions in force at `at`; None where no order was live."""
        return next((rules for rules in self.rules if rules.live_at(at)), None)

    def under(self, worn: WornTracker) -> "Standing":
        """The same standing, after the order or the file has changed."""
        return replace(self, worn=worn, rules=rules_of(worn))

    def take(self, folded: Folded) -> None:
        """Go on from what has just been committed."""
        kept = needs_checkpoint(self, folded)
        self.state = folded.state
        if kept:
            self.checkpoint_at = from_epoch_ms(folded.state.fix_ms)
        elif folded.redone_from is not None:
            self.checkpoint_at = _begun_at(self.worn)


def rules_of(worn: WornTracker) -> tuple[Rules, ...]:
    """The rules of an assignment: each version's conditions in the spans in which the order is live, less approvals."""
    absences = tuple((one.from_at, one.until_at) for one in worn.suspensions if one.is_leave)
    openings = tuple(
        (one.from_at, one.until_at, one.opened_conditions) for one in worn.suspensions if one.opened_conditions
    )
    return tuple(
        Rules(worn.assignment_id, from_at, until_at, version.zones, absences, openings)
        for span in worn.spans
        for version in worn.versions
        if (from_at := max(span.from_at, version.valid_from))
        < (until_at := min(span.until_at, version.valid_until or span.until_at))
    )


def _place(assignment_id: UUID, key: FixKey) -> Place:
    return Place("judgement_checkpoint", "state_sealed", f"{assignment_id} {key.fixed_at.timestamp():.3f} {key.seq}")


async def load_standing_for_system(worn: WornTracker) -> Standing:
    """The standing of an assignment, folded from its last checkpoint and the fixes stored since."""
    key = await load_key(worn.order_key)
    standing = Standing(worn, key, position_sealer(key), rules_of(worn), _begin(worn), _begun_at(worn))
    state, at = await _load_checkpoint(standing, None)
    fixes = await load_fixes_for_system(worn.assignment_id, standing.sealer, at)
    standing.state, _, _ = fold(state, fixes, standing.rules_at)
    standing.checkpoint_at = at.fixed_at if at else standing.checkpoint_at
    return standing


async def fold_fixes(standing: Standing, fixes: Sequence[Fix]) -> Folded:
    """Fold stored fixes, in time order, onto a standing; late ones by folding again from the checkpoint before them."""
    if standing.state.precedes(fixes[0]):
        state, _, changes = fold(standing.state, fixes, standing.rules_at)
        return Folded(state, changes)
    first = FixKey(fixes[0].fixed_at, fixes[0].seq)
    state, at = await _load_checkpoint(standing, first)
    stored = await load_fixes_for_system(standing.worn.assignment_id, standing.sealer, at)
    until = from_epoch_ms(max(standing.state.clock_ms, 0))
    arrived = {(fix.fixed_at, fix.seq) for fix in fixes}
    before = [fix for fix in stored if (fix.fixed_at, fix.seq) not in arrived]
    _, _, known = fold(state, before, standing.rules_at, until)
    last = FixKey(fixes[-1].fixed_at, fixes[-1].seq)
    after_late, _, found = fold(state, (f for f in stored if (f.fixed_at, f.seq) <= last), standing.rules_at)
    state, _, later = fold(after_late, (f for f in stored if (f.fixed_at, f.seq) > last), standing.rules_at, until)
    return Folded(state, reconcile(known, found + later), first, after_late)


def fold_clock(standing: Standing, until: datetime) -> Folded:
    """Let the clock strike for a standing up to `until`; the same state when nothing was due."""
    state, _, changes = fold(standing.state, (), standing.rules_at, until)
    return Folded(state, changes)


def needs_checkpoint(standing: Standing, folded: Folded) -> bool:
    """Whether the state is worth keeping: every ten minutes of track, and whenever late fixes undid the later ones.

    Never one whose clock has struck past its last fix: a late fix in between could not be judged from it.
    """
    if not folded.state.fix_ms or folded.state.clock_ms > folded.state.fix_ms:
        return False
    fixed_at = from_epoch_ms(folded.state.fix_ms)
    return folded.redone_from is not None or fixed_at - standing.checkpoint_at >= CHECKPOINT_EVERY


async def keep_checkpoints(
    connection: Connection, standings: Mapping[UUID, Standing], folded: Mapping[UUID, Folded]
) -> None:
    """Keep the states that are due, in the batch's transaction."""
    rows = []
    for assignment_id, outcome in folded.items():
        if outcome.redone_from is not None:
            await connection.execute(
                "DELETE FROM judgement_checkpoint WHERE assignment = $1 AND (fixed_at, seq) >= ($2, $3)",
                assignment_id, outcome.redone_from.fixed_at, outcome.redone_from.seq,
            )  # fmt: skip
        standing = standings[assignment_id]
        states = [outcome.state] if needs_checkpoint(standing, outcome) else []
        if outcome.after_late is not None and outcome.after_late.fix_ms != outcome.state.fix_ms:
            states.append(outcome.after_late)
        for state in states:
            key = FixKey(from_epoch_ms(state.fix_ms), state.fix_seq)
            sealed = seal(standing.key, state_to_bytes(state), _place(assignment_id, key))
            rows.append((assignment_id, key.fixed_at, key.seq, sealed))
    if rows:
        await connection.execute(
            """INSERT INTO judgement_checkpoint (id, assignment, fixed_at, seq, state_sealed)
               SELECT gen_random_uuid(), * FROM unnest($1::uuid[], $2::timestamptz[], $3::int8[], $4::bytea[])
               ON CONFLICT (assignment, fixed_at, seq) DO UPDATE SET state_sealed = excluded.state_sealed""",
            *(list(column) for column in zip(*rows, strict=True)),
        )


async def _load_checkpoint(standing: Standing, before: FixKey | None) -> tuple[JudgementState, FixKey | None]:
    """The last state kept (before a fix), or the beginning where none can be used."""
    assignment_id = standing.worn.assignment_id
    row = await fetch_one(
        """SELECT fixed_at, seq, state_sealed FROM judgement_checkpoint
           WHERE assignment = $1 AND ($2::timestamptz IS NULL OR (fixed_at, seq) < ($2, $3))
           ORDER BY fixed_at DESC, seq DESC LIMIT 1""",
        assignment_id, before and before.fixed_at, before.seq if before else 0,
    )  # fmt: skip
    if row is None:
        return _begin(standing.worn), None
    key = FixKey(row["fixed_at"], row["seq"])
    try:
        state = state_from_bytes(unseal(standing.key, row["state_sealed"], _place(assignment_id, key)))
    except ValueError:  # written by an earlier version of the judge: the fixes themselves are the truth
        return _begin(standing.worn), None
    return state, key


def _begun_at(worn: WornTracker) -> datetime:
    return min((span.from_at for span in worn.spans), default=from_epoch_ms(0))


def _begin(worn: WornTracker) -> JudgementState:
    return begin(_begun_at(worn))
