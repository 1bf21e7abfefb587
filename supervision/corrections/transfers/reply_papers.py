"""What the reply on a change of place says: to which inquiry, what was found, whether the new county agrees."""

from itertools import pairwise

from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.papers.filling import in_words
from supervision.corrections.papers.store import PaperState, papers_of_act
from supervision.corrections.store import StoredFile
from supervision.corrections.transfers.steps import SETTLEMENTS, TransferState
from supervision.corrections.transfers.store import StoredTransfer, TakenStep
from supervision.forms.catalogue import FormName

_ANSWERS = {TransferState.AGREED: "同意接收。", TransferState.DECLINED: "不同意接收。"}


async def paper_of_reply(
    transfer: StoredTransfer, steps: tuple[TakenStep, ...], file: StoredFile
) -> PaperCalledFor | None:
    """The reply of a change that the caller has loaded; None before the answer, or where it came from outside.

    What the superior of both says of a dispute is no reply. It is numbered by the county that gives it.
    """
    taken = next((pair for pair in pairwise(steps) if _is_answer(*pair)), None)
    if taken is None or transfer.to_office_id is None:
        return None
    inquired, answered = taken
    letters = [one for one in await papers_of_act(file, transfer.id) if one.form is FormName.TRANSFER_INQUIRY]
    inquiry = next((one for one in letters if one.state is not PaperState.VOID), None)
    said = {
        "addressed_to": inquiry.fields["issuer"] if inquiry else inquired.office_name,
        "inquiry_number": inquiry.number if inquiry else f"{in_words(inquired.happened_on)}来函",
        "found": answered.note,
        "answer": _ANSWERS[answered.step],
    }
    return PaperCalledFor(ActKind.TRANSFER, transfer.id, FormName.TRANSFER_REPLY, said, division=transfer.to_division)


def _is_answer(before: TakenStep, step: TakenStep) -> bool:
    return before.step is TransferState.INQUIRED and step.step in SETTLEMENTS
