"""What the end says in its papers: certificate and notice of a release, or the notice of a termination."""

from datetime import date, datetime, timedelta

from supervision.corrections.category import Category
from supervision.corrections.file_state import RELEASES, EndCause
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.release.store import Certificate
from supervision.corrections.release.words import NOTICE_RECEIVER_NAMES, NoticeReceiver
from supervision.corrections.steps import find_step
from supervision.corrections.store import StoredFile
from supervision.forms.catalogue import FormName
from supervision.legal_time import legal_day
from supervision.vault import load_key

_COPIED = (NoticeReceiver.PROSECUTOR, NoticeReceiver.POLICE)
_CAUSES = {
    EndCause.EXPIRY: "矫正期限届满",
    EndCause.PARDON: "赦免",
    EndCause.RE_IMPRISONMENT: "被决定收监执行",
    EndCause.DEATH: "死亡",
}
_REVOKED = {Category.SUSPENDED_SENTENCE: "被裁定撤销缓刑", Category.PAROLE: "被裁定撤销假释"}
_TERMINATED_BY = "社区矫正法第四十五条"
_MOMENT = timedelta(microseconds=1)


async def papers_of_release(file: StoredFile, certificate: Certificate) -> tuple[PaperCalledFor, ...]:
    """The papers of a file that was released, and that the caller has loaded."""
    if file.ended_at is None or file.end_cause not in RELEASES:
        return ()
    end = {"cause": _CAUSES[file.end_cause], "ended_on": last_day(file.ended_at).isoformat()}
    notice, act_id = end | await _receivers(file), certificate.certificate_id
    return (
        PaperCalledFor(ActKind.RELEASE, act_id, FormName.RELEASE_CERTIFICATE, end, certificate.number),
        PaperCalledFor(ActKind.RELEASE, act_id, FormName.RELEASE_NOTICE, notice),
    )


async def paper_of_termination(file: StoredFile) -> PaperCalledFor | None:
    """The notice of the termination of a file that the caller has loaded; None of one that is open or was released."""
    cause = file.end_cause
    if file.ended_at is None or cause is None or cause in RELEASES:
        return None
    said = {
        "cause": _REVOKED[file.category] if cause is EndCause.REVOCATION else _CAUSES[cause],
        "ended_on": last_day(file.ended_at).isoformat(),
        "legal_basis": _TERMINATED_BY,
        **await _receivers(file),
    }
    step_id = await find_step(file.id, LifeStep.TERMINATE)
    return PaperCalledFor(ActKind.FILE_STEP, step_id, FormName.TERMINATION_NOTICE, said, is_only=True)


async def _receivers(file: StoredFile) -> dict[str, str]:
    """The deciding organ, and who gets a copy (Community Correction Law, arts. 44, 45 and 51)."""
    return {
        "addressed_to": file.judgment(await load_key(file.vault_key)).court,
        "copied_to": "、".join(NOTICE_RECEIVER_NAMES[one] for one in _COPIED),
    }


def last_day(ended_at: datetime) -> date:
    """The last day of a correction that ended then: a term ends with its day, at the first moment of the next. Pure."""
    return legal_day(ended_at - _MOMENT)
