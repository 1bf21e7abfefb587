"""The destruction lists of person files and of files of after-care."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console.file_destruction_desk import (
    DestructionDesk,
    ask_approval,
    show_certificate,
    show_list,
    take_approval,
    take_proposal,
    take_return,
)
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice
from api.http import HttpResponse
from supervision.aftercare.keeping import AFTERCARE_FILES
from supervision.audit import Act
from supervision.corrections.keeping.files import PERSON_FILES
from supervision.wording import Wording

PERSON_FILE_DESK = DestructionDesk(
    book=PERSON_FILES,
    path="/console/file-destruction",
    section="file-destruction",
    title=Wording("矫正档案销毁", "Destruction of correction files"),
    waiting=Wording("待核准的矫正档案销毁", "Correction files to destroy"),
    kept_from=Wording("矫正结束日", "Correction ended on"),
    file_path="/console/supervisees",
    open_act=Act.PERSON_FILE_OPEN,
)


AFTERCARE_DESK = DestructionDesk(
    book=AFTERCARE_FILES,
    path="/console/aftercare-destruction",
    section="aftercare-destruction",
    title=Wording("帮教档案销毁", "Destruction of after-care files"),
    waiting=Wording("待核准的帮教档案销毁", "After-care files to destroy"),
    kept_from=Wording("帮教结束日", "After-care ended on"),
    file_path="/console/aftercare",
    open_act=Act.AFTERCARE_OPEN,
)


async def waiting_destructions(page: PageRequest) -> tuple[Choice, ...]:
    """The lists on which proposals of others wait for the officer, by their path."""
    counted = [
        (desk, await desk.book.count_proposed(page.officer, to_decide=True))
        for desk in (PERSON_FILE_DESK, AFTERCARE_DESK)
        if page.may(desk.book.acts.approve)
    ]
    return tuple(Choice(value=desk.path, label=page.say(desk.waiting), count=count) for desk, count in counted if count)


class FileDestructionPages(Controller):
    """Person files that are no longer kept, and how they go."""

    path = "/file-destruction"

    @get("/", opt={"act": Act.FILE_DESTRUCTION_LIST})
    async def show_list(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What is due, or the proposals in one state."""
        return await show_list(page, PERSON_FILE_DESK)

    @post("/", opt={"act": Act.FILE_DESTRUCTION_PROPOSE}, status_code=HTTP_303_SEE_OTHER)
    async def propose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Propose what was chosen."""
        return await take_proposal(page, PERSON_FILE_DESK)

    @get("/approval", opt={"act": Act.FILE_DESTRUCTION_APPROVE})
    async def ask_approval(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would be destroyed for good, and the officer's second factor."""
        return await ask_approval(page, PERSON_FILE_DESK)

    @post("/approval", opt={"act": Act.FILE_DESTRUCTION_APPROVE}, status_code=HTTP_303_SEE_OTHER)
    async def approve(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Destroy it."""
        return await take_approval(page, PERSON_FILE_DESK)

    @post("/{proposal_id:uuid}/return", opt={"act": Act.FILE_DESTRUCTION_RETURN}, status_code=HTTP_303_SEE_OTHER)
    async def send_back(self, proposal_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Return another officer's proposal with a reason."""
        return await take_return(page, PERSON_FILE_DESK, proposal_id)

    @get("/{proposal_id:uuid}", opt={"act": Act.FILE_DESTRUCTION_LIST})
    async def show_certificate(self, proposal_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The certificate, verified and ready to be printed."""
        return await show_certificate(page, PERSON_FILE_DESK, proposal_id)


class AftercareDestructionPages(Controller):
    """Files of after-care that are no longer kept, and how they go."""

    path = "/aftercare-destruction"

    @get("/", opt={"act": Act.AFTERCARE_DESTRUCTION_LIST})
    async def show_list(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What is due, or the proposals in one state."""
        return await show_list(page, AFTERCARE_DESK)

    @post("/", opt={"act": Act.AFTERCARE_DESTRUCTION_PROPOSE}, status_code=HTTP_303_SEE_OTHER)
    async def propose(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Propose what was chosen."""
        return await take_proposal(page, AFTERCARE_DESK)

    @get("/approval", opt={"act": Act.AFTERCARE_DESTRUCTION_APPROVE})
    async def ask_approval(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would be destroyed for good, and the officer's second factor."""
        return await ask_approval(page, AFTERCARE_DESK)

    @post("/approval", opt={"act": Act.AFTERCARE_DESTRUCTION_APPROVE}, status_code=HTTP_303_SEE_OTHER)
    async def approve(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Destroy it."""
        return await take_approval(page, AFTERCARE_DESK)

    @post("/{proposal_id:uuid}/return", opt={"act": Act.AFTERCARE_DESTRUCTION_RETURN}, status_code=HTTP_303_SEE_OTHER)
    async def send_back(self, proposal_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Return another officer's proposal with a reason."""
        return await take_return(page, AFTERCARE_DESK, proposal_id)

    @get("/{proposal_id:uuid}", opt={"act": Act.AFTERCARE_DESTRUCTION_LIST})
    async def show_certificate(self, proposal_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The certificate, verified and ready to be printed."""
        return await show_certificate(page, AFTERCARE_DESK, proposal_id)
