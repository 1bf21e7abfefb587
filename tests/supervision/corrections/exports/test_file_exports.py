"""Which correction files leave, for whom and on whose word; a minor's never, and nothing that a limit closes."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.audit import Act, verify_chain
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.category import Category
from supervision.corrections.exports.columns import FILE_COLUMNS, FileLine, file_row
from supervision.corrections.exports.fetching import fetch_file_export
from supervision.corrections.exports.requesting import request_file_export
from supervision.corrections.exports.selecting import Selection, find_subjects
from supervision.corrections.exports.store import FILE_EXPORTS, open_file_export
from supervision.corrections.file_state import EndCause, FileState
from supervision.corrections.opening import readings_of
from supervision.corrections.supervision_class import SupervisionClass
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.exports.frozen import digest_of
from supervision.exports.steps import (
    ExportLinkSpent,
    ExportNotReady,
    ExportStatePassed,
    NothingToExport,
    OwnExport,
    PasswordShown,
)
from supervision.exports.words import ExportShow, ExportState
from supervision.legal_time import legal_day, moved_clock, now
from supervision.settings import Register
from supervision.storage.database import fetch
from tests.cast import COUNTY, NORTH, SOUTH, Cast
from tests.makers import Member
from tests.makers_ends import make_end
from tests.makers_file_exports import (
    BASIS,
    PASSWORD,
    REASON,
    alone_at_most,
    asking,
    make_file_export,
    make_ready_file_export,
    make_waiting_file_export,
)
from tests.makers_files import dump_of, make_content, make_id_number, make_person_file
from tests.makers_limits import granted_for_minors, make_limit, make_minors_file, make_restricted_file
from tests.makers_orders import unused_code


async def taken_out(member: Member, export_id: UUID) -> tuple[UUID, ...]:
    """What leaves when the member has taken the password and follows the link."""
    await FILE_EXPORTS.unlock(member.officer, export_id, PASSWORD, unused_code(member))
    fetched = await fetch_file_export(member.officer, export_id)
    assert len(await fetched.rows(fetched.ids)) == len(fetched.ids)
    return fetched.ids


# ------------------------------------------------------------------------------------------------------ the columns


@given(st.floats(-85, 85), st.floats(-179, 179))
def test_no_cell_is_a_position_wherever_the_home_lies(lat: float, lon: float) -> None:
    content = make_content(lat=lat, lon=lon)
    line = FileLine(
        "1", "北岭司法所", FileState.ENDED, content, date(2026, 1, 1), SupervisionClass.STRICT, now(), EndCause.PARDON
    )
    row = file_row(line)
    assert len(row) == len(FILE_COLUMNS)
    assert not {lat, lon, str(lat), str(lon)} & set(row)
    assert all(not isinstance(cell, float) for cell in row)


def test_a_row_says_who_it_is_and_where_the_correction_stands() -> None:
    content = make_content(name="周晓岚", document_number=make_id_number(date(1990, 5, 6)))
    line = FileLine(
        "149901-2026-0001", "北岭司法所", FileState.TERMINATED, content, date(2027, 1, 1), SupervisionClass.LENIENT,
        now(), EndCause.REVOCATION,
    )  # fmt: skip
    row = dict(zip((column.title for column in FILE_COLUMNS), file_row(line), strict=True))
    assert (row["姓名"], row["矫正类别"], row["管理类别"], row["罪名"]) == ("周晓岚", "缓刑", "宽管", "盗窃罪")
    assert (row["解除类型"], row["解除日期"], row["出生日期"]) == ("收监", legal_day(now()), None)


# ---------------------------------------------------------------------------------------------------------- asking


async def test_a_minors_file_is_never_among_them_whoever_asks_and_nobody_is_told(cast: Cast) -> None:
    adult, minor = await make_person_file(cast.olga.officer), await make_minors_file(cast)
    olga = await granted_for_minors(cast, cast.olga)
    assert await find_subjects(olga, Act.FILE_EXPORT_FETCH, Selection(NORTH), [adult, minor]) == [adult]
    export_id = await request_file_export(olga, asking())
    assert (await FILE_EXPORTS.load(olga, Act.FILE_EXPORT_LIST, export_id)).subjects == 1
    await FILE_EXPORTS.unlock(olga, export_id, PASSWORD, unused_code(cast.olga))
    fetched = await fetch_file_export(olga, export_id)
    assert fetched.ids == (adult,)
    assert len(await fetched.rows([adult, minor])) == 1
    entries = await fetch("SELECT detail_json, subject_id FROM audit_entry WHERE act LIKE 'file-export:%'")
    assert str(minor) not in str(entries)
    assert "left_out" not in str(entries)


async def test_nothing_but_minors_is_nothing_to_export(cast: Cast) -> None:
    await make_minors_file(cast)
    with pytest.raises(NothingToExport):
        await request_file_export(await granted_for_minors(cast, cast.olga), asking())


async def test_what_a_limit_closes_is_silently_not_in_it_at_the_asking_and_at_the_fetching(cast: Cast) -> None:
    await make_restricted_file(cast)
    stays, closes = [await make_person_file(cast.olga.officer) for _ in range(2)]
    export_id = await request_file_export(cast.olga.officer, asking())
    assert (await FILE_EXPORTS.load(cast.olga.officer, Act.FILE_EXPORT_LIST, export_id)).subjects == 2
    await make_limit(cast, closes, LimitKind.EXCLUSION, cast.olga)
    assert await taken_out(cast.olga, export_id) == (stays,)


async def test_all_open_files_leave_or_those_of_an_office_a_category_or_a_state(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    here = await make_person_file(olga)
    parolee = await make_person_file(olga, category=Category.PAROLE)
    there = await make_person_file(cast.oscar.officer)
    ended = await make_person_file(olga)
    await make_end(cast, ended, EndCause.DEATH)
    for selection, expected in (
        (Selection(COUNTY), {here, parolee, there}),
        (Selection(COUNTY, cast.south_office), {there}),
        (Selection(COUNTY, category=Category.PAROLE), {parolee}),
        (Selection(COUNTY, state=FileState.TERMINATED), {ended}),
        (Selection(NORTH, state=FileState.IN_PROGRAMME), {here, parolee}),
    ):
        assert set(await find_subjects(agnes, Act.FILE_EXPORT_REQUEST, selection)) == expected
    assert set(await find_subjects(olga, Act.FILE_EXPORT_REQUEST, Selection(COUNTY))) == {here, parolee}
    of_office = replace(asking(""), office_id=cast.north_office, state=FileState.TERMINATED)
    assert await taken_out(cast.olga, await request_file_export(olga, of_office)) == (ended,)


@pytest.mark.parametrize(
    ("field", "changed"),
    [("purpose", {"purpose": None}), ("purpose", {"purpose": "visit"}), ("basis", {"basis": " "}),
     ("reason", {"reason": ""})],
)  # fmt: skip
async def test_nothing_is_asked_for_without_purpose_basis_and_reason(
    cast: Cast, field: str, changed: dict[str, Any]
) -> None:
    await make_person_file(cast.olga.officer)
    with pytest.raises(InputInvalid) as refused:
        await request_file_export(cast.olga.officer, replace(asking(), **changed))
    assert refused.value.field == field


async def test_nobody_takes_files_out_from_elsewhere_and_who_only_reads_takes_none(cast: Cast) -> None:
    await make_person_file(cast.olga.officer)
    for member, division in ((cast.oscar, NORTH), (cast.olga, SOUTH), (cast.olga, COUNTY), (cast.petra, NORTH)):
        with pytest.raises(NotFound):
            await request_file_export(member.officer, asking(division))
    with pytest.raises(NotPermitted):
        await request_file_export(cast.hua.officer, asking())
    with pytest.raises(NotFound):
        await request_file_export(cast.carl.officer, asking())
    with pytest.raises(InputInvalid):
        await request_file_export(cast.olga.officer, replace(asking(""), office_id=cast.south_office))


async def test_what_is_asked_for_is_sealed_and_so_is_its_password(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await FILE_EXPORTS.unlock(
        cast.olga.officer, await request_file_export(cast.olga.officer, asking()), PASSWORD, unused_code(cast.olga)
    )
    dump = await dump_of("file_export")
    for secret in (BASIS, REASON, PASSWORD, str(file_id), file_id.hex):
        assert secret not in dump


# -------------------------------------------------------------------------------------------------------- deciding


async def test_more_than_the_rule_says_waits_for_another_with_the_second_factor(cast: Cast) -> None:
    olga, agnes = cast.olga.officer, cast.agnes.officer
    export_id = await make_waiting_file_export(cast)
    with pytest.raises(ExportNotReady):
        await FILE_EXPORTS.unlock(olga, export_id, PASSWORD, unused_code(cast.olga))
    with pytest.raises(NotPermitted):
        await FILE_EXPORTS.approve(olga, export_id, unused_code(cast.olga))
    assert [one.id for one in (await FILE_EXPORTS.page(agnes, ExportShow.TO_DECIDE)).items] == [export_id]
    assert await FILE_EXPORTS.count_to_decide(cast.hua.officer) == 1
    await FILE_EXPORTS.approve(agnes, export_id, unused_code(cast.agnes))
    with pytest.raises(ExportStatePassed):
        await FILE_EXPORTS.approve(cast.hua.officer, export_id, unused_code(cast.hua))
    assert len(await taken_out(cast.olga, export_id)) == 1


async def test_an_agency_decides_on_nothing_of_its_own(cast: Cast) -> None:
    await make_person_file(cast.olga.officer)
    with alone_at_most(0):
        export_id = await request_file_export(cast.agnes.officer, asking())
    with pytest.raises(OwnExport):
        await FILE_EXPORTS.approve(cast.agnes.officer, export_id, unused_code(cast.agnes))
    await FILE_EXPORTS.refuse(cast.hua.officer, export_id, "范围过大。")
    opened = await open_file_export(cast.agnes.officer, export_id)
    assert (opened.export.state, opened.basis, opened.refusal) == (ExportState.REFUSED, BASIS, "范围过大。")


async def test_many_small_askings_of_a_day_are_one_large_one(cast: Cast) -> None:
    await make_person_file(cast.olga.officer)
    with alone_at_most(2):
        askings = [await request_file_export(cast.olga.officer, asking()) for _ in range(3)]
    stored = [await FILE_EXPORTS.load(cast.olga.officer, Act.FILE_EXPORT_LIST, one) for one in askings]
    assert [one.state for one in stored] == [ExportState.APPROVED, ExportState.APPROVED, ExportState.WAITING]


# -------------------------------------------------------------------------------------------------------- fetching


async def test_the_link_works_once_for_its_requester_and_for_its_time(cast: Cast) -> None:
    export_id = await make_ready_file_export(cast)
    with pytest.raises(PasswordShown):
        await FILE_EXPORTS.unlock(cast.olga.officer, export_id, PASSWORD, unused_code(cast.olga))
    with pytest.raises(NotPermitted):
        await fetch_file_export(cast.agnes.officer, export_id)
    with pytest.raises(NotFound):
        await fetch_file_export(cast.oscar.officer, export_id)
    over = now() + timedelta(hours=24)
    with moved_clock(lambda: over), pytest.raises(ExportLinkSpent):
        await fetch_file_export(cast.olga.officer, export_id)
    assert (await fetch_file_export(cast.olga.officer, export_id)).password == PASSWORD
    with pytest.raises(ExportLinkSpent):
        await fetch_file_export(cast.olga.officer, export_id)


async def test_each_file_that_left_has_an_entry_and_its_person_can_be_told(cast: Cast) -> None:
    export_id = await make_ready_file_export(cast)
    fetched = await fetch_file_export(cast.olga.officer, export_id)
    await fetched.rows(fetched.ids)
    readings = (await readings_of(cast.agnes.officer, fetched.ids[0], "complaint")).items
    assert [(one.purpose, one.result) for one in readings if one.act == Act.FILE_EXPORT_FETCH] == [
        ("inspection", "done")
    ]
    entry, *_ = await fetch(
        "SELECT detail_json FROM audit_entry WHERE act = $1 AND subject_id = $2 ORDER BY position",
        Act.FILE_EXPORT_FETCH, str(export_id),
    )  # fmt: skip
    detail = json.loads(entry["detail_json"])
    assert (detail["rows"], detail["ids_digest"]) == (1, digest_of(fetched.ids))
    assert "name" in detail["fields"]
    assert str(fetched.ids[0]) not in entry["detail_json"]
    assert (await verify_chain(Register.CORRECTIONS)).is_whole


async def test_the_watermark_says_who_took_it_out_for_what(cast: Cast) -> None:
    fetched = await fetch_file_export(cast.olga.officer, await make_ready_file_export(cast))
    for part in (fetched.export.number, "北岭司法所", "Olga North", "检查督导"):
        assert part in fetched.watermark
    assert PASSWORD not in repr(fetched)


async def test_the_night_ends_what_nobody_fetched_in_time(cast: Cast) -> None:
    export_id = await make_file_export(cast)
    assert await FILE_EXPORTS.end_lapsed(now()) == 0
    assert await FILE_EXPORTS.end_lapsed(now() + timedelta(days=7, minutes=1)) == 1
    (row,) = await fetch("SELECT state, subjects_sealed, password_sealed FROM file_export WHERE id = $1", export_id)
    assert (row["state"], row["subjects_sealed"], row["password_sealed"]) == ("lapsed", None, None)
