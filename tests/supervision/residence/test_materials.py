"""Photos and papers: sealed under the right key, drawn anew, refused where the law lists none."""

import io

import pytest
from PIL import Image

from supervision.errors import InputInvalid, NotFound
from supervision.images import LONGEST_SIDE, redraw
from supervision.media import AttachmentRefused, MediaType
from supervision.residence.households.materials import (
    NewMaterial,
    add_to_household,
    add_to_resident,
    materials_of,
    open_material,
)
from supervision.residence.households.opening import open_household_file, open_resident
from supervision.residence.households.words import MaterialKind
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_residence import Building, make_household

PDF = b"%PDF-1.4\n" + b"x" * 200


def a_photo(side: int = 40, maker: str = "Camera of a cousin") -> bytes:
    picture, exif = Image.new("RGB", (side, side // 2), "teal"), Image.Exif()
    exif[0x010F], exif[0x0112] = maker, 6  # its maker; turned by a quarter
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def test_a_photo_is_drawn_anew_upright_and_without_what_the_camera_added() -> None:
    drawn = redraw(a_photo(), MediaType.JPEG)
    assert b"cousin" in a_photo()
    assert b"cousin" not in drawn
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((20, 40), {})


def test_a_large_photo_is_made_smaller() -> None:
    with Image.open(io.BytesIO(redraw(a_photo(LONGEST_SIDE + 200), MediaType.JPEG))) as picture:
        assert max(picture.size) == LONGEST_SIDE


@pytest.mark.parametrize("content", [b"\xff\xd8\xff" + b"x" * 100, a_photo()[:200]])
def test_what_only_begins_like_a_picture_is_refused(content: bytes) -> None:
    with pytest.raises(AttachmentRefused):
        redraw(content, MediaType.JPEG)


async def test_a_photo_of_a_resident_opens_for_a_purpose_and_nowhere_else(cast: Cast, building: Building) -> None:
    _, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    photo = NewMaterial(MaterialKind.PHOTO, "登记照", a_photo())
    material = await add_to_resident(cast.petra.officer, resident, photo)
    with pytest.raises(InputInvalid):
        await open_material(cast.petra.officer, material, None)
    opened = await open_material(cast.petra.officer, material, "visit")
    assert (opened.material.title, opened.content) == ("登记照", redraw(a_photo(), MediaType.JPEG))
    with pytest.raises(NotFound):
        await open_material(cast.pavel.officer, material, "visit")
    record = await open_resident(cast.petra.officer, resident, "visit")
    assert [one.id for one in await materials_of(record.resident)] == [material]
    (row,) = await fetch("SELECT content_sealed, details_sealed FROM material")
    assert opened.content[:64] not in row["content_sealed"]


async def test_a_contract_is_of_the_household(cast: Cast, building: Building) -> None:
    household, _ = await make_household(cast.petra.officer, building.dwellings["101"])
    material = await add_to_household(
        cast.petra.officer, household, NewMaterial(MaterialKind.CONTRACT, "租赁合同", PDF)
    )
    assert (await open_material(cast.petra.officer, material, "visit")).content == PDF
    file = await open_household_file(cast.petra.officer, household, "visit")
    assert [one.title for one in await materials_of(file.household)] == ["租赁合同"]
    with pytest.raises(InputInvalid, match="个人"):
        await add_to_household(cast.petra.officer, household, NewMaterial(MaterialKind.PHOTO, "合影", a_photo()))
    with pytest.raises(AttachmentRefused):
        await add_to_household(cast.petra.officer, household, NewMaterial(MaterialKind.OTHER, "程序", b"MZ" * 99))
