"""*Today's work* of community police."""

from api.console.pages_base import PageRequest
from api.console.residence.today_counts import read_counts
from api.console.residence.today_queues import read_queues
from api.console.view_models.residence.people import PoliceTodayView
from supervision.audit import Act


async def police_today(page: PageRequest) -> PoliceTodayView:
    """What is due in the officer's drawers, queue by queue."""
    queues = (await read_counts(page), *await read_queues(page)) if page.may(Act.RESIDENT_LIST) else ()
    return PoliceTodayView(queues=queues, may_register=page.may(Act.RESIDENT_REGISTER))
