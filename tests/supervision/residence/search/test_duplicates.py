"""Possible duplicates: found by keys, shown within reach, told apart for good, joined and put back."""

from uuid import UUID

import pytest

from supervision.audit import Act, verify_chain
from supervision.documents import check_character
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.residence.changes import RESIDENCE, residence_change
from supervision.residence.households.files import HouseholdClosed, close_household
from supervision.residence.households.opening import open_resident
from supervision.residence.households.registering import ResidentExists, end_stay, register_resident
from supervision.residence.households.words import StayEnd
from supervision.residence.search.comparing import compare_new_residents
from supervision.residence.search.finding import search
from supervision.residence.search.merging import (
    MergeFinal,
    MergeRefused,
    merge_residents,
    merged_into,
    undo_merge,
)
from supervision.residence.search.pairs import (
    PairDecided,
    list_duplicates,
    open_duplicate,
    tell_apart,
)
from supervision.residence.search.recent import seen_lately
from supervision.storage.database import fetch, fetch_one
from supervision.vault import destroy_key, forget
from tests.cast import Cast
from tests.makers import MAKER, make_divisions
from tests.makers_residence import Building, make_building, make_household, make_new, make_person

SOUTH_VILLAGE = "149901002001"
BODY = "14990219900307131"
SWAPPED = "14990219900307311"


def card(body: str) -> str:
    return body + check_character(body)


@pytest.fixture
async def twice(cast: Cast, building: Building) -> tuple[UUID, UUID]:
    """Somebody who was registered twice, in two dwellings of one building, with two digits exchanged."""
    officer = cast.petra.officer
    _, (first,) = await make_household(officer, building.dwellings["101"], make_new(make_person(number=card(BODY))))
    again = make_person("周小兰", number=card(SWAPPED), phone="13900009999")
    _, (second,) = await make_household(officer, building.dwellings["201"], make_new(again))
    assert await compare_new_residents() == 1
    return first, second


async def the_pair(cast: Cast) -> UUID:
    (line,) = (await list_duplicates(cast.petra.officer)).items
    return line.id


async def test_a_pair_is_shown_masked_with_its_reasons(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    (line,) = (await list_duplicates(cast.petra.officer)).items
    assert {line.one.id, line.other.id} == set(twice)
    assert line.one.name == line.other.name == "周*"
    assert {"name-sounds-same", "document-swapped", "birth-same"} == set(line.comparison.likenesses)


async def test_nobody_is_compared_twice_and_no_pair_comes_twice(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    assert twice
    assert await compare_new_residents() == 0
    await fetch("INSERT INTO uncompared_resident SELECT id FROM resident")
    assert await compare_new_residents() == 0
    assert len((await list_duplicates(cast.petra.officer)).items) == 1


async def test_opening_a_pair_is_recorded_with_both(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    opened = await open_duplicate(cast.petra.officer, await the_pair(cast), "registration")
    assert {opened.one.person.name, opened.other.person.name} == {"周晓岚", "周小兰"}
    rows = await fetch("SELECT subject_id, purpose FROM audit_entry WHERE act = 'resident:open'")
    assert {(row["subject_id"], row["purpose"]) for row in rows} == {(str(one), "registration") for one in twice}
    with pytest.raises(InputInvalid, match="registration"):
        await open_duplicate(cast.petra.officer, opened.pair.id, None)


async def test_a_pair_is_seen_by_who_reaches_both(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    assert twice
    pair = await the_pair(cast)
    assert (await list_duplicates(cast.pavel.officer)).items == ()
    for stranger in (cast.pavel.officer, cast.olga.officer):
        with pytest.raises(NotFound):
            await tell_apart(stranger, pair, "不是同一人。")
        with pytest.raises(NotFound):
            await merge_residents(stranger, pair, twice[0], "同一人。")
    with pytest.raises(NotPermitted):
        await list_duplicates(cast.paul.officer)


async def test_not_the_same_is_remembered_for_good(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    officer, pair = cast.petra.officer, await the_pair(cast)
    with pytest.raises(InputInvalid):
        await tell_apart(officer, pair, "  ")
    await tell_apart(officer, pair, "已核对两人证件，是堂兄弟。")
    assert (await list_duplicates(officer)).items == ()
    await fetch("INSERT INTO uncompared_resident SELECT id FROM resident")
    assert await compare_new_residents() == 0
    assert (await open_duplicate(officer, pair, "visit")).rationale == "已核对两人证件，是堂兄弟。"
    with pytest.raises(PairDecided):
        await merge_residents(officer, pair, twice[0], "同一人。")


async def test_a_joined_record_leaves_search_and_counts_and_stays_whole(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    officer, (winner, loser) = cast.petra.officer, twice
    pair = await the_pair(cast)
    merge = await merge_residents(officer, pair, winner, "本人到所核对，登记重复。")
    assert [found.id for found in (await search(officer, "zxl", "visit")).residents] == [winner]
    record = await open_resident(officer, loser, "visit")
    assert (record.resident.state, record.resident.merged_into) == ("merged", winner)
    assert record.person.name == "周小兰"
    assert record.stays[0].end_reason is StayEnd.IN_ERROR
    (joined,) = await merged_into(officer, winner)
    assert (joined.merge_id, joined.loser_id, joined.rationale) == (merge, loser, "本人到所核对，登记重复。")
    assert await occupants() == [0, 1]


async def a_village_in_south() -> str:
    await make_divisions({SOUTH_VILLAGE: "柳湾村"})
    return SOUTH_VILLAGE


async def occupants() -> list[int]:
    return [row["residents"] for row in await fetch("SELECT residents FROM occupancy ORDER BY residents")]


async def snapshot() -> list[list[tuple[object, ...]]]:
    """Everything that a merge touches, but for the counting of revisions."""
    return [
        [tuple(row) for row in await fetch(query)]
        for query in (
            "SELECT id, state, merged_into, left_at FROM resident ORDER BY id",
            "SELECT * FROM stay ORDER BY id",
            "SELECT * FROM membership ORDER BY id",
            "SELECT * FROM resident_term ORDER BY term_digest, resident",
            "SELECT * FROM duplicate_key ORDER BY key_digest, resident",
            "SELECT dwelling_digest, residents FROM occupancy ORDER BY dwelling_digest",
            "SELECT id, state, decided_at FROM duplicate_pair",
        )
    ]


async def test_undoing_puts_everything_back(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    officer, before = cast.petra.officer, await snapshot()
    merge = await merge_residents(officer, await the_pair(cast), twice[0], "登记重复。")
    assert await snapshot() != before
    assert await undo_merge(officer, merge) == twice[1]
    assert await snapshot() == before
    with pytest.raises(MergeFinal):
        await undo_merge(officer, merge)
    assert await merged_into(officer, twice[0]) == ()
    assert (await verify_chain(RESIDENCE)).is_whole


async def test_a_merge_is_final_once_either_was_destroyed(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    merge = await merge_residents(cast.petra.officer, await the_pair(cast), twice[0], "登记重复。")
    row = await fetch_one("SELECT vault_key FROM resident WHERE id = $1", twice[0])
    assert row is not None
    await destroy(row["vault_key"], twice[0])
    with pytest.raises(MergeFinal):
        await undo_merge(cast.petra.officer, merge)


async def destroy(key_id: UUID, resident_id: UUID) -> None:
    async with residence_change(MAKER, Act.RETENTION_APPLY) as change:
        assert change.connection
        await destroy_key(key_id, "retention-ended", "resident", str(resident_id))
    forget(key_id)


async def test_who_lives_here_is_kept_before_who_left(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    officer, (first, second) = cast.petra.officer, twice
    pair = await the_pair(cast)
    await end_stay(officer, second, legal_day(now()), StayEnd.LEFT_AREA)
    with pytest.raises(MergeRefused):
        await merge_residents(officer, pair, second, "登记重复。")
    before = await snapshot()
    merge = await merge_residents(officer, pair, first, "登记重复。")
    await undo_merge(officer, merge)
    assert await snapshot() == before


async def test_no_circle_of_merges_comes_about(cast: Cast, building: Building, twice: tuple[UUID, UUID]) -> None:
    officer, (first, second) = cast.petra.officer, twice
    third_person = make_person("周晓兰", number=card("14990219900307113"))
    _, (third,) = await make_household(officer, building.dwellings["101"], make_new(third_person))
    await compare_new_residents()
    pairs = {frozenset({line.one.id, line.other.id}): line.id for line in (await list_duplicates(officer)).items}
    await merge_residents(officer, pairs[frozenset({first, second})], second, "登记重复。")
    for pair, winner in ((frozenset({first, third}), first), (frozenset({first, third}), third)):
        with pytest.raises(MergeRefused):
            await merge_residents(officer, pairs[pair], winner, "登记重复。")


async def test_undoing_is_refused_when_the_person_was_registered_anew_or_the_household_is_closed(
    cast: Cast, twice: tuple[UUID, UUID]
) -> None:
    officer, (first, second) = cast.petra.officer, twice
    merge = await merge_residents(officer, await the_pair(cast), first, "登记重复。")
    row = await fetch_one("SELECT household FROM resident WHERE id = $1", second)
    assert row is not None
    anew = await register_resident(officer, row["household"], make_new(make_person(number=card(SWAPPED))))
    with pytest.raises(ResidentExists):
        await undo_merge(officer, merge)
    await end_stay(officer, anew, legal_day(now()), StayEnd.LEFT_AREA)
    await close_household(officer, row["household"])
    with pytest.raises(HouseholdClosed):
        await undo_merge(officer, merge)


async def test_a_pair_across_two_offices_waits_for_who_reaches_both(cast: Cast, building: Building) -> None:
    north, south = cast.petra, cast.pavel
    elsewhere = await make_building(south.officer, await a_village_in_south(), "解放路", "5号楼")
    await make_household(north.officer, building.dwellings["101"], make_new(make_person(number=card(BODY))))
    await make_household(south.officer, elsewhere.dwellings["101"], make_new(make_person(number=card(SWAPPED))))
    assert await compare_new_residents() == 1
    assert (await list_duplicates(north.officer)).items == ()
    assert (await list_duplicates(south.officer)).items == ()


async def test_what_was_opened_lately_comes_from_the_audit(cast: Cast, twice: tuple[UUID, UUID]) -> None:
    for resident in (*twice, twice[0]):
        await open_resident(cast.petra.officer, resident, "visit")
    seen = await seen_lately(cast.petra.officer)
    assert [(record.kind, record.id) for record in seen] == [("resident", twice[0]), ("resident", twice[1])]
    assert await seen_lately(cast.pavel.officer) == ()
