"""The audit, and what came in and was refused: for those who watch the service and see no file."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from litestar.status_codes import HTTP_200_OK

from api.v1.moments import read_moment
from api.v1.views import ListView, View, list_of
from supervision import legal_time
from supervision.audit import Act
from supervision.monitoring.counting import open_intake_counts
from supervision.officers import Officer
from supervision.officers.audit_trail import AuditEntry, AuditFilter, list_audit_entries, verify_audit

_USUAL_DAYS = 7


class AuditEntryView(View, frozen=True):
    """One entry of the chain; `mac` is the keyed MAC over it and the entry before, in hexadecimal."""

    position: int
    at: datetime
    actor_kind: str
    actor_id: str
    actor_name: str
    act: str
    subject_kind: str
    subject_id: str
    purpose: str | None
    result: str
    detail: dict[str, Any]
    mac: str

    @classmethod
    def of_entry(cls, entry: AuditEntry) -> "AuditEntryView":
        """The view of an entry."""
        return cls.of(entry, mac=entry.mac.hex(), detail=dict(entry.detail))


class VerificationView(View, frozen=True):
    """How many entries hold, and the first that does not."""

    is_whole: bool
    verified_entries: int
    broken_position: int | None
    reason: str | None


class IntakeCountView(View, frozen=True):
    """How many messages or fixes of an account met an outcome on a day."""

    day: date
    account: str
    outcome: str
    count: int
    last_at: datetime


class OversightController(Controller):
    """The audit of the officer's register."""

    tags = ["Oversight"]  # noqa: RUF012 - as Litestar declares it

    @get("/audit", opt={"act": Act.AUDIT_READ})
    async def list_entries(
        self,
        officer: NamedDependency[Officer],
        actor: FromQuery[str | None] = None,
        act: FromQuery[Act | None] = None,
        subject: FromQuery[str | None] = None,
        result: FromQuery[str | None] = None,
        from_at: Annotated[str | None, QueryParameter(name="from", description="ISO 8601.")] = None,
        until_at: Annotated[str | None, QueryParameter(name="to", description="ISO 8601.")] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[AuditEntryView]:
        """Entries of the audit, newest first, fifty a page; reading it is an entry itself."""
        since, until = read_moment(from_at, "from"), read_moment(until_at, "to")
        wanted = AuditFilter(actor, act, None, subject, result, since, until)
        page = await list_audit_entries(officer, wanted, cursor)
        return list_of(AuditEntryView.of_entry, page.items, page.next)

    @post("/audit/verification", opt={"act": Act.AUDIT_VERIFY}, status_code=HTTP_200_OK)
    async def verify(self, officer: NamedDependency[Officer]) -> VerificationView:
        """Walk the whole chain."""
        return VerificationView.of(await verify_audit(officer))


class IntakeCountController(Controller):
    """The counters of ingest."""

    tags = ["Oversight"]  # noqa: RUF012 - as Litestar declares it

    @get("/intake-counts", opt={"act": Act.REFUSALS_READ})
    async def intake_counts(
        self, officer: NamedDependency[Officer], since: FromQuery[date | None] = None
    ) -> ListView[IntakeCountView]:
        """What was stored, set aside and refused, by day and account; the last week if no day is given."""
        today = legal_time.legal_day(legal_time.now())
        return list_of(
            IntakeCountView.of, await open_intake_counts(officer, since or today - timedelta(days=_USUAL_DAYS))
        )
