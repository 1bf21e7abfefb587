"""The form by which an administrator enters a division's own row of a service, and such a row in words."""

from api.console.page_forms import SubmittedForm, read_choice
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState
from api.console.view_models.rules import ServiceRowFormView
from api.service_rows import service_row
from supervision.errors import InputInvalid
from supervision.legal_rules import Unit
from supervision.local_rules.book import LocalRow
from supervision.residence.services.catalogue import SERVICES_IN_FORCE, service_name
from supervision.residence.services.local import UNITS, LocalService, read_entry
from supervision.residence.services.words import ServiceCondition, ServiceOffice
from supervision.wording import Wording

CONDITION_NEEDED = Wording("请选择谁可以提出。", "Choose who may claim it.")
OFFICE_NEEDED = Wording("请选择办理机关。", "Choose the office in charge.")
_BETWEEN = Wording("；", "; ")
_ANSWERED_IN = Wording("%(period)s内答复", "answered within %(period)s")
_NEEDS = Wording("须带：%(needs)s", "to bring: %(needs)s")


def service_row_form(page: PageRequest, confidences: tuple[Choice, ...], form: FormState) -> ServiceRowFormView:
    """The empty form, or the one that was sent."""
    codes = dict.fromkeys(row.code for row in SERVICES_IN_FORCE.get())
    return ServiceRowFormView(
        services=tuple(Choice(value=code, label=page.say(service_name(code))) for code in codes),
        conditions=page.choices("service-condition"),
        offices=page.choices("service-office"),
        units=page.choices("rule-unit", UNITS),
        confidences=confidences,
        form=form,
    )


def with_service(form: SubmittedForm, row: LocalRow) -> LocalRow:
    """The row with the service that was entered. InputInvalid."""
    condition = read_choice(ServiceCondition, form.text("condition"), "condition")
    if condition is None:
        raise InputInvalid(CONDITION_NEEDED, field="condition")
    office = read_choice(ServiceOffice, form.text("office"), "office")
    if office is None:
        raise InputInvalid(OFFICE_NEEDED, field="office")
    said = LocalService(
        form.text("service_name"),
        form.text("name_english"),
        condition,
        office,
        form.text("needs"),
        form.number("days"),
        read_choice(Unit, form.text("unit"), "unit"),
    )
    return service_row(row, form.text("service"), said)


def service_title(page: PageRequest, row: LocalRow) -> str:
    """What the service of a row is called; empty for a row of another kind."""
    if row.entry is None:
        return ""
    said = read_entry(row.entry)
    return page.say(Wording(said.name, said.name_english))


def service_said(page: PageRequest, row: LocalRow) -> str:
    """What a row says of its service, in one line; empty for a row of another kind."""
    if row.entry is None:
        return ""
    said = read_entry(row.entry)
    parts = [page.word(said.condition, "service-condition"), page.word(said.office, "service-office")]
    if said.days is not None and said.unit is not None:
        parts.append(page.say(_ANSWERED_IN) % {"period": f"{said.days} {page.word(said.unit, 'rule-unit')}"})
    if said.needs:
        parts.append(page.say(_NEEDS) % {"needs": said.needs})
    return page.say(_BETWEEN).join(parts)
