"""Search digests made anew from the sealed records."""

from supervision.residence.households.renewing import renew_search
from supervision.residence.search.comparing import COMPARER
from supervision.residence.search.finding import search
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_residence import Building, make_household


async def found(cast: Cast) -> int:
    return len((await search(cast.petra.officer, "周晓岚", "visit")).residents)


async def test_whoever_is_not_found_by_what_the_record_says_is_found_again(cast: Cast, building: Building) -> None:
    await make_household(cast.petra.officer, building.dwellings["101"])
    assert await renew_search(COMPARER) == (1, 0)
    stored = await fetch("SELECT term_digest FROM resident_term ORDER BY 1")
    await fetch("UPDATE resident_term SET term_digest = decode(md5(term_digest::text), 'hex')")
    await fetch("DELETE FROM duplicate_key")
    assert await found(cast) == 0
    assert await renew_search(COMPARER) == (1, 1)
    assert await found(cast) == 1
    assert await fetch("SELECT term_digest FROM resident_term ORDER BY 1") == stored
    assert len(await fetch("SELECT key_digest FROM duplicate_key")) > 0
