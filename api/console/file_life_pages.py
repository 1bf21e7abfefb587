"""Steps in the life of a file, and its last days."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.contact_forms import asked_presence
from api.console.file_papers import ROOM_FOR_A_PAPER, attach_paper
from api.console.page_forms import SubmittedForm, read_choice
from api.console.page_moments import typed_moment
from api.console.pages_base import PageRequest
from api.console.supervisee_header import file_path
from api.console.supervisee_pages import show_file
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.attachments import AttachmentKind
from supervision.corrections.purposes import Purpose
from supervision.corrections.reporting import begin_programme, declare, find_again, lose_contact, report_in
from supervision.corrections.term_changes import AMOUNT_WRONG, CHANGE_PAPER_NEEDED, TermChange, TermKind
from supervision.corrections.term_entries import change_term, confirm_term, return_term
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, RuleRefused
from supervision.wording import Wording

_FILE = {"about": "person-file"}
DOCUMENT_UNCHECKED = Wording("请核对证件原件，并选择证件种类。", "Look at the original document, and say which it was.")


class FileLifePages(Controller):
    """The life of files inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}"

    @post(
        "/report-in",
        opt={"act": Act.PERSON_FILE_REPORT_IN, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def report_in(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the person reported in."""

        async def act(form: SubmittedForm) -> None:
            at, document = (
                typed_moment(form, "happened_at"),
                read_choice(DocumentType, form.text("checked_document"), "checked_document"),
            )
            if document is None:
                raise InputInvalid(DOCUMENT_UNCHECKED, field="checked_document")
            paper = await attach_paper(page, supervisee_id, form)
            await report_in(page.officer, supervisee_id, at, document, form.text("step_note"), paper)

        return await _do(page, supervisee_id, act, Wording("已登记报到。", "Reported in."))

    @post(
        "/declaration",
        opt={"act": Act.PERSON_FILE_DECLARE, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def declare(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record the declaration with those who were present."""

        async def act(form: SubmittedForm) -> None:
            at, paper = typed_moment(form, "happened_at"), await attach_paper(page, supervisee_id, form)
            present = [name for line in form.texts("present") for name in line.replace("、", "\n").splitlines()]
            place, note = form.text("place"), form.text("step_note")
            await declare(page.officer, supervisee_id, at, present, place, note, paper, asked_presence(form))

        return await _do(page, supervisee_id, act, Wording("已登记宣告。", "The declaration is recorded."))

    @post("/programme", opt={"act": Act.PERSON_FILE_BEGIN, **_FILE}, status_code=HTTP_200_OK)
    async def begin(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that supervision in the programme begins."""

        async def act(form: SubmittedForm) -> None:
            at = typed_moment(form, "happened_at")
            await begin_programme(page.officer, supervisee_id, at, form.text("step_note"))

        return await _do(page, supervisee_id, act, Wording("已列入在矫。", "In the programme now."))

    @post(
        "/lost-contact",
        opt={"act": Act.PERSON_FILE_LOSE, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def lose(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the person is out of contact."""

        async def act(form: SubmittedForm) -> None:
            at, paper = typed_moment(form, "happened_at"), await attach_paper(page, supervisee_id, form)
            await lose_contact(page.officer, supervisee_id, at, form.text("step_note"), paper)

        done = Wording("已登记失联，请立即组织查找。", "Recorded as out of contact: organise the search at once.")
        return await _do(page, supervisee_id, act, done)

    @post("/lost-contact/ending", opt={"act": Act.PERSON_FILE_FIND, **_FILE}, status_code=HTTP_200_OK)
    async def find(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Record that the person is in contact again."""

        async def act(form: SubmittedForm) -> None:
            await find_again(page.officer, supervisee_id, typed_moment(form, "happened_at"), form.text("step_note"))

        return await _do(page, supervisee_id, act, Wording("已登记恢复联系。", "In contact again."))

    @post(
        "/terms",
        opt={"act": Act.PERSON_FILE_CHANGE_TERM, **_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=ROOM_FOR_A_PAPER,
    )
    async def change_term(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter a decision that shortens or lengthens the term, with its document."""

        async def act(form: SubmittedForm) -> None:
            kind = read_choice(TermKind, form.text("kind"), "kind")
            change = TermChange(
                form.number("months", 0), form.number("days", 0), form.text("organ"), form.text("document_number")
            )
            if kind is None:
                raise InputInvalid(AMOUNT_WRONG, field="kind")
            document = await attach_paper(page, supervisee_id, form, "document", AttachmentKind.JUDGMENT)
            if document is None:
                raise InputInvalid(CHANGE_PAPER_NEEDED, field="document")
            await change_term(page.officer, supervisee_id, kind, change, document)

        done = Wording(
            "已登记，待另一人复核；复核前以较早的期满日为准。",
            "Entered, and waiting for another officer; until then the earlier last day holds.",
        )
        return await _do(page, supervisee_id, act, done, "judgment")

    @post(
        "/terms/{term_id:uuid}/confirmation",
        opt={"act": Act.PERSON_FILE_CONFIRM_TERM, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def confirm_term(
        self, supervisee_id: FromPath[UUID], term_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Confirm a last day that another officer entered."""

        async def act(_form: SubmittedForm) -> None:
            await confirm_term(page.officer, supervisee_id, term_id)

        return await _do(page, supervisee_id, act, Wording("期限已复核。", "The term is confirmed."), "judgment")

    @post(
        "/terms/{term_id:uuid}/return",
        opt={"act": Act.PERSON_FILE_RETURN_TERM, **_FILE},
        status_code=HTTP_200_OK,
    )
    async def return_term(
        self, supervisee_id: FromPath[UUID], term_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Return a last day that another officer entered, with the reason."""

        async def act(form: SubmittedForm) -> None:
            await return_term(page.officer, supervisee_id, term_id, form.text("reason"))

        return await _do(page, supervisee_id, act, Wording("期限已退回。", "The term is returned."), "judgment")


async def _do(
    page: PageRequest,
    file_id: UUID,
    act: Callable[[SubmittedForm], Awaitable[None]],
    done: Wording,
    tab: str = "overview",
) -> HttpResponse:
    """Do what the form says and see the file again, or the form with what was wrong."""
    form = await page.form()
    purpose = form.text("purpose") or Purpose.SUPERVISION
    try:
        await act(form)
    except (InputInvalid, RuleRefused) as error:
        state = form.state(error, page.language)
        return await show_file(page, file_id, tab, purpose=purpose, form=state, error=error)
    return page.redirect(file_path(file_id, purpose, tab), done=done)
