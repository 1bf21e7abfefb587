"""Many people at once: an employer pastes a list or uploads a sheet, sees a verdict for every row, and sends."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from litestar import Controller, get, post
from litestar.params import FromPath

from api.console.page_forms import SubmittedForm, read_choice, read_form
from api.console.residence.notice_forms import DAY_NEEDED, read_declarer
from api.console.residence.notice_public_pages import choices, receipt_view
from api.console.residence.public_base import BY_OUR_RULES, REFUSALS, PublicPage, status_of
from api.console.sheets import MOST_BYTES, SheetColumn, empty_sheet, read_sheet, workbook_answer
from api.console.view_models.base import FormState
from api.console.view_models.residence.notices import PublicListView, RowVerdict
from api.http import HttpRequest, HttpResponse
from api.signed_in import check_own_site
from supervision.documents import DOCUMENT_TYPE_NAMES
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.residence.codes import LodgingKind
from supervision.residence.notices.content import MOST_PERSONS, NOBODY_NAMED, Declarer
from supervision.residence.notices.giving import ROOM_NEEDED, NoticeDraft, give_notice, new_form_key
from supervision.residence.notices.links import PublicLink, link_of_token
from supervision.residence.notices.name_list import COLUMNS, ListedPerson, ListTerms, good_rows, read_list, split_rows
from supervision.residence.notices.words import DeclarerKind, LinkScope
from supervision.residence.rules import find_field_list
from supervision.residence.throttle import AskedTooOften
from supervision.sheet_cells import Cell, text_of

LIST_BODY_BYTES = MOST_BYTES + 512 * 1024
"""A sheet, or a list, with the few fields beside it."""

_LISTERS = (DeclarerKind.EMPLOYER, DeclarerKind.PROPERTY_MANAGER, DeclarerKind.BROKER, DeclarerKind.LANDLORD)
_KEPT = ("name", "document_number", "phone", "began_on", "room", "document_type")
_SHEET_NAME = "名单"


class NoticeListPages(Controller):
    """A list under a link."""

    path = "/notice/{token:str}/list"
    include_in_schema = False

    @get("/", opt=BY_OUR_RULES)
    async def blank(self, token: FromPath[str], request: HttpRequest) -> HttpResponse:
        """The empty form."""
        page = PublicPage(request)
        try:
            link = await link_of_token(token)
        except REFUSALS as error:
            return page.refuse(error)
        state = FormState(values={"form_key": new_form_key(), "declarer_kind": DeclarerKind.EMPLOYER})
        return page.show(_view(page, token, link, state))

    @get("/template.xlsx", opt=BY_OUR_RULES)
    async def template(self, token: FromPath[str], request: HttpRequest) -> HttpResponse:
        """The empty sheet."""
        try:
            await link_of_token(token)
        except REFUSALS as error:
            return PublicPage(request).refuse(error)
        return workbook_answer(await asyncio.to_thread(empty_sheet, _SHEET_NAME, _columns(), MOST_PERSONS), "list.xlsx")

    @post("/", opt=BY_OUR_RULES, status_code=HTTPStatus.OK, request_max_body_size=LIST_BODY_BYTES)
    async def step(self, token: FromPath[str], request: HttpRequest) -> HttpResponse:
        """Check the rows, or send those with which nothing is wrong."""
        page = PublicPage(request)
        check_own_site(request)
        try:
            link = await link_of_token(token)
            return await _step(page, token, link, await read_form(request))
        except REFUSALS as error:
            return page.refuse(error)


async def _step(page: PublicPage, token: str, link: PublicLink, form: SubmittedForm) -> HttpResponse:
    state, action = form.state(language=page.language), form.text("action")
    if action.startswith("language-"):
        page.choose("en" if action == "language-en" else "zh")
        return page.show(_view(page, token, link, state))
    try:
        state, rows = await _rows(form, state)
        declarer, people = read_declarer(form), _people(form, link, rows)
        if action == "send" and good_rows(people):
            draft = _draft(form, declarer, people)
            receipt = await give_notice(token, draft, page.caller)
            return page.show(receipt_view(receipt, link, draft, f"/notice/{token}"))
    except (InputInvalid, RuleRefused, AskedTooOften) as error:
        text = page.say(error.args[0])
        is_field = isinstance(error, InputInvalid) and error.field is not None
        wrong = replace(state, errors={str(getattr(error, "field", "")): text} if is_field else {})
        return page.show(
            _view(page, token, link, wrong if is_field else replace(state, refusal=text)), status_of(error)
        )
    return page.show(_view(page, token, link, state, people))


def _people(form: SubmittedForm, link: PublicLink, rows: list[dict[str, str]]) -> tuple[ListedPerson, ...]:
    if link.scope is not LinkScope.DWELLING and not form.text("room"):
        raise InputInvalid(ROOM_NEEDED, field="room")
    people = read_list(rows, _terms(form, link))
    if not people:
        raise InputInvalid(NOBODY_NAMED, field="list")
    return people


def _draft(form: SubmittedForm, declarer: Declarer, people: tuple[ListedPerson, ...]) -> NoticeDraft:
    return NoticeDraft(declarer, good_rows(people), form.text("room"), form.text("remark"), form.text("form_key"))


async def _rows(form: SubmittedForm, state: FormState) -> tuple[FormState, list[dict[str, str]]]:
    """The rows of the sheet that was chosen, which then stand in the form as text, or of the pasted text."""
    upload = form.file("sheet")
    if upload is None:
        return state, split_rows(form.raw("list"))
    filled = await asyncio.to_thread(read_sheet, await upload.read(), _columns(), MOST_PERSONS)
    titles = {str(title): key for key, title in COLUMNS.items()}
    rows = [{titles[name]: _one_line(cell) for name, cell in row.cells.items() if name in titles} for row in filled]
    text = "\n".join("\t".join(row.get(key, "") for key in _KEPT) for row in rows)
    return replace(state, values={**state.values, "list": text}), rows


def _terms(form: SubmittedForm, link: PublicLink) -> ListTerms:
    today, began_on = legal_day(now()), form.day("began_on")
    if began_on is None:
        raise InputInvalid(DAY_NEEDED, field="began_on")
    lodging = read_choice(LodgingKind, form.text("lodging"), "lodging") or LodgingKind.STAFF_DORMITORY
    return ListTerms(lodging, began_on, form.day("expected_until"), find_field_list(today, link.division), today)


def _view(
    page: PublicPage, token: str, link: PublicLink, state: FormState, people: tuple[ListedPerson, ...] = ()
) -> PublicListView:
    return PublicListView(
        token=token,
        place=link.place,
        form=state,
        room_needed=link.scope is not LinkScope.DWELLING,
        declarers=tuple(choice for choice in choices(page, "declarer-kind") if choice.value in _LISTERS),
        lodgings=choices(page, "notice-lodging"),
        rows=tuple(
            RowVerdict(
                number=row.number,
                name=row.cells.get("name", ""),
                document=row.cells.get("document_number", ""),
                refusal=page.say(row.refusal) if row.refusal else "",
            )
            for row in people
        ),
        good=sum(row.arrival is not None for row in people),
        bad=sum(row.arrival is None for row in people),
        columns=tuple(page.say(title) for title in COLUMNS.values()),
    )


def _columns() -> tuple[SheetColumn, ...]:
    kinds: Mapping[str, tuple[str, ...]] = {"document_type": tuple(map(str, DOCUMENT_TYPE_NAMES.values()))}
    return tuple(
        SheetColumn(str(title), key in {"name", "document_number"}, kinds.get(key, ()), is_day=key == "began_on")
        for key, title in COLUMNS.items()
    )


def _one_line(cell: Cell) -> str:
    return " ".join(text_of(cell).split())
