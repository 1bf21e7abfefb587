"""Codes of cards and visits in words, in both languages."""

from collections.abc import Mapping

from supervision.wording import Wording

VISIT_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "card-state": {
        "queued": Wording("待打印", "to be printed"),
        "printed": Wording("待发放", "to be handed over"),
        "active": Wording("有效", "valid"),
        "lost": Wording("已挂失", "lost"),
        "revoked": Wording("已注销", "revoked"),
        "replaced": Wording("已换发", "replaced"),
    },
    "card-end": {
        "lost": Wording("遗失", "lost"),
        "damaged": Wording("损坏", "damaged"),
        "misprinted": Wording("打印有误", "misprinted"),
        "on-request": Wording("住户要求", "asked for by the household"),
        "in-error": Wording("发卡有误", "issued in error"),
        "household-closed": Wording("户档关闭", "household file closed"),
    },
    "visit-verdict": {
        "present": Wording("在", "present"),
        "moved-out": Wording("已搬走", "moved out"),
        "not-met": Wording("未见到", "not met"),
        "declined": Wording("不便", "declined"),
    },
    "task-kind": {
        "moved-out": Wording("据称已搬走", "said to have moved out"),
        "unknown-person": Wording("有未登记的人", "somebody not registered"),
        "newcomer": Wording("新来的人，待登记", "newcomer to be registered"),
    },
    "task-state": {
        "open": Wording("待核实", "open"),
        "escalated": Wording("已上报，待答复", "escalated, to be answered"),
        "answered": Wording("已答复，待办结", "answered, to be closed"),
        "closed": Wording("已办结", "closed"),
    },
    "task-outcome": {
        "stay-ended": Wording("已搬走，另行办理注销", "moved out; the stay is ended by its own act"),
        "still-living": Wording("仍在居住", "still living there"),
        "registered": Wording("已登记", "registered"),
        "visitor": Wording("临时来访，无须登记", "a visitor, not to be registered"),
        "unfounded": Wording("情况不实", "unfounded"),
    },
    "task-level": {
        "station": Wording("派出所", "police station"),
        "department": Wording("其他部门", "another department"),
    },
    "task-step": {
        "raised": Wording("走访时提出", "raised at the door"),
        "escalated": Wording("上报", "escalated"),
        "answered": Wording("答复", "answered"),
        "closed": Wording("办结", "closed"),
    },
    "member-role": {
        "head": Wording("户主", "head"),
        "spouse": Wording("配偶", "spouse"),
        "child": Wording("子女", "child"),
        "parent": Wording("父母", "parent"),
        "relative": Wording("亲属", "relative"),
        "companion": Wording("同住", "companion"),
    },
}
"""For each kind of code, what each code is called."""

VISIT_ACTS: Mapping[str, Wording] = {
    "card:open": Wording("打开卡片", "Open a card"),
    "walk:open": Wording("打开今日走访", "Open today's walk"),
    "visit:record": Wording("登记走访结果", "Record what a visit found"),
    "task:list": Wording("查看走访任务", "List tasks of visits"),
    "task:open": Wording("打开走访任务", "Open a task"),
    "task:escalate": Wording("上报走访任务", "Escalate a task"),
    "task:answer": Wording("答复走访任务", "Answer a task"),
    "task:close": Wording("办结走访任务", "Close a task"),
}
"""What each act is called, as a heading of its entry."""
