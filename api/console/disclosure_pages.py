"""Disclosure packs by clicks: asked for, decided by another, handed over."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console import formats
from api.console.page_forms import SubmittedForm, form_of, read_choice
from api.console.page_moments import typed_moment
from api.console.pages_base import PageRequest, address
from api.console.person_named import named_file, person_named
from api.console.supervisee_change_pages import CHOICE_NEEDED, needed
from api.console.view_models.base import FormState, Line
from api.console.view_models.disclosures import (
    DisclosureFormView,
    DisclosureLine,
    DisclosureListView,
    DisclosureView,
)
from api.disclosure_file import pack_answer
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SupervisionError
from supervision.monitoring.disclosures.acting import (
    Window,
    approve_disclosure,
    ask_disclosure,
    hand_over_disclosure,
    return_disclosure,
)
from supervision.monitoring.disclosures.listing import DisclosureSummary, list_disclosures, read_disclosure
from supervision.monitoring.disclosures.store import Asking, DisclosureState, Organ
from supervision.officers import SecondFactorRefused
from supervision.wording import Wording

PATH = "/console/disclosures"
_SUBJECT = Wording("这项移交", "this disclosure")
_HANDED = frozenset({DisclosureState.APPROVED, DisclosureState.HANDED_OVER})


class DisclosurePages(Controller):
    """Disclosures inside the officer's reach."""

    path = "/disclosures"

    @get("/", opt={"act": Act.DISCLOSURE_LIST})
    async def list_disclosures(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Disclosures, newest first."""
        found = await list_disclosures(page.officer, page.filters().get("cursor"))
        view = DisclosureListView(
            lines=tuple(map(_line, found.items)), paging=page.paging(len(found.items), found.next)
        )
        return await page.show(view, active="disclosures")

    @get("/new", opt={"act": Act.DISCLOSURE_ASK})
    async def new(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form for the person whom the address names."""
        return await _form(page, named_file(page.filters().get("supervisee")))

    @post("/", opt={"act": Act.DISCLOSURE_ASK}, status_code=HTTP_200_OK)
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put down who asks."""
        form = await page.form()
        file_id = named_file(form.text("supervisee"))
        try:
            disclosure_id = await _ask(page, file_id, form)
        except (InputInvalid, RuleRefused) as error:
            return await _form(page, file_id, form.state(error, page.language), error)
        done = Wording("已登记，须由他人审批。", "Put down; another officer decides.")
        return page.redirect(address(f"{PATH}/{disclosure_id}", purpose="supervision"), done=done)

    @get("/{disclosure_id:uuid}", opt={"act": Act.DISCLOSURE_READ})
    async def read(self, disclosure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """One disclosure in clear and recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, PATH, active="disclosures")
        return await _show(page, disclosure_id, page.filters()["purpose"])

    @post("/{disclosure_id:uuid}/approval", opt={"act": Act.DISCLOSURE_DECIDE}, status_code=HTTP_200_OK)
    async def approve(self, disclosure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Approve, with the second factor."""
        done = Wording("已批准，可以取出移交材料。", "Approved; the pack can be taken out.")
        return await _decide(page, disclosure_id, "code", approve_disclosure, done)

    @post("/{disclosure_id:uuid}/return", opt={"act": Act.DISCLOSURE_DECIDE}, status_code=HTTP_200_OK)
    async def return_disclosure(
        self, disclosure_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Return what was asked for, with the reason."""
        done = Wording("已退回，没有移交任何位置。", "Returned; no position was given.")
        return await _decide(page, disclosure_id, "reason", return_disclosure, done)

    @post("/{disclosure_id:uuid}/handing-over", opt={"act": Act.DISCLOSURE_HAND_OVER}, status_code=HTTP_200_OK)
    async def hand_over(self, disclosure_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The pack as a watermarked workbook."""
        try:
            pack = await hand_over_disclosure(page.officer, disclosure_id)
        except RuleRefused as error:
            return page.redirect(address(f"{PATH}/{disclosure_id}", purpose="supervision"), warning=error.args[0])
        return pack_answer(pack, page.officer)


async def _decide(
    page: PageRequest,
    disclosure_id: UUID,
    field: str,
    decide: Callable[..., Awaitable[object]],
    done: Wording,
) -> HttpResponse:
    form = await page.form()
    purpose = form.text("purpose") or "supervision"
    try:
        await decide(page.officer, disclosure_id, form.text(field))
    except (InputInvalid, RuleRefused, SecondFactorRefused) as error:
        return await _show(page, disclosure_id, purpose, form.state(error, page.language), error)
    return page.redirect(address(f"{PATH}/{disclosure_id}", purpose=purpose), done=done)


async def _ask(page: PageRequest, file_id: UUID, form: SubmittedForm) -> UUID:
    organ = needed(read_choice(Organ, form.text("organ"), "organ"), "organ", CHOICE_NEEDED)
    window = Window(typed_moment(form, "from_at"), typed_moment(form, "until_at"), form.number("every_minutes"))
    asked = Asking(form.text("organ_name"), form.text("officer_name"), form.text("legal_basis"), form.text("reason"))
    return await ask_disclosure(page.officer, file_id, organ, asked, window)


async def _show(
    page: PageRequest,
    disclosure_id: UUID,
    purpose: str,
    form: FormState | None = None,
    error: SupervisionError | None = None,
) -> HttpResponse:
    opened = await read_disclosure(page.officer, disclosure_id, purpose)
    stored, asked = opened.disclosure, opened.asking
    span = (formats.full_moment(at, page.language) for at in (stored.from_at, stored.until_at))
    facts = (
        (Wording("提请机关", "Organ"), f"{page.word(stored.organ, 'disclosure-organ')} {asked.organ_name}"),
        (Wording("机关承办人", "Its officer"), asked.officer_name),
        (Wording("法律依据", "Legal basis"), asked.legal_basis),
        (Wording("理由", "Why"), asked.reason),
        (Wording("时间段", "Window"), " — ".join(span)),
        (Wording("至多每几分钟一点", "Minutes between positions, at least"), str(stored.every_minutes)),
        (Wording("退回理由", "Returned because"), opened.returned_because),
    )
    view = DisclosureView(
        disclosure_id=stored.id,
        supervisee_id=stored.file_id,
        number=stored.number,
        name=opened.name,
        state=stored.state,
        facts=tuple(Line(label=page.say(label), value=value) for label, value in facts if value),
        positions=stored.positions,
        form=form or FormState(),
        may_decide=(
            stored.state is DisclosureState.ASKED
            and stored.asked_by != page.officer.id
            and page.may(Act.DISCLOSURE_DECIDE, stored.division)
        ),
        may_hand_over=stored.state in _HANDED and page.may(Act.DISCLOSURE_HAND_OVER, stored.division),
        purpose=purpose,
    )
    if error is not None:
        return await page.show_again(view, error, active="disclosures")
    return await page.show(view, active="disclosures")


async def _form(
    page: PageRequest, file_id: UUID, form: FormState | None = None, error: SupervisionError | None = None
) -> HttpResponse:
    person = await person_named(page, file_id)
    view = DisclosureFormView(
        supervisee_id=file_id,
        masked_name=person.name,
        number=person.number,
        organs=page.choices("disclosure-organ"),
        form=form or form_of({"every_minutes": "10"}),
    )
    if error is not None:
        return await page.show_again(view, error, active="disclosures")
    return await page.show(view, active="disclosures")


def _line(one: DisclosureSummary) -> DisclosureLine:
    stored = one.disclosure
    return DisclosureLine(
        disclosure_id=stored.id,
        number=stored.number,
        masked_name=one.person.name,
        organ=stored.organ,
        state=stored.state,
        asked_at=stored.asked_at,
    )
