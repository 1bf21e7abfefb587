"""The state of the service, and the pages that say what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Happening, View


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One thing that was looked at; `state` is `good`, `warning` or `failed`, `advice` what to do about it."""

    name: str
    state: str
    finding: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorView(View):
    """The service's health as it was found last.

    `way` is the canary fix through broker, ingest, database and stream, `rest` everything else. POST `/console/doctor`
    looks again. `worst` is the worst state of all; empty before anybody looked.
    """

    template: ClassVar[str] = "doctor.html"
    follows_trackers: bool = True
    way: tuple[CheckLine, ...] = ()
    rest: tuple[CheckLine, ...] = ()
    checked_at: datetime | None = None
    worst: str = ""
    is_running: bool = False


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
