"""What officers do to reconcile registers: the agency compares and signs, its head countersigns. Pure."""

from supervision.audit.acts import Act

COUNTERSIGN_COUNTS = frozenset(
    {
        Act.RECONCILIATION_LIST,
        Act.RECONCILIATION_OPEN,
        Act.RECONCILIATION_SETTLE,
        Act.COUNT_SHEET_OPEN,
        Act.COUNT_SHEET_COUNTERSIGN,
    }
)
"""The head sees nearly every file, and so settles what is closed to others."""

RECONCILE = COUNTERSIGN_COUNTS | {Act.RECONCILIATION_BEGIN, Act.RECONCILIATION_HAND_IN, Act.COUNT_SHEET_SIGN}
"""The agency takes lists in, settles and signs; by the head's mandate one of them countersigns what another signed."""
