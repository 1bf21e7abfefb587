"""How a correction begins, by clicks: group, plan, needs, papers, the exit ban; and what is undone of them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, read_choice, short_number
from api.console.pages_base import PageRequest
from api.console.supervisee_change_pages import CHOICE_NEEDED, DAY_NEEDED, needed, show_again
from api.console.supervisee_header import file_path
from api.console.view_models.induction import InductionLine, InductionQueueView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.induction.exit_bans import record_exit_ban
from supervision.corrections.induction.group import GroupMember, set_group
from supervision.corrections.induction.movements import Paper, record_movement, record_receipt
from supervision.corrections.induction.needs import answer_need, refer_need
from supervision.corrections.induction.plan import Plan, save_plan
from supervision.corrections.induction.queues import InductionQueue, count_induction, list_induction
from supervision.corrections.induction.words import Direction, ExitBanStep, MemberKind, NeedKind, NeedState, OrganKind
from supervision.corrections.waiting_files import WaitingFile
from supervision.errors import InputInvalid, RuleRefused
from supervision.media import MOST_BYTES
from supervision.texts import needed_text
from supervision.wording import Wording

_ABOUT_FILE = {"about": "person-file"}
_ROOM_FOR_A_FORM = 64 * 1024
_TITLE_LENGTH = 120
_TABS = {InductionQueue.EXIT_BAN: "movements", InductionQueue.NO_RECEIPT: "movements"}


class InductionQueuePages(Controller):
    """What is undone within the officer's reach."""

    path = "/induction"

    @get("/", opt={"act": Act.PERSON_FILE_LIST})
    async def queue(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """One queue, masked, a page at a time, the longest open first."""
        queue = read_choice(InductionQueue, page.filters().get("queue"), "queue") or InductionQueue.NO_GROUP
        found = await list_induction(page.officer, queue, page.filters().get("cursor"))
        counts = await count_induction(page.officer)
        view = InductionQueueView(
            queue=queue,
            queues=page.choices("induction-queue", counts=counts),
            lines=tuple(map(_line, found.items)),
            paging=page.paging(len(found.items), found.next, counts.get(queue)),
            tab=_TABS.get(queue, "plan"),
        )
        return await page.show(view, active="supervisees")


class InductionPages(Controller):
    """The beginning of one correction inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}"

    @post("/group", opt={"act": Act.GROUP_SET, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def set_group(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put a group in the place of the one before."""
        form = await page.form()
        try:
            await set_group(page.officer, supervisee_id, _members(form))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "plan", form, error)
        return _done(page, supervisee_id, form, "plan", Wording("矫正小组已确定。", "The group is set."))

    @post("/plan", opt={"act": Act.PLAN_SAVE, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def save_plan(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Save the next version of the plan."""
        form = await page.form()
        try:
            plan = Plan(**{name: form.text(name) for name in Plan.__struct_fields__})
            await save_plan(page.officer, supervisee_id, _version(form), plan)
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "plan", form, error)
        return _done(page, supervisee_id, form, "plan", Wording("矫正方案已保存。", "The plan is saved."))

    @post("/needs", opt={"act": Act.NEED_REFER, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def refer_need(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Refer a need to somebody who can help."""
        form = await page.form()
        try:
            kind = needed(read_choice(NeedKind, form.text("kind"), "kind"), "kind", CHOICE_NEEDED)
            await refer_need(
                page.officer, supervisee_id, kind, form.text("text"), form.text("referred_to"), form.day("due_on")
            )
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "plan", form, error)
        return _done(page, supervisee_id, form, "plan", Wording("已转介。", "Referred."))

    @post("/needs/{need_id:uuid}/answer", opt={"act": Act.NEED_ANSWER, "about": "need"}, status_code=HTTP_200_OK)
    async def answer_need(
        self, supervisee_id: FromPath[UUID], need_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Put down what came of a need."""
        form = await page.form()
        try:
            state = needed(read_choice(NeedState, form.text("state"), "state"), "state", CHOICE_NEEDED)
            await answer_need(page.officer, supervisee_id, need_id, state, form.text("answer"))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "plan", form, error)
        return _done(page, supervisee_id, form, "plan", Wording("答复已登记。", "The answer is put down."))

    @post(
        "/movements",
        opt={"act": Act.MOVEMENT_RECORD, **_ABOUT_FILE},
        status_code=HTTP_200_OK,
        request_max_body_size=MOST_BYTES + _ROOM_FOR_A_FORM,
    )
    async def record_movement(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down a paper that came in or went out, with the paper itself if it is at hand."""
        form = await page.form()
        try:
            await _record_movement(page, supervisee_id, form)
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "movements", form, error)
        return _done(page, supervisee_id, form, "movements", Wording("收发文已登记。", "The paper is put down."))

    @post(
        "/movements/{movement_id:uuid}/receipt",
        opt={"act": Act.MOVEMENT_RECORD, "about": "movement"},
        status_code=HTTP_200_OK,
    )
    async def record_receipt(
        self, supervisee_id: FromPath[UUID], movement_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Put down the receipt for a paper."""
        form = await page.form()
        try:
            await record_receipt(page.officer, supervisee_id, movement_id, _day(form, "receipt_on"))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "movements", form, error)
        return _done(page, supervisee_id, form, "movements", Wording("回执已登记。", "The receipt is put down."))

    @post("/exit-ban", opt={"act": Act.EXIT_BAN_RECORD, **_ABOUT_FILE}, status_code=HTTP_200_OK)
    async def record_exit_ban(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down the next step of the exit ban."""
        form = await page.form()
        try:
            step = needed(read_choice(ExitBanStep, form.text("step"), "step"), "step", CHOICE_NEEDED)
            await record_exit_ban(page.officer, supervisee_id, step, _day(form, "happened_on"), form.text("note"))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "movements", form, error)
        return _done(page, supervisee_id, form, "movements", Wording("已登记。", "Put down."))


async def _record_movement(page: PageRequest, file_id: UUID, form: SubmittedForm) -> None:
    """Look at everything before the document is stored, so that none is left behind without its line."""
    direction = needed(read_choice(Direction, form.text("direction"), "direction"), "direction", CHOICE_NEEDED)
    organ = needed(read_choice(OrganKind, form.text("organ"), "organ"), "organ", CHOICE_NEEDED)
    happened_on = _day(form, "happened_on")
    paper = Paper(
        needed_text(form.text("title"), "title", _TITLE_LENGTH),
        needed_text(form.text("organ_name"), "organ_name", _TITLE_LENGTH),
        form.text("number"),
    )
    attachment_id, upload = None, form.file("paper")
    if upload is not None:
        kind = AttachmentKind.OTHER
        attachment_id = await add_attachment(page.officer, file_id, kind, paper.title, await upload.read())
    await record_movement(page.officer, file_id, direction, organ, paper, happened_on, attachment_id)


def _members(form: SubmittedForm) -> Sequence[GroupMember]:
    """The rows of the form; one without a name is left out."""
    names = ("member_kind", "member_name", "member_sex", "member_minors", "member_unit", "member_phone")
    columns = [form.fields.get(name, ()) for name in names]
    members = []
    for kind, name, sex, minors, unit, phone in zip(*columns, strict=False):
        if name.strip():
            capacity = needed(read_choice(MemberKind, kind, "member_kind"), "member_kind", CHOICE_NEEDED)
            members.append(GroupMember(capacity, name, sex == "female", minors == "yes", unit, phone))
    return members


def _version(form: SubmittedForm) -> int:
    return short_number(form.text("version"))


def _day(form: SubmittedForm, field: str) -> date:
    return needed(form.day(field), field, DAY_NEEDED)


def _done(page: PageRequest, file_id: UUID, form: SubmittedForm, tab: str, told: Wording) -> HttpResponse:
    return page.redirect(file_path(file_id, form.text("purpose") or "supervision", tab), done=told)


def _line(waiting: WaitingFile) -> InductionLine:
    person = waiting.person
    return InductionLine(
        supervisee_id=person.file_id,
        number=person.number,
        masked_name=person.name,
        category=person.category,
        office_name=person.office_name,
        opened_at=person.opened_at,
    )
