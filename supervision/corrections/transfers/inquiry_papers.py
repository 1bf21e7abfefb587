"""What the inquiry on a change of place says: to whom, why, whereto, and until when an answer is asked for."""

from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.transfers.steps import TransferState
from supervision.corrections.transfers.store import StoredTransfer, TakenStep, find_due
from supervision.forms.catalogue import FormName
from supervision.officers import division_names
from supervision.storage.database import fetch_one
from supervision.vault import load_key


async def paper_of_inquiry(transfer: StoredTransfer, steps: tuple[TakenStep, ...]) -> PaperCalledFor | None:
    """The inquiry of a change whose inquiry went out; None before that. The caller has loaded the change."""
    inquired = next((taken for taken in steps if taken.step is TransferState.INQUIRED), None)
    if inquired is None:
        return None
    wish = transfer.wish(await load_key(transfer.vault_key))
    due = await find_due(TransferState.INQUIRED, inquired.happened_on, transfer.from_division)
    said = {
        "addressed_to": await _receiver(transfer),
        "reason": wish.reason,
        "new_address": wish.address,
        "reply_by": due[0].due_on.isoformat() if due else "",
    }
    return PaperCalledFor(ActKind.TRANSFER, transfer.id, FormName.TRANSFER_INQUIRY, said)


async def _receiver(transfer: StoredTransfer) -> str:
    """The office that would receive the file; of a county outside of this installation its agency."""
    office = await fetch_one("SELECT name FROM office WHERE id = $1", transfer.to_office_id)
    if office is not None:
        name: str = office["name"]
        return name
    place = (await division_names([transfer.to_division]))[transfer.to_division]
    return "" if place == transfer.to_division else f"{place}社区矫正机构"
