"""Guardians stand on files of minors only: entered, changed, ended, missed, and asked for at talks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from supervision.audit import Act
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact
from supervision.corrections.contacts.timeline import open_contact
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.files import create_person_file
from supervision.corrections.guardians.keeping import (
    GuardianChangedMeanwhile,
    GuardianRefused,
    change_guardian,
    end_guardian,
    open_guardians,
)
from supervision.corrections.guardians.missing import find_without_guardian
from supervision.corrections.identity import Identity
from supervision.corrections.induction.opening import open_induction
from supervision.corrections.induction.queues import InductionQueue, count_induction, list_induction
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.life_view import open_life
from supervision.corrections.presence import NOBODY_SAID, Presence, has_guardian_duty, read_presence
from supervision.corrections.reporting import declare, report_in
from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import add_months, day_start, legal_day, moved_clock, now
from supervision.officers import Officer
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_files import dump_of, make_person_file
from tests.makers_guardians import MOTHER, make_guardian
from tests.makers_limits import granted_for_minors, make_minors_file, minors_content

TEXTS = st.sampled_from(["", "范秀云", "在外地，电话告知。"])


async def minors_officer(cast: Cast) -> Officer:
    return await granted_for_minors(cast, cast.olga)


@given(guardian=TEXTS, absence=TEXTS, is_owed=st.booleans())
def test_presence_is_said_of_minors_and_either_way(guardian: str, absence: str, *, is_owed: bool) -> None:
    presence = Presence(guardian, absence)
    if (guardian and absence) or (is_owed and not guardian and not absence):
        with pytest.raises(InputInvalid):
            read_presence(presence, is_minor=True, is_owed=is_owed)
    else:
        assert read_presence(presence, is_minor=True, is_owed=is_owed) == presence
    if guardian or absence:
        with pytest.raises(InputInvalid):
            read_presence(presence, is_minor=False, is_owed=False)
    else:
        assert read_presence(presence, is_minor=False, is_owed=False) == NOBODY_SAID


@given(st.dates(date(2008, 1, 1), date(2012, 12, 31)), st.integers(-30, 30))
def test_the_duty_ends_with_the_eighteenth_birthday(born_on: date, days: int) -> None:
    identity = Identity("某人", DocumentType.PASSPORT, "E12345678", born_on=born_on)
    birthday = add_months(born_on, 18 * 12)
    day = birthday + timedelta(days=days)
    assert has_guardian_duty(identity, day, "149901001", is_minor=True) == (days < 0)
    assert not has_guardian_duty(identity, day, "149901001", is_minor=False)


async def test_a_guardian_is_entered_changed_and_ended_and_everything_stays_to_be_seen(cast: Cast) -> None:
    olga, file_id, today = await minors_officer(cast), await make_minors_file(cast), legal_day(now())
    guardian_id = await make_guardian(olga, file_id)
    moved = structs.replace(MOTHER, phone="136 0000 8888", address="临溪县新街9号")
    assert await change_guardian(olga, file_id, guardian_id, 1, moved) == 2
    with pytest.raises(GuardianChangedMeanwhile, match="Olga North"):
        await change_guardian(olga, file_id, guardian_id, 1, MOTHER)
    with pytest.raises(InputInvalid):
        await end_guardian(olga, file_id, guardian_id, today + timedelta(days=1), "监护权变更。")
    with pytest.raises(InputInvalid):
        await end_guardian(olga, file_id, guardian_id, today - timedelta(days=400), "监护权变更。")
    await end_guardian(olga, file_id, guardian_id, today, "监护权变更。")
    with pytest.raises(GuardianRefused):
        await change_guardian(olga, file_id, guardian_id, 2, MOTHER)
    (kept,) = await open_guardians(olga, file_id, "supervision")
    assert (kept.until_on, kept.end_reason, kept.is_current) == (today, "监护权变更。", False)
    assert [version.facts.phone for version in kept.versions] == ["13600008888", "13600007777"]
    kept_in_clear = await dump_of("guardian", "guardian_version")
    assert not any(
        text in kept_in_clear for text in ("范秀云", "13600007777", "149901197503022349", "监护权", "mother")
    )
    done = [act for act, result in await acts_of(olga.id) if result == "done" and act.startswith("guardian:")]
    assert sorted(set(done)) == ["guardian:change", "guardian:end", "guardian:enter"]


async def test_an_adults_file_has_no_guardians_and_a_minors_is_not_there_without_the_grant(cast: Cast) -> None:
    adult, minor = await make_person_file(cast.olga.officer), await make_minors_file(cast)
    with pytest.raises(GuardianRefused):
        await make_guardian(cast.olga.officer, adult)
    assert await open_guardians(cast.olga.officer, adult, "supervision") == ()
    with pytest.raises(NotFound):
        await make_guardian(cast.olga.officer, minor)
    with pytest.raises(NotFound):
        await open_guardians(cast.agnes.officer, minor, "supervision")


async def test_a_minor_without_a_guardian_waits_until_one_is_entered_or_eighteen(cast: Cast) -> None:
    file_id, olga = await make_minors_file(cast), await minors_officer(cast)
    await make_person_file(olga)
    queue = InductionQueue.NO_GUARDIAN
    assert ((await count_induction(cast.olga.officer))[queue], (await count_induction(olga))[queue]) == (0, 1)
    assert [one.person.file_id for one in (await list_induction(olga, queue)).items] == [file_id]
    assert (await list_induction(cast.olga.officer, queue)).items == ()
    assert (await open_induction(olga, file_id, "supervision")).is_guardian_missing
    grown = day_start(add_months(legal_day(now()), 30))
    with moved_clock(lambda: grown):
        assert await find_without_guardian(cast.olga.officer, Act.PERSON_FILE_LIST) == []
    guardian_id = await make_guardian(olga, file_id)
    assert (await count_induction(olga))[queue] == 0
    assert not (await open_induction(olga, file_id, "supervision")).is_guardian_missing
    await end_guardian(olga, file_id, guardian_id, legal_day(now()), "去世。")
    assert (await count_induction(olga))[queue] == 1


async def test_a_talk_with_a_minor_says_which_guardian_was_there_or_why_none(cast: Cast) -> None:
    file_id, olga = await make_minors_file(cast), await minors_officer(cast)
    talked = Logged(Outcome.COMPLIED, "谈学习情况。", happened_at=now())
    with pytest.raises(InputInvalid) as refused:
        await add_contact(olga, file_id, ContactKind.TALK, talked)
    assert refused.value.field == "guardian"
    talked = Logged(Outcome.COMPLIED, "谈学习情况。", happened_at=now(), presence=Presence("范秀云"))
    contact_id = await add_contact(olga, file_id, ContactKind.TALK, talked)
    opened = await open_contact(olga, contact_id, "supervision")
    assert opened.opened.steps[-1].detail.presence == Presence("范秀云")
    await add_contact(olga, file_id, ContactKind.CALL, Logged(Outcome.COMPLIED, happened_at=now()))
    with pytest.raises(InputInvalid):
        await add_contact(olga, await make_person_file(olga), ContactKind.TALK, talked)


async def test_a_declaration_to_a_minor_says_the_same(cast: Cast) -> None:
    file_id = await create_person_file(cast.olga.officer, cast.north_office, minors_content(), LifeStep.RECEIVE)
    olga = await minors_officer(cast)
    await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    with pytest.raises(InputInvalid):
        await declare(olga, file_id, now(), ["何平"])
    absent = Presence(absence="在外地务工，已电话告知。")
    await declare(olga, file_id, now(), ["何平"], presence=absent)
    assert (await open_life(olga, file_id, "supervision")).steps[0].detail.presence == absent
