"""Giving a stay notice: by whoever owes one, under a link and without an account, or written down by an officer."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from supervision.actor import Actor
from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.officers.holidays import legal_calendar
from supervision.residence.addresses.drawers import load_drawer
from supervision.residence.addresses.dwellings import load_dwelling
from supervision.residence.changes import RESIDENCE, residence_change
from supervision.residence.notices.content import (
    MOST_ROOM,
    Arrival,
    Declarer,
    NoticeItem,
    check_named,
    find_due,
    make_declarer,
    make_item,
    make_remark,
)
from supervision.residence.notices.links import PublicLink, link_of_token
from supervision.residence.notices.store import NOTICE, NoticeContent, store_items
from supervision.residence.notices.tables import StayNoticeRow
from supervision.residence.notices.words import LinkScope, NoticeKind, NoticeState
from supervision.residence.reach import drawer_digest
from supervision.residence.rules import find_field_list
from supervision.residence.throttle import check_not_too_often
from supervision.storage.database import fetch, fetch_one
from supervision.storage.numbering import Series, take_number
from supervision.texts import optional_text
from supervision.vault import KeyKind, Place, create_key, digest, seal_json
from supervision.wording import Wording

DECLARER = Actor.system("declarer")
"""Who acts on the public page: the audit knows no more of a stranger than that."""

MOST_WAITING = 2_000
"""How many notices of one drawer may wait for a decision before the public page asks to come by instead."""
MOST_A_MINUTE, MOST_A_MINUTE_BY_LINK = 10, 30
"""Generous for an office behind one address, or for a code on a factory's wall on the first day of work."""
_KEY_BYTES = 16
_LEAST_KEY, _MOST_KEY = 16, 64
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 10

ROOM_NEEDED = Wording("请填写楼栋、单元、房号。", "Enter building, unit and room.")
TOO_MANY_WAIT = Wording(
    "待核对的申报过多，暂时不能提交，请到社区警务室办理。", "Too many notices wait to be checked; come by in person."
)


class TooManyWait(RuleRefused):
    """The place has more notices waiting than anybody could have meant to give."""

    code = "too-many-notices-wait"


def new_form_key() -> str:
    """The secret that a form carries from the moment it is shown."""
    return secrets.token_urlsafe(_KEY_BYTES)


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A stay notice as it was typed; `room` says which home of the drawer, where the link is not for one.

    `form_key` is the secret of the form: sent again, the same form gives the same receipt and no second notice.
    """

    declarer: Declarer
    items: tuple[NoticeItem, ...]
    room: str = ""
    remark: str = ""
    form_key: str = field(default_factory=new_form_key)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the declarer keeps: the number, the time, and the code with which the state can be asked for."""

    number: str
    code: str
    received_at: datetime


def check_notice(draft: NoticeDraft, division: str, *, room_needed: bool) -> NoticeDraft:
    """The draft in the one written form, before anything is stored; InputInvalid names the field to mend."""
    today = legal_day(now())
    fields = find_field_list(today, division)
    room = optional_text(draft.room, "room", MOST_ROOM)
    if room_needed and not room:
        raise InputInvalid(ROOM_NEEDED, field="room")
    declarer = make_declarer(draft.declarer)
    items = tuple(make_item(item, fields, today) for item in draft.items)
    check_named(items)
    key = draft.form_key if _LEAST_KEY <= len(draft.form_key) <= _MOST_KEY else new_form_key()
    return NoticeDraft(declarer, items, room, make_remark(draft.remark), key)


async def give_notice(token: str, draft: NoticeDraft, caller: str) -> Receipt:
    """Give a notice under a link; its receipt is shown this once. NotFound, InputInvalid, AskedTooOften, TooManyWait.

    `caller` is the network address that sends it; only a digest of it is counted.
    """
    link = await link_of_token(token)
    checked = check_notice(draft, link.division, room_needed=link.scope is not LinkScope.DWELLING)
    await check_not_too_often("notice", caller, MOST_A_MINUTE)
    await check_not_too_often("notice-link", str(link.id), MOST_A_MINUTE_BY_LINK)
    async with residence_change(DECLARER, Act.STAY_NOTICE_GIVE) as change:
        await _check_waiting(link.drawer_id)
        return await _store(change, link, checked, None)


async def give_notice_for(
    officer: Officer, drawer_id: UUID, draft: NoticeDraft, dwelling_id: UUID | None = None
) -> Receipt:
    """Write a notice down for somebody without a phone; the receipt is printed for them."""
    async with residence_change(officer.actor, Act.STAY_NOTICE_GIVE) as change:
        drawer = await load_drawer(officer, Act.STAY_NOTICE_GIVE, drawer_id)
        place, scope = drawer.name, LinkScope.DRAWER
        if dwelling_id is not None:
            dwelling = await load_dwelling(officer, Act.STAY_NOTICE_GIVE, dwelling_id)
            place, scope, drawer_id = dwelling.address, LinkScope.DWELLING, dwelling.drawer_id
        checked = check_notice(draft, drawer.division, room_needed=dwelling_id is None)
        link = PublicLink(uuid4(), scope, place, drawer.division, drawer_id, dwelling_id)
        return await _store(change, link, checked, officer)


async def _check_waiting(drawer_id: UUID) -> None:
    rows = await fetch(
        "SELECT count(*) AS waiting FROM stay_notice WHERE drawer_digest = $1 AND state = 'received'",
        drawer_digest(drawer_id),
    )
    if rows[0]["waiting"] >= MOST_WAITING:
        raise TooManyWait(TOO_MANY_WAIT)


async def _store(change: Change, link: PublicLink, draft: NoticeDraft, officer: Officer | None) -> Receipt:
    form = digest(RESIDENCE, "stay-notice-form", f"{link.drawer_id}:{draft.form_key}")
    await change.connection.execute("SELECT pg_advisory_xact_lock($1)", int.from_bytes(form[:8], signed=True))
    code = _code_of(draft.form_key)
    sent = await fetch_one("SELECT id, number, received_at FROM stay_notice WHERE form_digest = $1", form)
    if sent is not None:
        change.is_about(NOTICE, sent["id"])
        change.note(again=True)
        return Receipt(sent["number"], code, sent["received_at"])
    key, notice_id = await create_key(RESIDENCE, KeyKind.NOTICE), uuid4()
    event_on = min(item.event_on for item in draft.items)
    due = find_due(draft.declarer.kind, event_on, link.division, await legal_calendar())
    number = await take_number(Series.STAY_NOTICE, link.division)
    content = NoticeContent(
        declarer=draft.declarer,
        place=link.place,
        drawer_id=link.drawer_id,
        dwelling_id=link.dwelling_id,
        link_id=None if officer else link.id,
        room=draft.room,
        remark=draft.remark,
    )
    row = StayNoticeRow(
        id=notice_id,
        number=number,
        vault_key=key.id,
        code_digest=code_digest(notice_id, code),
        form_digest=form,
        division=link.division,
        drawer_digest=drawer_digest(link.drawer_id),
        kind=(NoticeKind.ARRIVAL if isinstance(draft.items[0], Arrival) else NoticeKind.DEPARTURE).value,
        declarer_kind=draft.declarer.kind.value,
        content_sealed=seal_json(key, content, Place(NOTICE, "content_sealed", notice_id)),
        persons=len(draft.items),
        event_on=event_on,
        due_on=due.due_on,
        state=NoticeState.RECEIVED.value,
        received_at=change.at,
        received_by=officer.id if officer else None,
    )
    await StayNoticeRow.insert(row)
    await store_items(change, notice_id, key, draft.items)
    change.is_about(NOTICE, notice_id)
    change.note(number=number, persons=len(draft.items), declarer=draft.declarer.kind)
    return Receipt(number, code, change.at)


def _code_of(form_key: str) -> str:
    """A receipt's secret code: ten characters that are not mistaken for one another, 50 bits of the form's secret."""
    number = int.from_bytes(digest(RESIDENCE, "stay-notice-receipt", form_key))
    return "".join(_CODE_LETTERS[number >> 5 * place & 31] for place in range(_CODE_LENGTH))


def code_digest(notice_id: UUID, typed: str) -> bytes:
    """The digest of a code, as typed, for one notice."""
    plain = "".join(typed.upper().split()).replace("-", "")
    return digest(RESIDENCE, "stay-notice-code", f"{notice_id}:{plain}")
