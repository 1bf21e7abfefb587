"""The state of the service, and the pages that say what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Happening, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One part of the way from a tracker to the screen; `state` is `good`, `slow`, `failed` or `unknown`."""

    key: str
    state: str
    milliseconds: float | None = None
    finding: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorView(View):
    """The service's health: the canary fix through broker, ingest, database and stream.

    POST `/console/doctor` runs it again.
    """

    template: ClassVar[str] = "doctor.html"
    legs: tuple[Leg, ...]
    checked_at: datetime | None
    warnings: tuple[str, ...] = ()
    total_milliseconds: float | None = None
    may_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorView(View):
    """A page for an answer of 400, 401, 403, 404, 409, 429, 500 or 503.

    `reason` is the refusal in a sentence where there is one; `reference` finds the request in the service's log;
    `already` says who was first where two officers did the same (409).
    """

    template: ClassVar[str] = "error.html"
    code: int
    reason: str = ""
    reference: str = ""
    retry_at: datetime | None = None
    already: Happening | None = None
    back_path: str = "/console/"
