"""Lists handed in, differences settled, sheets signed, against the real database."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest
from asyncpg import InsufficientPrivilegeError

from supervision.approvals.authorities import AuthorityDraft, confirm_authority, enter_authority
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.category import Category
from supervision.corrections.file_state import EndCause
from supervision.corrections.files import create_person_file
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.reconciliation.counting import CategoryCount
from supervision.corrections.reconciliation.matching import FilePlace
from supervision.corrections.reconciliation.opening import (
    begin_reconciliation,
    compare_again,
    hand_in_list,
    withdraw_list,
)
from supervision.corrections.reconciliation.overview import find_work, open_reconciliation, sum_of_city
from supervision.corrections.reconciliation.retiring import destroy_due_lists
from supervision.corrections.reconciliation.settling import decide_person, reopen_difference, settle_difference
from supervision.corrections.reconciliation.sheets import (
    countersign_sheet,
    read_sheet,
    return_sheet,
    sheets_of,
    sign_sheet,
)
from supervision.corrections.reconciliation.showing import count_differences, list_differences, read_item
from supervision.corrections.reconciliation.words import (
    ListSource,
    OwnSheet,
    ReconciliationRefused,
    Result,
    Settlement,
    SheetState,
)
from supervision.corrections.reporting import lose_contact
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_rules import Confidence
from supervision.legal_time import day_start, legal_day, moved_clock, now
from supervision.officers import Officer, Role, SecondFactorRefused
from supervision.sheet_cells import Cell
from supervision.storage.database import fetch
from tests.cast import COUNTY, OTHER_COUNTY, Cast
from tests.makers import acts_of, make_officer
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_content, make_id_number, make_person_file
from tests.makers_limits import granted_for_minors, make_limit, minors_content
from tests.makers_orders import unused_code
from tests.makers_reconciliation import a_list, last_month, make_list, make_reconciliation, shown

STATEMENT = "已电话询问法院，三日内补送文书。"


def person(number: str, name: str = "张三", **cells: Cell) -> dict[str, Cell]:
    return {"姓名": name, "身份证号": number, "状态": "在矫", **cells}


def stranger(**cells: Cell) -> dict[str, Cell]:
    """A row about somebody who has no file here, not even one that is alike."""
    return person(make_id_number(), "欧阳静", **cells)


async def results(officer: Officer, reconciliation_id: UUID) -> list[tuple[Result, int]]:
    return [(line.item.result, line.item.number) for line in await shown(officer, reconciliation_id)]


async def test_a_list_is_compared_with_the_files_and_changes_none(cast: Cast) -> None:
    agnes, olga = cast.agnes.officer, cast.olga.officer
    agreeing, lost, ended = (make_id_number() for _ in range(3))
    await make_person_file(olga, document_number=agreeing)
    lost_id = await make_person_file(olga, document_number=lost)
    await lose_contact(olga, lost_id, now(), "多次走访、电话均无法联系。")
    ended_id = await make_person_file(olga, document_number=ended)
    await make_end(cast, ended_id, EndCause.DEATH, now() - timedelta(days=3))
    unnamed = await make_person_file(olga)
    before = await dump_of("person_file", "file_step")
    reconciliation_id = await make_reconciliation(cast)
    await make_list(agnes, reconciliation_id, *map(person, (agreeing, lost, ended)), stranger())
    assert await results(agnes, reconciliation_id) == [
        (Result.NO_FILE, 5), (Result.OUT_OF_CONTACT, 3), (Result.ENDED_HERE, 4), (Result.ONLY_HERE, 0),
    ]  # fmt: skip
    lines = await shown(agnes, reconciliation_id)
    assert [line.item.file_id for line in lines] == [None, lost_id, ended_id, unnamed]
    assert [line.who for line in lines] == ["欧*", "张*", "张*", "张*"]
    assert await dump_of("person_file", "file_step") == before


async def test_nothing_of_a_list_stands_in_clear(cast: Cast) -> None:
    number = make_id_number()
    reconciliation_id = await make_reconciliation(cast)
    await make_list(cast.agnes.officer, reconciliation_id, person(number, "欧阳静", 文书号="（2026）晋9901刑初7号"))
    (line,) = await shown(cast.agnes.officer, reconciliation_id)
    await settle_difference(cast.agnes.officer, line.item.id, Result.NO_FILE, Settlement.ORGAN_ASKED, STATEMENT)
    tables = ("reconciliation", "reconciliation_list", "reconciliation_item", "reconciliation_step", "audit_entry")
    dump = await dump_of(*tables)
    for word in (number, "欧阳静", "晋9901", "临溪县人民法院", "list.xlsx", STATEMENT):
        assert word not in dump
        assert word.encode().hex() not in dump


async def test_whatever_the_order_of_lists_the_results_are_the_same(cast: Cast) -> None:
    agnes = cast.agnes.officer
    numbers = [make_id_number() for _ in range(3)]
    for number in numbers[:2]:
        await make_person_file(cast.olga.officer, document_number=number)
    handed_in = [
        a_list([person(numbers[0])], ListSource.COURT),
        a_list([person(numbers[2], "欧阳静"), person(numbers[2], "欧阳静")], ListSource.POLICE),
        a_list([person(numbers[1], 状态="解矫")], ListSource.PROVINCE),
    ]
    reconciliation_id = await make_reconciliation(cast)
    seen = []
    for order in permutations(handed_in):
        list_ids = [await hand_in_list(agnes, reconciliation_id, one) for one in order]
        places = await compare_again(agnes, reconciliation_id)
        lines = await shown(agnes, reconciliation_id)
        seen.append((places, sorted((line.item.result, str(line.item.source), line.item.number) for line in lines)))
        assert sum(places.values()) == 2
        (rows,) = await fetch("SELECT count(*) AS n FROM reconciliation_item WHERE of_list IS NOT NULL")
        assert rows["n"] == 4
        for list_id in list_ids:
            await withdraw_list(agnes, reconciliation_id, list_id)
    assert all(one == seen[0] for one in seen)
    assert seen[0][1] == [
        (Result.NO_FILE, "police", 2), (Result.OPEN_HERE, "province", 2), (Result.REPEATED, "police", 3),
    ]  # fmt: skip


async def test_a_list_of_new_decisions_expects_nobody_whose_term_began_before(cast: Cast) -> None:
    agnes, today = cast.agnes.officer, legal_day(now())
    await make_person_file(cast.olga.officer)
    reconciliation_id = await make_reconciliation(cast)
    new = a_list([stranger()], covers_from_on=today - timedelta(days=7))
    await hand_in_list(agnes, reconciliation_id, new)
    assert await results(agnes, reconciliation_id) == [(Result.NO_FILE, 2)]
    places = await compare_again(agnes, reconciliation_id)
    assert places == {FilePlace.NAMED: 0, FilePlace.ONLY_HERE: 0, FilePlace.NOT_COMPARED: 1}


async def test_an_object_number_finds_a_file_that_knows_it(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    await make_person_file(olga, object_number=" gx-00 0123 ")
    unnumbered = await make_person_file(olga)
    reconciliation_id = await make_reconciliation(cast)
    rows = [{"对象编号": "GX000123", "状态": "在矫"}, {"对象编号": "GX999999", "状态": "在矫"}]
    await make_list(agnes, reconciliation_id, *rows, source=ListSource.PROVINCE)
    lines = await shown(agnes, reconciliation_id)
    assert [(line.item.result, line.item.file_id) for line in lines] == [
        (Result.NO_FILE, None), (Result.ONLY_HERE, unnumbered),
    ]  # fmt: skip
    with pytest.raises(InputInvalid) as refusal:
        await make_person_file(olga, object_number="编号一")
    assert refusal.value.field == "object_number"


async def test_whoever_has_not_reported_in_by_the_day_is_missing_and_before_it_is_not(cast: Cast) -> None:
    early, late = make_id_number(), make_id_number()
    today = legal_day(now())
    for number, days in ((early, 3), (late, 30)):
        content = make_content(document_number=number, term_starts_on=today - timedelta(days=days))
        await create_person_file(cast.olga.officer, cast.north_office, content, LifeStep.RECEIVE)
    reconciliation_id = await make_reconciliation(cast)
    await make_list(cast.agnes.officer, reconciliation_id, person(early), person(late))
    assert await results(cast.agnes.officer, reconciliation_id) == [(Result.NOT_REPORTED, 3)]


async def test_a_name_and_birth_wait_for_an_officer_whose_word_can_be_taken_back(cast: Cast) -> None:
    agnes = cast.agnes.officer
    file_id = await make_person_file(cast.olga.officer, document_number=make_id_number(date(1980, 2, 3)))
    reconciliation_id = await make_reconciliation(cast)
    await make_list(agnes, reconciliation_id, person(make_id_number(date(1980, 2, 3))))
    (line, only_here) = await shown(agnes, reconciliation_id)
    assert (line.item.result, line.item.candidates) == (Result.POSSIBLE, (file_id,))
    assert only_here.item.result is Result.ONLY_HERE
    with pytest.raises(ReconciliationRefused):
        await settle_difference(agnes, line.item.id, Result.POSSIBLE, Settlement.LIST_WRONG, STATEMENT)
    with pytest.raises(InputInvalid):
        await decide_person(agnes, line.item.id, await make_person_file(cast.olga.officer), STATEMENT)
    await decide_person(agnes, line.item.id, None, "照片不是同一人。")
    assert (Result.NO_FILE, 2) in await results(agnes, reconciliation_id)
    await reopen_difference(agnes, line.item.id, "看错了照片。")
    await decide_person(agnes, line.item.id, file_id, "名单上的号码错了一位。")
    (again, *_) = await shown(agnes, reconciliation_id)
    assert (again.item.result, again.item.differing) == (Result.DIFFERS, ("document-number",))
    opened = await read_item(agnes, line.item.id, "supervision")
    assert [step.step for step in opened.steps] == ["another-person", "reopened", "same-person"]
    assert [each.item.result for each in await shown(agnes, reconciliation_id)].count(Result.ONLY_HERE) == 1


async def test_a_difference_is_settled_once_for_what_was_shown_and_can_be_reopened(cast: Cast) -> None:
    agnes = cast.agnes.officer
    reconciliation_id = await make_reconciliation(cast)
    await make_list(agnes, reconciliation_id, stranger())
    (line,) = await shown(agnes, reconciliation_id)
    with pytest.raises(ReconciliationRefused):
        await settle_difference(agnes, line.item.id, Result.OPEN_HERE, Settlement.LIST_WRONG, STATEMENT)
    with pytest.raises(InputInvalid):
        await settle_difference(agnes, line.item.id, Result.NO_FILE, Settlement.LIST_WRONG, " ")
    await settle_difference(agnes, line.item.id, Result.NO_FILE, Settlement.ORGAN_ASKED, STATEMENT)
    with pytest.raises(ReconciliationRefused):
        await settle_difference(agnes, line.item.id, Result.NO_FILE, Settlement.LIST_WRONG, STATEMENT)
    assert await shown(agnes, reconciliation_id) == []
    (settled,) = (await list_differences(agnes, reconciliation_id, are_settled=True)).items
    assert (settled.settlement, settled.is_settled) == (Settlement.ORGAN_ASKED, True)
    await reopen_difference(agnes, line.item.id, "法院答复后再办。")
    assert len(await shown(agnes, reconciliation_id)) == 1
    with pytest.raises(ReconciliationRefused):
        await reopen_difference(agnes, line.item.id, "再次。")
    opened = await read_item(agnes, line.item.id, "supervision")
    assert [step.note for step in opened.steps] == [STATEMENT, "法院答复后再办。"]


async def test_a_file_that_a_limit_closes_is_not_there_and_others_settle_its_row(cast: Cast) -> None:
    agnes, hua = cast.agnes.officer, cast.hua.officer
    number = make_id_number()
    file_id = await make_person_file(cast.olga.officer, document_number=number)
    await lose_contact(cast.olga.officer, file_id, now(), "无法联系。")
    unnamed = await make_person_file(cast.olga.officer)
    reconciliation_id = await make_reconciliation(cast)
    for closed in (file_id, unnamed):
        await make_limit(cast, closed, LimitKind.EXCLUSION, cast.agnes)
    await make_list(agnes, reconciliation_id, person(number))
    assert await shown(agnes, reconciliation_id) == []
    assert (await count_differences(agnes, [reconciliation_id]))[False] == {}
    lines = await shown(hua, reconciliation_id)
    assert [line.item.result for line in lines] == [Result.OUT_OF_CONTACT, Result.ONLY_HERE]
    for line in lines:
        with pytest.raises(NotFound):
            await read_item(agnes, line.item.id, "supervision")
        with pytest.raises(NotFound):
            await settle_difference(agnes, line.item.id, line.item.result, Settlement.LIST_WRONG, STATEMENT)
    await settle_difference(hua, lines[0].item.id, Result.OUT_OF_CONTACT, Settlement.ORGAN_ASKED, STATEMENT)
    assert len(await shown(hua, reconciliation_id)) == 1


async def test_a_closed_file_that_ended_or_is_only_alike_shows_as_if_there_were_none(cast: Cast) -> None:
    agnes, hua, olga = cast.agnes.officer, cast.hua.officer, cast.olga.officer
    ended, alike = make_id_number(), make_id_number(date(1977, 7, 7))
    for number, is_over in ((ended, True), (alike, False)):
        file_id = await make_person_file(olga, document_number=number)
        if is_over:
            await make_end(cast, file_id, EndCause.DEATH, now() - timedelta(days=2))
        await make_limit(cast, file_id, LimitKind.EXCLUSION, cast.agnes)
    reconciliation_id = await make_reconciliation(cast)
    await make_list(agnes, reconciliation_id, person(ended), person(make_id_number(date(1977, 7, 7))))
    assert await results(agnes, reconciliation_id) == [(Result.NO_FILE, 2), (Result.NO_FILE, 3)]
    for line in await shown(agnes, reconciliation_id):
        opened = await read_item(agnes, line.item.id, "supervision")
        assert (opened.file, opened.candidates, opened.item.matched_by) == (None, (), None)
        await settle_difference(agnes, line.item.id, Result.NO_FILE, Settlement.ORGAN_ASKED, STATEMENT)
    assert [line.item.result for line in await shown(hua, reconciliation_id)] == [
        Result.ENDED_HERE, Result.POSSIBLE, Result.ONLY_HERE,
    ]  # fmt: skip
    sheet = await read_sheet(hua, await sign_sheet(agnes, reconciliation_id, ""))
    assert {each.result: (each.settled, each.open) for each in sheet.content.differences} == {
        Result.ENDED_HERE: ({}, 1), Result.POSSIBLE: ({}, 1), Result.ONLY_HERE: ({}, 1),
    }  # fmt: skip


async def test_what_was_settled_counts_when_the_file_is_found_since_by_whatever_it_is_found(cast: Cast) -> None:
    agnes = cast.agnes.officer
    reconciliation_id = await make_reconciliation(cast)
    rows: list[dict[str, Cell]] = [{"对象编号": "GX000123", "状态": "在矫"}, person(make_id_number(date(1980, 2, 3)))]
    await make_list(agnes, reconciliation_id, *rows, source=ListSource.PROVINCE)
    for line in await shown(agnes, reconciliation_id):
        await settle_difference(agnes, line.item.id, Result.NO_FILE, Settlement.FILE_OPENED, STATEMENT)
    await make_person_file(cast.olga.officer, object_number="GX000123")
    alike = await make_person_file(cast.olga.officer, document_number=make_id_number(date(1980, 2, 3)))
    await compare_again(agnes, reconciliation_id)
    (line,) = [each for each in await shown(agnes, reconciliation_id) if each.item.result is Result.POSSIBLE]
    await decide_person(agnes, line.item.id, alike, "名单上的号码错了一位。")
    sheet = await read_sheet(agnes, await sign_sheet(agnes, reconciliation_id, ""))
    assert {each.result: (each.settled, each.open) for each in sheet.content.differences} == {
        Result.NO_FILE: ({"file-opened": 2}, 0), Result.DIFFERS: ({}, 1),
    }  # fmt: skip


async def test_a_minors_file_is_there_for_whoever_has_the_grant_alone(cast: Cast) -> None:
    content = minors_content()
    file_id = await create_person_file(cast.olga.officer, cast.north_office, content)
    reconciliation_id = await make_reconciliation(cast)
    row = person(content.identity.document_number, 状态="解矫")
    await make_list(cast.agnes.officer, reconciliation_id, row)
    assert await shown(cast.agnes.officer, reconciliation_id) == []
    granted = await granted_for_minors(cast, cast.agnes)
    (line,) = await shown(granted, reconciliation_id)
    assert (line.item.result, line.item.file_id) == (Result.OPEN_HERE, file_id)


async def test_a_sealed_record_of_a_minor_takes_no_part(cast: Cast) -> None:
    content = minors_content()
    file_id = await create_person_file(cast.olga.officer, cast.north_office, content)
    await make_end(cast, file_id, EndCause.DEATH, now(), by=await granted_for_minors(cast, cast.agnes))
    await fetch("UPDATE person_file SET ended_at = ended_at - interval '31 days' WHERE id = $1", file_id)
    reconciliation_id = await make_reconciliation(cast)
    await make_list(cast.agnes.officer, reconciliation_id, person(content.identity.document_number))
    for member in (cast.agnes, cast.hua):
        (line,) = await shown(member.officer, reconciliation_id)
        assert (line.item.result, line.item.file_id) == (Result.NO_FILE, None)


async def signed(cast: Cast) -> tuple[UUID, UUID]:
    """A month with one settled and one open difference, signed by Agnes."""
    agnes = cast.agnes.officer
    await make_person_file(cast.olga.officer)
    reconciliation_id = await make_reconciliation(cast)
    await make_list(agnes, reconciliation_id, stranger())
    (line, _) = await shown(agnes, reconciliation_id)
    await settle_difference(agnes, line.item.id, Result.NO_FILE, Settlement.ORGAN_ASKED, STATEMENT)
    return reconciliation_id, await sign_sheet(agnes, reconciliation_id, "一项待查。")


async def test_a_sheet_has_two_signatures_and_stays_as_it_was(cast: Cast) -> None:
    agnes, hua = cast.agnes.officer, cast.hua.officer
    reconciliation_id, sheet_id = await signed(cast)
    with pytest.raises(OwnSheet):
        await countersign_sheet(agnes, sheet_id, unused_code(cast.agnes))
    with pytest.raises(SecondFactorRefused):
        await countersign_sheet(hua, sheet_id, "000000")
    with pytest.raises(ReconciliationRefused):
        await make_list(agnes, reconciliation_id, stranger())
    number = await countersign_sheet(hua, sheet_id, unused_code(cast.hua))
    before = await read_sheet(agnes, sheet_id)
    assert (before.state, before.number) == (SheetState.COUNTERSIGNED, number)
    assert number.startswith(f"DS-{COUNTY}-")
    assert before.decision is not None
    assert (before.content.signed_by_name, before.decision.name) == (agnes.name, hua.name)
    assert {each.result: (each.settled, each.open) for each in before.content.differences} == {
        Result.NO_FILE: ({"organ-asked": 1}, 0), Result.ONLY_HERE: ({}, 1),
    }  # fmt: skip
    (open_line,) = await shown(agnes, reconciliation_id)
    await settle_difference(agnes, open_line.item.id, Result.ONLY_HERE, Settlement.ORGAN_ASKED, STATEMENT)
    await make_person_file(cast.olga.officer)
    assert await read_sheet(agnes, sheet_id) == before
    with pytest.raises(InsufficientPrivilegeError):
        await fetch("UPDATE count_sheet SET signed_at = now() WHERE id = $1", sheet_id)
    with pytest.raises(ReconciliationRefused):
        await countersign_sheet(hua, sheet_id, unused_code(cast.hua))
    assert "Agnes" not in await dump_of("count_sheet")


async def test_a_returned_sheet_is_kept_and_the_month_goes_on(cast: Cast) -> None:
    reconciliation_id, sheet_id = await signed(cast)
    await return_sheet(cast.hua.officer, sheet_id, "公安名单未交。")
    await make_list(cast.agnes.officer, reconciliation_id, stranger(), source=ListSource.POLICE)
    await sign_sheet(cast.agnes.officer, reconciliation_id, "")
    newer, older = await sheets_of(reconciliation_id)
    assert (newer.state, older.state, older.number) == (SheetState.SIGNED, SheetState.RETURNED, None)
    assert older.decision is not None
    assert older.decision.reason == "公安名单未交。"


async def test_another_officer_countersigns_by_the_heads_mandate_alone(cast: Cast) -> None:
    _, sheet_id = await signed(cast)
    deputy = await make_officer(
        "anna", "Anna Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office, granted_by=cast.sue.id
    )
    with pytest.raises(NotPermitted):
        await countersign_sheet(deputy.officer, sheet_id, unused_code(deputy))
    today = legal_day(now())
    draft = AuthorityDraft("临司授〔2026〕3号", today, today + timedelta(days=9), deputy_id=deputy.id)
    authority_id = await enter_authority(cast.agnes.officer, draft)
    await confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua))
    await countersign_sheet(deputy.officer, sheet_id, unused_code(deputy))
    sheet = await read_sheet(cast.hua.officer, sheet_id)
    assert sheet.decision is not None
    assert (sheet.decision.role, sheet.decision.mandate_id) == (Role.COUNTY_AGENCY, authority_id)


async def test_a_deputy_whose_mandate_began_after_the_signature_countersigns(cast: Cast) -> None:
    _, sheet_id = await signed(cast)
    deputy = await make_officer(
        "anna", "Anna Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office, granted_by=cast.sue.id
    )
    tomorrow = legal_day(now()) + timedelta(days=1)
    draft = AuthorityDraft("临司授〔2026〕4号", tomorrow, tomorrow + timedelta(days=9), deputy_id=deputy.id)
    authority_id = await enter_authority(cast.agnes.officer, draft)
    await confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua))
    with pytest.raises(NotPermitted):
        await countersign_sheet(deputy.officer, sheet_id, unused_code(deputy))
    later = now() + timedelta(days=1)
    with moved_clock(lambda: later):
        await countersign_sheet(deputy.officer, sheet_id, unused_code(deputy))
    assert (await read_sheet(cast.hua.officer, sheet_id)).state is SheetState.COUNTERSIGNED


async def test_two_who_decide_whom_rows_are_about_wait_for_each_other(cast: Cast) -> None:
    agnes, hua = cast.agnes.officer, cast.hua.officer
    births = [date(1980, 2, 3), date(1981, 2, 3)]
    for born_on in births:
        await make_person_file(cast.olga.officer, document_number=make_id_number(born_on))
    reconciliation_id = await make_reconciliation(cast)
    await make_list(agnes, reconciliation_id, *(person(make_id_number(born_on)) for born_on in births))
    one, other = [line.item for line in await shown(agnes, reconciliation_id) if line.item.result is Result.POSSIBLE]
    for _ in range(3):
        await asyncio.gather(
            decide_person(agnes, one.id, one.candidates[0], STATEMENT),
            decide_person(hua, other.id, other.candidates[0], STATEMENT),
        )
        await asyncio.gather(reopen_difference(agnes, one.id, STATEMENT), reopen_difference(hua, other.id, STATEMENT))
    assert len(await shown(agnes, reconciliation_id)) == 4


async def test_the_numbers_of_a_month_add_up_by_category(cast: Cast) -> None:
    before, during = [await make_person_file(cast.olga.officer) for _ in range(2)]
    month = last_month()
    for file_id, day in ((before, month.replace(day=1) - timedelta(days=9)), (during, month)):
        await fetch("UPDATE person_file SET opened_at = $2 WHERE id = $1", file_id, day_start(day))
    await make_end(cast, during, EndCause.DEATH, day_start(month) + timedelta(hours=1))
    reconciliation_id = await make_reconciliation(cast)
    await make_list(cast.agnes.officer, reconciliation_id, stranger())
    sheet = await read_sheet(cast.agnes.officer, await sign_sheet(cast.agnes.officer, reconciliation_id, ""))
    counts = {count.category: count for count in sheet.content.categories}
    assert counts[Category.SUSPENDED_SENTENCE] == CategoryCount(
        Category.SUSPENDED_SENTENCE, carried_over=1, opened=1, terminated=1, at_end=1
    )
    assert sheet.content.states == {"in-programme": 1}


async def test_a_city_sees_sums_and_which_county_has_none(cast: Cast) -> None:
    reconciliation_id, sheet_id = await signed(cast)
    assert [county.code for county in (await sum_of_city(cast.carl.officer)).missing] == [COUNTY, OTHER_COUNTY]
    await countersign_sheet(cast.hua.officer, sheet_id, unused_code(cast.hua))
    sums = await sum_of_city(cast.carl.officer)
    assert [county.code for county, _ in sums.counties] == [COUNTY]
    assert [county.code for county in sums.missing] == [OTHER_COUNTY]
    assert sums.open_differences == 1
    for asked in (read_sheet(cast.carl.officer, sheet_id), open_reconciliation(cast.carl.officer, reconciliation_id)):
        with pytest.raises((NotFound, NotPermitted)):
            await asked


async def test_a_month_is_begun_once_when_it_is_over_and_within_reach(cast: Cast) -> None:
    agnes, today = cast.agnes.officer, legal_day(now())
    await make_reconciliation(cast)
    with pytest.raises(ReconciliationRefused):
        await make_reconciliation(cast)
    for county, month in ((COUNTY, today), (COUNTY, date(2019, 5, 1)), ("14", last_month())):
        with pytest.raises(InputInvalid):
            await begin_reconciliation(agnes, county, month)
    with pytest.raises(NotFound):
        await begin_reconciliation(agnes, OTHER_COUNTY, last_month())
    with pytest.raises(NotFound):
        await begin_reconciliation(cast.olga.officer, COUNTY, last_month())


async def test_todays_work_says_what_was_not_begun_by_its_day_and_what_waits(cast: Cast) -> None:
    agnes = cast.agnes.officer
    with moved_clock(lambda: datetime(2026, 11, 10, 3, tzinfo=UTC)):
        assert (await find_work(agnes)).due == ()
    with moved_clock(lambda: datetime(2026, 11, 11, 3, tzinfo=UTC)):
        (due,) = (await find_work(agnes)).due
        assert (due.county.code, due.period.until_on, due.counted.due_on) == (
            COUNTY, date(2026, 10, 31), date(2026, 11, 10),
        )  # fmt: skip
        assert due.rule.confidence is Confidence.OURS
        reconciliation_id = await make_reconciliation(cast)
        await make_list(agnes, reconciliation_id, stranger())
        work = await find_work(agnes)
    assert work.due == ()
    assert [(one.id, count) for one, count in work.open_differences] == [(reconciliation_id, 1)]
    await sign_sheet(agnes, reconciliation_id, "")
    assert [one.id for one in (await find_work(cast.hua.officer)).to_countersign] == [reconciliation_id]
    assert (await find_work(cast.olga.officer)) == type(work)()


async def test_what_is_refused_names_what_to_mend_and_stores_nothing(cast: Cast) -> None:
    agnes, today = cast.agnes.officer, legal_day(now())
    reconciliation_id = await make_reconciliation(cast)
    row = stranger()
    for new, field in (
        (a_list([{"姓名": "张三"}]), "sheet"),
        (a_list([], ListSource.COURT), "sheet"),
        (a_list([row], as_of_on=today + timedelta(days=1)), "as_of_on"),
        (a_list([row], covers_from_on=today + timedelta(days=1)), "covers_from_on"),
    ):
        with pytest.raises(InputInvalid) as refusal:
            await hand_in_list(agnes, reconciliation_id, new)
        assert refusal.value.field == field
    for member in (cast.hugo, cast.olga):
        with pytest.raises((NotFound, NotPermitted)):
            await make_list(member.officer, reconciliation_id, row)
    with pytest.raises(ReconciliationRefused):
        await sign_sheet(agnes, reconciliation_id, "")
    assert await fetch("SELECT 1 FROM reconciliation_item") == []


async def test_lists_past_their_period_go_with_their_key_and_sheets_stay(cast: Cast) -> None:
    reconciliation_id, sheet_id = await signed(cast)
    await countersign_sheet(cast.hua.officer, sheet_id, unused_code(cast.hua))
    sheet = await read_sheet(cast.hua.officer, sheet_id)
    assert await destroy_due_lists(now()) == 0
    after = now() + timedelta(days=190)
    assert (await destroy_due_lists(after), await destroy_due_lists(after)) == (1, 0)
    for table in ("reconciliation_list", "reconciliation_item", "reconciliation_step"):
        assert await dump_of(table) == ""
    (living,) = await fetch("SELECT count(*) AS n FROM vault_key WHERE kind = 'list' AND destroyed_at IS NULL")
    assert living["n"] == 0
    assert await read_sheet(cast.hua.officer, sheet_id) == sheet
    opened = await open_reconciliation(cast.agnes.officer, reconciliation_id)
    assert (opened.lists, opened.reconciliation.is_open) == ((), False)


async def test_opening_an_item_is_a_reading_of_the_file_that_it_shows(cast: Cast) -> None:
    agnes = cast.agnes.officer
    file_id = await make_person_file(cast.olga.officer)
    reconciliation_id = await make_reconciliation(cast)
    await make_list(agnes, reconciliation_id, stranger())
    (_, line) = await shown(agnes, reconciliation_id)
    with pytest.raises(InputInvalid):
        await read_item(agnes, line.item.id, None)
    await read_item(agnes, line.item.id, "supervision")
    subjects = await fetch("SELECT subject_id FROM audit_entry WHERE act = 'reconciliation:open' AND result = 'done'")
    assert {row["subject_id"] for row in subjects} == {str(reconciliation_id), str(file_id)}
    assert ("reconciliation:open", "done") in await acts_of(agnes.id)
