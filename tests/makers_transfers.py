"""Changes of the place of execution for tests, brought as far as the test wants the way officers bring them."""

from datetime import date, datetime
from uuid import UUID

from supervision.corrections.transfers.asking import ask_transfer
from supervision.corrections.transfers.handling import NextStep, answer_transfer, carry_transfer, decide_transfer
from supervision.corrections.transfers.steps import ANSWERS, DECISIONS, TransferState
from supervision.corrections.transfers.store import Wish
from supervision.legal_time import add_months, legal_day, now
from supervision.officers import Role
from supervision.storage.database import fetch
from tests.cast import OTHER_COUNTY, Cast
from tests.makers import Member, make_officer
from tests.makers_files import make_person_file

FAR_COUNTY = "330105"
"""Outside of this installation."""
TO_THE_RECEIPT = (
    TransferState.INQUIRED, TransferState.AGREED, TransferState.APPROVED, TransferState.PAPERS_SENT,
    TransferState.RECEIVED,
)  # fmt: skip
WISH = Wish("随家人迁居。", "石坝县城关镇新街2号")


def today() -> date:
    return legal_day(now())


async def ask(cast: Cast, file_id: UUID | None = None, *, is_outside: bool = False) -> UUID:
    """Olga puts down a wish to move to the other county, or a far one, a month ahead."""
    file_id = file_id or await make_person_file(cast.olga.officer)
    place, office = (FAR_COUNTY, None) if is_outside else (OTHER_COUNTY, cast.other_county_office)
    return await ask_transfer(cast.olga.officer, file_id, place, add_months(today(), 1), WISH, office)


async def make_receiver(cast: Cast) -> Member:
    """An officer of the agency in the other county."""
    return await make_officer(
        "bela", "Bela Beyond", Role.COUNTY_AGENCY, OTHER_COUNTY, cast.other_county_office, granted_by=cast.sue.id
    )


async def bring(old: Member, new: Member, transfer_id: UUID, *steps: TransferState) -> None:
    """Take some steps, each by whose turn it is, today."""
    for step in steps:
        if step in ANSWERS:
            await answer_transfer(new.officer, transfer_id, NextStep(step, today(), "复函3号。"))
        elif step in DECISIONS:
            await decide_transfer(old.officer, transfer_id, NextStep(step, today(), "决定书5号。"))
        else:
            await carry_transfer(old.officer, transfer_id, NextStep(step, today(), "函2号。"))


async def make_transferred(cast: Cast, file_id: UUID) -> datetime:
    """The file handed over to an agency outside, from when on."""
    transfer_id = await ask(cast, file_id, is_outside=True)
    await bring(cast.agnes, cast.agnes, transfer_id, *TO_THE_RECEIPT)
    rows = await fetch("SELECT began_at FROM file_absence WHERE file = $1 AND ended_at IS NULL", file_id)
    began_at: datetime = rows[0]["began_at"]
    return began_at
