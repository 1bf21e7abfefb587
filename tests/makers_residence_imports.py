"""Imports of the residence register for tests, confirmed as they were checked."""

from datetime import datetime
from uuid import UUID

from supervision.officers import Officer
from supervision.residence.sheets.jobs import confirm_import
from supervision.storage.database import fetch


async def checked_at(job_id: UUID) -> datetime:
    """When the import was checked last."""
    (job,) = await fetch("SELECT checked_at FROM import_job WHERE id = $1", job_id)
    at: datetime = job["checked_at"]
    return at


async def confirm_as_checked(officer: Officer, job_id: UUID) -> None:
    """The import confirmed as it was checked last."""
    await confirm_import(officer, job_id, await checked_at(job_id))
