"""Who takes correction files out as a table, and on whose word. Pure."""

from supervision.audit.acts import Act

DECIDE_FILE_EXPORTS = frozenset({Act.FILE_EXPORT_LIST, Act.FILE_EXPORT_DECIDE})
"""The county's agency and head decide on what another asked for."""

TAKE_FILES_OUT = frozenset(
    {
        Act.FILE_EXPORT_LIST,
        Act.FILE_EXPORT_REQUEST,
        Act.FILE_EXPORT_WITHDRAW,
        Act.FILE_EXPORT_UNLOCK,
        Act.FILE_EXPORT_FETCH,
    }
)
"""Whoever keeps files takes them out: what one asked for, nobody else unlocks or fetches."""
