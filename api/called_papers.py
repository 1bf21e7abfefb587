"""Which paper an act calls for, whichever room the act is of: of corrections, or an order's."""

from collections.abc import Mapping
from uuid import UUID

from supervision.corrections.called_papers import ActOnFile, find_called_paper, issue_called_paper
from supervision.corrections.papers.called_for import PaperCalledFor
from supervision.forms.catalogue import FormName
from supervision.officers import Officer
from supervision.orders.order_papers import ON_POSITIONING, find_order_paper, issue_order_paper


async def find_paper(officer: Officer, file_id: UUID, form: FormName, act: ActOnFile | None) -> PaperCalledFor | None:
    """The paper of that form that an act on the file calls for; None for no act. NotFound, PaperUnsuited."""
    find = find_order_paper if form in ON_POSITIONING else find_called_paper
    return await find(officer, file_id, form, act)


async def issue_paper_of(
    officer: Officer, file_id: UUID, form: FormName, typed: Mapping[str, str], act: ActOnFile | None,
    paper_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Issue it, as the paper of its act or by hand; an order that was approved here puts out its own."""
    issue = issue_order_paper if form in ON_POSITIONING else issue_called_paper
    return await issue(officer, file_id, form, typed, act, paper_id)
