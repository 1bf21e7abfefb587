"""Photos and papers (材料) of residents and households, each sealed under the key of the one that it is about."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change, Subject
from supervision.errors import InputInvalid, NotFound
from supervision.images import redraw
from supervision.legal_time import legal_day
from supervision.media import MediaType, read_media_type
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.changes import about, residence_change
from supervision.residence.households.files import check_open
from supervision.residence.households.store import (
    HOUSEHOLD,
    RESIDENT,
    StoredHousehold,
    StoredResident,
    load_household,
    load_resident,
)
from supervision.residence.households.tables import MaterialRow
from supervision.residence.households.words import MaterialKind
from supervision.residence.purposes import read_residence_purpose
from supervision.residence.rules import PersonField, find_field_list
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal, seal_json, unseal, unseal_json
from supervision.wording import Wording

MATERIAL = "material"
_MOST_TITLE = 120

PHOTO_NOT_LISTED = Wording(
    "本地法规没有列出照片，不得采集。", "The law of this region does not list a photo; none may be collected."
)
PHOTO_OF_PERSON = Wording("照片属于个人，请在人员页添加。", "A photo is of a person: add it to the resident.")
PHOTO_IS_PICTURE = Wording("照片须为 JPEG 或 PNG 图片。", "A photo is a JPEG or PNG picture.")


class Details(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sealed beside the content: its title, and its SHA-256 in hexadecimal."""

    title: str
    sha256: str


@dataclass(frozen=True, slots=True)
class NewMaterial:
    """A photo or paper as it was handed in."""

    kind: MaterialKind
    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Material:
    """A material without its content."""

    id: UUID
    household_id: UUID | None
    resident_id: UUID | None
    kind: MaterialKind
    media_type: MediaType
    size_bytes: int
    title: str
    sha256: str
    added_at: datetime
    added_by_name: str


@dataclass(frozen=True, slots=True)
class OpenedMaterial:
    """A material with its content."""

    material: Material
    content: bytes


_COLUMNS = """
m.id, m.household, m.resident, m.kind, m.media_type, m.size_bytes, m.details_sealed, m.added_at,
coalesce(o.name, '') AS added_by_name"""
_FROM = "FROM material AS m LEFT JOIN officer AS o ON o.id = m.added_by"


async def add_to_resident(officer: Officer, resident_id: UUID, new: NewMaterial) -> UUID:
    """Seal a material under the resident's key; gives its id. InputInvalid, AttachmentRefused."""
    async with residence_change(officer.actor, Act.MATERIAL_ADD, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.MATERIAL_ADD, resident_id)
        fields = find_field_list(legal_day(change.at), resident.division).fields
        if new.kind is MaterialKind.PHOTO and PersonField.PHOTO not in fields:
            raise InputInvalid(PHOTO_NOT_LISTED, field="kind")
        key = await load_key(resident.vault_key)
        return await _store(change, officer, key, resident, new)


async def add_to_household(officer: Officer, household_id: UUID, new: NewMaterial) -> UUID:
    """Seal a material under the household's key; gives its id. InputInvalid, AttachmentRefused, HouseholdClosed."""
    if new.kind is MaterialKind.PHOTO:
        raise InputInvalid(PHOTO_OF_PERSON, field="kind")
    async with residence_change(officer.actor, Act.MATERIAL_ADD, about(HOUSEHOLD, household_id)) as change:
        household = await load_household(officer, Act.MATERIAL_ADD, household_id)
        check_open(household)
        key = await load_key(household.vault_key)
        return await _store(change, officer, key, household, new)


async def open_material(officer: Officer, material_id: UUID, purpose: str | None) -> OpenedMaterial:
    """A material in clear, for a purpose that is recorded with the readings of whom it is about."""
    reason = read_residence_purpose(purpose)
    row = await fetch_one(f"SELECT {_COLUMNS}, m.content_sealed {_FROM} WHERE m.id = $1", material_id)
    if row is None:
        raise NotFound(NOT_HERE)
    async with residence_change(officer.actor, Act.MATERIAL_OPEN, _subject(row), purpose=reason) as change:
        owner: StoredResident | StoredHousehold
        if row["resident"] is not None:
            owner = await load_resident(officer, Act.MATERIAL_OPEN, row["resident"])
        else:
            owner = await load_household(officer, Act.MATERIAL_OPEN, row["household"])
        change.note(material=material_id)
        key = await load_key(owner.vault_key)
        content = unseal(key, row["content_sealed"], Place(MATERIAL, "content_sealed", material_id))
        return OpenedMaterial(_material(row, key), content)


async def materials_of(owner: StoredResident | StoredHousehold) -> tuple[Material, ...]:
    """The materials of a resident or household that the caller has opened, the newest first."""
    column = "resident" if isinstance(owner, StoredResident) else "household"
    key = await load_key(owner.vault_key)
    rows = await fetch(
        f"SELECT {_COLUMNS} {_FROM} WHERE m.{column} = $1 ORDER BY m.added_at DESC, m.id",
        owner.id,
    )
    return tuple(_material(row, key) for row in rows)


async def _store(
    change: Change, officer: Officer, key: DataKey, owner: StoredResident | StoredHousehold, new: NewMaterial
) -> UUID:
    media_type, title = read_media_type(new.content), needed_text(new.title, "title", _MOST_TITLE)
    if new.kind is MaterialKind.PHOTO and media_type not in {MediaType.JPEG, MediaType.PNG}:
        raise InputInvalid(PHOTO_IS_PICTURE, field="content")
    content, material_id = redraw(new.content, media_type), uuid4()
    details = Details(title, hashlib.sha256(content).hexdigest())
    await MaterialRow.insert(
        MaterialRow(
            id=material_id,
            household=owner.id if isinstance(owner, StoredHousehold) else None,
            resident=owner.id if isinstance(owner, StoredResident) else None,
            kind=new.kind.value,
            media_type=media_type.value,
            size_bytes=len(content),
            details_sealed=seal_json(key, details, Place(MATERIAL, "details_sealed", material_id)),
            content_sealed=seal(key, content, Place(MATERIAL, "content_sealed", material_id)),
            added_at=change.at,
            added_by=officer.id,
        )
    )
    change.note(material=material_id, kind=new.kind, media_type=media_type, size_bytes=len(content))
    return material_id


def _subject(row: Record) -> Subject:
    return about(RESIDENT, row["resident"]) if row["resident"] is not None else about(HOUSEHOLD, row["household"])


def _material(row: Record, key: DataKey) -> Material:
    details = unseal_json(key, row["details_sealed"], Place(MATERIAL, "details_sealed", row["id"]), Details)
    return Material(
        id=row["id"],
        household_id=row["household"],
        resident_id=row["resident"],
        kind=MaterialKind(row["kind"]),
        media_type=MediaType(row["media_type"]),
        size_bytes=row["size_bytes"],
        title=details.title,
        sha256=details.sha256,
        added_at=row["added_at"],
        added_by_name=row["added_by_name"],
    )
