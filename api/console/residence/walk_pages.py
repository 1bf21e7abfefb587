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
from api.console.view_models.residence.visits import WalkShellView
from api.http import HttpResponse
from supervision.audit import Act

WALK = "/console/walk"
FILES = (
    "css/walk.css", "img/mark.svg", "js/walk.js", "js/walk_ask.js", "js/walk_doors.js", "js/walk_queue.js",
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
        """The shell, without the officer or their session's secret, since a phone keeps it."""
        view = WalkShellView(words=walk_words(page.language))
        nobodys = frame(page.request, None, active="walk", counts=Counts(), now=page.now)
        return html(render_page(nobodys, view))

    @get("/worker.js", opt={"public": True})
    async def worker(self) -> HttpResponse:
        """The service worker, which keeps the shell and nothing else; it may see the walk's page and no other."""
        return Response(worker_script(), media_type="text/javascript", headers={"service-worker-allowed": WALK})


@cache
def worker_script() -> str:
    """The worker with the list of its files and their digest, so that a phone fetches all anew when one has changed."""
    files = [_STATIC / name for name in FILES if (_STATIC / name).exists()]
    kept = b"".join(path.read_bytes() for path in (*files, *sorted(_TEMPLATES.glob("*.html")), _WORKER))
    version = hashlib.sha256(kept).hexdigest()[:16]
    paths = json.dumps([f"{STATIC_PATH}/{path.relative_to(_STATIC).as_posix()}" for path in files])
    return f'const VERSION = "{version}";\nconst FILES = {paths};\n{_WORKER.read_text("utf-8")}'
