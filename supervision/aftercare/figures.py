"""Figures of after-care by office and month of release: rates over everybody, each number with its list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.aftercare.listing import HelpedPerson, mask_files
from supervision.aftercare.rates import Counted, Rate, Share, shares
from supervision.aftercare.store import COLUMNS, file_of, patterns
from supervision.audit import Act, audited_change
from supervision.legal_time import add_months, day_start, legal_day
from supervision.officers import Officer, check_officer_may
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import fetch

MONTHS = 12
"""How many months of release the figures look back, this one included."""

_IS: Mapping[Rate, str] = {
    Rate.LINKED: "f.arrival IS NOT NULL",
    Rate.HELPED: "EXISTS (SELECT FROM aftercare_helper AS h WHERE h.file = f.id)",
    Rate.PLACED: "EXISTS (SELECT FROM aftercare_placement AS p WHERE p.file = f.id AND p.kind <> 'none')",
}
_EVERYBODY = "f.division LIKE ANY($1) AND f.released_on <= $2::date"


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """The rates of one office."""

    office_id: UUID
    office_name: str
    rates: Mapping[Rate, Share]


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The rates of whoever was released in the month that begins on this day."""

    first_day: date
    rates: Mapping[Rate, Share]


@dataclass(frozen=True, slots=True)
class AftercareFigures:
    """The rates of everybody who has been released and whose file is kept, and the same by office and month."""

    everybody: Mapping[Rate, Share]
    offices: tuple[OfficeFigures, ...]
    months: tuple[MonthFigures, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Which people a number counts: of an office, of a month of release, with or without what a rate asks."""

    office_id: UUID | None = None
    month: date | None = None
    rate: Rate | None = None
    is_counted: bool = True
    """False for those of the denominator whom the rate does not count."""


async def load_aftercare_figures(officer: Officer) -> AftercareFigures:
    """The figures of everybody within reach; looking is an audited act."""
    check_officer_may(officer, Act.AFTERCARE_FIGURES_OPEN, None)
    async with audited_change(officer.actor, Act.AFTERCARE_FIGURES_OPEN) as change:
        today = legal_day(change.at)
        rows = await fetch(
            f"""SELECT f.office, o.name, date_trunc('month', f.released_on)::date AS month,
                    {", ".join(f"{condition} AS {rate}" for rate, condition in _IS.items())}
                FROM aftercare_file AS f JOIN office AS o ON o.id = f.office WHERE {_EVERYBODY}""",  # noqa: S608 - constants
            patterns(officer, Act.AFTERCARE_FIGURES_OPEN), today,
        )  # fmt: skip
    people = [(row["office"], row["month"], Counted(row["linked"], row["helped"], row["placed"])) for row in rows]
    names = {row["office"]: row["name"] for row in rows}
    first = add_months(today.replace(day=1), 1 - MONTHS)
    return AftercareFigures(
        everybody=_of(person for *_, person in people),
        offices=tuple(
            OfficeFigures(office, name, _of(person for kept_by, _, person in people if kept_by == office))
            for office, name in sorted(names.items(), key=lambda one: one[1])
        ),
        months=tuple(
            MonthFigures(day, _of(person for _, month, person in people if month == day))
            for day in (add_months(first, number) for number in range(MONTHS))
        ),
    )


async def list_behind(officer: Officer, behind: Behind, cursor: str | None = None) -> Page[HelpedPerson]:
    """The people whom a number counts, masked, 50 a page; looking is an audited act."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.AFTERCARE_FIGURES_OPEN, None)
    counted, is_counted = ("true", True) if behind.rate is None else (_IS[behind.rate], behind.is_counted)
    async with audited_change(officer.actor, Act.AFTERCARE_FIGURES_OPEN, detail={"part": "list"}) as change:
        rows = await fetch(
            f"""SELECT {COLUMNS} FROM aftercare_file AS f JOIN office AS o ON o.id = f.office
                WHERE {_EVERYBODY} AND ($3::uuid IS NULL OR f.office = $3)
                  AND ($4::date IS NULL OR date_trunc('month', f.released_on)::date = $4)
                  AND ({counted}) = $5::bool
                  AND ($6::date IS NULL OR (f.released_on, f.id) < ($6, $7::uuid))
                ORDER BY f.released_on DESC, f.id DESC LIMIT $8""",  # noqa: S608 - constants of this module
            patterns(officer, Act.AFTERCARE_FIGURES_OPEN), legal_day(change.at), behind.office_id, behind.month,
            is_counted, after and legal_day(after.at), after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(day_start(row["released_on"]), row["id"]))
        people = await mask_files([file_of(row) for row in shown])
        change.note(shown=len(people))
    return Page(tuple(people), following)


def _of(people: Iterable[Counted]) -> Mapping[Rate, Share]:
    return shares(people)
