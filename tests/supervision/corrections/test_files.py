"""Creating, changing and ending person files, against the real database."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from supervision.corrections.absences import AbsenceRefused, end_absence, record_custody
from supervision.corrections.attachments import AttachmentKind, add_attachment, open_attachment
from supervision.corrections.category import Category
from supervision.corrections.file_state import AbsenceKind, EndCause, EndRefused, FileEnded, FileState
from supervision.corrections.files import (
    FileChangedMeanwhile,
    FileExists,
    change_person_file,
    create_person_file,
)
from supervision.corrections.life_cycle import LifeStep, LifeStepRefused
from supervision.corrections.life_view import LifeQueue
from supervision.corrections.opening import open_person_file
from supervision.corrections.release.looking import count_waiting_files
from supervision.corrections.release.terminating import end_person_file
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import legal_day, now
from supervision.media import MediaType
from supervision.officers import SecondFactorRefused
from tests.cast import Cast
from tests.makers import acts_of
from tests.makers_ends import make_end
from tests.makers_files import (
    a_photo,
    dump_of,
    make_attachment,
    make_content,
    make_custody,
    make_id_number,
    make_person_file,
)
from tests.makers_forms import a_template


async def test_a_created_file_can_be_opened_by_its_office_and_is_numbered_within_its_county(cast: Cast) -> None:
    first = await make_person_file(cast.olga.officer, name="赵清河")
    second = await make_person_file(cast.oscar.officer, name="钱远山")
    year = legal_day(now()).year
    opened = await open_person_file(cast.olga.officer, first, "supervision")
    assert opened.number == f"149901-{year}-0001"
    assert (opened.identity.name, opened.division, opened.state) == ("赵清河", "149901001", FileState.IN_PROGRAMME)
    assert opened.term.last_day == opened.term_ends_on
    assert (await open_person_file(cast.oscar.officer, second, "alert")).number == f"149901-{year}-0002"


async def test_nothing_that_names_the_person_stands_in_clear(cast: Cast) -> None:
    number = make_id_number()
    await make_person_file(
        cast.olga.officer, name="孙归鸿", document_number=number, phone="13911112222", address="北岭镇石桥巷7号",
        lat=35.123456, lon=112.654321,
    )  # fmt: skip
    dump = await dump_of("person_file", "search_term", "audit_entry")
    for secret in ("孙归鸿", number, "13911112222", "石桥巷", "35.123456", "112.654321", "盗窃", "sunguihong"):
        assert secret not in dump


async def test_everybody_who_may_not_create_is_refused(cast: Cast) -> None:
    content = make_content()
    for officer in (cast.carl, cast.hua):
        with pytest.raises((NotPermitted, InputInvalid)):
            await create_person_file(officer.officer, cast.north_office, content)
    for officer in (cast.sam, cast.oscar, cast.hugo):
        with pytest.raises(InputInvalid) as refusal:
            await create_person_file(officer.officer, cast.north_office, content)
        assert refusal.value.field == "office"
    with pytest.raises(InputInvalid):
        await create_person_file(cast.olga.officer, uuid4(), content)


async def test_the_same_document_gets_one_open_file_in_a_county_and_a_new_one_after_the_end(cast: Cast) -> None:
    number = make_id_number()
    first = await make_person_file(cast.olga.officer, document_number=number)
    with pytest.raises(FileExists):
        await make_person_file(cast.oscar.officer, document_number=number.lower())
    await make_end(cast, first, EndCause.DEATH)
    assert await make_person_file(cast.oscar.officer, document_number=number)


async def test_a_change_is_stored_as_the_next_revision_and_two_editors_do_not_overwrite_each_other(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, name="李一")
    changed = make_content(name="李二", phone="13700000000")
    assert await change_person_file(cast.olga.officer, file_id, 1, changed) == 2
    with pytest.raises(FileChangedMeanwhile):
        await change_person_file(cast.agnes.officer, file_id, 1, make_content(name="李三"))
    opened = await open_person_file(cast.olga.officer, file_id, "supervision")
    assert (opened.identity.name, opened.revision) == ("李二", 2)


async def test_a_file_moves_only_to_an_office_within_reach(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(InputInvalid):
        await change_person_file(cast.olga.officer, file_id, 1, make_content(), cast.south_office)
    await change_person_file(cast.agnes.officer, file_id, 1, make_content(), cast.south_office)
    with pytest.raises(NotFound):
        await open_person_file(cast.olga.officer, file_id, "supervision")
    assert (await open_person_file(cast.oscar.officer, file_id, "supervision")).office_name == "南浦司法所"


async def test_an_end_fits_the_category_and_does_not_lie_in_the_future(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer, category=Category.CONTROL)
    with pytest.raises(EndRefused):
        await make_end(cast, file_id, EndCause.REVOCATION)
    with pytest.raises(EndRefused):
        await make_end(cast, file_id, EndCause.DEATH, now() + timedelta(hours=1))
    with pytest.raises(EndRefused):
        await end_person_file(cast.agnes.officer, file_id, EndCause.DEATH, "没有证明。", "000000")
    with pytest.raises(InputInvalid):
        await end_person_file(cast.agnes.officer, file_id, EndCause.DEATH, " ", "000000")
    paper = await make_attachment(cast.agnes.officer, file_id)
    with pytest.raises(SecondFactorRefused):
        await end_person_file(cast.agnes.officer, file_id, EndCause.DEATH, "x", "000000", paper_id=paper)
    with pytest.raises(NotPermitted):
        await end_person_file(cast.olga.officer, file_id, EndCause.DEATH, "x", cast.olga.code(), paper_id=paper)


async def test_an_ended_file_is_kept_and_never_changes(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_end(cast, file_id, EndCause.PARDON)
    opened = await open_person_file(cast.olga.officer, file_id, "inspection")
    assert (opened.state, opened.end_cause) == (FileState.ENDED, EndCause.PARDON)
    with pytest.raises(FileEnded):
        await change_person_file(cast.olga.officer, file_id, opened.revision, make_content())
    with pytest.raises(FileEnded):
        await end_person_file(cast.agnes.officer, file_id, EndCause.DEATH, "x", "000000")
    with pytest.raises(FileEnded):
        await make_custody(cast.olga.officer, file_id, now())


async def test_custody_begins_and_ends_once_and_shows_in_the_state(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    began = now() - timedelta(hours=2)
    await make_custody(cast.olga.officer, file_id, began)
    assert (await open_person_file(cast.olga.officer, file_id, "supervision")).state is FileState.IN_CUSTODY
    for at in (now(), now() + timedelta(minutes=1)):
        with pytest.raises((AbsenceRefused, LifeStepRefused)):
            await make_custody(cast.olga.officer, file_id, at)
    with pytest.raises(InputInvalid):
        await record_custody(cast.olga.officer, await make_person_file(cast.olga.officer), now(), " ")
    for at in (began - timedelta(seconds=1), now() + timedelta(minutes=1)):
        with pytest.raises(AbsenceRefused):
            await end_absence(cast.olga.officer, file_id, at)
    assert (await count_waiting_files(cast.olga.officer))[LifeQueue.CUSTODY] == 1
    await end_absence(cast.olga.officer, file_id, now())
    assert (await count_waiting_files(cast.olga.officer))[LifeQueue.CUSTODY] == 0
    with pytest.raises(AbsenceRefused):
        await end_absence(cast.olga.officer, file_id, now())
    opened = await open_person_file(cast.olga.officer, file_id, "supervision")
    assert opened.state is FileState.IN_PROGRAMME
    assert [(absence.kind, absence.began_at) for absence in opened.absences] == [(AbsenceKind.CUSTODY, began)]


async def test_somebody_elsewhere_learns_no_more_of_a_file_than_of_none(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    said = set()
    for sought in (file_id, uuid4()):
        for officer in (cast.oscar, cast.hugo, cast.sam, cast.ada):
            with pytest.raises(NotFound) as refusal:
                await open_person_file(officer.officer, sought, "supervision")
            said.add(str(refusal.value))
    assert len(said) == 1


async def test_every_change_is_in_the_audit_and_a_refused_one_changes_nothing(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await add_attachment(cast.olga.officer, file_id, AttachmentKind.OTHER, "照片", a_photo())
    await change_person_file(cast.olga.officer, file_id, 1, make_content())
    with pytest.raises(NotPermitted):
        await change_person_file(cast.carl.officer, file_id, 2, make_content())
    assert await acts_of(cast.olga.id) == [
        ("person-file:create", "done"), ("attachment:add", "done"), ("person-file:change", "done"),
    ]  # fmt: skip
    assert await acts_of(cast.carl.id) == []


async def test_nobody_begins_before_the_effect_and_probation_starts_with_it_or_with_a_written_reason(
    cast: Cast,
) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    ahead = make_content(term_starts_on=today + timedelta(days=3))
    with pytest.raises(InputInvalid) as refusal:
        await create_person_file(olga, cast.north_office, ahead)
    assert refusal.value.field == "effective_on"
    await create_person_file(olga, cast.north_office, ahead, LifeStep.RECEIVE)
    whole = make_content()
    early = replace(whole, term_starts_on=whole.judgment.effective_on - timedelta(days=5))
    with pytest.raises(InputInvalid) as refusal:
        await create_person_file(olga, cast.north_office, early)
    assert refusal.value.field == "start_reason"
    judgment = msgspec.structs.replace(early.judgment, start_reason="裁定书写明的起算日。")
    file_id = await create_person_file(olga, cast.north_office, replace(early, judgment=judgment))
    assert (await open_person_file(cast.agnes.officer, file_id, "supervision")).judgment.start_reason
    parole = replace(make_content(category=Category.PAROLE), term_starts_on=early.term_starts_on)
    await create_person_file(olga, cast.north_office, parole)


async def test_every_kind_of_document_that_may_be_attached_has_room_on_a_file(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    document_id = await add_attachment(cast.olga.officer, file_id, AttachmentKind.OTHER, "通知", a_template("甲"))
    opened = await open_attachment(cast.olga.officer, document_id, "supervision")
    assert opened.attachment.media_type is MediaType.DOCX
