"""An officer's window with the hand movements of a whole case, and a picture of every station."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.api.conftest import Service

DESK = (1280, 800)
"""The size of such a window."""


class Desk:
    """One officer's window, with what its pages complained of and where its pictures go."""

    def __init__(self, page: Page, service: Service, pictures: Path) -> None:
        self.page, self.url, self.pictures = page, service.url, pictures

    async def says(self, *texts: str) -> None:
        """The page says this; a picture of it is kept."""
        for text in texts:
            await expect(self.page.locator("main")).to_contain_text(text)
        picture = len(list(self.pictures.glob("*.png"))) + 1
        await self.page.screenshot(path=self.pictures / f"{picture:02}.png", full_page=True)

    async def open_file(self, name: str, tab: str) -> None:
        """Find the person by name, say why, and open a tab."""
        await self.page.goto(f"{self.url}/console/supervisees")
        await self.page.locator("main [name=query]").fill(name)
        await self.press("查找")
        await self.page.get_by_role("link", name="打开档案").click()
        await self.say_why()
        await self.tab(tab)

    async def say_why(self) -> None:
        """Everyday supervision is why."""
        await self.page.get_by_role("button", name="日常监管").click()

    async def tab(self, name: str) -> None:
        """Another tab of the opened file."""
        await self.page.locator("nav[aria-label=档案]").get_by_role("link", name=name, exact=True).click()

    async def unfold(self, title: str) -> None:
        """Open what a heading folds."""
        await self.page.locator("summary", has_text=title).first.click()

    async def press(self, button: str) -> None:
        """Press the first button of that name that can be seen."""
        await self.page.get_by_role("button", name=button, exact=True).locator("visible=true").first.click()

    async def fill(self, **values: str) -> None:
        """Fill what can be seen by its fields' names."""
        for name, value in values.items():
            await self.page.locator(f"[name={name}]").locator("visible=true").first.fill(value)
