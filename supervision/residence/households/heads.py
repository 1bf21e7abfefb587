"""One head a household (户主): a second one is refused, and whoever says nothing is the head where there is none."""

from collections.abc import Iterable
from uuid import UUID

from supervision.errors import InputInvalid
from supervision.residence.households.words import MemberRole
from supervision.storage.database import fetch
from supervision.wording import Wording

ONE_HEAD = Wording("一户只能有一名户主。", "A household has one head.")


def settled_role(told: MemberRole | None, *, has_head: bool) -> MemberRole:
    """What somebody becomes in a household; InputInvalid for a second head."""
    if told is MemberRole.HEAD and has_head:
        raise InputInvalid(ONE_HEAD, field="role")
    if told is None:
        return MemberRole.COMPANION if has_head else MemberRole.HEAD
    return told


async def settle_role(household_id: UUID, told: MemberRole | None) -> MemberRole:
    """`settled_role` for a household file that the caller's change holds locked, or has opened."""
    return settled_role(told, has_head=bool((await heads_of([household_id]))[household_id]))


async def heads_of(household_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Who is head of each of the households, which the caller has loaded; more than one where old records have them."""
    heads: dict[UUID, list[UUID]] = {household_id: [] for household_id in household_ids}
    rows = await fetch(
        "SELECT household, resident FROM membership WHERE household = ANY($1) AND role = $2 AND ended_on IS NULL",
        list(heads), MemberRole.HEAD,
    )  # fmt: skip
    for row in rows:
        heads[row["household"]].append(row["resident"])
    return heads
