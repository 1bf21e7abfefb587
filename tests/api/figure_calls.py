"""Who may read the figures of corrections; of what, the tests of the figures say."""

from collections.abc import Mapping

from tests.api.call import Call
from tests.api.page_call import PageCall

FIGURE_CALLS: Mapping[str, Call] = {"GET /api/v1/correction-figures": Call("carl")}
FIGURE_PAGE_CALLS: Mapping[str, PageCall] = {"GET /console/correction-figures": PageCall("carl")}
"""By method and path."""
