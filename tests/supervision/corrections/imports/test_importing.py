"""Supervisees from a table, against the real database: judged, confirmed by another, written, and once more."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from supervision.corrections.imports.desk import JOBS, FileImportKind
from supervision.corrections.imports.file_table import FileTable
from supervision.corrections.imports.looking import open_seen_import
from supervision.corrections.imports.worker import WORKER, work_off
from supervision.corrections.listing import list_supervisees
from supervision.errors import NotFound, NotPermitted
from supervision.sheets.jobs import NothingToWrite, OwnImport
from supervision.sheets.store import ImportJob, ImportLine, ImportStatePassed
from supervision.sheets.table import TableRow
from supervision.sheets.words import ImportState, ImportVerdict
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_files import dump_of, make_id_number, make_person_file
from tests.makers_imports import (
    a_row,
    a_table,
    confirm_as_checked,
    lines_of,
    make_import,
    make_second_agent,
    verdicts_of,
)

NEW, DUPLICATE, OUTSIDE = ImportVerdict.NEW, ImportVerdict.DUPLICATE, ImportVerdict.OUTSIDE


async def test_every_row_gets_its_verdict_and_a_check_stores_no_file(cast: Cast) -> None:
    known, twice = make_id_number(), make_id_number()
    await make_person_file(cast.oscar.officer, document_number=known)
    job_id = await make_import(
        cast.olga,
        a_row(name="王小明"),
        a_row(document_number=known),
        a_row(document_number=twice),
        a_row(document_number=twice),
        a_row(office="南浦司法所"),
        a_row(document_number="11010519491231002"),
        a_row(category="剥夺政治权利"),
        a_row(term_years=9),
    )
    assert await verdicts_of(cast.olga, job_id) == [
        (2, NEW, None),
        (3, DUPLICATE, "document_number"),
        (4, NEW, None),
        (5, DUPLICATE, "document_number"),
        (6, OUTSIDE, "office"),
        (7, ImportVerdict.INVALID, "document_number"),
        (8, ImportVerdict.INVALID, "category"),
        (9, ImportVerdict.INVALID, "term_years"),
    ]
    lines = await lines_of(cast.olga, job_id)
    assert lines[0].who == "王*"
    assert all(line.reason for line in lines if line.verdict is not NEW)
    assert (await open_seen_import(cast.olga.officer, job_id)).counts == {
        NEW: 2, DUPLICATE: 2, OUTSIDE: 1, ImportVerdict.INVALID: 3,
    }  # fmt: skip
    assert (await list_supervisees(cast.olga.officer)).items == ()


async def test_rule_01_nobody_outside_the_four_categories_gets_a_file(cast: Cast) -> None:
    job_id = await make_import(cast.olga, a_row(category="剥夺政治权利"))
    (line,) = await lines_of(cast.olga, job_id)
    assert (line.verdict, line.field) == (ImportVerdict.INVALID, "category")
    assert "公安机关执行" in (line.reason or ("",))[0]
    with pytest.raises(NothingToWrite):
        await confirm_as_checked(cast.agnes.officer, job_id)


async def test_whoever_handed_a_table_in_does_not_confirm_it(cast: Cast) -> None:
    job_id = await make_import(cast.olga, a_row())
    with pytest.raises(OwnImport):
        await confirm_as_checked(cast.olga.officer, job_id)
    assert (await open_seen_import(cast.olga.officer, job_id)).state is ImportState.CHECKED


async def test_confirmed_rows_are_numbered_sealed_searchable_and_each_file_has_its_entry(cast: Cast) -> None:
    second = await make_second_agent(cast)
    rows = [a_row(name="王小明"), a_row(office="南浦司法所", name="李小红"), a_row(sex="其他")]
    job_id = await make_import(cast.agnes, *rows)
    await confirm_as_checked(second.officer, job_id)
    await work_off(job_id, a_table())
    job = await open_seen_import(cast.agnes.officer, job_id)
    assert (job.state, job.has_upload) == (ImportState.WRITTEN, False)
    (north,) = (await list_supervisees(cast.olga.officer, "wangxiaoming")).items
    (south,) = (await list_supervisees(cast.oscar.officer, "李小红")).items
    assert (north.number[-4:], south.number[-4:]) == ("0001", "0002")
    entries = await fetch("SELECT act, actor_id FROM audit_entry WHERE subject_kind = 'person-file'")
    assert {(row["act"], row["actor_id"]) for row in entries} == {("file-import:write", str(second.id))}
    assert len(entries) == 2
    dump = await dump_of("person_file", "search_term", "audit_entry", "file_import", "file_import_chunk")
    assert not any(secret in dump for secret in ("王小明", "李小红", rows[0]["document_number"], "名册"))  # type: ignore[operator] # a text


async def test_the_same_table_again_finds_nothing_new(cast: Cast) -> None:
    rows = [
        a_row(name="王小明", phone="13812345678"),
        a_row(term_starts_on="2026-01-20", start_reason="裁定书写明的起算日。", home_lat=35.5, home_lon=112.8),
    ]
    job_id = await make_import(cast.olga, *rows)
    await confirm_as_checked(cast.agnes.officer, job_id)
    await work_off(job_id, a_table())
    again = await make_import(cast.olga, *rows)
    assert {line.verdict for line in await lines_of(cast.olga, again)} == {ImportVerdict.UNCHANGED}
    with pytest.raises(NothingToWrite):
        await confirm_as_checked(cast.agnes.officer, again, all_changes=True)


async def test_only_whoever_keeps_files_imports_them_and_an_import_is_seen_where_its_rows_may_be(cast: Cast) -> None:
    for member in (cast.hua, cast.carl, cast.sam):
        with pytest.raises(NotPermitted):
            await make_import(member, a_row())
    with pytest.raises(NotFound):
        await make_import(cast.petra, a_row())
    job_id = await make_import(cast.agnes, a_row())
    for stranger in (cast.oscar, cast.olga):
        with pytest.raises(NotFound):
            await open_seen_import(stranger.officer, job_id)
    assert await JOBS.list_imports(cast.oscar.officer) == ()


async def test_somebody_who_got_a_file_since_the_check_gets_no_second_one(cast: Cast) -> None:
    row = a_row()
    job_id = await make_import(cast.olga, row, a_row())
    await make_person_file(cast.oscar.officer, document_number=str(row["document_number"]))
    await confirm_as_checked(cast.agnes.officer, job_id)
    await work_off(job_id, a_table())
    assert [verdict for _, verdict, _ in await verdicts_of(cast.olga, job_id)] == [DUPLICATE, NEW]
    assert len(await fetch("SELECT id FROM person_file")) == 2


async def test_what_the_one_who_confirmed_may_not_do_any_more_is_not_written(cast: Cast) -> None:
    job_id = await make_import(cast.olga, a_row())
    await confirm_as_checked(cast.agnes.officer, job_id)
    await fetch("UPDATE role_grant SET revoked_at = now() WHERE officer = $1", cast.agnes.id)
    await work_off(job_id, a_table())
    assert await verdicts_of(cast.olga, job_id) == [(2, OUTSIDE, "office")]
    assert await fetch("SELECT id FROM person_file") == []


async def _killed_in_the_middle(monkeypatch: pytest.MonkeyPatch, job_id: UUID, step: str) -> None:
    """The worker dies at the second chunk of a step."""
    original, done = getattr(FileTable, step), 0

    async def dies(self: FileTable, *arguments: object) -> object:
        nonlocal done
        done += 1
        if done == 2:
            raise KeyboardInterrupt
        return await original(self, *arguments)

    monkeypatch.setattr(FileTable, step, dies)
    with pytest.raises(KeyboardInterrupt):
        await work_off(job_id, a_table())
    monkeypatch.setattr(FileTable, step, original)


async def test_killed_between_two_chunks_it_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileTable, "chunk_rows", 1)
    job_id = await make_import(cast.olga, a_row(), a_row(), a_row())
    await confirm_as_checked(cast.agnes.officer, job_id)
    await _killed_in_the_middle(monkeypatch, job_id, "write")
    assert len(await fetch("SELECT id FROM person_file")) == 1
    assert (await JOBS.open_import(cast.olga.officer, job_id)).rows_done == 1
    assert await WORKER.waiting() == [job_id]
    await work_off(job_id, a_table())
    await work_off(job_id, a_table())
    assert len(await fetch("SELECT id FROM person_file")) == 3
    await JOBS.undo(cast.agnes.officer, job_id)
    await _killed_in_the_middle(monkeypatch, job_id, "undo")
    assert len(await fetch("SELECT id FROM person_file")) == 2
    await work_off(job_id, a_table())
    assert await fetch("SELECT id FROM person_file") == []


async def test_a_dropped_import_is_written_by_nobody(cast: Cast) -> None:
    job_id = await make_import(cast.olga, a_row())
    await JOBS.drop(cast.olga.officer, job_id)
    with pytest.raises((ImportStatePassed, NothingToWrite)):
        await confirm_as_checked(cast.agnes.officer, job_id)
    assert await fetch("SELECT id FROM file_import_chunk") == []


async def test_an_import_that_is_dropped_while_it_is_checked_keeps_no_row(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileTable, "chunk_rows", 1)
    job_id = await JOBS.hand_in(cast.olga.officer, FileImportKind.SUPERVISEES, "名册.xlsx", b"upload")
    judge = FileTable.judge

    async def dropped_meanwhile(self: FileTable, job: ImportJob, rows: Sequence[TableRow]) -> list[ImportLine]:
        lines = await judge(self, job, rows)
        await JOBS.drop(cast.olga.officer, job_id)
        return lines

    monkeypatch.setattr(FileTable, "judge", dropped_meanwhile)
    with pytest.raises(ImportStatePassed):
        await work_off(job_id, a_table(a_row(), a_row()))
    assert await fetch("SELECT id FROM file_import_chunk") == []
    assert (await JOBS.open_import(cast.olga.officer, job_id)).state is ImportState.DROPPED


async def test_every_step_stands_in_the_audit(cast: Cast) -> None:
    job_id = await make_import(cast.olga, a_row())
    await confirm_as_checked(cast.agnes.officer, job_id)
    await work_off(job_id, a_table())
    assert [act for act, _ in await acts_of(cast.olga.id)] == ["person-file:import"]
    assert {act for act, _ in await acts_of(cast.agnes.id)} == {"file-import:confirm", "file-import:write"}
