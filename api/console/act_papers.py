"""The papers of an act as its page shows them: fetched as they were issued, or what is missing of them."""

from collections.abc import Callable, Sequence
from uuid import UUID

from api.console.pages_base import PageRequest, address
from api.console.paper_views import paper_path
from api.console.view_models.papers import ActPaper
from supervision.audit import Act
from supervision.corrections.papers.called_for import PaperCalledFor
from supervision.corrections.papers.issuing import issuing_act
from supervision.corrections.papers.keeping import load_papers_of_act
from supervision.corrections.papers.store import Paper, PaperState
from supervision.corrections.store import StoredFile
from supervision.forms.catalogue import FORMS

_ORDER = tuple(FORMS)


async def act_papers(
    page: PageRequest, act: Act, file: StoredFile, act_id: UUID, called: Sequence[PaperCalledFor], purpose: str
) -> tuple[ActPaper, ...]:
    """The papers that an act calls for, those that stand and those that are missing; void ones after them.

    The officer has opened the act by `act`, which is audited.
    """
    issued = await load_papers_of_act(page.officer, act, file.id, act_id)
    return shown_papers(page, file, issued, called, purpose)


def shown_papers(
    page: PageRequest,
    file: StoredFile,
    issued: Sequence[Paper],
    called: Sequence[PaperCalledFor],
    purpose: str,
    path_of: Callable[[UUID, str], str] = paper_path,
) -> tuple[ActPaper, ...]:
    """The same of papers that the caller has loaded; `path_of` says where each is fetched."""
    standing = {paper.form for paper in issued if paper.state is not PaperState.VOID}
    found = [
        ActPaper(
            title=page.say(FORMS[paper.form].title),
            number=paper.number,
            state=paper.state,
            path=path_of(paper.paper_id, purpose),
        )
        for paper in sorted(issued, key=lambda one: (one.state is PaperState.VOID, _ORDER.index(one.form)))
    ]
    return (*(_missing(page, file, one, purpose) for one in called if one.form not in standing), *found)


def _missing(page: PageRequest, file: StoredFile, called: PaperCalledFor, purpose: str) -> ActPaper:
    """What is missing of a paper, and where it is filled in; what another county gives is put out by that one."""
    below = f"/console/supervisees/{file.id}/papers/form"
    may_issue = called.division is None and page.may(issuing_act(called.form), file.division)
    act = str(called.act_id) if called.act_id else None
    return ActPaper(
        title=page.say(FORMS[called.form].title),
        missing=tuple(page.say(field.label) for field in called.missing),
        form_path=address(below, form=called.form, of=called.act_kind, act=act, purpose=purpose) if may_issue else "",
        is_ahead=called.act_id is None,
    )
