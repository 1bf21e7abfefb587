"""Papers that the town's officers issued: when a correction began and when one ended; one was wrong, and is void."""

from datetime import timedelta
from functools import partial

from api.demo.cast import AGENCY
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.papers import small_paper
from api.demo.residents import ENDED_DAYS_AGO, Resident, all_cases
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.papers.issuing import issue_paper
from supervision.corrections.papers.keeping import attach_scan, void_paper
from supervision.forms.catalogue import FormName
from supervision.legal_time import legal_day

_BEGUN = 4
"""How many of those who came last have their first papers here."""
_RELEASED = 30


def enter_papers(making: Making) -> None:
    """Enter what was issued into the diary."""
    today = legal_day(making.at)
    earlier = [case for case in all_cases(today) if case.opened_on < today and case.ends_on > today]
    newest = sorted(earlier, key=lambda case: case.opened_on, reverse=True)[:_BEGUN]
    for place, case in enumerate(newest):
        at = days_before(making.at, (today - case.opened_on).days, 17, 0) + timedelta(minutes=place)
        making.diary.enter(at, partial(_begin, making, case.resident, has_mistake=place == 0))
    making.diary.enter(days_before(making.at, ENDED_DAYS_AGO[_RELEASED] - 2, 9, 40), partial(_release, making))


async def _begin(making: Making, resident: Resident, *, has_mistake: bool) -> None:
    """The declaration is read out, the commitment signed; one was issued twice by mistake."""
    officer, file_id = await making.cast.in_office_of(resident.township.code), making.files[resident.number]
    group = {"bans": "无", "group_members": f"{officer.name}（组长）、{resident.community}社区网格员、本人家属"}
    await issue_paper(officer, file_id, FormName.DECLARATION, group)
    signed = await issue_paper(officer, file_id, FormName.COMMITMENT, {})
    scan = small_paper("Commitment", [f"No. {resident.number}"])
    await attach_scan(
        officer, signed, await add_attachment(officer, file_id, AttachmentKind.PAPER_SCAN, "承诺书（签名扫描件）", scan)
    )
    if has_mistake:
        await void_paper(officer, await issue_paper(officer, file_id, FormName.COMMITMENT, {}), "重复签发。")


async def _release(making: Making) -> None:
    officer, file_id = await making.cast.officer(AGENCY), making.files[_RELEASED]
    ended_on = legal_day(making.at) - timedelta(days=ENDED_DAYS_AGO[_RELEASED])
    end = {"cause": "矫正期限届满", "ended_on": ended_on.isoformat()}
    to = {"addressed_to": "云岭县人民法院", "copied_to": "云岭县人民检察院、云岭县公安局"}
    await issue_paper(officer, file_id, FormName.RELEASE_CERTIFICATE, end)
    await issue_paper(officer, file_id, FormName.RELEASE_NOTICE, end | to)
