"""The papers of an opened file as its tab shows them, beside every document on the file."""

from collections.abc import Mapping
from uuid import UUID

from api.console.attachment_pages import SHOWN_BY_BROWSERS, attachment_link
from api.console.pages_base import PageRequest, address
from api.console.supervisee_header import file_path, header_of
from api.console.view_models.base import Attachment as AttachmentLink
from api.console.view_models.base import Choice, FormState
from api.console.view_models.papers import DocumentLine, PaperLine, PapersTab
from supervision.audit import Act
from supervision.corrections.attachments import AttachmentKind, load_attachments
from supervision.corrections.opening import PersonFile
from supervision.corrections.papers.called_for import ActKind
from supervision.corrections.papers.issuing import issuing_act
from supervision.corrections.papers.keeping import load_papers
from supervision.corrections.papers.store import Paper, PaperState
from supervision.corrections.papers.suiting import suited_forms
from supervision.corrections.searching.search_papers import searches_of_steps
from supervision.corrections.store import load_file
from supervision.forms.catalogue import FORMS, FormName
from supervision.forms.templates import Origin
from supervision.orders.order_papers import orders_of_versions

_TABS = {ActKind.RELEASE: "release", ActKind.RELEASE_TASK: "release", ActKind.FILE_STEP: "life"}
_PAGES = {
    ActKind.MEASURE: (Act.MEASURE_OPEN, "/console/measures"),
    ActKind.APPLICATION: (Act.APPLICATION_OPEN, "/console/applications"),
    ActKind.TRANSFER: (Act.TRANSFER_OPEN, "/console/transfers"),
    ActKind.ORDER: (Act.ORDER_OPEN, "/console/orders"),
    ActKind.SEARCH_STEP: (Act.SEARCH_READ, "/console/searches"),
}
_PARTS = frozenset({ActKind.ORDER, ActKind.SEARCH_STEP})
"""Acts that are parts of what has the page."""
_ADDED_BY_HAND = (AttachmentKind.JUDGMENT, AttachmentKind.PROOF, AttachmentKind.OTHER)


async def papers_tab(page: PageRequest, file: PersonFile, form: FormState) -> PapersTab:
    """The papers that were issued, those that can be, and the documents."""
    attached = await load_attachments(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    links = {one.attachment_id: attachment_link(one, file.purpose) for one in attached}
    forms = issuable_forms(page, file)
    papers = await load_papers(page.officer, Act.PERSON_FILE_OPEN, file.file_id, page.filters().get("cursor"))
    stored = await load_file(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    wholes = {**await orders_of_versions(stored), **await searches_of_steps(stored)}
    return PapersTab(
        header=await header_of(page, file),
        papers=tuple(_line(page, file, paper, links, wholes) for paper in papers.items),
        paging=page.paging(len(papers.items), papers.next),
        forms=tuple(Choice(value=name, label=page.say(FORMS[name].title)) for name in forms),
        documents=tuple(
            DocumentLine(
                document=links[one.attachment_id], kind=one.kind, opens_here=one.media_type in SHOWN_BY_BROWSERS
            )
            for one in attached
        ),
        document_kinds=page.choices("attachment-kind", _ADDED_BY_HAND),
        form=form,
        may_issue=bool(forms),
        may_add=page.may(Act.ATTACHMENT_ADD, file.division),
    )


def issuable_forms(page: PageRequest, file: PersonFile) -> tuple[FormName, ...]:
    """The forms that suit the file and are the officer's to issue."""
    suited = suited_forms(file.category, file.state, file.end_cause)
    return tuple(name for name in suited if page.may(issuing_act(name), file.division))


def paper_path(paper_id: UUID, purpose: str) -> str:
    """Where the DOCX of a paper is fetched."""
    return address(f"/console/papers/{paper_id}", purpose=purpose)


def _line(
    page: PageRequest,
    file: PersonFile,
    paper: Paper,
    links: Mapping[UUID, AttachmentLink],
    wholes: Mapping[UUID, UUID],
) -> PaperLine:
    return PaperLine(
        paper_id=paper.paper_id,
        title=page.say(FORMS[paper.form].title),
        number=paper.number,
        state=paper.state,
        issued_at=paper.issued_at,
        issued_by=paper.issued_by_name,
        template_on=paper.template_on,
        is_own_template=paper.template_origin is Origin.OWN,
        path=paper_path(paper.paper_id, file.purpose),
        scan=links.get(paper.scan_id) if paper.scan_id else None,
        voided_at=paper.voided_at,
        voided_by=paper.voided_by_name,
        void_reason=paper.void_reason,
        acts=_acts(page, file, paper),
        act_kind=paper.act_kind or "",
        act_path=_act_path(page, file, paper, wholes),
    )


def _act_path(page: PageRequest, file: PersonFile, paper: Paper, wholes: Mapping[UUID, UUID]) -> str:
    """The page of the act that called for the paper, where the officer may see it.

    `wholes` are orders by their versions and searches by their steps.
    """
    if paper.act_kind is None or paper.act_id is None:
        return ""
    if paper.act_kind in _TABS:
        return file_path(file.file_id, file.purpose, _TABS[paper.act_kind])
    act, path = _PAGES[paper.act_kind]
    subject = wholes.get(paper.act_id) if paper.act_kind in _PARTS else paper.act_id
    if subject is None or not page.may(act, file.division):
        return ""
    return address(f"{path}/{subject}", purpose=file.purpose)


def _acts(page: PageRequest, file: PersonFile, paper: Paper) -> frozenset[str]:
    acts = set()
    if paper.state is PaperState.ISSUED and page.may(Act.PAPER_ATTACH_SCAN, file.division):
        acts.add("attach")
    may_void = page.may(Act.PAPER_VOID, file.division) and page.may(issuing_act(paper.form), file.division)
    if paper.state is not PaperState.VOID and may_void:
        acts.add("void")
    return frozenset(acts)
