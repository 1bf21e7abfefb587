"""The numbers of a count sheet, over all files of the county whoever they are open to: numbers, and nobody's name."""

from datetime import date, datetime
from uuid import UUID

from supervision.corrections.category import Category
from supervision.corrections.file_state import EndCause, FileState
from supervision.corrections.reconciliation.counting import CategoryCount, CountedFile, count_stays, stays_in
from supervision.corrections.reconciliation.words import DIFFERENCES, Result
from supervision.legal_time import day_end, day_start
from supervision.storage.database import fetch
from supervision.storage.numbering import county_of


async def count_period_for_system(
    county: str, from_on: date, until_on: date
) -> tuple[tuple[CategoryCount, ...], dict[str, int]]:
    """The numbers of a period by category, and in which states the open files of the county stand now."""
    files = await _files_for_system(county)
    stays = [stay for _, file in files for stay in stays_in(county, file)]
    states: dict[FileState, int] = {}
    for division, file in files:
        if file.ended_at is None and county_of(division) == county:
            states[file.state] = states.get(file.state, 0) + 1
    ordered = {str(state): states[state] for state in FileState if state in states}
    return count_stays(stays, day_start(from_on), day_end(until_on)), ordered


async def count_results_for_system(reconciliation_id: UUID) -> dict[Result, tuple[dict[str, int], int]]:
    """Of each kind that was found: how many were settled how, and how many are open.

    What was settled counts also where the file was mended since and the row agrees by now. What somebody settled to
    whom the file is closed does not: to them it was another difference.
    """
    rows = await fetch(
        """WITH last AS (
               SELECT DISTINCT ON (s.item, s.result) s.item, s.result, s.step, s.settlement
               FROM reconciliation_step AS s JOIN reconciliation_item AS i ON i.id = s.item
               WHERE i.reconciliation = $1 AND NOT s.is_unseen ORDER BY s.item, s.result, s.number DESC
           )
           SELECT result, settlement, count(*) AS times FROM last WHERE step = 'settled' GROUP BY result, settlement
           UNION ALL
           SELECT i.result, NULL, count(*) FROM reconciliation_item AS i
           LEFT JOIN last ON last.item = i.id AND last.result = i.result
           WHERE i.reconciliation = $1 AND i.result <> 'agrees' AND last.step IS DISTINCT FROM 'settled'
           GROUP BY i.result""",
        reconciliation_id,
    )
    found: dict[Result, tuple[dict[str, int], int]] = {}
    for result in DIFFERENCES:
        of_kind = [row for row in rows if row["result"] == result]
        settled = {row["settlement"]: row["times"] for row in of_kind if row["settlement"]}
        is_open = sum(row["times"] for row in of_kind if not row["settlement"])
        if of_kind:
            found[result] = dict(sorted(settled.items())), is_open
    return found


async def _files_for_system(county: str) -> list[tuple[str, CountedFile]]:
    """Every file that is or was the county's, with its division and the counties to which it moved."""
    moves = await fetch(
        """SELECT t.file, t.from_division, t.to_division, s.taken_at FROM transfer AS t
           JOIN transfer_step AS s ON s.transfer = t.id AND s.step = 'received'
           WHERE t.to_office IS NOT NULL ORDER BY s.taken_at"""
    )
    of_file: dict[UUID, list[tuple[str, datetime, str]]] = {}
    for move in moves:
        of_file.setdefault(move["file"], []).append(
            (county_of(move["from_division"]), move["taken_at"], county_of(move["to_division"]))
        )
    rows = await fetch(
        """SELECT id, division, category, state, opened_at, ended_at, end_cause FROM person_file
           WHERE division LIKE $1 OR id = ANY($2)""",
        f"{county}%", list(of_file),
    )  # fmt: skip
    return [
        (
            row["division"],
            CountedFile(
                Category(row["category"]),
                FileState(row["state"]),
                row["opened_at"],
                row["ended_at"],
                EndCause(row["end_cause"]) if row["end_cause"] else None,
                of_file[row["id"]][0][0] if row["id"] in of_file else county_of(row["division"]),
                tuple((at, to) for _, at, to in of_file.get(row["id"], ())),
            ),
        )
        for row in rows
    ]
