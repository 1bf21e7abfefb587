"""The part of the check-in form that arranges a series, and where a series is shown."""

from datetime import time
from uuid import UUID

from api.console.page_forms import DAY_WRONG, SubmittedForm
from supervision.errors import InputInvalid
from supervision.orders.check_in_series import SeriesTimes
from supervision.wording import Wording

TIME_WRONG = Wording("时间须写成 09:00 这样。", "A time is written like 09:00.")


def series_path(series: UUID) -> str:
    """The page of a series."""
    return f"/console/check-ins/series/{series}"


def read_series(form: SubmittedForm) -> SeriesTimes:
    """The days and times that were typed; InputInvalid names what cannot be read."""
    first_on, last_on = form.day("first_on"), form.day("last_on")
    if first_on is None or last_on is None:
        raise InputInvalid(DAY_WRONG, field="first_on" if first_on is None else "last_on")
    weekdays = frozenset(int(text) for text in form.texts("weekdays") if text.isdecimal())
    try:
        times = tuple(time.fromisoformat(text).replace(second=0, microsecond=0) for text in form.texts("times") if text)
    except ValueError as error:
        raise InputInvalid(TIME_WRONG, field="times") from error
    return SeriesTimes(first_on, last_on, weekdays, times)
