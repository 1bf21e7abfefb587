"""What becomes of rows and files, without a database."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.category import Category
from supervision.corrections.file_state import EndCause, FileState
from supervision.corrections.reconciliation.counting import CountedFile, count_stays, stays_in
from supervision.corrections.reconciliation.list_rows import ListedPerson, TableRow, read_rows, recognise
from supervision.corrections.reconciliation.matching import (
    FileFacts,
    FilePlace,
    ListFacts,
    Matches,
    find_outcome,
    place_files,
)
from supervision.corrections.reconciliation.periods import check_period, last_period, period_of
from supervision.corrections.reconciliation.words import ListedState, ListSource, MatchedBy, Result
from supervision.errors import InputInvalid

DAY = date(2026, 11, 20)
OPEN = FileFacts(
    UUID(int=1), Category.SUSPENDED_SENTENCE, FileState.IN_PROGRAMME, date(2026, 1, 1), date(2027, 12, 31), None, None
)
ENDED = FileFacts(
    UUID(int=2), Category.PAROLE, FileState.ENDED, date(2025, 1, 1), date(2026, 10, 1), None, date(2026, 10, 1)
)


def like(file: FileFacts, **changed: object) -> FileFacts:
    values = {name: getattr(file, name) for name in FileFacts.__dataclass_fields__} | changed
    return FileFacts(**values)


@pytest.mark.parametrize(
    ("row", "file", "expected"),
    [
        (ListedPerson(), OPEN, Result.AGREES),
        (ListedPerson(state=ListedState.IN_PROGRAMME), OPEN, Result.AGREES),
        (ListedPerson(), like(OPEN, state=FileState.LOST_CONTACT), Result.OUT_OF_CONTACT),
        (
            ListedPerson(state=ListedState.OUT_OF_CONTACT), like(OPEN, state=FileState.LOST_CONTACT), Result.AGREES,
        ),
        (ListedPerson(state=ListedState.OUT_OF_CONTACT), OPEN, Result.DIFFERS),
        (ListedPerson(state=ListedState.IN_PROGRAMME), ENDED, Result.ENDED_HERE),
        (ListedPerson(state=ListedState.IN_PROGRAMME), like(ENDED, ended_on=DAY), Result.AGREES),
        (ListedPerson(ends_on=date(2026, 10, 1)), ENDED, Result.AGREES),
        (ListedPerson(state=ListedState.ENDED), OPEN, Result.OPEN_HERE),
        (ListedPerson(state=ListedState.ENDED), ENDED, Result.AGREES),
        (ListedPerson(category=Category.CONTROL), OPEN, Result.DIFFERS),
        (ListedPerson(ends_on=date(2027, 12, 30)), OPEN, Result.DIFFERS),
        (ListedPerson(ends_on=date(2027, 12, 31)), OPEN, Result.AGREES),
        (
            ListedPerson(),
            like(OPEN, state=FileState.DOCUMENTS_RECEIVED, report_due_on=DAY - timedelta(days=1)),
            Result.NOT_REPORTED,
        ),
        (ListedPerson(), like(OPEN, state=FileState.DOCUMENTS_RECEIVED, report_due_on=DAY), Result.AGREES),
    ],
)  # fmt: skip
def test_a_row_and_its_file_have_one_result(row: ListedPerson, file: FileFacts, expected: Result) -> None:
    assert find_outcome(row, Matches(by_document=(file,)), DAY).result is expected


def test_a_row_without_a_file_is_missing_here_unless_the_list_says_that_it_is_over() -> None:
    assert find_outcome(ListedPerson(), Matches(), DAY).result is Result.NO_FILE
    assert find_outcome(ListedPerson(state=ListedState.ENDED), Matches(), DAY).result is Result.AGREES


def test_a_name_and_a_birth_alone_match_nobody_before_an_officer_says_so() -> None:
    row = ListedPerson(name="张三", document_number="1")
    possible = find_outcome(row, Matches(by_name=(OPEN,)), DAY)
    assert (possible.result, possible.file_id, possible.candidates) == (Result.POSSIBLE, None, (OPEN.id,))
    decided = find_outcome(row, Matches(by_name=(OPEN,), decided=OPEN), DAY)
    assert (decided.result, decided.matched_by, decided.differing) == (
        Result.DIFFERS, MatchedBy.OFFICER, ("document-number",),
    )  # fmt: skip


def test_an_open_file_goes_before_one_that_ended_whatever_the_order() -> None:
    for files in ((OPEN, ENDED), (ENDED, OPEN)):
        assert find_outcome(ListedPerson(), Matches(by_document=files), DAY).file_id == OPEN.id


rows = st.builds(
    ListedPerson,
    category=st.none() | st.sampled_from(Category),
    state=st.none() | st.sampled_from(ListedState),
    ends_on=st.none() | st.sampled_from([DAY, date(2027, 12, 31)]),
    document_number=st.sampled_from(["", "14"]),
    unread=st.sampled_from([(), (("state", "？"),)]),
)
files = st.builds(
    like,
    st.sampled_from([OPEN, ENDED]),
    state=st.sampled_from([state for state in FileState if not state.is_closed]),
    report_due_on=st.none() | st.just(DAY),
)
several = st.lists(files, max_size=2).map(tuple)
matches = st.builds(
    Matches, by_document=several, by_object_number=several, by_name=several, decided=st.none() | files,
    is_repeated=st.booleans(),
)  # fmt: skip


@given(rows, matches)
def test_every_row_has_exactly_one_result_and_tells_nothing_of_a_file_that_is_closed(
    row: ListedPerson, found: Matches
) -> None:
    outcome = find_outcome(row, found, DAY)
    assert outcome.result in Result
    without = find_outcome(row, Matches(is_repeated=found.is_repeated), DAY)
    is_open_by_document = outcome.matched_by is MatchedBy.DOCUMENT and any(one.is_open for one in found.by_document)
    assert outcome.unseen is (None if is_open_by_document else without.result)
    assert (outcome.file_id is None) == (outcome.matched_by is None)


lists = st.lists(
    st.builds(
        ListFacts,
        st.uuids(),
        st.sampled_from(ListSource),
        st.sampled_from([date(2025, 6, 1), DAY]),
        st.none() | st.sampled_from([date(2025, 1, 1), date(2026, 6, 1)]),
    ),
    max_size=5,
)
registers = st.lists(
    st.builds(
        lambda number, category, ended: like(
            OPEN, id=UUID(int=number), category=category, ended_on=DAY if ended else None
        ),
        st.integers(1, 40), st.sampled_from(Category), st.booleans(),
    ),
    unique_by=lambda file: file.id, max_size=12,
)  # fmt: skip


@given(registers, lists, st.data())
def test_every_open_file_is_counted_exactly_once_in_whichever_order_lists_come(
    register: list[FileFacts], handed_in: list[ListFacts], data: st.DataObject
) -> None:
    named: Mapping[UUID, set[UUID]] = {
        each.id: data.draw(st.sets(st.sampled_from([file.id for file in register]))) if register else set()
        for each in handed_in
    }
    places = place_files(register, handed_in, named)
    assert places.keys() == {file.id for file in register if file.is_open}
    assert place_files(register[::-1], data.draw(st.permutations(handed_in)), named) == places
    if not handed_in:
        assert set(places.values()) <= {FilePlace.NOT_COMPARED}


moments = st.integers(0, 60).map(lambda days: datetime(2026, 10, 1, tzinfo=UTC) + timedelta(days=days))


@given(
    st.lists(
        st.builds(
            lambda category, times, counties, ended, cause: CountedFile(
                category, FileState.ENDED if ended else FileState.IN_PROGRAMME, times[0],
                times[-1] if ended else None, cause if ended else None, counties[0],
                tuple(zip(times[1:-1], counties[1:], strict=False)),
            ),
            st.sampled_from(Category), st.lists(moments, min_size=4, max_size=4).map(sorted),
            st.sampled_from([("A", "B", "A"), ("B", "A", "B")]), st.booleans(), st.sampled_from(EndCause),
        ),
        max_size=8,
    ),
    moments, moments,
)  # fmt: skip
def test_what_was_carried_over_and_came_less_what_left_is_what_is_there_at_the_end(
    counted: list[CountedFile], one: datetime, other: datetime
) -> None:
    start, end = sorted((one, other))
    for count in count_stays([stay for file in counted for stay in stays_in("A", file)], start, end):
        came, left = count.opened + count.moved_in, count.released + count.terminated + count.moved_out
        assert count.carried_over + came - left == count.at_end


@given(moments, moments, st.sampled_from(EndCause))
def test_whoever_ended_before_being_entered_comes_and_leaves_in_one_month_and_every_month_adds_up(
    opened_at: datetime, ended_at: datetime, cause: EndCause
) -> None:
    file = CountedFile(Category.CONTROL, FileState.ENDED, opened_at, ended_at, cause, "A")
    months = [datetime(2026, month, 1, tzinfo=UTC) for month in (10, 11, 12)]
    counts = [count_stays(stays_in("A", file), *month)[0] for month in pairwise(months)]
    for count in counts:
        came, left = count.opened + count.moved_in, count.released + count.terminated + count.moved_out
        assert count.carried_over + came - left == count.at_end
    assert sum(count.opened for count in counts) == sum(count.released + count.terminated for count in counts) == 1
    assert counts[-1].at_end == 0


def test_a_table_is_recognised_by_its_titles_and_what_is_not_known_is_left_out() -> None:
    columns = recognise(["序号", "姓 名", "身份证号（必填）", "止", "联系电话"])
    assert columns == {"name": "姓 名", "document_number": "身份证号（必填）", "ends_on": "止"}
    rows = [TableRow(2, {"姓 名": "张三", "身份证号（必填）": " 11010519491231002x", "止": "2027年1月3日"})]
    assert read_rows(rows, columns, DAY) == [
        (2, ListedPerson("张三", "11010519491231002X", born_on=date(1949, 12, 31), ends_on=date(2027, 1, 3)))
    ]


@pytest.mark.parametrize("titles", [[], ["姓名"], ["姓名", "案号"], ["出生日期"], ["甲", "乙"]])
def test_a_table_by_which_nobody_is_recognised_is_refused_with_what_it_needs(titles: list[str]) -> None:
    with pytest.raises(InputInvalid, match="身份证号") as refusal:
        recognise(titles)
    assert refusal.value.field == "sheet"


def test_a_cell_that_means_nothing_makes_its_row_unreadable_and_no_other() -> None:
    columns = recognise(["对象编号", "状态", "矫正类别", "止"])
    table = [
        TableRow(2, {"对象编号": "a12345", "状态": "在矫"}),
        TableRow(3, {"对象编号": "A12346", "状态": "不详", "矫正类别": "剥夺政治权利", "止": "明年"}),
        TableRow(4, {"状态": "在矫"}),
    ]
    people = [person for _, person in read_rows(table, columns, DAY)]
    assert people[0] == ListedPerson(object_number="A12345", state=ListedState.IN_PROGRAMME)
    assert [name for name, _ in people[1].unread] == ["ends_on", "category", "state"]
    assert people[2].unread == (("name", ""),)
    assert [find_outcome(one, Matches(), DAY).result for one in people] == [
        Result.NO_FILE, Result.UNREADABLE, Result.UNREADABLE,
    ]  # fmt: skip


@given(st.dates(date(2020, 8, 1), date(2100, 1, 1)), st.sampled_from([1, 2, 3]))
def test_periods_follow_each_other_without_gap_and_the_last_is_over(today: date, every: int) -> None:
    last = last_period(today, every)
    assert last.until_on < today
    assert period_of(last.until_on + timedelta(days=1), every).from_on == last.until_on + timedelta(days=1)
    assert period_of(today, every).until_on >= today
    with pytest.raises(InputInvalid):
        check_period(period_of(today, every), today)
