"""Who takes correction files out as a table, and who answers for what leaves. Pure."""

from supervision.audit.acts import Act

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

ANSWER_FOR_WHAT_LEAVES = frozenset(
    {
        Act.FILE_EXPORT_LIST,
        Act.FILE_EXPORT_DECIDE,
        Act.OUTBOX_LIST,
        Act.OUTBOX_OPEN,
    }
)
"""The county's agency and head decide on what another asked for, and look at what platforms are told."""

READ_OUTBOX = frozenset({Act.OUTBOX_READ, Act.OUTBOX_ACKNOWLEDGE})
"""What a platform does, and nothing else."""
