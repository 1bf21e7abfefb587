"""What goes out when police or procuratorate are told of a search: since when, and how often what was done.

Neither a note nor a position stands in them: what was said may be about others, and positions leave as a pack alone.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.papers.filling import in_words
from supervision.corrections.papers.suiting import PaperUnsuited
from supervision.corrections.searching.store import StoredSearch, TakenStep
from supervision.corrections.searching.words import SEARCH_STEP_NAMES, SearchStep
from supervision.corrections.store import StoredFile
from supervision.forms.catalogue import FormName
from supervision.legal_time import LEGAL_ZONE, legal_day
from supervision.storage.database import fetch, fetch_one
from supervision.wording import Wording

FORM_OF: Mapping[SearchStep, FormName] = {
    SearchStep.TOLD_POLICE: FormName.SEARCH_POLICE_NOTICE,
    SearchStep.TOLD_PROSECUTOR: FormName.SEARCH_PROSECUTOR_NOTICE,
}
"""The paper of each step that has one."""

_STEP_OF = {form: step for step, form in FORM_OF.items()}
_NOTHING_DONE = "尚未登记其他查找经过。"

SEARCHED_HERE = Wording(
    "这份文书由查找的“通报”一步签发，请在查找的页面登记或者补签。",
    "The step of the search that tells them puts out this paper; take it, or issue the paper, on the search's page.",
)


def papers_of_search(search: StoredSearch, steps: Sequence[TakenStep]) -> tuple[PaperCalledFor, ...]:
    """What the steps of a search call for, each with what was put down before it. Pure."""
    return tuple(
        PaperCalledFor(
            ActKind.SEARCH_STEP,
            taken.step_id,
            FORM_OF[taken.step],
            {"lost_since": _moment_in_words(search.lost_since_at), "done": what_was_done(steps[:number])},
        )
        for number, taken in enumerate(steps)
        if taken.step in FORM_OF
    )


def what_was_done(steps: Sequence[TakenStep]) -> str:
    """How often each thing was done, and on which days. Pure."""
    found = []
    for step, name in SEARCH_STEP_NAMES.items():
        moments = sorted(taken.happened_at for taken in steps if taken.step is step)
        days = "、".join(in_words(day) for day in dict.fromkeys(map(legal_day, moments)))
        if moments:
            found.append(f"{name}{len(moments)}次（{days}）")
    return f"{'；'.join(found)}。" if found else _NOTHING_DONE


async def check_not_searched(file: StoredFile, form: FormName) -> None:
    """Refuse by hand what a search of a file that the caller has loaded puts out, or has told. PaperUnsuited."""
    here = await fetch_one(
        """SELECT 1 FROM person_search AS s WHERE s.file = $1 AND (s.ended_at IS NULL OR EXISTS (
               SELECT FROM person_search_step AS p WHERE p.search = s.id AND p.step = $2))""",
        file.id, _STEP_OF[form],
    )  # fmt: skip
    if here is not None:
        raise PaperUnsuited(SEARCHED_HERE)


async def search_of_step(step_id: UUID) -> UUID | None:
    """Which search a step is of."""
    row = await fetch_one("SELECT search FROM person_search_step WHERE id = $1", step_id)
    return None if row is None else row["search"]


async def searches_of_steps(file: StoredFile) -> Mapping[UUID, UUID]:
    """Which search each step on a file belongs to that the caller has loaded."""
    rows = await fetch(
        """SELECT p.id, p.search FROM person_search_step AS p JOIN person_search AS s ON s.id = p.search
           WHERE s.file = $1""",
        file.id,
    )
    return {row["id"]: row["search"] for row in rows}


def _moment_in_words(at: datetime) -> str:
    """A moment to the minute, as papers write it."""
    there = at.astimezone(LEGAL_ZONE)
    return f"{in_words(there.date())}{there.hour}时{there.minute}分"
