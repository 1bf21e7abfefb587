"""Photos and papers of residents and households."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, MultipartBody
from msgspec import Meta, Struct

from api.v1.file_papers import MOST_UPLOAD_BYTES, downloaded
from api.v1.requests import Created
from api.v1.residence.requests import ResidencePurposeAsked
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.households.materials import (
    NewMaterial,
    OpenedMaterial,
    add_to_household,
    add_to_resident,
    open_material,
)
from supervision.residence.households.words import MaterialKind


class MaterialUpload(Struct, frozen=True):
    """A photo or paper and what it is; its type is told by its content, never by its name."""

    kind: MaterialKind
    title: Annotated[str, Meta(min_length=1, max_length=120)]
    content: UploadFile

    async def read(self) -> NewMaterial:
        """As the domain takes it."""
        return NewMaterial(self.kind, self.title, await self.content.read())


class MaterialController(Controller):
    """Materials of residents and households inside the officer's reach."""

    tags = ["Residents"]  # noqa: RUF012 - as Litestar declares it

    @post(
        "/residents/{resident_id:uuid}/materials",
        opt={"act": Act.MATERIAL_ADD, "about": "resident"},
        request_max_body_size=MOST_UPLOAD_BYTES,
    )
    async def add_to_resident(
        self, resident_id: FromPath[UUID], data: MultipartBody[MaterialUpload], officer: NamedDependency[Officer]
    ) -> Created:
        """Seal a photo or paper of 10 MB at most under the resident's key; pictures are drawn anew."""
        return Created(await add_to_resident(officer, resident_id, await data.read()))

    @post(
        "/households/{household_id:uuid}/materials",
        opt={"act": Act.MATERIAL_ADD, "about": "household"},
        request_max_body_size=MOST_UPLOAD_BYTES,
    )
    async def add_to_household(
        self, household_id: FromPath[UUID], data: MultipartBody[MaterialUpload], officer: NamedDependency[Officer]
    ) -> Created:
        """Seal a paper of 10 MB at most under the household's key."""
        return Created(await add_to_household(officer, household_id, await data.read()))

    @get("/materials/{material_id:uuid}", opt={"act": Act.MATERIAL_OPEN}, media_type="application/octet-stream")
    async def open_material(
        self, material_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> Response[bytes]:
        """The photo or paper itself; the opening is recorded with its purpose."""
        return material_answer(await open_material(officer, material_id, purpose))


def material_answer(opened: OpenedMaterial, disposition: str = "attachment") -> Response[bytes]:
    """A material as an answer, in a sandbox of its own; `inline` lets a browser show it."""
    return downloaded(opened.material.title, opened.material.media_type, opened.content, disposition)
