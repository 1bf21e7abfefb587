"""The notice to report in, that goes out when a file begins with its documents: until when, and where."""

from datetime import date
from uuid import UUID

from supervision.audit import Act, Change
from supervision.corrections.file_state import FileState
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.papers.with_acts import issue_with_act, void_with_act
from supervision.corrections.steps import find_step
from supervision.corrections.store import StoredFile, load_files
from supervision.forms.catalogue import FormName
from supervision.officers import Officer

OTHER_DAY_OR_PLACE = "报到期限或者报到地点有变更。"
"""Why a notice is void that went out before the file was put right."""


async def paper_of_report_in(file: StoredFile) -> PaperCalledFor | None:
    """The notice of a file that began with documents, and that the caller has loaded."""
    step_id = await find_step(file.id, LifeStep.RECEIVE)
    if step_id is None:
        return None
    said = {
        "report_by": file.report_due_on.isoformat() if file.report_due_on else "",
        "report_to": file.office_name,
    }
    return PaperCalledFor(ActKind.FILE_STEP, step_id, FormName.REPORT_IN_NOTICE, said, is_only=True)


async def issue_report_notice(change: Change, officer: Officer, act: Act, file_id: UUID) -> None:
    """Issue the notice of a file that was opened with its documents; the caller's act is the permission.

    A minor's names the guardian, who is entered after the file is open: it is issued from the file's page.
    """
    file = (await load_files(officer, act, [file_id])).get(file_id)
    if file is None or file.is_minor or file.state is not FileState.DOCUMENTS_RECEIVED:
        return
    if (called := await paper_of_report_in(file)) is not None:
        await issue_with_act(change, officer, file, called)


async def renew_report_notice(
    change: Change, officer: Officer, before: StoredFile, due_on: date | None, office_id: UUID
) -> None:
    """Void a notice that says another day or place than the file does since the caller changed it, and issue anew.

    The caller holds the file locked; `before` is what it was.
    """
    if (due_on, office_id) == (before.report_due_on, before.office_id):
        return
    step_id = await find_step(before.id, LifeStep.RECEIVE)
    if before.state is not FileState.DOCUMENTS_RECEIVED or step_id is None:
        return
    await void_with_act(change, officer, before, step_id, OTHER_DAY_OR_PLACE)
    await issue_report_notice(change, officer, Act.PERSON_FILE_CHANGE, before.id)
