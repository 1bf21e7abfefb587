"""Moments as callers write them in an address."""

from datetime import datetime

from api.v1.requests import check_years
from supervision.errors import InputInvalid
from supervision.legal_time import LEGAL_ZONE
from supervision.wording import Wording

MOMENT_WRONG = Wording("时间须为 ISO 8601 格式。", "Write moments in ISO 8601, such as 2026-01-31T08:00:00+08:00.")


def read_moment(text: str | None, field: str) -> datetime | None:
    """The moment of an ISO 8601 text, in legal time where no offset is given; None without text. InputInvalid.

    A `+` that an address turned into a space is taken for what it was.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip().replace(" ", "+") if "T" in text else text)
        check_years(moment)
    except ValueError as error:
        raise InputInvalid(MOMENT_WRONG, field=field) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=LEGAL_ZONE)
