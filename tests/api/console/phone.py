"""A phone at a door: the service over HTTPS under a name of its own, and a Chromium that trusts its small authority."""

import asyncio
import base64
import contextlib
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from api.app import create_app
from devices.tls import TlsFiles, ensure_certificate
from supervision import legal_time
from supervision.settings import Settings, load_settings
from supervision.storage.database import close_pool
from tests.api.console.test_in_browser import FLAGS, PHONE
from tests.cast import Cast
from tests.database import GATHERED, DatabaseServer
from tests.devices.broker.town import free_port
from tests.makers import Member
from tools.engines import find

NAME = "supervision.test"


@dataclass(frozen=True, slots=True)
class Street:
    """The service as phones reach it, and everybody who may use it."""

    url: str
    settings: Settings
    cast: Cast
    tls: TlsFiles


@contextlib.asynccontextmanager
async def street(server: DatabaseServer, home: Path) -> AsyncIterator[Street]:
    """The service on loopback, under a name that only the browser maps there."""
    async with server.fresh(GATHERED) as urls:
        await close_pool()
        server.place_keys(home)
        name = urls.service.rpartition("@/")[2].partition("?")[0]
        port = free_port()
        settings = load_settings(
            {
                "SUPERVISION_HOME": str(home),
                "SUPERVISION_DATABASE_URL": server.superuser_url_of(name),
                "SUPERVISION_PUBLIC_URL": f"https://{NAME}:{port}",
                "SUPERVISION_HTTP_PORT": str(port),
            }
        )
        tls = ensure_certificate(settings, legal_time.now())
        running = uvicorn.Server(
            uvicorn.Config(
                create_app(settings),
                port=port,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=3,
                ssl_certfile=tls.cert_file,
                ssl_keyfile=tls.key_file,
            )
        )
        serving = asyncio.create_task(running.serve())
        try:
            while not running.started:
                if serving.done():
                    await serving
                await asyncio.sleep(0.01)
            yield Street(settings.own_url, settings, server.cast, tls)
        finally:
            running.should_exit = True
            await serving


@contextlib.asynccontextmanager
async def chromium(town: Street) -> AsyncIterator[Browser]:
    """A browser that finds the name on loopback and trusts the service's authority by its key, and no other."""
    assert town.tls.ca_file is not None
    authority = x509.load_pem_x509_certificate(town.tls.ca_file.read_bytes())
    public = authority.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    trusted = base64.b64encode(hashlib.sha256(public).digest()).decode()
    flags = [
        *FLAGS,
        f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
        f"--ignore-certificate-errors-spki-list={trusted}",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
    ]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(find("chromium")), args=flags)
        yield browser
        await browser.close()


async def phone(browser: Browser) -> BrowserContext:
    """An empty phone."""
    return await browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale="zh-CN", has_touch=True, is_mobile=True
    )


async def sign_in(page: Page, town: Street, member: Member, *, steps: int = 0) -> None:
    """Sign in by hand at the door and go on to the walk."""
    await page.goto(f"{town.url}/console/sign-in?next=/console/walk")
    await page.locator("[name=username]").fill(member.username)
    await page.locator("[name=password]").fill(member.password)
    await page.locator("[name=code]").fill(member.code(steps=steps))
    await page.locator("form[action='/console/sign-in'] button.btn-primary").click()
    await page.wait_for_url("**/console/walk")
