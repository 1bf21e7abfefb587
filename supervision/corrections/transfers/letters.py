"""The letters of a change of place, inquiry and reply, which both counties have: shown, printed, put out later."""

from dataclasses import dataclass
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.papers.called_for import PaperCalledFor
from supervision.corrections.papers.issuing import issue_within, note_issue
from supervision.corrections.papers.keeping import PrintedPaper, printed_of
from supervision.corrections.papers.store import Paper, papers_of_act
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import StoredFile, load_file_of_matter
from supervision.corrections.transfers.inquiry_papers import paper_of_inquiry
from supervision.corrections.transfers.reply_papers import paper_of_reply
from supervision.corrections.transfers.steps import Side
from supervision.corrections.transfers.store import load_transfer, steps_of
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.vault import load_key


@dataclass(frozen=True, slots=True)
class Letters:
    """What was put out of a change, newest first, and what its steps call for."""

    file: StoredFile
    issued: tuple[Paper, ...]
    called: tuple[PaperCalledFor, ...]


async def load_letters(officer: Officer, act: Act, transfer_id: UUID) -> Letters:
    """The letters of a change on either side of which the officer may do `act`; the caller's act is audited."""
    transfer = await load_transfer(officer, act, transfer_id)
    file = await load_file_of_matter(officer, act, transfer.file_id)
    steps = await steps_of(transfer, await load_key(transfer.vault_key))
    called = (await paper_of_inquiry(transfer, steps), await paper_of_reply(transfer, steps, file))
    return Letters(file, await papers_of_act(file, transfer.id), tuple(one for one in called if one is not None))


async def print_letter(officer: Officer, transfer_id: UUID, paper_id: UUID, purpose: str | None) -> PrintedPaper:
    """The very bytes of a letter, for either county, for a purpose that is recorded among the readings of the file."""
    reason = read_purpose(purpose)
    subject = await load_transfer(officer, Act.TRANSFER_OPEN, transfer_id)
    async with audited_change(officer.actor, Act.TRANSFER_OPEN, about_file(subject.file_id), purpose=reason) as change:
        file = await load_file_of_matter(officer, Act.TRANSFER_OPEN, subject.file_id)
        found = [one for one in await papers_of_act(file, transfer_id) if one.paper_id == paper_id]
        if not found:
            raise NotFound(NOT_HERE)
        change.note(transfer=transfer_id, paper=paper_id, number=found[0].number)
        return await printed_of(file, found[0])


async def issue_reply(officer: Officer, transfer_id: UUID) -> UUID:
    """Put out the reply that the answer did not, by the new county. NotFound before it; PaperIssuedAlready."""
    subject = await load_transfer(officer, Act.TRANSFER_ANSWER, transfer_id, Side.NEW)
    async with audited_change(officer.actor, Act.TRANSFER_ANSWER, about_file(subject.file_id)) as change:
        transfer = await load_transfer(officer, Act.TRANSFER_ANSWER, transfer_id, Side.NEW)
        file = await load_file_of_matter(officer, Act.TRANSFER_ANSWER, transfer.file_id, lock=True)
        steps = await steps_of(transfer, await load_key(transfer.vault_key))
        called = await paper_of_reply(transfer, steps, file)
        if called is None:
            raise NotFound(NOT_HERE)
        issued = await issue_within(change, officer, file, called.form, called.filled, called=called)
        change.note(transfer=transfer_id)
        return note_issue(change, FormName.TRANSFER_REPLY, issued)
