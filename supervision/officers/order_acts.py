"""What officers do about positioning orders, trackers and check-ins. Pure."""

from supervision.audit.acts import Act

PREPARE_ORDERS = frozenset(
    {
        Act.ORDER_DRAFT,
        Act.ORDER_PROPOSE,
        Act.ORDER_WITHDRAW,
        Act.ORDER_PRINT_NOTICE,
        Act.ORDER_SERVE_NOTICE,
        Act.ORDER_START,
    }
)
"""Whoever keeps the file drafts, proposes, and sees to notices and start."""

DECIDE_ORDERS = frozenset({Act.ORDER_APPROVE, Act.ORDER_RETURN, Act.ORDER_END, Act.ORDER_REVIEW})
"""The county's head decides on an order, ends it, and looks again at what it rests on."""

END_ORDERS = frozenset({Act.TRACKER_ASSIGN, Act.ORDER_END, Act.ORDER_APPROVE, Act.ORDER_RETURN})
"""The agency assigns trackers and ends orders. It approves and returns by mandate alone, which is asked for beside."""

TAKE_TRACKERS_BACK = frozenset({Act.TRACKER_LIST, Act.TRACKER_HAND_BACK})
"""A tracker comes back to whoever meets the wearer."""

ASK_CHECK_INS = frozenset({Act.CHECK_IN_ASK, Act.CHECK_IN_WITHDRAW})
"""Where somebody is, an officer asks once, for a purpose."""
