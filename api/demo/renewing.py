"""Orders of the town that are about to run out when it is started again weeks later: extended as the law has it."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from api.demo.cast import DEPUTY, DUTY_DESK, Cast
from api.demo.diary import clock_at
from api.demo.keeping import DemoSecrets
from supervision.corrections.purposes import Purpose
from supervision.legal_time import legal_day, now
from supervision.orders.approval import approve_order, open_for_approval
from supervision.orders.drafting import draft_next
from supervision.orders.opening import OrderInFull, open_order
from supervision.orders.order_state import OPEN_VERSION_STATES, VersionKind, VersionState
from supervision.orders.periods import latest_end
from supervision.orders.proposing import propose_order
from supervision.storage.database import fetch

_DUE = timedelta(days=5)
_APART = timedelta(seconds=31)
"""One code confirms one approval: each is put down half a minute before the next."""
_ASSESSMENT = "评估：监督效果稳定，仍有必要继续使用，建议延期。"


async def renew_orders(secrets: DemoSecrets, at: datetime) -> None:
    """Extend the wearers' orders that end within days or have run out, by an officer and a head who are not listed."""
    rows = await fetch(
        """SELECT DISTINCT placed.id FROM tracker_assignment AS worn
           JOIN positioning_order AS placed ON placed.id = worn.order_id
           JOIN person_file AS file ON file.id = placed.file
           WHERE worn.tracker_id = ANY($1) AND worn.ended_at IS NULL AND placed.state = 'in-force'
             AND placed.ends_at < $2 AND file.state = 'in-programme' AND file.term_ends_on > $3""",
        [tracker.tracker_id for tracker in secrets.trackers], at + _DUE, legal_day(at + _DUE),
    )  # fmt: skip
    cast = Cast(secrets.officers)
    for place, row in enumerate(rows):
        with clock_at(at - _APART * (len(rows) - place)):
            await _renew(cast, row["id"])


async def _renew(cast: Cast, order_id: UUID) -> None:
    officer, head = await cast.officer(DUTY_DESK), await cast.officer(DEPUTY)
    order = await open_order(officer, order_id, Purpose.SUPERVISION)
    waiting = next((one.version for one in order.versions if one.version.state in OPEN_VERSION_STATES), None)
    if waiting is None:
        await _draft_extension(cast, order)
    if waiting is None or waiting.state is not VersionState.PROPOSED:
        await propose_order(officer, order_id)
    shown = await open_for_approval(head, order_id)
    await approve_order(head, order_id, shown.digest, cast.code(DEPUTY))


async def _draft_extension(cast: Cast, order: OrderInFull) -> None:
    approved = next(one for one in reversed(order.versions) if one.version.state is VersionState.APPROVED)
    starts_on = max(approved.version.ends_on + timedelta(days=1), legal_day(now()))
    ends_on = latest_end(VersionKind.EXTENSION, starts_on, order.order.term_ends_on, order.order.division)
    terms = replace(approved.terms, starts_on=starts_on, ends_on=ends_on, assessment=_ASSESSMENT)
    await draft_next(await cast.officer(DUTY_DESK), order.order.id, VersionKind.EXTENSION, terms)
