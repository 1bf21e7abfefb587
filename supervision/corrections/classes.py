"""In which class a person is supervised, from which day on: decided, never computed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from supervision.audit import Change
from supervision.corrections.supervision_class import DEFAULT_CLASS, SupervisionClass
from supervision.corrections.tables import FileClassRow
from supervision.officers import Officer
from supervision.storage.database import fetch


@dataclass(frozen=True, slots=True)
class ClassPeriod:
    """A class from its first day through its last; none yet for the class that holds."""

    supervision_class: SupervisionClass
    from_on: date
    until_on: date | None
    decided_at: datetime
    decided_by_name: str


async def class_on(file_id: UUID, day: date) -> SupervisionClass:
    """The class on that day of a file that the caller has loaded; the ordinary one where none was decided."""
    return (await classes_on([file_id], day))[file_id]


async def classes_on(file_ids: Collection[UUID], day: date) -> dict[UUID, SupervisionClass]:
    """The same for several files at once."""
    rows = await fetch(
        """SELECT DISTINCT ON (file) file, supervision_class FROM file_class WHERE file = ANY($1) AND from_on <= $2
           ORDER BY file, from_on DESC, decided_at DESC""",
        list(file_ids), day,
    )  # fmt: skip
    return dict.fromkeys(file_ids, DEFAULT_CLASS) | {
        row["file"]: SupervisionClass(row["supervision_class"]) for row in rows
    }


async def class_history(file_id: UUID) -> tuple[ClassPeriod, ...]:
    """Every class that was decided on a file that the caller has loaded, newest first."""
    rows = await fetch(
        """SELECT DISTINCT ON (c.from_on) c.supervision_class, c.from_on, c.decided_at, coalesce(o.name, '') AS name
           FROM file_class AS c LEFT JOIN officer AS o ON o.id = c.decided_by
           WHERE c.file = $1 ORDER BY c.from_on DESC, c.decided_at DESC""",
        file_id,
    )
    return tuple(
        ClassPeriod(
            SupervisionClass(row["supervision_class"]),
            row["from_on"],
            None if later is None else later["from_on"] - timedelta(days=1),
            row["decided_at"],
            row["name"],
        )
        for later, row in pairwise([None, *rows])
        if row is not None
    )


async def save_class(
    change: Change, officer: Officer, file_id: UUID, supervision_class: SupervisionClass, from_on: date
) -> None:
    """Keep a class that was decided on a file that the caller's change holds; an earlier decision stays to be seen."""
    await FileClassRow.insert(
        FileClassRow(
            file=file_id,
            supervision_class=supervision_class.value,
            from_on=from_on,
            decided_at=change.at,
            decided_by=officer.id,
        )
    )
