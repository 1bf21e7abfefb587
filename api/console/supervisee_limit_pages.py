"""Limits on one file, and the receipt that tells its person who opened it."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK

from api.console.access_views import read_limit
from api.console.pages_base import PageRequest
from api.console.supervisee_header import file_path
from api.console.supervisee_pages import show_file
from api.console.view_models.access import ReceiptLine, ReceiptView
from api.http import HttpResponse
from supervision.audit import Act
from supervision.corrections.limits.setting import set_limit
from supervision.corrections.limits.trails import print_receipt
from supervision.corrections.purposes import Purpose
from supervision.errors import InputInvalid, RuleRefused
from supervision.wording import Wording

SET = Wording("已提出，待另一人审核后生效。", "Asked for; it stands once another officer has confirmed it.")


class SuperviseeLimitPages(Controller):
    """What is asked for on one file, and what is printed of it."""

    path = "/supervisees/{supervisee_id:uuid}"

    @post("/limits", opt={"act": Act.ACCESS_LIMIT_SET, "about": "person-file"}, status_code=HTTP_200_OK)
    async def set_limit(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Ask for a limit."""
        form = await page.form()
        purpose = form.text("purpose") or Purpose.SUPERVISION
        try:
            await set_limit(page.officer, supervisee_id, read_limit(form))
        except (InputInvalid, RuleRefused) as error:
            state = form.state(error, page.language)
            return await show_file(page, supervisee_id, "limits", purpose=purpose, form=state, error=error)
        return page.redirect(file_path(supervisee_id, purpose, "limits"), done=SET)

    @get("/receipt", opt={"act": Act.ACCESS_RECEIPT_PRINT, "about": "person-file"})
    async def receipt(self, supervisee_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The paper for the person."""
        receipt = await print_receipt(page.officer, supervisee_id)
        view = ReceiptView(
            supervisee_id=supervisee_id,
            file_number=receipt.file_number,
            office_name=page.officer.office_name,
            printed_at=receipt.printed_at,
            lines=tuple(
                ReceiptLine(
                    at=line.at, role=line.role, office_name=line.office_name, act=line.act, purpose=line.purpose or ""
                )
                for line in receipt.lines
            ),
            is_cut=receipt.is_cut,
        )  # fmt: skip
        return await page.show(view, active="supervisees")
