"""Changes of place as the pages show them."""

from collections.abc import Mapping
from uuid import UUID

from api.console import formats
from api.console.act_papers import shown_papers
from api.console.county_choices import county_choices
from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Choice, Deadline, FormState, Happening, Line
from api.console.view_models.papers import ActPaper
from api.console.view_models.transfers import NextStepChoice, TransferFormView, TransferLine, TransferView
from supervision.audit import Act
from supervision.corrections.listing import SupervisedPerson
from supervision.corrections.papers.store import PaperState
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.transfers.letters import load_letters
from supervision.corrections.transfers.listing import OpenedTransfer, TransferSummary
from supervision.corrections.transfers.offices import receiving_offices
from supervision.corrections.transfers.steps import DECISIONS, Side, TransferState, side_of
from supervision.forms.catalogue import FormName
from supervision.legal_time import legal_day
from supervision.periods import describe_period
from supervision.wording import Wording

_ASKED_BEFORE = Wording("执行地变更应当提前申请", "a change of place is asked for ahead")
_OUTSIDE = Wording(
    "本系统以外的机构，由原执行地代为登记", "an office outside of this installation; the old one records"
)


def line_of(page: PageRequest, one: TransferSummary, places: Mapping[str, str]) -> TransferLine:
    """A change as a line of the list."""
    transfer = one.transfer
    return TransferLine(
        transfer_id=transfer.id,
        masked_name=one.name,
        from_place=page.say(places.get(transfer.from_division, transfer.from_division)),
        to_place=page.say(places.get(transfer.to_division, transfer.to_division)),
        state=transfer.state,
        asked_at=transfer.asked_at,
        due_on=transfer.due_on,
        is_overdue=one.is_overdue,
    )


async def view_of(
    page: PageRequest, opened: OpenedTransfer, places: Mapping[str, str], purpose: str, form: FormState
) -> TransferView:
    """One change in clear."""
    transfer, wish = opened.transfer, opened.wish
    outside = "" if transfer.to_office_id else page.say(_OUTSIDE)
    facts = (
        (Wording("原执行地", "From"), page.say(places.get(transfer.from_division, transfer.from_division))),
        (Wording("新执行地", "To"), page.say(places.get(transfer.to_division, transfer.to_division))),
        (Wording("新住址", "New address"), wish.address),
        (Wording("迁居日期", "Moves on"), formats.long_date(transfer.moves_on, page.language)),
        (Wording("理由", "Why"), wish.reason),
        (Wording("未提前申请的原因", "Why late"), wish.late_reason),
        (Wording("说明", "Note"), outside),
    )
    papers, may_reply = await _papers(page, opened, purpose)
    return TransferView(
        transfer_id=transfer.id,
        supervisee_id=transfer.file_id,
        name=opened.name,
        file_number=transfer.file_number,
        state=transfer.state,
        facts=tuple(Line(label=page.say(label), value=value) for label, value in facts if value),
        history=tuple(
            Happening(
                at=step.taken_at,
                who=f"{step.office_name} {step.taken_by_name}",
                what=page.word(step.step, "transfer-state"),
                note=f"{formats.long_date(step.happened_on, page.language)} {step.note}".strip(),
            )
            for step in opened.steps
        ),
        next_steps=tuple(
            NextStepChoice(step=step, path=f"/console/transfers/{transfer.id}/{_route(transfer.state, step)}")
            for step in opened.next_steps
        ),
        deadline=_deadline(page, opened),
        form=form,
        papers=papers,
        may_reply=may_reply,
        is_file_here=page.may(Act.PERSON_FILE_OPEN, transfer.from_division),
        purpose=purpose,
    )


async def _papers(page: PageRequest, opened: OpenedTransfer, purpose: str) -> tuple[tuple[ActPaper, ...], bool]:
    """Inquiry and reply, which both counties have, and whether the reply is still to be put out by who looks."""
    transfer = opened.transfer
    letters = await load_letters(page.officer, Act.TRANSFER_OPEN, transfer.id)

    def path_of(paper_id: UUID, why: str) -> str:
        return address(f"/console/transfers/{transfer.id}/papers/{paper_id}", purpose=why)

    shown = shown_papers(page, letters.file, letters.issued, letters.called, purpose, path_of)
    is_missing = FormName.TRANSFER_REPLY in {one.form for one in letters.called} - {
        one.form for one in letters.issued if one.state is not PaperState.VOID
    }
    may_reply = is_missing and page.may(Act.TRANSFER_ANSWER, transfer.to_division)
    return shown, may_reply


async def form_view(page: PageRequest, person: SupervisedPerson, form: FormState) -> TransferFormView:
    """Asking for a change."""
    rule = find_correction_rule(CorrectionRuleName.TRANSFER_ASKED_BEFORE, legal_day(page.now), person.division)
    return TransferFormView(
        supervisee_id=person.file_id,
        masked_name=person.name,
        number=person.number,
        counties=await county_choices(),
        offices=tuple(
            Choice(value=str(office.id), label=f"{office.name}（{office.division}）")
            for office in await receiving_offices(person.division)
        ),
        basis=page.basis(rule, _ASKED_BEFORE),
        form=form,
    )


def _route(state: TransferState, step: TransferState) -> str:
    side = side_of(state, step)
    if side is Side.SUPERIOR:
        return "settlement"
    if side is Side.NEW:
        return "answer"
    return "decision" if step in DECISIONS else "carrying"


def _deadline(page: PageRequest, opened: OpenedTransfer) -> Deadline | None:
    if opened.due is None:
        return None
    period, rule = opened.due
    basis = page.basis(rule, Wording(page.word(rule.name, "rule"), page.word(rule.name, "rule")),
                       page.say(describe_period(period)))  # fmt: skip
    return Deadline(due_on=period.due_on, days_left=(period.due_on - legal_day(page.now)).days, basis=basis)
