"""What an officer has looked at, and what others did since, against the real database."""

from datetime import timedelta

from supervision.audit import Act
from supervision.corrections.looking import last_look, seen_lately
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose
from supervision.legal_time import moved_clock, now
from tests.cast import Cast
from tests.makers_files import make_person_file, make_record


async def test_a_file_says_what_others_did_since_one_looked_last_and_not_who_read_it(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await open_person_file(cast.olga.officer, file_id, Purpose.SUPERVISION)
    assert await last_look(cast.olga.officer, file_id) is None
    first = now()
    with moved_clock(lambda: first + timedelta(hours=1)):
        await make_record(cast.agnes.officer, file_id)
        await open_person_file(cast.agnes.officer, file_id, Purpose.SUPERVISION)
    with moved_clock(lambda: first + timedelta(hours=2)):
        await open_person_file(cast.olga.officer, file_id, Purpose.SUPERVISION)
        look = await last_look(cast.olga.officer, file_id)
        assert look is not None
        assert {(each.act, each.times, each.last_by) for each in look.since} == {
            (Act.ATTACHMENT_ADD, 1, "Agnes Agency"),
            (Act.FILE_RECORD_ADD, 1, "Agnes Agency"),
        }
        theirs = await last_look(cast.agnes.officer, file_id)
        assert theirs is not None
        assert theirs.since == ()


async def test_lately_seen_are_the_files_that_one_opened_oneself_the_last_first(cast: Cast) -> None:
    first, second = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    for file_id in (first, second, first):
        await open_person_file(cast.olga.officer, file_id, Purpose.SUPERVISION)
    assert [seen.person.file_id for seen in await seen_lately(cast.olga.officer)] == [first, second]
    assert await seen_lately(cast.agnes.officer) == ()
    a_week_later = now() + timedelta(days=8)
    with moved_clock(lambda: a_week_later):
        assert await seen_lately(cast.olga.officer) == ()
