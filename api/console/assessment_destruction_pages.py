"""Destroying assessments past their period: who proposed, the second factor of another, the certificate."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console import formats
from api.console.assessment_views import ACTIVE, PATH
from api.console.confirming import CODE_FIELD, DESTROYED_FOR_GOOD, ask_code
from api.console.pages_base import PageRequest, address
from api.console.view_models.assessments import (
    AssessmentCertificateView,
    AssessmentDestructionLine,
    AssessmentDestructionsView,
)
from api.console.view_models.base import Line
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.assessments.destroying import (
    AssessmentDestruction,
    destroy_assessment,
    list_destructions,
    load_to_destroy,
    open_certificate,
)
from supervision.corrections.assessments.words import AssessmentPurpose
from supervision.errors import RuleRefused, SignInRefused
from supervision.wording import Wording

DESTROYED = Wording("已销毁，证明已签发。", "Destroyed, and certified.")


class AssessmentDestructionPages(Controller):
    """Assessments that are no longer kept, and how they go."""

    path = "/assessments"

    @get("/destructions", opt={"act": Act.ASSESSMENT_LIST})
    async def list_destructions(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Proposals to destroy and what became of them, newest first."""
        found = await list_destructions(page.officer, page.filters().get("cursor"))
        view = AssessmentDestructionsView(
            lines=tuple(map(_line, found.items)), paging=page.paging(len(found.items), found.next)
        )
        return await page.show(view, active=ACTIVE)

    @get("/destructions/{destruction_id:uuid}", opt={"act": Act.ASSESSMENT_LIST})
    async def certificate(self, destruction_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The certificate, verified and ready to be printed."""
        opened = await open_certificate(page.officer, destruction_id)
        certificate, destruction = opened.certificate, opened.destruction
        facts = (
            (Wording("证明编号", "Certificate"), str(certificate.certificate_id)),
            (Wording("销毁的记录", "What was destroyed"), destruction.number),
            (Wording("记录标识", "Id of the record"), certificate.subject_id),
            (Wording("保存至", "Kept until"), formats.long_date(destruction.kept_until, page.language)),
            (Wording("提议人", "Proposed by"), destruction.proposed_by_name),
            (Wording("核准人", "Approved by"), destruction.decided_by_name),
            (Wording("销毁时间", "Destroyed at"), formats.full_moment(certificate.destroyed_at, page.language)),
        )
        view = AssessmentCertificateView(
            facts=tuple(Line(label=page.say(label), value=value) for label, value in facts),
            gone_from_backups_on=certificate.gone_from_backups_on,
            certificate_json=opened.certificate_json,
            signature=opened.signature.hex(),
            signed_by=certificate.signed_by,
        )
        return await page.show(view, active=ACTIVE)

    @get("/{assessment_id:uuid}/destruction", opt={"act": Act.ASSESSMENT_DESTROY})
    async def ask(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would be destroyed for good, and the officer's second factor."""
        try:
            view = await _approval(page, assessment_id)
        except RuleRefused as error:
            return page.redirect(_path(assessment_id), warning=error.args[0])
        return await ask_code(page, view, active=ACTIVE)

    @post("/{assessment_id:uuid}/destruction", opt={"act": Act.ASSESSMENT_DESTROY}, status_code=HTTP_200_OK)
    async def destroy(self, assessment_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Destroy it."""
        form = await page.form()
        try:
            destruction_id = await destroy_assessment(page.officer, assessment_id, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, await _approval(page, assessment_id), error, active=ACTIVE)
        except RuleRefused as error:
            return page.redirect(_path(assessment_id), warning=error.args[0])
        return page.redirect(f"{PATH}/destructions/{destruction_id}", done=DESTROYED)


async def _approval(page: PageRequest, assessment_id: UUID) -> SecondFactorView:
    found = await load_to_destroy(page.officer, assessment_id)
    return SecondFactorView(
        heading=page.say(Wording("核准销毁", "Approve destruction")),
        act=page.say(Wording("销毁，不可恢复", "Destroy for good")),
        why=page.say(DESTROYED_FOR_GOOD),
        action_path=f"{PATH}/{assessment_id}/destruction",
        cancel_path=_path(assessment_id),
        shown=(Line(label=page.say(Wording("调查评估", "Assessment")), value=found.number),),
        is_grave=True,
    )


def _path(assessment_id: UUID) -> str:
    return address(f"{PATH}/{assessment_id}", purpose=AssessmentPurpose.ASSESSING)


def _line(destruction: AssessmentDestruction) -> AssessmentDestructionLine:
    return AssessmentDestructionLine(
        destruction_id=destruction.id,
        assessment_id=destruction.subject_id,
        number=destruction.number,
        kept_until=destruction.kept_until,
        state=destruction.state,
        proposed_by=destruction.proposed_by_name,
        proposed_at=destruction.proposed_at,
        decided_by=destruction.decided_by_name,
        decided_at=destruction.decided_at,
    )
