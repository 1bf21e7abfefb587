"""Whether the process lives and whether it can serve, for whoever watches it; nothing of any person."""

import asyncio
from http import HTTPStatus

from litestar import Controller, Response, get
from msgspec import Struct
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.http import HttpRequest
from devices.shards import is_ingesting
from supervision.errors import SettingsWrong, StorageUnavailable
from supervision.settings import Settings
from supervision.vault import current_vault

_DATABASE_SECONDS = 3.0


class Health(Struct, frozen=True):
    """The process answers."""

    state: str = "alive"


class Readiness(Struct, frozen=True):
    """What a request needs; `ingest` is whether some worker stores what trackers send.

    Null while nobody knows, and where no register follows trackers.
    """

    database: bool
    vault: bool
    ingest: bool | None

    @property
    def is_ready(self) -> bool:
        """Whether requests can be served; officers go on working while ingest is away."""
        return self.database and self.vault


class HealthController(Controller):
    """Health, readiness and measurements, at the root and under the version of the API."""

    opt = {"public": True}  # noqa: RUF012 - as Litestar declares it
    tags = ["Service"]  # noqa: RUF012 - as Litestar declares it

    @get("/healthz")
    async def healthz(self) -> Health:
        """The process lives."""
        return Health()

    @get("/readyz")
    async def readyz(self, request: HttpRequest) -> Response[Readiness]:
        """Database and vault can be worked with; 503 while they cannot."""
        settings: Settings = request.app.state.settings
        readiness = await _readiness(follows_trackers=settings.follows_trackers)
        status = HTTPStatus.OK if readiness.is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return Response(readiness, status_code=status)

    @get("/metrics", media_type="text/plain")
    async def metrics(self) -> Response[bytes]:
        """Counters and durations in Prometheus' format."""
        return Response(generate_latest(), headers={"content-type": CONTENT_TYPE_LATEST})


async def _readiness(*, follows_trackers: bool) -> Readiness:
    try:
        async with asyncio.timeout(_DATABASE_SECONDS):
            ingests = await is_ingesting()
    except (StorageUnavailable, TimeoutError):
        return Readiness(database=False, vault=_vault_is_open(), ingest=None)
    return Readiness(database=True, vault=_vault_is_open(), ingest=ingests if follows_trackers else None)


def _vault_is_open() -> bool:
    try:
        current_vault()
    except SettingsWrong:
        return False
    return True
