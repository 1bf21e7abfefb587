"""The search as pages and API offer it: by what is known of people and places, and by a card's serial."""

from collections.abc import Collection
from uuid import UUID

from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Officer
from supervision.residence.cards.serial import read_serial
from supervision.residence.cards.store import load_card_by_serial
from supervision.residence.search.finding import SearchResult, search


async def search_register(officer: Officer, query: str, purpose: str | None, cursor: str | None = None) -> SearchResult:
    """What answers a query; a card's serial finds its household. InputInvalid as `search` says."""
    return await search(officer, query, purpose, cursor, await _households_of_card(officer, query))


async def _households_of_card(officer: Officer, query: str) -> Collection[UUID]:
    serial = read_serial(query)
    if serial is None:
        return ()
    try:
        return ((await load_card_by_serial(officer, Act.RESIDENT_SEARCH, serial)).household_id,)
    except NotFound:
        return ()
