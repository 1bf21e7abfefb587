"""Where an address is: a whole point on the globe, or none. Pure."""

from supervision.errors import InputInvalid
from supervision.position import check_coordinates
from supervision.wording import Wording

POINT_WRONG = Wording(
    "位置须同时有经度和纬度，且在地球上。", "A point needs both latitude and longitude, on the globe."
)


def check_point(lat: float | None, lon: float | None) -> None:
    """InputInvalid for half a point, or one that is not on the globe."""
    if (lat is None) != (lon is None):
        raise InputInvalid(POINT_WRONG, field="lat")
    if lat is not None and lon is not None:
        try:
            check_coordinates(lat, lon)
        except ValueError as error:
            raise InputInvalid(POINT_WRONG, field="lat") from error
