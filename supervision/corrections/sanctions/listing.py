"""Queues of measures within reach, and one measure or all that concern a file, opened for a purpose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.sanctions.facts import rungs_of
from supervision.corrections.sanctions.findings import OpenedFinding, open_findings
from supervision.corrections.sanctions.ladder import Rung
from supervision.corrections.sanctions.lapses import OpenedLapse, open_lapses
from supervision.corrections.sanctions.objecting import open_reviews
from supervision.corrections.sanctions.store import (
    SELECT_MEASURES,
    MeasureContent,
    StoredMeasure,
    TakenStep,
    about_measure,
    load_measure,
    measure_of,
    measures_of,
    steps_of,
    tell_of,
)
from supervision.corrections.store import StoredFile, load_file
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch
from supervision.storage.questions import Question, count_each
from supervision.vault import load_key


class MeasureShow(StrEnum):
    """The queues of what somebody has to do, and the two lists of the rest."""

    TO_DECIDE = "to-decide"
    TO_DELIVER = "to-deliver"
    TO_COPY = "to-copy"
    OBJECTIONS = "objections"
    RULINGS = "rulings"
    CUSTODY = "custody"
    REVIEWS = "reviews"
    STANDING = "standing"
    OVER = "over"


_SHOWN: Mapping[MeasureShow, str] = {
    MeasureShow.TO_DECIDE: "m.state = 'proposed'",
    MeasureShow.TO_DELIVER: "m.state = 'decided'",
    MeasureShow.TO_COPY: "m.copy_due_on IS NOT NULL",
    MeasureShow.OBJECTIONS: "m.objection_due_on IS NOT NULL",
    MeasureShow.RULINGS: "m.state = 'delivered' AND num_nonnulls(m.ruling_due_on, m.ruling_due_at) > 0",
    MeasureShow.CUSTODY: "m.custody_until IS NOT NULL AND f.state <> 'ended'",
    MeasureShow.REVIEWS: """m.state IN ('decided', 'delivered', 'closed') AND EXISTS (
        SELECT FROM measure_basis AS b JOIN file_record AS r ON r.id = b.record
        WHERE b.measure = m.id AND r.annulled_at IS NOT NULL AND b.reviewed_at IS NULL)""",
    MeasureShow.STANDING: "m.state IN ('delivered', 'closed')",
    MeasureShow.OVER: "m.state IN ('dropped', 'annulled')",
}
QUEUES = tuple(show for show in MeasureShow if show not in {MeasureShow.STANDING, MeasureShow.OVER})
"""What somebody has to do about."""


@dataclass(frozen=True, slots=True)
class MeasureSummary:
    """A measure in a list, its person masked."""

    measure: StoredMeasure
    person: SupervisedPerson


@dataclass(frozen=True, slots=True)
class OpenedMeasure:
    """A measure in clear; of a sealed one that was opened without a legal basis neither facts nor details."""

    measure: StoredMeasure
    file: StoredFile
    name: str
    content: MeasureContent | None
    steps: tuple[TakenStep, ...]
    reviews: tuple[UUID, ...]
    """The annulled records on which it rests and about which nobody has decided."""


@dataclass(frozen=True, slots=True)
class ConductOfPerson:
    """All that the tab of a file shows: what applies, what was taken, and what was found."""

    rungs: tuple[Rung, ...]
    measures: tuple[StoredMeasure, ...]
    lapses: tuple[OpenedLapse, ...]
    findings: tuple[OpenedFinding, ...]


async def open_conduct(officer: Officer, file_id: UUID, purpose: str | None) -> ConductOfPerson:
    """What applies to a person and what was taken, opened for a purpose that is recorded. InputInvalid."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.MEASURE_OPEN, about_file(file_id), purpose=reason) as change:
        file = await load_file(officer, Act.MEASURE_OPEN, file_id)
        return ConductOfPerson(
            await rungs_of(file, legal_day(change.at)),
            await measures_of(file_id),
            await open_lapses(file),
            await open_findings(file),
        )


async def open_measure(officer: Officer, measure_id: UUID, purpose: str | None) -> OpenedMeasure:
    """A measure in clear, opened for a purpose that is recorded; a sealed one without its facts. InputInvalid."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.MEASURE_OPEN, about_measure(measure_id), purpose=reason) as change:
        measure, file = await load_measure(officer, Act.MEASURE_OPEN, measure_id)
        tell_of(change, file.id)
        change.note(measure=measure_id)
        return await in_clear(measure, file, is_told=not measure.is_sealed)


async def in_clear(measure: StoredMeasure, file: StoredFile, *, is_told: bool) -> OpenedMeasure:
    """A measure that the caller has loaded; whoever tells of a sealed one has taken a legal basis."""
    key = await load_key(file.vault_key)
    return OpenedMeasure(
        measure,
        file,
        file.identity(key).name,
        measure.content(key) if is_told else None,
        await steps_of(measure, key) if is_told else (),
        tuple(await open_reviews(measure.id)),
    )


async def list_measures(
    officer: Officer, show: MeasureShow | None, cursor: str | None = None, among: Collection[UUID] | None = None
) -> Page[MeasureSummary]:
    """Measures within reach, newest first, fifty a page, people masked; looking is an audited act.

    None is every measure; `among` are ids that another room gives.
    """
    after = read_cursor(cursor)
    check_officer_may(officer, Act.MEASURE_LIST, None)
    async with audited_change(officer.actor, Act.MEASURE_LIST, detail={"show": show}) as change:
        rows = await fetch(
            f"""{SELECT_MEASURES} JOIN files_within($1) AS f ON f.id = m.file
                WHERE {_SHOWN[show] if show else "true"}
                  AND ($2::timestamptz IS NULL OR (m.proposed_at, m.id) < ($2, $3::uuid))
                  AND ($4::uuid[] IS NULL OR m.id = ANY($4))
                ORDER BY m.proposed_at DESC, m.id DESC LIMIT $5""",
            asking(officer, Act.MEASURE_LIST), after and after.at, after and after.row_id,
            None if among is None else list(among), PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["proposed_at"], row["id"]))
        change.note(shown=len(shown))
        return Page(await _summaries(officer, shown), following)


def count_measures(officer: Officer) -> Question[dict[MeasureShow, int]]:
    """How many measures stand in each queue within reach."""
    return count_each(
        {show: _SHOWN[show] for show in QUEUES},
        "FROM measure AS m JOIN files_within($1) AS f ON f.id = m.file WHERE m.state NOT IN ('dropped', 'annulled')",
        asking(officer, Act.MEASURE_LIST),
    )


async def _summaries(officer: Officer, rows: Sequence[Record]) -> tuple[MeasureSummary, ...]:
    measures = [measure_of(row) for row in rows]
    people = await load_supervised_people(officer, [measure.file_id for measure in measures])
    return tuple(MeasureSummary(one, people[one.file_id]) for one in measures if one.file_id in people)
