"""How many months may lie between two medical examinations of a person: the rule's, or more where that was decided."""

from datetime import date
from uuid import UUID

from supervision.audit import Change
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.tables import MedicalIntervalRow
from supervision.officers import Officer
from supervision.storage.database import fetch_one


async def medical_interval_on(file_id: UUID, division: str, day: date) -> int:
    """The months between examinations on that day, for a file that the caller has loaded."""
    row = await fetch_one(
        """SELECT months FROM medical_interval WHERE file = $1 AND from_on <= $2
           ORDER BY from_on DESC, decided_at DESC LIMIT 1""",
        file_id, day,
    )  # fmt: skip
    if row is not None:
        return int(row["months"])
    return find_correction_rule(CorrectionRuleName.MEDICAL_EXAMINATION_EVERY, day, division).number


async def save_medical_interval(change: Change, officer: Officer, file_id: UUID, months: int, from_on: date) -> None:
    """Keep an interval that was decided on a file that the caller's change holds."""
    await MedicalIntervalRow.insert(
        MedicalIntervalRow(file=file_id, months=months, from_on=from_on, decided_at=change.at, decided_by=officer.id)
    )
