"""What a release says in its papers: the certificate under its number, and the notice to the deciding organ."""

from datetime import date, datetime, timedelta

from supervision.corrections.file_state import RELEASES, EndCause
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.release.store import Certificate
from supervision.corrections.release.words import NOTICE_RECEIVER_NAMES, NoticeReceiver
from supervision.corrections.store import StoredFile
from supervision.forms.catalogue import FormName
from supervision.legal_time import legal_day
from supervision.vault import load_key

_COPIED = (NoticeReceiver.PROSECUTOR, NoticeReceiver.POLICE)
_CAUSES = {EndCause.EXPIRY: "矫正期限届满", EndCause.PARDON: "赦免"}
_MOMENT = timedelta(microseconds=1)


async def papers_of_release(file: StoredFile, certificate: Certificate) -> tuple[PaperCalledFor, ...]:
    """The papers of a file that was released, and that the caller has loaded."""
    if file.ended_at is None or file.end_cause not in RELEASES:
        return ()
    end = {"cause": _CAUSES[file.end_cause], "ended_on": last_day(file.ended_at).isoformat()}
    notice = {
        **end,
        "addressed_to": file.judgment(await load_key(file.vault_key)).court,
        "copied_to": "、".join(NOTICE_RECEIVER_NAMES[one] for one in _COPIED),
    }
    act_id = certificate.certificate_id
    return (
        PaperCalledFor(ActKind.RELEASE, act_id, FormName.RELEASE_CERTIFICATE, end, certificate.number),
        PaperCalledFor(ActKind.RELEASE, act_id, FormName.RELEASE_NOTICE, notice),
    )


def last_day(ended_at: datetime) -> date:
    """The last day of a correction that ended then: a term ends with its day, at the first moment of the next. Pure."""
    return legal_day(ended_at - _MOMENT)
