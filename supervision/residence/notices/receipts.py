"""What a declarer may ask with number and code: what they declared, what became of it, and to take it back."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from supervision.audit import Act
from supervision.errors import NotFound, RuleRefused
from supervision.residence.changes import about, residence_change
from supervision.residence.notices.giving import DECLARER, code_digest
from supervision.residence.notices.store import (
    NOTICE,
    NoticeContent,
    OpenedItem,
    StoredNotice,
    close_notice,
    items_of,
    notice_of_number,
)
from supervision.residence.notices.words import DeclarerKind, ItemState, NoticeKind, NoticeState
from supervision.residence.throttle import check_not_too_often
from supervision.vault import load_key
from supervision.wording import Wording

MOST_A_MINUTE = 10
"""A code has 50 bits: at this rate nobody meets one by trying."""
_LONGEST_NUMBER = 24

NO_SUCH_RECEIPT = Wording("编号或查询码不对。", "Number or code is wrong.")
DECIDED_ALREADY = Wording(
    "申报已开始受理，不能撤回；需要更正的，请联系社区民警。", "The notice has been decided on and cannot be taken back."
)


class NoticeDecided(RuleRefused):
    """Somebody of the notice has been decided on already."""

    code = "notice-decided"


@dataclass(frozen=True, slots=True)
class FollowedNotice:
    """A notice as its declarer sees it again."""

    number: str
    kind: NoticeKind
    declarer_kind: DeclarerKind
    state: NoticeState
    received_at: datetime
    closed_at: datetime | None
    content: NoticeContent
    items: tuple[OpenedItem, ...]

    @property
    def may_withdraw(self) -> bool:
        """Whether nobody in it has been decided on yet."""
        return self.state is NoticeState.RECEIVED and all(item.state is ItemState.RECEIVED for item in self.items)


async def follow_notice(number: str, code: str, caller: str) -> FollowedNotice:
    """The notice of a receipt. NotFound for a wrong number or code alike; AskedTooOften."""
    await check_not_too_often("receipt", caller, MOST_A_MINUTE)
    notice = await _checked(number, code)
    async with residence_change(DECLARER, Act.STAY_NOTICE_FOLLOW, about(NOTICE, notice.id)):
        key = await load_key(notice.vault_key)
        items = await items_of(notice.id, key)
    return FollowedNotice(
        number=notice.number,
        kind=notice.kind,
        declarer_kind=notice.declarer_kind,
        state=notice.state,
        received_at=notice.received_at,
        closed_at=notice.closed_at,
        content=notice.content(key),
        items=items,
    )


async def withdraw_notice(number: str, code: str, caller: str) -> None:
    """Take a notice back before anybody in it was decided on. NotFound, NoticeDecided, AskedTooOften."""
    await check_not_too_often("receipt", caller, MOST_A_MINUTE)
    notice = await _checked(number, code)
    async with residence_change(DECLARER, Act.STAY_NOTICE_WITHDRAW, about(NOTICE, notice.id)) as change:
        locked = await notice_of_number(notice.number, lock=True)
        if locked is None or locked.state is not NoticeState.RECEIVED:
            raise NoticeDecided(DECIDED_ALREADY)
        decided = await change.connection.fetchval(
            "SELECT count(*) FROM stay_notice_item WHERE notice = $1 AND state <> 'received'", notice.id
        )
        if decided:
            raise NoticeDecided(DECIDED_ALREADY)
        await close_notice(change, notice.id, NoticeState.WITHDRAWN)


async def _checked(number: str, code: str) -> StoredNotice:
    """The notice whose code was shown; a wrong number and a wrong code are refused in the same words."""
    notice = await notice_of_number(number.strip().upper()[:_LONGEST_NUMBER])
    if notice is None or not hmac.compare_digest(code_digest(notice.id, code), bytes(notice.code_digest)):
        raise NotFound(NO_SUCH_RECEIPT)
    return notice
