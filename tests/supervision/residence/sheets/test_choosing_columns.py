"""Choosing the columns of a file by hand, where its titles do not say what they are."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from supervision.errors import InputInvalid
from supervision.legal_time import now
from supervision.residence.sheets.jobs import (
    DESK,
    choose_columns,
    confirm_import,
    drop_import,
    hand_in,
    open_columns,
    open_import,
    open_verdicts,
)
from supervision.residence.sheets.words import ImportKind
from supervision.residence.sheets.worker import work_off
from supervision.sheets.choosing import UPLOAD_KEPT_FOR, ColumnsOfAnother, end_abandoned_uploads
from supervision.sheets.store import CHECKED_SINCE, ImportStatePassed
from supervision.sheets.words import ImportState, ImportVerdict
from supervision.sheets.worker import Sheet, SheetRow
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import Member
from tests.makers_residence import Building, id_number
from tests.makers_residence_imports import confirm_as_checked

TITLES = ("序号", "租客", "证号", "哪一间", "来干什么", "怎么住", "哪天来的", "租客电话")
CELLS = (1, "周晓岚", id_number(order=101), "F-101", "务工", "租赁", date(2026, 3, 1), "13800001111")
CHOICE = {
    "name": 1, "document_number": 2, "home_code": 3, "reason": 4, "lodging": 5, "began_on": 6, "phone": 7,
}  # fmt: skip


@pytest.fixture(autouse=True)
async def coded(building: Building) -> None:
    await fetch("UPDATE standard_address SET code = 'F-101' WHERE id = $1", building.rooms["101"])


def sheet(_: bytes) -> Sheet:
    return Sheet(TITLES, iter([SheetRow(2, dict(zip(TITLES, CELLS, strict=True)), {})]))


async def handed_in(member: Member) -> UUID:
    job_id = await hand_in(member.officer, ImportKind.RESIDENTS, "名单.xlsx", b"upload")
    await work_off(job_id, sheet)
    return job_id


async def test_a_file_whose_titles_say_nothing_is_read_as_whoever_handed_it_in_says(cast: Cast, second: Member) -> None:
    job_id = await handed_in(cast.petra)
    assert (await open_import(cast.petra.officer, job_id)).state is ImportState.COLUMNS
    await choose_columns(cast.petra.officer, job_id, CHOICE)
    await work_off(job_id, sheet)
    job, lines = await open_verdicts(cast.petra.officer, job_id, 0)
    assert [(line.verdict, line.who) for line in lines] == [(ImportVerdict.NEW, "周*")]
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, sheet)
    assert len(await fetch("SELECT id FROM resident")) == 1
    assert not (await open_import(cast.petra.officer, job.id)).has_upload


async def test_columns_are_shown_with_their_first_cells_and_nobody_in_them_is_named(cast: Cast) -> None:
    _, there, suggested = await open_columns(cast.petra.officer, await handed_in(cast.petra))
    assert [(column.place, column.title) for column in there] == list(enumerate(TITLES))
    assert [column.samples for column in there] == [
        ("1",), ("周*",), (id_number(order=101)[:6] + "********" + id_number(order=101)[-4:],), ("F-101",), ("务工",),
        ("租赁",), ("2026-**-**",), ("138****1111",),
    ]  # fmt: skip
    assert suggested == {"document_number": 2}


async def test_only_whoever_handed_it_in_says_what_its_columns_are(cast: Cast, second: Member) -> None:
    job_id = await handed_in(cast.petra)
    with pytest.raises(ColumnsOfAnother):
        await choose_columns(second.officer, job_id, CHOICE)


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({**CHOICE, "name": 8}, "name"),
        ({**CHOICE, "name": 2}, "name"),
        ({field: place for field, place in CHOICE.items() if field != "reason"}, "reason"),
        ({**CHOICE, "religion": 0}, "religion"),
    ],
)
async def test_a_choice_that_cannot_be_says_which_field(cast: Cast, chosen: dict[str, int], field: str) -> None:
    job_id = await handed_in(cast.petra)
    with pytest.raises(InputInvalid) as refused:
        await choose_columns(cast.petra.officer, job_id, chosen)
    assert refused.value.field == field
    assert (await open_import(cast.petra.officer, job_id)).state is ImportState.COLUMNS


async def test_a_checked_import_can_be_checked_anew_with_other_columns(cast: Cast) -> None:
    job_id = await handed_in(cast.petra)
    await choose_columns(cast.petra.officer, job_id, {**CHOICE, "name": 4, "reason": 1})
    await work_off(job_id, sheet)
    assert (await open_import(cast.petra.officer, job_id)).counts == {ImportVerdict.INVALID: 1}
    await choose_columns(cast.petra.officer, job_id, CHOICE)
    await work_off(job_id, sheet)
    assert (await open_import(cast.petra.officer, job_id)).counts == {ImportVerdict.NEW: 1}
    assert len(await fetch("SELECT id FROM import_chunk")) == 1


async def test_what_was_checked_anew_since_somebody_looked_is_not_confirmed_by_them(cast: Cast, second: Member) -> None:
    job_id = await handed_in(cast.petra)
    await choose_columns(cast.petra.officer, job_id, CHOICE)
    await work_off(job_id, sheet)
    seen = (await open_import(second.officer, job_id)).checked_at
    without_phone = {field: place for field, place in CHOICE.items() if field != "phone"}
    await choose_columns(cast.petra.officer, job_id, without_phone)
    with pytest.raises(ImportStatePassed):
        await confirm_import(second.officer, job_id, seen)
    await work_off(job_id, sheet)
    with pytest.raises(ImportStatePassed) as refused:
        await confirm_import(second.officer, job_id, seen)
    assert str(refused.value) == str(CHECKED_SINCE)
    await confirm_as_checked(second.officer, job_id)
    assert (await open_import(second.officer, job_id)).state is ImportState.WRITING


async def test_the_office_need_not_choose_again_for_the_next_file_with_these_titles(cast: Cast, second: Member) -> None:
    await choose_columns(cast.petra.officer, await handed_in(cast.petra), CHOICE)
    again = await open_import(second.officer, await handed_in(second))
    assert (again.state, again.column_choice) == (ImportState.CHECKED, CHOICE)


async def test_a_file_that_nobody_goes_on_with_is_gone_after_some_days(cast: Cast) -> None:
    unknown, checked = await handed_in(cast.petra), await handed_in(cast.petra)
    await choose_columns(cast.petra.officer, checked, CHOICE)
    await work_off(checked, sheet)
    assert await end_abandoned_uploads(DESK, now()) == 0
    over = now() + UPLOAD_KEPT_FOR + timedelta(minutes=1)
    assert await end_abandoned_uploads(DESK, over) == 2
    assert await fetch("SELECT job FROM import_upload") == []
    states = {job_id: (await open_import(cast.petra.officer, job_id)).state for job_id in (unknown, checked)}
    assert states == {unknown: ImportState.DROPPED, checked: ImportState.CHECKED}
    with pytest.raises(ImportStatePassed):
        await choose_columns(cast.petra.officer, checked, CHOICE)


async def test_an_import_that_waits_for_its_columns_can_be_dropped(cast: Cast) -> None:
    job_id = await handed_in(cast.petra)
    await drop_import(cast.petra.officer, job_id)
    assert await fetch("SELECT job FROM import_upload") == []
