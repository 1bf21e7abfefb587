"""The numbers of today's work: together as alone, and nothing of whom the officer may not know of."""

from typing import Any

import pytest

from api.console.todays_numbers import NUMBERS
from supervision.audit import read_together
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.applications.listing import ApplicationShow, ask_for_applications
from supervision.corrections.assessments.listing import ask_for_assessments
from supervision.corrections.todays_files import ask_for_todays_files
from supervision.officers import Officer
from supervision.storage.questions import Question, ask_together
from tests.cast import Cast
from tests.makers_applications import make_leave
from tests.makers_files import make_person_file
from tests.makers_limits import make_limit
from tests.makers_measures import make_proposed
from tests.makers_orders import make_order_in_force
from tests.makers_transfers import ask


async def questions_of(officer: Officer) -> dict[str, Question[Any]]:
    return {
        **{name: count(officer) for name, _, count in NUMBERS},
        "applications": await ask_for_applications(officer),
        "assessments": await ask_for_assessments(officer),
        "files": await ask_for_todays_files(officer),
    }


async def answers_of(officer: Officer) -> dict[str, Any]:
    async with read_together():
        return await ask_together(await questions_of(officer))


async def make_work(cast: Cast) -> tuple[Any, ...]:
    """A file each with an application, a change of place, a measure and an order; all are still to be begun."""
    files = [await make_person_file(cast.olga.officer) for _ in range(3)]
    await make_leave(cast.olga, files[0])
    await ask(cast, files[1])
    await make_proposed(cast, files[2])
    return (*files, (await make_order_in_force(cast)).file_id)


@pytest.mark.parametrize("who", ["olga", "agnes", "hua", "oscar", "sam"])
async def test_every_number_is_the_same_asked_together_and_alone(cast: Cast, who: str) -> None:
    await make_work(cast)
    officer = getattr(cast, who).officer
    alone = {name: await question for name, question in (await questions_of(officer)).items()}
    assert await answers_of(officer) == alone


async def test_whoever_is_excluded_from_files_has_none_of_them_in_any_number(cast: Cast) -> None:
    nothing = await answers_of(cast.olga.officer)
    files = await make_work(cast)
    before = await answers_of(cast.olga.officer)
    assert before["applications"][ApplicationShow.WAITING] == 1
    assert {name for name in before if before[name] == nothing[name]}.isdisjoint({"files", "applications", "measures"})
    for file_id in files:
        await make_limit(cast, file_id, LimitKind.EXCLUSION, cast.olga)
    assert await answers_of(cast.olga.officer) == nothing
