"""The receipt's page: with number and code a declarer sees what they declared and what became of it."""

from http import HTTPStatus

from litestar import Controller, get, post

from api.console.page_forms import SubmittedForm, read_form
from api.console.residence.notice_lines import declarer_lines
from api.console.residence.public_base import REFUSALS, PublicPage, status_of
from api.console.view_models.base import FormState
from api.console.view_models.residence.notices import FollowedPerson, PublicFollowView
from api.http import HttpRequest, HttpResponse
from api.signed_in import check_own_site
from supervision.residence.notices.receipts import follow_notice, withdraw_notice


class ReceiptPages(Controller):
    """Asking after a notice."""

    path = "/notice/receipt"
    include_in_schema = False

    @get("/", opt={"public": True})
    async def ask(self, request: HttpRequest) -> HttpResponse:
        """Asks for number and code."""
        number = request.query_params.get("number", "")[:24]
        return PublicPage(request).show(PublicFollowView(form=FormState(values={"number": number})))

    @post("/", opt={"public": True}, status_code=HTTPStatus.OK)
    async def follow(self, request: HttpRequest) -> HttpResponse:
        """The notice, or taking it back."""
        page = PublicPage(request)
        check_own_site(request)
        form = await read_form(request)
        number, code = form.text("number"), form.raw("code")
        try:
            is_withdrawal = form.text("action") == "withdraw"
            if is_withdrawal:
                await withdraw_notice(number, code, page.caller)
            return page.show(await _view(page, form, number, code, is_withdrawal=is_withdrawal))
        except REFUSALS as error:
            state = FormState(values={"number": number}, refusal=page.say(error.args[0]))
            return page.show(PublicFollowView(form=state), status_of(error))


async def _view(
    page: PublicPage, form: SubmittedForm, number: str, code: str, *, is_withdrawal: bool
) -> PublicFollowView:
    found = await follow_notice(number, code, page.caller)
    return PublicFollowView(
        form=FormState(values={"number": form.text("number")}),
        number=found.number,
        kind=found.kind,
        state=found.state,
        place=f"{found.content.place} {found.content.room}".strip(),
        received_at=found.received_at,
        lines=declarer_lines(page.say, found.content.declarer, found.content.remark),
        persons=tuple(
            FollowedPerson(name=item.item.name, state=item.state, reason=item.reason) for item in found.items
        ),
        may_withdraw=found.may_withdraw,
        code=code,
        was_withdrawn=is_withdrawal,
    )
