"""The steps of a measure, each a form on its page."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import PurePath
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.confirming import CODE_FIELD
from api.console.measure_pages import ACTIVE, CHOICE_NEEDED, PATH, show_measure
from api.console.measure_views import measure_view
from api.console.page_forms import DAY_WRONG, SubmittedForm, read_choice
from api.console.page_moments import typed_moment
from api.console.pages_base import PageRequest, address
from api.console.view_models.base import FormState
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.purposes import Purpose
from supervision.corrections.sanctions.delivering import (
    Outcome,
    Scan,
    ServiceProof,
    copy_to_prosecutor,
    record_outcome,
    send_measure,
    serve_measure,
)
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
    respond_to_person,
    undo_decision,
)
from supervision.corrections.sanctions.sealed_records import read_sealed_measure
from supervision.corrections.sanctions.words import Reply
from supervision.errors import InputInvalid, RuleRefused, SignInRefused
from supervision.media import MOST_BYTES
from supervision.wording import Wording

_ROOM_FOR_A_FORM = 64 * 1024
_TITLE_LENGTH = 120

HEARD = Wording("已记录本人陈述。", "What the person said is on record.")
RESPONDED = Wording("已答复本人。", "The explanation was answered.")
DROPPED = Wording("未作出该措施。", "The measure was not taken.")
DECIDED = Wording("已决定；送达或者报送前可以收回。", "Decided; it can be taken back until it is served or sent.")
UNDONE = Wording("已收回决定。", "The decision was taken back.")
SERVED = Wording(
    "已送达并记入档案；请按期抄送人民检察院。", "Served and on the file; copy it to the prosecutor in time."
)
SENT = Wording("已报送；请按期抄送人民检察院。", "Sent; copy it to the prosecutor in time.")
COPIED = Wording("已登记抄送。", "The copy is on record.")
OUTCOME = Wording("已登记结果。", "The outcome is on record.")
OBJECTED = Wording("已登记异议，答复期限已起算。", "The objection is on record; the clock of its answer runs.")
ANSWERED = Wording("已答复异议。", "The objection was answered.")
APPEALED = Wording("已登记申诉。", "The appeal is on record.")
REVIEWED = Wording("已复核：仍然成立。", "Reviewed: it stands.")
ANNULLED = Wording("已撤销；以此为依据的措施和定位令待复核。", "Annulled; what rests on it waits for a review.")

Step = Callable[[SubmittedForm], Awaitable[None]]


class MeasureStepPages(Controller):
    """What is done with measures inside the officer's reach."""

    path = "/measures/{measure_id:uuid}"

    @post("/hearing", opt={"act": Act.MEASURE_HEAR}, status_code=HTTP_200_OK)
    async def hear(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record what the person said."""

        async def step(form: SubmittedForm) -> None:
            reply = read_choice(Reply, form.text("reply"), "reply")
            if reply is None:
                raise InputInvalid(CHOICE_NEEDED, field="reply")
            await hear_person(page.officer, measure_id, reply, form.text("text"))

        return await _take(page, measure_id, step, HEARD)

    @post("/response", opt={"act": Act.MEASURE_HEAR}, status_code=HTTP_200_OK)
    async def respond(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Answer what the person said."""

        async def step(form: SubmittedForm) -> None:
            await respond_to_person(page.officer, measure_id, form.text("response"))

        return await _take(page, measure_id, step, RESPONDED)

    @post("/dropping", opt={"act": Act.MEASURE_PROPOSE}, status_code=HTTP_200_OK)
    async def drop(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let the proposal go."""

        async def step(form: SubmittedForm) -> None:
            await drop_measure(page.officer, measure_id, form.text("reason"))

        return await _take(page, measure_id, step, DROPPED)

    @post("/decision", opt={"act": Act.MEASURE_DECIDE}, status_code=HTTP_200_OK)
    async def decide(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Decide; it can be taken back until it is served or sent."""

        async def step(form: SubmittedForm) -> None:
            await decide_measure(page.officer, measure_id, form.text("note"))

        return await _take(page, measure_id, step, DECIDED)

    @post("/undoing", opt={"act": Act.MEASURE_DECIDE}, status_code=HTTP_200_OK)
    async def undo(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take the decision back."""

        async def step(form: SubmittedForm) -> None:
            await undo_decision(page.officer, measure_id, form.text("reason"))

        return await _take(page, measure_id, step, UNDONE)

    @post(
        "/service",
        opt={"act": Act.MEASURE_SERVE},
        status_code=HTTP_200_OK,
        request_max_body_size=MOST_BYTES + _ROOM_FOR_A_FORM,
    )
    async def serve(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record the service with its proof, confirmed with the second factor."""

        async def step(form: SubmittedForm) -> None:
            names = tuple(form.text(f"witness_{place}") for place in (1, 2))
            proof = ServiceProof(witnesses=names if any(names) else (), scan=await _scan(form))
            served_on = _day(form, "served_on")
            await serve_measure(page.officer, measure_id, served_on, proof, form.text(CODE_FIELD))

        return await _take(page, measure_id, step, SERVED)

    @post("/sending", opt={"act": Act.MEASURE_SERVE}, status_code=HTTP_200_OK)
    async def send(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the proposal was sent, confirmed with the second factor."""

        async def step(form: SubmittedForm) -> None:
            sent_at = typed_moment(form, "sent_at")
            await send_measure(page.officer, measure_id, sent_at, form.text("organ"), form.text(CODE_FIELD))

        return await _take(page, measure_id, step, SENT)

    @post("/copy", opt={"act": Act.MEASURE_COPY}, status_code=HTTP_200_OK)
    async def copy(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the prosecutor was given a copy."""

        async def step(form: SubmittedForm) -> None:
            await copy_to_prosecutor(page.officer, measure_id, _day(form, "copied_on"), form.text("prosecutor"))

        return await _take(page, measure_id, step, COPIED)

    @post(
        "/outcome",
        opt={"act": Act.MEASURE_SERVE},
        status_code=HTTP_200_OK,
        request_max_body_size=MOST_BYTES + _ROOM_FOR_A_FORM,
    )
    async def outcome(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record what the organ that decides decided."""

        async def step(form: SubmittedForm) -> None:
            if form.text("result") not in {"granted", "refused"}:
                raise InputInvalid(CHOICE_NEEDED, field="result")
            outcome = Outcome(
                form.text("result") == "granted",
                _day(form, "decided_on"),
                form.text("document"),
                form.text("outcome_note"),
                scan=await _scan(form),
            )
            await record_outcome(page.officer, measure_id, outcome)

        return await _take(page, measure_id, step, OUTCOME)

    @post("/objection", opt={"act": Act.MEASURE_OBJECT}, status_code=HTTP_200_OK)
    async def object(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record the person's objection."""

        async def step(form: SubmittedForm) -> None:
            await record_objection(page.officer, measure_id, _day(form, "day"), form.text("objection"))

        return await _take(page, measure_id, step, OBJECTED)

    @post("/objection/answer", opt={"act": Act.MEASURE_REVIEW}, status_code=HTTP_200_OK)
    async def answer(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Answer the objection: the decision stands."""

        async def step(form: SubmittedForm) -> None:
            await answer_objection(page.officer, measure_id, form.text("answer"))

        return await _take(page, measure_id, step, ANSWERED)

    @post("/appeal", opt={"act": Act.MEASURE_OBJECT}, status_code=HTTP_200_OK)
    async def appeal(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the person turned to the prosecutor."""

        async def step(form: SubmittedForm) -> None:
            await record_appeal(page.officer, measure_id, _day(form, "day"), form.text("appeal"))

        return await _take(page, measure_id, step, APPEALED)

    @post("/review", opt={"act": Act.MEASURE_REVIEW}, status_code=HTTP_200_OK)
    async def review(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Find that it stands although a record was annulled."""

        async def step(form: SubmittedForm) -> None:
            await review_measure(page.officer, measure_id, form.text("review"))

        return await _take(page, measure_id, step, REVIEWED)

    @post("/annulment", opt={"act": Act.MEASURE_ANNUL}, status_code=HTTP_200_OK)
    async def annul(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Annul it, confirmed with the second factor."""

        async def step(form: SubmittedForm) -> None:
            await annul_measure(page.officer, measure_id, form.text("annulment"), form.text(CODE_FIELD))

        return await _take(page, measure_id, step, ANNULLED)

    @post("/sealed-reading", opt={"act": Act.SEALED_RECORD_READ}, status_code=HTTP_200_OK)
    async def read_sealed(self, measure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A measure of which a police penalty came, in clear this once, on the legal basis given."""
        form = await page.form()
        try:
            opened = await read_sealed_measure(page.officer, measure_id, form.text("legal_basis"))
        except (InputInvalid, RuleRefused) as error:
            return await show_measure(page, measure_id, _purpose(form), form.state(error, page.language), error)
        return await page.show(await measure_view(page, opened, _purpose(form)), active=ACTIVE)


async def _take(page: PageRequest, measure_id: UUID, step: Step, done: Wording) -> HttpResponse:
    form = await page.form()
    try:
        await step(form)
    except SignInRefused as error:
        state = form.state(error, page.language)
        refused = FormState(values=state.values, lists=state.lists, errors={CODE_FIELD: state.refusal or ""})
        return await show_measure(page, measure_id, _purpose(form), refused, error)
    except (InputInvalid, RuleRefused) as error:
        return await show_measure(page, measure_id, _purpose(form), form.state(error, page.language), error)
    return page.redirect(address(f"{PATH}/{measure_id}", purpose=_purpose(form)), done=done)


def _day(form: SubmittedForm, name: str) -> date:
    day = form.day(name)
    if day is None:
        raise InputInvalid(DAY_WRONG, field=name)
    return day


async def _scan(form: SubmittedForm) -> Scan | None:
    file = form.file("scan")
    if file is None:
        return None
    return Scan(PurePath(file.filename).name[-_TITLE_LENGTH:], await file.read())


def _purpose(form: SubmittedForm) -> str:
    return form.text("purpose") or Purpose.SUPERVISION
