"""The one transaction; only the audit room may import this module, and import-linter says so.

Piccolo's own transaction keeps its connection and stays current when BEGIN, COMMIT or ROLLBACK fails, so that what
follows in the same task is committed statement by statement. Here the driver's blocks do the work, and Piccolo is only
told which connection to use.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from supervision.storage.engine import DB, Connection, bound_to, current_connection
from supervision.storage.failures import storage_failures

__all__ = ["Connection", "one_transaction"]


@asynccontextmanager
async def one_transaction() -> AsyncIterator[Connection]:
    """Open the transaction of this task and give its connection; it may not be nested.

    `StorageUnavailable` when the database is gone, a time limit has passed, or a deadlock or a serialization failure
    ended it: nothing was written then, unless the connection was lost during COMMIT, when the caller cannot know.
    """
    if current_connection() is not None:
        message = "A transaction is already open in this task."
        raise RuntimeError(message)
    with storage_failures():
        async with DB.pooled_connection() as connection, connection.transaction():
            with bound_to(connection):
                yield connection
