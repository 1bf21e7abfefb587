"""What the ladder is asked with: the standing records, times out of supervision and findings of one file."""

from datetime import date
from uuid import UUID

from supervision.corrections.applications.store import granted_leave
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.sanctions.counting import DaySpan, Lapse
from supervision.corrections.sanctions.ladder import LadderFacts, RecordFact, Rung, climb
from supervision.corrections.sanctions.rewards import RewardFacts, rewards_of
from supervision.corrections.sanctions.words import STANDING, MeasureKind, MeasureState
from supervision.corrections.store import StoredFile
from supervision.storage.database import fetch

_COUNTING_STATES = [MeasureState.PROPOSED.value, *(state.value for state in STANDING)]
"""A measure uses up what it rests on from its proposal on, unless it is dropped or annulled."""


async def rungs_of(file: StoredFile, today: date, without: UUID | None = None) -> tuple[Rung, ...]:
    """Sanctions and rewards of a file that the caller has loaded; `without` is a measure left out of account."""
    facts = await facts_of(file, today, without)
    reward_facts = RewardFacts(file.category, file.division, file.term_starts_on, today)
    return (*climb(facts), *rewards_of(reward_facts))


async def facts_of(file: StoredFile, today: date, without: UUID | None = None) -> LadderFacts:
    """The facts of a file that the caller has loaded."""
    measures = await fetch(
        "SELECT kind, state, lapse FROM measure WHERE file = $1 AND state = ANY($2) AND id IS DISTINCT FROM $3",
        file.id, _COUNTING_STATES, without,
    )  # fmt: skip
    return LadderFacts(
        category=file.category,
        division=file.division,
        today=today,
        records=await _records(file.id, without),
        lapses=await lapses_of(file.id),
        lapse_used_for=frozenset((row["lapse"], MeasureKind(row["kind"])) for row in measures if row["lapse"]),
        leave=tuple(DaySpan(days.first, days.last) for days in await granted_leave(file.id)),
        unrepentant_on=await _findings(file.id),
        standing=frozenset(
            MeasureKind(row["kind"])
            for row in measures
            if row["state"] in {MeasureState.DECIDED, MeasureState.DELIVERED}
        ),
    )


async def lapses_of(file_id: UUID) -> tuple[Lapse, ...]:
    """The times out of supervision that stand, with their excuses, the newest first."""
    rows = await fetch(
        """SELECT l.id, l.began_on, l.ended_on, o.name, e.first_on, e.last_on
           FROM lapse AS l JOIN officer AS o ON o.id = l.confirmed_by LEFT JOIN lawful_excuse AS e ON e.lapse = l.id
           WHERE l.file = $1 AND l.cancelled_at IS NULL ORDER BY l.began_on DESC, l.id, e.first_on""",
        file_id,
    )
    found: dict[UUID, Lapse] = {}
    for row in rows:
        known = found.get(row["id"])
        excuses = known.excuses if known else ()
        if row["first_on"] is not None:
            excuses = (*excuses, DaySpan(row["first_on"], row["last_on"]))
        found[row["id"]] = Lapse(row["id"], row["began_on"], row["ended_on"], row["name"], excuses)
    return tuple(found.values())


async def _records(file_id: UUID, without: UUID | None) -> tuple[RecordFact, ...]:
    rows = await fetch(
        """SELECT r.id, r.kind, r.happened_on, coalesce(array_agg(m.kind) FILTER (WHERE m.id IS NOT NULL), '{}') AS used
           FROM file_record AS r LEFT JOIN measure_basis AS b ON b.record = r.id
           LEFT JOIN measure AS m ON m.id = b.measure AND m.state = ANY($2) AND m.id IS DISTINCT FROM $3
           WHERE r.file = $1 AND r.annulled_at IS NULL GROUP BY r.id ORDER BY r.happened_on, r.id""",
        file_id, _COUNTING_STATES, without,
    )  # fmt: skip
    return tuple(
        RecordFact(row["id"], RecordKind(row["kind"]), row["happened_on"], frozenset(map(MeasureKind, row["used"])))
        for row in rows
    )


async def _findings(file_id: UUID) -> tuple[date, ...]:
    rows = await fetch(
        "SELECT found_on FROM conduct_finding WHERE file = $1 AND withdrawn_at IS NULL ORDER BY found_on", file_id
    )
    return tuple(row["found_on"] for row in rows)
