"""Times out of supervision, findings, and records that the law seals."""

from base64 import b64encode
from datetime import date
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.measure_views import LapseEnding, LegalBasisGiven, NewExcuse, NewFinding, NewLapse
from api.v1.requests import Created, Reason
from api.v1.views import View
from supervision.audit import Act
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.sanctions.counting import DaySpan
from supervision.corrections.sanctions.findings import record_finding, withdraw_finding
from supervision.corrections.sanctions.lapses import accept_excuse, cancel_lapse, confirm_lapse, end_lapse
from supervision.corrections.sanctions.sealed_records import read_sealed_record
from supervision.officers import Officer

_FILE = {"about": "person-file"}


class SealedRecordView(View, frozen=True):
    """A sealed record in clear; the proof's content in base 64, if there is one."""

    id: UUID
    kind: RecordKind
    happened_on: date
    summary: str
    media_type: str
    proof: str | None


class LapseController(Controller):
    """Times out of supervision and findings of supervisees inside the officer's reach."""

    tags = ["Sanctions and rewards"]  # noqa: RUF012 - as Litestar declares it

    @post("/supervisees/{supervisee_id:uuid}/lapses", opt={"act": Act.LAPSE_RECORD, **_FILE})
    async def confirm(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewLapse], officer: NamedDependency[Officer]
    ) -> Created:
        """Confirm since when a person is out of supervision; no alert does that."""
        return Created(await confirm_lapse(officer, supervisee_id, data.began_on, data.reason, data.evidence))

    @post("/lapses/{lapse_id:uuid}/ending", opt={"act": Act.LAPSE_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def end(
        self, lapse_id: FromPath[UUID], data: JSONBody[LapseEnding], officer: NamedDependency[Officer]
    ) -> None:
        """Record the day of return."""
        await end_lapse(officer, lapse_id, data.ended_on)

    @post("/lapses/{lapse_id:uuid}/excuses", opt={"act": Act.LAPSE_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def excuse(
        self, lapse_id: FromPath[UUID], data: JSONBody[NewExcuse], officer: NamedDependency[Officer]
    ) -> None:
        """Accept an excuse for some days, which then do not count."""
        await accept_excuse(officer, lapse_id, DaySpan(data.first_on, data.last_on), data.reason)

    @post("/lapses/{lapse_id:uuid}/cancelling", opt={"act": Act.LAPSE_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def cancel(self, lapse_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]) -> None:
        """Take a confirmation back that was wrong."""
        await cancel_lapse(officer, lapse_id, data.reason)

    @post("/supervisees/{supervisee_id:uuid}/findings", opt={"act": Act.CONDUCT_FINDING_RECORD, **_FILE})
    async def find(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewFinding], officer: NamedDependency[Officer]
    ) -> Created:
        """Write today's finding that the person is unrepentant, with its facts."""
        return Created(await record_finding(officer, supervisee_id, data.facts))

    @post(
        "/findings/{finding_id:uuid}/withdrawal",
        opt={"act": Act.CONDUCT_FINDING_RECORD},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def withdraw(
        self, finding_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Withdraw a finding, with the reason."""
        await withdraw_finding(officer, finding_id, data.reason)

    @post(
        "/supervisees/{supervisee_id:uuid}/records/{record_id:uuid}/sealed-reading",
        opt={"act": Act.SEALED_RECORD_READ},
        status_code=HTTP_200_OK,
    )
    async def read_sealed(
        self,
        supervisee_id: FromPath[UUID],
        record_id: FromPath[UUID],
        data: JSONBody[LegalBasisGiven],
        officer: NamedDependency[Officer],
    ) -> SealedRecordView:
        """A sealed record in clear, on a legal basis that is kept."""
        found = await read_sealed_record(officer, supervisee_id, record_id, data.legal_basis)
        proof = b64encode(found.proof).decode() if found.proof is not None else None
        return SealedRecordView.of(found, id=found.record_id, proof=proof)
