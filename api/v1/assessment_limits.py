"""Limits on access to assessments before the sentence, for as long as their people have no file."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.v1.access_views import AccessLimitView, NewLimit
from api.v1.assessment_views import AssessmentPurposeAsked
from api.v1.requests import Created, Reason
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.assessments.limits import (
    confirm_assessment_limit,
    decline_assessment_limit,
    end_assessment_limit,
    list_waiting_assessment_limits,
    open_assessment_limits,
    set_assessment_limit,
)
from supervision.officers import Officer


class AssessmentLimitController(Controller):
    """Exclusions and restrictions on assessments: one officer sets them, another decides."""

    tags = ["Limits on access"]  # noqa: RUF012 - as Litestar declares it

    @get("/assessments/{assessment_id:uuid}/access-limits", opt={"act": Act.ACCESS_LIMIT_LIST})
    async def open_limits(
        self, assessment_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: AssessmentPurposeAsked = None
    ) -> ListView[AccessLimitView]:
        """The limits on an assessment; those that moved onto its person's file are there."""
        return list_of(AccessLimitView.of_limit, await open_assessment_limits(officer, assessment_id, purpose))

    @post("/assessments/{assessment_id:uuid}/access-limits", opt={"act": Act.ACCESS_LIMIT_SET})
    async def set_limit(
        self, assessment_id: FromPath[UUID], data: JSONBody[NewLimit], officer: NamedDependency[Officer]
    ) -> Created:
        """Ask for a limit; it stands once another officer has confirmed it."""
        return Created(await set_assessment_limit(officer, assessment_id, data.draft()))

    @get("/assessment-limits", opt={"act": Act.ACCESS_LIMIT_LIST})
    async def list_waiting(self, officer: NamedDependency[Officer]) -> ListView[AccessLimitView]:
        """The fifty limits on assessments within reach that have waited longest for a decision."""
        return list_of(AccessLimitView.of_limit, await list_waiting_assessment_limits(officer))

    @post(
        "/assessment-limits/{limit_id:uuid}/confirmation",
        opt={"act": Act.ACCESS_LIMIT_DECIDE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def confirm(self, limit_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Let a limit stand; never one's own, nor one that names oneself."""
        await confirm_assessment_limit(officer, limit_id)

    @post(
        "/assessment-limits/{limit_id:uuid}/refusal",
        opt={"act": Act.ACCESS_LIMIT_DECIDE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def decline(
        self, limit_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Turn a limit down, with the reason."""
        await decline_assessment_limit(officer, limit_id, data.reason)

    @post(
        "/assessment-limits/{limit_id:uuid}/ending",
        opt={"act": Act.ACCESS_LIMIT_END},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def end(self, limit_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]) -> None:
        """End a limit before its last day."""
        await end_assessment_limit(officer, limit_id, data.reason)
