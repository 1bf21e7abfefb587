"""Whatever is done with residents, each lives in one place at most, and every dwelling knows how many live there.

And whoever has the database alone cannot say where anybody lives: no clear column joins a resident to a dwelling.
"""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision.documents import DocumentType
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.memberships import (
    Destination,
    change_head,
    join_household,
    move_within,
    split_household,
)
from supervision.residence.households.move_decisions import accept_move, refuse_move
from supervision.residence.households.moves import MoveOut, ask_move_in, ask_move_out
from supervision.residence.households.registering import NewResident, StayDraft, end_stay, register_resident
from supervision.residence.households.undoing import resume_stay
from supervision.residence.households.words import HouseholdKind, MemberRole, StayEnd
from supervision.residence.search.merging import merge_residents, undo_merge
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import Member
from tests.makers_residence import Building, id_number, make_household, make_person

OPS = ("register", "join-in", "end", "resume", "within", "split", "join", "head", "out", "in", "merge", "unmerge")
_numbers = count(1)


@dataclass
class Town:
    """Two offices with a building each, and everybody who was ever registered."""

    cast: Cast
    north: Building
    south: Building
    people: list[tuple[UUID, str]] = field(default_factory=list)
    merges: list[UUID] = field(default_factory=list)

    def somebody(self, pick: int) -> tuple[UUID, str]:
        return self.people[pick % len(self.people)]

    def at(self, pick: int) -> tuple[Member, UUID]:
        """An officer and one of their dwellings."""
        member, building = ((self.cast.petra, self.north), (self.cast.pavel, self.south))[pick % 2]
        return member, building.dwellings[("101", "201")[pick // 2 % 2]]

    async def household_of(self, resident: UUID) -> tuple[UUID, Member]:
        (row,) = await fetch("SELECT household, division FROM resident WHERE id = $1", resident)
        is_north = row["division"].startswith("149901001")
        return row["household"], self.cast.petra if is_north else self.cast.pavel


def a_stay(days_ago: int = 0) -> StayDraft:
    return StayDraft(LodgingKind.RENTED, ArrivalReason.WORK, legal_day(now()) - timedelta(days=days_ago))


def _newcomer(role: MemberRole = MemberRole.HEAD) -> tuple[NewResident, str]:
    order = next(_numbers)
    number = id_number(f"19{50 + order % 50}0307", order % 1000)
    return NewResident(make_person("韩旭", number, phone=f"138{order:08}"), a_stay(2), role), number


async def _register(town: Town, one: int, _two: int) -> None:
    member, dwelling = town.at(one)
    newcomer, number = _newcomer()
    _, (resident,) = await make_household(member.officer, dwelling, newcomer)
    town.people.append((resident, number))


async def _join_in(town: Town, one: int, _two: int) -> None:
    household, member = await town.household_of(town.somebody(one)[0])
    newcomer, number = _newcomer(MemberRole.COMPANION)
    town.people.append((await register_resident(member.officer, household, newcomer), number))


async def _end(town: Town, one: int, _two: int) -> None:
    resident, _ = town.somebody(one)
    _, member = await town.household_of(resident)
    await end_stay(member.officer, resident, legal_day(now()), StayEnd.IN_ERROR)


async def _resume(town: Town, one: int, _two: int) -> None:
    resident, _ = town.somebody(one)
    _, member = await town.household_of(resident)
    await resume_stay(member.officer, resident)


async def _within(town: Town, one: int, two: int) -> None:
    resident, _ = town.somebody(one)
    _, member = await town.household_of(resident)
    _, dwelling = town.at(two)
    await move_within(member.officer, resident, Destination(dwelling), a_stay(two % 2))


async def _split(town: Town, one: int, _two: int) -> None:
    resident, _ = town.somebody(one)
    household, member = await town.household_of(resident)
    await split_household(member.officer, household, {resident: MemberRole.HEAD}, HouseholdKind.SHARED)


async def _join(town: Town, one: int, two: int) -> None:
    resident, _ = town.somebody(one)
    household, member = await town.household_of(resident)
    other, _ = await town.household_of(town.somebody(two)[0])
    await join_household(member.officer, household, other, {resident: MemberRole.COMPANION})


async def _head(town: Town, one: int, _two: int) -> None:
    resident, _ = town.somebody(one)
    household, member = await town.household_of(resident)
    await change_head(member.officer, household, resident, MemberRole.RELATIVE)


async def _out(town: Town, one: int, two: int) -> None:
    resident, _ = town.somebody(one)
    _, member = await town.household_of(resident)
    other, dwelling = town.at(two)
    (row,) = await fetch("SELECT division FROM dwelling WHERE id = $1", dwelling)
    move = await ask_move_out(member.officer, resident, MoveOut(row["division"], legal_day(now())))
    if two % 3:
        await accept_move(other.officer, move, Destination(dwelling), a_stay())
    else:
        await refuse_move(other.officer, move, "没有这个地址。")


async def _in(town: Town, one: int, two: int) -> None:
    resident, number = town.somebody(one)
    _, member = await town.household_of(resident)
    other, dwelling = town.at(two)
    move = await ask_move_in(other.officer, DocumentType.ID_CARD, number, Destination(dwelling), a_stay(1))
    await accept_move(member.officer, move)


async def _merge(town: Town, one: int, two: int) -> None:
    (winner, _), (loser, _) = town.somebody(one), town.somebody(two)
    _, member = await town.household_of(winner)
    if winner == loser:
        return
    pair, (first, second) = uuid4(), sorted((winner, loser))
    stored = await fetch(
        """INSERT INTO duplicate_pair (id, one, other, state, found_at) VALUES ($1, $2, $3, 'open', $4)
           ON CONFLICT DO NOTHING RETURNING id""",
        pair, first, second, now(),
    )  # fmt: skip
    if stored:
        town.merges.append(await merge_residents(member.officer, pair, winner, "登记重复。"))


async def _unmerge(town: Town, one: int, _two: int) -> None:
    if town.merges:
        await undo_merge(town.cast.petra.officer, town.merges[one % len(town.merges)])


DONE: dict[str, Callable[[Town, int, int], Awaitable[None]]] = {
    "register": _register, "join-in": _join_in, "end": _end, "resume": _resume, "within": _within, "split": _split,
    "join": _join, "head": _head, "out": _out, "in": _in, "merge": _merge, "unmerge": _unmerge,
}  # fmt: skip


async def _check() -> None:
    """Everybody who lives somewhere lives there once, by every column that says so."""
    rows = await fetch(
        """SELECT r.id, r.state,
                  (SELECT count(*) FROM stay AS s WHERE s.resident = r.id AND s.ended_on IS NULL) AS stays,
                  (SELECT count(*) FROM membership AS m WHERE m.resident = r.id AND m.ended_on IS NULL) AS memberships,
                  coalesce((SELECT bool_or(t.division = r.division) FROM resident_term AS t WHERE t.resident = r.id),
                      false) AS is_found,
                  coalesce((SELECT bool_or(t.division <> r.division) FROM resident_term AS t WHERE t.resident = r.id),
                      false) AS is_lost
           FROM resident AS r"""
    )
    for row in rows:
        lives = row["state"] == "living"
        assert (row["stays"], row["memberships"], row["is_found"], row["is_lost"]) == (lives, lives, lives, False), row
    apart = await fetch(
        """SELECT r.id FROM resident AS r JOIN household AS h ON h.id = r.household
           JOIN stay AS s ON s.resident = r.id AND s.ended_on IS NULL
           JOIN membership AS m ON m.resident = r.id AND m.ended_on IS NULL
           WHERE s.household <> h.id OR m.household <> h.id
              OR (r.division, r.drawer_digest) <> (h.division, h.drawer_digest)
              OR (s.division, s.drawer_digest, s.dwelling_digest) <> (h.division, h.drawer_digest, h.dwelling_digest)"""
    )
    assert apart == []
    counted = await fetch("SELECT dwelling_digest, residents FROM occupancy WHERE residents > 0 ORDER BY 1")
    living = await fetch(
        "SELECT dwelling_digest, count(*) AS residents FROM stay WHERE ended_on IS NULL GROUP BY 1 ORDER BY 1"
    )
    assert [tuple(row) for row in counted] == [tuple(row) for row in living]


PROGRAM = st.lists(st.tuples(st.sampled_from(OPS), st.integers(0, 40), st.integers(0, 40)), min_size=4, max_size=16)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(program=PROGRAM)
async def test_whatever_is_done_everybody_lives_in_one_place_at_most_and_is_counted_there(
    cast: Cast, building: Building, southern: Building, program: list[tuple[str, int, int]]
) -> None:
    town = Town(cast, building, southern)
    await _register(town, 0, 0)
    for name, one, two in program:
        with contextlib.suppress(InputInvalid, NotFound, RuleRefused):  # what a rule refuses leaves all as it was
            await DONE[name](town, one, two)
        await _check()


async def test_no_clear_column_joins_a_resident_to_a_dwelling(
    cast: Cast, building: Building, southern: Building
) -> None:
    """Whoever has a dump tries every pair of columns, one on the side of places and one on the side of people."""
    town = Town(cast, building, southern)
    for pick in range(4):
        await _register(town, pick, 0)
    await _out(town, 0, 1)
    columns = await fetch(
        """SELECT table_name, column_name FROM information_schema.columns
           WHERE table_schema = 'public' AND data_type IN ('uuid', 'bytea', 'character varying', 'text')"""
    )
    values: dict[tuple[str, str], set[str]] = {}
    for row in columns:
        found = await fetch(f'SELECT DISTINCT "{row["column_name"]}"::text AS v FROM "{row["table_name"]}"')  # noqa: S608
        values[row["table_name"], row["column_name"]] = {one["v"] for one in found if one["v"] is not None}
    places = {"standard_address", "dwelling", "drawer"}
    people = {"resident", "resident_version", "resident_term", "stay", "membership", "household", "resident_move"}
    of_everybody = {"division", "created_by", "registered_by", "given_by", "opened_by", "asked_by"}
    joined = {
        (left, right)
        for left, mine in values.items()
        for right, theirs in values.items()
        if left[0] in places and right[0] in people and mine & theirs
        if left[1] not in of_everybody and not _is_word(mine & theirs)
    }
    assert joined == set()


def _is_word(shared: set[str]) -> bool:
    """Whether what two columns share are codes, too short to name a place."""
    return all(len(value) < len("149901001003") for value in shared)
