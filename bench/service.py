"""The API in a process of its own, as `supervision run` starts it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from supervision.settings import Settings
from tests.makers import Member

_PATIENCE_SECONDS = 60.0


@asynccontextmanager
async def running_api(settings: Settings) -> AsyncIterator[tuple[str, int]]:
    """The address of the API, and the id of its process; it ends with the block."""
    environment = {
        "SUPERVISION_HOME": str(settings.home),
        "SUPERVISION_HTTP_PORT": str(settings.http_port),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api.cli", "api", env=os.environ | environment,
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{settings.http_port}"
    try:
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(_PATIENCE_SECONDS):
            while not await _answers(client, url):
                if process.returncode is not None:
                    raise RuntimeError("the API did not come up")
                await asyncio.sleep(0.2)
        yield url, process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def client_of(url: str, member: Member) -> httpx.AsyncClient:
    """A connection on which an officer is signed in, for the API and for pages."""
    return httpx.AsyncClient(
        base_url=url,
        headers={"authorization": f"Bearer {member.token}"},
        cookies={"supervision-session": member.token},
        limits=httpx.Limits(keepalive_expiry=60),  # shorter than the server's, which would close while we ask
        timeout=30,
        trust_env=False,
    )


def check(answer: httpx.Response) -> None:
    """RuntimeError when the service refuses: a measurement of refusals measures nothing."""
    if answer.is_error:
        raise RuntimeError(
            f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text[:200]}"
        )


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(f"{url}/healthz")).is_success
    except httpx.TransportError:
        return False
