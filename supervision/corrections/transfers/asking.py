"""Asking for a change of the place of execution: by an officer, for the person, a month ahead."""

from datetime import date
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.file_state import FILE_ENDED, FileEnded
from supervision.corrections.opening import about_file
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.store import absences_of, load_file
from supervision.corrections.transfers.steps import OPEN_STATES, Side, TransferState
from supervision.corrections.transfers.store import Wish, append_step, load_transfer, seal_wish
from supervision.corrections.transfers.tables import TransferRow
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_rules import LegalRule
from supervision.legal_time import add_months, legal_day
from supervision.officers import Officer
from supervision.officers.jurisdiction import is_division
from supervision.settings import Register
from supervision.storage.database import fetch_one
from supervision.storage.numbering import COUNTY_DIGITS, county_of
from supervision.texts import needed_text, optional_text
from supervision.vault import load_key
from supervision.wording import Wording

_MOST_TEXT = 1_000

PLACE_WRONG = Wording(
    "请填写新执行地的县级以下区划代码，页面上可以从名录选择。",
    "Enter the code of the new county or of a place in it; a page offers the counties by name.",
)
SAME_COUNTY = Wording(
    "同一县内迁居不变更执行地，请在档案中修改住址。",
    "Within one county the place of execution stays; change the address on the file.",
)
MOVES_IN_PAST = Wording("迁居日期不能早于今天。", "The day of the move cannot lie in the past.")
OFFICE_WRONG = Wording("请选择新执行地的机构。", "Choose an office of the new place.")
UNDER_WAY = Wording("已有一项执行地变更正在办理。", "A change of place is under way already.")
ABSENT = Wording(
    "羁押或者已转出期间不能申请变更执行地。", "In custody, or transferred already, no change can be asked for."
)


class TransferRefused(RuleRefused):
    """A change of place cannot be asked for now."""

    code = "transfer-refused"


async def ask_transfer(
    officer: Officer, file_id: UUID, to_division: str, moves_on: date, wish: Wish, to_office_id: UUID | None = None
) -> UUID:
    """Put down what the person asks for; without an office the new county is outside of this installation.

    InputInvalid; TransferRefused while another change is under way.
    """
    to_division = to_division.strip()
    async with audited_change(officer.actor, Act.TRANSFER_ASK, about_file(file_id)) as change:
        file = await load_file(officer, Act.TRANSFER_ASK, file_id, lock=True)
        if file.ended_at is not None:
            raise FileEnded(FILE_ENDED)
        if any(absence.ended_at is None for absence in await absences_of(file_id)):
            raise TransferRefused(ABSENT)
        open_one = await fetch_one(
            "SELECT 1 FROM transfer WHERE file = $1 AND state = ANY($2)", file_id, sorted(OPEN_STATES)
        )
        if open_one is not None:
            raise TransferRefused(UNDER_WAY)
        await _check_place(file.division, to_division, to_office_id)
        today = legal_day(change.at)
        rule = find_correction_rule(CorrectionRuleName.TRANSFER_ASKED_BEFORE, today, file.division)
        wish = _checked(wish, moves_on, today, rule)
        transfer_id, key = uuid4(), await load_key(file.vault_key)
        await TransferRow.insert(
            TransferRow(
                id=transfer_id, file=file_id, from_division=file.division, to_division=to_division,
                to_office=to_office_id, state=TransferState.ASKED.value, moves_on=moves_on,
                wish_sealed=seal_wish(key, transfer_id, wish), asked_at=change.at, asked_by=officer.id,
            )
        )  # fmt: skip
        transfer = await load_transfer(officer, Act.TRANSFER_ASK, transfer_id, Side.OLD)
        await append_step(change, officer, transfer, TransferState.ASKED, today, "", key)
    return transfer_id


def late_wish(moves_on: date, today: date, rule: LegalRule) -> Wording | None:
    """What to say where a move is asked for later than `rule` has it; None in good time."""
    if moves_on >= add_months(today, rule.number):
        return None
    return Wording(
        f"应当提前 {rule.number} 个月申请（{rule.source}）；不足的请写明原因。",
        f"A move is asked for {rule.number} month ahead ({rule.source.english}); say why it is late.",
    )


def _checked(wish: Wish, moves_on: date, today: date, rule: LegalRule) -> Wish:
    if moves_on < today:
        raise InputInvalid(MOVES_IN_PAST, field="moves_on")
    late_reason = optional_text(wish.late_reason, "late_reason", _MOST_TEXT)
    late = late_wish(moves_on, today, rule)
    if late is not None and not late_reason:
        raise InputInvalid(late, field="late_reason")
    reason = needed_text(wish.reason, "reason", _MOST_TEXT)
    return Wish(reason, needed_text(wish.address, "address", _MOST_TEXT), late_reason)


async def _check_place(from_division: str, to_division: str, to_office_id: UUID | None) -> None:
    if not is_division(to_division) or len(to_division) < COUNTY_DIGITS:
        raise InputInvalid(PLACE_WRONG, field="to_division")
    if county_of(to_division) == county_of(from_division):
        raise InputInvalid(SAME_COUNTY, field="to_division")
    if to_office_id is None:
        return
    row = await fetch_one(
        "SELECT division FROM office WHERE id = $1 AND register = $2", to_office_id, Register.CORRECTIONS
    )
    if row is None or len(row["division"]) < COUNTY_DIGITS or county_of(row["division"]) != county_of(to_division):
        raise InputInvalid(OFFICE_WRONG, field="to_office")
