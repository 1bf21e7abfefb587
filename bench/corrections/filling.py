"""Files with a hundred contacts each, in ten counties; every person is invented."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

import asyncpg

from bench.corrections.days_work import make_county, make_days_work, spread_contacts_and_alerts
from bench.open_loop import OFFICERS
from supervision.audit import Act, audited_change
from supervision.corrections.category import Category
from supervision.corrections.contacts.planning import plan_duties
from supervision.corrections.contacts.store import ContactContent, seal_content
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.documents import check_character
from supervision.legal_time import now
from supervision.officers import Role
from supervision.storage.database import fetch
from supervision.vault import load_key
from tests.makers import MAKER, Member, make_divisions, make_office, make_officer
from tests.makers_applications import ELSEWHERE
from tests.makers_files import make_person_file

CITY, COUNTIES, TOWNSHIPS_EACH, CONTACTS_EACH = "1499", 10, 10, 100
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴", "建国晓明丽芳伟静华平军红"
_KINDS = (ContactKind.REPORT, ContactKind.VISIT, ContactKind.CALL, ContactKind.TALK, ContactKind.EDUCATION)
_OUTCOMES = (Outcome.COMPLIED,) * 8 + (Outcome.ACCEPTABLE_ABSENCE, Outcome.FAILED)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that an officer works with, and what one would type to find its person."""

    file_id: UUID
    query: str


@dataclass(frozen=True, slots=True)
class Seat:
    """An officer and the files of their township."""

    member: Member
    known: tuple[KnownFile, ...]


async def fill(files: int, owner_url: str) -> list[Seat]:
    """Everything that is measured against: offices, officers, files, contacts; the officers are returned."""
    towns = [
        f"{CITY}{county:02}{town:03}" for county in range(1, COUNTIES + 1) for town in range(1, TOWNSHIPS_EACH + 1)
    ]
    names = {CITY[:2]: "省", CITY: "市"} | {f"{CITY}{county:02}": f"县{county}" for county in range(1, COUNTIES + 1)}
    names |= {"1409": "邻市", "140902": "邻县", ELSEWHERE: "邻镇"}  # where those who ask for leave go
    await make_divisions(names | {town: f"镇{town}" for town in towns})
    chance, by_town = Random("files"), {}
    kept: dict[str, list[tuple[Member, UUID]]] = defaultdict(list)
    for number, town in enumerate(towns):
        office = await make_office(f"司法所{town}", town)
        clerk = await make_officer(f"clerk{number:03}", f"Clerk {number}", Role.JUSTICE_OFFICE, town, office)
        wanted = files * (number + 1) // len(towns) - files * number // len(towns)
        by_town[town] = office, tuple([await _file(clerk, chance) for _ in range(wanted)])
        kept[town[:6]] += [(clerk, known.file_id) for known in by_town[town][1]]
    ids = [known.file_id for _, files_of in by_town.values() for known in files_of]
    async with audited_change(MAKER, Act.CONTACT_PLAN) as change:
        await plan_duties(change, ids)
    for code, files_of_county in kept.items():
        await make_days_work(await make_county(code, by_town[f"{code}001"][0], files_of_county))
    await spread_contacts_and_alerts()
    await _settle(owner_url)
    return [await _seat(number, towns[number % len(towns)], by_town) for number in range(OFFICERS)]


async def _settle(owner_url: str) -> None:
    """What the server does by itself within minutes of such a change: statistics, and the rows that were updated."""
    connection = await asyncpg.connect(owner_url, command_timeout=None)
    try:
        await connection.execute("VACUUM (ANALYZE)")
    finally:
        await connection.close()


async def _seat(number: int, town: str, by_town: dict[str, tuple[UUID, tuple[KnownFile, ...]]]) -> Seat:
    office, known = by_town[town]
    in_county = number % 4 == 0
    role, prefix = (Role.COUNTY_AGENCY, town[:6]) if in_county else (Role.JUSTICE_OFFICE, town)
    return Seat(await make_officer(f"officer{number:03}", f"Officer {number}", role, prefix, office), known)


async def _file(clerk: Member, chance: Random) -> KnownFile:
    name = chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN)
    phone = f"139{chance.randrange(10**8):08}"
    category = chance.choice([Category.SUSPENDED_SENTENCE] * 9 + [Category.PAROLE])
    born = f"{chance.randint(1960, 2000)}0{chance.randint(1, 9)}1{chance.randint(0, 9)}"
    first_17 = f"21{chance.randint(9101, 9199)}{born}{chance.randrange(1_000):03}"
    document_number = first_17 + check_character(first_17)
    file_id = await make_person_file(
        clerk.officer, name=name, phone=phone, category=category, document_number=document_number
    )
    await _contacts(file_id, clerk.id, chance)
    return KnownFile(file_id, chance.choice((name, phone, f"{name} {phone[-4:]}")))


async def _contacts(file_id: UUID, officer_id: UUID, chance: Random) -> None:
    row = (await fetch("SELECT vault_key FROM person_file WHERE id = $1", file_id))[0]
    key, today = await load_key(row["vault_key"]), now()
    rows = []
    for number in range(CONTACTS_EACH):
        contact_id, at = uuid4(), today - timedelta(days=number * 3, minutes=chance.randrange(600))
        content = seal_content(key, contact_id, ContactContent("按期报告，情况正常。", "司法所"))
        rows.append((contact_id, chance.choice(_KINDS), at, chance.choice(_OUTCOMES), content))
    await fetch(
        """INSERT INTO contact (id, file, kind, shown_at, happened_at, planned_on, outcome, content_sealed, made_at,
               made_by, revision)
           SELECT t.id, $1, t.kind, t.at, t.at, t.at::date, t.outcome, t.content, t.at, $2, 1
           FROM unnest($3::uuid[], $4::varchar[], $5::timestamptz[], $6::varchar[], $7::bytea[])
               AS t (id, kind, at, outcome, content)""",
        file_id, officer_id, *(list(column) for column in zip(*rows, strict=True)),
    )  # fmt: skip
