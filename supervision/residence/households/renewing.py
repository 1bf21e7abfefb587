"""Making all search digests anew from the sealed records: after names or numbers are brought into another form."""

from uuid import UUID

from supervision.actor import Actor
from supervision.audit import Act
from supervision.residence.changes import residence_change
from supervision.residence.households.findable import renew_findable
from supervision.residence.households.store import RESIDENT_COLUMNS, open_people, resident_of
from supervision.storage.database import fetch

_AT_A_TIME = 1_000
_FIRST = UUID(int=0)


async def renew_search(actor: Actor) -> tuple[int, int]:
    """Compare everybody living here with what they are found by; gives how many were read, and how many were renewed.

    A thousand are one change, so that it can be stopped at any moment and begun anew; officers work on meanwhile.
    """
    read, renewed, last = 0, 0, _FIRST
    while True:
        async with residence_change(actor, Act.SEARCH_RENEW) as change:
            rows = await fetch(
                f"""SELECT {RESIDENT_COLUMNS} FROM resident AS r WHERE r.state = 'living' AND r.id > $1
                    ORDER BY r.id LIMIT $2 FOR NO KEY UPDATE""",  # noqa: S608 - constants
                last, _AT_A_TIME,
            )  # fmt: skip
            residents = [resident_of(row) for row in rows]
            people = await open_people(residents)
            count = await renew_findable(people, {resident.id: resident.division for resident in residents})
            change.note(residents=len(people), renewed=count)
        read, renewed = read + len(people), renewed + count
        if len(rows) < _AT_A_TIME:
            return read, renewed
        last = rows[-1]["id"]
