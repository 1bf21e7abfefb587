"""The rules of the officer's register, and what regions say in their place."""

from datetime import date, datetime
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from api.rule_books import RULE_BOOKS
from api.service_rows import NEW_SERVICE_ROW, service_row
from api.v1.officer_views import ConfirmingCode
from api.v1.requests import Body, Created, ShortText
from api.v1.views import ListView, View, list_of
from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.legal_rules import Confidence, LegalRule, Unit
from supervision.local_rules.acting import confirm_local_rule, propose_local_rule, revoke_local_rule
from supervision.local_rules.book import SAYS_TWO_THINGS, LocalRow, RuleBook
from supervision.local_rules.rows import LocalRule, RowState, load_local_rules
from supervision.officers import Officer
from supervision.residence.services.local import LocalService, code_of_row, read_entry
from supervision.residence.services.words import ServiceCondition, ServiceOffice


class OpeningView(View, frozen=True):
    """How far a region's row may go, in one of `units`."""

    least: int
    most: int
    units: list[Unit]


class RuleView(View, frozen=True):
    """A row of code: a number and its unit, or a list of fields. `opening` is null where a region may set no number."""

    name: str
    number: int | None
    unit: Unit | None
    fields: list[str]
    division: str
    valid_from: date
    valid_until: date | None
    source: str
    confidence: Confidence
    opening: OpeningView | None

    @classmethod
    def of_rule(cls, book: RuleBook, rule: LegalRule) -> "RuleView":
        """The view of a number."""
        found = book.openings.get(rule.name)
        opening = None if found is None else OpeningView.of(found, units=list(book.units_of(rule.name)))
        return cls.of(rule, name=rule.name.value, fields=[], source=str(rule.source), opening=opening)


class ServiceRowView(View, frozen=True):
    """What a division's own row says of a service; `needs` is what to bring, `days` those to answer."""

    code: str
    name: str
    name_english: str
    condition: ServiceCondition
    office: ServiceOffice
    needs: str
    days: int | None
    unit: Unit | None

    @classmethod
    def of_row(cls, row: LocalRow) -> "ServiceRowView | None":
        """The view of a row that is about a service; None for another."""
        return None if row.entry is None else cls.of(read_entry(row.entry), code=code_of_row(row.name))


class LocalRuleView(View, frozen=True):
    """A local row with its state, and who proposed, confirmed and revoked it; it holds while `confirmed`."""

    id: UUID
    name: str
    number: int | None
    unit: Unit | None
    fields: list[str]
    service: ServiceRowView | None
    division: str
    valid_from: date
    valid_until: date | None
    source: str
    confidence: Confidence
    state: RowState
    proposed_by_name: str
    proposed_at: datetime
    confirmed_by_name: str
    confirmed_at: datetime | None
    revoked_by_name: str
    revoked_at: datetime | None

    @classmethod
    def of_rule(cls, entry: LocalRule) -> "LocalRuleView":
        """The view of a local row."""
        row = entry.row
        said = {name: getattr(row, name) for name in _SAID}
        return cls.of(entry, **said, fields=sorted(row.fields), service=ServiceRowView.of_row(row))


_SAID = ("name", "number", "unit", "division", "valid_from", "valid_until", "source", "confidence")


class NewServiceRow(Body, frozen=True):
    """What a division's own row says of a service; without the code of one that exists, it is a new service."""

    name: ShortText
    name_english: ShortText
    condition: ServiceCondition
    office: ServiceOffice
    code: str = ""
    needs: str = ""
    days: int | None = None
    unit: Unit | None = None


class NewLocalRule(Body, frozen=True):
    """A number, or a list of fields, in a rule's place, or under the name `service` a division's own row of a service.

    An empty division is the whole installation.
    """

    name: ShortText
    source: ShortText
    confidence: Confidence
    valid_from: date
    division: str = ""
    valid_until: date | None = None
    number: int | None = None
    unit: Unit | None = None
    fields: tuple[str, ...] = ()
    service: NewServiceRow | None = None

    def row(self) -> LocalRow:
        """The row as the domain takes it; InputInvalid for a service under another name."""
        said = {name: getattr(self, name) for name in _SAID}
        row = LocalRow(**said, fields=frozenset(self.fields))
        if self.service is None:
            return row
        if self.name != NEW_SERVICE_ROW:
            raise InputInvalid(SAYS_TWO_THINGS, field="name")
        entered = {name: getattr(self.service, name) for name in LocalService.__struct_fields__}
        return service_row(row, self.service.code, LocalService(**entered))


class RuleController(Controller):
    """Rules of law, and the rows of regions in their place."""

    tags = ["Rules"]  # noqa: RUF012 - as Litestar declares it

    @get("/rules", opt={"act": Act.LOCAL_RULE_LIST})
    async def list_rules(self, officer: NamedDependency[Officer]) -> ListView[RuleView]:
        """Every rule that the service has of itself, with its source and how sure it is, on one page."""
        book = RULE_BOOKS[officer.register]
        rules = [RuleView.of_rule(book, rule) for rule in book.rules]
        lists = book.fields.lists if book.fields else ()
        return ListView(
            [
                *rules,
                *(RuleView.of(row, fields=sorted(row.fields), source=str(row.source), opening=None) for row in lists),
            ]
        )

    @get("/local-rules", opt={"act": Act.LOCAL_RULE_LIST})
    async def list_local_rules(
        self, officer: NamedDependency[Officer], cursor: FromQuery[str | None] = None
    ) -> ListView[LocalRuleView]:
        """Local rows in every state, newest first, fifty a page."""
        page = await load_local_rules(officer, cursor)
        return list_of(LocalRuleView.of_rule, page.items, page.next)

    @post("/local-rules", opt={"act": Act.LOCAL_RULE_PROPOSE})
    async def propose(self, data: JSONBody[NewLocalRule], officer: NamedDependency[Officer]) -> Created:
        """Propose a row; 400 for a rule that is not open, or beyond its opening."""
        return Created(await propose_local_rule(officer, RULE_BOOKS[officer.register], data.row()))

    @post(
        "/local-rules/{rule_id:uuid}/confirmation",
        opt={"act": Act.LOCAL_RULE_CONFIRM},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def confirm(
        self, rule_id: FromPath[UUID], data: JSONBody[ConfirmingCode], officer: NamedDependency[Officer]
    ) -> None:
        """Put another's row in force with a fresh code; 409 when it was decided, or another stands in its place."""
        await confirm_local_rule(officer, RULE_BOOKS[officer.register], rule_id, data.code)

    @post(
        "/local-rules/{rule_id:uuid}/revocation",
        opt={"act": Act.LOCAL_RULE_REVOKE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def revoke(self, rule_id: FromPath[UUID], officer: NamedDependency[Officer]) -> None:
        """Take a row out of force, or a proposal back; 409 when it was revoked before."""
        await revoke_local_rule(officer, rule_id)
