"""Files past their period: due, proposed by one officer, destroyed or returned by another, certified."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT
from msgspec import Meta

from api.v1.requests import Body, Reason
from api.v1.views import ListView, View, list_of
from supervision.aftercare.keeping import AFTERCARE_FILES
from supervision.audit import Act
from supervision.corrections.keeping.files import PERSON_FILES
from supervision.keeping.deciding import FileDestruction, approve, certificate_of, propose, send_back
from supervision.keeping.outcomes import DestructionOutcome
from supervision.keeping.proposals import FileDue, FileProposal
from supervision.keeping.words import DestructionState
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE


class FileDueView(View, frozen=True):
    """A file past its period, its person masked; it may be proposed while `obstacles` is empty."""

    id: UUID
    number: str
    label: str
    division: str
    ended_on: date
    kept_until: date
    obstacles: Sequence[str]


class FileProposalView(View, frozen=True):
    """A proposal to destroy a file; `label` is empty once nothing is left of it."""

    id: UUID
    subject_id: UUID
    number: str
    label: str
    division: str
    ended_on: date
    kept_until: date
    state: DestructionState
    proposed_at: datetime
    proposed_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    return_reason: str
    certificate_id: UUID | None
    certificate_number: str | None
    rows_removed: int | None
    obstacles: Sequence[str]


class FileDestructionOutcomeView(View, frozen=True):
    """The certificate, or the code of the rule that stood in the way meanwhile."""

    proposal_id: UUID
    certificate_id: UUID | None
    refusal: str


class FileCertificateView(View, frozen=True):
    """The proposal, and the certificate exactly as it was signed with its Ed25519 signature in hexadecimal."""

    proposal: FileProposalView
    certificate_json: str
    signature: str

    @classmethod
    def of_destruction(cls, opened: FileDestruction) -> "FileCertificateView":
        """The view of a certificate."""
        certified = opened.certified
        return cls(FileProposalView.of(opened.proposal), certified.certificate_json, certified.signature.hex())


class FilesToPropose(Body, frozen=True):
    """Files that are past their period."""

    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=PAGE_SIZE)]


class FilesToDestroy(Body, frozen=True):
    """Proposals of others, and a fresh one-time code for all of them."""

    ids: Annotated[tuple[UUID, ...], Meta(min_length=1, max_length=PAGE_SIZE)]
    code: str

    def __repr__(self) -> str:
        return "FilesToDestroy(…)"


class FilesProposed(View, frozen=True):
    """The proposals' ids, in the order of the files."""

    ids: list[UUID]


def due_of(items: Sequence[FileDue], following: str | None) -> ListView[FileDueView]:
    """A page of what is due."""
    return list_of(FileDueView.of, items, following)


def proposals_of(items: Sequence[FileProposal], following: str | None) -> ListView[FileProposalView]:
    """A page of proposals."""
    return list_of(FileProposalView.of, items, following)


def outcomes_of(outcomes: Sequence[DestructionOutcome]) -> ListView[FileDestructionOutcomeView]:
    """What came of an approval."""
    return list_of(FileDestructionOutcomeView.of, outcomes)


class FileDestructionController(Controller):
    """Person files past their period."""

    path = "/file-destructions"
    tags = ["Retention"]  # noqa: RUF012 - as Litestar declares it

    @get("/due", opt={"act": Act.FILE_DESTRUCTION_LIST})
    async def list_due(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[FileDueView]:
        """Files past their period and not proposed yet, those that ended last first, with what keeps each."""
        page = await PERSON_FILES.due(officer, cursor)
        return due_of(page.items, page.next)

    @get("/", opt={"act": Act.FILE_DESTRUCTION_LIST})
    async def list_proposals(
        self,
        officer: NamedDependency[Officer],
        stands: Annotated[DestructionState, QueryParameter(name="state")] = DestructionState.PROPOSED,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[FileProposalView]:
        """Proposals in one state, newest first."""
        page = await PERSON_FILES.proposals(officer, stands, cursor)
        return proposals_of(page.items, page.next)

    @post("/", opt={"act": Act.FILE_DESTRUCTION_PROPOSE})
    async def propose(self, data: JSONBody[FilesToPropose], officer: NamedDependency[Officer]) -> FilesProposed:
        """Propose files for destruction, all or none; 409 while a period runs, something keeps one, or one waits."""
        return FilesProposed(await propose(PERSON_FILES, officer, data.ids))

    @post("/approval", opt={"act": Act.FILE_DESTRUCTION_APPROVE}, status_code=HTTP_200_OK)
    async def approve(
        self, data: JSONBody[FilesToDestroy], officer: NamedDependency[Officer]
    ) -> ListView[FileDestructionOutcomeView]:
        """Destroy what others proposed, for good, each with its certificate; 409 for one's own proposal."""
        return outcomes_of(await approve(PERSON_FILES, officer, data.ids, data.code))

    @post("/{proposal_id:uuid}/return", opt={"act": Act.FILE_DESTRUCTION_RETURN}, status_code=HTTP_204_NO_CONTENT)
    async def send_back(
        self, proposal_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Return another's proposal with a reason; the file stays due."""
        await send_back(PERSON_FILES, officer, proposal_id, data.reason)

    @get("/{proposal_id:uuid}/certificate", opt={"act": Act.FILE_DESTRUCTION_LIST})
    async def certificate(self, proposal_id: FromPath[UUID], officer: NamedDependency[Officer]) -> FileCertificateView:
        """The signed certificate; 404 unless the file was destroyed."""
        return FileCertificateView.of_destruction(await certificate_of(PERSON_FILES, officer, proposal_id))


class AftercareDestructionController(Controller):
    """Files of after-care past their period."""

    path = "/aftercare-destructions"
    tags = ["After-care"]  # noqa: RUF012 - as Litestar declares it

    @get("/due", opt={"act": Act.AFTERCARE_DESTRUCTION_LIST})
    async def list_due(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[FileDueView]:
        """Files past their period and not proposed yet, those that ended last first, with what keeps each."""
        page = await AFTERCARE_FILES.due(officer, cursor)
        return due_of(page.items, page.next)

    @get("/", opt={"act": Act.AFTERCARE_DESTRUCTION_LIST})
    async def list_proposals(
        self,
        officer: NamedDependency[Officer],
        stands: Annotated[DestructionState, QueryParameter(name="state")] = DestructionState.PROPOSED,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[FileProposalView]:
        """Proposals in one state, newest first."""
        page = await AFTERCARE_FILES.proposals(officer, stands, cursor)
        return proposals_of(page.items, page.next)

    @post("/", opt={"act": Act.AFTERCARE_DESTRUCTION_PROPOSE})
    async def propose(self, data: JSONBody[FilesToPropose], officer: NamedDependency[Officer]) -> FilesProposed:
        """Propose files for destruction, all or none; 409 while a period runs, something keeps one, or one waits."""
        return FilesProposed(await propose(AFTERCARE_FILES, officer, data.ids))

    @post("/approval", opt={"act": Act.AFTERCARE_DESTRUCTION_APPROVE}, status_code=HTTP_200_OK)
    async def approve(
        self, data: JSONBody[FilesToDestroy], officer: NamedDependency[Officer]
    ) -> ListView[FileDestructionOutcomeView]:
        """Destroy what others proposed, for good, each with its certificate; 409 for one's own proposal."""
        return outcomes_of(await approve(AFTERCARE_FILES, officer, data.ids, data.code))

    @post("/{proposal_id:uuid}/return", opt={"act": Act.AFTERCARE_DESTRUCTION_RETURN}, status_code=HTTP_204_NO_CONTENT)
    async def send_back(
        self, proposal_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Return another's proposal with a reason; the file stays due."""
        await send_back(AFTERCARE_FILES, officer, proposal_id, data.reason)

    @get("/{proposal_id:uuid}/certificate", opt={"act": Act.AFTERCARE_DESTRUCTION_LIST})
    async def certificate(self, proposal_id: FromPath[UUID], officer: NamedDependency[Officer]) -> FileCertificateView:
        """The signed certificate; 404 unless the file was destroyed."""
        return FileCertificateView.of_destruction(await certificate_of(AFTERCARE_FILES, officer, proposal_id))
