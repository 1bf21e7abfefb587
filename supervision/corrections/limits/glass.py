"""Breaking the glass: a way past a restriction for a typed reason and some hours, told at once and reviewed later."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.access import asker_of, asking, load_access_for_system
from supervision.corrections.access_rule import Opening, is_open_to
from supervision.corrections.limits.tables import BrokenGlassRow
from supervision.corrections.opening import about_file
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, confirm_with_second_factor, officer_may, reach
from supervision.officers.holidays import legal_calendar
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.periods import count_period
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import (
    DataKey,
    Place,
    SearchField,
    SearchTerm,
    digest_terms,
    load_key,
    load_keys,
    seal_text,
    unseal_text,
)
from supervision.vault.search_terms import normalise_document
from supervision.wording import Wording

TABLE = "broken_glass"
_MOST_REASON = 1_000

NOT_CLOSED = Wording("该档案对您没有限制，请直接查阅。", "No restriction closes this file to you; open it as usual.")
SAY_WHETHER = Wording("请选择是否有正当理由。", "Say whether it was justified.")
OWN_GLASS = Wording("不能复核本人的紧急查阅。", "Nobody reviews their own breaking of the glass.")


class GlassRefused(RuleRefused):
    """The glass need not be broken, or this officer may not review it."""

    code = "broken-glass-refused"


class GlassReviewed(RuleRefused):
    """Somebody else was first; says who and when."""

    code = "broken-glass-reviewed"

    def __init__(self, who: str, at: datetime) -> None:
        when = f"{at.astimezone(legal_time.LEGAL_ZONE):%Y-%m-%d %H:%M}"
        super().__init__(Wording(f"已由{who}于{when}复核。", f"{who} reviewed it on {when}."))


@dataclass(frozen=True, slots=True)
class BrokenGlass:
    """One use of the way past a restriction, with its reason and, once there is one, its review."""

    glass_id: UUID
    file_id: UUID
    file_number: str
    division: str
    officer_id: UUID
    officer_name: str
    office_name: str
    reason: str
    opened_at: datetime
    until_at: datetime
    review_due_on: date
    reviewed_at: datetime | None
    reviewed_by_name: str
    is_justified: bool | None
    finding: str


@dataclass(frozen=True, slots=True)
class OpenedGlass:
    """The file that is open now, and until when."""

    file_id: UUID
    until_at: datetime


_SELECT = """
SELECT glass.*, f.number AS file_number, f.vault_key, f.division, opener.name AS officer_name,
       coalesce(office.name, '') AS office_name, coalesce(reviewer.name, '') AS reviewed_by_name
FROM broken_glass AS glass JOIN files_within($1) AS f ON f.id = glass.file
JOIN officer AS opener ON opener.id = glass.officer LEFT JOIN office ON office.id = opener.office
LEFT JOIN officer AS reviewer ON reviewer.id = glass.reviewed_by
"""
_FIND = """
SELECT f.id, f.division, f.vault_key FROM person_file AS f
WHERE f.number = $1 OR EXISTS (SELECT FROM search_term AS t WHERE t.file = f.id AND t.term_digest = ANY($2))
ORDER BY f.opened_at DESC
"""


async def break_glass(officer: Officer, number: str, reason: str, code: str) -> OpenedGlass:
    """Open a restricted file by its exact number, or its person's document number, confirmed with the second factor.

    NotFound where there is none within reach, or an exclusion names the officer; GlassRefused where nothing closes it.
    """
    reason, number = needed_text(reason, "reason", _MOST_REASON), needed_text(number, "number")
    check_officer_may(officer, Act.GLASS_BREAK, None)
    await confirm_with_second_factor(officer, code)
    file = await _find(officer, number)
    async with audited_change(officer.actor, Act.GLASS_BREAK, about_file(file["id"])) as change:
        today = legal_day(change.at)
        hours = find_correction_rule(CorrectionRuleName.BREAK_GLASS_VALID, today, file["division"]).number
        due = find_correction_rule(CorrectionRuleName.BREAK_GLASS_REVIEW_DUE, today, file["division"])
        until_at = change.at + timedelta(hours=hours)
        glass_id, key = uuid4(), await load_key(file["vault_key"])
        await BrokenGlassRow.insert(
            BrokenGlassRow(
                id=glass_id,
                file=file["id"],
                officer=officer.id,
                reason_sealed=seal_text(key, reason, Place(TABLE, "reason_sealed", glass_id)),
                opened_at=change.at,
                until_at=until_at,
                review_due_on=count_period(today, due.number, due.unit, await legal_calendar()).due_on,
            )
        )
        change.note(glass=glass_id, until_at=until_at)
    return OpenedGlass(file["id"], until_at)


async def review_glass(officer: Officer, glass_id: UUID, finding: str, *, is_justified: bool | None) -> None:
    """Say whether breaking the glass was justified, never one's own. GlassReviewed when somebody was first."""
    glass = await _load(officer, glass_id)
    finding = needed_text(finding, "finding", _MOST_REASON)
    if is_justified is None:
        raise InputInvalid(SAY_WHETHER, field="is_justified")
    async with audited_change(officer.actor, Act.GLASS_REVIEW, about_file(glass["file"])) as change:
        if glass["officer"] == officer.id:
            raise GlassRefused(OWN_GLASS)
        sealed = seal_text(await load_key(glass["vault_key"]), finding, Place(TABLE, "review_sealed", glass_id))
        reviewed = (
            await BrokenGlassRow.update(
                {
                    "reviewed_at": change.at,
                    "reviewed_by": officer.id,
                    "is_justified": is_justified,
                    "review_sealed": sealed,
                }
            )
            .where((BrokenGlassRow.id == glass_id) & BrokenGlassRow.reviewed_at.is_null())
            .returning(BrokenGlassRow.id)
        )
        if not reviewed:
            first = await _load(officer, glass_id)
            raise GlassReviewed(first["reviewed_by_name"], first["reviewed_at"])
        change.note(glass=glass_id, justified=is_justified)


async def list_broken_glass(
    officer: Officer, cursor: str | None = None, *, only_waiting: bool = False
) -> Page[BrokenGlass]:
    """Whenever somebody broke the glass within reach, the last first, 50 a page; looking is an audited act."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.GLASS_LIST, None)
    async with audited_change(officer.actor, Act.GLASS_LIST) as change:
        rows = await fetch(
            f"""{_SELECT} WHERE (NOT $2 OR glass.reviewed_at IS NULL)
                  AND ($3::timestamptz IS NULL OR (glass.opened_at, glass.id) < ($3, $4::uuid))
                ORDER BY glass.opened_at DESC, glass.id DESC LIMIT $5""",
            asking(officer, Act.GLASS_LIST), only_waiting, after and after.at, after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["opened_at"], row["id"]))
        keys = await load_keys(row["vault_key"] for row in shown)
        change.note(shown=len(shown), waiting=only_waiting)
        return Page(tuple(_glass_of(row, keys.get(row["vault_key"])) for row in shown), following)


async def count_glass_to_review(officer: Officer) -> int:
    """How often the glass was broken within reach by somebody else, with nobody's review yet."""
    if not reach(officer, Act.GLASS_REVIEW):
        return 0
    rows = await fetch(
        """SELECT count(*) AS waiting FROM broken_glass AS glass JOIN files_within($1) AS f ON f.id = glass.file
           WHERE glass.reviewed_at IS NULL AND glass.officer <> $2""",
        asking(officer, Act.GLASS_REVIEW), officer.id,
    )  # fmt: skip
    return int(rows[0]["waiting"])


async def _find(officer: Officer, number: str) -> Record:
    """The file that only a restriction closes to the officer."""
    digests = digest_terms(Register.CORRECTIONS, [SearchTerm(SearchField.DOCUMENT, normalise_document(number))])
    rows = [
        row
        for row in await fetch(_FIND, number, list(digests.values()))
        if officer_may(officer, Act.GLASS_BREAK, row["division"])
    ]
    access = await load_access_for_system([row["id"] for row in rows])
    asker = asker_of(officer, Act.PERSON_FILE_OPEN)
    way = Opening(officer.id, asker.at, asker.at + timedelta(hours=1))
    for row in rows:
        file = access[row["id"]]
        if is_open_to(file, asker):
            raise GlassRefused(NOT_CLOSED)
        if is_open_to(replace(file, broken_glass=[way]), asker):
            return row
    raise NotFound(NOT_HERE)


async def _load(officer: Officer, glass_id: UUID) -> Record:
    row = await fetch_one(f"{_SELECT} WHERE glass.id = $2", asking(officer, Act.GLASS_LIST), glass_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, Act.GLASS_REVIEW, row["division"])
    return row


def _glass_of(row: Record, key: DataKey | None) -> BrokenGlass:
    def opened(column: str) -> str:
        sealed = row[column]
        return unseal_text(key, sealed, Place(TABLE, column, row["id"])) if key and sealed else ""

    return BrokenGlass(
        glass_id=row["id"],
        file_id=row["file"],
        file_number=row["file_number"],
        division=row["division"],
        officer_id=row["officer"],
        officer_name=row["officer_name"],
        office_name=row["office_name"],
        reason=opened("reason_sealed"),
        opened_at=row["opened_at"],
        until_at=row["until_at"],
        review_due_on=row["review_due_on"],
        reviewed_at=row["reviewed_at"],
        reviewed_by_name=row["reviewed_by_name"],
        is_justified=row["is_justified"],
        finding=opened("review_sealed"),
    )
