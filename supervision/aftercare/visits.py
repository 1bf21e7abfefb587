"""Visits (走访) to whoever agreed to them; the next one is on a day that both agreed on, or there is none."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from supervision.aftercare.store import about, load_open_file
from supervision.aftercare.tables import AftercareVisitRow
from supervision.aftercare.words import VisitOutcome, check_agreed
from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.texts import optional_text
from supervision.vault import DataKey, Place, seal_text, unseal_text
from supervision.wording import Wording

VISIT = "aftercare_visit"
VISIT_IN_FUTURE = Wording("走访日期不能晚于今天。", "A visit cannot lie in the future.")
NEXT_IN_PAST = Wording(
    "约定的下次走访须在今天以后、帮教期限以内。", "The next visit lies after today, within the window."
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit in clear."""

    id: UUID
    visited_on: date
    outcome: VisitOutcome
    next_on: date | None
    note: str
    added_by_name: str


async def record_visit(
    officer: Officer,
    file_id: UUID,
    outcome: VisitOutcome,
    note: str = "",
    visited_on: date | None = None,
    next_on: date | None = None,
) -> UUID:
    """Put down a visit, by default of today, and the next as agreed. HelpNotAgreed, AftercareOver, InputInvalid."""
    note = optional_text(note, "note")
    async with audited_change(officer.actor, Act.AFTERCARE_VISIT, about(file_id)) as change:
        today = legal_day(change.at)
        file, key = await load_open_file(officer, Act.AFTERCARE_VISIT, file_id, today)
        check_agreed(file.agreement)
        day = visited_on or today
        if day > today:
            raise InputInvalid(VISIT_IN_FUTURE, field="visited_on")
        if next_on is not None and not today < next_on <= file.window_ends_on:
            raise InputInvalid(NEXT_IN_PAST, field="next_on")
        visit_id = uuid4()
        await AftercareVisitRow.insert(
            AftercareVisitRow(
                id=visit_id,
                file=file_id,
                visited_on=day,
                outcome=outcome.value,
                next_on=next_on,
                note_sealed=seal_text(key, note, Place(VISIT, "note_sealed", visit_id)),
                added_at=change.at,
                added_by=officer.id,
            )
        )
        await change.connection.execute("UPDATE aftercare_file SET next_visit_on = $2 WHERE id = $1", file_id, next_on)
        change.note(visit=visit_id, outcome=outcome)
    return visit_id


async def visits_of(file_id: UUID, key: DataKey) -> tuple[Visit, ...]:
    """The visits of a file that the caller has loaded, the newest first."""
    rows = await fetch(
        """SELECT v.id, v.visited_on, v.outcome, v.next_on, v.note_sealed, o.name FROM aftercare_visit AS v
           JOIN officer AS o ON o.id = v.added_by WHERE v.file = $1 ORDER BY v.visited_on DESC, v.added_at DESC""",
        file_id,
    )
    return tuple(
        Visit(
            row["id"],
            row["visited_on"],
            VisitOutcome(row["outcome"]),
            row["next_on"],
            unseal_text(key, row["note_sealed"], Place(VISIT, "note_sealed", row["id"])),
            row["name"],
        )
        for row in rows
    )
