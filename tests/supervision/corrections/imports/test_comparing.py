"""A table compared with the files that are there: what differs, what is ticked, what two officers stand for."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest

from supervision.corrections.access_rule import LimitKind
from supervision.corrections.files import OFFICE_UNKNOWN
from supervision.corrections.import_rows import COLUMNS
from supervision.corrections.imports.comparing import Difference
from supervision.corrections.imports.desk import CHOOSING, JOBS
from supervision.corrections.imports.looking import (
    choose_changes,
    confirm_import,
    count_chosen,
    open_differences,
    open_seen_import,
)
from supervision.corrections.imports.worker import work_off
from supervision.corrections.injunctions import OutsidePrison
from supervision.corrections.listing import list_supervisees
from supervision.corrections.opening import PersonFile, open_person_file
from supervision.corrections.purposes import PurposeRefused
from supervision.corrections.term_entries import confirm_term
from supervision.sheet_cells import Cell
from supervision.sheets.jobs import NothingToWrite, OwnImport
from supervision.sheets.store import ImportStatePassed
from supervision.sheets.words import ImportVerdict
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import Member
from tests.makers_files import make_id_number, make_person_file
from tests.makers_imports import (
    a_row,
    a_table,
    checked_at,
    confirm_as_checked,
    lines_of,
    make_import,
    make_second_agent,
    verdicts_of,
)
from tests.makers_limits import granted_for_minors, make_limit, make_minors_file

CHANGED, DUPLICATE, LEFT = ImportVerdict.CHANGED, ImportVerdict.DUPLICATE, ImportVerdict.LEFT
SUPERVISION = "supervision"


async def written(cast: Cast, *rows: Mapping[str, Cell]) -> list[UUID]:
    """The files that a first import of the rows opened, in their order."""
    job_id = await make_import(cast.olga, *rows)
    await confirm_as_checked(cast.agnes.officer, job_id)
    await work_off(job_id, a_table())
    return [row["id"] for row in await fetch("SELECT id FROM person_file ORDER BY number")]


async def opened(member: Member, file_id: UUID) -> PersonFile:
    return await open_person_file(member.officer, file_id, SUPERVISION)


async def confirmed_term(cast: Cast, file_id: UUID) -> None:
    (entry,) = await fetch("SELECT id FROM term_entry WHERE file = $1", file_id)
    await confirm_term(cast.olga.officer, file_id, entry["id"])


async def write(member: Member, job_id: UUID, *, all_changes: bool = False) -> None:
    await confirm_as_checked(member.officer, job_id, all_changes=all_changes)
    await work_off(job_id, a_table())


async def test_rows_that_differ_say_in_which_items_and_only_those_that_are_ticked_are_written(cast: Cast) -> None:
    rows = [a_row(phone="13812345678", ethnicity="汉族"), a_row()]
    first, second = await written(cast, *rows)
    job_id = await make_import(
        cast.olga,
        {**rows[0], "phone": "13900001111", "home_address": "临溪县南浦镇河沿街3号", "ethnicity": None},
        {**rows[1], "name": "张三丰", "office": "北岭司法所"},
        a_row(),
    )
    lines = await lines_of(cast.olga, job_id)
    assert [line.verdict for line in lines] == [CHANGED, CHANGED, ImportVerdict.NEW]
    assert lines[0].reason == ("与档案不同：联系电话、居住地址。", "Differs from the file: telephone, home address.")
    _, compared = await open_differences(cast.agnes.officer, job_id, SUPERVISION, 0)
    assert compared[0].differences == (
        Difference("phone", "13812345678", "13900001111"),
        Difference("home_address", "临溪县北岭镇松坡村1号", "临溪县南浦镇河沿街3号"),
    )
    assert await choose_changes(cast.agnes.officer, job_id, await checked_at(job_id), 0, [2]) == 1
    await write(cast.agnes, job_id)
    assert [verdict for _, verdict, _ in await verdicts_of(cast.olga, job_id)] == [CHANGED, LEFT, ImportVerdict.NEW]
    changed = await opened(cast.olga, first)
    assert (changed.revision, changed.telephones.phone, changed.identity.ethnicity) == (2, "13900001111", "汉族")
    assert changed.home.address == "临溪县南浦镇河沿街3号"
    assert ((await opened(cast.olga, second)).revision, (await opened(cast.olga, second)).identity.name) == (1, "张三")


async def test_another_address_takes_the_point_of_the_old_one_away_unless_it_tells_its_own(cast: Cast) -> None:
    rows = [
        a_row(home_lat=35.5, home_lon=112.8),
        a_row(home_lat=35.5, home_lon=112.8),
        a_row(home_lat=35.5, home_lon=112.8),
    ]
    files = await written(cast, *rows)
    job_id = await make_import(
        cast.olga,
        {**rows[0], "home_address": "临溪县南浦镇河沿街3号", "home_lat": None, "home_lon": None},
        {**rows[1], "home_address": "临溪县南浦镇河沿街3号", "home_lat": 35.6, "home_lon": 112.9},
        {**rows[2], "phone": "13900001111", "home_lat": None, "home_lon": None},
    )
    lines = await lines_of(cast.olga, job_id)
    assert (lines[0].reason or ("",))[0] == "与档案不同：居住地址、纬度、经度。"
    await write(cast.agnes, job_id, all_changes=True)
    homes = [(await opened(cast.olga, file_id)).home for file_id in files]
    assert [(home.lat, home.lon) for home in homes] == [(None, None), (35.6, 112.9), (35.5, 112.8)]


async def test_another_name_is_found_by_its_own_reading_and_not_by_that_of_the_old_one(cast: Cast) -> None:
    row = a_row(name="王重")
    number = str(row["document_number"])
    file_id = await make_person_file(
        cast.olga.officer,
        name="王重",
        document_number=number,
        pinyin="Wang Tong",
        term_starts_on=date(2026, 1, 16),  # as the row says
    )
    job_id = await make_import(cast.olga, {**row, "name": "李小红"})
    await write(cast.agnes, job_id, all_changes=True)
    assert (await opened(cast.olga, file_id)).identity.pinyin is None
    assert (await list_supervisees(cast.olga.officer, "wangtong")).items == ()
    assert len((await list_supervisees(cast.olga.officer, "lixiaohong")).items) == 1


async def test_all_changes_are_written_where_the_second_officer_says_all(cast: Cast) -> None:
    rows = [a_row(), a_row()]
    files = await written(cast, *rows)
    job_id = await make_import(cast.olga, *({**row, "offence": "诈骗罪"} for row in rows))
    await write(cast.agnes, job_id, all_changes=True)
    assert [(await opened(cast.olga, file_id)).judgment.offence for file_id in files] == ["诈骗罪", "诈骗罪"]


async def test_differences_are_opened_for_a_purpose_and_stand_in_the_trail_of_each_file(cast: Cast) -> None:
    row = a_row()
    (file_id,) = await written(cast, row)
    job_id = await make_import(cast.olga, {**row, "offence": "诈骗罪"})
    with pytest.raises(PurposeRefused):
        await open_differences(cast.agnes.officer, job_id, None, 0)
    await open_differences(cast.agnes.officer, job_id, SUPERVISION, 0)
    (entry,) = await fetch(
        "SELECT actor_id, purpose FROM audit_entry WHERE act = 'person-file:open' AND subject_id = $1", str(file_id)
    )
    assert (entry["actor_id"], entry["purpose"]) == (str(cast.agnes.id), SUPERVISION)
    await write(cast.agnes, job_id, all_changes=True)
    with pytest.raises(ImportStatePassed):
        await open_differences(cast.agnes.officer, job_id, SUPERVISION, 0)


async def test_nobody_ticks_changes_of_their_own_table_and_ticking_nothing_writes_nothing(cast: Cast) -> None:
    row = a_row()
    await written(cast, row)
    job_id = await make_import(cast.olga, {**row, "offence": "诈骗罪"})
    with pytest.raises(OwnImport):
        await choose_changes(cast.olga.officer, job_id, await checked_at(job_id), 0, [2])
    await choose_changes(cast.agnes.officer, job_id, await checked_at(job_id), 0, [2])
    assert await count_chosen(cast.agnes.officer, await open_seen_import(cast.agnes.officer, job_id)) == 1
    await choose_changes(cast.agnes.officer, job_id, await checked_at(job_id), 0, [])
    with pytest.raises(NothingToWrite):
        await confirm_as_checked(cast.agnes.officer, job_id)


async def test_changes_that_were_checked_anew_since_somebody_looked_are_neither_ticked_nor_confirmed(
    cast: Cast,
) -> None:
    row = a_row(phone="13812345678")
    await written(cast, row)
    table = a_table({**row, "offence": "诈骗罪"})
    job_id = await make_import(cast.olga, {**row, "offence": "诈骗罪"})
    seen = await checked_at(job_id)
    columns = {column.field: place for place, column in enumerate(COLUMNS)}
    await CHOOSING.choose_columns(
        cast.olga.officer, job_id, {**columns, "offence": columns["sentence"], "sentence": columns["offence"]}
    )
    await work_off(job_id, table)
    with pytest.raises(ImportStatePassed):
        await choose_changes(cast.agnes.officer, job_id, seen, 0, [2])
    with pytest.raises(ImportStatePassed):
        await confirm_import(cast.agnes.officer, job_id, seen, all_changes=True)
    await write(cast.agnes, job_id, all_changes=True)
    assert [verdict for _, verdict, _ in await verdicts_of(cast.olga, job_id)] == [CHANGED]


async def test_a_last_day_that_two_officers_stand_for_is_entered_by_hand(cast: Cast) -> None:
    rows = [a_row(), a_row()]
    first, second = await written(cast, *rows)
    for file_id in (first, second):
        await confirmed_term(cast, file_id)
    ends_on = (await opened(cast.olga, first)).term_ends_on
    job_id = await make_import(
        cast.olga, {**rows[0], "term_years": 3}, {**rows[1], "term_months": 6, "offence": "诈骗罪"}
    )
    lines = await lines_of(cast.olga, job_id)
    assert [line.verdict for line in lines] == [ImportVerdict.BY_HAND, CHANGED]
    assert "期限变更" in (lines[0].reason or ("",))[0]
    await write(cast.agnes, job_id, all_changes=True)
    for file_id in (first, second):
        file = await opened(cast.olga, file_id)
        assert (file.judgment.term_years, file.judgment.term_months, file.term_ends_on) == (2, 0, ends_on)
    assert (await opened(cast.olga, second)).judgment.offence == "诈骗罪"
    assert {row["state"] for row in await fetch("SELECT state FROM term_entry")} == {"confirmed"}


async def test_a_last_day_that_still_waits_is_entered_anew_and_waits_for_another_officer(cast: Cast) -> None:
    row = a_row()
    (file_id,) = await written(cast, row)
    before = (await opened(cast.olga, file_id)).term_ends_on
    job_id = await make_import(cast.olga, {**row, "term_years": 1})
    await write(cast.agnes, job_id, all_changes=True)
    assert (await opened(cast.olga, file_id)).term_ends_on < before
    states = [row["state"] for row in await fetch("SELECT state FROM term_entry ORDER BY number")]
    assert states == ["replaced", "waiting"]


async def test_a_file_that_was_changed_since_the_check_is_left_as_it_is(cast: Cast) -> None:
    row = a_row()
    (file_id,) = await written(cast, row)
    job_id = await make_import(cast.olga, {**row, "offence": "诈骗罪"})
    await confirmed_term(cast, file_id)
    await write(cast.agnes, job_id, all_changes=True)
    (line,) = await lines_of(cast.olga, job_id)
    assert (line.verdict, "检查之后档案有变动" in (line.reason or ("",))[0]) == (LEFT, True)
    assert (await opened(cast.olga, file_id)).judgment.offence == "盗窃罪"


async def test_whoever_is_shut_out_learns_of_a_row_no_more_than_that_the_county_has_a_file(cast: Cast) -> None:
    rows = [a_row(), a_row()]
    shut, _ = await written(cast, *rows)
    job_id = await make_import(cast.olga, *({**row, "offence": "诈骗罪"} for row in rows))
    await make_limit(cast, shut, LimitKind.RESTRICTION, cast.olga)
    assert [verdict for _, verdict, _ in await verdicts_of(cast.olga, job_id)] == [CHANGED, CHANGED]
    seen = await lines_of(cast.agnes, job_id)
    assert [(line.verdict, line.record_id is None) for line in seen] == [(DUPLICATE, True), (CHANGED, False)]
    assert "本县已有" in (seen[0].reason or ("",))[0]
    assert (await open_seen_import(cast.agnes.officer, job_id)).counts == {DUPLICATE: 1, CHANGED: 1}
    _, compared = await open_differences(cast.agnes.officer, job_id, SUPERVISION, 0)
    assert [row.line.row_number for row in compared] == [3]
    assert await choose_changes(cast.agnes.officer, job_id, await checked_at(job_id), 0, [2, 3]) == 1
    await write(cast.agnes, job_id, all_changes=True)
    assert (await opened(cast.olga, shut)).judgment.offence == "盗窃罪"
    assert [verdict for _, verdict, _ in await verdicts_of(cast.agnes, job_id)] == [DUPLICATE, CHANGED]


async def test_a_file_that_is_closed_to_whoever_hands_in_is_compared_for_nobody(cast: Cast) -> None:
    minors = await make_minors_file(cast)
    content = await open_person_file(await granted_for_minors(cast, cast.agnes), minors, SUPERVISION)
    row = a_row(document_number=content.identity.document_number, judged_on="2026-10-01", effective_on="2026-10-10")
    job_id = await make_import(cast.olga, row)
    for member in (cast.olga, cast.agnes):
        (line,) = await lines_of(member, job_id)
        assert (line.verdict, line.field, line.record_id) == (DUPLICATE, "document_number", None)
    entries = await fetch("SELECT FROM audit_entry WHERE act = 'file-import:check' AND subject_kind = 'person-file'")
    assert entries == []


async def test_whoever_is_shut_out_later_learns_no_more_of_a_row_that_opened_a_file(cast: Cast) -> None:
    job_id = await make_import(cast.olga, a_row(), a_row(document_number=make_id_number(born_on=date(2009, 5, 6))))
    await write(cast.agnes, job_id)
    (grown,) = await fetch("SELECT id FROM person_file WHERE NOT is_minor")
    assert [verdict for _, verdict, _ in await verdicts_of(cast.agnes, job_id)] == [ImportVerdict.NEW, DUPLICATE]
    await make_limit(cast, grown["id"], LimitKind.EXCLUSION, cast.agnes)
    seen = await lines_of(cast.agnes, job_id)
    assert [(line.verdict, line.record_id) for line in seen] == [(DUPLICATE, None), (DUPLICATE, None)]
    assert (await open_seen_import(cast.agnes.officer, job_id)).counts == {DUPLICATE: 2}
    assert [verdict for _, verdict, _ in await verdicts_of(cast.olga, job_id)] == [ImportVerdict.NEW, DUPLICATE]


async def test_a_row_of_which_the_file_was_taken_back_is_new_again(cast: Cast) -> None:
    job_id = await make_import(cast.olga, a_row())
    await write(cast.agnes, job_id)
    await JOBS.undo(cast.olga.officer, job_id)
    await work_off(job_id, a_table())
    (line,) = await lines_of(cast.olga, job_id)
    assert (line.verdict, line.record_id) == (ImportVerdict.NEW, None)


async def test_a_minor_of_a_table_gets_a_file_in_the_compartment(cast: Cast) -> None:
    await written(cast, a_row(document_number=make_id_number(born_on=date(2009, 5, 6))))
    (file,) = await fetch("SELECT is_minor FROM person_file")
    assert file["is_minor"]


async def test_a_file_elsewhere_in_the_county_is_no_difference_to_an_office_that_does_not_reach_it(cast: Cast) -> None:
    row = a_row()
    await make_person_file(cast.oscar.officer, document_number=str(row["document_number"]))
    job_id = await make_import(cast.olga, row)
    assert await verdicts_of(cast.agnes, job_id) == [(2, DUPLICATE, "document_number")]


async def test_a_row_with_another_office_moves_the_file_there(cast: Cast) -> None:
    row = a_row()
    (file_id,) = await written(cast, row)
    job_id = await make_import(cast.agnes, {**row, "office": "南浦司法所"})
    await write(await make_second_agent(cast), job_id, all_changes=True)
    assert (await opened(cast.oscar, file_id)).office_name == "南浦司法所"


async def test_a_row_that_leaves_the_reason_of_the_start_to_the_file_stands_and_a_new_one_needs_it(cast: Cast) -> None:
    row = a_row(term_starts_on="2026-01-20")
    await written(cast, {**row, "start_reason": "裁定书写明的起算日。"})
    job_id = await make_import(cast.olga, {**row, "offence": "诈骗罪"}, a_row(term_starts_on="2026-01-20"))
    assert await verdicts_of(cast.olga, job_id) == [
        (2, CHANGED, None), (3, ImportVerdict.INVALID, "start_reason"),
    ]  # fmt: skip


async def test_a_change_that_a_rule_refuses_at_last_is_left_with_its_reason(cast: Cast) -> None:
    row = a_row()
    (file_id,) = await written(cast, row)
    job_id = await make_import(cast.agnes, {**row, "office": "南浦司法所"})
    await fetch("UPDATE office SET division = '149902001' WHERE id = $1", cast.south_office)
    await write(await make_second_agent(cast), job_id, all_changes=True)
    (line,) = await lines_of(cast.agnes, job_id)
    assert (line.verdict, (line.reason or ("",))[0]) == (LEFT, OFFICE_UNKNOWN)
    assert (await opened(cast.olga, file_id)).office_id == cast.north_office


async def test_a_row_that_is_silent_on_injunctions_leaves_them_and_one_that_tells_others_replaces_them(
    cast: Cast,
) -> None:
    told: dict[str, Cell] = {"injunction_kind": "area", "injunction_text": "不得进入学校"}
    row = a_row(**told)
    (file_id,) = await written(cast, row)
    silent = {**row, "injunction_kind": None, "injunction_text": None}
    assert await verdicts_of(cast.olga, await make_import(cast.olga, silent)) == [(2, ImportVerdict.UNCHANGED, None)]
    job_id = await make_import(cast.olga, {**row, "injunction_text": "不得进入学校；不得进入网吧"})
    _, (compared,) = await open_differences(cast.agnes.officer, job_id, SUPERVISION, 0)
    (one,) = compared.differences
    assert (one.field, one.before) == ("injunction_text", "不得进入特定区域、场所：不得进入学校")
    await write(cast.agnes, job_id, all_changes=True)
    after = (await opened(cast.olga, file_id)).judgment.injunctions
    assert [each.text for each in after] == ["不得进入学校", "不得进入网吧"]


async def test_another_guarantor_takes_the_telephone_of_the_one_before_and_leaves_the_hospital(cast: Cast) -> None:
    row = a_row(category="暂予监外执行", guarantor="何平", guarantor_phone="13812345678", hospital="县人民医院")
    (file_id,) = await written(cast, row)
    job_id = await make_import(cast.olga, {**row, "guarantor": "何安", "guarantor_phone": None, "hospital": None})
    await write(cast.agnes, job_id, all_changes=True)
    assert (await opened(cast.olga, file_id)).judgment.outside_prison == OutsidePrison("何安", "", "县人民医院")
