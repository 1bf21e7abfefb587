"""Ends of corrections for tests, made the way two officers make them."""

from datetime import datetime
from uuid import UUID

from supervision.corrections.file_state import RELEASES, EndCause
from supervision.corrections.release.certifying import ask_certificate, issue_certificate
from supervision.corrections.release.terminating import end_person_file
from supervision.officers import Officer
from tests.cast import Cast
from tests.makers_files import make_attachment
from tests.makers_orders import unused_code


async def make_end(
    cast: Cast, file_id: UUID, cause: EndCause, at: datetime | None = None, *, by: Officer | None = None
) -> datetime:
    """The end of a file on a paper of the deciding organ, by Agnes; a release is asked for by Olga."""
    agency = by or cast.agnes.officer
    paper = await make_attachment(agency, file_id)
    if cause not in RELEASES:
        return await end_person_file(agency, file_id, cause, "见文书。", unused_code(cast.agnes), at, paper)
    request = await make_request(cast.olga.officer, file_id, cause, at, paper)
    return (await issue_certificate(agency, file_id, request, unused_code(cast.agnes))).ended_at


async def make_request(
    officer: Officer,
    file_id: UUID,
    cause: EndCause = EndCause.EXPIRY,
    at: datetime | None = None,
    paper: UUID | None = None,
) -> UUID:
    """A certificate that is asked for, with a reason for whatever is undone."""
    return await ask_certificate(officer, file_id, cause, "期满，无未决案件。", at, paper, "材料在纸质档案中。")
