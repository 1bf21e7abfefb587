"""Serves the samples to a browser under the service's content security policy, with nothing of the service behind."""

import json
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from api.console.rendering import STATIC_PATH, render_page
from api.console.view_models.base import Language
from api.security_headers import CONTENT_SECURITY_POLICY, policy_with_style
from supervision.legal_time import day_end, day_start, now
from tests.api.console.samples import VIEWS, frame
from tests.api.console.samples.moments import LAT, LON, NOW, at
from tests.api.console.samples.orders import ZONES
from tests.api.console.samples.work import OPEN

STATIC = Path(__file__).resolve().parents[3] / "api/console/static"
DAY = {
    "day": NOW.date().isoformat(),
    "from": day_start(NOW.date()).isoformat(),
    "to": day_end(NOW.date()).isoformat(),
    "zones": ZONES,
    "alerts": [{"alert_id": "a1", "kind": "left-required-zone", "occurred_at": at(21, 40).isoformat()}],
    "conditions": [
        {
            "condition_id": "1",
            "label": "住处",
            "kind": "required",
            "spans": [{"from": at(0).isoformat(), "to": at(21, 40).isoformat(), "state": "inside"}],
        }
    ],
    "track": {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": [[LON + hour / 5_000, LAT] for hour in range(20)]},
        "properties": {"fixed_at": [at(hour).isoformat() for hour in range(20)], "accuracy_m": [12] * 20},
    },
}
WEARER = {
    "supervisee_id": "s1",
    "name": "李*",
    "order_number": "2026-031",
    "state": "broken",
    "lon": LON,
    "lat": LAT,
    "accuracy_m": 12.0,
    "fixed_at": at(21, 50).isoformat(),
    "received_at": at(21, 50).isoformat(),
    "source": "gnss",
    "is_doubtful": False,
    "battery_percent": 77,
    "tail": [[LON - 0.001, LAT], [LON, LAT]],
}
WALK = {
    "day": NOW.date().isoformat(),
    "ends_at": (now() + timedelta(hours=6)).isoformat(),  # by the clock of the browser
    "officer_name": "王小梅",
    "office_name": "北岭派出所",
    "key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "csrf_token": "a-token",
    "drawers": [{"id": "b3", "name": "幸福路3号楼"}, {"id": "b4", "name": "解放路12号院5号楼"}],
}
EXPECTED = {
    "resident_id": "r1",
    "name": "周晓岚",
    "sex": "female",
    "born_year": 1990,
    "document_end": "1312",
    "role": "head",
    "verified_on": "2026-11-02",
    "last_verdict": "present",
}
DOORS = [
    {
        "dwelling_id": "d601",
        "address": "幸福路3号楼2单元601",
        "households": [
            {"household_id": "h1", "number": "HU-149901-2026-0012", "serial": "7K2M9QX4TB00", "people": [EXPECTED]}
        ],
    },
    {"dwelling_id": "d602", "address": "幸福路3号楼2单元602", "households": []},
]
STREET = {"type": "LineString", "coordinates": [[LON - 0.01, LAT], [LON + 0.01, LAT]]}
DATA = {
    "/console/map/town.geojson": {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"kind": "street", "name": "书院街"}, "geometry": STREET}],
    },
    "/console/map/zones": {"zones": ZONES},
    "/console/map/live": {"cursor": "1", "wearers": [WEARER], "gone": []},
    "/console/supervisees/s1/day": DAY,
    "/api/v1/walk": WALK,
    "/api/v1/walk/drawers/b3": {"doors": DOORS},
    "/api/v1/walk/drawers/b4": {"doors": []},
}


class Preview(ThreadingHTTPServer):
    """One run of the preview; its stream stays silent until `is_closing`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.is_closing = threading.Event()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """A browser that leaves in the middle of an answer is no news."""


class Answer(BaseHTTPRequestHandler):
    """A page by the name of its sample at `/console/{name}`, static files, data and the stream."""

    server: Preview

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - named by the base class
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer what the pages ask for."""
        path = urlsplit(self.path).path
        name = path.removeprefix("/console/") or "today"
        if path == "/api/v1/alerts/stream":
            self._stream()
        elif path.startswith(f"{STATIC_PATH}/"):
            file = STATIC / path.removeprefix(f"{STATIC_PATH}/")
            kind = "text/javascript" if file.suffix == ".mjs" else mimetypes.guess_type(file.name)[0]
            self._send(kind or "application/octet-stream", file.read_bytes())
        elif path in DATA:
            self._send("application/json", json.dumps(DATA[path]).encode())
        elif path == "/console/alerts/open-list":
            self._html(render_page(frame(), OPEN))
        elif path == "/console/supervisees/term":
            self._html(render_page(frame(), VIEWS["term"]))
        elif path == "/console/imports/i1/progress":
            self._html(render_page(frame(), VIEWS["import-progress-done"]))
        elif name in VIEWS:
            language: Language = "en" if urlsplit(self.path).query == "language=en" else "zh"
            self._html(render_page(frame(name, language), VIEWS[name]), getattr(VIEWS[name], "style", ""))
        else:
            self.send_error(404)

    def _html(self, text: str, style: str = "") -> None:
        self._send("text/html; charset=utf-8", text.encode(), policy_with_style(style))

    def _send(self, kind: str, body: bytes, policy: str = CONTENT_SECURITY_POLICY) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.send_header("content-security-policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b": listening\n\n")
        self.wfile.flush()
        self.server.is_closing.wait()


@contextmanager
def served() -> Iterator[Preview]:
    """The preview, listening until the block ends."""
    with Preview() as preview:
        thread = threading.Thread(target=preview.serve_forever, daemon=True)
        thread.start()
        try:
            yield preview
        finally:
            preview.is_closing.set()
            preview.shutdown()
            thread.join()
