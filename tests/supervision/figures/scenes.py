"""Something to count in every chart."""

from datetime import timedelta

from supervision.corrections.access_rule import LimitKind
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.file_state import EndCause
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.searching.acting import open_search
from supervision.corrections.transfers.steps import TransferState
from supervision.legal_time import add_months, legal_day, now
from tests.cast import Cast
from tests.makers_applications import approve, make_leave
from tests.makers_ends import make_end
from tests.makers_files import make_content, make_person_file
from tests.makers_limits import make_limit, make_minors_file
from tests.makers_measures import make_decided
from tests.makers_orders import make_order_in_force
from tests.makers_transfers import ask, bring, make_receiver

MOVED = (
    TransferState.INQUIRED, TransferState.AGREED, TransferState.APPROVED, TransferState.PAPERS_SENT,
    TransferState.RECEIVED,
)  # fmt: skip
"""From the inquiry to the receipt, with which the file moves."""


async def make_everything(cast: Cast) -> None:
    """Something in every chart, in North and in South, of adults and of a minor, and a file under a limit."""
    olga = cast.olga
    await make_order_in_force(cast)
    file_id = await make_person_file(olga.officer)
    await approve(cast.agnes, await make_leave(olga, file_id))
    await make_decided(cast)
    await open_search(olga.officer, await make_person_file(olga.officer), now() - timedelta(hours=3), "电话不通。")
    await make_end(cast, await make_person_file(olga.officer), EndCause.DEATH)
    await bring(cast.agnes, await make_receiver(cast), await ask(cast), *MOVED)
    await make_person_file(cast.oscar.officer)
    await make_minors_file(cast)
    ends_soon = make_content(term_starts_on=add_months(legal_day(now()), -24) + timedelta(days=10))
    soon_id = await create_person_file(olga.officer, cast.north_office, ends_soon)
    await add_contact(olga.officer, soon_id, ContactKind.CALL, Logged(Outcome.COMPLIED, happened_at=now()))
    await create_person_file(olga.officer, cast.north_office, make_content(), LifeStep.RECEIVE)
    await make_limit(cast, await make_person_file(olga.officer), LimitKind.EXCLUSION, olga)
