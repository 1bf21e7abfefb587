"""Delegations to justice offices and mandates to act as head: the list, a new one, its confirmation and revocation."""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console.confirming import CODE_FIELD, ask_code
from api.console.page_forms import SubmittedForm, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.supervisee_change_pages import DAY_NEEDED, needed
from api.console.view_models.applications import AuthorityLine, AuthorityListView
from api.console.view_models.base import Choice, FormState, Happening, Line
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.approvals.authorities import (
    AuthorityDraft,
    WrittenAuthority,
    confirm_authority,
    enter_authority,
    list_authorities,
    load_authority,
    may_confirm,
    possible_deputies,
    revoke_authority,
)
from supervision.approvals.words import OF_DEPUTIES, OF_OFFICES, AuthorityKind, DelegatedAct
from supervision.audit import Act
from supervision.errors import InputInvalid, SignInRefused
from supervision.legal_time import legal_day
from supervision.officers import Level, load_offices
from supervision.wording import Wording

PATH = "/console/authorities"
ACTIVE = "authorities"

ENTERED = Wording("已登记，等待县级负责人确认。", "Entered; the county's head has to confirm it.")
CONFIRMED = Wording("已确认，自起期起生效。", "Confirmed; it holds from its first day.")
REVOKED = Wording("已撤销，即时失效。", "Revoked; it gives nothing any more.")
_CONFIRM = Wording("确认书面委托、授权", "Confirm the written authority")
_WHY = Wording(
    "确认后，受托机构或者代行人可以据此作出决定；撤销只对以后有效，已经作出的决定不受影响。",
    "From then on decisions are made by it; revoking it counts for the future, and leaves decisions as they are.",
)
_STATES = {
    "revoked": Wording("已撤销", "revoked"),
    "waiting": Wording("待确认", "to be confirmed"),
    "over": Wording("已到期", "over"),
    "coming": Wording("未到起期", "not yet begun"),
    "live": Wording("有效", "in force"),
}


class AuthorityShow(StrEnum):
    """Which papers the list shows: all, or those that wait for the officer."""

    TO_CONFIRM = "to-confirm"


_LEVELS = frozenset({Level.TOWNSHIP, Level.COMMUNITY})


class AuthorityPages(Controller):
    """Written authorities of the officer's counties, their office's and their own."""

    path = "/authorities"

    @get("/", opt={"act": Act.AUTHORITY_LIST})
    async def authorities(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Delegations and mandates, newest first."""
        return await page.show(await _view(page, FormState()), active=ACTIVE)

    @post("/", opt={"act": Act.AUTHORITY_ENTER}, status_code=HTTP_303_SEE_OTHER)
    async def enter(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down a signed paper."""
        form = await page.form()
        try:
            await enter_authority(page.officer, _draft(form))
        except InputInvalid as error:
            return await page.show_again(await _view(page, form.state(error, page.language)), error, active=ACTIVE)
        return page.redirect(PATH, done=ENTERED)

    @get("/{authority_id:uuid}/confirmation", opt={"act": Act.AUTHORITY_CONFIRM})
    async def ask_confirmation(self, authority_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would hold, and the head's second factor."""
        return await ask_code(page, await _confirmation(page, authority_id), active=ACTIVE)

    @post("/{authority_id:uuid}/confirmation", opt={"act": Act.AUTHORITY_CONFIRM}, status_code=HTTP_303_SEE_OTHER)
    async def confirm(self, authority_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Confirm it."""
        form, view = await page.form(), await _confirmation(page, authority_id)
        try:
            await confirm_authority(page.officer, authority_id, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, view, error, active=ACTIVE)
        return page.redirect(PATH, done=CONFIRMED)

    @post("/{authority_id:uuid}/revocation", opt={"act": Act.AUTHORITY_REVOKE}, status_code=HTTP_303_SEE_OTHER)
    async def revoke(self, authority_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Revoke it at once."""
        await revoke_authority(page.officer, authority_id)
        return page.redirect(PATH, done=REVOKED)


def _draft(form: SubmittedForm) -> AuthorityDraft:
    is_mandate = form.text("kind") == AuthorityKind.MANDATE
    acts = (read_choice(DelegatedAct, text, "acts") for text in form.texts("acts"))
    return AuthorityDraft(
        document=form.text("document"),
        valid_from=needed(form.day("valid_from"), "valid_from", DAY_NEEDED),
        valid_until=needed(form.day("valid_until"), "valid_until", DAY_NEEDED),
        office_id=None if is_mandate else read_id(form.text("office_id"), "office_id"),
        acts=tuple(act for act in acts if act is not None and (act in OF_DEPUTIES) == is_mandate),
        deputy_id=read_id(form.text("deputy_id"), "deputy_id") if is_mandate else None,
    )


async def _view(page: PageRequest, form: FormState) -> AuthorityListView:
    show = read_choice(AuthorityShow, page.filters().get("show"), "show")
    found = await list_authorities(page.officer, page.filters().get("cursor"), is_to_confirm=show is not None)
    may_enter = page.may(Act.AUTHORITY_ENTER)
    offices = await load_offices(page.officer) if may_enter else ()
    deputies = await possible_deputies(page.officer) if may_enter else ()
    return AuthorityListView(
        lines=tuple(_line(page, one) for one in found.items),
        show=show or "",
        shows=_shows(page) if page.may(Act.AUTHORITY_CONFIRM) else (),
        offices=tuple(Choice(value=str(one.id), label=one.name) for one in offices if one.level in _LEVELS),
        acts=page.choices("delegated-act", OF_OFFICES),
        deputy_acts=page.choices("delegated-act", sorted(OF_DEPUTIES)),
        deputies=tuple(Choice(value=str(deputy_id), label=name) for deputy_id, name in deputies),
        may_enter=may_enter,
        paging=page.paging(len(found.items), found.next),
        form=form,
    )


def _shows(page: PageRequest) -> tuple[Choice, ...]:
    waiting = Choice(value=AuthorityShow.TO_CONFIRM, label=page.say(_STATES["waiting"]))
    return (Choice(value="", label=page.say(Wording("全部", "all"))), waiting)


def _line(page: PageRequest, one: WrittenAuthority) -> AuthorityLine:
    return AuthorityLine(
        authority_id=one.id,
        kind=one.kind,
        holder=one.holder_name,
        acts=tuple(page.word(act, "delegated-act") for act in one.acts),
        document=one.document,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        state=page.say(_STATES[_state(page, one)]),
        is_live=one.is_live_on(legal_day(page.now)),
        history=tuple(_history(page, one)),
        may_confirm=may_confirm(page.officer, one),
        may_revoke=one.revoked_at is None and page.may(Act.AUTHORITY_REVOKE, one.county),
    )


def _state(page: PageRequest, one: WrittenAuthority) -> str:
    today = legal_day(page.now)
    if one.revoked_at is not None:
        return "revoked"
    if one.valid_until < today:
        return "over"
    if one.confirmed_at is None:
        return "waiting"
    return "live" if one.valid_from <= today else "coming"


def _history(page: PageRequest, one: WrittenAuthority) -> Iterator[Happening]:
    yield Happening(at=one.entered_at, who=one.entered_by_name, what=page.say(Wording("登记", "entered")))
    if one.confirmed_at is not None:
        yield Happening(at=one.confirmed_at, who=one.confirmed_by_name, what=page.say(Wording("确认", "confirmed")))
    if one.revoked_at is not None:
        yield Happening(at=one.revoked_at, who=one.revoked_by_name, what=page.say(Wording("撤销", "revoked")))


async def _confirmation(page: PageRequest, authority_id: UUID) -> SecondFactorView:
    one = await load_authority(page.officer, Act.AUTHORITY_CONFIRM, authority_id)
    acts = page.say(Wording("、", ", ")).join(page.word(act, "delegated-act") for act in one.acts)
    facts = {
        Wording("种类", "Kind"): page.word(one.kind, "authority-kind"),
        Wording("受托机构、代行人", "To whom"): one.holder_name,
        Wording("委托事项", "Acts"): acts,
        Wording("文号", "Number of the paper"): one.document,
        Wording("起止", "Days"): f"{one.valid_from.isoformat()} — {one.valid_until.isoformat()}",
        Wording("登记人", "Entered by"): one.entered_by_name,
    }
    return SecondFactorView(
        heading=_CONFIRM,
        act=_CONFIRM,
        why=_WHY,
        action_path=f"{PATH}/{authority_id}/confirmation",
        cancel_path=PATH,
        shown=tuple(Line(label=page.say(label), value=value) for label, value in facts.items() if value),
    )
