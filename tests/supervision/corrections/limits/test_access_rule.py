"""Whom a file is open to: the rule by its cases, and the rule against the table of files that every query joins."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from supervision.audit import Act, audited_change
from supervision.corrections.access import asker_of, asking, load_access_for_system
from supervision.corrections.access_rule import Asker, FileAccess, Limit, LimitKind, Opening, is_open_to
from supervision.corrections.store import load_file, load_files
from supervision.errors import NotFound
from supervision.legal_time import legal_day, now
from supervision.officers import Role, load_session
from supervision.storage.database import fetch
from tests.cast import COUNTY, NORTH, Cast
from tests.makers import make_grant
from tests.makers_files import make_person_file

OFFICER, OFFICE, OTHER = UUID(int=1), UUID(int=2), UUID(int=9)
NOW = now()
TODAY = legal_day(NOW)


def asker(**parts: object) -> Asker:
    facts: dict[str, object] = {
        "officer": OFFICER, "office": OFFICE, "roles": ("justice-office",), "at": NOW, "day": TODAY,
        "reach": (f"{NORTH}%",), "minors": (), "restricted": (), "sealed_before": None,
    }  # fmt: skip
    return Asker(**(facts | parts))  # type: ignore[arg-type]


def limit(kind: LimitKind, officer: UUID = OFFICER, *, days: int = 1, is_confirmed: bool = True) -> Limit:
    return Limit(
        kind, [officer], [], [], TODAY, TODAY + timedelta(days=days), is_confirmed=is_confirmed, is_ended=False
    )


EXCLUDES, RESTRICTS = LimitKind.EXCLUSION, LimitKind.RESTRICTION
BROKEN = Opening(OFFICER, NOW - timedelta(hours=1), NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    ("limits", "glass", "is_open"),
    [
        ([], [], True),
        ([limit(EXCLUDES)], [], False),
        ([limit(EXCLUDES, OTHER)], [], True),
        ([limit(EXCLUDES)], [BROKEN], False),
        ([limit(RESTRICTS)], [], True),
        ([limit(RESTRICTS, OTHER)], [], False),
        ([limit(RESTRICTS), limit(RESTRICTS, OTHER)], [], False),
        ([limit(RESTRICTS, OTHER)], [BROKEN], True),
        ([limit(RESTRICTS, OTHER, is_confirmed=False)], [], True),
        ([limit(RESTRICTS, OTHER, days=-1)], [], True),
        ([limit(RESTRICTS, OTHER)], [Opening(OFFICER, NOW - timedelta(hours=3), NOW)], False),
    ],
)
def test_a_file_is_open_to_whom_its_limits_leave_in(
    limits: list[Limit], glass: list[Opening], *, is_open: bool
) -> None:
    assert is_open_to(FileAccess(NORTH, is_minor=False, limits=limits, broken_glass=glass), asker()) is is_open


def test_a_minors_file_is_open_where_the_compartment_was_granted_and_to_whoever_broke_the_glass() -> None:
    closed = FileAccess(NORTH, is_minor=True)
    assert not is_open_to(closed, asker())
    assert is_open_to(closed, asker(minors=(f"{COUNTY}%",)))
    assert not is_open_to(closed, asker(minors=("149902%",)))
    assert is_open_to(FileAccess(NORTH, is_minor=True, broken_glass=[BROKEN]), asker())


def test_no_restriction_binds_the_head_of_the_county_but_an_exclusion_does() -> None:
    head = asker(restricted=(f"{COUNTY}%",))
    assert is_open_to(FileAccess(NORTH, is_minor=False, limits=[limit(RESTRICTS, OTHER)]), head)
    assert not is_open_to(FileAccess(NORTH, is_minor=False, limits=[limit(EXCLUDES)]), head)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A limit as hypothesis draws it: whom it names by place in the cast, and its days from today."""

    kind: LimitKind
    officers: list[int]
    offices: list[int]
    roles: list[Role]
    first: int
    last: int
    is_confirmed: bool
    is_ended: bool


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """What stands on the file, and who has broken the glass, in minutes from now."""

    is_minor: bool
    limits: list[Drawn] = field(default_factory=list)
    glass: list[tuple[int, int, int]] = field(default_factory=list)


places = st.lists(st.integers(0, 4), max_size=2)
drawn_limits = st.builds(
    Drawn, st.sampled_from(LimitKind), places, places, st.lists(st.sampled_from(list(Role)[:5]), max_size=2),
    st.integers(-2, 1), st.integers(0, 2), st.booleans(), st.booleans(),
)  # fmt: skip
drawn_files = st.builds(
    DrawnFile, st.booleans(), st.lists(drawn_limits, max_size=4),
    st.lists(st.tuples(st.integers(0, 4), st.integers(-200, 10), st.integers(1, 200)), max_size=3),
)  # fmt: skip


@given(drawn_files)
@example(DrawnFile(is_minor=True))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_table_of_files_is_open_exactly_to_whom_the_rule_lets_in(cast: Cast, drawn: DrawnFile) -> None:
    found = await fetch("SELECT id FROM person_file")
    file_id = found[0]["id"] if found else await make_person_file(cast.olga.officer)
    if not found:
        await make_grant(cast.agnes, Role.MINORS_OFFICER, COUNTY, granted_by=cast.sue.id)
    members = [cast.olga, cast.agnes, cast.hua, cast.carl, cast.oscar]
    people = [(await load_session(member.token)).officer for member in members]
    offices = [cast.north_office, cast.county_office, cast.city_office, cast.south_office, cast.other_county_office]
    await store(file_id, drawn, [person.id for person in people], offices)
    access = (await load_access_for_system([file_id]))[file_id]
    for person in people:
        lets_in = is_open_to(access, asker_of(person, Act.PERSON_FILE_OPEN))
        is_near = person.id != cast.oscar.id
        assert (file_id in await load_files(person, Act.PERSON_FILE_OPEN, [file_id])) is (lets_in and is_near)
        if not lets_in:
            with pytest.raises(NotFound):
                await load_file(person, Act.PERSON_FILE_OPEN, file_id)


async def test_the_planner_puts_the_tables_of_files_in_place_so_that_indexes_serve_them(cast: Cast) -> None:
    asked = asking(cast.olga.officer, Act.PERSON_FILE_LIST)
    for table in ("files_within", "files_open_to"):
        plan = await fetch(f"EXPLAIN SELECT * FROM {table}($1) WHERE id = $2", asked, uuid4())  # noqa: S608 - ours
        text = "\n".join(row["QUERY PLAN"] for row in plan)
        assert f"Function Scan on {table}" not in text, text
        assert "Seq Scan on person_file" not in text, text


async def test_an_index_finds_the_files_within_a_reach_without_reading_those_of_everywhere(cast: Cast) -> None:
    asked = asking(cast.olga.officer, Act.PERSON_FILE_LIST)
    async with audited_change(cast.olga.officer.actor, Act.PERSON_FILE_LIST):
        await fetch("SELECT set_config('enable_seqscan', 'off', true)")  # which it is by itself where files are many
        plan = await fetch("EXPLAIN SELECT count(*) FROM files_within($1)", asked)
    text = "\n".join(row["QUERY PLAN"] for row in plan)
    assert "person_file_by_division" in text, text


@given(reached=st.sets(st.sampled_from(["", "14", "1499", "149901", "149901001", "149902", "1501"]), max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_files_within_are_those_whose_division_begins_like_the_reach(cast: Cast, reached: set[str]) -> None:
    if not await fetch("SELECT FROM person_file"):
        await make_person_file(cast.olga.officer)
    division = (await fetch("SELECT division FROM person_file"))[0]["division"]
    asked = json.loads(asking(cast.agnes.officer, Act.PERSON_FILE_LIST)) | {"reach": [f"{each}%" for each in reached]}
    found = await fetch("SELECT division FROM files_within($1)", json.dumps(asked))
    assert bool(found) is any(division.startswith(each) for each in reached)


async def store(file_id: UUID, drawn: DrawnFile, people: list[UUID], offices: list[UUID]) -> None:
    """Put down what was drawn, past the acts, which would refuse much of it."""
    await fetch("DELETE FROM access_limit")
    await fetch("DELETE FROM broken_glass")
    await fetch("UPDATE person_file SET is_minor = $2 WHERE id = $1", file_id, drawn.is_minor)
    at = now()
    for each in drawn.limits:
        if not (each.officers or each.offices or each.roles):
            continue
        first = TODAY + timedelta(days=each.first)
        await fetch(
            """INSERT INTO access_limit (id, file, kind, officers, offices, roles, from_on, until_on, reason_sealed,
                   set_at, set_by, decided_at, decided_by, is_confirmed, ended_at, ended_by, end_sealed)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $10, $9, $11, $12, $13, $14, $15)""",
            uuid4(), file_id, each.kind, [people[one] for one in each.officers], [offices[one] for one in each.offices],
            [role.value for role in each.roles], first, first + timedelta(days=each.last), at, people[0], people[1],
            each.is_confirmed, at if each.is_ended else None, people[1] if each.is_ended else None,
            b"" if each.is_ended else None,
        )  # fmt: skip
    for one, since, minutes in drawn.glass:
        opened = at + timedelta(minutes=since)
        await fetch(
            """INSERT INTO broken_glass (id, file, officer, reason_sealed, opened_at, until_at, review_due_on)
               VALUES ($1, $2, $3, '', $4, $5, $6)""",
            uuid4(), file_id, people[one], opened, opened + timedelta(minutes=minutes), TODAY,
        )  # fmt: skip
