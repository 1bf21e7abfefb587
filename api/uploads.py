"""Uploaded files are closed with their request, however it ends: nothing of them waits for the collector."""

from litestar import Request
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from api.signed_in import FORM_WAS_READ


class UploadsClosed(ASGIMiddleware):
    """Closes the files of a form that was read, be it by the guard that looks for its token."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Let the request pass, and tidy up behind it."""
        try:
            await next_app(scope, receive, send)
        finally:
            if scope["state"].get(FORM_WAS_READ):
                await (await Request(scope, receive).form()).close()
