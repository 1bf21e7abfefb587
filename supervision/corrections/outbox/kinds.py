"""The closed table of events: of what platforms are told, by which acts it happens, and whether it names the person.

Pure. What has no row here is told to nobody. Positions have none, nor has anything that a tracker or a check-in said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supervision.audit.acts import Act
from supervision.corrections.life_cycle import LifeStep
from supervision.wording import Wording


class EventKind(StrEnum):
    """What happened to a correction."""

    FILE_OPENED = "file-opened"
    REPORTED_IN = "reported-in"
    DECLARED = "declared"
    PROGRAMME_BEGUN = "programme-begun"
    CONTACT_LOST = "contact-lost"
    CONTACT_RESTORED = "contact-restored"
    CUSTODY_BEGUN = "custody-begun"
    CUSTODY_ENDED = "custody-ended"
    TRANSFER_BEGUN = "transfer-begun"
    TRANSFER_ENDED = "transfer-ended"
    LAST_DAY_CONFIRMED = "last-day-confirmed"
    CLASS_CHANGED = "class-changed"
    LEAVE_APPROVED = "leave-approved"
    MEASURE_DECIDED = "measure-decided"
    MEASURE_TAKEN_BACK = "measure-taken-back"
    MEASURE_SERVED = "measure-served"
    MEASURE_SENT = "measure-sent"
    MEASURE_ANNULLED = "measure-annulled"
    TRANSFER_ASKED = "transfer-asked"
    TRANSFER_INQUIRED = "transfer-inquired"
    TRANSFER_AGREED = "transfer-agreed"
    TRANSFER_DECLINED = "transfer-declined"
    TRANSFER_DISPUTED = "transfer-disputed"
    TRANSFER_APPROVED = "transfer-approved"
    TRANSFER_REFUSED = "transfer-refused"
    TRANSFER_TOLD = "transfer-told"
    TRANSFER_PAPERS_SENT = "transfer-papers-sent"
    TRANSFER_RECEIVED = "transfer-received"
    TRANSFER_MISSING = "transfer-missing"
    TRANSFER_ARRIVED = "transfer-arrived"
    TRANSFER_WITHDRAWN = "transfer-withdrawn"
    TRANSFER_LAPSED = "transfer-lapsed"
    CERTIFICATE_ISSUED = "certificate-issued"
    RELEASED = "released"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class EventRow:
    """What an event is called, the acts that write it, and whether it says who the person is."""

    name: Wording
    acts: frozenset[Act]
    names_person: bool = False


_K = EventKind


def _by(chinese: str, english: str, *acts: Act, names_person: bool = False) -> EventRow:
    return EventRow(Wording(chinese, english), frozenset(acts), names_person)


EVENT_ROWS: Mapping[EventKind, EventRow] = {
    _K.FILE_OPENED: _by("建档", "file opened", Act.PERSON_FILE_CREATE, Act.FILE_IMPORT_WRITE, names_person=True),
    _K.REPORTED_IN: _by("报到", "reported in", Act.PERSON_FILE_REPORT_IN),
    _K.DECLARED: _by("宣告", "declared", Act.PERSON_FILE_DECLARE),
    _K.PROGRAMME_BEGUN: _by("列入在矫", "the programme began", Act.PERSON_FILE_BEGIN),
    _K.CONTACT_LOST: _by("失联", "contact lost", Act.PERSON_FILE_LOSE, Act.SEARCH_OPEN),
    _K.CONTACT_RESTORED: _by("恢复联系", "found again", Act.PERSON_FILE_FIND, Act.SEARCH_END),
    _K.CUSTODY_BEGUN: _by("被羁押", "taken into custody", Act.PERSON_FILE_CHANGE),
    _K.CUSTODY_ENDED: _by("羁押结束", "back from custody", Act.PERSON_FILE_CHANGE),
    _K.TRANSFER_BEGUN: _by("变更执行地开始", "transfer began", Act.TRANSFER_ANSWER),
    _K.TRANSFER_ENDED: _by("变更执行地结束", "transfer ended", Act.PERSON_FILE_CHANGE),
    _K.LAST_DAY_CONFIRMED: _by("期限已复核", "last day confirmed", Act.PERSON_FILE_CONFIRM_TERM),
    _K.CLASS_CHANGED: _by("管理类别变更", "class changed", Act.APPLICATION_DECIDE),
    _K.LEAVE_APPROVED: _by("外出获批", "leave approved", Act.APPLICATION_DECIDE),
    _K.MEASURE_DECIDED: _by("奖惩决定", "measure decided", Act.MEASURE_DECIDE),
    _K.MEASURE_TAKEN_BACK: _by("奖惩决定收回", "decision taken back", Act.MEASURE_DECIDE),
    _K.MEASURE_SERVED: _by("奖惩送达", "measure served", Act.MEASURE_SERVE),
    _K.MEASURE_SENT: _by("建议书已报送", "proposal sent", Act.MEASURE_SERVE),
    _K.MEASURE_ANNULLED: _by("奖惩撤销", "measure annulled", Act.MEASURE_ANNUL),
    _K.TRANSFER_ASKED: _by("申请变更执行地", "transfer asked for", Act.TRANSFER_ASK),
    _K.TRANSFER_INQUIRED: _by("变更执行地：已发函", "transfer: inquiry sent", Act.TRANSFER_CARRY),
    _K.TRANSFER_AGREED: _by(
        "变更执行地：同意接收", "transfer: new county agrees", Act.TRANSFER_ANSWER, Act.TRANSFER_SETTLE
    ),
    _K.TRANSFER_DECLINED: _by(
        "变更执行地：不同意接收", "transfer: new county declines", Act.TRANSFER_ANSWER, Act.TRANSFER_SETTLE
    ),
    _K.TRANSFER_DISPUTED: _by("变更执行地：有争议", "transfer: disputed", Act.TRANSFER_CARRY),
    _K.TRANSFER_APPROVED: _by("变更执行地：决定变更", "transfer: approved", Act.TRANSFER_DECIDE),
    _K.TRANSFER_REFUSED: _by("变更执行地：不予变更", "transfer: refused", Act.TRANSFER_DECIDE),
    _K.TRANSFER_TOLD: _by("变更执行地：已告知本人", "transfer: person told", Act.TRANSFER_CARRY),
    _K.TRANSFER_PAPERS_SENT: _by("变更执行地：档案已移交", "transfer: papers handed over", Act.TRANSFER_CARRY),
    _K.TRANSFER_RECEIVED: _by("变更执行地：已接收", "transfer: received", Act.TRANSFER_ANSWER),
    _K.TRANSFER_MISSING: _by("变更执行地：逾期未报到", "transfer: did not report in", Act.TRANSFER_ANSWER),
    _K.TRANSFER_ARRIVED: _by("变更执行地：已报到", "transfer: reported in", Act.TRANSFER_ANSWER),
    _K.TRANSFER_WITHDRAWN: _by("变更执行地：撤回申请", "transfer: withdrawn", Act.TRANSFER_CARRY),
    _K.TRANSFER_LAPSED: _by(
        "变更执行地：矫正已结束", "transfer: lapsed, the correction ended", Act.PERSON_FILE_END, Act.RELEASE_CERTIFY
    ),
    _K.CERTIFICATE_ISSUED: _by("解除证明书", "certificate issued", Act.RELEASE_CERTIFY),
    _K.RELEASED: _by("解除矫正", "released", Act.RELEASE_CERTIFY),
    _K.TERMINATED: _by("终止矫正", "terminated", Act.PERSON_FILE_END),
}
"""One row for every event. Who the person is, a platform is told once; later events name the file by its number."""

EVENT_OF_STEP: Mapping[LifeStep, EventKind] = {
    LifeStep.REPORT_IN: _K.REPORTED_IN,
    LifeStep.DECLARE: _K.DECLARED,
    LifeStep.BEGIN: _K.PROGRAMME_BEGUN,
    LifeStep.BEGIN_TRANSFER: _K.TRANSFER_BEGUN,
    LifeStep.END_TRANSFER: _K.TRANSFER_ENDED,
    LifeStep.LOSE: _K.CONTACT_LOST,
    LifeStep.FIND: _K.CONTACT_RESTORED,
    LifeStep.DETAIN: _K.CUSTODY_BEGUN,
    LifeStep.RETURN: _K.CUSTODY_ENDED,
    LifeStep.RELEASE: _K.RELEASED,
    LifeStep.TERMINATE: _K.TERMINATED,
}
"""The event of each step in a file's life but the first, which is the file's opening."""
