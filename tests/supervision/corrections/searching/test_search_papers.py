"""What goes out when police or procuratorate are told of a search; on the real database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.corrections.called_papers import ActOnFile, find_called_paper, issue_called_paper
from supervision.corrections.papers.called_for import ActKind
from supervision.corrections.papers.issuing import PaperIssuedAlready
from supervision.corrections.papers.keeping import list_papers, print_paper, void_paper
from supervision.corrections.papers.store import Paper, PaperState
from supervision.corrections.papers.suiting import PaperUnsuited
from supervision.corrections.searching.acting import end_search, open_search, take_search_step
from supervision.corrections.searching.listing import read_search
from supervision.corrections.searching.search_papers import what_was_done
from supervision.corrections.searching.store import TakenStep
from supervision.corrections.searching.words import SEARCH_STEP_NAMES, SearchEnd, SearchStep
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.forms.rendering import read_text
from supervision.forms.templates import use_own_templates
from supervision.legal_time import LEGAL_ZONE, legal_day, now
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.makers_forms import a_template, put, typed

SUPERVISION = "supervision"
POLICE, PROSECUTOR = FormName.SEARCH_POLICE_NOTICE, FormName.SEARCH_PROSECUTOR_NOTICE
BOTH = (POLICE, PROSECUTOR)
LOST = timedelta(days=3)


@pytest.fixture
def own_folder(tmp_path: Path) -> Iterator[Path]:
    use_own_templates(tmp_path)
    yield tmp_path
    use_own_templates(None)


async def make_search(cast: Cast, file_id: UUID) -> UUID:
    return await open_search(cast.olga.officer, file_id, now() - LOST, "两日未接电话。")


async def take(
    cast: Cast, search_id: UUID, step: SearchStep, note: str = "已登记。", ago: timedelta = LOST * 0
) -> None:
    await take_search_step(cast.olga.officer, search_id, step, now() - ago, note)


async def papers(cast: Cast, file_id: UUID) -> tuple[Paper, ...]:
    return (await list_papers(cast.olga.officer, file_id, SUPERVISION)).items


async def said(cast: Cast, paper: Paper) -> str:
    printed = await print_paper(cast.olga.officer, paper.paper_id, SUPERVISION)
    return "\n".join(cell for line in read_text(printed.content) for cell in line.cells)


async def step_ids(cast: Cast, search_id: UUID) -> list[UUID]:
    return [taken.step_id for taken in (await read_search(cast.olga.officer, search_id, "search")).steps]


def on_paper(day: datetime) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


async def test_telling_the_police_puts_out_a_numbered_notice_of_who_since_when_and_what_was_done(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="慕容青")
    search_id = await make_search(cast, file_id)
    await take(cast, search_id, SearchStep.CALL, "母亲说在外地。", timedelta(days=2))
    await take(cast, search_id, SearchStep.CALL, "关机。", timedelta(days=1))
    await take(cast, search_id, SearchStep.VISIT, "邻居吴满仓称三日未见。")
    assert await papers(cast, file_id) == ()
    await take(cast, search_id, SearchStep.TOLD_POLICE, "城关派出所，收件人韩。")
    (paper,) = await papers(cast, file_id)
    assert (paper.form, paper.act_kind) == (POLICE, ActKind.SEARCH_STEP)
    assert paper.act_id == (await step_ids(cast, search_id))[-1]
    assert paper.number.startswith("CZ-149901-")
    text, today = await said(cast, paper), now().astimezone(LEGAL_ZONE)
    lost = (await read_search(cast.olga.officer, search_id, "search")).search.lost_since_at.astimezone(LEGAL_ZONE)
    calls = "、".join(on_paper(today - timedelta(days=ago)) for ago in (2, 1))
    for wanted in (
        "公安机关：",
        "慕容青",
        "由北岭司法所负责日常管理",
        f"自{on_paper(lost)}{lost.hour}时{lost.minute}分起失去联系",
        f"电话联系2次（{calls}）；上门走访1次（{on_paper(today)}）。",
        "请予以协助查找",
        paper.number,
    ):
        assert wanted in text
    for kept in ("吴满仓", "外地", "派出所", "两日未接电话"):
        assert kept not in text


async def test_the_procuratorate_is_told_that_the_police_were_and_each_has_a_series_of_its_own(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    search_id = await make_search(cast, file_id)
    await take(cast, search_id, SearchStep.TOLD_POLICE)
    await take(cast, search_id, SearchStep.TOLD_PROSECUTOR)
    told, notice = await papers(cast, file_id)
    assert (notice.form, told.form) == BOTH
    assert told.number.startswith("TB-149901-")
    assert notice.fields["done"] == "尚未登记其他查找经过。"
    text = await said(cast, told)
    for wanted in ("人民检察院：", "通报公安机关1次", "现将查找情况通报你院"):
        assert wanted in text
    await end_search(cast.olga.officer, search_id, SearchEnd.FOUND, "在亲戚家。")
    assert [one.state for one in await papers(cast, file_id)] == [PaperState.ISSUED] * 2


async def test_nobody_puts_out_by_hand_what_a_search_tells_and_whoever_is_in_no_search_is_told_of_by_hand(
    cast: Cast,
) -> None:
    olga = cast.olga.officer
    file_id, other_id = await make_person_file(olga), await make_person_file(olga)
    search_id = await make_search(cast, file_id)
    for form in BOTH:
        with pytest.raises(PaperUnsuited):
            await issue_called_paper(olga, file_id, form, typed(form), None)
        await issue_called_paper(olga, other_id, form, typed(form), None)
    await take(cast, search_id, SearchStep.TOLD_POLICE)
    await end_search(olga, search_id, SearchEnd.RETURNED, "来所报到。")
    with pytest.raises(PaperUnsuited):
        await issue_called_paper(olga, file_id, POLICE, typed(POLICE), None)
    await issue_called_paper(olga, file_id, PROSECUTOR, typed(PROSECUTOR), None)
    assert len(await papers(cast, file_id)) == len(await papers(cast, other_id)) == 2


async def test_a_void_notice_is_issued_again_as_the_steps_and_says_what_had_been_done_then(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    search_id = await make_search(cast, file_id)
    await take(cast, search_id, SearchStep.TOLD_POLICE)
    await take(cast, search_id, SearchStep.VISIT)
    await take(cast, search_id, SearchStep.TOLD_POLICE)
    again, first = await papers(cast, file_id)
    assert "上门走访1次" in again.fields["done"]
    (step_id, *_, last_id) = await step_ids(cast, search_id)
    act = ActOnFile(ActKind.SEARCH_STEP, step_id)
    called = await find_called_paper(olga, file_id, POLICE, act)
    assert called is not None
    assert (called.missing, called.said["done"]) == ((), first.fields["done"])
    with pytest.raises(PaperIssuedAlready):
        await issue_called_paper(olga, file_id, POLICE, called.filled, act)
    await void_paper(olga, first.paper_id, "主送机关有误。")
    await issue_called_paper(olga, file_id, POLICE, {**called.filled, "addressed_to": "临溪县公安局"}, act)
    replaced, later, void = await papers(cast, file_id)
    assert (replaced.act_id, later.act_id, void.state) == (step_id, last_id, PaperState.VOID)
    assert replaced.number != first.number


async def test_what_a_step_does_not_call_for_is_not_found(cast: Cast) -> None:
    olga = cast.olga.officer
    file_id, other_id = await make_person_file(olga), await make_person_file(olga)
    search_id = await make_search(cast, file_id)
    await take(cast, search_id, SearchStep.CALL)
    await take(cast, search_id, SearchStep.TOLD_POLICE)
    called, told = await step_ids(cast, search_id)
    for form, kind, act_id, on_file in (
        (POLICE, ActKind.SEARCH_STEP, called, file_id),
        (POLICE, ActKind.SEARCH_STEP, told, other_id),
        (POLICE, ActKind.SEARCH_STEP, search_id, file_id),
        (POLICE, ActKind.FILE_STEP, told, file_id),
        (PROSECUTOR, ActKind.SEARCH_STEP, told, file_id),
    ):
        with pytest.raises(NotFound):
            await find_called_paper(olga, on_file, form, ActOnFile(kind, act_id))


async def test_a_template_that_cannot_be_used_keeps_nobody_from_putting_down_who_was_told(
    cast: Cast, own_folder: Path
) -> None:
    file_id = await make_person_file(cast.olga.officer)
    search_id = await make_search(cast, file_id)
    put(own_folder, POLICE, "2026-01-01", a_template("{{ name }} {% for x in y %}"))
    await take(cast, search_id, SearchStep.TOLD_POLICE)
    opened = await read_search(cast.olga.officer, search_id, "search")
    assert opened.to_tell == (SearchStep.TOLD_PROSECUTOR,)
    assert [(one.form, one.missing) for one in opened.papers] == [(POLICE, ())]
    assert await papers(cast, file_id) == ()


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(LEGAL_ZONE))  # noqa: DTZ001


@given(st.lists(st.tuples(st.sampled_from(SearchStep), MOMENTS), max_size=12))
def test_every_step_is_counted_once_with_its_day_and_no_note_is_said(took: list[tuple[SearchStep, datetime]]) -> None:
    text = what_was_done([TakenStep(uuid4(), step, at, "《说明》", "《人》") for step, at in took])
    for step, name in SEARCH_STEP_NAMES.items():
        days = {legal_day(at) for kind, at in took if kind is step}
        count = sum(kind is step for kind, _ in took)
        assert (f"{name}{count}次（" in text) is bool(count)
        assert all(f"{day.year}年{day.month}月{day.day}日" in text for day in days)
    assert "《" not in text
