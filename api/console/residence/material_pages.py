"""Photos and papers looked at and downloaded; each is an act with its purpose."""

from uuid import UUID

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.pages_base import PageRequest
from api.http import HttpResponse
from api.v1.residence.materials import material_answer
from supervision.audit import Act
from supervision.residence.households.materials import open_material
from supervision.wording import Wording

_SUBJECT = Wording("这份材料", "this document")


class MaterialPages(Controller):
    """Materials of residents and households inside the officer's reach."""

    path = "/materials/{material_id:uuid}"

    @get("/", opt={"act": Act.MATERIAL_OPEN})
    async def download(
        self, material_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse | Response[bytes]:
        """The material as a download; without a purpose the question for it."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, "/console/residents", active="residents")
        return material_answer(await open_material(page.officer, material_id, page.filters()["purpose"]))

    @get("/preview", opt={"act": Act.MATERIAL_OPEN})
    async def preview(
        self, material_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse | Response[bytes]:
        """The material shown by the browser itself, in a sandbox."""
        if "purpose" not in page.filters():
            return await page.ask_purpose(_SUBJECT, "/console/residents", active="residents")
        return material_answer(await open_material(page.officer, material_id, page.filters()["purpose"]), "inline")
