"""Everything under `/api/v1` but health and measurements."""

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from api.v1.alerts import AlertController
from api.v1.sign_in import SignInController
from api.v1.supervisees import SuperviseeController

ROUTES: Sequence[ControllerRouterHandler] = (SignInController, AlertController, SuperviseeController)
