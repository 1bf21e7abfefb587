"""How a correction begins: the group, the plan, needs, the exit ban, papers received and sent."""

from uuid import UUID

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.induction_views import (
    Group,
    InductionView,
    NeedAnswer,
    NewExitBanStep,
    NewMovement,
    NewNeed,
    NextPlan,
    PlanSaved,
    Receipt,
    ResponsibleBody,
)
from api.v1.requests import Created, PurposeAsked
from supervision.audit import Act
from supervision.corrections.induction.exit_bans import record_exit_ban
from supervision.corrections.induction.group import set_group
from supervision.corrections.induction.movements import Paper, record_movement, record_receipt
from supervision.corrections.induction.needs import answer_need, refer_need
from supervision.corrections.induction.opening import open_induction
from supervision.corrections.induction.plan import save_plan
from supervision.corrections.responsible.assigning import set_responsible
from supervision.officers import Officer

_FILE = {"about": "person-file"}


class InductionController(Controller):
    """The beginning of corrections inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}"
    tags = ["Induction"]  # noqa: RUF012 - as Litestar declares it

    @get("/induction", opt={"act": Act.PERSON_FILE_OPEN})
    async def open_induction(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> InductionView:
        """Group, plans, needs, exit ban and papers in clear; the opening is recorded with its purpose."""
        return InductionView.of(await open_induction(officer, supervisee_id, purpose))

    @put("/group", opt={"act": Act.GROUP_SET, **_FILE}, status_code=HTTP_204_NO_CONTENT)
    async def set_group(
        self, supervisee_id: FromPath[UUID], data: JSONBody[Group], officer: NamedDependency[Officer]
    ) -> None:
        """Put a group in the place of the one before; 409 without a woman for a woman."""
        await set_group(officer, supervisee_id, data.members)

    @put("/officer", opt={"act": Act.FILE_OFFICER_SET, **_FILE}, status_code=HTTP_204_NO_CONTENT)
    async def set_officer(
        self, supervisee_id: FromPath[UUID], data: JSONBody[ResponsibleBody], officer: NamedDependency[Officer]
    ) -> None:
        """Let an officer answer for the file from today; a call is planned by which the person is told."""
        await set_responsible(officer, supervisee_id, data.officer_id)

    @post("/plans", opt={"act": Act.PLAN_SAVE, **_FILE}, status_code=HTTP_200_OK)
    async def save_plan(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NextPlan], officer: NamedDependency[Officer]
    ) -> PlanSaved:
        """Save the next version of the plan; 409 when somebody else has saved one since."""
        return PlanSaved(await save_plan(officer, supervisee_id, data.version, data.plan))

    @post("/needs", opt={"act": Act.NEED_REFER, **_FILE})
    async def refer_need(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewNeed], officer: NamedDependency[Officer]
    ) -> Created:
        """Refer a need to somebody who can help."""
        return Created(await refer_need(officer, supervisee_id, data.kind, data.text, data.referred_to, data.due_on))

    @post("/needs/{need_id:uuid}/answer", opt={"act": Act.NEED_ANSWER, **_FILE}, status_code=HTTP_204_NO_CONTENT)
    async def answer_need(
        self,
        supervisee_id: FromPath[UUID],
        need_id: FromPath[UUID],
        data: JSONBody[NeedAnswer],
        officer: NamedDependency[Officer],
    ) -> None:
        """Put down what came of a need; 409 when it was answered already."""
        await answer_need(officer, supervisee_id, need_id, data.state, data.answer)

    @post("/exit-ban", opt={"act": Act.EXIT_BAN_RECORD, **_FILE}, status_code=HTTP_204_NO_CONTENT)
    async def record_exit_ban(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewExitBanStep], officer: NamedDependency[Officer]
    ) -> None:
        """Put down the next step of the exit ban; lifting follows the end of the correction."""
        await record_exit_ban(officer, supervisee_id, data.step, data.happened_on, data.note)

    @post("/movements", opt={"act": Act.MOVEMENT_RECORD, **_FILE})
    async def record_movement(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewMovement], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down a paper that came in or went out."""
        paper = Paper(data.title, data.organ_name, data.number)
        return Created(
            await record_movement(
                officer, supervisee_id, data.direction, data.organ, paper, data.happened_on, data.attachment_id
            )
        )

    @post(
        "/movements/{movement_id:uuid}/receipt",
        opt={"act": Act.MOVEMENT_RECORD, **_FILE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def record_receipt(
        self,
        supervisee_id: FromPath[UUID],
        movement_id: FromPath[UUID],
        data: JSONBody[Receipt],
        officer: NamedDependency[Officer],
    ) -> None:
        """Put down the receipt for a paper; 409 when it is on record already."""
        await record_receipt(officer, supervisee_id, movement_id, data.receipt_on)
