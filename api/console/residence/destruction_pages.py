"""The destruction list: what is past its period, proposed by one officer, destroyed by another, certified."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console import formats
from api.console.confirming import CODE_FIELD, DESTROYED_FOR_GOOD, ask_code
from api.console.page_forms import read_id
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.residence.destruction import (
    DestructionCertificateView,
    DestructionLine,
    DestructionListView,
)
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, SignInRefused
from supervision.keeping.refusals import OWN_PROPOSAL, OwnProposal
from supervision.keeping.words import DestructionState
from supervision.officers import division_names
from supervision.residence.keeping.destroying import (
    approve_destruction,
    open_certificate,
    return_proposal,
)
from supervision.residence.keeping.due import count_due, list_due
from supervision.residence.keeping.proposals import (
    Proposal,
    count_proposed,
    count_to_decide,
    load_proposal,
    load_proposals,
)
from supervision.residence.keeping.proposals import propose_destruction as propose
from supervision.residence.keeping.words import KeptKind
from supervision.retention import find_retention_rule
from supervision.wording import Wording

PATH = "/console/destruction"
SECTION = "destruction"

NOTHING_CHOSEN = Wording("请至少勾选一条。", "Choose one at least.")
PROPOSED = Wording("已提议销毁，等待另一位民警核准。", "Proposed; another officer has to approve.")
RETURNED = Wording("已退回。", "Returned.")
DESTROYED = Wording("已销毁，证明已签发。", "Destroyed, and certified.")
SOME_STAYED = Wording(
    "部分没有销毁：期间已被办结，或已暂停销毁。", "Some were not destroyed: decided meanwhile, or under a hold."
)
TO_APPROVE = "to-approve"
_DUE_KINDS = {"residents": KeptKind.RESIDENT, "households": KeptKind.HOUSEHOLD}


class DestructionPages(Controller):
    """What the register no longer keeps, and how it goes."""

    path = "/destruction"

    @get("/", opt={"act": Act.DESTRUCTION_LIST})
    async def show_list(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What is due, or the proposals in one state."""
        return await page.show(await _view(page, page.filters().get("show", "residents")), active=SECTION)

    @post("/", opt={"act": Act.DESTRUCTION_PROPOSE}, status_code=HTTP_303_SEE_OTHER)
    async def propose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Propose what was chosen."""
        form = await page.form()
        kind = _DUE_KINDS.get(form.text("show"), KeptKind.RESIDENT)
        try:
            await propose(page.officer, kind, _ids(form.texts("ids")))
        except InputInvalid as error:
            view = await _view(page, form.text("show"), form.state(error, page.language))
            return await page.show_again(view, error, active=SECTION)
        return page.redirect(f"{PATH}?show=proposed", done=PROPOSED)

    @get("/approval", opt={"act": Act.DESTRUCTION_APPROVE})
    async def ask_approval(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would be destroyed for good, and the officer's second factor."""
        ids = _ids(page.request.query_params.getall("ids", []))
        return await ask_code(page, await _approval(page, ids), active=SECTION)

    @post("/approval", opt={"act": Act.DESTRUCTION_APPROVE}, status_code=HTTP_303_SEE_OTHER)
    async def approve(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Destroy it."""
        form = await page.form()
        ids = _ids(form.text("ids").split(","))
        view = await _approval(page, ids)
        try:
            outcomes = await approve_destruction(page.officer, ids, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, view, error, active=SECTION)
        if any(outcome.refusal for outcome in outcomes):
            return page.redirect(f"{PATH}?show=proposed", warning=SOME_STAYED)
        return page.redirect(f"{PATH}?show=destroyed", done=DESTROYED)

    @post("/{proposal_id:uuid}/return", opt={"act": Act.DESTRUCTION_RETURN}, status_code=HTTP_303_SEE_OTHER)
    async def return_proposal(self, proposal_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Return another officer's proposal with a reason."""
        form = await page.form()
        try:
            await return_proposal(page.officer, proposal_id, form.text("reason"))
        except InputInvalid as error:
            view = await _view(page, "proposed", form.state(error, page.language))
            return await page.show_again(view, error, active=SECTION)
        return page.redirect(f"{PATH}?show=proposed", done=RETURNED)

    @get("/{proposal_id:uuid}", opt={"act": Act.DESTRUCTION_LIST})
    async def show_certificate(self, proposal_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The certificate, verified and ready to be printed."""
        opened = await open_certificate(page.officer, proposal_id)
        certificate, proposal = opened.certificate, opened.proposal
        names = await division_names({proposal.division})
        facts = {
            Wording("证明编号", "Certificate"): str(certificate.certificate_id),
            Wording("销毁的记录", "What was destroyed"): page.word(proposal.kind, "kept-kind"),
            Wording("记录标识", "Id of the record"): certificate.subject_id,
            Wording("所在社区", "Community"): names[proposal.division],
            Wording("保存至", "Kept until"): formats.long_date(proposal.kept_until, page.language),
            Wording("提议人", "Proposed by"): proposal.proposed_by_name,
            Wording("核准人", "Approved by"): proposal.decided_by_name,
            Wording("销毁时间", "Destroyed at"): formats.full_moment(certificate.destroyed_at, page.language),
        }
        view = DestructionCertificateView(
            facts=tuple(Line(label=page.say(label), value=value) for label, value in facts.items()),
            gone_from_backups_on=certificate.gone_from_backups_on,
            certificate_json=opened.certificate_json,
            signature=opened.signature.hex(),
            signed_by=certificate.signed_by,
        )
        return await page.show(view, active=SECTION)


async def _view(page: PageRequest, show: str, form: FormState = FormState()) -> DestructionListView:
    cursor, officer = page.filters().get("cursor"), page.officer
    counts = {name: await count_due(officer, kind, page.now) for name, kind in _DUE_KINDS.items()}
    counts |= {"proposed": await count_proposed(officer), TO_APPROVE: await count_to_decide(officer)}
    chosen = show if show in {*_DUE_KINDS, TO_APPROVE, *DestructionState} else "residents"
    if chosen in _DUE_KINDS:
        due = await list_due(officer, _DUE_KINDS[chosen], cursor)
        names = await division_names({record.division for record in due.items})
        lines = tuple(
            DestructionLine(
                id=record.id,
                kind=record.kind,
                label=record.label,
                community=names[record.division],
                ended_at=record.ended_at,
                kept_until=record.kept_until,
                is_held=record.is_held,
                may_choose=not record.is_held,
            )
            for record in due.items
        )
        paging = page.paging(len(lines), due.next, counts[chosen])
    else:
        is_mine = chosen == TO_APPROVE
        state = DestructionState.PROPOSED if is_mine else DestructionState(chosen)
        proposals = await load_proposals(officer, state, cursor, of_others=is_mine)
        names = await division_names({proposal.division for proposal in proposals.items})
        lines = tuple(_line(page, proposal, names) for proposal in proposals.items)
        paging = page.paging(len(lines), proposals.next)
    rule = find_retention_rule(_DUE_KINDS.get(chosen, KeptKind.RESIDENT))
    return DestructionListView(
        show=chosen,
        shows=tuple(
            Choice(value=name, label=page.word(name, "destruction-show"), count=counts.get(name))
            for name in (*_DUE_KINDS, TO_APPROVE, *DestructionState)
        ),
        lines=lines,
        paging=paging,
        months=rule.months or 0,
        source=page.say(rule.source),
        form=form,
    )


def _line(page: PageRequest, proposal: Proposal, names: Mapping[str, str]) -> DestructionLine:
    return DestructionLine(
        id=proposal.id,
        kind=proposal.kind,
        label=proposal.label,
        community=names[proposal.division],
        ended_at=proposal.ended_at,
        kept_until=proposal.kept_until,
        may_choose=proposal.state is DestructionState.PROPOSED and proposal.proposed_by != page.officer.id,
        proposed_by_name=proposal.proposed_by_name,
        proposed_at=proposal.proposed_at,
        decided_by_name=proposal.decided_by_name,
        decided_at=proposal.decided_at,
    )


async def _approval(page: PageRequest, ids: list[UUID]) -> SecondFactorView:
    """What is confirmed; NotFound or OwnProposal before any code is asked for."""
    proposals = [await load_proposal(page.officer, Act.DESTRUCTION_APPROVE, proposal_id) for proposal_id in ids]
    if any(proposal.proposed_by == page.officer.id for proposal in proposals):
        raise OwnProposal(OWN_PROPOSAL)
    counted = [(kind, sum(proposal.kind is kind for proposal in proposals)) for kind in KeptKind]
    proposers = sorted({proposal.proposed_by_name for proposal in proposals})
    return SecondFactorView(
        heading=page.say(Wording("核准销毁", "Approve destruction")),
        act=page.say(Wording("销毁，不可恢复", "Destroy for good")),
        why=page.say(DESTROYED_FOR_GOOD),
        action_path=f"{PATH}/approval",
        cancel_path=f"{PATH}?show=proposed",
        shown=(
            *(Line(label=page.word(kind, "kept-kind"), value=str(many)) for kind, many in counted if many),
            Line(label=page.say(Wording("提议人", "Proposed by")), value=page.say(Wording("、", ", ")).join(proposers)),
        ),
        hidden={"ids": ",".join(map(str, ids))},
        is_grave=True,
    )


def _ids(texts: Iterable[str]) -> list[UUID]:
    """The ids that were chosen; InputInvalid when there is none, or something that is no id."""
    found = [chosen for text in texts if (chosen := read_id(text, "ids")) is not None]
    if not found:
        raise InputInvalid(NOTHING_CHOSEN, field="ids")
    return found
