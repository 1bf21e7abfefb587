"""Legal holds, and the files whose period is over."""

from datetime import date, datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.v1.aftercare_requests import AftercarePurposeAsked
from api.v1.requests import Body, Created, PurposeAsked, Reason, ShortText
from api.v1.supervisee_views import SuperviseeView
from api.v1.views import ListView, View, list_of
from supervision.aftercare.holds import lift_aftercare_hold, open_aftercare_holds, place_aftercare_hold
from supervision.audit import Act
from supervision.corrections.hold_list import HoldShow, ListedHold, list_legal_holds
from supervision.corrections.legal_holds import (
    lift_legal_hold,
    open_legal_holds,
    place_legal_hold,
)
from supervision.corrections.past_retention import FilePastRetention, list_files_past_retention
from supervision.keeping.holds import Hold, HoldSource, NewHold
from supervision.officers import Officer


class LegalHoldView(View, frozen=True):
    """A hold in clear; it stops every destruction while `lifted_at` is null.

    Reasons, organ and its document's number are empty for whoever may not list holds.
    """

    id: UUID
    reason: str
    organ: str
    document_number: str
    review_on: date | None
    placed_at: datetime
    placed_by_name: str
    lifted_at: datetime | None
    lifted_by_name: str
    lift_reason: str

    @classmethod
    def of_hold(cls, hold: Hold) -> "LegalHoldView":
        """The view of a hold."""
        source = hold.source
        return cls.of(hold, id=hold.hold_id, organ=source.organ, document_number=source.document_number)


class ListedHoldView(View, frozen=True):
    """A hold on a file whose person is masked; its reason is told with the file."""

    id: UUID
    supervisee: SuperviseeView
    review_on: date | None
    placed_at: datetime
    placed_by_name: str
    lifted_at: datetime | None
    lifted_by_name: str

    @classmethod
    def of_hold(cls, hold: ListedHold) -> "ListedHoldView":
        """The view of a hold in a list."""
        return cls.of(hold, id=hold.hold_id, supervisee=SuperviseeView.of_person(hold.person))


class NewLegalHold(Body, frozen=True):
    """Why the file must not be destroyed, on whose word, and when to ask whether that is still so."""

    reason: ShortText
    organ: str = ""
    document_number: str = ""
    review_on: date | None = None

    @property
    def source(self) -> HoldSource:
        """On whose word."""
        return HoldSource(self.organ, self.document_number)


class FilePastRetentionView(View, frozen=True):
    """A masked file, the last day of its period, and whether a hold lies on it."""

    supervisee: SuperviseeView
    ended_at: datetime
    kept_until: date
    is_held: bool

    @classmethod
    def of_file(cls, file: FilePastRetention) -> "FilePastRetentionView":
        """The view of a file past its period."""
        return cls.of(file, supervisee=SuperviseeView.of_person(file.person))


class RetentionController(Controller):
    """What stops the destruction of a file's data, and which files wait for a decision."""

    tags = ["Retention"]  # noqa: RUF012 - as Litestar declares it

    @get(
        "/supervisees/{supervisee_id:uuid}/legal-holds",
        opt={"act": Act.PERSON_FILE_OPEN},
    )
    async def open_legal_holds(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> ListView[LegalHoldView]:
        """The holds on a file, lifted ones too; looking is recorded with its purpose."""
        return list_of(LegalHoldView.of_hold, await open_legal_holds(officer, supervisee_id, purpose))

    @post(
        "/supervisees/{supervisee_id:uuid}/legal-holds",
        opt={"act": Act.LEGAL_HOLD_PLACE, "about": "person-file"},
    )
    async def place_legal_hold(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewLegalHold], officer: NamedDependency[Officer]
    ) -> Created:
        """Stop every destruction of the file's data until the hold is lifted."""
        return Created(await place_legal_hold(officer, supervisee_id, data.reason, data.source, data.review_on))

    @get("/legal-holds", opt={"act": Act.LEGAL_HOLD_LIST})
    async def list_legal_holds(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[HoldShow] = HoldShow.STANDING,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ListedHoldView]:
        """Holds within reach, those placed last first; `to-review` are those whose day of review has come."""
        page = await list_legal_holds(officer, show, cursor)
        return list_of(ListedHoldView.of_hold, page.items, page.next)

    @post(
        "/legal-holds/{hold_id:uuid}/lifting",
        opt={"act": Act.LEGAL_HOLD_LIFT},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def lift_legal_hold(
        self, hold_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Let destruction go on; 409 when somebody lifted the hold before."""
        await lift_legal_hold(officer, hold_id, data.reason)

    @get("/files-past-retention", opt={"act": Act.PERSON_FILE_LIST})
    async def list_files_past_retention(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[FilePastRetentionView]:
        """Files whose period is over, those that ended last first; nothing destroys them but a decision."""
        page = await list_files_past_retention(officer, cursor)
        return list_of(FilePastRetentionView.of_file, page.items, page.next)


class AftercareHoldController(Controller):
    """What stops the destruction of a file of after-care."""

    tags = ["After-care"]  # noqa: RUF012 - as Litestar declares it

    @get("/aftercare/{file_id:uuid}/holds", opt={"act": Act.AFTERCARE_OPEN})
    async def open_holds(
        self, file_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: AftercarePurposeAsked = None
    ) -> ListView[LegalHoldView]:
        """The holds on a file, lifted ones too; looking is recorded with its purpose."""
        return list_of(LegalHoldView.of_hold, await open_aftercare_holds(officer, file_id, purpose))

    @post("/aftercare/{file_id:uuid}/holds", opt={"act": Act.AFTERCARE_HOLD})
    async def place_hold(
        self, file_id: FromPath[UUID], data: JSONBody[NewLegalHold], officer: NamedDependency[Officer]
    ) -> Created:
        """Stop the destruction of a file until the hold is lifted."""
        new = NewHold(data.reason, data.source, data.review_on)
        return Created(await place_aftercare_hold(officer, file_id, new))

    @post(
        "/aftercare-holds/{hold_id:uuid}/lifting",
        opt={"act": Act.AFTERCARE_LIFT},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def lift_hold(
        self, hold_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Let destruction go on; 409 when somebody lifted the hold before."""
        await lift_aftercare_hold(officer, hold_id, data.reason)
