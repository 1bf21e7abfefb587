"""Opening a file for a purpose, and seeing who did."""

import pytest

from supervision.corrections.opening import open_person_file, readings_of
from supervision.errors import InputInvalid, NotFound, SealBroken
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_files import make_person_file


@pytest.mark.parametrize("purpose", [None, "", "curiosity"])
async def test_a_file_opens_for_a_purpose_of_the_list_only(cast: Cast, purpose: str | None) -> None:
    file_id = await make_person_file(cast.olga.officer)
    for opening in (open_person_file, readings_of):
        with pytest.raises(InputInvalid) as refusal:
            await opening(cast.hua.officer, file_id, purpose)
        assert refusal.value.field == "purpose"
    assert await acts_of(cast.hua.id) == []


async def test_who_opened_a_file_why_and_from_where_is_to_be_seen_newest_first(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_person_file(cast.olga.officer)
    await open_person_file(cast.carl.officer, file_id, "inspection")
    await open_person_file(cast.hua.officer, file_id, "complaint")
    page = await readings_of(cast.olga.officer, file_id, "supervision")
    assert [(reading.officer_name, reading.office_name, reading.act, reading.purpose) for reading in page.items] == [
        ("Hua Head", "临溪县司法局", "person-file:open", "complaint"),
        ("Carl City", "青屏市司法局", "person-file:open", "inspection"),
        ("Olga North", "北岭司法所", "person-file:create", None),
    ]
    again = await readings_of(cast.olga.officer, file_id, "supervision")
    assert again.items[0].officer_name == "Olga North"


async def test_readings_come_fifty_a_page(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    for _ in range(52):
        await open_person_file(cast.hua.officer, file_id, "alert")
    first = await readings_of(cast.olga.officer, file_id, "supervision")
    rest = await readings_of(cast.olga.officer, file_id, "supervision", first.next)
    assert (len(first.items), len(rest.items), rest.next) == (50, 3, None)
    assert rest.items[-1].act == "person-file:create"


async def test_readings_of_a_file_elsewhere_are_not_told(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(NotFound):
        await readings_of(cast.oscar.officer, file_id, "supervision")


async def test_a_value_moved_between_files_does_not_open_and_nothing_is_recorded_as_done(cast: Cast) -> None:
    first, second = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    await fetch(
        """UPDATE person_file AS moved SET identity_sealed = other.identity_sealed
           FROM person_file AS other WHERE other.id = $1 AND moved.id = $2""",
        first,
        second,
    )
    with pytest.raises(SealBroken):
        await open_person_file(cast.hua.officer, second, "supervision")
    assert await acts_of(cast.hua.id) == []
