"""Taking an import back within a day: what goes with its key, what is put back, and what stays and why."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

import pytest

from supervision.corrections.access_rule import LimitKind
from supervision.corrections.contacts.planning import keep_planned
from supervision.corrections.imports.desk import JOBS, STORE
from supervision.corrections.imports.looking import open_seen_import
from supervision.corrections.imports.undoing import CHANGED_SINCE, OUT_OF_REACH, WORKED_ON_SINCE
from supervision.corrections.imports.worker import work_off
from supervision.corrections.opening import open_person_file
from supervision.corrections.term_entries import confirm_term
from supervision.errors import KeyDestroyed
from supervision.legal_time import moved_clock, now
from supervision.sheet_cells import Cell
from supervision.sheets.jobs import UndoTooLate
from supervision.sheets.store import all_lines_of, job_key
from supervision.sheets.words import ImportState
from supervision.storage.database import fetch
from supervision.vault import load_key
from tests.cast import Cast
from tests.makers_files import make_attachment, make_id_number
from tests.makers_imports import a_row, a_table, confirm_as_checked, lines_of, make_import
from tests.makers_limits import make_limit


async def written(cast: Cast, *rows: Mapping[str, Cell], all_changes: bool = False) -> UUID:
    job_id = await make_import(cast.olga, *rows)
    await confirm_as_checked(cast.agnes.officer, job_id, all_changes=all_changes)
    await work_off(job_id, a_table())
    return job_id


async def undone(cast: Cast, job_id: UUID) -> dict[int, str]:
    """Why rows stay, after the undoing."""
    await JOBS.undo(cast.olga.officer, job_id)
    await work_off(job_id, a_table())
    return {line.row_number: line.kept[0] for line in await lines_of(cast.olga, job_id) if line.kept}


async def files() -> list[UUID]:
    return [row["id"] for row in await fetch("SELECT id FROM person_file ORDER BY number")]


async def test_files_that_nobody_touched_go_with_their_keys_and_the_planned_duties(cast: Cast) -> None:
    job_id = await written(cast, a_row(), a_row())
    await keep_planned(now())
    keys = [row["vault_key"] for row in await fetch("SELECT vault_key FROM person_file")]
    assert await fetch("SELECT FROM contact") != []
    assert await undone(cast, job_id) == {}
    assert await files() == []
    for table in ("search_term", "file_step", "term_entry", "contact"):
        assert await fetch(f"SELECT FROM {table}") == []
    for key in keys:
        with pytest.raises(KeyDestroyed):
            await load_key(key)
    assert {row["reason"] for row in await fetch("SELECT reason FROM destruction")} == {"import-undone"}
    assert (await open_seen_import(cast.olga.officer, job_id)).state is ImportState.UNDONE


async def test_a_file_of_which_a_platform_was_told_stays_and_the_numbers_of_the_outbox_close_up(cast: Cast) -> None:
    job_id = await written(cast, a_row(), a_row())
    told, _ = await files()
    await fetch("UPDATE outbox_event SET provided_at = now() WHERE file = $1", told)
    await fetch("UPDATE outbox SET provided = (SELECT number FROM outbox_event WHERE file = $1)", told)
    after = await written(cast, a_row())
    assert list(await undone(cast, job_id)) == [2]
    numbers = [row["number"] for row in await fetch("SELECT number FROM outbox_event ORDER BY number")]
    (outbox,) = await fetch("SELECT last FROM outbox")
    assert (numbers, outbox["last"]) == ([1, 2], 2)
    assert await undone(cast, after) == {}
    (outbox,) = await fetch("SELECT last FROM outbox")
    assert outbox["last"] == 1


async def test_a_file_with_which_somebody_has_worked_stays_and_the_row_says_so(cast: Cast) -> None:
    job_id = await written(cast, a_row(), a_row(), a_row(), a_row())
    untouched, with_paper, confirmed, limited = await files()
    await make_attachment(cast.olga.officer, with_paper)
    (entry,) = await fetch("SELECT id FROM term_entry WHERE file = $1", confirmed)
    await confirm_term(cast.olga.officer, confirmed, entry["id"])
    await make_limit(cast, limited, LimitKind.EXCLUSION, cast.carl)
    assert await undone(cast, job_id) == dict.fromkeys((3, 4, 5), str(WORKED_ON_SINCE))
    assert await files() == [with_paper, confirmed, limited]
    assert untouched not in await files()
    assert (await open_seen_import(cast.olga.officer, job_id)).kept_rows == 3


async def test_changed_files_are_put_back_unless_somebody_changed_them_since(cast: Cast) -> None:
    rows = [a_row(phone="13812345678"), a_row()]
    await written(cast, *rows)
    first, second = await files()
    job_id = await written(
        cast, {**rows[0], "phone": "13900001111", "term_years": 1}, {**rows[1], "offence": "诈骗罪"}, all_changes=True
    )
    (entry,) = await fetch("SELECT id FROM term_entry WHERE file = $1", second)
    await confirm_term(cast.olga.officer, second, entry["id"])
    assert await undone(cast, job_id) == {3: str(CHANGED_SINCE)}
    back = await open_person_file(cast.olga.officer, first, "supervision")
    assert (back.telephones.phone, back.judgment.term_years, back.revision) == ("13812345678", 2, 3)
    assert (await open_person_file(cast.olga.officer, second, "supervision")).judgment.offence == "诈骗罪"


async def test_what_is_taken_back_is_the_act_of_whoever_undid_it_and_ends_where_their_reach_does(cast: Cast) -> None:
    row = a_row()
    await written(cast, row)
    (file_id,) = await files()
    job_id = await written(cast, {**row, "offence": "诈骗罪"}, all_changes=True)
    await make_limit(cast, file_id, LimitKind.EXCLUSION, cast.olga)
    await JOBS.undo(cast.olga.officer, job_id)
    await work_off(job_id, a_table())
    (line,) = await lines_of(cast.agnes, job_id)
    assert line.kept == (str(OUT_OF_REACH), OUT_OF_REACH.english)
    entries = await fetch("SELECT DISTINCT actor_id FROM audit_entry WHERE act = 'file-import:undo'")
    assert [entry["actor_id"] for entry in entries] == [str(cast.olga.id)]


async def test_a_file_that_is_closed_to_whoever_undoes_is_not_destroyed_by_them(cast: Cast) -> None:
    job_id = await written(cast, a_row(document_number=make_id_number(born_on=date(2009, 5, 6))), a_row())
    minors, _ = await files()
    await undone(cast, job_id)
    assert await files() == [minors]
    (key,) = await fetch("SELECT vault_key FROM person_file")
    await load_key(key["vault_key"])
    job = await STORE.import_for_system(job_id)
    kept = {line.row_number: line.kept for line in await all_lines_of(job, await job_key(job)) if line.kept}
    assert kept == {2: (str(OUT_OF_REACH), OUT_OF_REACH.english)}


async def test_after_a_day_nothing_is_taken_back(cast: Cast) -> None:
    job_id = await written(cast, a_row())
    later = now() + timedelta(hours=25)
    with moved_clock(lambda: later), pytest.raises(UndoTooLate):
        await JOBS.undo(cast.olga.officer, job_id)
    assert len(await files()) == 1
