"""Moments as people type them into a page: whole minutes of legal time, as the browser's own field writes them."""

from datetime import datetime

from api.console.page_forms import SubmittedForm
from supervision.errors import InputInvalid
from supervision.legal_time import LEGAL_ZONE
from supervision.wording import Wording

MOMENT_WRONG = Wording("时间须写成 2026-01-31T08:30 这样。", "Write the time like 2026-01-31T08:30.")
_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2199  # beyond these somebody slipped, and arithmetic would fail
MOMENT_NEEDED = Wording("请填写时间。", "Give the time.")


def typed_moment(form: SubmittedForm, name: str) -> datetime:
    """The moment in a field of the kind `datetime-local`; InputInvalid for an empty field or anything else."""
    text = form.text(name)
    if not text:
        raise InputInvalid(MOMENT_NEEDED, field=name)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputInvalid(MOMENT_WRONG, field=name) from error
    if not _EARLIEST_YEAR <= at.year <= _LATEST_YEAR:
        raise InputInvalid(MOMENT_WRONG, field=name)
    return at.replace(tzinfo=LEGAL_ZONE) if at.tzinfo is None else at


def moment_value(at: datetime) -> str:
    """A moment as such a field takes it."""
    return f"{at.astimezone(LEGAL_ZONE):%Y-%m-%dT%H:%M}"
