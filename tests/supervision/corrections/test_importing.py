"""Supervisees from a sheet, against the real database."""

from typing import Any

import pytest

from supervision.corrections.import_rows import MOST_ROWS
from supervision.corrections.importing import RowVerdict, SheetRow, Verdict, check_import, commit_import
from supervision.corrections.listing import list_supervisees
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.sheet_cells import Cell
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_files import dump_of, make_id_number, make_person_file
from tests.supervision.corrections.test_import_rows import ROW


def row(number: int, **cells: Cell) -> SheetRow:
    return SheetRow(number, {**ROW, "document_number": make_id_number(), **cells})


def verdicts(found: tuple[RowVerdict, ...]) -> list[tuple[int, Verdict, str | None]]:
    return [(one.row_number, one.verdict, one.field) for one in found]


async def test_every_row_gets_its_verdict_and_a_check_stores_nothing(cast: Cast) -> None:
    known, twice = make_id_number(), make_id_number()
    await make_person_file(cast.agnes.officer, cast.south_office, document_number=known)
    rows = [
        row(2, name="王小明"),
        row(3, document_number=known),
        row(4, document_number=twice),
        row(5, document_number=twice),
        row(6, office="石坝县司法局"),
        row(7, document_number="11010519491231002"),
        row(8, category="剥夺政治权利"),
        row(9, term_years=9),
    ]
    found = await check_import(cast.agnes.officer, rows)
    assert verdicts(found) == [
        (2, Verdict.NEW, None),
        (3, Verdict.DUPLICATE, "document_number"),
        (4, Verdict.NEW, None),
        (5, Verdict.DUPLICATE, "document_number"),
        (6, Verdict.OUTSIDE, "office"),
        (7, Verdict.INVALID, "document_number"),
        (8, Verdict.INVALID, "category"),
        (9, Verdict.INVALID, "term_years"),
    ]
    assert found[0].who == "王*"
    assert all(one.reason for one in found if one.verdict is not Verdict.NEW)
    assert len((await list_supervisees(cast.agnes.officer)).items) == 1


async def test_rule_01_nobody_outside_the_four_categories_gets_a_file(cast: Cast) -> None:
    (verdict,) = await commit_import(cast.agnes.officer, [row(2, category="剥夺政治权利")])
    assert (verdict.verdict, verdict.field) == (Verdict.INVALID, "category")
    assert "公安机关执行" in (verdict.reason or "")
    assert (await list_supervisees(cast.agnes.officer)).items == ()


async def test_all_new_rows_are_stored_in_one_change_numbered_sealed_and_searchable(cast: Cast) -> None:
    rows = [row(2, name="王小明"), row(3, office="南浦司法所", name="李小红"), row(4, sex="其他")]
    found = await commit_import(cast.agnes.officer, rows)
    assert [one.verdict for one in found] == [Verdict.NEW, Verdict.NEW, Verdict.INVALID]
    assert [act for act, _ in await acts_of(cast.agnes.id)] == ["person-file:import"]
    (north,) = (await list_supervisees(cast.olga.officer, "wangxiaoming")).items
    (south,) = (await list_supervisees(cast.oscar.officer, "李小红")).items
    assert (north.number[-4:], south.number[-4:]) == ("0001", "0002")
    dump = await dump_of("person_file", "search_term", "audit_entry")
    assert not any(secret in dump for secret in ("王小明", "李小红", rows[0].cells["document_number"]))  # type: ignore[operator] # a text


async def test_the_same_sheet_twice_stores_everybody_once(cast: Cast) -> None:
    rows = [row(2), row(3)]
    await commit_import(cast.agnes.officer, rows)
    again = await commit_import(cast.agnes.officer, rows)
    assert {one.verdict for one in again} == {Verdict.DUPLICATE}
    assert len((await list_supervisees(cast.agnes.officer)).items) == 2


async def test_an_officer_imports_into_their_own_offices_only(cast: Cast) -> None:
    found = await commit_import(cast.olga.officer, [row(2), row(3, office="南浦司法所")])
    assert [one.verdict for one in found] == [Verdict.NEW, Verdict.OUTSIDE]
    for member in (cast.hua, cast.carl, cast.sam):
        with pytest.raises(NotPermitted):
            await commit_import(member.officer, [row(2)])
    with pytest.raises(NotFound):
        await commit_import(cast.petra.officer, [row(2)])


@pytest.mark.parametrize("act", [check_import, commit_import])
async def test_a_sheet_that_is_too_long_is_refused_as_a_whole(cast: Cast, act: Any) -> None:  # noqa: ANN401 - one of two
    with pytest.raises(InputInvalid) as refusal:
        await act(cast.agnes.officer, [row(2)] * (MOST_ROWS + 1))
    assert refusal.value.field == "sheet"
