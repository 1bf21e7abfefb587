"""Which paper an act calls for, asked from outside of its room: for whoever issues it after the act, or shows it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.approvals.steps import steps_of as steps_of_approval
from supervision.approvals.words import StepKind
from supervision.audit import Act, audited_change
from supervision.corrections.applications.leave_papers import paper_of_leave
from supervision.corrections.applications.store import load_application
from supervision.corrections.opening import about_file
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.papers.issuing import issue_within, issuing_act, note_issue
from supervision.corrections.release.release_papers import papers_of_release
from supervision.corrections.release.store import certificate_of
from supervision.corrections.sanctions.measure_papers import paper_of_measure
from supervision.corrections.sanctions.store import load_measure
from supervision.corrections.store import load_file
from supervision.corrections.transfers.inquiry_papers import paper_of_inquiry
from supervision.corrections.transfers.store import load_transfer, steps_of
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.vault import load_key

_Called = tuple[PaperCalledFor, ...]
_OF_RELEASE = frozenset({FormName.RELEASE_CERTIFICATE, FormName.RELEASE_NOTICE})


@dataclass(frozen=True, slots=True)
class ActOnFile:
    """Which measure, application or change of place a paper is of."""

    kind: ActKind
    act_id: UUID


async def find_called_paper(
    officer: Officer, file_id: UUID, form: FormName, act: ActOnFile | None = None
) -> PaperCalledFor | None:
    """The paper of that form that an act on the file calls for, if the officer may issue it; None for no act.

    A file has one release: its papers are those of that act, whoever issues them and from where. NotFound for an act
    that calls for no such paper, or lies on another file. What is done with it is the audited act.
    """
    if form in _OF_RELEASE:
        called = await _of_release(officer, issuing_act(form), file_id)
    elif act is None or act.kind is ActKind.RELEASE:
        called = ()
    else:
        called = await _CALLED[act.kind](officer, issuing_act(form), file_id, act.act_id)
    found = next((one for one in called if one.form is form), None)
    if found is None and act is not None:
        raise NotFound(NOT_HERE)
    return found


async def issue_called_paper(
    officer: Officer, file_id: UUID, form: FormName, typed: Mapping[str, str], act: ActOnFile | None,
    paper_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """`issue_paper`, as the paper of an act that stands while the file is held; NotFound where none calls for it."""
    async with audited_change(officer.actor, issuing_act(form), about_file(file_id)) as change:
        file = await load_file(officer, issuing_act(form), file_id, lock=True)
        called = await find_called_paper(officer, file_id, form, act)
        issued = await issue_within(change, officer, file, form, typed, called=called, paper_id=paper_id)
        return note_issue(change, form, issued)


async def _of_measure(officer: Officer, act: Act, file_id: UUID, measure_id: UUID) -> _Called:
    measure, file = await load_measure(officer, act, measure_id)
    return _there(await paper_of_measure(measure, file) if file.id == file_id else None)


async def _of_application(officer: Officer, act: Act, file_id: UUID, application_id: UUID) -> _Called:
    application, file = await load_application(officer, act, application_id)
    if file.id != file_id:
        return ()
    key = await load_key(file.vault_key)
    refusals = [one for one in await steps_of_approval(application.matter, key) if one.step == StepKind.REFUSED]
    return _there(paper_of_leave(application, application.content(key), refusals[-1].note if refusals else ""))


async def _of_release(officer: Officer, act: Act, file_id: UUID) -> _Called:
    file = await load_file(officer, act, file_id)
    certificate = await certificate_of(file)
    return await papers_of_release(file, certificate) if certificate else ()


async def _of_transfer(officer: Officer, act: Act, file_id: UUID, transfer_id: UUID) -> _Called:
    file, transfer = (
        await load_file(officer, act, file_id),
        await load_transfer(officer, Act.TRANSFER_OPEN, transfer_id),
    )
    if transfer.file_id != file.id:
        return ()
    return _there(await paper_of_inquiry(transfer, await steps_of(transfer, await load_key(file.vault_key))))


def _there(called: PaperCalledFor | None) -> _Called:
    return () if called is None else (called,)


_CALLED: Mapping[ActKind, Callable[[Officer, Act, UUID, UUID], Awaitable[_Called]]] = {
    ActKind.MEASURE: _of_measure,
    ActKind.APPLICATION: _of_application,
    ActKind.TRANSFER: _of_transfer,
}
