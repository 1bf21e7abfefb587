"""The pages of the console, all below `/console`; every controller stands here on a line of its own."""

from collections.abc import Sequence

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from api.console.alert_pages import AlertPages
from api.console.attachment_pages import AttachmentPages
from api.console.audit_pages import AuditPages
from api.console.check_in_pages import CheckInPages
from api.console.doctor_pages import DoctorPages
from api.console.map_pages import MapPages
from api.console.office_pages import OfficePages
from api.console.officer_change_pages import OfficerChangePages
from api.console.officer_import_pages import OfficerImportPages
from api.console.officer_pages import OfficerPages, OwnCodePages
from api.console.order_decision_pages import OrderDecisionPages
from api.console.order_drafting_pages import OrderDraftingPages
from api.console.order_pages import OrderPages
from api.console.pages_base import provide_page
from api.console.refusal_pages import RefusalPages
from api.console.sign_in_pages import SignInPages
from api.console.supervisee_change_pages import SuperviseeChangePages
from api.console.supervisee_form_pages import SuperviseeFormPages
from api.console.supervisee_import_pages import SuperviseeImportPages
from api.console.supervisee_pages import SuperviseePages
from api.console.today_pages import TodayPages
from api.console.tracker_pages import TrackerPages
from api.console.tracker_registration_pages import TrackerRegistrationPages

CONSOLE_ROUTES: Sequence[ControllerRouterHandler] = [
    SignInPages,
    TodayPages,
    MapPages,
    AlertPages,
    SuperviseePages,
    SuperviseeChangePages,
    SuperviseeFormPages,
    SuperviseeImportPages,
    AttachmentPages,
    AuditPages,
    CheckInPages,
    DoctorPages,
    OfficePages,
    OfficerPages,
    OfficerChangePages,
    OfficerImportPages,
    OrderPages,
    OrderDraftingPages,
    OrderDecisionPages,
    OwnCodePages,
    RefusalPages,
    TrackerPages,
    TrackerRegistrationPages,
]


def console_router() -> Router:
    """Everything below `/console` but its static files."""
    return Router(
        "/console",
        route_handlers=CONSOLE_ROUTES,
        dependencies={"page": Provide(provide_page, sync_to_thread=False)},
        include_in_schema=False,
    )
