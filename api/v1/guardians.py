"""Guardians on files of minors; for whoever may not open those, neither file nor guardian is there."""

from uuid import UUID

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.induction_views import GuardianChange, GuardianEnd, GuardianView, NewGuardian, PlanSaved
from api.v1.requests import Created, PurposeAsked
from supervision.audit import Act
from supervision.corrections.guardians.keeping import change_guardian, end_guardian, enter_guardian, open_guardians
from supervision.officers import Officer

_FILE = {"about": "person-file"}


class GuardianController(Controller):
    """Guardians of minors inside the officer's reach."""

    path = "/supervisees/{supervisee_id:uuid}/guardians"
    tags = ["Induction"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.PERSON_FILE_OPEN})
    async def open(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> list[GuardianView]:
        """Who is and was a guardian, in clear; the opening is recorded with its purpose."""
        return [GuardianView.of(one) for one in await open_guardians(officer, supervisee_id, purpose)]

    @post("/", opt={"act": Act.GUARDIAN_ENTER, **_FILE})
    async def enter(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewGuardian], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down a guardian; 409 on the file of an adult."""
        return Created(await enter_guardian(officer, supervisee_id, data.facts, data.from_on))

    @put("/{guardian_id:uuid}", opt={"act": Act.GUARDIAN_CHANGE, **_FILE}, status_code=HTTP_200_OK)
    async def change(
        self,
        supervisee_id: FromPath[UUID],
        guardian_id: FromPath[UUID],
        data: JSONBody[GuardianChange],
        officer: NamedDependency[Officer],
    ) -> PlanSaved:
        """Put down what is known now; 409 when somebody else has since `version`."""
        return PlanSaved(await change_guardian(officer, supervisee_id, guardian_id, data.version, data.facts))

    @post("/{guardian_id:uuid}/ending", opt={"act": Act.GUARDIAN_END, **_FILE}, status_code=HTTP_204_NO_CONTENT)
    async def end(
        self,
        supervisee_id: FromPath[UUID],
        guardian_id: FromPath[UUID],
        data: JSONBody[GuardianEnd],
        officer: NamedDependency[Officer],
    ) -> None:
        """Put down that somebody is no longer the guardian, and why."""
        await end_guardian(officer, supervisee_id, guardian_id, data.until_on, data.reason)
