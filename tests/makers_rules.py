"""Local rows as administrators enter and confirm them."""

from datetime import date
from typing import Any
from uuid import UUID

from api.rule_books import RULE_BOOKS
from api.service_rows import NEW_SERVICE_ROW, service_row
from supervision.legal_rules import Confidence, RuleName, Unit
from supervision.local_rules.acting import confirm_local_rule, propose_local_rule
from supervision.local_rules.book import FIELD_LIST, LocalRow
from supervision.residence.rules import FIELDS_OF_EVERY_LIST, PersonField, ResidenceRuleName
from supervision.residence.services.local import LocalService
from supervision.residence.services.words import ServiceCondition, ServiceOffice
from tests.makers import Member
from tests.makers_orders import unused_code

SOURCE = "临溪县流动人口服务管理办法第六条"
BUS_CARD = LocalService(
    "老年乘车卡", "a bus card for the elderly", ServiceCondition.STAY, ServiceOffice.TOWNSHIP, "近期照片一张", 5,
    Unit.WORKING_DAYS,
)  # fmt: skip


def make_row(name: str = ResidenceRuleName.PERMIT_ISSUE_DUE, number: int | None = 10, **more: Any) -> LocalRow:
    """Ten days to issue a permit in the county Linxi, since 2026."""
    said: dict[str, Any] = {
        "division": "149901",
        "source": SOURCE,
        "confidence": Confidence.VERIFIED,
        "valid_from": date(2026, 1, 1),
        "unit": None,
    }
    return LocalRow(name=name, number=number, **(said | more))


def make_correction_row(number: int = 1, **more: Any) -> LocalRow:
    """One check-in a day in the county Linxi, since 2026."""
    return make_row(RuleName.CHECK_INS_A_DAY, number, **more)


def make_field_row(*further: PersonField, division: str = "149901") -> LocalRow:
    """What nobody can be registered without, and some fields more."""
    fields = frozenset(field.value for field in (*FIELDS_OF_EVERY_LIST, *further))
    return make_row(FIELD_LIST, None, fields=fields, division=division)


def make_service_row(code: str = "", said: LocalService = BUS_CARD, **more: Any) -> LocalRow:
    """A service that Linxi has of its own, since 2026."""
    return service_row(make_row(NEW_SERVICE_ROW, None, **more), code, said)


async def propose(admin: Member, row: LocalRow) -> UUID:
    """Proposed in the administrator's register."""
    return await propose_local_rule(admin.officer, RULE_BOOKS[admin.officer.register], row)


async def confirm(admin: Member, rule_id: UUID) -> None:
    """Confirmed with an unused code."""
    await confirm_local_rule(admin.officer, RULE_BOOKS[admin.officer.register], rule_id, unused_code(admin))


async def make_standing_row(system: Member, security: Member, row: LocalRow) -> UUID:
    """Proposed by one, confirmed by the other."""
    rule_id = await propose(system, row)
    await confirm(security, rule_id)
    return rule_id
