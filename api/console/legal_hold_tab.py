"""The tabs of files that show their holds."""

from api.console.aftercare_views import header_of as aftercare_header_of
from api.console.hold_lines import HoldPaths, holds_shown
from api.console.pages_base import PageRequest
from api.console.supervisee_header import header_of
from api.console.view_models.base import FormState
from api.console.view_models.legal_holds import AftercareHoldsTab, HoldsTab
from supervision.aftercare.holds import open_aftercare_holds
from supervision.aftercare.opening import AftercareFile
from supervision.audit import Act
from supervision.corrections.legal_holds import open_legal_holds
from supervision.corrections.opening import PersonFile


async def holds_tab(page: PageRequest, file: PersonFile, form: FormState) -> HoldsTab:
    """The holds on a person file, and the form for another."""
    holds = await open_legal_holds(page.officer, file.file_id, file.purpose)
    paths = HoldPaths(f"/console/supervisees/{file.file_id}/legal-holds", "/console/legal-holds")
    return HoldsTab(
        header=await header_of(page, file),
        shown=holds_shown(
            page,
            holds,
            form,
            paths,
            may_place=page.may(Act.LEGAL_HOLD_PLACE, file.division),
            may_lift=page.may(Act.LEGAL_HOLD_LIFT, file.division),
        ),
    )


async def aftercare_holds_tab(page: PageRequest, opened: AftercareFile, form: FormState) -> AftercareHoldsTab:
    """The holds on a file of after-care, and the form for another."""
    file = opened.file
    holds = await open_aftercare_holds(page.officer, file.id, opened.purpose)
    paths = HoldPaths(f"/console/aftercare/{file.id}/holds", "/console/aftercare-holds")
    return AftercareHoldsTab(
        header=aftercare_header_of(page, opened),
        shown=holds_shown(
            page,
            holds,
            form,
            paths,
            may_place=page.may(Act.AFTERCARE_HOLD, file.division),
            may_lift=page.may(Act.AFTERCARE_LIFT, file.division),
        ),
    )
