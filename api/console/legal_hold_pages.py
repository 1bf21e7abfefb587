"""暂停销毁: the list of a county's holds, and placing and lifting one on its file."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console.hold_lines import is_to_review, lifting_state, read_hold
from api.console.pages_base import PageRequest
from api.console.supervisee_header import file_path
from api.console.supervisee_pages import show_file
from api.console.view_models.legal_holds import HoldLine, HoldListView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.hold_list import HoldShow, ListedHold, count_legal_holds, list_legal_holds
from supervision.corrections.legal_holds import TABLE, lift_legal_hold, place_legal_hold
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused
from supervision.keeping.holds import file_of_hold
from supervision.legal_time import legal_day
from supervision.wording import Wording

ACTIVE, TAB = "legal-holds", "holds"
PLACED = Wording(
    "已暂停销毁，解除前本档案的任何内容都不会销毁。", "Held: nothing of this file is destroyed until it is lifted."
)
LIFTED = Wording("已解除。", "Lifted.")


class LegalHoldPages(Controller):
    """What must not be destroyed yet."""

    path = "/legal-holds"

    @get("/", opt={"act": Act.LEGAL_HOLD_LIST})
    async def show_list(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The holds of the county."""
        asked = page.filters().get("show", "")
        show = HoldShow(asked) if asked in set(HoldShow) else HoldShow.STANDING
        found = await list_legal_holds(page.officer, show, page.filters().get("cursor"))
        counts = await count_legal_holds(page.officer, legal_day(page.now))
        view = HoldListView(
            show=show,
            shows=page.choices("hold-show", HoldShow, {each: counts[each] for each in HoldShow}),
            lines=tuple(_line(page, hold) for hold in found.items),
            paging=page.paging(len(found.items), found.next, counts[show]),
        )
        return await page.show(view, active=ACTIVE)

    @post("/{hold_id:uuid}/lifting", opt={"act": Act.LEGAL_HOLD_LIFT}, status_code=HTTP_303_SEE_OTHER)
    async def lift(self, hold_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Let destruction go on."""
        form = await page.form()
        purpose = form.text("purpose") or Purpose.SUPERVISION
        try:
            file_id = await lift_legal_hold(page.officer, hold_id, form.text("reason"))
        except InputInvalid as error:
            file_id, state = await file_of_hold(TABLE, hold_id), lifting_state(page, form, error, hold_id)
            return await show_file(page, file_id, TAB, purpose=purpose, form=state, error=error)
        except RuleRefused as error:
            return page.redirect(file_path(await file_of_hold(TABLE, hold_id), purpose, TAB), warning=error.args[0])
        return page.redirect(file_path(file_id, purpose, TAB), done=LIFTED)


class FileHoldPages(Controller):
    """Holding one file."""

    path = "/supervisees/{supervisee_id:uuid}/legal-holds"

    @post("/", opt={"act": Act.LEGAL_HOLD_PLACE, "about": "person-file"}, status_code=HTTP_303_SEE_OTHER)
    async def place(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Stop every destruction of the file's data."""
        form = await page.form()
        purpose = form.text("purpose") or Purpose.SUPERVISION
        try:
            new = read_hold(form)
            await place_legal_hold(page.officer, supervisee_id, new.reason, new.source, new.review_on)
        except InputInvalid as error:
            state = form.state(error, page.language)
            return await show_file(page, supervisee_id, TAB, purpose=purpose, form=state, error=error)
        return page.redirect(file_path(supervisee_id, purpose, TAB), done=PLACED)


def _line(page: PageRequest, hold: ListedHold) -> HoldLine:
    person = hold.person
    return HoldLine(
        supervisee_id=person.file_id,
        number=person.number,
        masked_name=person.name,
        office_name=person.office_name,
        review_on=hold.review_on,
        is_to_review=is_to_review(page, hold.review_on, is_lifted=hold.lifted_at is not None),
        placed_at=hold.placed_at,
        placed_by=hold.placed_by_name,
        lifted_at=hold.lifted_at,
        lifted_by=hold.lifted_by_name,
    )
