"""Stay notices and the links under which they are given, as officers see them; declarers have a page, no route here."""

from datetime import date, datetime
from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from api.http import HttpRequest
from api.v1.requests import Body, Created
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.officers import Officer
from supervision.residence.households.words import HouseholdKind, MemberRole, StayEnd
from supervision.residence.notices.content import Declarer, NoticeItem
from supervision.residence.notices.deciding import (
    Decision,
    EndStay,
    NoticeFile,
    Recognise,
    Refuse,
    Register,
    decide_notice,
    open_notice,
)
from supervision.residence.notices.giving import NoticeDraft, give_notice_for
from supervision.residence.notices.links import NoticeLink, issue_link, load_links, revoke_link
from supervision.residence.notices.listing import NoticeSummary, list_notices
from supervision.residence.notices.words import DeclarerKind, ItemState, LinkScope, NoticeKind, NoticeState


class LinkDraft(Body, frozen=True):
    """A link for a drawer or a dwelling, valid through its last day."""

    scope: LinkScope
    place_id: UUID
    valid_until: date


class NoticeLinkView(View, frozen=True):
    """A live link; `url` is what its QR holds."""

    id: UUID
    url: str
    scope: LinkScope
    place: str
    drawer_id: UUID
    dwelling_id: UUID | None
    valid_until: date
    issued_at: datetime


class WrittenNotice(Body, frozen=True):
    """A notice written down for somebody without a phone."""

    drawer_id: UUID
    declarer: Declarer
    items: list[NoticeItem]
    dwelling_id: UUID | None = None
    room: str = ""
    remark: str = ""


class ReceiptView(View, frozen=True):
    """The receipt; its code is told this once."""

    number: str
    code: str
    received_at: datetime


class NoticeLineView(View, frozen=True):
    """A stay notice in a list, its declarer masked."""

    id: UUID
    number: str
    kind: NoticeKind
    declarer_kind: DeclarerKind
    declarer: str
    place: str
    persons: int
    event_on: date
    due_on: date
    was_late: bool
    state: NoticeState
    received_at: datetime


class NoticeItemView(View, frozen=True):
    """One person of a notice, what became of it, and whom the register may know by the document."""

    id: UUID
    item: NoticeItem
    state: ItemState
    resident_id: UUID | None
    reason: str
    match_id: UUID | None
    is_registered_elsewhere: bool


class NoticeFileView(View, frozen=True):
    """A stay notice in clear."""

    id: UUID
    number: str
    kind: NoticeKind
    state: NoticeState
    declarer: Declarer
    place: str
    room: str
    remark: str
    due_on: date
    received_at: datetime
    items: list[NoticeItemView]


class DecisionBody(Body, frozen=True):
    """What is decided on one person: register, recognise, end the stay, or refuse with a reason."""

    item_id: UUID
    action: str
    household_id: UUID | None = None
    dwelling_id: UUID | None = None
    household_kind: HouseholdKind = HouseholdKind.SHARED
    role: MemberRole | None = None
    resident_id: UUID | None = None
    end_reason: StayEnd = StayEnd.LEFT_AREA
    ended_on: date | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.action not in {"register", "recognise", "end", "refuse"}:
            raise ValueError("action is one of register, recognise, end, refuse")
        if self.action in {"recognise", "end"} and self.resident_id is None:
            raise ValueError("resident_id says whom the notice means")

    def decision(self) -> Decision:
        """As the domain takes it."""
        if self.action == "refuse":
            return Refuse(self.item_id, self.reason)
        if self.resident_id is not None and self.action == "recognise":
            return Recognise(self.item_id, self.resident_id)
        if self.resident_id is not None and self.action == "end":
            return EndStay(self.item_id, self.resident_id, self.end_reason, self.ended_on)
        return Register(self.item_id, self.household_id, self.dwelling_id, self.household_kind, self.role)


class Decisions(Body, frozen=True):
    """The decisions on some or all of those in a notice."""

    decisions: list[DecisionBody]


class NoticeStateView(View, frozen=True):
    """What became of the notice."""

    state: NoticeState


class NoticeLinkController(Controller):
    """Links within the officer's reach."""

    path = "/notice-links"
    tags = ["Stay notices"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.NOTICE_LINK_LIST})
    async def list_links(self, request: HttpRequest, officer: NamedDependency[Officer]) -> ListView[NoticeLinkView]:
        """The live links, newest first."""
        base = request.app.state.settings.own_url

        def view(link: NoticeLink) -> NoticeLinkView:
            return NoticeLinkView.of(link, url=f"{base}/notice/{link.token}")

        return list_of(view, await load_links(officer))

    @post("/", opt={"act": Act.NOTICE_LINK_ISSUE})
    async def issue(self, data: JSONBody[LinkDraft], officer: NamedDependency[Officer]) -> Created:
        """Issue a link."""
        return Created(await issue_link(officer, data.scope, data.place_id, data.valid_until))

    @delete("/{link_id:uuid}", opt={"act": Act.NOTICE_LINK_REVOKE, "about": "notice_link"})
    async def revoke(self, link_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """End a link at once."""
        await revoke_link(officer, link_id)


class StayNoticeController(Controller):
    """Stay notices within the officer's reach."""

    path = "/stay-notices"
    tags = ["Stay notices"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.STAY_NOTICE_LIST})
    async def list_notices(
        self,
        officer: NamedDependency[Officer],
        *,
        closed: FromQuery[bool] = False,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[NoticeLineView]:
        """Notices that wait for a decision, or with `closed` those that are closed."""
        found = await list_notices(officer, closed=closed, cursor=cursor)
        return list_of(_line, found.items, found.next)

    @post("/", opt={"act": Act.STAY_NOTICE_GIVE})
    async def give(self, data: JSONBody[WrittenNotice], officer: NamedDependency[Officer]) -> ReceiptView:
        """Write a notice down for its declarer; the receipt is told this once."""
        draft = NoticeDraft(data.declarer, tuple(data.items), data.room, data.remark)
        return ReceiptView.of(await give_notice_for(officer, data.drawer_id, draft, data.dwelling_id))

    @get("/{notice_id:uuid}", opt={"act": Act.STAY_NOTICE_OPEN, "about": "stay_notice"})
    async def open_notice(self, notice_id: FromPath[UUID], officer: NamedDependency[Officer]) -> NoticeFileView:
        """A notice in clear; recorded."""
        return _file(await open_notice(officer, notice_id))

    @post(
        "/{notice_id:uuid}/decisions",
        opt={"act": Act.STAY_NOTICE_DECIDE, "about": "stay_notice"},
        status_code=HTTP_200_OK,
    )
    async def decide(
        self, notice_id: FromPath[UUID], data: JSONBody[Decisions], officer: NamedDependency[Officer]
    ) -> NoticeStateView:
        """Carry out the decisions, all of them or none; 409 where somebody was decided on already."""
        decisions = tuple(decision.decision() for decision in data.decisions)
        return NoticeStateView(await decide_notice(officer, notice_id, decisions))


def _line(notice: NoticeSummary) -> NoticeLineView:
    return NoticeLineView.of(notice)


def _file(file: NoticeFile) -> NoticeFileView:
    items = []
    for item in file.items:
        match = file.matches.get(item.id)
        items.append(
            NoticeItemView(
                id=item.id,
                item=item.item,
                state=item.state,
                resident_id=item.resident_id,
                reason=item.reason,
                match_id=match.resident_id if match else None,
                is_registered_elsewhere=match is not None and match.resident_id is None,
            )
        )
    return NoticeFileView(
        id=file.notice.id,
        number=file.notice.number,
        kind=file.notice.kind,
        state=file.notice.state,
        declarer=file.content.declarer,
        place=file.content.place,
        room=file.content.room,
        remark=file.content.remark,
        due_on=file.due.due_on,
        received_at=file.notice.received_at,
        items=items,
    )
