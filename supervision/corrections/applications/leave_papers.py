"""What the decision on a leave says in its paper: the permit, or the refusal with its reason."""

from supervision.corrections.applications.content import ApplicationContent
from supervision.corrections.applications.store import Application
from supervision.corrections.applications.words import (
    LEAVE_REASON_NAMES,
    ApplicationKind,
    ApplicationState,
    EndedBy,
    LeaveReason,
)
from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.forms.catalogue import FormName


def paper_of_leave(application: Application, content: ApplicationContent, refusal: str = "") -> PaperCalledFor | None:
    """The paper of a leave that was decided on; None of what is no leave, waits, or was cancelled. Pure."""
    if application.kind is not ApplicationKind.LEAVE or application.until_on is None:
        return None
    is_refused = application.state is ApplicationState.REFUSED
    if not is_refused and not _was_granted(application):
        return None
    said = {
        "reason": f"{LEAVE_REASON_NAMES[LeaveReason(content.reason_kind)]}：{content.reason}",
        "destination": "、".join(one.in_words for one in content.destinations),
        "from_day": application.from_on.isoformat(),
        "until_day": application.until_on.isoformat(),
        "refusal_reason": refusal,
    }
    form = FormName.LEAVE_REFUSAL if is_refused else FormName.LEAVE_PERMIT
    return PaperCalledFor(ActKind.APPLICATION, application.id, form, said)


def _was_granted(application: Application) -> bool:
    if application.state is ApplicationState.ENDED:
        return application.ended_by is EndedBy.SIGNED_OFF
    return application.state is ApplicationState.APPROVED
