"""The destruction list of a register's files: what is due, proposed by one officer, destroyed by another, certified."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from api.console import formats
from api.console.confirming import CODE_FIELD, DESTROYED_FOR_GOOD, ask_code
from api.console.page_forms import read_id
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.file_destruction import (
    FileDestructionCertificateView,
    FileDestructionLine,
    FileDestructionListView,
)
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SignInRefused
from supervision.keeping.book import DestructionBook
from supervision.keeping.deciding import approve, certificate_of, propose, send_back, to_approve
from supervision.keeping.proposals import FileDue, FileProposal
from supervision.keeping.words import DestructionState
from supervision.officers import division_names
from supervision.retention import find_retention_rule
from supervision.wording import Wording

DUE = "due"
NOTHING_CHOSEN = Wording("请至少勾选一条。", "Choose one at least.")
PROPOSED = Wording("已提议销毁，等待县司法局负责人核准。", "Proposed; the county's head has to approve.")
RETURNED = Wording("已退回。", "Returned.")
DESTROYED = Wording("已销毁，证明已签发。", "Destroyed, and certified.")
SOME_STAYED = Wording(
    "部分没有销毁：期间已经办结，或者有不得销毁的情形，见清单。",
    "Some were not destroyed: decided meanwhile, or kept for a reason that the list names.",
)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DestructionDesk:
    """The pages of one book: where they are, what they are called, and where a file of it is opened."""

    book: DestructionBook
    path: str
    section: str
    title: Wording
    waiting: Wording
    """What proposals that wait are called on *today's work*."""
    kept_from: Wording
    """The event from which the period runs."""
    file_path: str
    open_act: Act


async def show_list(page: PageRequest, desk: DestructionDesk) -> HttpResponse:
    """What is due, or the proposals in one state."""
    return await page.show(await _view(page, desk, page.filters().get("show", DUE)), active=desk.section)


async def take_proposal(page: PageRequest, desk: DestructionDesk) -> HttpResponse:
    """Propose what was chosen."""
    form = await page.form()
    try:
        await propose(desk.book, page.officer, read_ids(form.texts("ids")))
    except InputInvalid as error:
        view = await _view(page, desk, DUE, form.state(error, page.language))
        return await page.show_again(view, error, active=desk.section)
    except RuleRefused as error:
        return page.redirect(desk.path, warning=error.args[0])
    return page.redirect(f"{desk.path}?show=proposed", done=PROPOSED)


async def ask_approval(page: PageRequest, desk: DestructionDesk) -> HttpResponse:
    """What would be destroyed for good, and the officer's second factor."""
    try:
        view = await _approval(page, desk, read_ids(page.request.query_params.getall("ids", [])))
    except InputInvalid as error:
        return page.redirect(f"{desk.path}?show=proposed", warning=error.args[0])
    return await ask_code(page, view, active=desk.section)


async def take_approval(page: PageRequest, desk: DestructionDesk) -> HttpResponse:
    """Destroy it."""
    form = await page.form()
    ids = read_ids(form.text("ids").split(","))
    try:
        outcomes = await approve(desk.book, page.officer, ids, form.text(CODE_FIELD))
    except SignInRefused as error:
        return await ask_code(page, await _approval(page, desk, ids), error, active=desk.section)
    if any(outcome.refusal for outcome in outcomes):
        return page.redirect(f"{desk.path}?show=proposed", warning=SOME_STAYED)
    return page.redirect(f"{desk.path}?show=destroyed", done=DESTROYED)


async def take_return(page: PageRequest, desk: DestructionDesk, proposal_id: UUID) -> HttpResponse:
    """Return another officer's proposal with a reason."""
    form = await page.form()
    try:
        await send_back(desk.book, page.officer, proposal_id, form.text("reason"))
    except InputInvalid as error:
        view = await _view(page, desk, DestructionState.PROPOSED, form.state(error, page.language))
        return await page.show_again(view, error, active=desk.section)
    except RuleRefused as error:
        return page.redirect(f"{desk.path}?show=proposed", warning=error.args[0])
    return page.redirect(f"{desk.path}?show=proposed", done=RETURNED)


async def show_certificate(page: PageRequest, desk: DestructionDesk, proposal_id: UUID) -> HttpResponse:
    """The certificate, verified and ready to be printed."""
    opened = await certificate_of(desk.book, page.officer, proposal_id)
    certificate, proposal = opened.certified.certificate, opened.proposal
    names = await division_names({proposal.division})
    facts = {
        Wording("证明编号", "Certificate"): proposal.certificate_number or "",
        Wording("证明标识", "Id of the certificate"): str(certificate.certificate_id),
        Wording("销毁的档案", "File destroyed"): proposal.number,
        Wording("档案标识", "Id of the file"): certificate.subject_id,
        Wording("所在地", "Place"): names[proposal.division],
        desk.kept_from: formats.long_date(proposal.ended_on, page.language),
        Wording("保存至", "Kept until"): formats.long_date(proposal.kept_until, page.language),
        Wording("提议人", "Proposed by"): _who_when(page, proposal.proposed_by_name, proposal),
        Wording("核准人", "Approved by"): proposal.decided_by_name,
        Wording("销毁时间", "Destroyed at"): formats.full_moment(certificate.destroyed_at, page.language),
        Wording("销毁的密钥", "Keys destroyed"): page.say(Wording("、", ", ")).join(map(str, certificate.key_ids)),
        Wording("删除的记录条数", "Rows deleted"): str(proposal.rows_removed),
    }
    view = FileDestructionCertificateView(
        path=desk.path,
        facts=tuple(Line(label=page.say(label), value=value) for label, value in facts.items()),
        gone_from_backups_on=certificate.gone_from_backups_on,
        certificate_json=opened.certified.certificate_json,
        signature=opened.certified.signature.hex(),
        signed_by=certificate.signed_by,
    )
    return await page.show(view, active=desk.section)


def read_ids(texts: Iterable[str]) -> list[UUID]:
    """The ids that were chosen; InputInvalid when there is none, or something that is no id."""
    found = [chosen for text in texts if (chosen := read_id(text, "ids")) is not None]
    if not found:
        raise InputInvalid(NOTHING_CHOSEN, field="ids")
    return found


def _who_when(page: PageRequest, name: str, proposal: FileProposal) -> str:
    return f"{name} · {formats.full_moment(proposal.proposed_at, page.language)}"


async def _view(
    page: PageRequest, desk: DestructionDesk, show: str, form: FormState = FormState()
) -> FileDestructionListView:
    cursor, officer, book = page.filters().get("cursor"), page.officer, desk.book
    counts = {DUE: await book.count_due(officer, page.now), "proposed": await book.count_proposed(officer)}
    chosen = show if show in set(DestructionState) else DUE
    rule = find_retention_rule(book.kind)
    if chosen == DUE:
        due = await book.due(officer, cursor)
        names = await division_names({file.division for file in due.items})
        lines = tuple(_due_line(page, desk, file, names) for file in due.items)
        following = due.next
    else:
        proposals = await book.proposals(officer, DestructionState(chosen), cursor)
        names = await division_names({proposal.division for proposal in proposals.items})
        lines = tuple(_line(page, desk, proposal, names) for proposal in proposals.items)
        following = proposals.next
    return FileDestructionListView(
        title=page.say(desk.title),
        path=desk.path,
        show=chosen,
        shows=tuple(
            Choice(value=name, label=page.word(name, "file-destruction-show"), count=counts.get(name))
            for name in (DUE, *DestructionState)
        ),
        lines=lines,
        paging=page.paging(len(lines), following, counts.get(chosen)),
        may_decide=page.may(book.acts.propose if chosen == DUE else book.acts.approve),
        months=rule.months or 0,
        kept_from=page.say(desk.kept_from),
        source=page.say(rule.source),
        form=form,
    )


def _due_line(page: PageRequest, desk: DestructionDesk, file: FileDue, names: Mapping[str, str]) -> FileDestructionLine:
    return FileDestructionLine(
        id=file.id,
        number=file.number,
        label=file.label,
        file_path=_file_path(page, desk, file.id, file.label),
        community=names[file.division],
        ended_on=file.ended_on,
        kept_until=file.kept_until,
        due_on=file.kept_until + _A_DAY,
        obstacles=_in_words(page, desk, file.obstacles),
        may_choose=not file.obstacles and page.may(desk.book.acts.propose, file.division),
    )


def _line(
    page: PageRequest, desk: DestructionDesk, proposal: FileProposal, names: Mapping[str, str]
) -> FileDestructionLine:
    may_decide = (
        proposal.state is DestructionState.PROPOSED
        and proposal.proposed_by != page.officer.id
        and page.may(desk.book.acts.approve, proposal.division)
    )
    return FileDestructionLine(
        id=proposal.id,
        number=proposal.number,
        label=proposal.label,
        file_path=_file_path(page, desk, proposal.subject_id, proposal.label),
        community=names[proposal.division],
        ended_on=proposal.ended_on,
        kept_until=proposal.kept_until,
        due_on=proposal.kept_until + _A_DAY,
        obstacles=_in_words(page, desk, proposal.obstacles),
        may_choose=may_decide and not proposal.obstacles,
        may_return=may_decide,
        proposed_by_name=proposal.proposed_by_name,
        proposed_at=proposal.proposed_at,
        decided_by_name=proposal.decided_by_name,
        decided_at=proposal.decided_at,
        return_reason=proposal.return_reason,
        certificate_number=proposal.certificate_number or "",
    )


def _file_path(page: PageRequest, desk: DestructionDesk, file_id: UUID, label: str) -> str:
    """Where the file is opened, while there is one and the officer may open it."""
    return f"{desk.file_path}/{file_id}" if label and page.may(desk.open_act) else ""


def _in_words(page: PageRequest, desk: DestructionDesk, obstacles: Iterable[str]) -> tuple[str, ...]:
    return tuple(page.say(desk.book.obstacles[code][1]) for code in obstacles)


async def _approval(page: PageRequest, desk: DestructionDesk, ids: list[UUID]) -> SecondFactorView:
    """What is confirmed, file by file; NotFound or OwnProposal before any code is asked for."""
    proposals = await to_approve(desk.book, page.officer, ids)
    kept, by = Wording("保存至%s", "kept until %s"), Wording("%s提议", "proposed by %s")
    return SecondFactorView(
        heading=page.say(Wording("核准销毁", "Approve destruction")),
        act=page.say(Wording("销毁，不可恢复", "Destroy for good")),
        why=page.say(DESTROYED_FOR_GOOD),
        action_path=f"{desk.path}/approval",
        cancel_path=f"{desk.path}?show=proposed",
        shown=tuple(
            Line(
                label=one.number,
                value=" · ".join(
                    (
                        one.label or page.say(Wording("内容已销毁", "content destroyed")),
                        page.say(kept) % formats.long_date(one.kept_until, page.language),
                        page.say(by) % one.proposed_by_name,
                    )
                ),
            )
            for one in proposals
        ),
        hidden={"ids": ",".join(map(str, ids))},
        is_grave=True,
    )
