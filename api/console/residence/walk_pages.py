"""The walk's shell: a page that a phone may keep, since nothing of anybody stands in it, and its service worker."""

import hashlib
import json
from functools import cache
from pathlib import Path

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from api.console.pages_base import PageRequest, frame, html
from api.console.rendering import STATIC_PATH, render_page
from api.console.residence.walk_words import walk_words
from api.console.view_models.base import Counts
from api.console.view_models.residence.visits import WalkDoorView, WalkShellView
from api.http import HttpResponse
from api.security_headers import policy_with_style
from supervision.audit import Act
from supervision.residence.visits.walk import look_ahead

WALK = "/console/walk"
KEPT = "kept"
"""With this in its address the page is what a phone keeps."""
FILES = (
    "img/mark.svg", "js/walk.js", "js/walk_ask.js", "js/walk_doors.js", "js/walk_queue.js",
    "js/walk_scan.js", "js/walk_store.js", "js/walk_worker_link.js", "js/words.js", "vendor/qr/decode.js",
    "vendor/qr/index.js",
)  # fmt: skip
"""What the phone keeps for a start without a connection."""

_STATIC = Path(__file__).parents[1] / "static"
_WORKER = _STATIC / "js/walk_worker.js"
_TEMPLATES = Path(__file__).parents[1] / "templates/residence/walk"


class WalkPages(Controller):
    """*My walk today*, on a phone."""

    path = "/walk"

    @get("/", opt={"act": Act.WALK_OPEN})
    async def open_walk(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The shell, without the officer or their session's secret; what a phone keeps of it is without drawers too.

        On a slow line every further answer takes seconds: what is seen first comes whole, style and doors with it.
        """
        is_kept = KEPT in page.request.query_params
        drawers, dwellings = ((), ()) if is_kept else await look_ahead(page.officer)
        view = WalkShellView(
            words=walk_words(page.language),
            style=style(),
            drawers=tuple(drawer.name for drawer in drawers),
            doors=tuple(WalkDoorView(dwelling_id=dwelling.id, address=dwelling.address) for dwelling in dwellings),
        )
        nobodys = frame(page.request, None, active="walk", counts=Counts(), now=page.now)
        answer = html(render_page(nobodys, view))
        answer.set_header("content-security-policy", policy_with_style(view.style))
        return answer

    @get("/worker.js", opt={"public": True})
    async def worker(self) -> HttpResponse:
        """The service worker, which keeps the shell and nothing else; it may see the walk's page and no other."""
        return Response(worker_script(), media_type="text/javascript", headers={"service-worker-allowed": WALK})


@cache
def style() -> str:
    """How the page looks; it stands in the page."""
    return (_STATIC / "css/walk.css").read_text("utf-8")


@cache
def worker_script() -> str:
    """The worker with the list of its files and their digest, so that a phone fetches all anew when one has changed."""
    files = [_STATIC / name for name in FILES if (_STATIC / name).exists()]
    kept = b"".join(path.read_bytes() for path in (*files, *sorted(_TEMPLATES.glob("*.html")), _WORKER))
    version = hashlib.sha256(kept + style().encode()).hexdigest()[:16]
    paths = json.dumps([f"{STATIC_PATH}/{path.relative_to(_STATIC).as_posix()}" for path in files])
    return f'const VERSION = "{version}";\nconst FILES = {paths};\n{_WORKER.read_text("utf-8")}'
