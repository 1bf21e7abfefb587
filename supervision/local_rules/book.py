"""The rules of one register, what regions may say in their place, and how their rows are put in force. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from supervision.errors import InputInvalid
from supervision.legal_rules import Confidence, LegalRule, Opening, RuleMissing, Unit, find_rule
from supervision.settings import Register
from supervision.texts import needed_text
from supervision.wording import Wording

FIELD_LIST = "person-fields"
"""The name under which a register that asks persons for a list of fields has that list."""

RULE_UNKNOWN = Wording("没有这项规则。", "There is no such rule.")
NOT_OPEN = Wording(
    "这是全国性法律的规定，没有留给地方另行规定的余地，不能更改。",
    "This is national law and leaves nothing for a region to say; it cannot be changed.",
)
NATIONAL_STANDS = Wording(
    "全国规定已与官方文本核对，只能按地区另行规定，请填写适用地区。",
    "The national rule was read in the official text; only a region may differ. Enter the region.",
)
NUMBER_NEEDED = Wording("请填写规定的数值。", "Enter the number.")
FIELDS_WRONG = Wording(
    "只能从列出的项目中选择，且姓名、性别、出生日期、证件号码、居住地必须在内。",
    "Choose among the items listed; name, sex, date of birth, document and residence are always among them.",
)
SAYS_TWO_THINGS = Wording(
    "一条规定只能是数值、项目、服务事项中的一种。",
    "A row says one thing: a number, a list of fields, or a service.",
)
PLACE_NEEDED = Wording("请填写适用地区的区划代码。", "Enter the code of the division where it holds.")
UNIT_WRONG = Wording("这项规则不能用此单位。", "This rule is not counted in this unit.")
BEFORE_THE_LAW = Wording("起用日期早于所依据的法律。", "The first day lies before that of the law it belongs to.")
BACKWARDS = Wording("截止日不能早于起用日。", "The last day cannot lie before the first.")
LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class LocalRow:
    """What a region says: a number and its unit, a list of fields, or an entry; no division means everywhere here."""

    name: str
    division: str
    source: str
    confidence: Confidence
    valid_from: date
    valid_until: date | None = None
    number: int | None = None
    unit: Unit | None = None
    fields: frozenset[str] = frozenset()
    entry: str | None = None
    """What a register's list gains by the row, as that register writes it."""
    is_over: bool = False
    """Whether it was revoked; what was entered by it may still have to be named."""


@dataclass(frozen=True, slots=True)
class EntryOpening:
    """Rows by which a register's list gains an entry of its own, told by how their names begin.

    `checked` gives an entry as it is stored, from the row's name and what was entered. InputInvalid.
    """

    prefix: str
    checked: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class FieldOpening:
    """Which fields a region may list at all, which it must, and the lists of code."""

    listable: tuple[str, ...]
    needed: frozenset[str]
    lists: tuple[LocalRow, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What one register has in code, and how the regions' rows are handed to an act that begins.

    `table_of` makes the whole table of some local rows, and gives what hands it to the act that is under way.
    """

    register: Register
    rules: tuple[LegalRule, ...]
    openings: Mapping[StrEnum, Opening]
    table_of: Callable[[Sequence[LocalRow]], Callable[[], None]]
    fields: FieldOpening | None = None
    entries: EntryOpening | None = None

    def put_in_force(self, rows: Sequence[LocalRow]) -> None:
        """Judge what follows in this task by these local rows and those of code."""
        self.table_of(rows)()

    def name_of(self, code: str) -> StrEnum | None:
        """The rule that a code names; None where this register has none of that name."""
        return next((rule.name for rule in self.rules if rule.name == code), None)

    def units_of(self, name: StrEnum) -> tuple[Unit, ...]:
        """The units in which a region may count a rule, its own first."""
        own = next(rule.unit for rule in self.rules if rule.name is name and not rule.division)
        opening = self.openings.get(name)
        return (own, *sorted(opening.units - {own})) if opening else (own,)

    def code_row(self, name: StrEnum, on: date, division: str = "") -> LegalRule:
        """The row of code that would hold without any local one; RuleMissing before there was any."""
        return find_rule(name, on, division, self.rules)


def joined_books(first: RuleBook, second: RuleBook) -> RuleBook:
    """One book of two rooms of one register that do not know each other; only the first has fields and entries."""

    def table_of(rows: Sequence[LocalRow]) -> Callable[[], None]:
        tables = (first.table_of(rows), second.table_of(rows))

        def hand_over() -> None:
            for table in tables:
                table()

        return hand_over

    return RuleBook(
        first.register,
        (*first.rules, *second.rules),
        {**first.openings, **second.openings},
        table_of,
        first.fields,
        first.entries,
    )


def as_rules(rows: Sequence[LocalRow], book_rules: Sequence[LegalRule]) -> tuple[LegalRule, ...]:
    """The numbers among some rows as rules, before those of code: of the same place and day, the region's row holds."""
    names = {rule.name.value: rule.name for rule in book_rules}
    local = tuple(
        LegalRule(
            names[row.name],
            row.number,
            row.unit,
            Wording(row.source, row.source),
            row.confidence,
            row.valid_from,
            row.valid_until,
            row.division,
        )
        for row in rows
        if row.number is not None and row.unit is not None and row.name in names
    )
    return (*local, *book_rules)


def checked_row(book: RuleBook, row: LocalRow) -> LocalRow:
    """The row as it is stored; InputInvalid for a rule that is not open, or for more than its opening allows."""
    if row.valid_until is not None and row.valid_until < row.valid_from:
        raise InputInvalid(BACKWARDS, field="valid_until")
    source = needed_text(row.source, "source", LONGEST_SOURCE)
    if book.entries is not None and row.name.startswith(book.entries.prefix):
        return replace(row, source=source, entry=_checked_entry(book.entries, row))
    if row.entry is not None:
        raise InputInvalid(SAYS_TWO_THINGS, field="name")
    if row.name == FIELD_LIST and book.fields is not None:
        if row.number is not None or row.unit is not None:
            raise InputInvalid(SAYS_TWO_THINGS, field="number")
        _check_fields(book.fields, row)
        return LocalRow(
            row.name, row.division, source, row.confidence, row.valid_from, row.valid_until, fields=row.fields
        )
    if row.fields:
        raise InputInvalid(SAYS_TWO_THINGS, field="fields")
    number, unit = _checked_number(book, row)
    return LocalRow(
        row.name, row.division, source, row.confidence, row.valid_from, row.valid_until, number=number, unit=unit
    )


def _checked_number(book: RuleBook, row: LocalRow) -> tuple[int, Unit]:
    name = book.name_of(row.name)
    if name is None:
        raise InputInvalid(RULE_UNKNOWN, field="name")
    opening = book.openings.get(name)
    if opening is None:
        raise InputInvalid(NOT_OPEN, field="name")
    try:
        code = book.code_row(name, row.valid_from, row.division)
    except RuleMissing as error:
        raise InputInvalid(BEFORE_THE_LAW, field="valid_from") from error
    _check_place(code, row.division)
    unit = row.unit or code.unit
    if unit is not code.unit and unit not in opening.units:
        raise InputInvalid(UNIT_WRONG, field="unit")
    if row.number is None:
        raise InputInvalid(NUMBER_NEEDED, field="number")
    if not opening.least <= row.number <= opening.most:
        raise InputInvalid(_beyond(opening), field="number")
    return row.number, unit


def _checked_entry(opening: EntryOpening, row: LocalRow) -> str:
    if row.entry is None or row.number is not None or row.unit is not None or row.fields:
        raise InputInvalid(SAYS_TWO_THINGS, field="name")
    if not row.division:
        raise InputInvalid(PLACE_NEEDED, field="division")
    return opening.checked(row.name, row.entry)


def _check_fields(opening: FieldOpening, row: LocalRow) -> None:
    """A closed list: what is not a field of this service, such as religion or a mark on a person, cannot be entered."""
    if not opening.needed <= row.fields <= frozenset(opening.listable):
        raise InputInvalid(FIELDS_WRONG, field="fields")
    if not row.division:
        raise InputInvalid(NATIONAL_STANDS, field="division")


def _check_place(code: LegalRule, division: str) -> None:
    """National law that was read in its text may be departed from by a region, not by the whole installation."""
    if not division and code.confidence is Confidence.VERIFIED:
        raise InputInvalid(NATIONAL_STANDS, field="division")


def _beyond(opening: Opening) -> Wording:
    return Wording(
        f"这项规则只能定在 {opening.least} 至 {opening.most} 之间。",
        f"A region may set this rule from {opening.least} to {opening.most}.",
    )
