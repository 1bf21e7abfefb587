"""Search digests made anew from the sealed records."""

import pytest

from supervision.audit import Act, audited_change
from supervision.documents import DocumentType
from supervision.residence.changes import RESIDENCE
from supervision.residence.households.renewing import Findable, Renewal, renew_search
from supervision.residence.parties.details import Party
from supervision.residence.parties.store import create_party, find_parties
from supervision.residence.parties.words import PartyKind
from supervision.residence.search.comparing import COMPARER
from supervision.residence.search.finding import search
from supervision.storage.database import fetch
from supervision.vault import destroy_key, forget
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import Building, id_number, make_household

LANDLORD = Party(PartyKind.LANDLORD, "孙建业", "13900001111", DocumentType.ID_CARD, id_number(order=77))


class Stopped(Exception):
    """The command was stopped."""


async def renew() -> dict[Findable, tuple[int, int]]:
    """How many of each kind were read and renewed."""
    return {done.kind: (done.read, done.renewed) for done in await renew_search(COMPARER, lambda _done: None)}


async def found(cast: Cast) -> int:
    return len((await search(cast.petra.officer, "周晓岚", "visit")).residents)


async def terms_in(table: str) -> list[bytes]:
    """The digests that a table has."""
    rows = await fetch(f"SELECT term_digest FROM {table} ORDER BY 1")  # noqa: S608 - names of our own
    return [bytes(row["term_digest"]) for row in rows]


async def spoil(table: str) -> list[bytes]:
    """Let nobody be found by a table's digests; gives those that stood there."""
    stored = await terms_in(table)
    await fetch(f"UPDATE {table} SET term_digest = decode(md5(term_digest::text), 'hex')")  # noqa: S608 - likewise
    return stored


async def test_whoever_is_not_found_by_what_the_record_says_is_found_again(cast: Cast, building: Building) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    assert (await renew())[Findable.RESIDENTS] == (1, 0)
    stored = await spoil("resident_term")
    await fetch("DELETE FROM duplicate_key")
    assert await found(cast) == 0
    assert (await renew())[Findable.RESIDENTS] == (1, 1)
    assert await found(cast) == 1
    assert await terms_in("resident_term") == stored
    assert len(await fetch("SELECT key_digest FROM duplicate_key")) > 0


async def test_a_landlord_is_found_again_by_name_and_under_the_same_division(cast: Cast) -> None:
    await create_party(cast.petra.officer, NORTH_VILLAGE, LANDLORD)
    assert (await renew())[Findable.PARTIES] == (1, 0)
    stored = await spoil("party_term")
    assert await find_parties(cast.petra.officer, LANDLORD.name) == ()
    assert (await renew())[Findable.PARTIES] == (1, 1)
    assert len(await find_parties(cast.petra.officer, LANDLORD.name)) == 1
    assert await terms_in("party_term") == stored
    assert {row["division"] for row in await fetch("SELECT division FROM party_term")} == {NORTH_VILLAGE}


async def test_a_party_whose_key_was_destroyed_is_passed_over(cast: Cast) -> None:
    await create_party(cast.petra.officer, NORTH_VILLAGE, LANDLORD)
    (row,) = await fetch("SELECT id, vault_key FROM party")
    async with audited_change(COMPARER, Act.RETENTION_APPLY, register=RESIDENCE):
        await destroy_key(row["vault_key"], "retention", "party", str(row["id"]))
    forget(row["vault_key"])
    assert (await renew())[Findable.PARTIES] == (0, 0)


async def test_it_says_how_far_it_is_and_stopped_in_the_middle_it_is_run_again(cast: Cast, building: Building) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    await create_party(cast.petra.officer, NORTH_VILLAGE, LANDLORD)
    await spoil("resident_term")
    await spoil("party_term")
    told = []

    def stop(done: Renewal) -> None:
        told.append(done)
        raise Stopped

    with pytest.raises(Stopped):
        await renew_search(COMPARER, stop)
    assert told == [Renewal(Findable.RESIDENTS, total=1, read=1, renewed=1)]
    assert await renew() == {Findable.RESIDENTS: (1, 0), Findable.PARTIES: (1, 1)}
    entries = await fetch("SELECT FROM audit_entry WHERE act = $1", Act.SEARCH_RENEW)
    assert len(entries) == 3
