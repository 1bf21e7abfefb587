"""The service over HTTPS under a name of its own, as a phone reaches it: our own small authority, no localhost."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import uvicorn
from playwright.async_api import Browser, Page, async_playwright

from api.app import create_app
from devices.tls import ensure_certificate
from supervision.legal_time import now
from supervision.settings import load_settings
from supervision.storage.database import close_pool
from tests.api.conftest import Service
from tests.api.console.test_in_browser import FLAGS
from tests.database import GATHERED, DatabaseServer
from tests.devices.broker.town import free_port
from tests.makers import Member
from tools.engines import find

HOST = "supervision.test"


@contextlib.asynccontextmanager
async def secure_service(server: DatabaseServer, home: Path) -> AsyncIterator[Service]:
    """The service with the cast in it at https://supervision.test; browsers are told where that is."""
    async with server.fresh(GATHERED) as urls:
        await close_pool()
        server.place_keys(home)
        name = urls.service.rpartition("@/")[2].partition("?")[0]
        superuser_url, port = server.superuser_url_of(name), free_port()
        url = f"https://{HOST}:{port}"
        settings = load_settings(
            {
                "SUPERVISION_HOME": str(home),
                "SUPERVISION_DATABASE_URL": superuser_url,
                "SUPERVISION_PUBLIC_URL": url,
                "SUPERVISION_HTTP_PORT": str(port),
            }
        )
        files = ensure_certificate(settings, now())
        app = create_app(settings)
        running = uvicorn.Server(
            uvicorn.Config(
                app,
                port=port,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=3,
                lifespan="on",
                ssl_certfile=str(files.cert_file),
                ssl_keyfile=str(files.key_file),
            )
        )
        task = asyncio.create_task(running.serve())
        try:
            while not running.started:
                if task.done():
                    await task
                await asyncio.sleep(0.01)
            yield Service(app, url, settings, superuser_url, server.cast)
        finally:
            running.should_exit = True
            await task


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser that finds the service by its name; that our authority is not in its list is no part of the test."""
    rules = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(find("chromium")), args=[*FLAGS, rules])
        yield browser
        await browser.close()


async def window(browser: Browser, size: tuple[int, int], complaints: list[str]) -> Page:
    """A window of its own, Chinese, whatever it complains of noted."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="zh-CN", ignore_https_errors=True
    )
    page = await context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return page


async def sign_in(page: Page, service: Service, member: Member) -> None:
    """Sign the member in by the form."""
    await page.goto(f"{service.url}/console/")
    await page.fill("[name=username]", member.username)
    await page.fill("[name=password]", member.password)
    await page.fill("[name=code]", member.code())
    await page.keyboard.press("Enter")
    await page.wait_for_url(lambda address: "sign-in" not in address)


async def picture(page: Page, name: str) -> None:
    """The pictures are taken where PAGE_PICTURES names a folder; otherwise nothing is written."""
    if folder := os.environ.get("PAGE_PICTURES"):
        await page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
