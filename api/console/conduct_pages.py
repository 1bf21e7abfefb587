"""Times out of supervision, findings, and sealed records, on the file of the person whom they are about."""

from collections.abc import Awaitable
from datetime import date
from uuid import UUID

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import DAY_WRONG, SubmittedForm
from api.console.pages_base import PageRequest
from api.console.supervisee_header import file_path
from api.console.supervisee_pages import show_file
from api.console.view_models.measures import SealedRecordView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.purposes import Purpose
from supervision.corrections.sanctions.counting import DaySpan
from supervision.corrections.sanctions.findings import record_finding, withdraw_finding
from supervision.corrections.sanctions.lapses import accept_excuse, cancel_lapse, confirm_lapse, end_lapse
from supervision.corrections.sanctions.sealed_records import read_sealed_record
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers.officer import NOT_HERE
from supervision.wording import Wording

CONFIRMED = Wording("已登记，日数自次日起算。", "Recorded; days count from the next day on.")
ENDED = Wording("已登记恢复监管。", "The return is on record.")
EXCUSED = Wording("已认可，该日数不计。", "Accepted; these days do not count.")
CANCELLED = Wording("已撤回该段脱离监管。", "The time out of supervision was taken back.")
FOUND = Wording("已登记书面认定。", "The finding is on record.")
WITHDRAWN = Wording("已撤回认定。", "The finding was withdrawn.")
_FILE = {"about": "person-file"}
_HARMLESS = {"content-security-policy": "default-src 'none'; sandbox"}


class ConductPages(Controller):
    """What officers confirm and find of supervisees inside their reach."""

    path = "/supervisees/{supervisee_id:uuid}"

    @post("/lapses", opt={"act": Act.LAPSE_RECORD, **_FILE}, status_code=HTTP_200_OK)
    async def confirm(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Confirm since when the person is out of supervision."""
        form = await page.form()

        async def act() -> None:
            began_on = _day(form, "began_on")
            await confirm_lapse(page.officer, supervisee_id, began_on, form.text("reason"), form.text("evidence"))

        return await _do(page, supervisee_id, form, act(), CONFIRMED)

    @post("/lapses/{lapse_id:uuid}/ending", opt={"act": Act.LAPSE_RECORD}, status_code=HTTP_200_OK)
    async def end(
        self, supervisee_id: FromPath[UUID], lapse_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Record the day of return."""
        form = await page.form()

        async def act() -> None:
            await end_lapse(page.officer, lapse_id, _day(form, "ended_on"))

        return await _do(page, supervisee_id, form, act(), ENDED)

    @post("/lapses/{lapse_id:uuid}/excuses", opt={"act": Act.LAPSE_RECORD}, status_code=HTTP_200_OK)
    async def excuse(
        self, supervisee_id: FromPath[UUID], lapse_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Accept an excuse for some days."""
        form = await page.form()

        async def act() -> None:
            span = DaySpan(_day(form, "first_on"), _day(form, "last_on"))
            await accept_excuse(page.officer, lapse_id, span, form.text("excuse"))

        return await _do(page, supervisee_id, form, act(), EXCUSED)

    @post("/lapses/{lapse_id:uuid}/cancelling", opt={"act": Act.LAPSE_RECORD}, status_code=HTTP_200_OK)
    async def cancel(
        self, supervisee_id: FromPath[UUID], lapse_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Take a confirmation back that was wrong."""
        form = await page.form()
        return await _do(
            page, supervisee_id, form, cancel_lapse(page.officer, lapse_id, form.text("cancel_reason")), CANCELLED
        )

    @post("/findings", opt={"act": Act.CONDUCT_FINDING_RECORD, **_FILE}, status_code=HTTP_200_OK)
    async def find(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Write today's finding that the person is unrepentant."""
        form = await page.form()

        async def act() -> None:
            await record_finding(page.officer, supervisee_id, form.text("facts"))

        return await _do(page, supervisee_id, form, act(), FOUND)

    @post("/findings/{finding_id:uuid}/withdrawal", opt={"act": Act.CONDUCT_FINDING_RECORD}, status_code=HTTP_200_OK)
    async def withdraw(
        self, supervisee_id: FromPath[UUID], finding_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Withdraw a finding."""
        form = await page.form()
        done = withdraw_finding(page.officer, finding_id, form.text("withdraw_reason"))
        return await _do(page, supervisee_id, form, done, WITHDRAWN)

    @post("/records/{record_id:uuid}/sealed-reading", opt={"act": Act.SEALED_RECORD_READ}, status_code=HTTP_200_OK)
    async def read_sealed(
        self, supervisee_id: FromPath[UUID], record_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """A sealed record in clear, this once, on the legal basis given."""
        form = await page.form()
        try:
            found = await read_sealed_record(page.officer, supervisee_id, record_id, form.text("legal_basis"))
        except (InputInvalid, RuleRefused) as error:
            state = form.state(error, page.language)
            return await show_file(page, supervisee_id, "records", purpose=_purpose(form), form=state, error=error)
        view = SealedRecordView(
            supervisee_id=supervisee_id,
            record_id=record_id,
            kind=found.kind,
            happened_on=found.happened_on,
            summary=found.summary,
            legal_basis=form.text("legal_basis"),
            has_proof=found.proof is not None,
            back_path=file_path(supervisee_id, _purpose(form), "records"),
        )
        return await page.show(view, active="supervisees")

    @post("/records/{record_id:uuid}/sealed-proof", opt={"act": Act.SEALED_RECORD_READ}, status_code=HTTP_200_OK)
    async def read_proof(
        self, supervisee_id: FromPath[UUID], record_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """The proof of a sealed record, on the legal basis given."""
        form = await page.form()
        found = await read_sealed_record(page.officer, supervisee_id, record_id, form.text("legal_basis"))
        if found.proof is None:
            raise NotFound(NOT_HERE)
        headers = {"content-disposition": f'attachment; filename="{record_id}"', **_HARMLESS}
        return Response(found.proof, media_type=found.media_type, headers=headers)


async def _do(
    page: PageRequest, file_id: UUID, form: SubmittedForm, act: Awaitable[None], done: Wording
) -> HttpResponse:
    try:
        await act
    except (InputInvalid, RuleRefused) as error:
        state = form.state(error, page.language)
        return await show_file(page, file_id, "conduct", purpose=_purpose(form), form=state, error=error)
    return page.redirect(file_path(file_id, _purpose(form), "conduct"), done=done)


def _day(form: SubmittedForm, name: str) -> date:
    day = form.day(name)
    if day is None:
        raise InputInvalid(DAY_WRONG, field=name)
    return day


def _purpose(form: SubmittedForm) -> str:
    return form.text("purpose") or Purpose.SUPERVISION
