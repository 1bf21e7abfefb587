"""A browser without scripts: it keeps the session's cookie, sends forms with their token, and reads pages as text."""

import html
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Self

import httpx

from tests.api.conftest import Service
from tests.makers import Member

_TOKEN = re.compile(r'name="_csrf_token" value="([^"]+)"')
_NOT_SHOWN = re.compile(r"<(script|template|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")

Fields = Mapping[str, str | list[str]]
"""By field: one value, or several."""

Files = Mapping[str, tuple[str, bytes, str]]
"""By field: file name, content and media type."""

PDF = ("证明.pdf", b"%PDF-1.4\n" + b"x" * 200, "application/pdf")
"""A small document."""


class Browser:
    """One officer at one machine."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self.client = client
        self.token = token
        self.last: httpx.Response | None = None

    async def get(self, path: str, **parameters: Any) -> str:
        """The page at a path, which must answer with 200."""
        self.last = await self.client.get(path, params=parameters or None)
        assert self.last.status_code == 200, (path, self.last.status_code, shown(self.last.text))
        return self.last.text

    async def status_of(self, path: str) -> int:
        """How a path answers."""
        self.last = await self.client.get(path)
        return self.last.status_code

    async def post(self, path: str, fields: Fields | None = None, files: Files | None = None) -> httpx.Response:
        """The answer to a form; nothing is followed."""
        self.last = await self.client.post(path, data={**(fields or {}), "_csrf_token": self.token}, files=files)
        return self.last

    async def done(self, path: str, fields: Fields | None = None, files: Files | None = None) -> str:
        """The page to which a form leads that was accepted, the notice on it included."""
        answer = await self.post(path, fields, files)
        assert answer.status_code == 303, (path, answer.status_code, shown(answer.text))
        return await self.get(answer.headers["location"])

    async def refused(self, path: str, status: int, fields: Fields | None = None, files: Files | None = None) -> str:
        """The page that a refused form comes back with."""
        answer = await self.post(path, fields, files)
        assert answer.status_code == status, (path, answer.status_code, answer.headers, shown(answer.text))
        return answer.text

    @property
    def path(self) -> str:
        """The address of the page that was opened last, without host and query."""
        assert self.last is not None
        return self.last.url.path

    @classmethod
    async def of(cls, client: httpx.AsyncClient) -> Self:
        """A browser on a client that carries a session."""
        page = await client.get("/console/recovery-codes")
        found = _TOKEN.search(page.text)
        assert found is not None, page.text
        return cls(client, found[1])


@asynccontextmanager
async def browser(service: Service, member: Member, language: str = "zh") -> AsyncIterator[Browser]:
    """A browser in which a member is signed in."""
    cookies = {"supervision-session": member.token, "supervision-language": language}
    headers = {"accept": "text/html", "sec-fetch-site": "same-origin"}
    async with httpx.AsyncClient(
        base_url=service.url, cookies=cookies, headers=headers, timeout=30, trust_env=False
    ) as client:
        yield await Browser.of(client)


def shown(page: str) -> str:
    """What a page says, without its markup, in one line."""
    return " ".join(html.unescape(_TAG.sub(" ", _NOT_SHOWN.sub(" ", page))).split())


def value_of(page: str, pattern: str) -> str:
    """What the first group of a pattern finds in a page's markup."""
    found = re.search(pattern, page)
    assert found is not None, pattern
    return html.unescape(found[1])


def links_of(page: str, pattern: str) -> list[str]:
    """Every address on a page that matches."""
    return [html.unescape(found) for found in re.findall(rf'(?:href|action)="({pattern})"', page)]
