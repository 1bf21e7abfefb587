"""Orders that rest on a record which was annulled since: somebody says that they stand, or ends them."""

from uuid import UUID

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.errors import RuleRefused
from supervision.officers import Officer
from supervision.orders.store import WITH_STOP, about_order, also_about_file, load_order
from supervision.orders.tables import OrderGroundRow
from supervision.storage.database import fetch
from supervision.storage.questions import Question, count_of
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text
from supervision.wording import Wording

_MOST_REASON = 2_000

NOTHING_ANNULLED = Wording(
    "其依据没有被撤销，无需复核。", "Nothing it rests on was annulled: there is nothing to review."
)

RESTS_ON_ANNULLED = """
SELECT g.id FROM order_version AS v JOIN order_ground AS g ON g.version = v.id JOIN file_record AS r ON r.id = g.record
WHERE v.order_id = p.id AND v.state = 'approved' AND r.annulled_at IS NOT NULL AND g.reviewed_at IS NULL
"""
"""The grounds of an order (`p`) whose record was annulled, and of which nobody has found yet that it stands."""


class ReviewRefused(RuleRefused):
    """There is nothing about the order to review."""

    code = "review-refused"


async def review_order(officer: Officer, order_id: UUID, reason: str) -> None:
    """Find that an order stands although a record on which it rests was annulled; else it is ended. ReviewRefused."""
    reason = needed_text(reason, "reason", _MOST_REASON)
    async with audited_change(officer.actor, Act.ORDER_REVIEW, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_REVIEW, order_id, lock=True)
        also_about_file(change, order)
        grounds = await grounds_to_review(order_id)
        if not grounds:
            raise ReviewRefused(NOTHING_ANNULLED)
        key = await load_key(order.file_key)
        for ground_id in grounds:
            sealed = seal_text(key, reason, Place("order_ground", "review_sealed", ground_id))
            await OrderGroundRow.update(
                {"reviewed_at": change.at, "reviewed_by": officer.id, "review_sealed": sealed}
            ).where(OrderGroundRow.id == ground_id)
        change.note(grounds=len(grounds))


async def grounds_to_review(order_id: UUID) -> list[UUID]:
    """The grounds of an order that the caller has loaded which wait for a review."""
    rows = await fetch(
        f"""SELECT waiting.id FROM positioning_order AS p JOIN LATERAL ({RESTS_ON_ANNULLED}) AS waiting ON true
            WHERE p.id = $1 AND p.state IN ('approved', 'in-force')""",  # noqa: S608 - constants
        order_id,
    )
    return [row["id"] for row in rows]


def count_orders_to_review(officer: Officer) -> Question[int]:
    """How many orders within reach rest on an annulled record, and have not stopped."""
    return count_of(
        f"""SELECT count(*) FROM positioning_order AS p JOIN files_within($1) AS f ON f.id = p.file
            {WITH_STOP} WHERE {waits_for_review(2)}""",  # noqa: S608 - constants
        asking(officer, Act.ORDER_LIST),
        legal_time.now(),
    )


def waits_for_review(now: int) -> str:
    """The condition, as SQL, that an order (`p`, with `stop`) waits for a review at the moment of that argument."""
    return (
        f"(p.state = 'approved' OR (p.state = 'in-force' AND stop.at > ${now}::timestamptz))"
        f" AND EXISTS ({RESTS_ON_ANNULLED})"
    )
