"""What the pages of the sharing catalogue share."""

from collections.abc import Iterable

from api.console.pages_base import PageRequest
from api.console.view_models.residence.sharing import SharingLine
from supervision.legal_time import legal_day
from supervision.residence.sharing.due_rows import count_due
from supervision.residence.sharing.view_rows import SharingView
from supervision.residence.sharing.words import ViewState
from supervision.wording import Wording

SHARING, PROVISIONS = "/console/sharing", "/console/provisions"
SECTION = "sharing"

_BETWEEN = Wording("、", ", ")


async def sharing_line(page: PageRequest, view: SharingView) -> SharingLine:
    """A view with how many records are due under it, where anything can be given."""
    today = legal_day(page.now)
    is_running = view.state is ViewState.APPROVED and view.valid_from <= today <= view.valid_until
    return SharingLine(
        it=view,
        fields=named_fields(page, view.fields),
        days_left=(view.valid_until - today).days,
        due=await count_due(view) if is_running else None,
    )


def named_fields(page: PageRequest, fields: Iterable[str]) -> str:
    """Fields in words, in one line."""
    return page.say(_BETWEEN).join(page.word(field, "shared-field") for field in fields)
