"""Events that nobody was given yet, taken back with the file of which they tell: the numbers still run without gaps."""

from collections.abc import Collection
from uuid import UUID

from supervision.audit import Change
from supervision.errors import StorageUnavailable

NOT_PROVIDED = "NOT EXISTS (SELECT FROM outbox_event AS told WHERE told.file = f.id AND told.provided_at IS NOT NULL)"
"""The condition, as SQL, that no platform was given an event of the file `f`."""
GIVEN_MEANWHILE = "A platform read events of an import while it was taken back; that has to be done again."


async def withdraw_events(change: Change, file_ids: Collection[UUID]) -> None:
    """Take back all events of these files, and close up the numbers behind them; to be run before the commit.

    Outboxes stand still only under the chain's lock. StorageUnavailable where a platform was given one meanwhile.
    """
    rows = await change.connection.fetch(
        "DELETE FROM outbox_event WHERE file = ANY($1) RETURNING county, provided_at", list(file_ids)
    )
    if any(row["provided_at"] is not None for row in rows):
        raise StorageUnavailable(GIVEN_MEANWHILE)
    counties = {row["county"] for row in rows}
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
