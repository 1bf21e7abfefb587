"""Which paper an act calls for, asked from outside of its room: for whoever issues it after the act, or shows it."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from supervision.approvals.steps import steps_of as steps_of_approval
from supervision.approvals.words import StepKind
from supervision.audit import Act, audited_change
from supervision.corrections.applications.leave_papers import paper_of_leave
from supervision.corrections.applications.store import load_application
from supervision.corrections.file_state import FileState
from supervision.corrections.guardians.store import guardians_of
from supervision.corrections.induction.declaration_paper import paper_of_declaration
from supervision.corrections.opening import about_file
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.papers.issuing import issue_within, issuing_act, note_issue
from supervision.corrections.papers.store import Paper, papers_of_forms
from supervision.corrections.papers.suiting import PaperUnsuited, suited_forms
from supervision.corrections.presence import has_guardian_duty
from supervision.corrections.release.appraisal_paper import paper_of_appraisal
from supervision.corrections.release.release_papers import paper_of_termination, papers_of_release
from supervision.corrections.release.store import certificate_of
from supervision.corrections.report_notice import paper_of_report_in
from supervision.corrections.sanctions.measure_papers import paper_of_measure
from supervision.corrections.sanctions.store import load_measure
from supervision.corrections.searching.search_papers import (
    FORM_OF,
    check_not_searched,
    papers_of_search,
    search_of_step,
)
from supervision.corrections.searching.store import load_search
from supervision.corrections.searching.store import steps_of as search_steps
from supervision.corrections.store import StoredFile, load_file
from supervision.corrections.transfers.inquiry_papers import paper_of_inquiry
from supervision.corrections.transfers.store import load_transfer, steps_of
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch_one
from supervision.vault import load_key
from supervision.wording import Wording

_Called = tuple[PaperCalledFor, ...]

FindPaper = Callable[[Officer, UUID, FormName, "ActOnFile | None"], Awaitable[PaperCalledFor | None]]
"""Finds the paper that an act on a file calls for."""

REPLIED = Wording(
    "复函由新执行地社区矫正机构在答复时签发，请在执行地变更的页面查看、补签。",
    "The new county's agency puts out the reply with its answer; see the page of the change of place.",
)


@dataclass(frozen=True, slots=True)
class ActOnFile:
    """Which act a paper is of, by its row: of an order the version that was approved."""

    kind: ActKind
    act_id: UUID


@dataclass(frozen=True, slots=True)
class OnlyPapers:
    """What a file has one of: the papers that were issued, however, newest first, and those that its acts call for."""

    file: StoredFile
    issued: tuple[Paper, ...]
    called: tuple[PaperCalledFor, ...]
    is_guardian_missing: bool
    """Whether papers of a minor would name no guardian."""


async def find_called_paper(
    officer: Officer, file_id: UUID, form: FormName, act: ActOnFile | None = None
) -> PaperCalledFor | None:
    """The paper of that form that an act on the file calls for, if the officer may issue it; None for no act.

    A file has one release, declaration, appraisal and the like: such a paper is that act's, whoever issues it and from
    where; and a reply is the new county's, on the page of the change, as what tells of a search is the search's.
    NotFound for an act that calls for no such paper, or lies on another file. What is done with it is the audited act.
    """
    if form is FormName.TRANSFER_REPLY:
        await _check_unanswered(officer, file_id)
    if act is None and form in FORM_OF.values():
        await check_not_searched(await load_file(officer, issuing_act(form), file_id), form)
    if form in _ONLY:
        called = _there(await _ONLY[form](await load_file(officer, issuing_act(form), file_id)))
    elif act is None or act.kind not in _CALLED:
        called = ()
    else:
        called = await _CALLED[act.kind](officer, issuing_act(form), file_id, act.act_id)
    found = next((one for one in called if one.form is form), None)
    if act is not None and (found is None or found.act_id != act.act_id):
        raise NotFound(NOT_HERE)
    return found


async def load_only_papers(officer: Officer, act: Act, file_id: UUID, forms: Collection[FormName]) -> OnlyPapers:
    """What a file has one of, of these forms, on which the officer may do `act`, which the caller has audited."""
    file = await load_file(officer, act, file_id)
    suited = suited_forms(file.category, file.state, file.end_cause)
    called = [await _ONLY[form](file) for form in forms if form in suited]
    identity, today = file.identity(await load_key(file.vault_key)), legal_day(now())
    is_owed = has_guardian_duty(identity, today, file.division, is_minor=file.is_minor)
    is_unguarded = is_owed and not any(one.is_current for one in await guardians_of(file))
    return OnlyPapers(
        file,
        await papers_of_forms(file, forms),
        tuple(one for one in called if one is not None and not _is_too_late(one, file)),
        is_guardian_missing=is_unguarded,
    )


def _is_too_late(called: PaperCalledFor, file: StoredFile) -> bool:
    """Whether nobody needs it any more: whoever is here needs no notice to report in."""
    return called.form is FormName.REPORT_IN_NOTICE and file.state is not FileState.DOCUMENTS_RECEIVED


async def issue_called_paper(
    officer: Officer, file_id: UUID, form: FormName, typed: Mapping[str, str], act: ActOnFile | None,
    paper_id: UUID | None = None, find: FindPaper | None = None,
) -> UUID:  # fmt: skip
    """`issue_paper`, as the paper of an act that stands while the file is held; NotFound where none calls for it.

    `find` for acts of another room, which says as `find_called_paper` does which paper they call for.
    """
    async with audited_change(officer.actor, issuing_act(form), about_file(file_id)) as change:
        file = await load_file(officer, issuing_act(form), file_id, lock=True)
        called = await (find or find_called_paper)(officer, file_id, form, act)
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


async def _certificate(file: StoredFile) -> PaperCalledFor | None:
    return await _of_release(file, FormName.RELEASE_CERTIFICATE)


async def _release_notice(file: StoredFile) -> PaperCalledFor | None:
    return await _of_release(file, FormName.RELEASE_NOTICE)


async def _of_release(file: StoredFile, form: FormName) -> PaperCalledFor | None:
    certificate = await certificate_of(file)
    papers = await papers_of_release(file, certificate) if certificate else ()
    return next((one for one in papers if one.form is form), None)


async def _of_transfer(officer: Officer, act: Act, file_id: UUID, transfer_id: UUID) -> _Called:
    file, transfer = (
        await load_file(officer, act, file_id),
        await load_transfer(officer, Act.TRANSFER_OPEN, transfer_id),
    )
    if transfer.file_id != file.id:
        return ()
    return _there(await paper_of_inquiry(transfer, await steps_of(transfer, await load_key(file.vault_key))))


async def _of_search_step(officer: Officer, act: Act, file_id: UUID, step_id: UUID) -> _Called:
    file, search_id = await load_file(officer, act, file_id), await search_of_step(step_id)
    search = None if search_id is None else await load_search(officer, Act.SEARCH_READ, search_id)
    if search is None or search.file_id != file.id:
        return ()
    papers = papers_of_search(search, await search_steps(search, await load_key(file.vault_key)))
    return tuple(one for one in papers if one.act_id == step_id)


async def _check_unanswered(officer: Officer, file_id: UUID) -> None:
    """Refuse a reply by hand where the answer to the file's change of place is here, and puts out its own."""
    file = await load_file(officer, issuing_act(FormName.TRANSFER_REPLY), file_id)
    answered = await fetch_one(
        """SELECT 1 FROM transfer AS t JOIN transfer_step AS s ON s.transfer = t.id
           WHERE t.file = $1 AND t.to_office IS NOT NULL AND s.step IN ('agreed', 'declined')""",
        file.id,
    )
    if answered is not None:
        raise PaperUnsuited(REPLIED)


def _there(called: PaperCalledFor | None) -> _Called:
    return () if called is None else (called,)


_ONLY: Mapping[FormName, Callable[[StoredFile], Awaitable[PaperCalledFor | None]]] = {
    FormName.REPORT_IN_NOTICE: paper_of_report_in,
    FormName.DECLARATION: paper_of_declaration,
    FormName.APPRAISAL: paper_of_appraisal,
    FormName.RELEASE_CERTIFICATE: _certificate,
    FormName.RELEASE_NOTICE: _release_notice,
    FormName.TERMINATION_NOTICE: paper_of_termination,
}
"""Of what a file has one, and the act that says it."""

_CALLED: Mapping[ActKind, Callable[[Officer, Act, UUID, UUID], Awaitable[_Called]]] = {
    ActKind.MEASURE: _of_measure,
    ActKind.APPLICATION: _of_application,
    ActKind.TRANSFER: _of_transfer,
    ActKind.SEARCH_STEP: _of_search_step,
}
