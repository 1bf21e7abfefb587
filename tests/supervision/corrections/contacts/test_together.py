"""One act for many, against the real database."""

import asyncio
from uuid import UUID, uuid4

import asyncpg
import pytest

from supervision.corrections.contacts.together import Together, record_together
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.file_state import EndCause, FileEnded
from supervision.errors import InputInvalid, NotFound, StorageUnavailable
from supervision.legal_time import now
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import make_person_file
from tests.supervision.corrections.contacts.scenes import contacts_of, plan_night, waiting

CRASH_AT_THE_SECOND_STEP = """
CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $body$
BEGIN
    IF (SELECT count(*) FROM contact_step) > 1 THEN
        RAISE EXCEPTION 'the server is going down' USING ERRCODE = 'admin_shutdown';
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER crash AFTER INSERT ON contact_step FOR EACH ROW EXECUTE FUNCTION crash();
"""

CAME, AWAITED = Outcome.COMPLIED, Outcome.REASONS_AWAITED


async def three(cast: Cast) -> list[UUID]:
    return [await make_person_file(cast.olga.officer) for _ in range(3)]


def morning(outcomes: dict[UUID, Outcome], kind: ContactKind = ContactKind.REPORT) -> Together:
    return Together(uuid4(), kind, now(), "集中报告", outcomes, "北岭司法所")


async def test_each_gets_their_own_contact_and_an_entry_on_their_file(cast: Cast) -> None:
    came, absent, excused = await three(cast)
    await plan_night()
    duty = await waiting(came)
    act = morning({came: CAME, absent: AWAITED, excused: Outcome.ACCEPTABLE_ABSENCE})
    contacts = await record_together(cast.olga.officer, act)
    assert contacts[came] == duty.id
    assert len(set(contacts.values())) == 3
    rows = await fetch(
        "SELECT subject_id FROM audit_entry WHERE act = 'contact:record' AND subject_kind = 'person-file'"
    )
    assert {row["subject_id"] for row in rows} == {str(file_id) for file_id in act.outcomes}
    assert (await waiting(came)).counted_from_on is not None
    assert [each.outcome for each in await contacts_of(absent) if each.outcome] == [AWAITED]


async def test_sent_again_or_twice_at_once_it_writes_nothing_twice(cast: Cast) -> None:
    files = await three(cast)
    act = morning(dict.fromkeys(files, CAME), ContactKind.EDUCATION)
    first, second = await asyncio.gather(
        record_together(cast.olga.officer, act), record_together(cast.agnes.officer, act)
    )
    assert first == second == await record_together(cast.olga.officer, act)
    assert len(await fetch("SELECT FROM contact WHERE source = $1", act.id)) == len(files)


async def test_broken_off_in_the_middle_nothing_is_written_and_trying_again_writes_all(
    cast: Cast, database: DatabaseUrls
) -> None:
    files = await three(cast)
    act = morning(dict.fromkeys(files, CAME), ContactKind.EDUCATION)
    owner = await asyncpg.connect(database.owner)
    await owner.execute(CRASH_AT_THE_SECOND_STEP)
    with pytest.raises(StorageUnavailable):
        await record_together(cast.olga.officer, act)
    assert [await contacts_of(file_id) for file_id in files] == [[], [], []]
    await owner.execute("DROP TRIGGER crash ON contact_step")
    await owner.close()
    assert set(await record_together(cast.olga.officer, act)) == set(files)


async def test_one_out_of_reach_or_ended_and_nothing_at_all_is_written(cast: Cast) -> None:
    here, elsewhere = await make_person_file(cast.olga.officer), await make_person_file(cast.oscar.officer)
    with pytest.raises(NotFound):
        await record_together(cast.olga.officer, morning({here: CAME, elsewhere: CAME}))
    await make_end(cast, elsewhere, EndCause.DEATH)
    with pytest.raises(FileEnded):
        await record_together(cast.agnes.officer, morning({here: CAME, elsewhere: CAME}))
    assert await contacts_of(here) == []


async def test_nothing_is_held_against_many_at_once(cast: Cast) -> None:
    here = await make_person_file(cast.olga.officer)
    with pytest.raises(InputInvalid):
        await record_together(cast.olga.officer, morning({here: Outcome.UNACCEPTABLE_ABSENCE}))
    with pytest.raises(InputInvalid):
        await record_together(cast.olga.officer, morning({here: CAME}, ContactKind.VISIT))
    with pytest.raises(InputInvalid):
        await record_together(cast.olga.officer, morning({}))
