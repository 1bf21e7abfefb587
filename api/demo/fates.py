"""What became of people without trackers: terms that ran out, and one in custody."""

from datetime import timedelta
from functools import partial

from api.demo.cast import AGENCY, DUTY_DESK
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.papers import small_paper
from api.demo.residents import ENDED_DAYS_AGO
from supervision.audit import Act
from supervision.corrections.absences import record_custody
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.file_state import EndCause
from supervision.corrections.life_view import load_life
from supervision.corrections.release.acts import send_notice
from supervision.corrections.release.certifying import ask_certificate, issue_certificate
from supervision.corrections.release.words import NoticeReceiver
from supervision.corrections.term_entries import confirm_term
from supervision.legal_time import legal_day, now

_UNRELEASED_DAYS = 5
"""Terms that ended within so many days wait for an officer."""
IN_CUSTODY = 57
"""The number of whoever is in custody."""
_CUSTODY_PAPER = small_paper("Notice of detention", ["Held by the county police."])
_RELEASE_PAPER = small_paper("Release paper", ["The term is over."])


def enter_fates(making: Making) -> None:
    """Enter releases and custody into the diary."""
    for number, days in ENDED_DAYS_AGO.items():
        if days > _UNRELEASED_DAYS:
            making.diary.enter(days_before(making.at, days - 2, 9, 15), partial(_release, making, number))
    making.diary.enter(days_before(making.at, 9, 11, 5), partial(_take_into_custody, making))


async def _release(making: Making, number: int) -> None:
    """The last day confirmed, the certificate asked for by one officer and issued by another, two of three notices."""
    file_id, second = making.files[number], await making.cast.officer(DUTY_DESK)
    (entry,) = (await load_life(second, Act.PERSON_FILE_OPEN, file_id)).entries
    await confirm_term(second, file_id, entry.entry_id)
    officer = await making.cast.officer(AGENCY)
    paper = await add_attachment(second, file_id, AttachmentKind.OTHER, "释放证明", _RELEASE_PAPER)
    note, why = "矫正期满，依法解除。", "期满前材料在纸质档案中，未登记。"
    request_id = await ask_certificate(second, file_id, EndCause.EXPIRY, note, None, paper, why)
    await issue_certificate(officer, file_id, request_id, making.cast.code(AGENCY))
    for receiver in (NoticeReceiver.DECIDING_ORGAN, NoticeReceiver.PROSECUTOR):
        await send_notice(officer, file_id, receiver, legal_day(now()), "机要送达。")


async def _take_into_custody(making: Making) -> None:
    officer = await making.cast.officer(AGENCY)
    file_id = making.files[IN_CUSTODY]
    paper = await add_attachment(officer, file_id, AttachmentKind.OTHER, "拘留通知书", _CUSTODY_PAPER)
    note = "县公安局因涉嫌盗窃刑事拘留。"
    await record_custody(officer, file_id, now() - timedelta(hours=3), note, paper)
