"""Provisions: what goes out as an archive that can be had once, its record, and the answers that come back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from api.archives import new_archive_password
from api.console import formats
from api.console.confirming import CODE_FIELD
from api.console.kept_sheets import JudgedSheet, KeptSheets
from api.console.page_forms import read_choice
from api.console.pages_base import PageRequest
from api.console.residence.sharing_lines import PROVISIONS, SECTION, named_fields, sharing_line
from api.console.sheet_steps import SHEET_BODY_BYTES, SheetKind, verdict_line
from api.console.sheets import FilledRow, SheetColumn
from api.console.view_models.base import FormState, Line
from api.console.view_models.imports import ImportResult
from api.console.view_models.residence.sharing import ProvideView, ProvisionView
from api.http import HttpResponse
from api.provision_archive import check_password, provision_answer
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused, SignInRefused
from supervision.residence.sharing.answer_rows import ANSWER_COLUMNS
from supervision.residence.sharing.answers import MOST_ROWS, AnswerTable, check_answers, enter_answers
from supervision.residence.sharing.providing import make_provision
from supervision.residence.sharing.provision_rows import load_provision
from supervision.residence.sharing.view_rows import load_view
from supervision.residence.sharing.words import ANSWERS_TO, AnswerVerdict, HandedOver, Scope, SharedKind
from supervision.retention import last_day_kept
from supervision.sheet_cells import text_of
from supervision.wording import Wording

MOST_SHOWN = 300
_SHEET = SheetKind("答复", "answers.xlsx", MOST_ROWS, who=Wording("条目编号", "Item"))
_FIELDS: Mapping[str, str] = {str(title): field for field, title in ANSWER_COLUMNS.items()}
_COLUMNS = tuple(SheetColumn(str(title), field != "note") for field, title in ANSWER_COLUMNS.items())
_OUTSIDE = (AnswerVerdict.OTHER_PROVISION, AnswerVerdict.UNKNOWN_ITEM)
_REFUSED = (AnswerVerdict.INVALID, AnswerVerdict.SETTLED)
_kept: KeptSheets[JudgedSheet[FilledRow]] = KeptSheets()


class ProvidingPages(Controller):
    """What goes out under a view now."""

    path = "/sharing/{view_id:uuid}/provisions"

    @get("/new", opt={"act": Act.PROVISION_MAKE, "about": "sharing"})
    async def ask(self, view_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """How much and how, with the password of the archive."""
        return await page.show(await _provide_view(page, view_id, FormState()), active=SECTION)

    @post("/", opt={"act": Act.PROVISION_MAKE, "about": "sharing"}, status_code=HTTP_200_OK)
    async def provide(self, view_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The archive, recorded and sent in one go."""
        form = await page.form()
        try:
            password = check_password(form.raw("password"))
            scope = read_choice(Scope, form.text("scope"), "scope") or Scope.ALL
            way = read_choice(HandedOver, form.text("handed_over"), "handed_over") or HandedOver.GOVERNMENT_NETWORK
            made = await make_provision(page.officer, view_id, scope, way, form.text(CODE_FIELD))
        except (InputInvalid, RuleRefused, SignInRefused) as error:
            view = await _provide_view(page, view_id, form.state(error, page.language))
            return await page.show_again(view, error, active=SECTION)
        return provision_answer(made, password)


class ProvisionPages(Controller):
    """What went out, and what came back."""

    path = "/provisions/{provision_id:uuid}"

    @get("/", opt={"act": Act.SHARING_LIST, "about": "provision"})
    async def show(self, provision_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The record of a provision."""
        return await page.show(await _view(page, provision_id), active=SECTION)

    @post(
        "/answers", opt={"act": Act.PROVISION_ANSWER}, request_max_body_size=SHEET_BODY_BYTES,
        status_code=HTTP_303_SEE_OTHER,
    )  # fmt: skip
    async def check(self, provision_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Say of each row of an answer table what would become of it; nothing is written."""
        await load_provision(page.officer, Act.PROVISION_ANSWER, provision_id)
        form = await page.form()
        try:
            file_name, rows = await _SHEET.uploaded(form, _COLUMNS)
            table = await check_answers(page.officer, provision_id, [_texts(row) for row in rows])
        except InputInvalid as error:
            view = await _view(page, provision_id, form=form.state(error, page.language))
            return await page.show_again(view, error, active=SECTION)
        result = _result(page, _kept.new_token(), file_name, rows, table)
        _kept.keep(page.officer.id, result.token, JudgedSheet(rows, result), page.now)
        return page.redirect(f"{PROVISIONS}/{provision_id}/answers/{result.token}")

    @get("/answers/{token:str}", opt={"act": Act.PROVISION_ANSWER, "about": "import"})
    async def verdicts(
        self, provision_id: FromPath[UUID], token: FromPath[str], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """The verdicts, and the button that enters."""
        result = _kept.find(page.officer.id, token, page.now).result
        return await page.show(await _view(page, provision_id, result), active=SECTION)

    @post("/answers/{token:str}", opt={"act": Act.PROVISION_ANSWER, "about": "import"}, status_code=HTTP_303_SEE_OTHER)
    async def enter(
        self, provision_id: FromPath[UUID], token: FromPath[str], page: NamedDependency[PageRequest]
    ) -> HttpResponse:
        """Judge the rows again and enter what can be entered, in one change."""
        sheet = _kept.find(page.officer.id, token, page.now)
        if sheet.rows:
            table = await enter_answers(page.officer, provision_id, [_texts(row) for row in sheet.rows])
            result = _result(page, token, sheet.result.file_name, sheet.rows, table, page.now)
            _kept.keep(page.officer.id, token, JudgedSheet((), result), page.now)
        return page.redirect(f"{PROVISIONS}/{provision_id}/answers/{token}")


async def _provide_view(page: PageRequest, view_id: UUID, form: FormState) -> ProvideView:
    view = await load_view(page.officer, Act.PROVISION_MAKE, view_id)
    return ProvideView(
        line=await sharing_line(page, view),
        scopes=page.choices("provision-scope"),
        ways=page.choices("handed-over"),
        password=new_archive_password(),
        is_of_persons=view.kind is SharedKind.PERSONS,
        form=form,
    )


async def _view(
    page: PageRequest, provision_id: UUID, result: ImportResult | None = None, form: FormState = FormState()
) -> ProvisionView:
    it, view = await load_provision(page.officer, Act.SHARING_LIST, provision_id)
    answers = ANSWERS_TO[view.kind]
    kept_until = last_day_kept("provision", it.made_at)
    facts = {
        Wording("接收单位", "Given to"): view.receiver_name,
        Wording("数据", "What"): f"{view.division_name} {page.word(view.kind, 'shared-kind')}",
        Wording("字段", "Fields"): named_fields(page, it.fields),
        Wording("范围", "Scope"): page.word(it.scope, "provision-scope"),
        Wording("条数", "Records"): str(it.rows),
        Wording("提供方式", "How"): page.word(it.handed_over, "handed-over"),
        Wording("提供人", "By"): it.made_by_name,
        Wording("提供时间", "At"): formats.full_moment(it.made_at, page.language),
        Wording("条目摘要", "Digest of the items"): bytes(it.ids_digest).hex(),
        Wording("记录保存至", "Record kept until"): formats.long_date(kept_until, page.language),
    }
    return ProvisionView(
        it=it,
        line=await sharing_line(page, view),
        facts=tuple(Line(label=page.say(label), value=value) for label, value in facts.items()),
        answers=tuple(page.word(answer, "answer") for answer in answers),
        columns=tuple(map(page.say, ANSWER_COLUMNS.values())),
        kept_until=kept_until,
        may_answer=bool(answers) and page.may(Act.PROVISION_ANSWER, view.division),
        result=replace(result, lines=result.lines[:MOST_SHOWN]) if result else None,
        form=form,
    )


def _texts(row: FilledRow) -> dict[str, str]:
    """A row by the fields of an answer, everything as text; what else stands in it is not read."""
    return {_FIELDS[title]: text_of(value) for title, value in row.cells.items() if title in _FIELDS}


def _result(
    page: PageRequest,
    token: str,
    file_name: str,
    rows: tuple[FilledRow, ...],
    table: AnswerTable,
    written_at: datetime | None = None,
) -> ImportResult:
    lines = [
        verdict_line(page, row.number, said.reference, said.verdict, said.reason, ANSWER_COLUMNS.get(said.field or ""))
        for row, said in zip(rows, table.verdicts, strict=True)
    ]
    return ImportResult(
        token=token,
        file_name=file_name,
        new=0,
        changed=table.count(AnswerVerdict.TO_ENTER),
        duplicate=table.count(AnswerVerdict.KNOWN),
        outside=table.count(*_OUTSIDE),
        invalid=table.count(*_REFUSED),
        lines=tuple(sorted(lines, key=lambda line: line.verdict in {AnswerVerdict.TO_ENTER, AnswerVerdict.KNOWN})),
        written_at=written_at,
    )
