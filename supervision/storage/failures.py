"""Which failures of the database pass by themselves: those become `StorageUnavailable`."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from supervision.errors import InputInvalid, SettingsWrong, StorageUnavailable
from supervision.wording import Wording

NOT_STORABLE = Wording("文字中含有无法存储的字符。", "The text contains a character that cannot be stored.")

_TRANSIENT_CLASSES = {
    "08",  # connection
    "40",  # serialization failure, deadlock
    "53",  # out of connections, memory or disk
    "57",  # shutdown, crash, cancelled by a time limit
    "58",  # input or output error of the server
}
_TRANSIENT_STATES = {
    "25006",  # read-only: a standby after a switch-over
    "25P03",  # idle too long in a transaction
    "25P04",  # transaction too long
    "55P03",  # lock not available in time
}
_WRONG_ACCOUNT_CLASS = "28"
_NO_SUCH_DATABASE = "3D000"


@contextmanager
def storage_failures() -> Iterator[None]:
    """Turn what passes by itself into `StorageUnavailable`; refusals of a statement stay what they are.

    A text with the character NUL, which PostgreSQL keeps in no column, is `InputInvalid`.
    """
    try:
        yield
    except asyncpg.CharacterNotInRepertoireError as error:
        raise InputInvalid(NOT_STORABLE) from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        if not _is_transient(error):
            raise
        message = f"The database does not answer ({type(error).__name__})."
        raise StorageUnavailable(message) from error
    except (ConnectionError, TimeoutError) as error:
        message = f"The database does not answer ({type(error).__name__})."
        raise StorageUnavailable(message) from error


@contextmanager
def connection_failures() -> Iterator[None]:
    """The same around the making of a connection, where every failure of the system means that none is to be had."""
    try:
        with storage_failures():
            yield
    except OSError as error:
        message = f"The database cannot be reached ({type(error).__name__})."
        raise StorageUnavailable(message) from error
    except asyncpg.PostgresError as error:
        if error.sqlstate and (error.sqlstate[:2] == _WRONG_ACCOUNT_CLASS or error.sqlstate == _NO_SUCH_DATABASE):
            message = f"The database server refuses us: {error}. Check SUPERVISION_DATABASE_URL."
            raise SettingsWrong(message) from error
        raise


def _is_transient(error: Exception) -> bool:
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return state[:2] in _TRANSIENT_CLASSES or state in _TRANSIENT_STATES
    return isinstance(error, asyncpg.InternalClientError) or "clos" in str(error)  # closed or closing
