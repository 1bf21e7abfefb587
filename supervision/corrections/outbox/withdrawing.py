"""Events that nobody was given yet, taken back with the file of which they tell: the numbers still run without gaps."""

from collections.abc import Collection
from uuid import UUID

from supervision.audit import Change

NOT_PROVIDED = "NOT EXISTS (SELECT FROM outbox_event AS told WHERE told.file = f.id AND told.provided_at IS NOT NULL)"
"""The condition, as SQL, that no platform was given an event of the file `f`."""


async def hold_outboxes(change: Change, file_ids: Collection[UUID]) -> list[str]:
    """Hold the outboxes with events of these files until the caller's change ends; gives their counties."""
    rows = await change.connection.fetch(
        """SELECT county FROM outbox WHERE county IN (SELECT county FROM outbox_event WHERE file = ANY($1))
           ORDER BY county FOR UPDATE""",
        list(file_ids),
    )
    return [row["county"] for row in rows]


async def withdraw_events(change: Change, counties: Collection[str], file_ids: Collection[UUID]) -> None:
    """Take back all events of files of which none was given out, and close up the numbers behind them."""
    await change.connection.execute("DELETE FROM outbox_event WHERE file = ANY($1)", list(file_ids))
    await change.connection.execute(
        """UPDATE outbox_event AS e SET number = -ranked.number
           FROM (SELECT event.id, o.provided + row_number() OVER (PARTITION BY o.county ORDER BY event.number) AS number
                 FROM outbox_event AS event JOIN outbox AS o USING (county)
                 WHERE o.county = ANY($1) AND event.number > o.provided) AS ranked
           WHERE e.id = ranked.id""",
        list(counties),
    )
    await change.connection.execute(
        "UPDATE outbox_event SET number = -number WHERE county = ANY($1) AND number < 0", list(counties)
    )
    await change.connection.execute(
        """UPDATE outbox SET last = greatest(provided, (SELECT coalesce(max(number), 0) FROM outbox_event AS event
                                                        WHERE event.county = outbox.county))
           WHERE county = ANY($1)""",
        list(counties),
    )
