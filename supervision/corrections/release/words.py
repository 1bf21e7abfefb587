"""What is done before the end, what holds a certificate back, and whom the end is told. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from supervision.corrections.category import Category
from supervision.corrections.file_state import RELEASES, EndCause
from supervision.errors import RuleRefused
from supervision.legal_time import day_end
from supervision.wording import Wording


class ReleaseTask(StrEnum):
    """What is done before the term ends (Implementing Measures, art. 53; from memory)."""

    SUMMARY = "summary"
    APPRAISAL = "appraisal"
    LINK_UP = "link-up"
    TELL_PERSON = "tell-person"


RELEASE_TASK_NAMES: Mapping[ReleaseTask, Wording] = {
    ReleaseTask.SUMMARY: Wording("个人总结", "personal summary"),
    ReleaseTask.APPRAISAL: Wording("书面鉴定", "written appraisal"),
    ReleaseTask.LINK_UP: Wording("与安置帮教衔接", "link-up with after-care"),
    ReleaseTask.TELL_PERSON: Wording("本人已告知", "person told"),
}
"""What each is called. The exit ban is lifted after the end, and has its own steps and queue."""


def telling_text(last_day: date) -> Wording:
    """What the person is told in good time, in words from which nobody who overhears learns what it is about."""
    return Wording(
        f"您好，提醒您：约好的事项到{last_day.year}年{last_day.month}月{last_day.day}日为止。"
        "之后不用再来；届时请来领取一份材料，时间请先与我们联系。",
        f"Hello. What was agreed with you lasts until {last_day.isoformat()}; nothing is due after that day. "
        "There is a paper to collect then; please call us for a time.",
    )


class HoldKind(StrEnum):
    """A case under way at the end of the term: it holds back the certificate, and nothing else."""

    REVOCATION_CASE = "revocation-case"
    COMPULSORY_MEASURE = "compulsory-measure"


HOLD_KIND_NAMES: Mapping[HoldKind, Wording] = {
    HoldKind.REVOCATION_CASE: Wording("正在审理撤销、收监的案件", "a case of revocation or re-imprisonment"),
    HoldKind.COMPULSORY_MEASURE: Wording("被采取强制措施", "a compulsory measure"),
}
"""What each is called."""


class LiftWay(StrEnum):
    """How a hold ends: the case is over, or the deciding organ says otherwise, in a document on the file."""

    CASE_OVER = "case-over"
    ORGAN_SAYS_OTHERWISE = "organ-says-otherwise"


LIFT_WAY_NAMES: Mapping[LiftWay, Wording] = {
    LiftWay.CASE_OVER: Wording("案件已办结、措施已解除", "the case or measure is over"),
    LiftWay.ORGAN_SAYS_OTHERWISE: Wording("决定机关文书另有意见", "the deciding organ's document says otherwise"),
}
"""What each is called."""


class NoticeReceiver(StrEnum):
    """Who is told of the end (Community Correction Law, arts. 44, 45 and 51)."""

    DECIDING_ORGAN = "deciding-organ"
    PROSECUTOR = "prosecutor"
    POLICE = "police"


NOTICE_RECEIVER_NAMES: Mapping[NoticeReceiver, Wording] = {
    NoticeReceiver.DECIDING_ORGAN: Wording("社区矫正决定机关", "the deciding organ"),
    NoticeReceiver.PROSECUTOR: Wording("所在地人民检察院", "the prosecutor"),
    NoticeReceiver.POLICE: Wording("公安机关", "the police"),
}
"""What each is called."""

ANNOUNCED = frozenset({Category.SUSPENDED_SENTENCE, Category.PAROLE})
"""Whose expiry the Criminal Law wants announced (arts. 76 and 85)."""

TERM_UNCONFIRMED = Wording(
    "期满日尚未由另一人复核，不能出具解除证明书。",
    "Another officer has not confirmed the last day yet, so no certificate is issued.",
)
TERM_RUNS = Wording("矫正期限尚未届满。", "The term has not ended yet.")
HELD_BACK = Wording(
    "有未决案件或者强制措施，证明书暂缓出具；义务已随期限届满停止。决定机关文书另有意见的，附文书后出具。",
    "A case or measure is pending, so the certificate waits; the duties ended with the term. It is issued where a "
    "document of the deciding organ says otherwise.",
)
PAPER_OF_RELEASE_NEEDED = Wording(
    "赦免的须附赦免文书；暂予监外执行期满的须附监狱、看守所的释放文书。",
    "A pardon needs its document; service outside prison ends on the release paper of the prison or detention house.",
)
NOT_A_RELEASE = Wording("只有期满或者赦免才是解除。", "Only expiry and pardon are a release.")
NEVER_PUBLIC = Wording("未成年人的期满不公开宣告。", "The end of a minor's correction is never announced in public.")
NOT_ANNOUNCED = Wording(
    "只有缓刑考验期满、假释考验期满才公开宣告，且须先出具证明书。",
    "Only the end of probation or parole is announced in public, and only after the certificate.",
)


class CertificateRefused(RuleRefused):
    """The certificate of release cannot be issued yet, or not like this."""

    code = "certificate-refused"


class CertificateHeldBack(CertificateRefused):
    """A pending case holds the certificate back, though the duties have ended."""

    code = "certificate-held-back"


class AnnouncementRefused(RuleRefused):
    """This end is not announced in public."""

    code = "announcement-refused"


def check_release(cause: EndCause, category: Category, *, has_paper: bool) -> None:
    """Refuse what is no release, or one without the paper that it needs."""
    if cause not in RELEASES:
        raise CertificateRefused(NOT_A_RELEASE)
    if (cause is EndCause.PARDON or category is Category.MEDICAL_PAROLE) and not has_paper:
        raise CertificateRefused(PAPER_OF_RELEASE_NEEDED)


def check_certificate(
    cause: EndCause,
    category: Category,
    term_ends_on: date,
    *,
    now: datetime,
    is_confirmed: bool,
    is_held: bool,
    has_paper: bool,
) -> None:
    """Refuse a certificate before its time, on an unconfirmed last day, under a hold, or without the paper it needs."""
    check_release(cause, category, has_paper=has_paper)
    if cause is EndCause.PARDON:
        return
    if now < day_end(term_ends_on):
        raise CertificateRefused(TERM_RUNS)
    if not is_confirmed:
        raise CertificateRefused(TERM_UNCONFIRMED)
    if is_held:
        raise CertificateHeldBack(HELD_BACK)


def check_announcement(cause: EndCause | None, category: Category, *, is_minor: bool) -> None:
    """Refuse to announce a minor's end, or one that the law does not want announced."""
    if is_minor:
        raise AnnouncementRefused(NEVER_PUBLIC)
    if cause is not EndCause.EXPIRY or category not in ANNOUNCED:
        raise AnnouncementRefused(NOT_ANNOUNCED)
