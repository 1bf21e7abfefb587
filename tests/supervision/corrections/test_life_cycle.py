"""The life of a file: the table of its ways, walked at random, and the acts that take them."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from supervision.audit import Act
from supervision.corrections.absences import end_absence
from supervision.corrections.file_state import EndCause, FileEnded, FileState
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import (
    EXCURSIONS,
    FIRST_STEPS,
    WAYS,
    LifeStep,
    LifeStepRefused,
    next_state,
    possible_steps,
)
from supervision.corrections.life_view import load_life
from supervision.corrections.opening import open_person_file
from supervision.corrections.reporting import begin_programme, declare, find_again, lose_contact, report_in
from supervision.documents import DocumentType
from supervision.legal_time import now
from supervision.officers import Officer
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_content, make_custody, make_person_file, make_ready
from tests.makers_transfers import make_transferred

STEPS = st.sampled_from(LifeStep)
BY_THE_COUNTY = frozenset({LifeStep.BEGIN_TRANSFER, LifeStep.TERMINATE})


class Walk(RuleBasedStateMachine):
    """Any steps in any order: what the table refuses changes nothing, and what it allows keeps the life in order."""

    def __init__(self) -> None:
        super().__init__()
        self.history: tuple[LifeStep, ...] = ()
        self.state: FileState | None = None
        self.stage = FileState.DOCUMENTS_RECEIVED

    @rule(step=STEPS)
    def try_anything(self, step: LifeStep) -> None:
        may = step in FIRST_STEPS if self.state is None else step in possible_steps(self.state)
        try:
            state = next_state(self.history, step)
        except LifeStepRefused:
            assert not may
        else:
            assert may
            self.history, self.state = (*self.history, step), state
            if state not in EXCURSIONS:
                self.stage = state

    @precondition(lambda self: self.state is not None and bool(possible_steps(self.state)))
    @rule(data=st.data())
    def take_a_way(self, data: st.DataObject) -> None:
        assert self.state is not None
        self.try_anything(data.draw(st.sampled_from(possible_steps(self.state))))

    @invariant()
    def a_closed_file_has_no_way_out(self) -> None:
        if self.state is not None and self.state.is_closed:
            assert possible_steps(self.state) == ()

    @precondition(lambda self: self.state in EXCURSIONS)
    @invariant()
    def there_is_a_way_back_to_the_stage(self) -> None:
        history, state = self.history, self.state
        while state in EXCURSIONS:
            (back,) = [step for step in possible_steps(state) if WAYS[step].to is None]
            state = next_state(history, back)
            history = (*history, back)
        assert state is self.stage


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@given(st.sampled_from(FileState))
def test_every_open_state_can_end_in_both_ways_and_is_left_by_an_act_that_exists(state: FileState) -> None:
    steps = possible_steps(state)
    assert ({LifeStep.RELEASE, LifeStep.TERMINATE} <= set(steps)) is not state.is_closed
    assert {WAYS[step].act for step in steps} <= set(Act)


async def _take(cast: Cast, officer: Officer, file_id: UUID, step: LifeStep) -> None:
    """The act that takes a step, as an officer does it."""
    at = now()
    match step:
        case LifeStep.REPORT_IN:
            await report_in(officer, file_id, at, DocumentType.ID_CARD)
        case LifeStep.DECLARE:
            await declare(officer, file_id, at, ["见证人甲"])
        case LifeStep.BEGIN:
            await make_ready(officer, file_id)
            await begin_programme(officer, file_id, now())
        case LifeStep.LOSE:
            await lose_contact(officer, file_id, at, "电话不通，走访未遇。")
        case LifeStep.FIND:
            await find_again(officer, file_id, at)
        case LifeStep.DETAIN:
            await make_custody(officer, file_id, at)
        case LifeStep.BEGIN_TRANSFER:
            await make_transferred(cast, file_id)
        case LifeStep.RETURN | LifeStep.END_TRANSFER:
            await end_absence(officer, file_id, at)
        case _:
            await make_end(cast, file_id, EndCause.DEATH)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_the_acts_take_the_ways_of_the_table_and_keep_their_history(cast: Cast, data: st.DataObject) -> None:
    olga = cast.olga.officer
    file_id = await create_person_file(olga, cast.north_office, make_content(), LifeStep.RECEIVE)
    history: tuple[LifeStep, ...] = (LifeStep.RECEIVE,)
    state = FileState.DOCUMENTS_RECEIVED
    for _ in range(5):
        possible = [step for step in possible_steps(state) if step is not LifeStep.RELEASE]
        if not possible:
            break
        step = data.draw(st.sampled_from(possible))
        await _take(cast, olga, file_id, step)
        state, history = next_state(history, step), (*history, step)
    opened = await open_person_file(olga, file_id, "supervision")
    life = await load_life(olga, Act.PERSON_FILE_OPEN, file_id)
    assert opened.state is state
    assert tuple(step.step for step in reversed(life.steps)) == history
    by_county = {step.taken_by_name for step in life.steps if step.step in BY_THE_COUNTY}
    assert by_county <= {"Agnes Agency"}
    assert {step.taken_by_name for step in life.steps} - by_county == {"Olga North"}


async def test_a_step_that_somebody_else_took_first_says_who_and_when(cast: Cast) -> None:
    file_id = await create_person_file(cast.olga.officer, cast.north_office, make_content(), LifeStep.RECEIVE)
    await report_in(cast.olga.officer, file_id, now(), DocumentType.ID_CARD)
    with pytest.raises(LifeStepRefused) as refusal:
        await report_in(cast.agnes.officer, file_id, now(), DocumentType.ID_CARD)
    assert refusal.value.taken_by == "Olga North"
    assert refusal.value.taken_at is not None
    assert await acts_of(cast.agnes.id) == []


async def test_who_was_present_at_a_declaration_is_sealed_and_shown(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id = await create_person_file(olga, cast.north_office, make_content(), LifeStep.RECEIVE)
    await report_in(olga, file_id, now(), DocumentType.ID_CARD)
    await declare(olga, file_id, now(), ["欧阳慧", " ", "端木青"], "北岭司法所", "已宣读。")
    said = (await load_life(olga, Act.PERSON_FILE_OPEN, file_id)).steps[0].detail
    assert (said.present, said.place) == (("欧阳慧", "端木青"), "北岭司法所")
    assert "欧阳慧" not in await dump_of("file_step", "audit_entry")


async def test_whoever_is_lost_from_a_transfer_is_found_in_the_transfer(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_transferred(cast, file_id)
    await lose_contact(olga, file_id, now(), "未到新执行地报到。")
    assert await find_again(olga, file_id, now()) is FileState.IN_TRANSFER
    await end_absence(olga, file_id, now())
    await make_end(cast, file_id, EndCause.DEATH)
    with pytest.raises(FileEnded):
        await lose_contact(olga, file_id, now(), "x")
