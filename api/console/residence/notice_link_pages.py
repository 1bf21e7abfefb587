"""Links to the notice page: issued, printed as a QR, revoked."""

from datetime import timedelta
from uuid import UUID

import segno
from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import SubmittedForm, form_of, read_choice, read_id
from api.console.pages_base import PageRequest
from api.console.residence.place_choices import drawer_choices
from api.console.view_models.base import Choice, FormState
from api.console.view_models.residence.notices import LinkLine, LinkListView, LinkSheetView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.residence.addresses.drawers import load_drawer, load_drawers
from supervision.residence.addresses.dwellings import dwellings_in
from supervision.residence.notices.links import issue_link, load_link, load_links, revoke_link
from supervision.residence.notices.words import LinkScope
from supervision.wording import Wording

PATH = "/console/notice-links"
_USUAL_DAYS = 365
_QR_SCALE = 8

ISSUED = Wording("链接已生成，可以打印。", "The link is issued and can be printed.")
REVOKED = Wording("链接已停用，扫码不再有效。", "The link is revoked; its code leads nowhere now.")
PLACE_NEEDED = Wording("请选择抽屉。", "Choose a drawer.")


class NoticeLinkPages(Controller):
    """The links within an officer's reach."""

    path = "/notice-links"

    @get("/", opt={"act": Act.NOTICE_LINK_LIST})
    async def links(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The live links, and the form for a new one; `drawer` and `dwelling` fill it."""
        last = (legal_day(page.now) + timedelta(days=_USUAL_DAYS)).isoformat()
        asked = page.filters("drawer", "dwelling")
        return await page.show(await _view(page, form_of({**asked, "valid_until": last})), active="stay-notices")

    @post("/", opt={"act": Act.NOTICE_LINK_ISSUE})
    async def issue(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Issue a link."""
        form = await page.form()
        try:
            link_id = await _issue(page, form)
        except InputInvalid as error:
            view = await _view(page, form.state(error, page.language))
            return await page.show_again(view, error, active="stay-notices")
        return page.redirect(f"{PATH}/{link_id}", done=ISSUED)

    @get("/{link_id:uuid}", opt={"act": Act.NOTICE_LINK_LIST, "about": "notice_link"})
    async def sheet(self, link_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The paper with the QR."""
        link = await load_link(page.officer, Act.NOTICE_LINK_LIST, link_id)
        url = f"{page.settings.own_url}/notice/{link.token}"
        qr = segno.make_qr(url, error="m").svg_inline(scale=_QR_SCALE, omitsize=True, svgclass=None, lineclass=None)
        view = LinkSheetView(link_id=link.id, place=link.place, url=url, qr_svg=qr, valid_until=link.valid_until)
        return await page.show(view, active="stay-notices")

    @post(
        "/{link_id:uuid}/revocation",
        opt={"act": Act.NOTICE_LINK_REVOKE, "about": "notice_link"},
        status_code=HTTP_200_OK,
    )
    async def revoke(self, link_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """End a link at once."""
        await revoke_link(page.officer, link_id)
        return page.redirect(PATH, done=REVOKED)


async def _issue(page: PageRequest, form: SubmittedForm) -> UUID:
    drawer, dwelling = read_id(form.text("drawer"), "drawer"), read_id(form.text("dwelling"), "dwelling")
    day = form.day("valid_until")
    if (drawer is None and dwelling is None) or day is None:
        raise InputInvalid(PLACE_NEEDED, field="drawer" if day else "valid_until")
    scope = read_choice(LinkScope, "dwelling" if dwelling else "drawer", "drawer") or LinkScope.DRAWER
    place = dwelling or drawer
    if place is None:
        raise InputInvalid(PLACE_NEEDED, field="drawer")
    return await issue_link(page.officer, scope, place, day)


async def _view(page: PageRequest, form: FormState) -> LinkListView:
    links = await load_links(page.officer)
    drawers = await load_drawers(page.officer, Act.DRAWER_LIST)
    dwellings: tuple[Choice, ...] = ()
    if (chosen := read_id(form.value("drawer"), "drawer")) is not None:
        drawer = await load_drawer(page.officer, Act.DRAWER_LIST, chosen)
        dwellings = tuple(Choice(value=str(one.id), label=one.address) for one in await dwellings_in(drawer.id))
    return LinkListView(
        links=tuple(
            LinkLine(
                link_id=link.id,
                place=link.place,
                scope=link.scope,
                valid_until=link.valid_until,
                issued_at=link.issued_at,
                issued_by=link.issued_by_name,
            )
            for link in links
        ),
        drawers=await drawer_choices(drawers),
        dwellings=dwellings,
        form=form,
    )
