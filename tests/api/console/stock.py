"""Trackers of the county for pages to put to use."""

from itertools import count

from devices.dialects import Dialect
from devices.registry import pair_tracker, register_tracker
from tests.cast import COUNTY, Cast
from tests.makers_orders import MODEL

PHONE_MODEL = "手机"

_numbers = count(1)


async def stock_trackers(cast: Cast, number: int, *, division: str = COUNTY) -> list[str]:
    """Paired trackers of the model that orders ask for."""
    return [await _stock(cast, MODEL, Dialect.NATIVE, division, is_dedicated=True) for _ in range(number)]


async def stock_phone(cast: Cast, *, division: str = COUNTY) -> str:
    """A paired phone."""
    return await _stock(cast, PHONE_MODEL, Dialect.OWNTRACKS, division, is_dedicated=False)


async def _stock(cast: Cast, model: str, dialect: Dialect, division: str, *, is_dedicated: bool) -> str:
    admin, serial = cast.sam.officer, f"SN-{next(_numbers)}"
    tracker_id = await register_tracker(admin, serial, model, dialect, division, is_dedicated=is_dedicated)
    await pair_tracker(admin, tracker_id)
    return tracker_id
