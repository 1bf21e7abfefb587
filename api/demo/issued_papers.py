"""Papers that the town's officers issued by hand when a correction began; one was wrong, and is void."""

from datetime import timedelta
from functools import partial

from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.papers import small_paper
from api.demo.residents import Case, all_cases
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.injunctions import injunctions_in_words
from supervision.corrections.papers.issuing import issue_paper
from supervision.corrections.papers.keeping import attach_scan, void_paper
from supervision.forms.catalogue import FormName
from supervision.legal_time import legal_day

_BEGUN = 4
"""How many of those who came last have their first papers here."""


def enter_papers(making: Making) -> None:
    """Enter what was issued into the diary."""
    today = legal_day(making.at)
    earlier = [case for case in all_cases(today) if case.opened_on < today and case.ends_on > today]
    newest = sorted(earlier, key=lambda case: case.opened_on, reverse=True)[:_BEGUN]
    for place, case in enumerate(newest):
        at = days_before(making.at, (today - case.opened_on).days, 17, 0) + timedelta(minutes=place)
        making.diary.enter(at, partial(_begin, making, case, has_mistake=place == 0))


async def _begin(making: Making, case: Case, *, has_mistake: bool) -> None:
    """The declaration is read out, the commitment signed; one was issued twice by mistake."""
    resident, bans = case.resident, injunctions_in_words(case.content.judgment.injunctions) or "无"
    officer, file_id = await making.cast.in_office_of(resident.township.code), making.files[resident.number]
    group = {"bans": bans, "group_members": f"{officer.name}（组长）、{resident.community}社区网格员、本人家属"}
    await issue_paper(officer, file_id, FormName.DECLARATION, group)
    signed = await issue_paper(officer, file_id, FormName.COMMITMENT, {})
    scan = small_paper("Commitment", [f"No. {resident.number}"])
    await attach_scan(
        officer, signed, await add_attachment(officer, file_id, AttachmentKind.PAPER_SCAN, "承诺书（签名扫描件）", scan)
    )
    if has_mistake:
        await void_paper(officer, await issue_paper(officer, file_id, FormName.COMMITMENT, {}), "重复签发。")
