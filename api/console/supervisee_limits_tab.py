"""The tab of a file that shows its limits on access."""

from api.console.access_views import limit_line
from api.console.pages_base import PageRequest
from api.console.supervisee_header import header_of
from api.console.view_models.access import LimitsTab
from api.console.view_models.base import Choice, FormState
from supervision.audit import Act
from supervision.corrections.limits.setting import list_nameable, open_limits
from supervision.corrections.limits.terms import MAY_BE_NAMED
from supervision.corrections.opening import PersonFile


async def limits_tab(page: PageRequest, file: PersonFile, form: FormState) -> LimitsTab:
    """The limits on a file, and the form for another."""
    limits = await open_limits(page.officer, file.file_id, file.purpose)
    may_set = page.may(Act.ACCESS_LIMIT_SET, file.division)
    nameable = await list_nameable(page.officer) if may_set else ()
    return LimitsTab(
        header=await header_of(page, file),
        limits=tuple(limit_line(page, limit) for limit in limits),
        kinds=page.choices("limit-kind"),
        officers=tuple(
            Choice(value=str(one.id), label=f"{one.name}（{one.office_name}）") for one in nameable if one.name
        ),
        offices=tuple(Choice(value=str(one.id), label=one.office_name) for one in nameable if not one.name),
        roles=page.choices("role", MAY_BE_NAMED),
        form=form,
        may_set=may_set,
    )
