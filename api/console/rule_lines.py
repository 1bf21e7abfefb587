"""Rules and local rows as lines of a page."""

from collections.abc import Iterable, Mapping

from api.console.pages_base import PageRequest
from api.console.residence.service_row_forms import service_said, service_title
from api.console.view_models.base import Choice
from api.console.view_models.rules import LocalRuleLine, RuleLine, RuleRow
from supervision.approvals.words import decider_at
from supervision.legal_rules import Confidence, LegalRule, Opening, Unit
from supervision.local_rules.book import FIELD_LIST, LocalRow, RuleBook
from supervision.local_rules.rows import LocalRule
from supervision.officers import division_names
from supervision.wording import Wording

NATIONWIDE = Wording("全国", "nationwide")
EVERYWHERE_HERE = Wording("本系统全部辖区", "everywhere in this installation")
_BOUNDS = Wording("%(least)s 至 %(most)s", "%(least)s to %(most)s")


async def place_names(book: RuleBook, divisions: Iterable[str]) -> Mapping[str, str]:
    """The names of the places of a book's rows and of others; the empty place is everywhere here."""
    lists = book.fields.lists if book.fields else ()
    codes = {rule.division for rule in book.rules} | {row.division for row in lists} | set(divisions)
    return {"": EVERYWHERE_HERE, **await division_names(code for code in codes if code)}


def rule_lines(page: PageRequest, book: RuleBook, names: Mapping[str, str]) -> tuple[RuleLine, ...]:
    """Every rule of a book, in the order of the code; the list of fields last."""
    codes = [*dict.fromkeys(rule.name.value for rule in book.rules), FIELD_LIST]
    return tuple(line for code in codes if (line := rule_line(page, book, code, names)) is not None)


def rule_line(page: PageRequest, book: RuleBook, code: str, names: Mapping[str, str]) -> RuleLine | None:
    """One rule with its rows of code; None where the book has none of that name."""
    if code == FIELD_LIST and book.fields is not None:
        rows = tuple(_row(page, row, _nation(page, row.division, names)) for row in book.fields.lists)
        return RuleLine(name=code, rows=rows, bounds="", is_open=True)
    name = book.name_of(code)
    if name is None:
        return None
    opening = book.openings.get(name)
    bounds = ""
    if opening is not None:
        unit = book.units_of(name)[0] if book.units_of(name)[0] is Unit.LEVEL else None
        ends = {"least": opening.least, "most": opening.most}
        bounds = page.say(_BOUNDS) % {end: number_in_words(page, number, unit) for end, number in ends.items()}
    return RuleLine(
        name=code,
        rows=tuple(
            _row(page, _as_row(rule), _nation(page, rule.division, names)) for rule in book.rules if rule.name is name
        ),
        bounds=bounds,
        is_open=opening is not None,
    )


def local_rule_line(page: PageRequest, entry: LocalRule, names: Mapping[str, str]) -> LocalRuleLine:
    """A local row with its state."""
    return LocalRuleLine(
        rule_id=entry.id,
        name=entry.row.name,
        row=_row(page, entry.row, page.say(names[entry.row.division])),
        state=entry.state,
        proposed_by=entry.proposed_by_name,
        proposed_at=entry.proposed_at,
        decided_by=entry.revoked_by_name or entry.confirmed_by_name,
        decided_at=entry.revoked_at or entry.confirmed_at,
        is_own=entry.proposed_by == page.officer.id,
        service=service_title(page, entry.row),
    )


def value_of(page: PageRequest, row: LocalRow) -> str:
    """A number with its unit; empty for a list of fields."""
    return "" if row.number is None else number_in_words(page, row.number, row.unit)


def number_in_words(page: PageRequest, number: int, unit: Unit | None) -> str:
    """A number with its unit; of a level, who decides there."""
    if unit is Unit.LEVEL:
        return page.word(decider_at(number), "decider")
    return f"{number} {page.word(unit or '', 'rule-unit')}".strip()


def level_choices(page: PageRequest, opening: Opening) -> tuple[Choice, ...]:
    """The deciders among whom a region may choose."""
    return tuple(
        Choice(value=str(level), label=number_in_words(page, level, Unit.LEVEL))
        for level in range(opening.least, opening.most + 1)
    )


def _row(page: PageRequest, row: LocalRow, place: str) -> RuleRow:
    return RuleRow(
        value=value_of(page, row),
        fields=in_order(page, row.fields),
        place=place,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        source=page.say(row.source),
        confidence=row.confidence,
        needs_check=row.confidence is not Confidence.VERIFIED,
        text=service_said(page, row),
    )


def in_order(page: PageRequest, fields: frozenset[str]) -> tuple[str, ...]:
    """Fields as pages list them."""
    return tuple(choice.value for choice in page.choices("person-field") if choice.value in fields)


def _nation(page: PageRequest, division: str, names: Mapping[str, str]) -> str:
    return names[division] if division else page.say(NATIONWIDE)


def _as_row(rule: LegalRule) -> LocalRow:
    return LocalRow(
        rule.name.value,
        rule.division,
        rule.source,
        rule.confidence,
        rule.valid_from,
        rule.valid_until,
        rule.number,
        rule.unit,
    )
