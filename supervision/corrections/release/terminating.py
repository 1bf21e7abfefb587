"""Terminating a correction: revoked, re-imprisoned or died; the file is closed, and its notice goes out with it."""

from datetime import datetime
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.file_state import (
    CERTIFICATE_NEEDED,
    FILE_ENDED,
    RELEASES,
    EndCause,
    EndRefused,
    FileEnded,
    find_end,
)
from supervision.corrections.files import close_file
from supervision.corrections.opening import about_file
from supervision.corrections.papers.with_acts import issue_with_act
from supervision.corrections.release.release_papers import paper_of_termination
from supervision.corrections.steps import load_open_file
from supervision.corrections.store import load_file
from supervision.legal_time import now
from supervision.officers import Officer, confirm_with_second_factor
from supervision.texts import needed_text


async def end_person_file(
    officer: Officer,
    file_id: UUID,
    cause: EndCause,
    note: str,
    code: str,
    ended_at: datetime | None = None,
    paper_id: UUID | None = None,
) -> datetime:
    """Terminate, with the second factor: the file is closed, its notice goes out, positioning stops as returned.

    EndRefused for a release, which has a certificate, a cause that the category does not know, a moment in the future,
    or without the deciding organ's document or a proof on the file. A refusal spends no code.
    """
    if cause in RELEASES:
        raise EndRefused(CERTIFICATE_NEEDED)
    needed_text(note, "note")
    file = await load_file(officer, Act.PERSON_FILE_END, file_id)
    if file.state.is_closed:
        raise FileEnded(FILE_ENDED)
    find_end(file.category, cause, file.term_ends_on, ended_at, now=now(), has_paper=paper_id is not None)
    await confirm_with_second_factor(officer, code)
    async with audited_change(officer.actor, Act.PERSON_FILE_END, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.PERSON_FILE_END, file_id)
        end = await close_file(change, officer, file, cause, note, ended_at, paper_id)
        terminated = await load_file(officer, Act.PERSON_FILE_END, file_id)
        if (called := await paper_of_termination(terminated)) is not None:
            await issue_with_act(change, officer, terminated, called)
    return end
