"""What an act was about, in words: for the audit and for the history that a page shows of its own subject."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from api.console.view_models.base import Happening
from api.console.words import WORDS
from supervision.audit import EVERYTHING, Act, Subject
from supervision.audit.history import PastAct
from supervision.wording import Wording

Say = Callable[[str], str]
"""From a `Wording`, or a Chinese text of the catalogue, to the page's language."""

SUBJECTS: Mapping[str, Wording] = {
    "person-file": Wording("档案", "file"),
    "access-limit": Wording("访问限制", "limit on access"),
    "aftercare": Wording("帮教档案", "file of after-care"),
    "aftercare-base": Wording("安置基地", "placement base"),
    "order": Wording("定位令", "order"),
    "alert": Wording("预警", "alert"),
    "attachment": Wording("材料", "document"),
    "paper": Wording("文书", "paper"),
    "tracker": Wording("终端", "tracker"),
    "assignment": Wording("佩戴", "wearing"),
    "check-in": Wording("核查", "check-in"),
    "address": Wording("地址", "address"),
    "address_merge": Wording("地址合并", "merge of addresses"),
    "drawer": Wording("抽屉", "drawer"),
    "drawer_duty": Wording("值守", "duty"),
    "dwelling": Wording("房屋", "dwelling"),
    "hazard": Wording("隐患", "hazard"),
    "organisation": Wording("单位", "organisation"),
    "party": Wording("房东、物业、中介", "party"),
    "officer": Wording("人员", "officer"),
    "office": Wording("机构", "office"),
    "local-rule": Wording("地方规定", "local rule"),
    "sharing": Wording("共享目录项", "view of the sharing catalogue"),
    "provision": Wording("提供", "provision"),
    "household": Wording("户档", "household file"),
    "resident": Wording("人员", "resident"),
    "service_request": Wording("服务请求", "service request"),
    "reconciliation": Wording("查清底数", "reconciliation"),
    "reconciliation-list": Wording("核对名单", "list compared"),
    "reconciliation-item": Wording("核对项", "row compared"),
    "count-sheet": Wording("底数表", "count sheet"),
    "register": Wording("全部", "everything"),
}
"""What each kind of subject is called."""

DETAILS: Mapping[str, Wording] = {
    "reason": Wording("原因", "reason"),
    "number": Wording("编号", "number"),
    "notice": Wording("告知书", "notice"),
    "version": Wording("版本", "version"),
    "role": Wording("角色", "role"),
    "prefix": Wording("辖区", "division"),
    "kind": Wording("种类", "kind"),
    "cause": Wording("原因", "cause"),
    "finding": Wording("结论", "finding"),
    "tracker": Wording("终端", "tracker"),
    "verified": Wording("已校验", "verified"),
    "broken": Wording("断开处", "broken at"),
    "shown": Wording("条数", "shown"),
    "rule": Wording("规则", "rule"),
}
"""Which notes of an entry are told, and how; ids and digests stay in the chain."""

_WORDED = {
    "role": ("role",),
    "rule": ("rule",),
    "cause": ("end-cause",),
    "finding": ("finding",),
    "kind": ("order-kind", "record-kind", "alert-kind"),
}
_ID_SHOWN = 8


def subject_in_words(subject: Subject, say: Say) -> str:
    """`档案 3f2a91c0`; acts about no single record say so."""
    kind = say(SUBJECTS.get(subject.kind, Wording(subject.kind, subject.kind)))
    return kind if subject.id == EVERYTHING.id else f"{kind} {subject.id[:_ID_SHOWN]}"


def detail_in_words(detail: Mapping[str, Any], say: Say) -> str:
    """The notes of an entry that people can use, in one line."""
    told = [
        f"{say(label)} {_value(name, detail[name], say)}"
        for name, label in DETAILS.items()
        if detail.get(name) not in (None, "")
    ]
    return " · ".join(told)


def happenings(acts: Iterable[PastAct], say: Say) -> tuple[Happening, ...]:
    """A history as its page shows it; refused acts are no part of it."""
    return tuple(
        Happening(at=act.at, who=act.actor_name, what=act_in_words(act.act, say), note=detail_in_words(act.detail, say))
        for act in acts
        if act.result == "done"
    )


def act_in_words(act: str, say: Say) -> str:
    """What an act is called."""
    return say(WORDS["act"].get(act, act))


def readable_act(text: str) -> Act | None:
    """The act that a filter names; None for no act, or none that exists."""
    return Act(text) if text in set(Act) else None


def _value(name: str, value: object, say: Say) -> str:
    text = str(value)
    return say(next((WORDS[table][text] for table in _WORDED.get(name, ()) if text in WORDS[table]), text))
