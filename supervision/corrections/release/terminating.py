"""Terminating a correction: revoked, re-imprisoned or died; the file is closed, and its notice goes out with it."""

from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.file_state import CERTIFICATE_NEEDED, RELEASES, EndCause, EndRefused
from supervision.corrections.files import close_file
from supervision.corrections.opening import about_file
from supervision.corrections.papers.with_acts import issue_with_act
from supervision.corrections.release.release_papers import paper_of_termination
from supervision.corrections.steps import load_open_file
from supervision.corrections.store import load_file
from supervision.officers import Officer


async def end_person_file(
    officer: Officer,
    file_id: UUID,
    cause: EndCause,
    note: str,
    ended_at: datetime | None = None,
    paper_id: UUID | None = None,
) -> datetime:
    """Terminate: the file is kept and closed, its notice goes out, positioning stops at the moment that is returned.

    EndRefused for a release, which has a certificate, a cause that the category does not know, a moment in the future,
    or without the deciding organ's document or a proof on the file.
    """
    async with audited_change(officer.actor, Act.PERSON_FILE_END, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.PERSON_FILE_END, file_id)
        if cause in RELEASES:
            raise EndRefused(CERTIFICATE_NEEDED)
        end = await close_file(change, officer, file, cause, note, ended_at, paper_id)
        terminated = await load_file(officer, Act.PERSON_FILE_END, file_id)
        if (called := await paper_of_termination(terminated)) is not None:
            await issue_with_act(change, officer, terminated, called)
    return end
