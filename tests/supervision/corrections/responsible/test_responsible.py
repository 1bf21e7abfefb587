"""Who answers for a file: by default whoever took it in, set by an act, and handed over by one act for all."""

import asyncio
from uuid import UUID

import asyncpg
import pytest

from supervision.audit import Act
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.contacts.caseload import CaseloadFilter, has_caseload, open_caseload
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import log_outcome
from supervision.corrections.contacts.queues import ContactShow, list_contacts
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.content import FileContent
from supervision.corrections.file_state import EndCause, FileEnded
from supervision.corrections.files import change_person_file
from supervision.corrections.limits.setting import confirm_limit, set_limit
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose
from supervision.corrections.responsible.assigning import hand_over_caseload, set_responsible
from supervision.corrections.responsible.store import load_holders, load_takers, responsible_of
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls
from tests.cast import Cast
from tests.makers_ends import make_end
from tests.makers_files import make_person_file
from tests.makers_limits import limit_draft, make_limit, make_minors_file, shut_out
from tests.supervision.corrections.contacts.scenes import contacts_of


async def now_of(file_id: UUID) -> list[UUID]:
    return [one.officer_id for one in await responsible_of(file_id) if one.until_on is None]


async def test_whoever_took_a_file_in_answers_for_it_and_the_person_knows_them(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    (first,) = await responsible_of(file_id)
    assert (first.officer_id, first.from_on, first.until_on) == (cast.olga.officer.id, legal_day(now()), None)
    assert first.told_by is None
    assert await contacts_of(file_id) == []


async def test_another_officer_follows_and_the_person_is_to_be_told_by_a_call(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    file_id = await make_person_file(olga)
    await set_responsible(olga, file_id, agnes.id)
    new, old = await responsible_of(file_id)
    assert (new.officer_id, old.officer_id, old.until_on) == (agnes.id, olga.id, legal_day(now()))
    (call,) = await contacts_of(file_id)
    assert (call.id, call.kind, call.outcome) == (new.told_by, ContactKind.CALL, None)
    assert not new.is_told
    assert (await list_contacts(olga, ContactShow.TO_REMIND)).items == ()  # nobody is reminded that we will call
    await log_outcome(olga, call.id, call.revision, Logged(Outcome.COMPLIED, "已告知。", happened_at=now()))
    assert (await responsible_of(file_id))[0].is_told


async def test_who_is_followed_before_the_call_is_no_longer_told_of(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    file_id = await make_person_file(olga)
    await set_responsible(olga, file_id, agnes.id)
    await set_responsible(agnes, file_id, olga.id)
    assert sorted(str(each.outcome) for each in await contacts_of(file_id)) == ["None", Outcome.CANCELLED]


async def test_it_is_refused_for_who_may_not_work_on_the_file_or_does_already(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    for one in (cast.oscar, cast.sam, cast.olga):
        with pytest.raises(InputInvalid):
            await set_responsible(cast.olga.officer, file_id, one.officer.id)
    with pytest.raises(NotFound):
        await set_responsible(cast.oscar.officer, file_id, cast.agnes.officer.id)
    async with shut_out(cast.agnes):
        with pytest.raises(InputInvalid):
            await set_responsible(cast.olga.officer, file_id, cast.agnes.officer.id)
    await make_end(cast, file_id, EndCause.DEATH)
    with pytest.raises(FileEnded):
        await set_responsible(cast.olga.officer, file_id, cast.agnes.officer.id)


async def test_a_whole_caseload_is_handed_over_by_one_act_with_an_entry_on_each_file(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    files = {await make_person_file(olga) for _ in range(3)}
    ((holder, number),) = await load_holders(olga)
    assert (holder.id, number) == (olga.id, 3)
    assert await hand_over_caseload(olga, olga.id, agnes.id) == 3
    rows = await fetch(
        "SELECT subject_id FROM audit_entry WHERE act = $1 AND subject_kind = 'person-file'", Act.FILE_OFFICER_SET
    )
    assert {row["subject_id"] for row in rows} == set(map(str, files))
    assert [len(await contacts_of(file_id)) for file_id in files] == [1, 1, 1]
    with pytest.raises(NotFound):
        await hand_over_caseload(olga, olga.id, agnes.id)


async def test_of_two_who_hand_over_at_once_one_finds_nothing_left(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    file_id = await make_person_file(olga)
    done = await asyncio.gather(
        hand_over_caseload(olga, olga.id, agnes.id), hand_over_caseload(agnes, olga.id, agnes.id),
        return_exceptions=True,
    )  # fmt: skip
    assert sorted(type(one).__name__ for one in done) == ["NotFound", "int"]
    assert len(await responsible_of(file_id)) == 2


async def test_the_database_lets_nobody_share_a_file(cast: Cast, database: DatabaseUrls) -> None:
    await make_person_file(cast.olga.officer)
    owner = await asyncpg.connect(database.owner)
    with pytest.raises(asyncpg.UniqueViolationError):
        await owner.execute(
            """INSERT INTO file_officer (id, file, officer, from_on, set_at)
               SELECT gen_random_uuid(), file, officer, from_on, set_at FROM file_officer"""
        )
    await owner.close()


async def test_the_caseload_is_one_s_own_or_everybody_s_and_found_by_name_or_number(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    mine, hers = await make_person_file(olga), await make_person_file(olga)
    await set_responsible(olga, hers, agnes.id)
    assert await has_caseload(olga)
    assert not await has_caseload(cast.oscar.officer)

    async def shown(wanted: CaseloadFilter) -> set[object]:
        return {line.person.file_id for line in (await open_caseload(olga, wanted)).page.items}

    assert await shown(CaseloadFilter()) == {mine, hers}
    assert await shown(CaseloadFilter(responsible_id=olga.id)) == {mine}
    lines = (await open_caseload(olga, CaseloadFilter(responsible_id=agnes.id))).page.items
    assert [(line.person.file_id, line.responsible_name) for line in lines] == [(hers, agnes.name)]
    assert await shown(CaseloadFilter(query=lines[0].person.number)) == {hers}
    assert await shown(CaseloadFilter(query=lines[0].person.number[-4:])) == {hers}
    assert await shown(CaseloadFilter(query=lines[0].person.number[:2])) == set()  # what all begin with
    assert await shown(CaseloadFilter(query="张三")) == {mine, hers}
    assert await shown(CaseloadFilter(query="李四")) == set()
    with pytest.raises(InputInvalid):
        await shown(CaseloadFilter(query="张" * 81))


async def test_only_officers_of_the_place_can_take_over(cast: Cast) -> None:
    takers = {one.id for one in await load_takers(cast.olga.officer, cast.olga.officer.grants[0].prefix)}
    assert {cast.olga.officer.id, cast.agnes.officer.id} <= takers
    assert cast.oscar.officer.id not in takers
    with pytest.raises(NotPermitted):
        await load_takers(cast.sam.officer)


async def test_who_a_moved_file_is_not_open_to_no_longer_answers_for_it_nor_is_told_of(cast: Cast) -> None:
    hua, agnes = cast.hua.officer, cast.agnes.officer
    file_id = await make_person_file(cast.olga.officer)
    file = await open_person_file(hua, file_id, Purpose.SUPERVISION)
    content = FileContent(file.category, file.identity, file.telephones, file.home, file.judgment, file.term_starts_on)
    await change_person_file(agnes, file_id, 1, content)
    assert await now_of(file_id) == [cast.olga.officer.id]
    await change_person_file(agnes, file_id, 2, content, cast.south_office)
    assert await now_of(file_id) == []
    lines = (await open_caseload(agnes, CaseloadFilter(is_nobodys=True))).page.items
    assert [line.person.file_id for line in lines] == [file_id]


async def test_an_exclusion_that_names_who_answers_ends_it_once_it_is_confirmed_and_drops_the_call(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await make_person_file(cast.agnes.officer, cast.north_office)
    await set_responsible(cast.agnes.officer, file_id, olga.id)
    limit_id = await set_limit(cast.agnes.officer, file_id, limit_draft(LimitKind.EXCLUSION, olga.id))
    assert await now_of(file_id) == [olga.id]
    await confirm_limit(cast.hua.officer, limit_id)
    assert await now_of(file_id) == []
    assert [call.outcome for call in await contacts_of(file_id)] == [Outcome.CANCELLED]
    other_id = await make_person_file(olga)
    assert (await open_caseload(olga, CaseloadFilter(is_nobodys=True))).page.items == ()
    await make_limit(cast, other_id, LimitKind.EXCLUSION, cast.carl)
    assert await now_of(other_id) == [olga.id]


async def test_nobody_answers_for_a_file_that_is_not_open_to_whoever_takes_it_in(cast: Cast) -> None:
    assert await now_of(await make_minors_file(cast)) == []
