"""The tab of a file that shows its limits on access."""

from api.console.access_views import limit_choices, limit_line
from api.console.pages_base import PageRequest
from api.console.supervisee_header import header_of
from api.console.view_models.access import LimitsTab
from api.console.view_models.base import FormState
from supervision.corrections.limits.setting import open_limits
from supervision.corrections.opening import PersonFile


async def limits_tab(page: PageRequest, file: PersonFile, form: FormState) -> LimitsTab:
    """The limits on a file, and the form for another."""
    limits = await open_limits(page.officer, file.file_id, file.purpose)
    return LimitsTab(
        header=await header_of(page, file),
        limits=tuple(limit_line(page, limit) for limit in limits),
        choices=await limit_choices(page, file.division),
        form=form,
    )
