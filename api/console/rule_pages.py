"""The rule table of the officer's register: what holds, on whose word, and what regions say in its place."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_303_SEE_OTHER

from api.console.confirming import CODE_FIELD, ask_code
from api.console.page_forms import SubmittedForm, form_of, read_choice
from api.console.pages_base import PageRequest
from api.console.residence.service_row_forms import service_row_form, service_said, service_title, with_service
from api.console.rule_lines import (
    in_order,
    level_choices,
    local_rule_line,
    place_names,
    rule_line,
    rule_lines,
    value_of,
)
from api.console.view_models.base import FormState, Line
from api.console.view_models.rules import LocalRuleFormView, RuleListView, ServiceRowFormView
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from api.rule_books import RULE_BOOKS
from api.service_rows import NEW_SERVICE_ROW
from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, SignInRefused
from supervision.legal_rules import Confidence, Unit
from supervision.local_rules.acting import confirm_local_rule, propose_local_rule, revoke_local_rule
from supervision.local_rules.book import FIELD_LIST, LocalRow, RuleBook
from supervision.local_rules.rows import LocalRule, load_local_rule, load_local_rules
from supervision.officers.officer import NOT_HERE
from supervision.wording import Wording

PATH = "/console/rules"
SECTION = "rules"

PROPOSED = Wording("已提出，等待安全管理员核准。", "Proposed; the security administrator has to confirm it.")
CONFIRMED = Wording("已核准，即时起用于之后的办理。", "Confirmed; it applies to whatever is done from now on.")
REVOKED = Wording("已撤销。", "Revoked.")
DAY_NEEDED = Wording("请填写起用日期。", "Enter the first day.")
SURE_NEEDED = Wording("请选择核对情况。", "Say how sure this is.")
_CONFIRM = Wording("核准地方规定", "Confirm a local row")
_WHY = Wording(
    "核准后，本登记册在该地区之后的办理都按这条规定计算；有误时只能撤销，不能修改。",
    "From then on what this register does there is computed by this row; a mistake can be revoked, not mended.",
)


class RulePages(Controller):
    """Rules of law and local rows."""

    path = "/rules"

    @get("/", opt={"act": Act.LOCAL_RULE_LIST})
    async def list_rules(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """All rules with their rows; what was not read in the official text says so."""
        book, listed = _book(page), await load_local_rules(page.officer, page.filters().get("cursor"))
        names = await place_names(book, (entry.row.division for entry in listed.items))
        view = RuleListView(
            rules=rule_lines(page, book, names),
            local=tuple(local_rule_line(page, entry, names) for entry in listed.items),
            paging=page.paging(len(listed.items), listed.next),
            may_propose=page.may(Act.LOCAL_RULE_PROPOSE),
            has_services=book.entries is not None,
            may_confirm=page.may(Act.LOCAL_RULE_CONFIRM),
            may_revoke=page.may(Act.LOCAL_RULE_REVOKE),
        )
        return await page.show(view, active=SECTION)

    @get("/{name:str}/new", opt={"act": Act.LOCAL_RULE_PROPOSE})
    async def blank(self, name: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of a new row for one rule, or for a service."""
        return await page.show(await _form_view(page, name, form_of({})), active=SECTION)

    @post("/{name:str}/new", opt={"act": Act.LOCAL_RULE_PROPOSE}, status_code=HTTP_303_SEE_OTHER)
    async def propose(self, name: FromPath[str], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Propose it."""
        form = await page.form()
        try:
            await propose_local_rule(page.officer, _book(page), _row(page, form, name))
        except InputInvalid as error:
            view = await _form_view(page, name, form.state(error, page.language))
            return await page.show_again(view, error, active=SECTION)
        return page.redirect(PATH, done=PROPOSED)

    @get("/rows/{rule_id:uuid}/confirmation", opt={"act": Act.LOCAL_RULE_CONFIRM})
    async def ask_confirmation(self, rule_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """What would be in force, and the administrator's second factor."""
        return await ask_code(page, await _confirmation(page, rule_id), active=SECTION)

    @post("/rows/{rule_id:uuid}/confirmation", opt={"act": Act.LOCAL_RULE_CONFIRM}, status_code=HTTP_303_SEE_OTHER)
    async def confirm(self, rule_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put it in force."""
        form, view = await page.form(), await _confirmation(page, rule_id)
        try:
            await confirm_local_rule(page.officer, _book(page), rule_id, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, view, error, active=SECTION)
        return page.redirect(PATH, done=CONFIRMED)

    @post("/rows/{rule_id:uuid}/revocation", opt={"act": Act.LOCAL_RULE_REVOKE}, status_code=HTTP_303_SEE_OTHER)
    async def revoke(self, rule_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Take it out of force."""
        await revoke_local_rule(page.officer, rule_id)
        return page.redirect(PATH, done=REVOKED)


def _book(page: PageRequest) -> RuleBook:
    return RULE_BOOKS[page.officer.register]


def _is_service(page: PageRequest, name: str) -> bool:
    return _book(page).entries is not None and name == NEW_SERVICE_ROW


def _row(page: PageRequest, form: SubmittedForm, name: str) -> LocalRow:
    valid_from, sure = form.day("valid_from"), read_choice(Confidence, form.text("confidence"), "confidence")
    if valid_from is None:
        raise InputInvalid(DAY_NEEDED, field="valid_from")
    if sure is None:
        raise InputInvalid(SURE_NEEDED, field="confidence")
    row = LocalRow(
        name=name,
        division=form.text("division"),
        source=form.text("source"),
        confidence=sure,
        valid_from=valid_from,
        valid_until=form.day("valid_until"),
    )
    if _is_service(page, name):
        return with_service(form, row)
    is_list = name == FIELD_LIST
    return replace(
        row,
        number=None if is_list else form.number("number"),
        unit=read_choice(Unit, form.text("unit"), "unit"),
        fields=frozenset(form.texts("fields")) if is_list else frozenset(),
    )


async def _form_view(page: PageRequest, name: str, form: FormState) -> LocalRuleFormView | ServiceRowFormView:
    """NotFound for a rule that this register does not have, or that is not open."""
    book, confidences = _book(page), page.choices("confidence", _entered_as())
    if _is_service(page, name):
        return service_row_form(page, confidences, form)
    line = rule_line(page, book, name, await place_names(book, ()))
    if line is None or not line.is_open:
        raise NotFound(NOT_HERE)
    rule = book.name_of(name)
    return LocalRuleFormView(
        rule=line,
        levels=level_choices(page, book.openings[rule]) if rule and book.units_of(rule) == (Unit.LEVEL,) else (),
        units=() if rule is None else page.choices("rule-unit", book.units_of(rule)),
        fields=() if book.fields is None or rule is not None else page.choices("person-field", book.fields.listable),
        confidences=confidences,
        form=form,
    )


def _entered_as() -> Iterable[Confidence]:
    return (Confidence.VERIFIED, Confidence.SECONDARY, Confidence.UNVERIFIED, Confidence.OURS)


async def _confirmation(page: PageRequest, rule_id: UUID) -> SecondFactorView:
    entry = await load_local_rule(page.officer, rule_id)
    names = await place_names(_book(page), (entry.row.division,))
    return SecondFactorView(
        heading=_CONFIRM,
        act=_CONFIRM,
        why=_WHY,
        action_path=f"{PATH}/rows/{rule_id}/confirmation",
        cancel_path=PATH,
        shown=_shown(page, entry, names[entry.row.division]),
    )


def _shown(page: PageRequest, entry: LocalRule, place: str) -> tuple[Line, ...]:
    row = entry.row
    separator = page.say(Wording("、", ", "))
    value = (
        value_of(page, row)
        or service_said(page, row)
        or separator.join(page.word(field, "person-field") for field in in_order(page, row.fields))
    )
    facts = {
        Wording("事项", "Rule"): service_title(page, row) or page.word(row.name, "rule"),
        Wording("规定", "Says"): value,
        Wording("适用地区", "Place"): place,
        Wording("起用", "From"): row.valid_from.isoformat(),
        Wording("截止", "Until"): _day(row.valid_until),
        Wording("出处", "Source"): row.source,
        Wording("核对情况", "How sure"): page.word(row.confidence, "confidence"),
        Wording("提出人", "Proposed by"): entry.proposed_by_name,
    }
    return tuple(Line(label=page.say(label), value=value) for label, value in facts.items())


def _day(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
