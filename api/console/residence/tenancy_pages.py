"""Tenancies: what runs out, one as the law's register of tenants has it, and a new one from a household file."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, form_of, read_choice, read_id
from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Choice, FormState, Line
from api.console.view_models.residence.permits import (
    TenancyFormView,
    TenancyLine,
    TenancyListView,
    TenancyView,
    TenantLine,
)
from api.http import HttpResponse
from supervision.audit import Act
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers.officer import NOT_HERE
from supervision.residence.households.opening import HouseholdFile, open_household_file
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.tenancies.keeping import (
    check_tenant,
    end_tenancy,
    enter_tenancy,
    file_tenancy,
    renew_tenancy,
)
from supervision.residence.tenancies.opening import (
    TenancyFile,
    TenancyShow,
    TenancySummary,
    count_tenancies,
    days_left,
    list_tenancies,
    open_tenancy,
)
from supervision.residence.tenancies.terms import Landlord, TenancyDraft, TenantDraft
from supervision.residence.tenancies.words import CheckedBy, Filing, TenancyEnd
from supervision.texts import TEXT_NEEDED
from supervision.wording import Wording

PATH = "/console/tenancies"
PURPOSE = ResidencePurpose.REGISTRATION

ENTERED = Wording("租赁已登记。", "The tenancy is entered.")
DONE = Wording("已保存。", "Saved.")
_LANDLORD = Wording("出租人", "Landlord")


class TenancyPages(Controller):
    """Tenancies within an officer's reach."""

    path = "/tenancies"

    @get("/", opt={"act": Act.TENANCY_LIST})
    async def tenancies(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Those that run out first."""
        asked = page.filters("show").get("show", "")
        show = TenancyShow(asked) if asked in set(TenancyShow) else TenancyShow.ENDING
        found = await list_tenancies(page.officer, show, page.filters().get("cursor"))
        counts, today = await count_tenancies(page.officer), legal_day(page.now)
        view = TenancyListView(
            lines=tuple(_line(one, today) for one in found.items),
            shows=tuple(
                Choice(value=one, label=page.word(one, "tenancy-show"), count=counts.get(one)) for one in TenancyShow
            ),
            show=show,
            paging=page.paging(len(found.items), found.next),
        )
        return await page.show(view, active="tenancies")

    @get("/new", opt={"act": Act.TENANCY_KEEP})
    async def blank(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form, for the dwelling of a household whose members are the tenants."""
        return await page.show(await _form(page, form_of(page.filters("household"))), active="tenancies")

    @post("/", opt={"act": Act.TENANCY_KEEP})
    async def enter(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Enter a tenancy."""
        form = await page.form()
        file = await _household(page, form.text("household"))
        try:
            tenancy_id = await enter_tenancy(page.officer, file.dwelling.id, _draft(form))
        except (InputInvalid, RuleRefused) as error:
            view = await _form(page, form.state(error, page.language))
            return await page.show_again(view, error, active="tenancies")
        return page.redirect(_one(tenancy_id), done=ENTERED)

    @get("/{tenancy_id:uuid}", opt={"act": Act.TENANCY_OPEN})
    async def one(self, tenancy_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """A tenancy in clear; keeping the register is its own purpose."""
        purpose = page.filters("purpose").get("purpose", PURPOSE)
        return await page.show(_view(page, await open_tenancy(page.officer, tenancy_id, purpose)), active="tenancies")

    @post("/{tenancy_id:uuid}", opt={"act": Act.TENANCY_KEEP}, status_code=HTTP_200_OK)
    async def keep(self, tenancy_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """File, check, renew or end."""
        form = await page.form()
        try:
            shown = await _carry_out(page, tenancy_id, form)
        except (InputInvalid, RuleRefused) as error:
            file = await open_tenancy(page.officer, tenancy_id, PURPOSE)
            view = _view(page, file, form.state(error, page.language))
            return await page.show_again(view, error, active="tenancies")
        return page.redirect(_one(shown), done=DONE)


async def _carry_out(page: PageRequest, tenancy_id: UUID, form: SubmittedForm) -> UUID:
    """What the form asks for; gives the tenancy to be shown then."""
    match form.text("action"):
        case "check":
            resident = read_id(form.text("resident"), "resident")
            by = read_choice(CheckedBy, form.text("checked_by"), "checked_by")
            if resident is None or by is None:
                raise InputInvalid(TEXT_NEEDED, field="checked_by")
            await check_tenant(page.officer, tenancy_id, resident, by)
        case "renew":
            days = _needed_day(form, "starts_on"), _needed_day(form, "ends_on")
            return await renew_tenancy(page.officer, tenancy_id, *days)
        case "end":
            why = read_choice(TenancyEnd, form.text("end"), "end")
            if why is None:
                raise InputInvalid(TEXT_NEEDED, field="end")
            await end_tenancy(page.officer, tenancy_id, _needed_day(form, "ended_on"), why)
        case _:
            filing = read_choice(Filing, form.text("filing"), "filing") or Filing.UNFILED
            await file_tenancy(page.officer, tenancy_id, filing, form.text("filing_number"))
    return tenancy_id


def _draft(form: SubmittedForm) -> TenancyDraft:
    checked = read_choice(CheckedBy, form.text("checked_by"), "checked_by")
    ids = [found for text in form.texts("tenants") if (found := read_id(text, "tenants")) is not None]
    kind = read_choice(DocumentType, form.text("document_type"), "document_type") or DocumentType.ID_CARD
    return TenancyDraft(
        landlord=Landlord(form.text("landlord_name"), kind, form.text("document_number"), form.text("landlord_phone")),
        starts_on=_needed_day(form, "starts_on"),
        ends_on=_needed_day(form, "ends_on"),
        tenants=tuple(TenantDraft(resident, checked) for resident in ids),
        filing=read_choice(Filing, form.text("filing"), "filing") or Filing.UNFILED,
        filing_number=form.text("filing_number"),
    )


def _needed_day(form: SubmittedForm, name: str) -> date:
    day = form.day(name)
    if day is None:
        raise InputInvalid(TEXT_NEEDED, field=name)
    return day


async def _household(page: PageRequest, text: str) -> HouseholdFile:
    household = read_id(text, "household")
    if household is None:
        raise NotFound(NOT_HERE)
    return await open_household_file(page.officer, household, PURPOSE)


async def _form(page: PageRequest, form: FormState) -> TenancyFormView:
    file = await _household(page, form.value("household"))
    return TenancyFormView(
        household_id=file.household.id,
        address=file.address,
        residents=tuple(
            Choice(value=str(member.resident.id), label=member.person.name) for member in file.members if member.person
        ),
        documents=page.choices("notice-document"),
        filings=page.choices("filing"),
        checkers=page.choices("checked-by"),
        form=form,
    )


def _line(one: TenancySummary, today: date) -> TenancyLine:
    return TenancyLine(
        tenancy_id=one.tenancy.id,
        number=one.tenancy.number,
        address=one.address,
        landlord=one.landlord,
        tenants="、".join(tenant.name for tenant in one.tenants),
        unchecked=one.unchecked,
        starts_on=one.tenancy.starts_on,
        ends_on=one.tenancy.ends_on,
        days_left=days_left(one.tenancy, today),
        filing=one.tenancy.filing,
        ended_on=one.tenancy.ended_on,
    )


def _view(page: PageRequest, file: TenancyFile, form: FormState | None = None) -> TenancyView:
    tenancy, landlord = file.tenancy, file.content.landlord
    facts = [
        (_LANDLORD, landlord.name),
        (Wording("证件", "Document"), page.word(landlord.document_type, "notice-document")),
        (Wording("证件号码", "Document number"), landlord.document_number),
        (Wording("电话", "Telephone"), landlord.phone),
        (Wording("租期", "Lease"), f"{tenancy.starts_on} — {tenancy.ends_on}"),
        (Wording("结束", "Ended"), f"{tenancy.ended_on or ''}"),
        (Wording("结束原因", "Why"), page.word(tenancy.end_reason, "tenancy-end") if tenancy.end_reason else ""),
    ]
    return TenancyView(
        tenancy_id=tenancy.id,
        number=tenancy.number,
        address=file.content.address,
        facts=tuple(Line(label=page.say(label), value=value) for label, value in facts if value),
        tenants=tuple(
            TenantLine(
                resident_id=one.tenant.resident_id,
                name=one.person.name if one.person else "",
                document_type=page.word(one.person.document_type, "notice-document") if one.person else "",
                document_number=one.person.document_number if one.person else "",
                checked_by=page.word(one.tenant.checked_by, "checked-by") if one.tenant.checked_by else "",
                checked_on=one.tenant.checked_on,
            )
            for one in file.tenants
        ),
        filing=tenancy.filing,
        filing_number=file.content.filing_number,
        filings=page.choices("filing"),
        checkers=page.choices("checked-by"),
        ends=page.choices("tenancy-end", (TenancyEnd.EXPIRED, TenancyEnd.GIVEN_UP, TenancyEnd.IN_ERROR)),
        may_keep=tenancy.ended_on is None,
        ends_on=tenancy.ends_on,
        form=form or form_of({"filing": tenancy.filing, "filing_number": file.content.filing_number}),
    )


def _one(tenancy_id: UUID) -> str:
    return address(f"{PATH}/{tenancy_id}", purpose=PURPOSE)
