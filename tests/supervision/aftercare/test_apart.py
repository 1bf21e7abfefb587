"""Of a correction after-care knows nothing, and nothing that is stored lets anybody join the two."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date, timedelta
from uuid import UUID

import pytest

from api.handing_over import as_released, hand_over
from supervision.aftercare.entering import AftercareFileExists
from supervision.aftercare.listing import list_aftercare
from supervision.aftercare.opening import open_aftercare_file
from supervision.aftercare.store import aftercare_digest
from supervision.aftercare.words import AftercareState, Agreement, Arrival
from supervision.corrections.file_state import EndCause
from supervision.corrections.handing_over import HandedOver, HandOverRefused, open_to_hand_over
from supervision.corrections.opening import open_person_file
from supervision.errors import NotFound
from supervision.legal_time import day_start, moved_clock
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.vault import SearchField, SearchTerm, digest
from tests.apart import tables_of
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_aftercare import make_base, make_helped
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_person_file, make_term_confirmed

NAME, PHONE, ADDRESS = "欧阳翠微", "13987651234", "山西省青屏市临溪县北岭镇风车巷七十七号"
WANTED = "想学月嫂"
HANDED_OVER = {
    "office_id", "name", "document_type", "document_number", "sex", "born_on", "phone", "address", "released_on",
}  # fmt: skip
COMMON = {"officer", "office"}
"""What both sides point at: who did it, and where."""


def aftercare_tables() -> set[str]:
    return {name for name in tables_of(Register.CORRECTIONS) if name.startswith(("aftercare", "placement_base"))}


@contextmanager
def _on(day: date) -> Iterator[None]:
    with moved_clock(lambda: day_start(day) + timedelta(hours=10)):
        yield


async def _correction(cast: Cast) -> tuple[UUID, str, date]:
    """Somebody under correction: the file's id, its number, and the last day of the term."""
    file_id = await make_person_file(cast.olga.officer, name=NAME, phone=PHONE, address=ADDRESS)
    file = await open_person_file(cast.olga.officer, file_id, "supervision")
    return file_id, file.number, file.term_ends_on


async def _values(tables: set[str]) -> set[str]:
    """Every id, digest and longer text, but for officers, offices and divisions."""
    columns = await fetch(
        """SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
           AND data_type IN ('uuid', 'bytea', 'character varying', 'text') AND table_name = ANY($1)
           AND column_name NOT IN ('office', 'division') AND column_name NOT LIKE '%\\_by'""",
        list(tables),
    )
    found: set[str] = set()
    for row in columns:
        values = await fetch(f'SELECT DISTINCT "{row["column_name"]}"::text AS v FROM "{row["table_name"]}"')  # noqa: S608
        found |= {one["v"] for one in values if one["v"] is not None and len(one["v"]) > len("149901001003")}
    return found - set(SearchField)


async def test_the_hand_over_carries_the_listed_fields_and_no_other(cast: Cast) -> None:
    assert {field.name for field in fields(HandedOver)} == HANDED_OVER
    file_id, _, last_day = await _correction(cast)
    with _on(last_day):
        told = await open_to_hand_over(cast.olga.officer, file_id)
        aftercare_id = await hand_over(cast.olga.officer, file_id, Agreement.AGREED, WANTED)
        opened = await open_aftercare_file(cast.olga.officer, aftercare_id, "help")
    assert opened.person == as_released(told, WANTED).person
    assert (opened.person.identity.name, opened.person.contacts.phone) == (NAME, PHONE)
    assert (opened.person.contacts.kin_name, opened.person.needs.prison) == ("", "")
    file = opened.file
    assert (file.state, file.arrival, file.agreement) == (
        AftercareState.ARRIVED, Arrival.HANDED_OVER, Agreement.AGREED,
    )  # fmt: skip
    assert (file.released_on, file.arrived_on) == (last_day, last_day)
    assert opened.steps == ()


async def test_only_the_released_are_handed_over_once_and_by_who_reaches_both(cast: Cast) -> None:
    file_id, _, last_day = await _correction(cast)
    with pytest.raises(HandOverRefused):
        await hand_over(cast.olga.officer, file_id, Agreement.AGREED, "")
    with _on(last_day + timedelta(days=1)):
        await make_term_confirmed(cast.agnes.officer, file_id)
        await make_end(cast, file_id, EndCause.EXPIRY)
        for stranger in (cast.oscar, cast.petra):
            with pytest.raises(NotFound):
                await hand_over(stranger.officer, file_id, Agreement.AGREED, "")
        assert (await open_person_file(cast.olga.officer, file_id, "supervision")).handed_over_on is None
        await hand_over(cast.olga.officer, file_id, Agreement.DECLINED, "")
        done = await open_person_file(cast.carl.officer, file_id, "inspection")
        assert done.handed_over_on == last_day + timedelta(days=1)
        with pytest.raises(AftercareFileExists):
            await hand_over(cast.agnes.officer, file_id, Agreement.AGREED, "")


async def test_whose_correction_was_terminated_is_not_handed_over(cast: Cast) -> None:
    file_id, _, _ = await _correction(cast)
    await make_end(cast, file_id, EndCause.REVOCATION)
    with pytest.raises(HandOverRefused):
        await hand_over(cast.olga.officer, file_id, Agreement.AGREED, "")


async def test_nothing_of_after_care_points_at_a_correction_and_nothing_there_at_it(cast: Cast) -> None:
    del cast
    assert len(aftercare_tables()) == 10
    rows = await fetch(
        """SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS target FROM pg_constraint
           WHERE contype = 'f'"""
    )
    ours = aftercare_tables()
    assert {row["target"] for row in rows if row["child"] in ours} - ours == COMMON
    assert {row["child"] for row in rows if row["target"] in ours} <= ours


async def test_what_both_store_of_one_person_cannot_be_joined(cast: Cast) -> None:
    file_id, number, last_day = await _correction(cast)
    with _on(last_day):
        aftercare_id = await hand_over(cast.olga.officer, file_id, Agreement.AGREED, WANTED)
        await make_base(cast.olga.officer)
        assert [one.file_id for one in (await list_aftercare(cast.olga.officer, query=NAME)).items] == [aftercare_id]
    ours = aftercare_tables()
    mine, theirs = await _values(ours), await _values(set(tables_of(Register.CORRECTIONS)) - ours)
    assert str(aftercare_id) in mine
    assert str(file_id) in theirs
    assert mine & theirs == set()
    entries = [str(dict(row)) for row in await fetch("SELECT subject_id, detail_json FROM audit_entry")]
    assert not [entry for entry in entries if str(file_id) in entry and str(aftercare_id) in entry]
    dump = await dump_of(*ours)
    for word in (str(file_id), number, NAME, PHONE, ADDRESS, "风车巷", WANTED, "盗窃", "缓刑", "suspended-sentence"):
        assert word not in dump, word


async def test_no_term_has_the_same_digest_on_both_sides(cast: Cast) -> None:
    del cast
    for field in SearchField:
        term = SearchTerm(field, "149901198702030417")
        assert aftercare_digest(term) != digest(Register.CORRECTIONS, field, term.value)


async def test_the_file_of_the_correction_says_that_it_was_handed_over(cast: Cast) -> None:
    file_id, _, last_day = await _correction(cast)
    with _on(last_day):
        await hand_over(cast.olga.officer, file_id, Agreement.AGREED, "")
    acts = [act for act, result in await acts_of(cast.olga.id) if result == "done"]
    assert acts[-3:] == ["person-file:hand-over", "aftercare:enter", "person-file:hand-over"]


async def test_a_dump_holds_nothing_of_anybody_who_is_helped_in_clear(cast: Cast) -> None:
    await make_helped(cast.olga.officer, name=NAME, phone=PHONE, address=ADDRESS, wanted=WANTED, prison="清源监狱")
    dump = await dump_of(*aftercare_tables(), "audit_entry")
    for word in (NAME, PHONE, ADDRESS, "风车巷", WANTED, "清源监狱", "程立秋", "13700001111"):
        assert word not in dump
        assert word.encode().hex() not in dump
