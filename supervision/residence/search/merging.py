"""Joining two records of one person, by an officer and never by itself; undone as long as both can be read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, KeyDestroyed, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.dwellings import load_dwelling
from supervision.residence.changes import residence_change
from supervision.residence.households.files import check_open, count_occupants
from supervision.residence.households.findable import make_findable, make_unfindable
from supervision.residence.households.person import Person
from supervision.residence.households.registering import check_not_registered
from supervision.residence.households.store import RESIDENT, StoredResident, load_household, load_resident
from supervision.residence.households.words import ResidentState, StayEnd
from supervision.residence.search.pairs import LONGEST_RATIONALE, ONE_IS_MERGED, check_undecided, load_pair
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text, unseal_text
from supervision.wording import Wording

MERGE = "resident_merge"

NOT_OF_THE_PAIR = Wording("保留的记录须是这两份之一。", "The record to keep must be one of the two.")
WOULD_LOSE_A_STAY = Wording(
    "要并入的记录在住，保留的记录已离开；请保留在住的那一份。",
    "The record to be joined lives here and the one to keep has left: keep the one who lives here.",
)
FINAL = Wording(
    "其中一份记录的密钥已销毁，合并不能再撤销。", "The key of one of the records was destroyed: the merge is final."
)
UNDONE = Wording("这次合并已经撤销。", "This merge was undone already.")


class MergeRefused(RuleRefused):
    """These two records cannot be joined, or not in this direction."""

    code = "merge-refused"


class MergeFinal(RuleRefused):
    """The merge cannot be undone any more."""

    code = "merge-final"


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A record that was joined to a resident's, with the reason that was given."""

    merge_id: UUID
    loser_id: UUID
    merged_at: datetime
    rationale: str


async def merge_residents(officer: Officer, pair_id: UUID, winner_id: UUID, rationale: str) -> UUID:
    """Join the other record of a pair to the winner: it leaves search and counts, and stays whole. Gives the merge.

    MergeRefused when one of them is joined to another already (so that no circle can come about), or when a stay
    would be lost; PairDecided, InputInvalid.
    """
    reason = needed_text(rationale, "rationale", LONGEST_RATIONALE)
    async with residence_change(officer.actor, Act.RESIDENT_MERGE) as change:
        pair = await load_pair(officer, Act.RESIDENT_MERGE, pair_id, lock=True)
        check_undecided(pair)
        if winner_id not in {pair.one, pair.other}:
            raise InputInvalid(NOT_OF_THE_PAIR, field="winner")
        one = await load_resident(officer, Act.RESIDENT_MERGE, pair.one, lock=True)
        other = await load_resident(officer, Act.RESIDENT_MERGE, pair.other, lock=True)
        winner, loser = (one, other) if one.id == winner_id else (other, one)
        check_may_merge(winner, loser)
        merge_id = uuid4()
        key = await load_key(loser.vault_key)
        stay, membership = await _end_stay(change, officer, loser)
        await change.connection.execute(
            """INSERT INTO resident_merge (id, pair, winner, loser, merged_at, merged_by, rationale_sealed, stay,
                   membership, loser_left_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
            merge_id, pair_id, winner.id, loser.id, change.at, officer.id,
            seal_text(key, reason, Place(MERGE, "rationale_sealed", merge_id)), stay, membership, loser.left_at,
        )  # fmt: skip
        await change.connection.execute(
            """UPDATE resident SET state = 'merged', merged_into = $2, left_at = coalesce(left_at, $3),
                   revision = revision + 1 WHERE id = $1""",
            loser.id, winner.id, change.at,
        )  # fmt: skip
        await change.connection.execute(
            "UPDATE duplicate_pair SET state = 'merged', decided_at = $2, decided_by = $3 WHERE id = $1",
            pair_id, change.at, officer.id,
        )  # fmt: skip
        await make_unfindable([loser.id])
        change.is_about(RESIDENT, loser.id)
        change.note(winner=winner.id, merge=merge_id, pair=pair_id)
    return merge_id


def check_may_merge(winner: StoredResident, loser: StoredResident) -> None:
    """MergeRefused unless `loser` can be joined to `winner`."""
    if ResidentState.MERGED in {winner.state, loser.state}:
        raise MergeRefused(ONE_IS_MERGED)
    if loser.state is ResidentState.LIVING and winner.state is not ResidentState.LIVING:
        raise MergeRefused(WOULD_LOSE_A_STAY)


async def undo_merge(officer: Officer, merge_id: UUID) -> UUID:
    """Put a joined record back as it was: state, stay, membership, search, counts. Gives its id.

    MergeFinal once either record was destroyed or the merge was undone; ResidentExists when the person was registered
    anew meanwhile, HouseholdClosed when nobody lives in that household any more.
    """
    async with residence_change(officer.actor, Act.RESIDENT_MERGE_UNDO) as change:
        merge = await fetch_one("SELECT * FROM resident_merge WHERE id = $1 FOR UPDATE", merge_id)
        if merge is None:
            raise NotFound(NOT_HERE)
        await load_resident(officer, Act.RESIDENT_MERGE_UNDO, merge["winner"])
        loser = await load_resident(officer, Act.RESIDENT_MERGE_UNDO, merge["loser"], lock=True)
        if merge["undone_at"] is not None:
            raise MergeFinal(UNDONE)
        person = await _both_readable(officer, merge, loser)
        await change.connection.execute(
            """UPDATE resident SET state = CASE WHEN $2::timestamptz IS NULL THEN 'living' ELSE 'left' END,
                   left_at = $2, merged_into = NULL, revision = revision + 1 WHERE id = $1""",
            loser.id, merge["loser_left_at"],
        )  # fmt: skip
        if merge["loser_left_at"] is None:
            await check_not_registered(change, person)
            await _resume_stay(change, officer, merge, loser)
            await make_findable({loser.id: person}, {loser.id: loser.division})
        await change.connection.execute(
            "UPDATE resident_merge SET undone_at = $2, undone_by = $3 WHERE id = $1", merge_id, change.at, officer.id
        )
        await change.connection.execute(
            "UPDATE duplicate_pair SET state = 'open', decided_at = NULL, decided_by = NULL WHERE id = $1",
            merge["pair"],
        )
        change.is_about(RESIDENT, loser.id)
        change.note(winner=merge["winner"], merge=merge_id)
    return loser.id


async def merged_into(officer: Officer, winner_id: UUID) -> tuple[MergedRecord, ...]:
    """The records that were joined to a resident whom the officer may open, the newest first."""
    await load_resident(officer, Act.RESIDENT_OPEN, winner_id)
    rows = await fetch(
        """SELECT m.id, m.loser, m.merged_at, m.rationale_sealed, r.vault_key
           FROM resident_merge AS m JOIN resident AS r ON r.id = m.loser
           WHERE m.winner = $1 AND m.undone_at IS NULL ORDER BY m.merged_at DESC, m.id""",
        winner_id,
    )
    found = []
    for row in rows:
        try:
            key = await load_key(row["vault_key"])
        except KeyDestroyed:
            continue
        rationale = unseal_text(key, row["rationale_sealed"], Place(MERGE, "rationale_sealed", row["id"]))
        found.append(MergedRecord(row["id"], row["loser"], row["merged_at"], rationale))
    return tuple(found)


async def _end_stay(change: Change, officer: Officer, loser: StoredResident) -> tuple[UUID | None, UUID | None]:
    """End the stay and membership of a record that is joined to another; gives their ids, if they were open."""
    if loser.state is not ResidentState.LIVING:
        return None, None
    today = legal_day(change.at)
    stay = await change.connection.fetchval(
        """UPDATE stay SET ended_on = greatest(began_on, $2::date), end_reason = $3, ended_at = $4, ended_by = $5
           WHERE resident = $1 AND ended_on IS NULL RETURNING id""",
        loser.id, today, StayEnd.IN_ERROR, change.at, officer.id,
    )  # fmt: skip
    membership = await change.connection.fetchval(
        """UPDATE membership SET ended_on = greatest(began_on, $2::date)
           WHERE resident = $1 AND ended_on IS NULL RETURNING id""",
        loser.id, today,
    )  # fmt: skip
    await _count(change, officer, Act.RESIDENT_MERGE, loser, -1)
    return stay, membership


async def _resume_stay(change: Change, officer: Officer, merge: Record, loser: StoredResident) -> None:
    check_open(await load_household(officer, Act.RESIDENT_MERGE_UNDO, loser.household_id, lock=True))
    await change.connection.execute(
        "UPDATE stay SET ended_on = NULL, end_reason = NULL, ended_at = NULL, ended_by = NULL WHERE id = $1",
        merge["stay"],
    )
    await change.connection.execute("UPDATE membership SET ended_on = NULL WHERE id = $1", merge["membership"])
    await _count(change, officer, Act.RESIDENT_MERGE_UNDO, loser, 1)


async def _count(change: Change, officer: Officer, act: Act, loser: StoredResident, difference: int) -> None:
    household = await load_household(officer, act, loser.household_id)
    place = household.place(await load_key(household.vault_key))
    await count_occupants(change, await load_dwelling(officer, act, place.dwelling_id, lock=True), difference)


async def _both_readable(officer: Officer, merge: Record, loser: StoredResident) -> Person:
    """The joined record's person; MergeFinal when that or the winner's key was destroyed."""
    winner = await load_resident(officer, Act.RESIDENT_MERGE_UNDO, merge["winner"])
    try:
        await load_key(winner.vault_key)
        return loser.person(await load_key(loser.vault_key))
    except KeyDestroyed as error:
        raise MergeFinal(FINAL) from error
