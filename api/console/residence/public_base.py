"""What the public pages of the residence register share: the frame, the language, refusals as pages."""

import dataclasses
from http import HTTPStatus

from litestar.datastructures import Cookie

from api.console.pages_base import frame, html, language_cookie, language_of_page
from api.console.rendering import render_page, translate
from api.console.view_models.base import Counts, Language, View
from api.console.view_models.residence.notices import PublicRefusalView
from api.console.words import WORDS
from api.http import HttpRequest, HttpResponse
from api.problem_responses import problem_of
from supervision import legal_time
from supervision.errors import NotFound, RuleRefused, SupervisionError
from supervision.residence.throttle import AskedTooOften
from supervision.settings import Register
from supervision.wording import Wording, in_language

BY_OUR_RULES = {"public": True, "rules_of": Register.RESIDENCE}
"""The mark of a public page that tells by when, or what may be asked."""

LINK_DEAD = Wording(
    "这个链接无效、已过期或已停用。请向社区民警或协管员要新的二维码。",
    "This link is not valid, has run out, or was revoked. Ask the community police for a new code.",
)


class PublicPage:
    """One request of a stranger, and the ways to answer it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        asked = request.query_params.get("language")
        self._chosen: Language | None = "en" if asked == "en" else "zh" if asked == "zh" else None
        self.language: Language = self._chosen or language_of_page(request)
        client = request.client
        self.caller = client.host if client else "unknown"
        self.csrf_token = ""

    def choose(self, language: Language) -> None:
        """Go on in another language, and keep it."""
        self._chosen = self.language = language

    def say(self, text: str) -> str:
        """A text in the page's language."""
        return in_language(text, self.language) if isinstance(text, Wording) else translate(text, self.language)

    def word(self, code: str, table: str) -> str:
        """What a code of `api.console.words` is called."""
        return self.say(WORDS[table].get(code, code))

    def show(self, view: View, status: int = HTTPStatus.OK) -> HttpResponse:
        """The page."""
        page = frame(self.request, None, active="", counts=Counts(), now=legal_time.now())
        cookies: list[Cookie] = []
        if self._chosen is not None:
            cookies = [language_cookie(self.request.app.state.settings, self._chosen)]
        page = dataclasses.replace(page, language=self.language, csrf_token=self.csrf_token)
        return html(render_page(page, view), status, cookies)

    def refuse(self, error: SupervisionError) -> HttpResponse:
        """The page that says why not: a dead link, too many tries, or a rule."""
        heading, text = Wording("不能办理", "Not possible"), error.args[0]
        if isinstance(error, NotFound):
            heading, text = Wording("链接无效", "Link not valid"), LINK_DEAD
        elif isinstance(error, AskedTooOften):
            heading = Wording("请稍后再试", "Try again later")
        return self.show(PublicRefusalView(heading=self.say(heading), text=self.say(text)), status_of(error))


REFUSALS = (NotFound, RuleRefused, AskedTooOften)
"""What a public page says no to with a page of its own."""


def status_of(error: SupervisionError) -> HTTPStatus:
    """The status under which a public page says no."""
    return problem_of(error).status
