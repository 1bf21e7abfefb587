"""What the declaration says in its paper: who is in the correction group; the rest is the file's and the form's."""

from supervision.corrections.file_state import FileState
from supervision.corrections.induction.group import group_of
from supervision.corrections.induction.words import MEMBER_KIND_NAMES
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.steps import find_step
from supervision.corrections.store import StoredFile
from supervision.forms.catalogue import FormName


async def paper_of_declaration(file: StoredFile) -> PaperCalledFor | None:
    """The declaration of a file that the caller has loaded: read out and signed, so it is there before its step is.

    None where nothing was declared and nothing is to be.
    """
    step_id = await find_step(file.id, LifeStep.DECLARE)
    if step_id is None and file.state is not FileState.REPORTED_IN:
        return None
    members = [kept.member for kept in await group_of(file) if kept.until_on is None]
    said = {"group_members": "、".join(f"{one.name}（{MEMBER_KIND_NAMES[one.kind]}）" for one in members)}
    kind = None if step_id is None else ActKind.FILE_STEP
    return PaperCalledFor(kind, step_id, FormName.DECLARATION, said, is_only=True)
