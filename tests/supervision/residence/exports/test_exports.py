"""What leaves the register: asked for with a reason, allowed where it is much, fetched once, and on record."""

import asyncio
import contextlib
import itertools
import json
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from supervision.audit import Act, verify_chain
from supervision.errors import InputInvalid, NotFound, NotPermitted, SignInRefused
from supervision.exports.book import ExportBook
from supervision.exports.frozen import digest_of
from supervision.exports.steps import (
    ExportLinkSpent,
    ExportNotReady,
    ExportStatePassed,
    NothingToExport,
    OwnExport,
    PasswordShown,
)
from supervision.exports.words import ExportShow, ExportState
from supervision.legal_time import legal_day, moved_clock, now
from supervision.officers import Officer
from supervision.residence.addresses.landlords import enter_landlord, set_landlord
from supervision.residence.exports.fetching import fetch_export
from supervision.residence.exports.requesting import request_export
from supervision.residence.exports.selecting import Selection, find_subjects
from supervision.residence.exports.store import EXPORTS, RegisterExport
from supervision.residence.exports.words import ExportKind
from supervision.residence.households.readings import readings_of_resident
from supervision.residence.households.registering import end_stay
from supervision.residence.households.words import StayEnd
from supervision.residence.parties.details import Party
from supervision.residence.parties.words import PartyKind
from supervision.residence.rules import RESIDENCE_RULES, RULES_IN_FORCE, ResidenceRuleName, find_residence_rule
from supervision.settings import Register
from supervision.storage.database import fetch, fetch_one
from tests.cast import COUNTY, NORTH, NORTH_VILLAGE, OTHER_COUNTY, SOUTH, Cast
from tests.makers import Member, acts_of, make_divisions
from tests.makers_exports import (
    ALONE_MOST,
    PASSWORD,
    REASON,
    asking,
    lived_in,
    make_crowd,
    make_export,
    make_large,
    make_ready,
)
from tests.makers_keeping import make_second
from tests.makers_orders import unused_code
from tests.makers_residence import Building, id_number, make_building, make_household, make_new, make_person


@pytest.fixture
async def second(cast: Cast) -> Member:
    return await make_second(cast)


async def stored(export_id: UUID) -> dict[str, object]:
    row = await fetch_one(
        "SELECT state, subjects_sealed, password_sealed, reason_sealed FROM register_export WHERE id = $1", export_id
    )
    assert row is not None
    return dict(row)


async def state_of(officer: Officer, export_id: UUID) -> ExportState:
    return (await EXPORTS.load(officer, Act.EXPORT_LIST, export_id)).state


async def last_entry(act: str) -> tuple[str | None, dict[str, object]]:
    row = await fetch_one(
        "SELECT purpose, detail_json FROM audit_entry WHERE act = $1 ORDER BY position DESC LIMIT 1", act
    )
    assert row is not None
    return row["purpose"], json.loads(row["detail_json"])


# --------------------------------------------------------------------------------------------------------- asking


async def test_what_one_officer_may_take_out_alone_needs_nobody_else(cast: Cast) -> None:
    export_id = await make_export(cast)
    export, reason, refusal = await EXPORTS.open(cast.petra.officer, export_id)
    assert (export.state, export.subjects, reason, refusal) == (ExportState.APPROVED, 1, REASON, "")
    assert export.number.startswith("DC-149901-")


async def test_more_waits_for_another_and_several_small_ones_are_a_large_one(cast: Cast, building: Building) -> None:
    people = await make_crowd(cast.petra, building.dwellings["101"], ALONE_MOST // 2 + 1)
    assert len(people) * 2 > ALONE_MOST
    petra = cast.petra.officer
    first = await request_export(petra, asking())
    again = await request_export(petra, asking())
    assert [(await state_of(petra, one)) for one in (first, again)] == [
        ExportState.APPROVED,
        ExportState.WAITING,
    ]
    await EXPORTS.withdraw(petra, first)
    assert await state_of(petra, await request_export(petra, asking())) is ExportState.APPROVED
    tomorrow = now() + timedelta(days=1, minutes=1)
    with moved_clock(lambda: tomorrow):
        assert await state_of(petra, await request_export(petra, asking())) is ExportState.APPROVED


async def test_two_askings_at_once_in_two_counties_are_counted_one_after_the_other(
    cast: Cast, building: Building, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each county numbers on its own, so that their series hold nobody up; whoever has counted waits for the other."""
    both, count = asyncio.Barrier(2), ExportBook.taken_alone

    async def count_and_wait(book: ExportBook[RegisterExport], officer: Officer, at: datetime) -> int:
        taken = await count(book, officer, at)
        with contextlib.suppress(TimeoutError, asyncio.BrokenBarrierError):
            await asyncio.wait_for(both.wait(), 1)
        return taken

    monkeypatch.setattr(ExportBook, "taken_alone", count_and_wait)
    petra, today = cast.petra.officer, legal_day(now())
    await make_divisions({f"{OTHER_COUNTY}001": "河东镇", f"{OTHER_COUNTY}001001": "河口村"})
    grants = tuple(replace(petra.grants[0], prefix=prefix) for prefix in (COUNTY, OTHER_COUNTY))
    officer = replace(petra, grants=grants)
    other = await make_building(officer, f"{OTHER_COUNTY}001001")
    await make_household(officer, building.dwellings["101"])
    await make_household(officer, other.dwellings["101"], make_new(make_person("陈立", id_number(order=12))))
    one_row = replace(find_residence_rule(ResidenceRuleName.EXPORT_ALONE_MOST, today), number=1)
    token = RULES_IN_FORCE.set((one_row, *RESIDENCE_RULES))
    try:
        askings = (request_export(officer, asking(division=county)) for county in (COUNTY, OTHER_COUNTY))
        found = await asyncio.gather(*askings)
    finally:
        RULES_IN_FORCE.reset(token)
    states = {await state_of(officer, export_id) for export_id in found}
    assert states == {ExportState.APPROVED, ExportState.WAITING}


@pytest.mark.parametrize(
    ("field", "purpose", "reason"), [("purpose", None, REASON), ("purpose", "alert", REASON), ("reason", "visit", " ")]
)
async def test_nothing_is_asked_for_without_purpose_and_reason(
    cast: Cast, field: str, purpose: str | None, reason: str
) -> None:
    await lived_in(cast)
    with pytest.raises(InputInvalid) as refused:
        await request_export(cast.petra.officer, replace(asking(), purpose=purpose, reason=reason))
    assert refused.value.field == field


async def test_an_empty_place_gives_nothing_to_export(cast: Cast) -> None:
    with pytest.raises(NothingToExport):
        await request_export(cast.petra.officer, asking())


async def test_an_assistant_takes_nothing_out_and_an_officer_nothing_from_elsewhere(
    cast: Cast, building: Building
) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    with pytest.raises(NotPermitted):
        await EXPORTS.page(cast.paul.officer)
    with pytest.raises(NotFound):
        await request_export(cast.paul.officer, asking(drawer_id=building.drawer))
    with pytest.raises(NotFound):
        await request_export(cast.pavel.officer, asking())
    with pytest.raises(NotFound):
        await request_export(cast.pavel.officer, asking(drawer_id=building.drawer))
    with pytest.raises(NotFound):
        await request_export(cast.petra.officer, asking(division="149901"))
    with pytest.raises(NotFound):
        await request_export(cast.olga.officer, asking())


async def test_what_is_asked_for_is_frozen_and_sealed_and_so_is_its_password(cast: Cast) -> None:
    await make_ready(cast)
    said = (await fetch("SELECT register_export::text AS said FROM register_export"))[0]["said"]
    resident = (await fetch("SELECT id FROM resident"))[0]["id"]
    assert "inspection" in said
    for secret in (REASON, PASSWORD, str(resident)):
        assert secret not in said
        assert secret.encode().hex() not in said
    assert resident.hex not in said


async def test_withdrawn_it_is_over_for_its_requester_only(cast: Cast, second: Member) -> None:
    export_id = await make_ready(cast)
    with pytest.raises(NotPermitted):
        await EXPORTS.withdraw(second.officer, export_id)
    await EXPORTS.withdraw(cast.petra.officer, export_id)
    row = await stored(export_id)
    assert (row["state"], row["subjects_sealed"], row["password_sealed"]) == ("withdrawn", None, None)
    with pytest.raises(ExportStatePassed):
        await EXPORTS.withdraw(cast.petra.officer, export_id)
    with pytest.raises(ExportLinkSpent):
        await fetch_export(cast.petra.officer, export_id)


# ------------------------------------------------------------------------------------------------------- deciding


async def test_another_approves_with_the_second_factor_never_the_requester(cast: Cast) -> None:
    export_id, second = await make_large(cast)
    with pytest.raises(OwnExport):
        await EXPORTS.approve(second.officer, export_id, unused_code(second))
    with pytest.raises(SignInRefused):
        await EXPORTS.approve(cast.petra.officer, export_id, "000000")
    with pytest.raises(NotFound):
        await EXPORTS.approve(cast.pavel.officer, export_id, unused_code(cast.pavel))
    with pytest.raises(ExportNotReady):
        await EXPORTS.unlock(second.officer, export_id, PASSWORD, unused_code(second))
    with pytest.raises(ExportNotReady):
        await fetch_export(second.officer, export_id)
    await EXPORTS.approve(cast.petra.officer, export_id, unused_code(cast.petra))
    assert await state_of(second.officer, export_id) is ExportState.APPROVED
    with pytest.raises(ExportStatePassed):
        await EXPORTS.approve(cast.petra.officer, export_id, unused_code(cast.petra))


async def test_refused_it_says_why_and_its_list_goes(cast: Cast) -> None:
    export_id, second = await make_large(cast)
    with pytest.raises(InputInvalid):
        await EXPORTS.refuse(cast.petra.officer, export_id, "")
    await EXPORTS.refuse(cast.petra.officer, export_id, "范围过大。")
    export, _, refusal = await EXPORTS.open(second.officer, export_id)
    assert (export.state, refusal, export.decided_by_name) == (ExportState.REFUSED, "范围过大。", "Petra Police")
    assert (await stored(export_id))["subjects_sealed"] is None
    with pytest.raises(ExportLinkSpent):
        await fetch_export(second.officer, export_id)


async def test_lists_have_one_s_own_and_what_waits_for_one(cast: Cast) -> None:
    export_id, second = await make_large(cast)
    for member, mine, waiting in ((second, [export_id], []), (cast.petra, [], [export_id]), (cast.pavel, [], [])):
        assert [export.id for export in (await EXPORTS.page(member.officer)).items] == mine
        listed = await EXPORTS.page(member.officer, ExportShow.TO_DECIDE)
        assert [export.id for export in listed.items] == waiting
        assert await EXPORTS.count_to_decide(member.officer) == len(waiting)
    later = now() + timedelta(days=8)
    with moved_clock(lambda: later):
        assert await EXPORTS.count_to_decide(cast.petra.officer) == 0


# ------------------------------------------------------------------------------------------------------- fetching


async def test_the_password_is_shown_once_to_its_requester_with_the_second_factor(cast: Cast, second: Member) -> None:
    export_id = await make_export(cast)
    with pytest.raises(NotPermitted):
        await EXPORTS.unlock(second.officer, export_id, PASSWORD, unused_code(second))
    with pytest.raises(SignInRefused):
        await EXPORTS.unlock(cast.petra.officer, export_id, PASSWORD, "000000")
    until = await EXPORTS.unlock(cast.petra.officer, export_id, PASSWORD, unused_code(cast.petra))
    assert timedelta(hours=23, minutes=59) < until - now() <= timedelta(hours=24)
    with pytest.raises(PasswordShown):
        await EXPORTS.unlock(cast.petra.officer, export_id, "another", unused_code(cast.petra))
    assert (await fetch_export(cast.petra.officer, export_id)).password == PASSWORD


async def test_the_link_works_once_for_its_requester_and_for_its_time(cast: Cast, second: Member) -> None:
    export_id = await make_ready(cast)
    with pytest.raises(NotPermitted):
        await fetch_export(second.officer, export_id)
    with pytest.raises(NotFound):
        await fetch_export(cast.pavel.officer, export_id)
    over = now() + timedelta(hours=24)
    with moved_clock(lambda: over), pytest.raises(ExportLinkSpent):
        await fetch_export(cast.petra.officer, export_id)
    fetched = await fetch_export(cast.petra.officer, export_id)
    assert len(fetched.ids) == 1
    row = await stored(export_id)
    assert (row["state"], row["subjects_sealed"], row["password_sealed"]) == ("fetched", None, None)
    with pytest.raises(ExportLinkSpent):
        await fetch_export(cast.petra.officer, export_id)


async def test_the_record_says_how_much_and_which_columns_never_who(cast: Cast) -> None:
    export_id = await make_ready(cast)
    fetched = await fetch_export(cast.petra.officer, export_id)
    purpose, detail = await last_entry("export:fetch")
    assert purpose == "inspection"
    assert (detail["rows"], detail["left_out"], detail["division"]) == (1, 0, NORTH_VILLAGE)
    assert detail["ids_digest"] == digest_of(fetched.ids)
    assert "name" in detail["fields"]  # type: ignore[operator]
    said = json.dumps(detail, ensure_ascii=False) + json.dumps((await last_entry("export:request"))[1])
    assert not {str(fetched.ids[0]), "周晓岚", REASON} & set(said.split('"'))
    assert [act for act, _ in await acts_of(cast.petra.id)][-3:] == [
        "second-factor:confirm", "export:unlock", "export:fetch",
    ]  # fmt: skip


async def test_each_resident_whose_row_is_opened_has_an_entry_and_can_be_told(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    people = await make_household(
        petra, building.dwellings["101"], make_new(), make_new(make_person("陈立", id_number(order=12)))
    )
    export_id = await request_export(petra, asking())
    await EXPORTS.unlock(petra, export_id, PASSWORD, unused_code(cast.petra))
    fetched = await fetch_export(petra, export_id)
    assert len(await fetched.rows(fetched.ids)) == 2
    for resident in people[1]:
        readings = (await readings_of_resident(petra, resident, "visit")).items
        assert [(one.purpose, one.result) for one in readings if one.act == "export:fetch"] == [("inspection", "done")]
    assert (await verify_chain(Register.RESIDENCE)).is_whole


async def test_who_left_or_moved_since_is_not_exported_and_nobody_is_who_came_since(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    _, (stays, leaves) = await make_household(
        petra, building.dwellings["101"], make_new(), make_new(make_person("陈立", id_number(order=12)))
    )
    export_id = await request_export(petra, asking())
    await end_stay(petra, leaves, legal_day(now()), StayEnd.LEFT_AREA)
    await make_household(petra, building.dwellings["201"], make_new(make_person("后来", id_number(order=13))))
    await EXPORTS.unlock(petra, export_id, PASSWORD, unused_code(cast.petra))
    fetched = await fetch_export(petra, export_id)
    assert fetched.ids == (stays,)
    assert (await last_entry("export:fetch"))[1]["left_out"] == 1
    export = await EXPORTS.load(petra, Act.EXPORT_LIST, export_id)
    assert (export.subjects, export.exported) == (2, 1)


async def test_an_export_of_a_drawer_has_that_drawer_only(cast: Cast, building: Building) -> None:
    other = await make_building(cast.petra.officer, NORTH_VILLAGE, street="青石路")
    _, (here,) = await make_household(cast.petra.officer, building.dwellings["101"])
    await make_household(cast.petra.officer, other.dwellings["101"], make_new(make_person("陈立", id_number(order=12))))
    export_id = await request_export(cast.petra.officer, asking(drawer_id=building.drawer))
    await EXPORTS.unlock(cast.petra.officer, export_id, PASSWORD, unused_code(cast.petra))
    assert (await fetch_export(cast.petra.officer, export_id)).ids == (here,)


async def test_each_landlord_of_the_homes_that_leave_has_an_entry_of_their_own(cast: Cast, building: Building) -> None:
    petra, homes = cast.petra, list(building.dwellings.values())
    landlord = await enter_landlord(petra.officer, homes[0], Party(PartyKind.LANDLORD, "秦海", phone="13900001111"))
    await set_landlord(petra.officer, homes[1], landlord)
    export_id = await request_export(petra.officer, asking(ExportKind.HOMES))
    await EXPORTS.unlock(petra.officer, export_id, PASSWORD, unused_code(petra))
    fetched = await fetch_export(petra.officer, export_id)
    rows = await fetched.rows(fetched.ids)
    assert [("秦海" in row) for row in rows] == [True] * len(homes)
    entries = await fetch(
        "SELECT purpose, detail_json FROM audit_entry WHERE act = $1 AND subject_kind = 'party' AND subject_id = $2",
        Act.EXPORT_FETCH, str(landlord),
    )  # fmt: skip
    assert [(entry["purpose"], json.loads(entry["detail_json"])) for entry in entries] == [
        ("inspection", {"export": fetched.export.number})
    ]


async def test_no_row_is_ever_outside_of_reach_whatever_place_was_asked_for(
    cast: Cast, building: Building, southern: Building
) -> None:
    """Every officer against every place, at the asking as at the fetching."""
    _, (north,) = await make_household(cast.petra.officer, building.dwellings["101"])
    _, (south,) = await make_household(
        cast.pavel.officer, southern.dwellings["101"], make_new(make_person("陈立", id_number(order=12)))
    )
    lives_in = {north: NORTH_VILLAGE, south: f"{SOUTH}005"}
    homes = dict.fromkeys(building.dwellings.values(), NORTH_VILLAGE)
    homes |= dict.fromkeys(southern.dwellings.values(), f"{SOUTH}005")
    petra = cast.petra.officer
    for prefix, place in itertools.product(("149901", "149902", NORTH, SOUTH, NORTH_VILLAGE), repeat=2):
        officer = replace(petra, grants=(replace(petra.grants[0], prefix=prefix),))
        for kind, all_of_them in ((ExportKind.RESIDENTS, lives_in), (ExportKind.HOMES, homes)):
            found = await find_subjects(officer, Act.EXPORT_FETCH, Selection(kind, place, None), list(all_of_them))
            expected = {
                one for one, where in all_of_them.items() if where.startswith(prefix) and where.startswith(place)
            }
            assert set(found) == expected, (prefix, place, kind)


# --------------------------------------------------------------------------------------------------------- nights


@pytest.mark.parametrize("hours", [24, 24 * 7])
async def test_the_night_ends_what_nobody_fetched_in_time(
    cast: Cast, building: Building, second: Member, hours: int
) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    ready = await request_export(cast.petra.officer, asking())
    await EXPORTS.unlock(cast.petra.officer, ready, PASSWORD, unused_code(cast.petra))
    await make_crowd(cast.petra, building.dwellings["201"])
    waiting = await request_export(second.officer, asking())
    over = now() + timedelta(hours=hours, minutes=1)
    ended = {ready} | ({waiting} if hours > 24 else set())
    assert await EXPORTS.end_lapsed(now()) == 0
    assert await EXPORTS.end_lapsed(over) == len(ended)
    assert await EXPORTS.end_lapsed(over) == 0
    rows = await fetch("SELECT id, state, subjects_sealed, password_sealed FROM register_export")
    assert {row["id"] for row in rows if row["state"] == "lapsed"} == ended
    assert all(row["subjects_sealed"] is None and row["password_sealed"] is None for row in rows if row["id"] in ended)
    with pytest.raises(ExportLinkSpent):
        await fetch_export(cast.petra.officer, ready)
