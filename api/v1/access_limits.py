"""Limits on access to files, the way past them, legal queries into files of minors, and who opened what."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.access_views import (
    AccessLimitView,
    BrokenGlassView,
    GlassBreaking,
    GlassOpenedView,
    GlassReview,
    LegalQueryView,
    NameableView,
    NewLegalQuery,
    NewLimit,
    OwnActView,
    QueryAnswer,
    ReceiptView,
)
from api.v1.requests import Created, PurposeAsked, Reason
from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.corrections.limits.glass import break_glass, list_broken_glass, review_glass
from supervision.corrections.limits.legal_queries import answer_query, list_queries, record_query
from supervision.corrections.limits.setting import (
    confirm_limit,
    decline_limit,
    end_limit,
    list_nameable,
    list_waiting_limits,
    open_limits,
    set_limit,
)
from supervision.corrections.limits.trails import print_receipt, read_own_trail
from supervision.officers import Officer


class AccessLimitController(Controller):
    """Exclusions and restrictions: one officer sets them, another decides."""

    tags = ["Limits on access"]  # noqa: RUF012 - as Litestar declares it

    @get("/supervisees/{supervisee_id:uuid}/access-limits", opt={"act": Act.ACCESS_LIMIT_LIST, "about": "person-file"})
    async def open_limits(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> ListView[AccessLimitView]:
        """The limits on a file, those that are over too; looking is recorded with its purpose."""
        return list_of(AccessLimitView.of_limit, await open_limits(officer, supervisee_id, purpose))

    @post("/supervisees/{supervisee_id:uuid}/access-limits", opt={"act": Act.ACCESS_LIMIT_SET, "about": "person-file"})
    async def set_limit(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewLimit], officer: NamedDependency[Officer]
    ) -> Created:
        """Ask for a limit; it stands once another officer has confirmed it."""
        return Created(await set_limit(officer, supervisee_id, data.draft()))

    @get("/access-limits", opt={"act": Act.ACCESS_LIMIT_LIST})
    async def list_waiting(self, officer: NamedDependency[Officer]) -> ListView[AccessLimitView]:
        """The fifty limits within reach that have waited longest for a decision."""
        return list_of(AccessLimitView.of_limit, await list_waiting_limits(officer))

    @get("/access-limits/nameable", opt={"act": Act.ACCESS_LIMIT_SET})
    async def list_nameable(self, officer: NamedDependency[Officer]) -> ListView[NameableView]:
        """The officers and offices whom a limit can name."""
        return list_of(NameableView.of, await list_nameable(officer))

    @post(
        "/access-limits/{limit_id:uuid}/confirmation",
        opt={"act": Act.ACCESS_LIMIT_DECIDE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def confirm(self, limit_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Let a limit stand; never one's own, nor one that names oneself."""
        await confirm_limit(officer, limit_id)

    @post(
        "/access-limits/{limit_id:uuid}/refusal", opt={"act": Act.ACCESS_LIMIT_DECIDE}, status_code=HTTP_204_NO_CONTENT
    )
    async def decline(
        self, limit_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]
    ) -> None:
        """Turn a limit down, with the reason."""
        await decline_limit(officer, limit_id, data.reason)

    @post("/access-limits/{limit_id:uuid}/ending", opt={"act": Act.ACCESS_LIMIT_END}, status_code=HTTP_204_NO_CONTENT)
    async def end(self, limit_id: FromPath[UUID], data: JSONBody[Reason], officer: NamedDependency[Officer]) -> None:
        """End a limit before its last day."""
        await end_limit(officer, limit_id, data.reason)

    @post("/broken-glass", opt={"act": Act.GLASS_BREAK}, status_code=HTTP_200_OK)
    async def break_glass(self, data: JSONBody[GlassBreaking], officer: NamedDependency[Officer]) -> GlassOpenedView:
        """Open a restricted file for some hours, by an exact number; told at once, and reviewed by somebody else."""
        opened = await break_glass(officer, data.number, data.reason, data.code)
        return GlassOpenedView(opened.file_id, opened.until_at)

    @get("/broken-glass", opt={"act": Act.GLASS_LIST})
    async def list_broken_glass(
        self,
        officer: NamedDependency[Officer],
        cursor: FromQuery[str | None] = None,
        *,
        waiting: FromQuery[bool] = False,
    ) -> ListView[BrokenGlassView]:
        """Whenever the glass was broken within reach, or only what nobody has reviewed."""
        page = await list_broken_glass(officer, cursor, only_waiting=waiting)
        return list_of(BrokenGlassView.of_glass, page.items, page.next)

    @post("/broken-glass/{glass_id:uuid}/review", opt={"act": Act.GLASS_REVIEW}, status_code=HTTP_204_NO_CONTENT)
    async def review(
        self, glass_id: FromPath[UUID], data: JSONBody[GlassReview], officer: NamedDependency[Officer]
    ) -> None:
        """Say whether it was justified; 409 when somebody was first."""
        await review_glass(officer, glass_id, data.finding, is_justified=data.is_justified)

    @get("/legal-queries", opt={"act": Act.LEGAL_QUERY_LIST})
    async def list_queries(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[LegalQueryView]:
        """Legal queries into files of minors within reach, newest first."""
        page = await list_queries(officer, cursor)
        return list_of(LegalQueryView.of_query, page.items, page.next)

    @post(
        "/supervisees/{supervisee_id:uuid}/legal-queries", opt={"act": Act.LEGAL_QUERY_RECORD, "about": "person-file"}
    )
    async def record_query(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewLegalQuery], officer: NamedDependency[Officer]
    ) -> Created:
        """Record a legal query; a sealed file is then open to this officer for some hours."""
        return Created(await record_query(officer, supervisee_id, data.text()))

    @post("/legal-queries/{query_id:uuid}/answer", opt={"act": Act.LEGAL_QUERY_RECORD}, status_code=HTTP_204_NO_CONTENT)
    async def answer_query(
        self, query_id: FromPath[UUID], data: JSONBody[QueryAnswer], officer: NamedDependency[Officer]
    ) -> None:
        """Record what was told, once."""
        await answer_query(officer, query_id, data.answer)

    @get("/me/trail", opt={"act": Act.OWN_TRAIL_READ})
    async def read_own_trail(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[OwnActView]:
        """What one did with files oneself, newest first."""
        page = await read_own_trail(officer, cursor)
        return list_of(OwnActView.of, page.items, page.next)

    @get(
        "/supervisees/{supervisee_id:uuid}/access-receipt",
        opt={"act": Act.ACCESS_RECEIPT_PRINT, "about": "person-file"},
    )
    async def print_receipt(self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer]) -> ReceiptView:
        """Who opened the file, by role and office, for the person to take along."""
        return ReceiptView.of_receipt(await print_receipt(officer, supervisee_id))
