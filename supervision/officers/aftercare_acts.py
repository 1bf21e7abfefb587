"""What officers of justice may do in after-care: offices and county agencies help, heads and cities read. Pure."""

from supervision.audit.acts import Act

AFTERCARE_FIGURES = frozenset({Act.AFTERCARE_FIGURES_OPEN})
"""Numbers and the masked lists behind them; to whoever has no more, no file of after-care exists."""

AFTERCARE_ACTS = AFTERCARE_FIGURES | {
    Act.AFTERCARE_LIST,
    Act.AFTERCARE_SEARCH,
    Act.AFTERCARE_OPEN,
    Act.AFTERCARE_ENTER,
    Act.AFTERCARE_IMPORT,
    Act.AFTERCARE_CHANGE,
    Act.AFTERCARE_VERIFY,
    Act.AFTERCARE_RECEIVE,
    Act.AFTERCARE_ASK,
    Act.AFTERCARE_HELP,
    Act.AFTERCARE_VISIT,
    Act.AFTERCARE_CLOSE,
    Act.AFTERCARE_BASE_LIST,
    Act.AFTERCARE_BASE_KEEP,
}
"""What it takes to keep after-care; none of it is a duty of the person's."""
