"""The list of legal holds of a county: which stand, which are to be looked at again, which were lifted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import fetch


class HoldShow(StrEnum):
    """A way to see the list: what stands, what of it is due for review, what was lifted."""

    STANDING = "standing"
    TO_REVIEW = "to-review"
    LIFTED = "lifted"


_WHERE: Mapping[HoldShow, str] = {
    HoldShow.STANDING: "h.lifted_at IS NULL AND $2::date IS NOT NULL",
    HoldShow.TO_REVIEW: "h.lifted_at IS NULL AND h.review_on <= $2::date",
    HoldShow.LIFTED: "h.lifted_at IS NOT NULL AND $2::date IS NOT NULL",
}
_HOLDS = "FROM legal_hold AS h JOIN files_within($1) AS f ON f.id = h.file"


@dataclass(frozen=True, slots=True)
class ListedHold:
    """A hold in a list, its person masked; why it lies there is told on the file, for a purpose."""

    hold_id: UUID
    person: SupervisedPerson
    review_on: date | None
    placed_at: datetime
    placed_by_name: str
    lifted_at: datetime | None
    lifted_by_name: str


async def list_legal_holds(
    officer: Officer, show: HoldShow = HoldShow.STANDING, cursor: str | None = None
) -> Page[ListedHold]:
    """Holds on files that the officer may know, those placed last first, 50 a page; looking is recorded."""
    after, act = read_cursor(cursor), Act.LEGAL_HOLD_LIST
    check_officer_may(officer, act, None)
    async with audited_change(officer.actor, act, detail={"show": show}) as change:
        rows = await fetch(
            f"""SELECT h.id, h.file, h.review_on, h.placed_at, h.lifted_at, coalesce(placer.name, '') AS placed_by_name,
                    coalesce(lifter.name, '') AS lifted_by_name
                {_HOLDS} LEFT JOIN officer AS placer ON placer.id = h.placed_by
                LEFT JOIN officer AS lifter ON lifter.id = h.lifted_by
                WHERE {_WHERE[show]} AND ($3::timestamptz IS NULL OR (h.placed_at, h.id) < ($3, $4::uuid))
                ORDER BY h.placed_at DESC, h.id DESC LIMIT $5""",
            asking(officer, act), legal_day(change.at), after and after.at, after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["placed_at"], row["id"]))
        people = await load_supervised_people(officer, {row["file"] for row in shown})
        change.note(shown=len(shown))
    return Page(
        tuple(
            ListedHold(
                hold_id=row["id"],
                person=people[row["file"]],
                review_on=row["review_on"],
                placed_at=row["placed_at"],
                placed_by_name=row["placed_by_name"],
                lifted_at=row["lifted_at"],
                lifted_by_name=row["lifted_by_name"],
            )
            for row in shown
        ),
        following,
    )


async def count_legal_holds(officer: Officer, today: date) -> dict[HoldShow, int]:
    """How many holds each way of seeing has on all its pages; for a page that also lists them."""
    counted = ", ".join(f'count(*) FILTER (WHERE {where}) AS "{show}"' for show, where in _WHERE.items())
    (row,) = await fetch(f"SELECT {counted} {_HOLDS}", asking(officer, Act.LEGAL_HOLD_LIST), today)
    return {show: int(row[show]) for show in HoldShow}
