"""The caseload: whom one's own office supervises, the last and the next contact of each, and what is wrong."""

from enum import StrEnum

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.page_forms import read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.supervisee_pages import office_choices
from api.console.view_models.contacts import CaseloadRow, CaseloadView, SeenRow, SeenView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.category import Category
from supervision.corrections.contacts.caseload import CaseloadFilter, CaseloadLine, has_caseload, open_caseload
from supervision.corrections.contacts.words import ContactKind
from supervision.corrections.looking import seen_lately
from supervision.monitoring.open_alerts import count_waiting_alerts


class Whose(StrEnum):
    """Whose people a caseload shows."""

    MINE = "mine"
    ALL = "all"
    NOBODYS = "nobodys"


class CaseloadPages(Controller):
    """Whom the officer's offices supervise."""

    path = "/caseload"

    @get("/", opt={"act": Act.CONTACT_LIST})
    async def caseload(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Those under supervision, masked, whose next contact is due first first."""
        filters = page.filters("whose", "query", "office", "category", "next", "wrong")
        whose = read_choice(Whose, filters.get("whose"), "whose")
        if whose is None:
            whose = Whose.MINE if await has_caseload(page.officer) else Whose.ALL
        wanted = CaseloadFilter(
            office_id=read_id(filters.get("office"), "office"),
            category=read_choice(Category, filters.get("category"), "category"),
            next_kind=read_choice(ContactKind, filters.get("next"), "next"),
            is_wrong="wrong" in filters,
            responsible_id=page.officer.id if whose is Whose.MINE else None,
            query=filters.get("query", ""),
            is_nobodys=whose is Whose.NOBODYS,
        )
        found = await open_caseload(page.officer, wanted, page.filters().get("cursor"))
        ids = [line.person.file_id for line in found.page.items]
        waiting = await count_waiting_alerts(page.officer, ids)
        view = CaseloadView(
            whose=whose,
            rows=tuple(_row(page, line, has_alert=line.person.file_id in waiting) for line in found.page.items),
            categories=page.choices("category"),
            kinds=page.choices("contact-kind"),
            offices=await office_choices(page),
            filters=filters,
            paging=page.paging(len(found.page.items), found.page.next, found.total),
            may_hand_over=page.may(Act.FILE_OFFICER_SET),
        )
        return await page.show(view, active="caseload")

    @get("/seen", opt={"act": Act.PERSON_FILE_LIST})
    async def seen(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Whose files the officer opened within seven days, masked."""
        view = SeenView(
            rows=tuple(
                SeenRow(
                    supervisee_id=one.person.file_id,
                    masked_name=one.person.name,
                    number=one.person.number,
                    category=one.person.category,
                    state=one.person.state,
                    seen_at=one.seen_at,
                )
                for one in await seen_lately(page.officer)
            )
        )
        return await page.show(view, active="caseload")


def _row(page: PageRequest, line: CaseloadLine, *, has_alert: bool) -> CaseloadRow:
    person = line.person
    return CaseloadRow(
        supervisee_id=person.file_id,
        masked_name=person.name,
        number=person.number,
        category=person.category,
        office_name=person.office_name,
        last_kind=line.last_kind or "",
        last_at=line.last_at,
        last_outcome=line.last_outcome or "",
        next_id=line.next_id,
        next_kind=line.next_kind or "",
        next_on=line.next_on,
        next_at=line.next_at,
        responsible_name=line.responsible_name,
        concerns=tuple(page.word(concern, "case-concern") for concern in line.concerns),
        has_alert=has_alert,
    )
