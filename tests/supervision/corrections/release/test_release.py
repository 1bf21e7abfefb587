"""The end of a correction: duties stop by themselves, the paper is issued by people."""

import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from supervision.corrections.absences import end_absence
from supervision.corrections.attachments import AttachmentKind
from supervision.corrections.category import Category
from supervision.corrections.contacts.planning import SUPERVISED
from supervision.corrections.file_state import EndCause, EndRefused, FileEnded, FileState
from supervision.corrections.files import end_person_file
from supervision.corrections.opening import open_person_file
from supervision.corrections.release.acts import (
    EndNoticeRefused,
    ReleaseDone,
    announce_release,
    hold_certificate,
    issue_certificate,
    lift_hold,
    record_receipt,
    record_task,
    send_notice,
)
from supervision.corrections.release.looking import (
    ReleaseQueue,
    count_release_queues,
    list_release_queue,
    open_release,
)
from supervision.corrections.release.words import (
    AnnouncementRefused,
    CertificateHeldBack,
    CertificateRefused,
    HoldKind,
    LiftWay,
    NoticeReceiver,
    ReleaseTask,
    check_announcement,
)
from supervision.errors import InputInvalid
from supervision.legal_time import day_end, legal_day, moved_clock, now
from supervision.orders.admissions import load_admissions_for_system
from supervision.orders.check_in_asking import ask_check_in
from supervision.orders.check_in_caps import CheckInRefused
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers_files import (
    dump_of,
    make_attachment,
    make_custody,
    make_end,
    make_person_file,
    make_record,
    make_term_confirmed,
)
from tests.makers_orders import make_order_in_force, make_tracker

_WITH_DUTIES = f"SELECT f.id FROM person_file AS f WHERE {SUPERVISED.format(today='$1')}"  # noqa: S608 - of constants


async def _ends(cast: Cast, file_id: UUID) -> datetime:
    return day_end((await open_person_file(cast.olga.officer, file_id, "supervision")).term_ends_on)


async def test_rule_29_release_only_at_the_end_on_a_confirmed_day_with_three_notices(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    with pytest.raises(EndRefused):
        await end_person_file(olga, file_id, EndCause.EXPIRY, "期满。")
    with pytest.raises(CertificateRefused):
        await issue_certificate(olga, file_id, EndCause.EXPIRY, "期满。")
    ends = await _ends(cast, file_id)
    with moved_clock(lambda: ends + timedelta(hours=9)):
        with pytest.raises(CertificateRefused):
            await issue_certificate(olga, file_id, EndCause.EXPIRY, "期满。")
        await make_term_confirmed(cast.agnes.officer, file_id)
        with pytest.raises(EndNoticeRefused):
            await send_notice(olga, file_id, NoticeReceiver.POLICE, legal_day(now()), "机要送达。")
        issued = await issue_certificate(olga, file_id, EndCause.EXPIRY, "期满。")
        assert issued.ended_at == ends
        assert issued.number.startswith("JC-149901-")
        assert (await open_person_file(olga, file_id, "supervision")).state is FileState.ENDED
        for missing, receiver in zip((3, 2, 1), NoticeReceiver, strict=True):
            work = await open_release(olga, file_id, "supervision")
            assert work.notices_missing == missing
            assert (await count_release_queues(olga))[ReleaseQueue.NOTICES] == 1
            notice = await send_notice(olga, file_id, receiver, legal_day(now()), "机要送达。")
            await record_receipt(olga, file_id, notice, legal_day(now()))
        assert (await count_release_queues(olga))[ReleaseQueue.NOTICES] == 0
        with pytest.raises(ReleaseDone) as refusal:
            await send_notice(cast.agnes.officer, file_id, NoticeReceiver.POLICE, legal_day(now()), "再次送达。")
        assert refusal.value.done_by == "Olga North"


async def test_a_pending_case_holds_back_the_certificate_only_until_the_organ_says_otherwise(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    ends = await _ends(cast, file_id)
    hold = await hold_certificate(olga, file_id, HoldKind.REVOCATION_CASE, legal_day(now()), "县法院审理撤销缓刑。")
    with moved_clock(lambda: ends + timedelta(hours=9)):
        with pytest.raises(CertificateHeldBack):
            await issue_certificate(olga, file_id, EndCause.EXPIRY, "期满。")
        (incident,) = (await list_release_queue(cast.hua.officer, ReleaseQueue.INCIDENTS)).items
        assert incident.person.file_id == file_id
        with pytest.raises(InputInvalid):
            await lift_hold(olga, file_id, hold, LiftWay.ORGAN_SAYS_OTHERWISE)
        paper = await make_attachment(olga, file_id, AttachmentKind.OTHER)
        await lift_hold(olga, file_id, hold, LiftWay.ORGAN_SAYS_OTHERWISE, paper)
        with pytest.raises(ReleaseDone):
            await lift_hold(cast.agnes.officer, file_id, hold, LiftWay.CASE_OVER)
        assert (await issue_certificate(olga, file_id, EndCause.EXPIRY, "期满。")).ended_at == ends
        assert (await list_release_queue(cast.hua.officer, ReleaseQueue.INCIDENTS)).items == ()
    assert "撤销缓刑" not in await dump_of("certificate_hold", "audit_entry")


async def test_custody_on_the_file_holds_by_itself(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    await make_custody(olga, file_id, now())
    later = await _ends(cast, file_id) + timedelta(hours=9)
    with moved_clock(lambda: later):
        with pytest.raises(CertificateHeldBack):
            await issue_certificate(olga, file_id, EndCause.EXPIRY, "期满。")
        assert (await open_release(olga, file_id, "supervision")).is_held
        await end_absence(olga, file_id, now())
        await issue_certificate(olga, file_id, EndCause.EXPIRY, "期满。")


async def test_an_unsigned_certificate_is_an_incident_and_the_duties_have_stopped(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    last_day = (await open_person_file(cast.olga.officer, file_id, "supervision")).term_ends_on
    await fetch("UPDATE person_file SET term_ends_on = $2 WHERE id = $1", file_id, legal_day(now()) + timedelta(days=9))
    order = await make_order_in_force(cast, file_id=file_id)
    ends = await _ends(cast, file_id)
    assert ends < day_end(last_day)
    with moved_clock(lambda: ends - timedelta(minutes=1)):
        (before,) = (await load_admissions_for_system([order.tracker_id]))[order.tracker_id]
        assert before.spans[-1].until_at == ends  # type: ignore[union-attr]
        assert (await count_release_queues(cast.hua.officer))[ReleaseQueue.INCIDENTS] == 0
    with moved_clock(lambda: ends + timedelta(minutes=1)):
        (after,) = (await load_admissions_for_system([order.tracker_id]))[order.tracker_id]
        assert not after.is_live_at(now())  # type: ignore[union-attr]
        phone, noon = make_tracker("phone-1", is_dedicated=False), ends + timedelta(hours=12)
        with pytest.raises(CheckInRefused):
            await ask_check_in(cast.olga.officer, file_id, phone, "核实是否在家。", noon)
        assert await fetch(_WITH_DUTIES, legal_day(now())) == []
        for officer in (cast.olga.officer, cast.agnes.officer, cast.hua.officer, cast.carl.officer):
            (incident,) = (await list_release_queue(officer, ReleaseQueue.INCIDENTS)).items
            assert (incident.person.file_id, incident.due_on) == (file_id, legal_day(now()) - timedelta(days=1))
        assert (await list_release_queue(cast.oscar.officer, ReleaseQueue.INCIDENTS)).items == ()


async def test_rule_30_work_before_the_end_begins_thirty_days_ahead(cast: Cast) -> None:
    olga, today = cast.olga.officer, legal_day(now())
    near, far = await make_person_file(olga), await make_person_file(olga)
    for file_id, days in ((near, 20), (far, 31)):
        await fetch("UPDATE person_file SET term_ends_on = $2 WHERE id = $1", file_id, today + timedelta(days=days))
    (waiting,) = (await list_release_queue(olga, ReleaseQueue.PREPARING)).items
    assert (waiting.person.file_id, waiting.due_on) == (near, today + timedelta(days=20))
    for task in ReleaseTask:
        await record_task(olga, near, task, today, "已完成。")
    assert (await list_release_queue(olga, ReleaseQueue.PREPARING)).items == ()
    with pytest.raises(ReleaseDone) as refusal:
        await record_task(cast.agnes.officer, near, ReleaseTask.SUMMARY, today)
    assert refusal.value.done_by == "Olga North"


async def test_two_officers_who_certify_at_once_issue_one_certificate(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    later = await _ends(cast, file_id) + timedelta(hours=9)
    with moved_clock(lambda: later):
        results = await asyncio.gather(
            *(issue_certificate(one.officer, file_id, EndCause.EXPIRY, "期满。") for one in (cast.olga, cast.agnes)),
            return_exceptions=True,
        )
    assert [isinstance(result, FileEnded) for result in results].count(True) == 1
    assert (await fetch("SELECT count(*) AS n FROM release_certificate"))[0]["n"] == 1


def test_the_end_of_a_minor_is_never_announced() -> None:
    with pytest.raises(AnnouncementRefused):
        check_announcement(EndCause.EXPIRY, Category.SUSPENDED_SENTENCE, is_minor=True)


async def test_the_end_of_probation_is_announced_once(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    later = await _ends(cast, file_id) + timedelta(days=2)
    with moved_clock(lambda: later):
        await issue_certificate(olga, file_id, EndCause.EXPIRY, "期满。")
        await announce_release(olga, file_id, legal_day(now()), "北岭司法所。")
        with pytest.raises(ReleaseDone):
            await announce_release(cast.agnes.officer, file_id, legal_day(now()), "再次宣告。")


async def test_a_pardon_and_service_outside_prison_rest_on_a_paper(cast: Cast) -> None:
    olga = cast.olga.officer
    pardoned = await make_person_file(olga)
    with pytest.raises(CertificateRefused):
        await issue_certificate(olga, pardoned, EndCause.PARDON, "特赦。")
    await make_end(olga, pardoned, EndCause.PARDON)
    with pytest.raises(AnnouncementRefused):
        await announce_release(olga, pardoned, legal_day(now()), "x")
    outside = await make_person_file(olga, category=Category.MEDICAL_PAROLE)
    await make_term_confirmed(cast.agnes.officer, outside)
    later = await _ends(cast, outside) + timedelta(hours=9)
    with moved_clock(lambda: later):
        with pytest.raises(CertificateRefused):
            await issue_certificate(olga, outside, EndCause.EXPIRY, "期满。")
        await make_end(olga, outside, EndCause.EXPIRY)


async def test_a_termination_has_its_paper_and_its_notices(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_record(olga, file_id)
    await make_end(olga, file_id, EndCause.REVOCATION)
    assert (await open_person_file(olga, file_id, "supervision")).state is FileState.TERMINATED
    assert (await count_release_queues(olga))[ReleaseQueue.NOTICES] == 1
    await send_notice(olga, file_id, NoticeReceiver.PROSECUTOR, legal_day(now()), "机要送达。")
