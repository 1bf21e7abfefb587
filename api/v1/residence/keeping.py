"""Holds on residents, what is past its period, and its destruction by two officers."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.requests import Body, Created, Reason
from api.v1.residence.requests import ResidencePurposeAsked
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.keeping.words import DestructionState
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE
from supervision.residence.keeping.destroying import (
    DestructionCertificate,
    approve_destruction,
    open_certificate,
    return_proposal,
)
from supervision.residence.keeping.due import list_due
from supervision.residence.keeping.holds import lift_hold, open_holds, place_hold
from supervision.residence.keeping.proposals import load_proposals, propose_destruction
from supervision.residence.keeping.words import KeptKind


class ResidentHoldView(View, frozen=True):
    """A hold in clear; it stops destruction while `lifted_at` is null."""

    id: UUID
    reason: str
    placed_at: datetime
    placed_by_name: str
    lifted_at: datetime | None
    lifted_by_name: str
    lift_reason: str


class DueRecordView(View, frozen=True):
    """A record past its period: a resident by the masked name, a household by its number."""

    id: UUID
    kind: KeptKind
    label: str
    division: str
    ended_at: datetime
    kept_until: date
    is_held: bool


class ProposalView(View, frozen=True):
    """A proposal to destroy a record; `label` is empty once it is destroyed."""

    id: UUID
    kind: KeptKind
    subject_id: UUID
    label: str
    division: str
    ended_at: datetime
    kept_until: date
    state: DestructionState
    proposed_at: datetime
    proposed_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    certificate_id: UUID | None


class DestructionOutcomeView(View, frozen=True):
    """The certificate, or the code of the rule that stood in the way meanwhile."""

    proposal_id: UUID
    certificate_id: UUID | None
    refusal: str


class CertificateView(View, frozen=True):
    """The certificate exactly as it was signed, and its Ed25519 signature in hexadecimal."""

    certificate_json: str
    signature: str

    @classmethod
    def of_certificate(cls, opened: DestructionCertificate) -> "CertificateView":
        """The view of a certificate."""
        return cls(opened.certificate_json, opened.signature.hex())


class DestructionProposal(Body, frozen=True):
    """Records of one kind that are past their period."""

    kind: KeptKind
    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=PAGE_SIZE)]


class DestructionApproval(Body, frozen=True):
    """Proposals of others, and a fresh one-time code for all of them."""

    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=PAGE_SIZE)]
    code: str

    def __repr__(self) -> str:
        return "DestructionApproval(…)"


class Proposed(View, frozen=True):
    """The proposals' ids, in the order of the records."""

    ids: list[UUID]


class ResidentHoldController(Controller):
    """What stops the destruction of a resident."""

    tags = ["Keeping"]  # noqa: RUF012 - as Litestar declares it

    @get("/residents/{resident_id:uuid}/holds", opt={"act": Act.RESIDENT_OPEN})
    async def open_holds(
        self, resident_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: ResidencePurposeAsked = None
    ) -> ListView[ResidentHoldView]:
        """The holds on a resident, lifted ones too; looking is recorded with its purpose."""
        return list_of(ResidentHoldView.of, await open_holds(officer, resident_id, purpose))

    @post("/residents/{resident_id:uuid}/holds", opt={"act": Act.RESIDENT_HOLD_PLACE, "about": "resident"})
    async def place_hold(
        self, resident_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> Created:
        """Stop the destruction of a resident until the hold is lifted."""
        return Created(await place_hold(officer, resident_id, data.reason))

    @post(
        "/resident-holds/{hold_id:uuid}/lifting",
        opt={"act": Act.RESIDENT_HOLD_LIFT},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def lift_hold(
        self, hold_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Let destruction go on; 409 when somebody lifted the hold before."""
        await lift_hold(officer, hold_id, data.reason)


class DestructionController(Controller):
    """Records past their period: due, proposed by one officer, destroyed or returned by another."""

    path = "/destructions"
    tags = ["Keeping"]  # noqa: RUF012 - as Litestar declares it

    @get("/due", opt={"act": Act.DESTRUCTION_LIST})
    async def list_due(
        self,
        officer: NamedDependency[Officer],
        kind: FromQuery[KeptKind] = KeptKind.RESIDENT,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[DueRecordView]:
        """What is past its period and not proposed yet, what ended last first."""
        page = await list_due(officer, kind, cursor)
        return list_of(DueRecordView.of, page.items, page.next)

    @get("/", opt={"act": Act.DESTRUCTION_LIST})
    async def list_proposals(
        self,
        officer: NamedDependency[Officer],
        stands: Annotated[DestructionState, QueryParameter(name="state")] = DestructionState.PROPOSED,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[ProposalView]:
        """Proposals in one state, newest first."""
        page = await load_proposals(officer, stands, cursor)
        return list_of(ProposalView.of, page.items, page.next)

    @post("/", opt={"act": Act.DESTRUCTION_PROPOSE})
    async def propose(self, data: JSONBody[DestructionProposal], officer: NamedDependency[Officer]) -> Proposed:
        """Propose records for destruction; 409 while a period runs, a hold lies on one, or a proposal waits."""
        return Proposed(await propose_destruction(officer, data.kind, data.ids))

    @post("/approval", opt={"act": Act.DESTRUCTION_APPROVE}, status_code=HTTP_200_OK)
    async def approve(
        self, data: JSONBody[DestructionApproval], officer: NamedDependency[Officer]
    ) -> ListView[DestructionOutcomeView]:
        """Destroy what others proposed, for good, each with its certificate; 409 for one's own proposal."""
        return list_of(DestructionOutcomeView.of, await approve_destruction(officer, data.ids, data.code))

    @post(
        "/{proposal_id:uuid}/return",
        opt={"act": Act.DESTRUCTION_RETURN},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def return_proposal(
        self, proposal_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Return another's proposal with a reason; the record stays due."""
        await return_proposal(officer, proposal_id, data.reason)

    @get("/{proposal_id:uuid}/certificate", opt={"act": Act.DESTRUCTION_LIST})
    async def open_certificate(self, proposal_id: FromPath[UUID], officer: NamedDependency[Officer]) -> CertificateView:
        """The signed certificate; 404 unless it was destroyed."""
        return CertificateView.of_certificate(await open_certificate(officer, proposal_id))
