"""What clients see of an export, whichever register it leaves."""

from datetime import datetime
from uuid import UUID

from api.v1.requests import Body
from api.v1.views import View
from supervision.exports.words import ExportState


class ExportStandView(View, frozen=True, kw_only=True):
    """An export as it stands: `subjects` rows were asked for, `exported` of them left the house."""

    id: UUID
    number: str
    division: str
    state: ExportState
    subjects: int
    exported: int | None
    requested_at: datetime
    requested_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    ready_at: datetime | None
    expires_at: datetime
    fetched_at: datetime | None


class UnlockedView(View, frozen=True):
    """The password, shown this once, and until when the archive can be fetched."""

    password: str
    expires_at: datetime

    def __repr__(self) -> str:
        return "UnlockedView(…)"


class FreshCode(Body, frozen=True):
    """A fresh one-time code."""

    code: str

    def __repr__(self) -> str:
        return "FreshCode(…)"
