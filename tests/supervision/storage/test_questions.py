"""Several questions in one journey to the database."""

from datetime import date

import pytest

from supervision.storage.questions import Question, ask_together

SUM = Question("SELECT $1::int + $2::int AS sum", (2, 3), lambda row: int(row["sum"]))
LATER = Question(
    """WITH asked AS (SELECT $1::date AS day) SELECT count(*) FILTER (WHERE d > asked.day) AS later
       FROM unnest($2::date[]) AS d CROSS JOIN asked WHERE $1 IS NOT NULL""",
    (date(2026, 5, 1), [date(2026, 4, 30), date(2026, 5, 2)]),
    lambda row: int(row["later"]),
)
LISTED = Question("SELECT ARRAY[$1::bigint, 7] AS counts", (5,), lambda row: list(row["counts"]))


@pytest.mark.usefixtures("bare_database")
async def test_questions_asked_together_are_answered_as_when_asked_alone() -> None:
    together = await ask_together({"sum": SUM, "later": LATER, "listed": LISTED})
    assert together == {"sum": await SUM, "later": await LATER, "listed": await LISTED}
    assert together == {"sum": 5, "later": 1, "listed": [5, 7]}


@pytest.mark.usefixtures("bare_database")
async def test_a_dozen_questions_keep_their_own_values() -> None:
    many = {str(n): Question("SELECT $1::int AS n", (n,), lambda row: int(row["n"])) for n in range(12)}
    assert await ask_together(many) == {str(n): n for n in range(12)}


async def test_nothing_asked_is_no_journey() -> None:
    assert await ask_together({}) == {}
