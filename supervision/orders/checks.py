"""What drafting, proposing and approving all check of an order's file, grounds and period."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from supervision.corrections.records import FileRecord, records_of
from supervision.corrections.store import StoredFile
from supervision.errors import RuleRefused
from supervision.legal_time import legal_day
from supervision.orders.grounds import OTHER_FILE, GroundsRefused, RecordFacts, check_grounds
from supervision.orders.order_state import STEP_REFUSED, OrderStepRefused, VersionKind
from supervision.orders.periods import Period, check_period
from supervision.orders.store import StoredVersion, open_version
from supervision.orders.terms import Terms
from supervision.wording import Wording

NOT_ACTIVE = Wording(
    "只有已报到且未羁押、未转出的对象才能使用定位令。",
    "Only somebody who has reported in and is under correction here can get an order.",
)


class OrderRefused(RuleRefused):
    """The order cannot be drafted, varied, extended or proposed like this."""

    code = "order-refused"


def check_active(file: StoredFile) -> None:
    """Refuse a file that has ended, whose person has not reported in yet, is in custody or transferred."""
    if not file.state.is_supervised:
        raise OrderRefused(NOT_ACTIVE)


async def check_proof(file: StoredFile, terms: Terms) -> dict[UUID, FileRecord]:
    """The records on which the terms rest; GroundsRefused unless each is on the file, stands and has its proof."""
    records = await check_on_file(file, terms)
    facts = {
        record.record_id: RecordFacts(
            record.record_id, record.file_id, record.kind, record.proof_id is not None, record.annulled_at is not None
        )
        for record in records.values()
    }
    check_grounds(file.id, [(choice.ground, facts[choice.record_id]) for choice in terms.grounds])
    return records


async def check_on_file(file: StoredFile, terms: Terms) -> dict[UUID, FileRecord]:
    """The records that the terms name; GroundsRefused for one that is not on the file."""
    wanted = {choice.record_id for choice in terms.grounds}
    records = {record.record_id: record for record in await records_of(file, wanted)}
    if wanted - records.keys():
        raise GroundsRefused(OTHER_FILE)
    return records


def check_terms_period(
    kind: VersionKind, terms: Terms, before: StoredVersion | None, file: StoredFile, at: datetime
) -> None:
    """Refuse terms that last longer than the law allows; `before` is the version that was approved last."""
    check_period(
        kind,
        Period(terms.starts_on, terms.ends_on),
        before=None if before is None else Period(before.starts_on, before.ends_on),
        term_ends_on=file.term_ends_on,
        division=file.division,
        today=legal_day(at),
    )


def needed_open_version(versions: Sequence[StoredVersion]) -> StoredVersion:
    """The version on which nobody has finally decided; OrderStepRefused when there is none."""
    version = open_version(versions)
    if version is None:
        raise OrderStepRefused(STEP_REFUSED)
    return version
