"""Stay notices: links on the walls, notices that wait for an officer, and some that were decided."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from api.demo.drawers.cabinet import Cabinet
from api.demo.drawers.landlords import landlord_of, let_homes
from api.demo.drawers.people import Household, all_households, all_newcomers
from api.demo.drawers.places import EMPLOYER, Build, DrawerPlace, Home, all_drawers
from api.demo.drawers.walks import vacant_homes
from api.demo.orders import days_before
from supervision.audit import Act
from supervision.legal_time import legal_day, now
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.words import MemberRole
from supervision.residence.notices.content import Arrival, Declarer, Departure, NoticeItem
from supervision.residence.notices.deciding import Decision, EndStay, Refuse, Register, decide_notice, open_notice
from supervision.residence.notices.giving import NoticeDraft, give_notice, give_notice_for
from supervision.residence.notices.links import issue_link, load_link
from supervision.residence.notices.words import DeclarerKind, LinkScope
from supervision.storage.database import fetch_one

_LINKS_DAYS, _LINKS_FOR = 60, timedelta(days=365)
_BROKER, _REASON = "云岭县采桑房产经纪部", "所报房号不存在，请核对后重新申报。"


class _Fate(StrEnum):
    """What became of a notice."""

    WAITS = "waits"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class _Notice:
    """A notice about newcomers, or, without any, that somebody has left; received so many days ago."""

    days: int
    drawer: int
    declarer: DeclarerKind
    newcomers: tuple[int, ...] = ()
    after_days: int = 1
    fate: _Fate = _Fate.WAITS
    is_written_down: bool = False


_NOTICES = (
    _Notice(0, 0, DeclarerKind.NEWCOMER, (0,)),
    _Notice(1, 1, DeclarerKind.LANDLORD, (1, 2)),
    _Notice(1, 6, DeclarerKind.EMPLOYER, (3, 4, 5, 6)),
    _Notice(2, 4, DeclarerKind.LANDLORD),
    _Notice(3, 8, DeclarerKind.LANDLORD, (7,), after_days=4),
    _Notice(2, 3, DeclarerKind.NEWCOMER, (8,), is_written_down=True),
    _Notice(1, 14, DeclarerKind.LANDLORD, (9,)),
    _Notice(20, 5, DeclarerKind.LANDLORD, (10,), fate=_Fate.ACCEPTED),
    _Notice(25, 9, DeclarerKind.BROKER, (11,), fate=_Fate.REFUSED),
    _Notice(12, 3, DeclarerKind.LANDLORD, fate=_Fate.ACCEPTED),
)


def enter_notices(cabinet: Cabinet) -> None:
    """Enter links and notices into the diary."""
    tokens: dict[int, str] = {}
    issued = days_before(cabinet.at, _LINKS_DAYS, 9, 30)
    for drawer in sorted({notice.drawer for notice in _NOTICES}):
        cabinet.diary.enter(issued, partial(_issue, cabinet, drawer, tokens))
    for number, notice in enumerate(_NOTICES):
        at = days_before(cabinet.at, notice.days, 19, number)
        if notice.days == 0:
            at = cabinet.at - timedelta(minutes=50)
        cabinet.diary.enter(at, partial(_give, cabinet, number, notice, tokens))


async def _issue(cabinet: Cabinet, drawer: int, tokens: dict[int, str]) -> None:
    place = all_drawers()[drawer]
    officer = await cabinet.officer(place)
    last_day = legal_day(now()) + _LINKS_FOR
    link_id = await issue_link(officer, LinkScope.DRAWER, cabinet.drawers[place.place], last_day)
    tokens[drawer] = (await load_link(officer, Act.NOTICE_LINK_LIST, link_id)).token


async def _give(cabinet: Cabinet, number: int, notice: _Notice, tokens: dict[int, str]) -> None:
    drawer = all_drawers()[notice.drawer]
    leaver = _leaver(drawer)
    home = leaver.home if not notice.newcomers else _free_home(drawer)
    event_on = legal_day(now()) - timedelta(days=notice.after_days)
    items = tuple(_items(notice, leaver, event_on))
    draft = NoticeDraft(_declarer(notice, drawer, home), items, _room(drawer, home))
    if notice.is_written_down:
        walker = await cabinet.assistant(drawer)
        receipt = await give_notice_for(walker, cabinet.drawers[drawer.place], draft)
    else:
        receipt = await give_notice(tokens[notice.drawer], draft, f"198.51.100.{number}")
    if notice.fate is not _Fate.WAITS:
        at = receipt.received_at + timedelta(hours=15)
        cabinet.diary.enter(at, partial(_decide, cabinet, notice, receipt.number, home))


def _items(notice: _Notice, leaver: Household, event_on: date) -> list[NoticeItem]:
    if not notice.newcomers:
        person = leaver.members[-1].person
        return [Departure(person.name, event_on, person.document_number)]
    is_staff = notice.declarer is DeclarerKind.EMPLOYER
    lodging = LodgingKind.STAFF_DORMITORY if is_staff else LodgingKind.RENTED
    until = event_on + timedelta(days=364)
    return [Arrival(all_newcomers()[one], lodging, ArrivalReason.WORK, event_on, until) for one in notice.newcomers]


def _declarer(notice: _Notice, drawer: DrawerPlace, home: Home) -> Declarer:
    match notice.declarer:
        case DeclarerKind.EMPLOYER:
            return Declarer(DeclarerKind.EMPLOYER, "毕志成", "16400000021", EMPLOYER)
        case DeclarerKind.BROKER:
            return Declarer(DeclarerKind.BROKER, "康巧琴", "16400000047", _BROKER)
        case DeclarerKind.NEWCOMER:
            person = all_newcomers()[notice.newcomers[0]]
            return Declarer(DeclarerKind.NEWCOMER, person.name, person.phone)
        case kind:
            landlord = landlord_of(drawer, home)
            return Declarer(kind, landlord.name, landlord.phone, document_number=landlord.document_number)


async def _decide(cabinet: Cabinet, notice: _Notice, number: str, home: Home) -> None:
    drawer = all_drawers()[notice.drawer]
    officer, row = (
        await cabinet.officer(drawer),
        await fetch_one("SELECT id FROM stay_notice WHERE number = $1", number),
    )
    if row is None:
        raise LookupError(number)
    decisions = [_decision(cabinet, notice, item.id, home) for item in (await open_notice(officer, row["id"])).items]
    await decide_notice(officer, row["id"], decisions)


def _decision(cabinet: Cabinet, notice: _Notice, item_id: UUID, home: Home) -> Decision:
    if notice.fate is _Fate.REFUSED:
        return Refuse(item_id, _REASON)
    if not notice.newcomers:
        household = _leaver(all_drawers()[notice.drawer])
        return EndStay(item_id, cabinet.residents[household.number][-1])
    return Register(item_id, dwelling_id=cabinet.dwelling(home).id, role=MemberRole.HEAD)


def _leaver(drawer: DrawerPlace) -> Household:
    """The household whose last member leaves; others of it stay."""
    return next(
        one
        for one in all_households()
        if one.drawer is drawer and one.home.is_let and len(one.members) > 1 and one.registered_days > _LINKS_DAYS
    )


def _free_home(drawer: DrawerPlace) -> Home:
    """Where newcomers come to live: a let home that stands empty, or else one with others in it."""
    if drawer.build is Build.DORMITORY:
        return drawer.homes[-1]
    return [*(home for home in vacant_homes(drawer) if home.is_let), let_homes(drawer)[-1]][0]


def _room(drawer: DrawerPlace, home: Home) -> str:
    return "".join(home.place[len(drawer.place) :])
