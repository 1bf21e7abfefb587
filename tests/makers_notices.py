"""Stay notices for tests, given the way the public page gives them; everybody is invented."""

from datetime import date, timedelta
from uuid import UUID

from supervision.audit import Act
from supervision.documents import DocumentType
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.person import Person
from supervision.residence.notices.content import Arrival, Declarer, Departure, NoticeItem
from supervision.residence.notices.giving import NoticeDraft, Receipt, give_notice
from supervision.residence.notices.links import issue_link, load_link
from supervision.residence.notices.listing import list_notices
from supervision.residence.notices.words import DeclarerKind, LinkScope
from supervision.residence.tenancies.terms import Landlord
from tests.makers_residence import id_number, make_person

CALLER = "198.51.100.7"
LANDLORD = Declarer(DeclarerKind.LANDLORD, "吴桂英", "13911112222")


def arrival(person: Person | None = None, days: int = 1, until: date | None = None) -> Arrival:
    began = legal_day(now()) - timedelta(days=days)
    return Arrival(person or make_person(), LodgingKind.RENTED, ArrivalReason.WORK, began, until)


def departure(name: str = "周晓岚", number: str = "", days: int = 1) -> Departure:
    return Departure(name, legal_day(now()) - timedelta(days=days), number)


def notice_draft(*items: NoticeItem, declarer: Declarer = LANDLORD, room: str = "") -> NoticeDraft:
    return NoticeDraft(declarer, items or (arrival(),), room)


async def make_link(officer: Officer, place: UUID, scope: LinkScope = LinkScope.DWELLING, days: int = 365) -> str:
    """A link's token."""
    link_id = await issue_link(officer, scope, place, legal_day(now()) + timedelta(days=days))
    return (await load_link(officer, Act.NOTICE_LINK_LIST, link_id)).token


async def make_notice(officer: Officer, dwelling: UUID, *items: NoticeItem) -> tuple[UUID, Receipt]:
    """A notice about a dwelling, given under a link of its own, with its receipt."""
    receipt = await give_notice(await make_link(officer, dwelling), notice_draft(*items), CALLER)
    waiting = (await list_notices(officer)).items
    return next(notice.id for notice in waiting if notice.number == receipt.number), receipt


LANDLORD_OF_LEASE = Landlord("吴桂英", DocumentType.ID_CARD, id_number("19600101", 22), "13911112222")
