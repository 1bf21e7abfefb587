"""A local row is proposed by one administrator, confirmed by another, and can be revoked; nothing is overwritten."""

from uuid import UUID, uuid4

from supervision.audit import Act, Change, Subject, audited_change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.local_rules.book import LocalRow, RuleBook, checked_row
from supervision.local_rules.rows import local_row_of
from supervision.local_rules.tables import LocalRuleRow
from supervision.officers import Officer, check_officer_may, confirm_with_second_factor, is_known_division
from supervision.officers.divisions import UNKNOWN
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record
from supervision.wording import Wording

LOCAL_RULE = "local-rule"

OWN_ROW = Wording("须由另一位管理员核准。", "Another administrator has to confirm it.")
DECIDED = Wording("这条规定已经核准或撤销。", "This row was confirmed or revoked already.")
STANDS_ALREADY = Wording(
    "同一地区、同一起用日已有核准的规定；请先撤销原来的。",
    "A row for the same place and first day stands already; revoke that one first.",
)


class LocalRuleDecided(RuleRefused):
    """Somebody has confirmed or revoked this row before."""

    code = "local-rule-decided"


class OwnLocalRule(RuleRefused):
    """Whoever proposed a row does not confirm it."""

    code = "own-local-rule"


class LocalRuleStands(RuleRefused):
    """Two rows for the same place and day would leave it open which holds."""

    code = "local-rule-stands"


async def propose_local_rule(admin: Officer, book: RuleBook, entered: LocalRow) -> UUID:
    """Enter what a region's law says in a rule's place; gives the row's id. InputInvalid names the field to mend."""
    check_officer_may(admin, Act.LOCAL_RULE_PROPOSE, None)
    row = await _checked(book, entered)
    async with audited_change(admin.actor, Act.LOCAL_RULE_PROPOSE, register=admin.register) as change:
        rule_id = uuid4()
        change.is_about(LOCAL_RULE, rule_id)
        change.note(rule=row.name, division=row.division, valid_from=row.valid_from)
        await LocalRuleRow.insert(
            LocalRuleRow(
                id=rule_id,
                register=admin.register.value,
                name=row.name,
                division=row.division,
                number=row.number,
                unit=row.unit and row.unit.value,
                fields=sorted(row.fields) or None,
                entry=row.entry,
                source=row.source,
                confidence=row.confidence.value,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                proposed_by=admin.id,
                proposed_at=change.at,
            )
        )
    return rule_id


async def confirm_local_rule(admin: Officer, book: RuleBook, rule_id: UUID, code: str) -> None:
    """Put another's proposal in force, with the second factor; every act that begins from now on is judged by it.

    OwnLocalRule, LocalRuleDecided, LocalRuleStands; InputInvalid when the rule is no longer open to it.
    """
    check_officer_may(admin, Act.LOCAL_RULE_CONFIRM, None)
    await confirm_with_second_factor(admin, code)
    subject = Subject(LOCAL_RULE, str(rule_id))
    async with audited_change(admin.actor, Act.LOCAL_RULE_CONFIRM, subject, register=admin.register) as change:
        stored, others = await _lock(change, admin, rule_id)
        if stored["confirmed_at"] is not None or stored["revoked_at"] is not None:
            raise LocalRuleDecided(DECIDED)
        if stored["proposed_by"] == admin.id:
            raise OwnLocalRule(OWN_ROW)
        row = await _checked(book, local_row_of(stored))
        if any(_stands(other) for other in others):
            raise LocalRuleStands(STANDS_ALREADY)
        await change.connection.execute(
            "UPDATE local_rule SET confirmed_by = $2, confirmed_at = $3 WHERE id = $1", rule_id, admin.id, change.at
        )
        change.note(rule=row.name, division=row.division, proposed_by=stored["proposed_by"])


async def revoke_local_rule(admin: Officer, rule_id: UUID) -> None:
    """Take a row out of force, or a proposal back: what holds without it holds again. LocalRuleDecided."""
    check_officer_may(admin, Act.LOCAL_RULE_REVOKE, None)
    subject = Subject(LOCAL_RULE, str(rule_id))
    async with audited_change(admin.actor, Act.LOCAL_RULE_REVOKE, subject, register=admin.register) as change:
        stored, _others = await _lock(change, admin, rule_id)
        if stored["revoked_at"] is not None:
            raise LocalRuleDecided(DECIDED)
        await change.connection.execute(
            "UPDATE local_rule SET revoked_by = $2, revoked_at = $3 WHERE id = $1", rule_id, admin.id, change.at
        )
        change.note(rule=stored["name"], division=stored["division"], stood=stored["confirmed_at"] is not None)


async def _checked(book: RuleBook, entered: LocalRow) -> LocalRow:
    row = checked_row(book, entered)
    if row.division and not await is_known_division(row.division):
        raise InputInvalid(UNKNOWN, field="division")
    return row


async def _lock(change: Change, admin: Officer, rule_id: UUID) -> tuple[Record, list[Record]]:
    """The row and the others for the same place and first day: of two confirmed at once the second is told."""
    rows = await change.connection.fetch(
        """SELECT other.*, other.revoked_at IS NOT NULL AS is_over
           FROM local_rule AS l JOIN local_rule AS other USING (register, name, division, valid_from)
           WHERE l.id = $1 AND l.register = $2 ORDER BY other.id FOR UPDATE OF other""",
        rule_id, admin.register,
    )  # fmt: skip
    for row in rows:
        if row["id"] == rule_id:
            return row, [other for other in rows if other is not row]
    raise NotFound(NOT_HERE)


def _stands(row: Record) -> bool:
    return row["confirmed_at"] is not None and row["revoked_at"] is None
