"""The audit chain as it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import Choice, Id, Paging, View


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One entry: who, when, which act, on what, why, with what result. `fingerprint` is the head of its hash."""

    number: int
    at: datetime
    actor_name: str
    act: str
    subject: str
    purpose: str
    result: str
    fingerprint: str
    subject_path: str = ""
    detail: str = ""
    actor_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What checking the chain found; `first_broken` is the number of the first entry that does not hold."""

    checked_at: datetime
    entries: int
    milliseconds: int
    first_broken: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditVerificationView(View):
    """A fragment: the answer of POST `/console/audit/verification`."""

    template: ClassVar[str] = "audit/_verification.html"
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditView(View):
    """The audit page. Filters stay in the address: `officer`, `act`, `subject`, `from`, `to`, `result`, `cursor`."""

    template: ClassVar[str] = "audit/list.html"
    lines: tuple[AuditLine, ...]
    acts: tuple[Choice, ...]
    officers: tuple[Choice, ...]
    filters: Mapping[str, str]
    paging: Paging
    verification: Verification | None = None
    may_verify: bool = False
