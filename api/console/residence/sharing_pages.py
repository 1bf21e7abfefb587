"""The sharing catalogue: listed, printed, proposed, decided and ended."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console import formats
from api.console.confirming import CODE_FIELD, ask_code
from api.console.page_forms import SubmittedForm, form_of, read_choice
from api.console.pages_base import PageRequest
from api.console.residence.sharing_lines import SECTION, SHARING, named_fields, sharing_line
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.residence.sharing import (
    SharingFormView,
    SharingListView,
    SharingOneView,
    SharingPrintView,
)
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SignInRefused
from supervision.legal_time import legal_day
from supervision.officers import division_names, reach
from supervision.residence.addresses.listing import load_communities
from supervision.residence.rules import FieldList, find_field_list
from supervision.residence.sharing.provision_rows import list_provisions
from supervision.residence.sharing.terms import ViewDraft, offered_fields
from supervision.residence.sharing.view_rows import (
    OpenedView,
    ViewShow,
    catalogue,
    count_views,
    list_views,
    open_view,
)
from supervision.residence.sharing.views import (
    approve_view,
    end_view,
    load_to_decide,
    propose_view,
    return_view,
)
from supervision.residence.sharing.words import ANSWERS_TO, RECEIVERS_OF, Receiver, SharedKind, ViewState
from supervision.texts import TEXT_NEEDED
from supervision.wording import Wording

PROPOSED = Wording("已提议，等待另一位民警核准。", "Proposed; another officer has to approve.")
APPROVED = Wording("已核准。", "Approved.")
RETURNED = Wording("已退回。", "Returned.")
ENDED = Wording("已终止，不再提供。", "Ended; nothing more is given.")


class SharingPages(Controller):
    """Views of the catalogue."""

    path = "/sharing"

    @get("/", opt={"act": Act.SHARING_LIST})
    async def show_list(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The catalogue."""
        asked = page.filters("show", "cursor")
        show = read_choice(ViewShow, asked.get("show"), "show") or ViewShow.RUNNING
        counts, found = await count_views(page.officer), await list_views(page.officer, show, asked.get("cursor"))
        view = SharingListView(
            show=show,
            shows=tuple(Choice(value=one, label=page.word(one, "sharing-show"), count=counts[one]) for one in ViewShow),
            lines=tuple([await sharing_line(page, one) for one in found.items]),
            paging=page.paging(len(found.items), found.next, counts[show]),
            may_propose=page.may(Act.SHARING_PROPOSE),
        )
        return await page.show(view, active=SECTION)

    @get("/print", opt={"act": Act.SHARING_LIST})
    async def print_catalogue(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What is given to whom, for everybody to read."""
        views = await catalogue(page.officer)
        return await page.show(
            SharingPrintView(lines=tuple([await sharing_line(page, one) for one in views])), active=SECTION
        )

    @get("/new", opt={"act": Act.SHARING_PROPOSE})
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of a new view."""
        kind = read_choice(SharedKind, page.filters("kind").get("kind"), "kind") or SharedKind.PREMISES
        form = form_of({"valid_from": str(legal_day(page.now))})
        return await page.show(await _form_view(page, kind, form), active=SECTION)

    @post("/", opt={"act": Act.SHARING_PROPOSE}, status_code=HTTP_303_SEE_OTHER)
    async def propose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Propose it."""
        form = await page.form()
        kind = read_choice(SharedKind, form.text("kind"), "kind") or SharedKind.PREMISES
        try:
            view_id = await propose_view(page.officer, _draft(form, kind))
        except InputInvalid as error:
            view = await _form_view(page, kind, form.state(error, page.language))
            return await page.show_again(view, error, active=SECTION)
        return page.redirect(f"{SHARING}/{view_id}", done=PROPOSED)

    @get("/{view_id:uuid}", opt={"act": Act.SHARING_LIST})
    async def open_view(self, view_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One with its provisions."""
        return await page.show(await _view(page, view_id, FormState()), active=SECTION)

    @get("/{view_id:uuid}/approval", opt={"act": Act.SHARING_DECIDE})
    async def ask_approval(self, view_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would be given from now on, and the officer's second factor."""
        return await ask_code(page, await _approval(page, view_id), active=SECTION)

    @post("/{view_id:uuid}/approval", opt={"act": Act.SHARING_DECIDE}, status_code=HTTP_303_SEE_OTHER)
    async def approve(self, view_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Approve it."""
        form = await page.form()
        try:
            await approve_view(page.officer, view_id, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, await _approval(page, view_id), error, active=SECTION)
        return page.redirect(f"{SHARING}/{view_id}", done=APPROVED)

    @post("/{view_id:uuid}/return", opt={"act": Act.SHARING_DECIDE}, status_code=HTTP_303_SEE_OTHER)
    async def return_view(self, view_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Return it with a reason."""
        form = await page.form()
        try:
            await return_view(page.officer, view_id, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            view = await _view(page, view_id, form.state(error, page.language))
            return await page.show_again(view, error, active=SECTION)
        return page.redirect(f"{SHARING}/{view_id}", done=RETURNED)

    @post("/{view_id:uuid}/ending", opt={"act": Act.SHARING_END}, status_code=HTTP_303_SEE_OTHER)
    async def end(self, view_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End it."""
        await end_view(page.officer, view_id)
        return page.redirect(f"{SHARING}/{view_id}", done=ENDED)


def _draft(form: SubmittedForm, kind: SharedKind) -> ViewDraft:
    receiver = read_choice(Receiver, form.text("receiver"), "receiver")
    if receiver is None:
        raise InputInvalid(TEXT_NEEDED, field="receiver")
    return ViewDraft(
        receiver=receiver,
        receiver_name=form.text("receiver_name"),
        contact=form.text("contact"),
        kind=kind,
        fields=form.texts("fields"),
        basis=form.text("basis"),
        purpose=form.text("view_purpose"),
        division=form.text("division"),
        valid_from=_needed_day(form, "valid_from"),
        valid_until=_needed_day(form, "valid_until"),
        assessment_number=form.text("assessment_number"),
        assessed_on=form.day("assessed_on"),
    )


def _needed_day(form: SubmittedForm, name: str) -> date:
    day = form.day(name)
    if day is None:
        raise InputInvalid(TEXT_NEEDED, field=name)
    return day


async def _form_view(page: PageRequest, kind: SharedKind, form: FormState) -> SharingFormView:
    divisions = await _divisions(page)
    place = form.value("division") or (divisions[0].value if divisions else "")
    listed: FieldList = find_field_list(legal_day(page.now), place)
    is_of_persons = kind is SharedKind.PERSONS
    return SharingFormView(
        kind=kind,
        kinds=page.choices("shared-kind"),
        receivers=page.choices("receiver", [one for one in Receiver if one in RECEIVERS_OF[kind]]),
        fields=page.choices("shared-field", offered_fields(kind, listed)),
        divisions=divisions,
        needs_assessment=is_of_persons,
        source=page.say(listed.source) if is_of_persons else "",
        form=form,
    )


async def _divisions(page: PageRequest) -> tuple[Choice, ...]:
    """The places that an officer may choose: what was granted, and the communities below."""
    granted = reach(page.officer, Act.SHARING_PROPOSE)
    names = await division_names(granted)
    communities = await load_communities(page.officer, Act.SHARING_PROPOSE)
    whole = [Choice(value=code, label=names[code]) for code in granted]
    return (*whole, *(Choice(value=one.division, label=one.name) for one in communities if one.division not in granted))


async def _view(page: PageRequest, view_id: UUID, form: FormState) -> SharingOneView:
    opened = await open_view(page.officer, view_id)
    view = opened.view
    line = await sharing_line(page, view)
    found = await list_provisions(view, page.filters("cursor").get("cursor"))
    is_proposed, is_own = view.state is ViewState.PROPOSED, view.proposed_by == page.officer.id
    return SharingOneView(
        line=line,
        facts=_facts(page, opened),
        return_reason=opened.return_reason,
        provisions=found.items,
        paging=page.paging(len(found.items), found.next, view.provisions),
        may_decide=is_proposed and not is_own and page.may(Act.SHARING_DECIDE, view.division),
        waits_for_another=is_proposed and is_own,
        may_end=view.state is ViewState.APPROVED and line.days_left >= 0 and page.may(Act.SHARING_END, view.division),
        may_provide=line.due is not None and page.may(Act.PROVISION_MAKE, view.division),
        has_answers=bool(ANSWERS_TO[view.kind]),
        form=form,
    )


def _facts(page: PageRequest, opened: OpenedView) -> tuple[Line, ...]:
    view = opened.view
    decided = f"{view.decided_by_name} {formats.long_date(view.decided_at, page.language)}" if view.decided_at else ""
    assessed = f"{view.assessment_number}（{view.assessed_on}）" if view.assessed_on else ""
    facts = {
        Wording("接收单位", "Given to"): f"{view.receiver_name}（{page.word(view.receiver, 'receiver')}）",
        Wording("联系人", "Contact"): opened.contact,
        Wording("数据", "What"): f"{view.division_name} {page.word(view.kind, 'shared-kind')}",
        Wording("字段", "Fields"): named_fields(page, view.fields),
        Wording("法律依据", "Basis"): view.basis,
        Wording("使用目的", "Purpose"): view.purpose,
        Wording("有效期", "From and until"): f"{view.valid_from} — {view.valid_until}",
        Wording("个人信息保护影响评估", "Impact assessment"): assessed,
        Wording("提议", "Proposed"): f"{view.proposed_by_name} {formats.long_date(view.proposed_at, page.language)}",
        Wording("核准或退回", "Decided"): decided,
        Wording("终止", "Ended"): f"{view.ended_by_name} {formats.long_date(view.ended_at, page.language)}"
        if view.ended_at
        else "",
    }
    return tuple(Line(label=page.say(label), value=value) for label, value in facts.items() if value)


async def _approval(page: PageRequest, view_id: UUID) -> SecondFactorView:
    """What is confirmed; refused before any code is asked for."""
    await load_to_decide(page.officer, view_id)
    opened = await open_view(page.officer, view_id)
    return SecondFactorView(
        heading=page.say(Wording("核准共享目录项", "Approve a view of the sharing catalogue")),
        act=page.say(Wording("核准", "Approve")),
        why=page.say(
            Wording(
                "核准后，在有效期内可以向该单位提供这些字段；每次提供都有编号和记录，保存三年。",
                "From then on these fields can be given to the department until the last day; each provision is "
                "numbered and recorded, and the record is kept for three years.",
            )
        ),
        action_path=f"{SHARING}/{view_id}/approval",
        cancel_path=f"{SHARING}/{view_id}",
        shown=_facts(page, opened),
    )
