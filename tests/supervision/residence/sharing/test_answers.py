"""An answer table comes back: what can be entered goes to the drawer, once, and what cannot is told."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.hazards import StepDraft, enter_step, load_open_hazards, steps_of
from supervision.residence.addresses.words import HazardStepKind
from supervision.residence.sharing.answer_rows import read_answer, read_day
from supervision.residence.sharing.answers import check_answers, enter_answers
from supervision.residence.sharing.providing import MadeProvision
from supervision.residence.sharing.words import ANSWER_NAMES, ANSWERS_TO, Answer, AnswerVerdict, SharedKind
from supervision.residence.tenancies.opening import open_tenancy
from supervision.residence.tenancies.words import Filing
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_keeping import make_second
from tests.makers_orders import unused_code
from tests.makers_residence import Building, make_household
from tests.makers_sharing import give, make_hazard, make_lease, make_view

TODAY = legal_day(now())
WORDS = [str(TODAY), *map(str, ANSWER_NAMES.values())]
cells = st.sampled_from(WORDS) | st.text("0123456789-/年月日 =\t\x00已受理", max_size=20)


def answered(made: MadeProvision, place: int, answer: str, note: str = "", **other: str) -> dict[str, str]:
    """A row of the sheet as it comes back."""
    number, item = made.rows[place][:2]
    row = {"provision": str(number), "reference": str(item), "answer": answer, "answered_on": str(legal_day(now()))}
    return row | {"note": note} | other


async def test_a_hazard_s_answer_goes_into_its_steps_and_the_same_table_does_nothing_twice(
    cast: Cast, building: Building
) -> None:
    petra = cast.petra.officer
    first = await make_hazard(petra, building.dwellings["101"])
    second = await make_hazard(petra, building.dwellings["201"])
    made = await give(petra, await make_view(cast))
    rows = [answered(made, 0, "已消除", "已清理"), answered(made, 1, "已受理")]
    table = await check_answers(petra, made.id, rows)
    assert [row.verdict for row in table.verdicts] == [AnswerVerdict.TO_ENTER] * 2
    assert len(await load_open_hazards(petra)) == 2
    assert (await enter_answers(petra, made.id, rows)).count(AnswerVerdict.TO_ENTER) == 2
    (left,) = await load_open_hazards(petra)
    assert left.id == second
    steps = await steps_of([first, second])
    assert steps[first][0].kind is HazardStepKind.RESOLVED
    assert steps[first][0].note.startswith("临溪县消防救援大队：已消除（")
    assert steps[first][0].note.endswith("已清理")
    assert steps[second][0].kind is HazardStepKind.ANSWERED
    again = await enter_answers(petra, made.id, rows)
    assert [row.verdict for row in again.verdicts] == [AnswerVerdict.KNOWN] * 2
    assert len((await steps_of([second]))[second]) == len(steps[second])
    (row,) = await fetch("SELECT answered FROM provision")
    assert row["answered"] == 2
    entries = await fetch(
        "SELECT subject_id FROM audit_entry WHERE act = 'provision:answer' AND subject_kind = 'hazard'"
    )
    assert {entry["subject_id"] for entry in entries} == {str(first), str(second)}


async def test_a_lease_is_filed_by_the_answer(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    _, (resident,) = await make_household(petra, building.dwellings["101"])
    tenancy = await make_lease(petra, building.dwellings["101"], resident)
    made = await give(petra, await make_view(cast, SharedKind.FILINGS))
    (refused,) = (await enter_answers(petra, made.id, [answered(made, 0, "已备案")])).verdicts
    assert (refused.verdict, refused.field) == (AnswerVerdict.INVALID, "note")
    (done,) = (await enter_answers(petra, made.id, [answered(made, 0, "已备案", "备2026-17")])).verdicts
    assert done.verdict is AnswerVerdict.TO_ENTER
    file = await open_tenancy(petra, tenancy, "inspection")
    assert (file.tenancy.filing, file.content.filing_number) == (Filing.FILED, "备2026-17")
    (over,) = (await enter_answers(petra, made.id, [answered(made, 0, "无须备案")])).verdicts
    assert over.verdict is AnswerVerdict.SETTLED


async def test_a_reference_resolves_in_its_own_provision_only(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    await make_hazard(petra, building.dwellings["101"])
    view_id = await make_view(cast)
    first, other = await give(petra, view_id), await give(petra, view_id)
    verdicts = (
        await enter_answers(
            petra,
            first.id,
            [
                answered(other, 0, "已消除"),
                answered(other, 0, "已消除", provision=first.number),
                answered(first, 0, "已消除", reference="AAAA-BBBB-CCCC"),
                answered(first, 0, "已消除", reference=str(first.rows[0][1]).replace("-", " ").lower()),
                answered(first, 0, "已受理"),
            ],
        )
    ).verdicts
    assert [row.verdict for row in verdicts] == [
        AnswerVerdict.OTHER_PROVISION,
        AnswerVerdict.UNKNOWN_ITEM,
        AnswerVerdict.UNKNOWN_ITEM,
        AnswerVerdict.TO_ENTER,
        AnswerVerdict.INVALID,
    ]


async def test_what_was_settled_meanwhile_takes_no_answer(cast: Cast, building: Building) -> None:
    petra = cast.petra.officer
    hazard = await make_hazard(petra, building.dwellings["101"])
    made = await give(petra, await make_view(cast))
    await enter_step(petra, hazard, StepDraft(HazardStepKind.RESOLVED, "走访所见。"))
    (row,) = (await enter_answers(petra, made.id, [answered(made, 0, "已消除")])).verdicts
    assert row.verdict is AnswerVerdict.SETTLED


async def test_nothing_is_answered_about_persons_and_strangers_answer_nothing(cast: Cast, building: Building) -> None:
    petra, second = cast.petra.officer, await make_second(cast)
    await make_household(petra, building.dwellings["101"])
    await make_hazard(petra, building.dwellings["101"])
    people = await give(petra, await make_view(cast, SharedKind.PERSONS, second=second), code=unused_code(cast.petra))
    with pytest.raises(InputInvalid):
        await check_answers(petra, people.id, [{"provision": people.number, "answer": "已受理"}])
    made = await give(petra, await make_view(cast, second=second))
    for stranger in (cast.pavel, cast.olga):
        with pytest.raises(NotFound):
            await enter_answers(stranger.officer, made.id, [answered(made, 0, "已消除")])


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"answer": "删除"}, "answer"),
        ({"answer": "=1+1"}, "answer"),
        ({"answer": "已备案", "note": "备1"}, "answer"),
        ({"answered_on": "昨天"}, "answered_on"),
        ({"answered_on": "2026-02-30"}, "answered_on"),
        ({"answered_on": str(TODAY + timedelta(days=1))}, "answered_on"),
        ({"answered_on": str(TODAY - timedelta(days=3))}, "answered_on"),
        ({"answer": "不属本部门"}, "note"),
        ({"note": "长" * 201}, "note"),
    ],
)
def test_a_wrong_cell_is_named(row: dict[str, str], field: str) -> None:
    good = {"answer": "已受理", "answered_on": str(TODAY), "note": ""}
    assert read_answer(good, SharedKind.HAZARDS, TODAY - timedelta(days=2), TODAY).answer is Answer.ACCEPTED
    with pytest.raises(InputInvalid) as refusal:
        read_answer(good | row, SharedKind.HAZARDS, TODAY - timedelta(days=2), TODAY)
    assert refusal.value.field == field


@given(st.dictionaries(st.sampled_from(["answer", "answered_on", "note"]), cells))
def test_whatever_stands_in_a_row_it_is_read_or_refused(row: dict[str, str]) -> None:
    try:
        line = read_answer(row, SharedKind.HAZARDS, TODAY, TODAY)
    except InputInvalid:
        return
    assert line.answer in ANSWERS_TO[SharedKind.HAZARDS]
    assert line.answered_on == TODAY


@pytest.mark.parametrize("text", ["2026-01-31", "2026/1/31", "2026年1月31日", "2026.01.31", "2026-01-31 00:00:00"])
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text: str) -> None:
    assert str(read_day(text)) == "2026-01-31"
