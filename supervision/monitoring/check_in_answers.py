"""A phone's one point: the first admissible fix closes an open check-in request, sealed under the person's file."""

from datetime import datetime

from supervision.monitoring.admission import FixOutcome
from supervision.orders.admissions import OpenCheckIn
from supervision.position import Fix, pack_fix
from supervision.storage.engine import Connection
from supervision.vault import Place, load_key, seal


def answer_place(request_id: object) -> Place:
    """Where a check-in's position is sealed for."""
    return Place("check_in_request", "position_sealed", str(request_id))


async def answer_check_in(connection: Connection, asked: OpenCheckIn, fix: Fix, now: datetime) -> FixOutcome:
    """Store the point that was asked for; a second one is refused and nothing of it is stored."""
    key = await load_key(asked.file_key)
    sealed = seal(key, pack_fix(fix), answer_place(asked.request_id))
    done = await connection.fetchval(
        """UPDATE check_in_request SET answered_at = $2, position_sealed = $3
           WHERE id = $1 AND answered_at IS NULL AND withdrawn_at IS NULL RETURNING id""",
        asked.request_id, now, sealed,
    )  # fmt: skip
    return FixOutcome.NO_OPEN_REQUEST if done is None else FixOutcome.CHECK_IN_ANSWERED
