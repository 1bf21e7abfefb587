"""A lost second factor or a forgotten password, from the officer's page: one administrator asks, another agrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.confirming import ask_code, wrong_code
from api.console.enrolment_papers import codes_view
from api.console.officer_change_pages import change_officer, who_lines
from api.console.officer_lists import REPLACEMENT_PATHS
from api.console.officer_pages import officer_path
from api.console.pages_base import PageRequest
from api.console.view_models.base import Line
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.errors import NotFound
from supervision.officers import Credential, OfficerRecord, approve_replacement, load_officer, request_replacement
from supervision.officers.officer import NOT_HERE
from supervision.wording import Wording

ASKED = Wording("已申请，等待另一位管理员同意，一天内有效。", "Asked for; another administrator has a day to agree.")


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """What the page says on which an administrator agrees."""

    heading: Wording
    why: Wording


AGREEMENTS: Mapping[Credential, AgreementWords] = {
    Credential.SECOND_FACTOR: AgreementWords(
        Wording("同意更换动态口令", "Agree to a new second factor"),
        Wording(
            "同意后旧口令和旧的一次性代码立即作废，不能恢复；新口令只显示一次，须当面交给本人。",
            "The old second factor and codes end at once for good; the new ones are shown once, to be handed over.",
        ),
    ),
    Credential.PASSWORD: AgreementWords(
        Wording("同意更换密码", "Agree to a new password"),
        Wording(
            "同意后旧密码立即作废，不能恢复；新密码只显示一次，须当面交给本人，请本人登录后自行修改。",
            "The old password ends at once for good; the new one is shown once, to be handed over and then changed by "
            "its owner.",
        ),
    ),
}


class OfficerReplacementPages(Controller):
    """New credentials for somebody else."""

    path = "/officers/{officer_id:uuid}"

    @post("/replacement", opt={"act": Act.SECOND_FACTOR_REQUEST, "about": "officer"})
    async def ask_second_factor(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for a new second factor."""
        return await _ask(page, officer_id, Credential.SECOND_FACTOR)

    @get("/replacement/{request_id:uuid}/agreement", opt={"act": Act.SECOND_FACTOR_REPLACE})
    async def second_factor_agreement(
        self, officer_id: FromPath[UUID], request_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """What agreeing means, and the administrator's own second factor."""
        return await _show_agreement(page, officer_id, request_id, Credential.SECOND_FACTOR)

    @post("/replacement/{request_id:uuid}/agreement", opt={"act": Act.SECOND_FACTOR_REPLACE}, status_code=HTTP_200_OK)
    async def agree_to_second_factor(
        self, officer_id: FromPath[UUID], request_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Replace the second factor; the new one is shown this once."""
        return await _agree(page, officer_id, request_id, Credential.SECOND_FACTOR)

    @post("/password", opt={"act": Act.PASSWORD_REQUEST, "about": "officer"})
    async def ask_password(self, officer_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for a new password."""
        return await _ask(page, officer_id, Credential.PASSWORD)

    @get("/password/{request_id:uuid}/agreement", opt={"act": Act.PASSWORD_REPLACE})
    async def password_agreement(
        self, officer_id: FromPath[UUID], request_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """What agreeing means, and the administrator's own second factor."""
        return await _show_agreement(page, officer_id, request_id, Credential.PASSWORD)

    @post("/password/{request_id:uuid}/agreement", opt={"act": Act.PASSWORD_REPLACE}, status_code=HTTP_200_OK)
    async def agree_to_password(
        self, officer_id: FromPath[UUID], request_id: FromPath[UUID], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Replace the password; the new one is shown this once."""
        return await _agree(page, officer_id, request_id, Credential.PASSWORD)


async def _ask(page: PageRequest, officer_id: UUID, credential: Credential) -> HttpResponse:
    asking = request_replacement(page.officer, officer_id, credential)
    return await change_officer(page, officer_id, await page.form(), asking, ASKED)


async def _show_agreement(
    page: PageRequest, officer_id: UUID, request_id: UUID, credential: Credential
) -> HttpResponse:
    record = await _waiting(page, officer_id, request_id, credential)
    return await ask_code(page, _agreement(page, record, credential), active="officers")


async def _agree(page: PageRequest, officer_id: UUID, request_id: UUID, credential: Credential) -> HttpResponse:
    form, record = await page.form(), await _waiting(page, officer_id, request_id, credential)
    if (error := await wrong_code(page, form)) is not None:
        return await ask_code(page, _agreement(page, record, credential), error, active="officers")
    enrolment = await approve_replacement(page.officer, request_id, credential)
    papers = ((enrolment, record.entry.office_name),)
    return await page.show(codes_view(page, papers, officer_path(officer_id)), active="officers")


async def _waiting(page: PageRequest, officer_id: UUID, request_id: UUID, credential: Credential) -> OfficerRecord:
    record = await load_officer(page.officer, officer_id)
    waiting = record.replacements.get(credential)
    if waiting is None or waiting.id != request_id:
        raise NotFound(NOT_HERE)
    return record


def _agreement(page: PageRequest, record: OfficerRecord, credential: Credential) -> SecondFactorView:
    path, waiting, words = officer_path(record.entry.id), record.replacements[credential], AGREEMENTS[credential]
    return SecondFactorView(
        heading=words.heading,
        act=Wording("已当面核对身份，同意更换", "Identity checked in person; replace it"),
        why=words.why,
        action_path=f"{path}/{REPLACEMENT_PATHS[credential]}/{waiting.id}/agreement",
        cancel_path=path,
        shown=(
            *who_lines(record),
            Line(label=page.say(Wording("申请人", "Asked by")), value=waiting.requested_by),
        ),
        is_grave=True,
    )
