"""What an approved version of an order says in its papers: the decision, and the notice under the notice's number."""

from collections.abc import Iterable, Mapping
from functools import partial
from uuid import UUID

from supervision.audit import Act, Change
from supervision.corrections.called_papers import ActOnFile, issue_called_paper
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.papers.issuing import issuing_act
from supervision.corrections.papers.suiting import PaperUnsuited
from supervision.corrections.papers.with_acts import issue_with_act, void_with_act
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.orders.grounds import GROUND_NAMES
from supervision.orders.order_state import VersionState
from supervision.orders.store import StoredVersion, load_order, notice_of, versions_of
from supervision.orders.terms import OrderPaper, paper_for_wearer
from supervision.orders.zone_words import zones_for_wearer
from supervision.storage.database import fetch, fetch_one
from supervision.vault import load_key
from supervision.wording import Wording

ON_POSITIONING = (FormName.POSITIONING_DECISION, FormName.POSITIONING_NOTICE)
"""The forms that orders put out."""

APPROVED_HERE = Wording(
    "该定位令在本系统批准，文书随批准和打印告知书签发；请在定位令的页面查看、补签。",
    "That order was approved here, and its papers go out with the approval and the notice; see the order's page.",
)


async def papers_of_version(version: StoredVersion, file: StoredFile) -> tuple[PaperCalledFor, ...]:
    """The papers of a version whose order and file the caller has loaded: the decision, and the notice once numbered.

    Both as the wearer may read them. None before the approval.
    """
    paper = version.paper(await load_key(file.vault_key))
    if version.state is not VersionState.APPROVED or paper is None:
        return ()
    decision = PaperCalledFor(ActKind.ORDER, version.id, FormName.POSITIONING_DECISION, _decision(paper, version))
    printed = await notice_of(version.id)
    if printed is None:
        return (decision,)
    notice = PaperCalledFor(
        ActKind.ORDER, version.id, FormName.POSITIONING_NOTICE, _notice(paper_for_wearer(paper)), printed["number"]
    )
    return (decision, notice)


async def find_order_paper(
    officer: Officer, file_id: UUID, form: FormName, act: ActOnFile | None = None, order_number: str = ""
) -> PaperCalledFor | None:
    """The paper of that form that an approved version of an order on the file calls for; None for no act.

    NotFound for a version of somebody else, or one that calls for none. PaperUnsuited where an order that was approved
    here is named by its number: that one puts out its own.
    """
    file = await load_file(officer, issuing_act(form), file_id)
    if act is None:
        await _check_not_here(file, order_number.strip())
        return None
    order_id = await _order_of(act.act_id) if act.kind is ActKind.ORDER else None
    if order_id is None or (await load_order(officer, Act.ORDER_OPEN, order_id)).file_id != file_id:
        raise NotFound(NOT_HERE)
    version = next(one for one in (await versions_of([order_id]))[order_id] if one.id == act.act_id)
    found = [one for one in await papers_of_version(version, file) if one.form is form]
    if not found:
        raise NotFound(NOT_HERE)
    return found[0]


async def issue_order_paper(
    officer: Officer, file_id: UUID, form: FormName, typed: Mapping[str, str], act: ActOnFile | None,
    paper_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """`issue_called_paper` of a paper on positioning."""
    find = partial(find_order_paper, order_number=typed.get("order_number", ""))
    return await issue_called_paper(officer, file_id, form, typed, act, paper_id, find)


async def issue_with_version(
    change: Change, officer: Officer, file: StoredFile, order_id: UUID, version_id: UUID, form: FormName
) -> None:
    """Issue that paper of a version as it stands now; the caller's act holds the file locked and is the permission."""
    version = next(one for one in (await versions_of([order_id]))[order_id] if one.id == version_id)
    for called in await papers_of_version(version, file):
        if called.form is form:
            await issue_with_act(change, officer, file, called)


async def standing_paper(file_id: UUID, version_id: UUID, form: FormName) -> UUID | None:
    """The paper of that form that a version has put out and that is not void, of a file that the caller has loaded."""
    row = await fetch_one(
        "SELECT p.id FROM issued_paper AS p WHERE p.file = $1 AND p.act = $2 AND p.form = $3 AND p.voided_at IS NULL",
        file_id, version_id, form,
    )  # fmt: skip
    return None if row is None else row["id"]


async def void_with_order(
    change: Change, officer: Officer, file: StoredFile, versions: Iterable[StoredVersion], reason: str
) -> None:
    """Void what the versions of an order have put out, because it should not have been or never took effect."""
    for version in versions:
        await void_with_act(change, officer, file, version.id, reason)


async def orders_of_versions(file: StoredFile) -> Mapping[UUID, UUID]:
    """Which order each version on a file belongs to that the caller has loaded."""
    rows = await fetch(
        "SELECT v.id, v.order_id FROM order_version AS v JOIN positioning_order AS p ON p.id = v.order_id"
        " WHERE p.file = $1",
        file.id,
    )
    return {row["id"]: row["order_id"] for row in rows}


async def _order_of(version_id: UUID) -> UUID | None:
    row = await fetch_one("SELECT order_id FROM order_version WHERE id = $1", version_id)
    return None if row is None else row["order_id"]


async def _check_not_here(file: StoredFile, order_number: str) -> None:
    here = await fetch_one(
        """SELECT 1 FROM positioning_order AS p JOIN order_version AS v ON v.order_id = p.id
           WHERE p.file = $1 AND p.number = $2 AND v.state = 'approved'""",
        file.id, order_number,
    )  # fmt: skip
    if here is not None:
        raise PaperUnsuited(APPROVED_HERE)


def _decision(paper: OrderPaper, version: StoredVersion) -> Mapping[str, str]:
    approved_by = f"县级司法行政部门负责人{version.decided_by_name}"
    if version.mandate_document:
        approved_by = f"代行县级司法行政部门负责人职责的{version.decided_by_name}（{version.mandate_document}）"
    return {
        **_terms(paper),
        "ground": "；".join(dict.fromkeys(GROUND_NAMES[one.ground] for one in paper.grounds)),
        "facts": "\n".join(f"{one.happened_on:%Y-%m-%d} {one.summary}" for one in paper.grounds),
        "approved_by": approved_by,
    }


def _notice(paper: OrderPaper) -> Mapping[str, str]:
    return {
        **_terms(paper),
        "duties": "\n".join((*paper.duties, *zones_for_wearer(paper.zones))),
        "consequences": "\n".join(paper.consequences),
    }


def _terms(paper: OrderPaper) -> Mapping[str, str]:
    return {
        "order_number": paper.order_number,
        "from_day": paper.starts_on.isoformat(),
        "until_day": paper.ends_on.isoformat(),
    }
