"""The tabs of an opened file of after-care; each opening is recorded with the purpose that was given."""

from collections.abc import Awaitable, Callable, Mapping

from api.console.aftercare_views import helpers_tab, history_tab, overview_tab, placement_tab, visits_tab
from api.console.legal_hold_tab import aftercare_holds_tab
from api.console.pages_base import PageRequest
from api.console.view_models.aftercare import AftercareTab
from api.console.view_models.base import FormState
from supervision.aftercare.opening import AftercareFile

MakeTab = Callable[[PageRequest, AftercareFile, FormState], Awaitable[AftercareTab]]

AFTERCARE_TABS: Mapping[str, MakeTab] = {
    "overview": overview_tab,
    "helpers": helpers_tab,
    "placement": placement_tab,
    "visits": visits_tab,
    "history": history_tab,
    "holds": aftercare_holds_tab,
}
"""By the name that stands in the address."""
