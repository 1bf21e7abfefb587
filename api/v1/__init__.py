"""The JSON API, version 1."""

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler

from api.v1.sign_in import SignInController

ROUTES: Sequence[ControllerRouterHandler] = (SignInController,)
"""Everything under `/api/v1` but health and measurements."""
