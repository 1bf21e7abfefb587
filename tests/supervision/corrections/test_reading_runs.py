"""What one officer opened of a file in one go is one line; changes and other officers stand by themselves."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.reading_runs import Reading, runs_of
from supervision.legal_time import LEGAL_ZONE

START = datetime(2026, 11, 26, 9, tzinfo=LEGAL_ZONE)
OPEN, CHANGE, CONTACTS = "person-file:open", "person-file:change", "contact:open"


def reading(minute: int, act: str = OPEN, who: str = "olga", part: str | None = None, result: str = "done") -> Reading:
    """An act so many minutes after nine."""
    return Reading(START + timedelta(minutes=minute), who, who, "", act, "supervision", result, part)


def test_tabs_opened_one_after_the_other_are_one_line_with_their_parts() -> None:
    seen = [reading(3, part="plan"), reading(2, CONTACTS), reading(2, part="contacts"), reading(0, part="plan")]
    opened, contacts = runs_of(seen)
    assert (opened.times, opened.parts, opened.first_at) == (3, ("contacts", "plan"), START)
    assert (contacts.last.act, contacts.times) == (CONTACTS, 1)


def test_a_change_a_refusal_another_officer_and_another_day_end_a_run() -> None:
    yesterday = -24 * 60
    for between in (reading(1, CHANGE), reading(1, result="refused"), reading(1, who="agnes")):
        assert [run.times for run in runs_of([reading(2), between, reading(0)])] == [1, 1, 1]
    assert [run.times for run in runs_of([reading(2), reading(yesterday)])] == [1, 1]


@given(
    st.lists(
        st.tuples(st.sampled_from([OPEN, CONTACTS, CHANGE]), st.sampled_from(["olga", "agnes"]), st.booleans()),
        max_size=30,
    )
)
def test_no_act_is_left_out_and_none_but_readings_are_put_together(acts: list[tuple[str, str, bool]]) -> None:
    seen = [
        reading(-minute, act, who, result="done" if is_done else "refused")
        for minute, (act, who, is_done) in enumerate(acts)
    ]
    runs = runs_of(seen)
    assert sum(run.times for run in runs) == len(seen)
    assert all(run.times == 1 for run in runs if run.last.act == CHANGE or run.last.result == "refused")
    assert [run.last.at for run in runs] == sorted((run.last.at for run in runs), reverse=True)
