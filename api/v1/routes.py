"""Everything under `/api/v1` but health and measurements."""

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from api.v1.alerts import AlertController
from api.v1.file_papers import FilePaperController
from api.v1.live_map import MapController
from api.v1.officers import GrantController, OfficeController, OfficerController, OwnAccountController
from api.v1.orders import OrderController
from api.v1.oversight import OversightController
from api.v1.retention import RetentionController
from api.v1.sign_in import SignInController
from api.v1.supervisees import SuperviseeController
from api.v1.trackers import CheckInController, TrackerController

ROUTES: Sequence[ControllerRouterHandler] = (
    SignInController,
    OwnAccountController,
    AlertController,
    SuperviseeController,
    FilePaperController,
    RetentionController,
    MapController,
    OrderController,
    TrackerController,
    CheckInController,
    OfficeController,
    OfficerController,
    GrantController,
    OversightController,
)
