"""The public page of a link: what is told, the form, the check, and the receipt; nothing typed is lost on the way."""

from dataclasses import replace
from http import HTTPStatus

from litestar import Controller, get, post
from litestar.params import FromPath

from api.console.page_forms import SubmittedForm, read_form
from api.console.residence.notice_forms import EXTRA_FIELDS, MOST_ON_FORM, people_on, read_notice, without_person
from api.console.residence.notice_lines import basis_of_notice, declarer_lines, item_lines
from api.console.residence.public_base import BY_OUR_RULES, REFUSALS, PublicPage, status_of
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.notices import (
    PublicCheckView,
    PublicFormView,
    PublicReceiptView,
    PublicStartView,
)
from api.console.words import WORDS
from api.http import HttpRequest, HttpResponse
from api.signed_in import check_own_site
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.residence.households.person import FIELD_OF
from supervision.residence.notices.giving import NoticeDraft, Receipt, give_notice, new_form_key
from supervision.residence.notices.links import PublicLink, link_of_token
from supervision.residence.notices.words import DeclarerKind, LinkScope, NoticeKind
from supervision.residence.rules import find_field_list
from supervision.residence.throttle import AskedTooOften

_LANGUAGE = "language-"
_REMOVE = "remove-"


class NoticePublicPages(Controller):
    """A notice under a link, by whoever owes it."""

    path = "/notice"
    include_in_schema = False

    @get("/{token:str}", opt=BY_OUR_RULES)
    async def start(self, token: FromPath[str], request: HttpRequest) -> HttpResponse:
        """For what place the link is, and what can be told."""
        page = PublicPage(request)
        try:
            link = await link_of_token(token)
        except REFUSALS as error:
            return page.refuse(error)
        due = (await basis_of_notice(page.say, DeclarerKind.LANDLORD, legal_day(now()), link.division)).basis
        return page.show(PublicStartView(token=token, place=link.place, due=due))

    @get("/{token:str}/{kind:str}", opt=BY_OUR_RULES)
    async def blank(self, token: FromPath[str], kind: FromPath[str], request: HttpRequest) -> HttpResponse:
        """The empty form of an arrival or a departure."""
        page = PublicPage(request)
        try:
            link, told = await link_of_token(token), _kind(kind)
        except REFUSALS as error:
            return page.refuse(error)
        state = FormState(values={"form_key": new_form_key()})
        return page.show(form_view(page, f"/notice/{token}/{kind}", token, link, told, state, 1))

    @post("/{token:str}/{kind:str}", opt=BY_OUR_RULES, status_code=HTTPStatus.OK)
    async def step(self, token: FromPath[str], kind: FromPath[str], request: HttpRequest) -> HttpResponse:
        """One step on: another person, the check, back to the form, or sending it off."""
        page = PublicPage(request)
        check_own_site(request)
        try:
            link, told = await link_of_token(token), _kind(kind)
            form = await read_form(request)
            return await _step(page, token, link, told, form)
        except REFUSALS as error:
            return page.refuse(error)


def _kind(kind: str) -> NoticeKind:
    try:
        return NoticeKind(kind)
    except ValueError as error:
        raise NotFound(kind) from error


async def _step(page: PublicPage, token: str, link: PublicLink, kind: NoticeKind, form: SubmittedForm) -> HttpResponse:
    path, persons, state = f"/notice/{token}/{kind}", people_on(form), form.state(language=page.language)
    rearranged = _rearranged(page, form.text("action"), state, persons)
    if rearranged is not None:
        return page.show(form_view(page, path, token, link, kind, *rearranged))
    read = read_notice(form, kind, link.division, room_needed=link.scope is not LinkScope.DWELLING)
    if read.draft is None:
        errors = {name: page.say(text) for name, text in read.errors.items()}
        view = form_view(page, path, token, link, kind, replace(state, errors=errors), persons)
        return page.show(view, HTTPStatus.BAD_REQUEST)
    if form.text("action") != "send":
        return page.show(await check_view(page, path, token, link, kind, read.draft, state))
    try:
        receipt = await give_notice(token, read.draft, page.caller)
    except (InputInvalid, RuleRefused, AskedTooOften) as error:
        refused = replace(state, refusal=page.say(error.args[0]))
        return page.show(form_view(page, path, token, link, kind, refused, persons), status_of(error))
    return page.show(receipt_view(receipt, link, read.draft, f"/notice/{token}"))


def _rearranged(page: PublicPage, action: str, state: FormState, persons: int) -> tuple[FormState, int] | None:
    """The form as it is shown again where nothing is to be checked yet: one person more or less, another language."""
    if action.startswith(_LANGUAGE):
        page.choose("en" if action == "language-en" else "zh")
    elif action == "add":
        persons = min(persons + 1, MOST_ON_FORM)
    elif action.startswith(_REMOVE) and persons > 1:
        gone = action.removeprefix(_REMOVE)
        values = without_person(state.values, int(gone) if gone.isascii() and gone.isdigit() else persons, persons)
        state, persons = replace(state, values=values), persons - 1
    elif action != "change":
        return None
    return state, persons


def receipt_view(receipt: Receipt, link: PublicLink, draft: NoticeDraft, again_path: str) -> PublicReceiptView:
    """The receipt, shown this once."""
    return PublicReceiptView(
        number=receipt.number,
        code=receipt.code,
        received_at=receipt.received_at,
        place=_place(link, draft),
        persons=len(draft.items),
        again_path=again_path,
    )


def form_view(
    page: PublicPage, path: str, token: str, link: PublicLink, kind: NoticeKind, state: FormState, persons: int
) -> PublicFormView:
    """The form with what was typed, and the fields that the region's law lists."""
    listed = find_field_list(legal_day(now()), link.division).fields
    fields = frozenset(name for name in EXTRA_FIELDS if FIELD_OF[name] in listed)
    return PublicFormView(
        token=token,
        place=link.place,
        kind=kind,
        form=state,
        room_needed=link.scope is not LinkScope.DWELLING,
        persons=persons,
        fields=fields,
        declarers=choices(page, "declarer-kind"),
        documents=choices(page, "notice-document"),
        lodgings=choices(page, "notice-lodging"),
        reasons=choices(page, "notice-reason"),
        sexes=choices(page, "notice-sex"),
        action_path=path,
    )


async def check_view(
    page: PublicPage, path: str, token: str, link: PublicLink, kind: NoticeKind, draft: NoticeDraft, state: FormState
) -> PublicCheckView:
    """What would be sent."""
    event_on = min(item.event_on for item in draft.items)
    due = await basis_of_notice(page.say, draft.declarer.kind, event_on, link.division)
    return PublicCheckView(
        token=token,
        place=_place(link, draft),
        kind=kind,
        lines=declarer_lines(page.say, draft.declarer, draft.remark),
        persons=tuple(item_lines(page.say, item) for item in draft.items),
        kept={name: value for name, value in state.values.items() if name != "action"},
        due=due.basis,
        is_late=due.is_over,
        action_path=path,
    )


def choices(page: PublicPage, table: str) -> tuple[Choice, ...]:
    """The options of a table of words."""
    return tuple(Choice(value=str(code), label=page.say(name)) for code, name in WORDS[table].items())


def _place(link: PublicLink, draft: NoticeDraft) -> str:
    return f"{link.place} {draft.room}".strip()
