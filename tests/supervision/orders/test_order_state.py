import pytest

from supervision.orders.order_state import (
    ORDER_TRANSITIONS,
    VERSION_TRANSITIONS,
    OrderState,
    OrderStep,
    OrderStepRefused,
    VersionState,
    next_order_state,
    next_version_state,
)


def test_the_way_of_an_order_leads_from_its_draft_to_its_end() -> None:
    state = OrderState.DRAFT
    for step in (
        OrderStep.EDIT, OrderStep.PROPOSE, OrderStep.RETURN, OrderStep.EDIT, OrderStep.PROPOSE, OrderStep.APPROVE,
        OrderStep.PRINT_NOTICE, OrderStep.SERVE_NOTICE, OrderStep.ASSIGN_TRACKER, OrderStep.START,
        OrderStep.DRAFT_NEXT, OrderStep.END,
    ):  # fmt: skip
        state = next_order_state(state, step)
    assert state is OrderState.ENDED


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("step", OrderStep)
def test_every_step_that_is_not_in_the_table_is_refused(state: OrderState, step: OrderStep) -> None:
    if step in ORDER_TRANSITIONS[state]:
        assert next_order_state(state, step) is ORDER_TRANSITIONS[state][step]
    else:
        with pytest.raises(OrderStepRefused):
            next_order_state(state, step)


def test_nothing_starts_without_an_approval() -> None:
    starting = [state for state, steps in ORDER_TRANSITIONS.items() if OrderStep.START in steps]
    assert starting == [OrderState.APPROVED]


def test_nothing_follows_an_end_and_every_other_state_can_end() -> None:
    assert ORDER_TRANSITIONS[OrderState.ENDED] == {}
    assert all(OrderStep.END in ORDER_TRANSITIONS[state] for state in OrderState if state is not OrderState.ENDED)


@pytest.mark.parametrize("state", [VersionState.APPROVED, VersionState.WITHDRAWN])
def test_a_decided_version_never_changes(state: VersionState) -> None:
    assert VERSION_TRANSITIONS[state] == {}
    with pytest.raises(OrderStepRefused):
        next_version_state(state, OrderStep.EDIT)


def test_a_returned_version_is_mended_and_proposed_again() -> None:
    assert next_version_state(VersionState.PROPOSED, OrderStep.RETURN) is VersionState.RETURNED
    assert next_version_state(VersionState.RETURNED, OrderStep.PROPOSE) is VersionState.PROPOSED
