"""Guardians of a minor, by clicks, on the tab of the plan."""

from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, read_choice
from api.console.pages_base import PageRequest
from api.console.supervisee_change_pages import CHOICE_NEEDED, DAY_NEEDED, needed, show_again
from api.console.supervisee_header import file_path
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.guardians.keeping import change_guardian, end_guardian, enter_guardian
from supervision.corrections.guardians.words import GuardianFacts, Relation
from supervision.errors import InputInvalid, RuleRefused
from supervision.wording import Wording

ENTERED = Wording("监护人已登记。", "The guardian is put down.")
CHANGED = Wording("监护人信息已修改，原来的仍可查看。", "Changed; what stood before can still be seen.")
ENDED = Wording("已登记终止，以前的监护人仍可查看。", "The end is put down; former guardians can still be seen.")
_FILE = {"about": "person-file"}


class GuardianPages(Controller):
    """Guardians of minors inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}/guardians"

    @post("/", opt={"act": Act.GUARDIAN_ENTER, **_FILE}, status_code=HTTP_200_OK)
    async def enter(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down a guardian."""
        form = await page.form()
        try:
            from_on = needed(form.day("from_on"), "from_on", DAY_NEEDED)
            await enter_guardian(page.officer, supervisee_id, _facts(form), from_on)
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "plan", form, error)
        return _done(page, supervisee_id, form, ENTERED)

    @post("/{guardian_id:uuid}", opt={"act": Act.GUARDIAN_CHANGE, **_FILE}, status_code=HTTP_200_OK)
    async def change(
        self, supervisee_id: FromPath[UUID], guardian_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Put down what is known of a guardian now."""
        form = await page.form()
        try:
            await change_guardian(page.officer, supervisee_id, guardian_id, form.number("version"), _facts(form))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "plan", form, error)
        return _done(page, supervisee_id, form, CHANGED)

    @post("/{guardian_id:uuid}/ending", opt={"act": Act.GUARDIAN_END, **_FILE}, status_code=HTTP_200_OK)
    async def end(
        self, supervisee_id: FromPath[UUID], guardian_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Put down that somebody is no longer the guardian."""
        form = await page.form()
        try:
            until_on = needed(form.day("until_on"), "until_on", DAY_NEEDED)
            await end_guardian(page.officer, supervisee_id, guardian_id, until_on, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            return await show_again(page, supervisee_id, "plan", form, error)
        return _done(page, supervisee_id, form, ENDED)


def _facts(form: SubmittedForm) -> GuardianFacts:
    return GuardianFacts(
        form.text("guardian_name"),
        needed(read_choice(Relation, form.text("relation"), "relation"), "relation", CHOICE_NEEDED),
        form.text("guardian_phone"),
        form.text("guardian_document"),
        form.text("guardian_address"),
    )


def _done(page: PageRequest, file_id: UUID, form: SubmittedForm, told: Wording) -> HttpResponse:
    return page.redirect(file_path(file_id, form.text("purpose") or "supervision", "plan"), done=told)
