"""Sanctions and rewards: what applies, proposed, heard, decided, served or sent, copied, objected to, annulled."""

from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.measure_views import (
    Annulment,
    ConductView,
    Copying,
    Deciding,
    Hearing,
    LegalBasisGiven,
    MeasureLineView,
    MeasureView,
    NewMeasure,
    Objection,
    OutcomeBody,
    Sending,
    Serving,
    Text,
)
from api.v1.requests import Created, PurposeAsked, Reason
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.sanctions.delivering import (
    copy_to_prosecutor,
    record_outcome,
    send_measure,
    serve_measure,
)
from supervision.corrections.sanctions.listing import MeasureShow, list_measures, open_conduct, open_measure
from supervision.corrections.sanctions.objecting import (
    annul_measure,
    answer_objection,
    record_appeal,
    record_objection,
    review_measure,
)
from supervision.corrections.sanctions.proposing import (
    decide_measure,
    drop_measure,
    hear_person,
    propose_measure,
    respond_to_person,
    undo_decision,
)
from supervision.corrections.sanctions.sealed_records import read_sealed_measure
from supervision.officers import Officer

_FILE = {"about": "person-file"}


class ConductController(Controller):
    """What applies to supervisees inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}"
    tags = ["Sanctions and rewards"]  # noqa: RUF012 - as Litestar declares it

    @get("/conduct", opt={"act": Act.MEASURE_OPEN, **_FILE})
    async def open_conduct(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> ConductView:
        """What applies with its counting, and what was taken; recorded with its purpose. Nothing here decides."""
        return ConductView.of_conduct(await open_conduct(officer, supervisee_id, purpose))

    @post("/measures", opt={"act": Act.MEASURE_PROPOSE, **_FILE})
    async def propose(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewMeasure], officer: NamedDependency[Officer]
    ) -> Response[Created]:
        """Propose a measure; 409 says what is missing, or that the category does not know it."""
        measure_id = await propose_measure(officer, supervisee_id, data.kind, data.trigger, data.facts, data.record_ids)
        return Response(Created(measure_id), headers={"location": f"/api/v1/measures/{measure_id}"})


class MeasureController(Controller):
    """Measures inside the officer's reach."""

    path = "/measures"
    tags = ["Sanctions and rewards"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.MEASURE_LIST})
    async def list_measures(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[MeasureShow] = MeasureShow.TO_DECIDE,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[MeasureLineView]:
        """Measures in a queue, newest first, fifty a page; people are masked."""
        found = await list_measures(officer, show, cursor)
        return list_of(MeasureLineView.of_summary, found.items, found.next)

    @get("/{measure_id:uuid}", opt={"act": Act.MEASURE_OPEN})
    async def open_measure(
        self, measure_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> MeasureView:
        """The measure in clear with its steps; recorded with its purpose."""
        return MeasureView.of_opened(await open_measure(officer, measure_id, purpose))

    @post("/{measure_id:uuid}/sealed-reading", opt={"act": Act.SEALED_RECORD_READ}, status_code=HTTP_200_OK)
    async def read_sealed(
        self, measure_id: FromPath[UUID], data: JSONBody[LegalBasisGiven], officer: NamedDependency[Officer]
    ) -> MeasureView:
        """A measure of which a police penalty came, in clear on a legal basis that is kept."""
        return MeasureView.of_opened(await read_sealed_measure(officer, measure_id, data.legal_basis))

    @post("/{measure_id:uuid}/hearing", opt={"act": Act.MEASURE_HEAR}, status_code=HTTP_204_NO_CONTENT)
    async def hear(
        self, measure_id: FromPath[UUID], data: JSONBody[Hearing], officer: NamedDependency[Officer]
    ) -> None:
        """Record what the person said, that they declined, or that they could not be reached."""
        await hear_person(officer, measure_id, data.reply, data.text)

    @post("/{measure_id:uuid}/response", opt={"act": Act.MEASURE_HEAR}, status_code=HTTP_204_NO_CONTENT)
    async def respond(
        self, measure_id: FromPath[UUID], data: JSONBody[Text], officer: NamedDependency[Officer]
    ) -> None:
        """Answer what the person said."""
        await respond_to_person(officer, measure_id, data.text)

    @post("/{measure_id:uuid}/dropping", opt={"act": Act.MEASURE_PROPOSE}, status_code=HTTP_204_NO_CONTENT)
    async def drop(self, measure_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]) -> None:
        """Let a proposal go, with the reason."""
        await drop_measure(officer, measure_id, data.reason)

    @post("/{measure_id:uuid}/decision", opt={"act": Act.MEASURE_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def decide(
        self, measure_id: FromPath[UUID], data: JSONBody[Deciding], officer: NamedDependency[Officer]
    ) -> None:
        """Decide, never on one's own proposal; 409 `measure-moved` says who was first and when."""
        await decide_measure(officer, measure_id, data.note)

    @post("/{measure_id:uuid}/undoing", opt={"act": Act.MEASURE_DECIDE}, status_code=HTTP_204_NO_CONTENT)
    async def undo(self, measure_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]) -> None:
        """Take a decision back that was not served or sent yet."""
        await undo_decision(officer, measure_id, data.reason)

    @post("/{measure_id:uuid}/service", opt={"act": Act.MEASURE_SERVE}, status_code=HTTP_204_NO_CONTENT)
    async def serve(
        self, measure_id: FromPath[UUID], data: JSONBody[Serving], officer: NamedDependency[Officer]
    ) -> None:
        """Record that the person was served; it is a fact on the file from then on."""
        await serve_measure(officer, measure_id, data.served_on, data.proof(), data.code)

    @post("/{measure_id:uuid}/sending", opt={"act": Act.MEASURE_SERVE}, status_code=HTTP_204_NO_CONTENT)
    async def send(
        self, measure_id: FromPath[UUID], data: JSONBody[Sending], officer: NamedDependency[Officer]
    ) -> None:
        """Record that a proposal was sent to the organ that decides; its clock begins."""
        await send_measure(officer, measure_id, data.sent_at, data.organ, data.code)

    @post("/{measure_id:uuid}/copy", opt={"act": Act.MEASURE_COPY}, status_code=HTTP_204_NO_CONTENT)
    async def copy(
        self, measure_id: FromPath[UUID], data: JSONBody[Copying], officer: NamedDependency[Officer]
    ) -> None:
        """Record that the prosecutor was given a copy."""
        await copy_to_prosecutor(officer, measure_id, data.copied_on, data.prosecutor)

    @post("/{measure_id:uuid}/outcome", opt={"act": Act.MEASURE_SERVE}, status_code=HTTP_204_NO_CONTENT)
    async def outcome(
        self, measure_id: FromPath[UUID], data: JSONBody[OutcomeBody], officer: NamedDependency[Officer]
    ) -> None:
        """Record what the organ that decides decided."""
        await record_outcome(officer, measure_id, data.outcome())

    @post("/{measure_id:uuid}/objection", opt={"act": Act.MEASURE_OBJECT}, status_code=HTTP_204_NO_CONTENT)
    async def object(
        self, measure_id: FromPath[UUID], data: JSONBody[Objection], officer: NamedDependency[Officer]
    ) -> None:
        """Record the person's objection; the clock of its answer begins."""
        await record_objection(officer, measure_id, data.on, data.text)

    @post("/{measure_id:uuid}/objection/answer", opt={"act": Act.MEASURE_REVIEW}, status_code=HTTP_204_NO_CONTENT)
    async def answer(self, measure_id: FromPath[UUID], data: JSONBody[Text], officer: NamedDependency[Officer]) -> None:
        """Answer an objection: the decision stands. Never by whoever decided."""
        await answer_objection(officer, measure_id, data.text)

    @post("/{measure_id:uuid}/appeal", opt={"act": Act.MEASURE_OBJECT}, status_code=HTTP_204_NO_CONTENT)
    async def appeal(
        self, measure_id: FromPath[UUID], data: JSONBody[Objection], officer: NamedDependency[Officer]
    ) -> None:
        """Record that the person turned to the prosecutor."""
        await record_appeal(officer, measure_id, data.on, data.text)

    @post("/{measure_id:uuid}/review", opt={"act": Act.MEASURE_REVIEW}, status_code=HTTP_204_NO_CONTENT)
    async def review(
        self, measure_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Find that the measure stands although a record on which it rests was annulled."""
        await review_measure(officer, measure_id, data.reason)

    @post("/{measure_id:uuid}/annulment", opt={"act": Act.MEASURE_ANNUL}, status_code=HTTP_204_NO_CONTENT)
    async def annul(
        self, measure_id: FromPath[UUID], data: JSONBody[Annulment], officer: NamedDependency[Officer]
    ) -> None:
        """Annul what was served or sent, never by whoever decided; what rests on it waits for a review."""
        await annul_measure(officer, measure_id, data.reason, data.code)
