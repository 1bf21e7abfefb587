"""Links to the notice page: issued for a drawer or a dwelling, valid until a day, revocable; printed as a QR."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.addresses.dwellings import load_dwelling
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.notices.tables import NoticeLinkRow
from supervision.residence.notices.words import LinkScope
from supervision.residence.reach import check_reach, reach_of
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, digest, seal_text, service_key, unseal_text
from supervision.wording import Wording

LINK = "notice_link"
_TOKEN_BYTES = 16
_LONGEST_TOKEN = 64

LAST_DAY_PAST = Wording("有效期截止日不能早于今天。", "The last day lies in the past.")


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """A link as officers see it; `place` is the dwelling's address or the drawer's name."""

    id: UUID
    token: str
    scope: LinkScope
    place: str
    division: str
    drawer_id: UUID
    dwelling_id: UUID | None
    valid_until: date
    issued_at: datetime
    issued_by_name: str
    revoked_at: datetime | None

    def is_live(self, today: date) -> bool:
        """Whether notices may be given under it."""
        return self.revoked_at is None and today <= self.valid_until


@dataclass(frozen=True, slots=True)
class PublicLink:
    """What a stranger with the link is told: for what place it is."""

    id: UUID
    scope: LinkScope
    place: str
    division: str
    drawer_id: UUID
    dwelling_id: UUID | None


async def issue_link(officer: Officer, scope: LinkScope, place_id: UUID, valid_until: date) -> UUID:
    """Issue a link for a drawer or a dwelling within reach; gives its id. InputInvalid for a day in the past."""
    token, link_id = secrets.token_urlsafe(_TOKEN_BYTES), uuid4()
    async with residence_change(officer.actor, Act.NOTICE_LINK_ISSUE, about(LINK, link_id)) as change:
        if valid_until < legal_day(change.at):
            raise InputInvalid(LAST_DAY_PAST, field="valid_until")
        drawer_id, dwelling_id = place_id, None
        if scope is LinkScope.DWELLING:
            dwelling = await load_dwelling(officer, Act.NOTICE_LINK_ISSUE, place_id)
            drawer_id, dwelling_id = dwelling.drawer_id, dwelling.id
        drawer = await load_drawer(officer, Act.NOTICE_LINK_ISSUE, drawer_id)
        await NoticeLinkRow.insert(
            NoticeLinkRow(
                id=link_id,
                token_digest=_token_digest(token),
                token_sealed=seal_text(await service_key(RESIDENCE), token, Place(LINK, "token_sealed", link_id)),
                scope=scope.value,
                division=drawer.division,
                drawer=drawer.id,
                dwelling=dwelling_id,
                valid_until=valid_until,
                issued_at=change.at,
                issued_by=officer.id,
            )
        )
        change.note(scope=scope, drawer=drawer.id, dwelling=dwelling_id, valid_until=valid_until)
    return link_id


async def revoke_link(officer: Officer, link_id: UUID) -> None:
    """End a link at once; a revoked one stays revoked."""
    async with residence_change(officer.actor, Act.NOTICE_LINK_REVOKE, about(LINK, link_id)) as change:
        await load_link(officer, Act.NOTICE_LINK_REVOKE, link_id)
        await change.connection.execute(
            "UPDATE notice_link SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL",
            link_id, change.at, officer.id,
        )  # fmt: skip


async def load_link(officer: Officer, act: Act, link_id: UUID) -> NoticeLink:
    """One link within reach; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE link.id = $1", link_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer_id"])
    return _link_of(row, await service_key(RESIDENCE))


async def load_links(officer: Officer) -> tuple[NoticeLink, ...]:
    """The links within reach that are still live, the newest first."""
    reach = await reach_of(officer, Act.NOTICE_LINK_LIST)
    rows = await fetch(
        f"""{_SELECT} WHERE (link.division LIKE ANY($1) OR link.drawer = ANY($2))
            AND link.revoked_at IS NULL AND link.valid_until >= $3
            ORDER BY link.issued_at DESC LIMIT 200""",
        reach.patterns, list(reach.drawers), legal_day(now()),
    )  # fmt: skip
    key = await service_key(RESIDENCE)
    return tuple(_link_of(row, key) for row in rows)


async def link_of_token(token: str) -> PublicLink:
    """The live link of a token; NotFound for one that never was, has run out, or was revoked."""
    row = None
    if len(token) <= _LONGEST_TOKEN:
        row = await fetch_one(f"{_SELECT} WHERE link.token_digest = $1", _token_digest(token))
    if row is None or row["revoked_at"] is not None or row["valid_until"] < legal_day(now()):
        raise NotFound(NOT_HERE)
    return PublicLink(
        row["id"], LinkScope(row["scope"]), row["place"], row["division"], row["drawer_id"], row["dwelling_id"]
    )


_SELECT = """
SELECT link.id, link.token_sealed, link.scope, coalesce(address.full_name, drawer.name) AS place, link.division,
       link.drawer AS drawer_id, link.dwelling AS dwelling_id, link.valid_until, link.issued_at,
       officer.name AS issued_by_name, link.revoked_at
FROM notice_link AS link JOIN drawer ON drawer.id = link.drawer JOIN officer ON officer.id = link.issued_by
    LEFT JOIN dwelling ON dwelling.id = link.dwelling LEFT JOIN standard_address AS address
        ON address.id = dwelling.address
"""


def _token_digest(token: str) -> bytes:
    return digest(RESIDENCE, "notice-link-token", token)


def _link_of(row: Record, key: DataKey) -> NoticeLink:
    token = unseal_text(key, row["token_sealed"], Place(LINK, "token_sealed", row["id"]))
    return NoticeLink(
        id=row["id"],
        token=token,
        scope=LinkScope(row["scope"]),
        place=row["place"],
        division=row["division"],
        drawer_id=row["drawer_id"],
        dwelling_id=row["dwelling_id"],
        valid_until=row["valid_until"],
        issued_at=row["issued_at"],
        issued_by_name=row["issued_by_name"],
        revoked_at=row["revoked_at"],
    )
