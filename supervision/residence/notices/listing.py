"""The queue of stay notices to accept, what is due first before the rest, and those that were closed lately."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.masking import mask_name
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Order, Page, read_cursor
from supervision.residence.changes import residence_change
from supervision.residence.notices.store import NOTICE, SELECT_NOTICES, StoredNotice, notice_of
from supervision.residence.notices.words import DeclarerKind, NoticeKind, NoticeState
from supervision.residence.reach import reach_of
from supervision.storage.database import fetch
from supervision.vault import DataKey, load_keys

_WAITING, _CLOSED = Order("n.due_on", "n.id", is_due=True), Order("n.received_at", "n.id")


@dataclass(frozen=True, slots=True)
class NoticeSummary:
    """A stay notice in a list: the declarer masked, the place as the link names it."""

    id: UUID
    number: str
    kind: NoticeKind
    declarer_kind: DeclarerKind
    declarer: str
    place: str
    persons: int
    event_on: date
    due_on: date
    state: NoticeState
    received_at: datetime
    closed_at: datetime | None

    @property
    def was_late(self) -> bool:
        """Whether the declarer gave it after the period of the law."""
        return legal_day(self.received_at) > self.due_on

    def is_overdue(self, today: date) -> bool:
        """Whether the people in it should have been registered by now."""
        return self.state is NoticeState.RECEIVED and today > self.due_on


async def list_notices(officer: Officer, *, closed: bool = False, cursor: str | None = None) -> Page[NoticeSummary]:
    """Notices within reach: those that wait, what is due first before the rest; or those closed, newest first."""
    reach, after, order = (
        await reach_of(officer, Act.STAY_NOTICE_LIST),
        read_cursor(cursor),
        (_WAITING, _CLOSED)[closed],
    )
    values: list[object] = [reach.patterns, reach.drawer_digests, closed]
    later = order.after(after, values)
    async with residence_change(officer.actor, Act.STAY_NOTICE_LIST) as change:
        rows = await fetch(
            f"""{order.of(SELECT_NOTICES)}
                WHERE (n.division LIKE ANY($1) OR n.drawer_digest = ANY($2)) AND (n.state <> 'received') = $3{later}
                {order.clause} LIMIT {PAGE_SIZE + 1}""",
            *values,
        )
        shown, following = order.split(rows)
        found = [notice_of(row) for row in shown]
        keys = await load_keys(notice.vault_key for notice in found)
        change.note(kind=NOTICE, shown=len(found))
    return Page(
        tuple(_summary(notice, keys[notice.vault_key]) for notice in found if notice.vault_key in keys), following
    )


@dataclass(frozen=True, slots=True)
class NoticeQueue:
    """How many notices wait to be accepted, and how many of them past the period of the law."""

    waiting: int
    overdue: int


async def count_notices(officer: Officer) -> NoticeQueue:
    """The numbers beside the queue, within reach."""
    reach = await reach_of(officer, Act.STAY_NOTICE_LIST)
    rows = await fetch(
        """SELECT count(*) AS waiting, count(*) FILTER (WHERE due_on < $3) AS overdue FROM stay_notice
           WHERE (division LIKE ANY($1) OR drawer_digest = ANY($2)) AND state = 'received'""",
        reach.patterns, reach.drawer_digests, legal_day(now()),
    )  # fmt: skip
    return NoticeQueue(rows[0]["waiting"], rows[0]["overdue"])


def _summary(notice: StoredNotice, key: DataKey) -> NoticeSummary:
    content = notice.content(key)
    declarer = content.declarer.organisation or mask_name(content.declarer.name)
    return NoticeSummary(
        id=notice.id,
        number=notice.number,
        kind=notice.kind,
        declarer_kind=notice.declarer_kind,
        declarer=declarer,
        place=content.place + (f" {content.room}" if content.room else ""),
        persons=notice.persons,
        event_on=notice.event_on,
        due_on=notice.due_on,
        state=notice.state,
        received_at=notice.received_at,
        closed_at=notice.closed_at,
    )
