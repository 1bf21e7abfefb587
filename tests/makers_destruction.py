"""Files that ended so long ago that their period is over, and what officers do to destroy them."""

from uuid import UUID

from supervision.audit.expiry import drop_expired
from supervision.corrections.file_state import EndCause
from supervision.corrections.keeping.files import PERSON_FILES
from supervision.corrections.outbox.watching import EXPIRING_EVENTS
from supervision.keeping.book import DestructionBook
from supervision.keeping.deciding import approve, propose
from supervision.legal_time import now
from supervision.officers import Officer
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_aftercare import make_helped
from tests.makers_ends import make_end
from tests.makers_files import make_person_file
from tests.makers_orders import unused_code

YEARS = 31
"""How long ago everything about such a file was: a year longer than files are kept."""


async def make_old(file_id: UUID) -> None:
    """Let the file have ended long ago, and the record of what platforms were told of it be over."""
    await fetch("UPDATE person_file SET ended_at = ended_at - $2 * interval '1 year' WHERE id = $1", file_id, YEARS)
    await fetch(
        "UPDATE outbox_event SET written_at = written_at - $2 * interval '1 year' WHERE file = $1", file_id, YEARS
    )
    await drop_expired(EXPIRING_EVENTS, now(), Register.CORRECTIONS)


async def make_long_ended(cast: Cast, office_id: UUID | None = None, **parts: object) -> UUID:
    """A file of North that ended 31 years ago."""
    file_id = await make_person_file(cast.olga.officer, office_id, **parts)
    await make_end(cast, file_id, EndCause.DEATH)
    await make_old(file_id)
    return file_id


async def make_long_over(cast: Cast) -> UUID:
    """A file of after-care in North that ended eight years ago."""
    file_id = await make_helped(cast.olga.officer)
    await fetch("UPDATE aftercare_file SET window_ends_on = released_on - 8 * 365 WHERE id = $1", file_id)
    return file_id


async def proposed(officer: Officer, file_id: UUID, book: DestructionBook = PERSON_FILES) -> UUID:
    """Proposed by the officer."""
    (proposal_id,) = await propose(book, officer, [file_id])
    return proposal_id


async def destroyed(cast: Cast, file_id: UUID, book: DestructionBook = PERSON_FILES) -> UUID:
    """Proposed by the agency, destroyed by the head."""
    proposal_id = await proposed(cast.agnes.officer, file_id, book)
    (outcome,) = await approve(book, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert outcome.refusal == ""
    return proposal_id
