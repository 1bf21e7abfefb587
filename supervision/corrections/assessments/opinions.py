"""Opinions of an assessment as they were written and decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.corrections.assessments.content import Opinion
from supervision.corrections.assessments.words import Suitability
from supervision.storage.database import fetch
from supervision.vault import DataKey, Place, unseal_json

OPINION = "assessment_opinion"


@dataclass(frozen=True, slots=True)
class WrittenOpinion:
    """An opinion in clear; `is_approved` is None while it waits."""

    number: int
    suitability: Suitability
    opinion: Opinion
    written_at: datetime
    written_by: UUID
    written_by_name: str
    is_approved: bool | None
    decided_at: datetime | None
    decided_by_name: str


async def opinions_of(assessment_id: UUID, key: DataKey) -> tuple[WrittenOpinion, ...]:
    """The opinions of an assessment that the caller has loaded, the newest first."""
    rows = await fetch(
        """SELECT p.*, w.name AS written_by_name, coalesce(d.name, '') AS decided_by_name
           FROM assessment_opinion AS p JOIN officer AS w ON w.id = p.written_by
           LEFT JOIN officer AS d ON d.id = p.decided_by WHERE p.assessment = $1 ORDER BY p.number DESC""",
        assessment_id,
    )
    return tuple(
        WrittenOpinion(
            row["number"], Suitability(row["suitability"]),
            unseal_json(key, row["opinion_sealed"], Place(OPINION, "opinion_sealed", row["id"]), Opinion),
            row["written_at"], row["written_by"], row["written_by_name"], row["is_approved"], row["decided_at"],
            row["decided_by_name"],
        )
        for row in rows
    )  # fmt: skip
