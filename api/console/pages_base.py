"""What the pages of the console share: the frame around each, redirects after a post, questions for a purpose.

A page's handler asks for `page: NamedDependency[PageRequest]` and answers with one of its methods:

    @get("/orders", opt={"act": Act.ORDER_LIST})
    async def list_orders(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        found = await list_orders(page.officer, cursor=page.filters().get("cursor"))
        return await page.show(OrderListView(…, paging=page.paging(len(found.items), found.next)), active="orders")

    @post("/orders", opt={"act": Act.ORDER_DRAFT})
    async def draft(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        form = await page.form()
        try:
            order_id = await draft_order(page.officer, form.text("reason"))
        except InputInvalid as error:
            view = OrderFormView(form=form.state(error, page.language), …)
            return await page.show_again(view, error, active="orders")
        return page.redirect(f"/console/orders/{order_id}", done=Wording("已起草。", "Drafted."))

Paths are written below `/console`, where `api.console.routes` mounts every controller. What is refused and not caught
becomes a page of `api.console.error_pages`. The guard has checked session, rule and CSRF token before.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from litestar import Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from api.commands.installation import InstallationKind, installation_kind
from api.console.map_tiles import TILES_PATH, tile_set
from api.console.page_forms import SubmittedForm, read_form
from api.console.page_notices import has_notice, no_notice_cookie, notice, notice_cookie, read_notices
from api.console.rendering import render_page, translate
from api.console.sections import sections_of
from api.console.view_models.base import Choice, Counts, Language, LegalBasis, Notice, OfficerBadge, Page, Paging, View
from api.console.view_models.live_map import PurposeView
from api.console.words import WORDS
from api.http import HttpConnection, HttpRequest, HttpResponse
from api.problem_responses import problem_of
from api.signed_in import provide_session, speaks_tls
from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.applications.listing import count_to_decide
from supervision.corrections.purposes import Purpose
from supervision.errors import SupervisionError
from supervision.legal_rules import LegalRule
from supervision.monitoring.alerts import count_open_alerts
from supervision.officers import Officer, Session, officer_may, reach
from supervision.orders.due_work import count_removal_tasks, find_orders_to_decide
from supervision.residence.purposes import ResidencePurpose
from supervision.settings import Register, Settings
from supervision.wording import Wording, in_language

FIRST_PAGE = "/console/"
"""Where an officer arrives after signing in."""

_SAFE_METHODS = frozenset({"GET", "HEAD"})
_LANGUAGE_COOKIE = "supervision-language"
_ONE_YEAR_SECONDS = 365 * 24 * 3600


class PageRequest:
    """One request of a signed-in officer, and the ways to answer it with a page."""

    def __init__(self, request: HttpRequest, session: Session) -> None:
        self.request = request
        self.session = session
        self.officer: Officer = session.officer
        self.language: Language = language_of_page(request)
        self.now: datetime = legal_time.now()
        self.settings: Settings = request.app.state.settings
        self.counted = ""  # what the number counts whose list the page shows, if one

    def say(self, text: str) -> str:
        """A Chinese text of the catalogue, or a `Wording`, in the page's language."""
        return text_in(text, self.language)

    def word(self, code: str, table: str) -> str:
        """What a code of `api.console.words` is called."""
        return self.say(WORDS[table].get(code, code))

    def choices(
        self, table: str, codes: Iterable[str] | None = None, counts: Mapping[str, int] | None = None
    ) -> tuple[Choice, ...]:
        """Options for a select or a row of filters, in the order of the table where no codes are given."""
        return tuple(
            Choice(value=str(code), label=self.word(code, table), count=(counts or {}).get(code))
            for code in (WORDS[table] if codes is None else codes)
        )

    def may(self, act: Act, division: str | None = None) -> bool:
        """Whether the page offers the officer to do `act` there."""
        return officer_may(self.officer, act, division)

    def basis(self, rule: LegalRule, text: Wording, arithmetic: str = "") -> LegalBasis:
        """A rule of law as the word `依据` opens it."""
        return LegalBasis(rule=self.say(text), source=self.say(rule.source), arithmetic=arithmetic)

    async def form(self) -> SubmittedForm:
        """What the form sent."""
        return await read_form(self.request)

    async def show(
        self, view: View, *, active: str = "", status: int = HTTP_200_OK, counts: Counts | None = None
    ) -> HttpResponse:
        """The page; a notice that came over a redirect is shown once. `counts` where they have been counted for it."""
        counts = await count_for(self.officer) if counts is None else counts
        page = frame(self.request, self.session, active=active, counts=counts, now=self.now)
        cookies = [no_notice_cookie(self.settings)] if has_notice(self.request) else []
        return html(render_page(page, view), status, cookies)

    async def show_again(self, view: View, error: SupervisionError, *, active: str = "") -> HttpResponse:
        """The page of a form that was refused, under the refusal's own status: 400, 401, 409 or 429."""
        return await self.show(view, active=active, status=problem_of(error).status)

    def fragment(self, view: View) -> HttpResponse:
        """A part of a page, for htmx; no counts are read for it."""
        return html(render_page(frame(self.request, self.session, active="", counts=Counts(), now=self.now), view))

    def redirect(
        self, path: str, *, done: str | None = None, warning: str | None = None, undo_path: str | None = None
    ) -> HttpResponse:
        """See another page after a change, with one line about what happened; never personal data in it."""
        cookies = []
        if (text := done or warning) is not None:
            told = notice("done" if done is not None else "warning", text, undo_path)
            cookies = [notice_cookie(self.settings, self.session.csrf_token, told)]
        return redirect(path, cookies)

    async def ask_purpose(
        self, subject: str, cancel_path: str, *, active: str = "", purposes: tuple[tuple[str, ...], str] | None = None
    ) -> HttpResponse:
        """The question why something is opened; the answer comes to this address as `purpose`, the rest is kept.

        `purposes` are those of a list of its own, with the table of their words; by default those of the register.
        """
        codes, words_table = purposes or _purposes_of(self.officer)
        view = PurposeView(
            subject=self.say(subject),
            action_path=self.request.url.path,
            cancel_path=cancel_path,
            purposes=codes,
            words_table=words_table,
            kept={name: value for name, value in self.filters().items() if name != "purpose"},
        )
        return await self.show(view, active=active)

    def filters(self, *names: str) -> dict[str, str]:
        """What stands in the address after `?` and is not empty; only `names` where some are given."""
        given = self.request.query_params.items()
        return {name: value for name, value in given if value and (not names or name in names)}

    def paging(self, shown: int, following: str | None, total: int | None = None) -> Paging:
        """Where a list stands, with the next page under the same filters."""
        path, kept = self.request.url.path, {n: v for n, v in self.filters().items() if n != "cursor"}
        return Paging(
            shown=shown,
            total=total,
            next_path=address(path, **kept, cursor=following) if following else None,
            first_path=address(path, **kept) if "cursor" in self.filters() else None,
            counted=self.counted,
        )


def provide_page(request: HttpRequest) -> PageRequest:
    """The dependency `page: NamedDependency[PageRequest]`; `NotSignedIn` on a public route."""
    return PageRequest(request, provide_session(request.scope))


def frame(request: HttpRequest, session: Session | None, *, active: str, counts: Counts, now: datetime) -> Page:
    """The frame around a page, whoever looks at it."""
    language, settings = language_of_page(request), request.app.state.settings
    tiles = tile_set(settings)
    return Page(
        active=active,
        product=_product(settings, session),
        path=path_with_query(request) if request.method in _SAFE_METHODS else FIRST_PAGE,
        now=now,
        officer=None if session is None else _badge(session.officer),
        csrf_token="" if session is None else session.csrf_token,
        language=language,
        is_demo=_is_demo(settings),
        sections=frozenset() if session is None else sections_of(session.officer),
        counts=counts,
        notices=_notices(request, session, language),
        tiles_path=TILES_PATH if tiles else None,
        tiles_credit=tiles.credit if tiles else "",
    )


async def count_for(officer: Officer) -> Counts:
    """The numbers beside the entries of the navigation."""
    if officer.register is not Register.CORRECTIONS:
        return Counts()
    return Counts(
        open_alerts=await count_open_alerts(officer) if reach(officer, Act.ALERT_LIST) else 0,
        approvals=len(await find_orders_to_decide(officer) or ()),
        hand_backs=await count_removal_tasks(officer) if reach(officer, Act.TRACKER_HAND_BACK) else 0,
        applications=await count_to_decide(officer),
    )


def language_of_page(connection: HttpConnection) -> Language:
    """The language that was chosen with the switch; Chinese until somebody chose."""
    return "en" if connection.cookies.get(_LANGUAGE_COOKIE) == "en" else "zh"


def language_cookie(settings: Settings, language: Language) -> Cookie:
    """The cookie that keeps the language."""
    return Cookie(
        _LANGUAGE_COOKIE,
        value=language,
        max_age=_ONE_YEAR_SECONDS,
        httponly=True,
        samesite="strict",
        secure=speaks_tls(settings),
    )


def text_in(text: str, language: Language) -> str:
    """A Chinese text of the catalogue, or a `Wording`, in a language."""
    return in_language(text, language) if isinstance(text, Wording) else translate(text, language)


def html(text: str, status: int = HTTP_200_OK, cookies: Iterable[Cookie] = ()) -> HttpResponse:
    """A page as an answer."""
    return Response(text, status_code=status, media_type=MediaType.HTML, cookies=list(cookies))


def redirect(path: str, cookies: Iterable[Cookie] = ()) -> HttpResponse:
    """See another page of the console, by GET."""
    headers = {"location": own_path(path)}
    return Response(
        b"", status_code=HTTP_303_SEE_OTHER, headers=headers, media_type=MediaType.HTML, cookies=list(cookies)
    )


def own_path(path: str | None) -> str:
    """`path` if it leads to a page of the console, else the first page: nobody is sent elsewhere by a link to us."""
    parts = urlsplit(path or "")
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/console") and "\\" not in parts.path
    return path if path and is_ours and path.isprintable() else FIRST_PAGE


def path_with_query(request: HttpRequest) -> str:
    """The address of the request, without its host."""
    query = request.scope["query_string"].decode("ascii", "replace")
    return f"{request.url.path}?{query}" if query else request.url.path


def address(path: str, **parameters: str | UUID | None) -> str:
    """A path with parameters, those that are None or empty left out."""
    query = urlencode({name: str(value) for name, value in parameters.items() if value})
    return f"{path}?{query}" if query else path


def _purposes_of(officer: Officer) -> tuple[tuple[str, ...], str]:
    """For which purposes the officer's register is opened, and where their words stand."""
    if officer.register is Register.RESIDENCE:
        return tuple(ResidencePurpose), "residence-purpose"
    return tuple(Purpose), "purpose"


def _product(settings: Settings, session: Session | None) -> str:
    """As what the service shows itself: as the officer's register, or as all that an installation keeps."""
    registers = settings.registers if session is None else {session.officer.register}
    return next(iter(registers)) if len(registers) == 1 else "both"


def _badge(officer: Officer) -> OfficerBadge:
    role = officer.roles[0] if officer.roles else ""
    return OfficerBadge(officer_id=officer.id, name=officer.name, role=role, office_name=officer.office_name)


def _notices(request: HttpRequest, session: Session | None, language: Language) -> tuple[Notice, ...]:
    return () if session is None else read_notices(request, session.csrf_token, language)


@cache
def _is_demo(settings: Settings) -> bool:
    """Asked once: `supervision run` marks a home before it starts us, and the mark never changes."""
    return installation_kind(settings) is InstallationKind.DEMO
