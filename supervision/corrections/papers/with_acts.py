"""Papers in the transaction of the act that calls for them: issued with it, voided with it."""

from uuid import UUID

from supervision.audit import Change
from supervision.corrections.papers.called_for import PaperCalledFor
from supervision.corrections.papers.issuing import PaperIssuedAlready, issue_within
from supervision.corrections.papers.store import PaperState, papers_of_act, save_voiding
from supervision.corrections.store import StoredFile
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import Officer


async def issue_with_act(change: Change, officer: Officer, file: StoredFile, called: PaperCalledFor) -> None:
    """Issue what the act calls for; the caller's act holds the file locked and is the permission.

    The act stands without its paper where a field is unknown or the office's template cannot be used: a decision
    about a person does not wait for a document. Its page says what is missing, and the paper is issued from there.
    """
    try:
        issued = await issue_within(change, officer, file, called.form, called.filled, called=called)
    except PaperIssuedAlready as before:
        _note(change, "papers_before", f"{called.form} {before.number}")
    except (InputInvalid, RuleRefused) as refusal:
        _note(change, "papers_missing", f"{called.form}: {refusal.code}")
    else:
        _note(change, "papers", f"{called.form} {issued.number}")


async def void_with_act(change: Change, officer: Officer, file: StoredFile, act_id: UUID, reason: str) -> None:
    """Void whatever the act has put out, for the reason for which the act itself is over."""
    for paper in await papers_of_act(file, act_id):
        if paper.state is not PaperState.VOID:
            await save_voiding(officer, file, paper.paper_id, reason, change.at)
            _note(change, "papers_voided", f"{paper.form} {paper.number}")


def _note(change: Change, name: str, what: str) -> None:
    """One act may put out several papers: each is named in its entry."""
    before = change.detail.get(name)
    change.note(**{name: [*before, what] if isinstance(before, list) else [what]})
