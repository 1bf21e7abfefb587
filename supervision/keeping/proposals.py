"""Files past their period and proposals to destroy them, as lists and certificates show them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.errors import RuleRefused
from supervision.keeping.words import DestructionState
from supervision.wording import Wording


@dataclass(frozen=True, slots=True)
class FileDue:
    """A file past its period: by its number and masked name, when that began to run, and what stands in the way."""

    id: UUID
    number: str
    label: str
    division: str
    ended_on: date
    kept_until: date
    """The last day of its period; it fell due on the day after."""
    obstacles: tuple[str, ...]
    """Codes of what keeps it although its period is over; empty when it may be proposed."""


@dataclass(frozen=True, slots=True)
class FileProposal:
    """A proposal to destroy a file; `label` is empty once nothing of it is left to show."""

    id: UUID
    subject_id: UUID
    number: str
    label: str
    division: str
    ended_on: date
    kept_until: date
    state: DestructionState
    proposed_at: datetime
    proposed_by: UUID
    proposed_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    return_reason: str
    """Why it was returned; empty otherwise, and once the key that sealed it is gone."""
    certificate_id: UUID | None
    certificate_number: str | None
    rows_removed: int | None
    obstacles: tuple[str, ...]
    """What stands in the way now."""


class DestructionBlocked(RuleRefused):
    """The period is over, and something keeps the file all the same; says what."""

    code = "destruction-blocked"

    def __init__(self, number: str, obstacles: tuple[str, ...], names: Mapping[str, Wording]) -> None:
        chinese = "、".join(str(names[code]) for code in obstacles)
        english = ", ".join(names[code].english for code in obstacles)
        super().__init__(
            Wording(f"档案{number}暂不能销毁：{chinese}。", f"File {number} may not be destroyed yet: {english}.")
        )
