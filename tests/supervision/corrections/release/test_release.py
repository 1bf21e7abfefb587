"""The end of a correction: duties stop by themselves, the paper is issued by people."""

import asyncio
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from supervision.corrections.absences import end_absence
from supervision.corrections.attachments import AttachmentKind
from supervision.corrections.category import Category
from supervision.corrections.contacts.planning import SUPERVISED
from supervision.corrections.file_state import EndCause, EndRefused, FileEnded, FileState
from supervision.corrections.opening import open_person_file
from supervision.corrections.release.acts import (
    EndNoticeRefused,
    ReleaseDone,
    announce_release,
    hold_certificate,
    lift_hold,
    record_receipt,
    record_task,
    send_notice,
)
from supervision.corrections.release.certifying import (
    Issued,
    OwnCertificate,
    ask_certificate,
    issue_certificate,
    return_certificate,
)
from supervision.corrections.release.looking import (
    ReleaseQueue,
    count_waiting_files,
    list_release_queue,
    open_release,
)
from supervision.corrections.release.terminating import end_person_file
from supervision.corrections.release.words import (
    AnnouncementRefused,
    CertificateHeldBack,
    CertificateRefused,
    HoldKind,
    LiftWay,
    NoticeReceiver,
    ReleaseTask,
    check_announcement,
    telling_text,
)
from supervision.errors import InputInvalid, NotFound, NotPermitted
from supervision.legal_time import day_end, legal_day, moved_clock, now
from supervision.officers import Role, SecondFactorRefused
from supervision.orders.admissions import load_admissions_for_system
from supervision.orders.check_in_asking import ask_check_in
from supervision.orders.check_in_caps import CheckInRefused
from supervision.storage.database import fetch
from tests.cast import COUNTY, Cast
from tests.makers import Member, make_officer
from tests.makers_ends import make_end, make_request
from tests.makers_files import (
    dump_of,
    make_attachment,
    make_custody,
    make_person_file,
    make_record,
    make_term_confirmed,
)
from tests.makers_orders import make_order_in_force, make_tracker, unused_code

_WITH_DUTIES = f"SELECT f.id FROM person_file AS f WHERE {SUPERVISED.format(today='$1')}"  # noqa: S608 - of constants


async def _ends(cast: Cast, file_id: UUID) -> datetime:
    return day_end((await open_person_file(cast.olga.officer, file_id, "supervision")).term_ends_on)


async def _issue(member: Member, file_id: UUID, request_id: UUID) -> Issued:
    return await issue_certificate(member.officer, file_id, request_id, unused_code(member))


async def _second(cast: Cast) -> Member:
    """Another officer of the county's agency."""
    return await make_officer(
        "anna", "Anna Agency", Role.COUNTY_AGENCY, COUNTY, cast.county_office, granted_by=cast.sue.id
    )


async def test_rule_29_release_only_at_the_end_on_a_confirmed_day_with_three_notices(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    with pytest.raises(EndRefused):
        await end_person_file(cast.agnes.officer, file_id, EndCause.EXPIRY, "期满。", cast.agnes.code())
    request = await make_request(olga, file_id)
    with pytest.raises(CertificateRefused):
        await _issue(cast.agnes, file_id, request)
    ends = await _ends(cast, file_id)
    with moved_clock(lambda: ends + timedelta(hours=9)):
        with pytest.raises(CertificateRefused):
            await _issue(cast.agnes, file_id, request)
        await make_term_confirmed(cast.agnes.officer, file_id)
        with pytest.raises(EndNoticeRefused):
            await send_notice(olga, file_id, NoticeReceiver.POLICE, legal_day(now()), "机要送达。")
        issued = await _issue(cast.agnes, file_id, request)
        assert issued.ended_at == ends
        assert issued.number.startswith("JC-149901-")
        assert (await open_person_file(olga, file_id, "supervision")).state is FileState.ENDED
        for missing, receiver in zip((3, 2, 1), NoticeReceiver, strict=True):
            work = await open_release(olga, file_id, "supervision")
            assert work.notices_missing == missing
            assert (await count_waiting_files(olga))[ReleaseQueue.NOTICES] == 1
            notice = await send_notice(olga, file_id, receiver, legal_day(now()), "机要送达。")
            await record_receipt(olga, file_id, notice, legal_day(now()))
        assert (await count_waiting_files(olga))[ReleaseQueue.NOTICES] == 0
        with pytest.raises(ReleaseDone) as refusal:
            await send_notice(cast.agnes.officer, file_id, NoticeReceiver.POLICE, legal_day(now()), "再次送达。")
        assert refusal.value.done_by == "Olga North"


async def test_whoever_asks_for_a_certificate_never_issues_it_and_a_justice_office_never_does(cast: Cast) -> None:
    olga, agnes, file_id = cast.olga.officer, cast.agnes, await make_person_file(cast.olga.officer)
    await make_term_confirmed(agnes.officer, file_id)
    second, later = await _second(cast), await _ends(cast, file_id) + timedelta(hours=9)
    with moved_clock(lambda: later):
        own = await make_request(agnes.officer, file_id)
        assert (await count_waiting_files(agnes.officer))[ReleaseQueue.REQUESTS] == 1
        with pytest.raises(OwnCertificate):
            await _issue(agnes, file_id, own)
        with pytest.raises(NotPermitted):
            await _issue(cast.olga, file_id, own)
        with pytest.raises(ReleaseDone) as refusal:
            await make_request(olga, file_id)
        assert refusal.value.done_by == "Agnes Agency"
        with pytest.raises(SecondFactorRefused):
            await issue_certificate(second.officer, file_id, own, "000000")
        await return_certificate(second.officer, file_id, own, "缺书面鉴定。")
        with pytest.raises(NotFound):
            await _issue(second, file_id, own)
        returned = (await open_release(olga, file_id, "supervision")).request
        assert returned is not None
        assert (returned.return_reason, returned.returned_by_name) == ("缺书面鉴定。", "Anna Agency")
        await _issue(agnes, file_id, await make_request(olga, file_id))
    assert "缺书面鉴定" not in await dump_of("release_request", "audit_entry")


async def test_what_was_not_done_before_the_end_is_explained_in_writing_and_stays_with_the_certificate(
    cast: Cast,
) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    later = await _ends(cast, file_id) + timedelta(hours=9)
    await record_task(olga, file_id, ReleaseTask.SUMMARY, legal_day(now()), "已交。")
    with pytest.raises(InputInvalid) as refusal:
        await ask_certificate(olga, file_id, EndCause.EXPIRY, "期满。")
    assert refusal.value.field == "why_undone"
    request = await ask_certificate(olga, file_id, EndCause.EXPIRY, "期满。", why_undone="本人住院，未能谈话。")
    with moved_clock(lambda: later):
        await _issue(cast.agnes, file_id, request)
        work = await open_release(olga, file_id, "supervision")
    assert work.certificate is not None
    assert work.certificate.left_undone == (ReleaseTask.APPRAISAL, ReleaseTask.LINK_UP, ReleaseTask.TELL_PERSON)
    assert work.request is not None
    assert work.request.why_undone == "本人住院，未能谈话。"
    assert "住院" not in await dump_of("release_request", "release_certificate", "audit_entry")


def test_the_person_is_told_of_the_end_in_words_that_say_nothing_to_others() -> None:
    said = telling_text(date(2027, 3, 4))
    assert "2027年3月4日" in said
    assert not any(word in said for word in ("矫正", "解除", "司法", "刑"))


async def test_a_pending_case_holds_back_the_certificate_only_until_the_organ_says_otherwise(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    ends = await _ends(cast, file_id)
    agnes, today = cast.agnes.officer, legal_day(now())
    request = await make_request(olga, file_id)
    with pytest.raises(NotPermitted):
        await hold_certificate(olga, file_id, HoldKind.REVOCATION_CASE, today, "县法院审理撤销缓刑。")
    hold = await hold_certificate(agnes, file_id, HoldKind.REVOCATION_CASE, today, "县法院审理撤销缓刑。")
    with moved_clock(lambda: ends + timedelta(hours=9)):
        with pytest.raises(CertificateHeldBack):
            await _issue(cast.agnes, file_id, request)
        (incident,) = (await list_release_queue(cast.hua.officer, ReleaseQueue.INCIDENTS)).items
        assert incident.person.file_id == file_id
        with pytest.raises(InputInvalid):
            await lift_hold(agnes, file_id, hold, LiftWay.ORGAN_SAYS_OTHERWISE)
        with pytest.raises(NotPermitted):
            await lift_hold(olga, file_id, hold, LiftWay.CASE_OVER)
        paper = await make_attachment(olga, file_id, AttachmentKind.OTHER)
        await lift_hold(agnes, file_id, hold, LiftWay.ORGAN_SAYS_OTHERWISE, paper)
        with pytest.raises(ReleaseDone):
            await lift_hold(agnes, file_id, hold, LiftWay.CASE_OVER)
        assert (await _issue(cast.agnes, file_id, request)).ended_at == ends
        assert (await list_release_queue(cast.hua.officer, ReleaseQueue.INCIDENTS)).items == ()
    assert "撤销缓刑" not in await dump_of("certificate_hold", "audit_entry")


async def test_custody_on_the_file_holds_by_itself(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_term_confirmed(cast.agnes.officer, file_id)
    await make_custody(olga, file_id, now())
    later = await _ends(cast, file_id) + timedelta(hours=9)
    request = await make_request(olga, file_id)
    with moved_clock(lambda: later):
        with pytest.raises(CertificateHeldBack):
            await _issue(cast.agnes, file_id, request)
        assert (await open_release(olga, file_id, "supervision")).is_held
        await end_absence(olga, file_id, now())
        await _issue(cast.agnes, file_id, request)


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
        assert (await count_waiting_files(cast.hua.officer))[ReleaseQueue.INCIDENTS] == 0
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
    for officer in (cast.agnes.officer, cast.hua.officer):  # who supervises is told in good time, too
        assert (await count_waiting_files(officer))[ReleaseQueue.PREPARING] == 1
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
    request, second = await make_request(cast.olga.officer, file_id), await _second(cast)
    with moved_clock(lambda: later):
        results = await asyncio.gather(
            *(_issue(one, file_id, request) for one in (second, cast.agnes)), return_exceptions=True
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
        await _issue(cast.agnes, file_id, await make_request(olga, file_id))
        await announce_release(olga, file_id, legal_day(now()), "北岭司法所。")
        with pytest.raises(ReleaseDone):
            await announce_release(cast.agnes.officer, file_id, legal_day(now()), "再次宣告。")


async def test_a_pardon_and_service_outside_prison_rest_on_a_paper(cast: Cast) -> None:
    olga = cast.olga.officer
    pardoned = await make_person_file(olga)
    with pytest.raises(CertificateRefused):
        await make_request(olga, pardoned, EndCause.PARDON)
    await make_end(cast, pardoned, EndCause.PARDON)
    with pytest.raises(AnnouncementRefused):
        await announce_release(olga, pardoned, legal_day(now()), "x")
    outside = await make_person_file(olga, category=Category.MEDICAL_PAROLE)
    await make_term_confirmed(cast.agnes.officer, outside)
    later = await _ends(cast, outside) + timedelta(hours=9)
    with moved_clock(lambda: later):
        with pytest.raises(CertificateRefused):
            await make_request(olga, outside)
        await make_end(cast, outside, EndCause.EXPIRY)


async def test_a_termination_has_its_paper_and_its_notices(cast: Cast) -> None:
    olga, file_id = cast.olga.officer, await make_person_file(cast.olga.officer)
    await make_record(olga, file_id)
    await make_end(cast, file_id, EndCause.REVOCATION)
    assert (await open_person_file(olga, file_id, "supervision")).state is FileState.TERMINATED
    assert (await count_waiting_files(olga))[ReleaseQueue.NOTICES] == 1
    await send_notice(olga, file_id, NoticeReceiver.PROSECUTOR, legal_day(now()), "机要送达。")
