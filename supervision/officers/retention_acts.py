"""Who holds files and proposes to destroy those past their period, and who decides on that. Pure."""

from supervision.audit.acts import Act

HOLD_FILES = frozenset({Act.LEGAL_HOLD_LIST, Act.LEGAL_HOLD_PLACE, Act.LEGAL_HOLD_LIFT})

PROPOSE_DESTRUCTIONS = HOLD_FILES | {
    Act.FILE_DESTRUCTION_LIST,
    Act.FILE_DESTRUCTION_PROPOSE,
    Act.AFTERCARE_DESTRUCTION_LIST,
    Act.AFTERCARE_DESTRUCTION_PROPOSE,
    Act.AFTERCARE_HOLD,
    Act.AFTERCARE_LIFT,
}
"""The county agency keeps the lists of what is past its period."""

DECIDE_DESTRUCTIONS = HOLD_FILES | {
    Act.FILE_DESTRUCTION_LIST,
    Act.FILE_DESTRUCTION_APPROVE,
    Act.FILE_DESTRUCTION_RETURN,
    Act.AFTERCARE_DESTRUCTION_LIST,
    Act.AFTERCARE_DESTRUCTION_APPROVE,
    Act.AFTERCARE_DESTRUCTION_RETURN,
}
"""The county's head decides what the agency proposed, and proposes none."""
