"""Keeping and destroying files in words."""

from collections.abc import Mapping

from supervision.wording import Wording

KEEPING_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "hold-show": {
        "standing": Wording("暂停中", "standing"),
        "to-review": Wording("到期待复核", "to be reviewed"),
        "lifted": Wording("已解除", "lifted"),
    },
    "file-destruction-show": {
        "due": Wording("到期的档案", "files past their period"),
        "proposed": Wording("待核准", "to be approved"),
        "returned": Wording("已退回", "returned"),
        "destroyed": Wording("已销毁", "destroyed"),
    },
}
"""For each kind of code, what each code is called."""

KEEPING_ACTS: Mapping[str, Wording] = {
    "aftercare:hold": Wording("暂停销毁帮教档案", "hold an after-care file"),
    "aftercare:lift": Wording("解除暂停销毁帮教档案", "lift a hold on an after-care file"),
    "legal-hold:list": Wording("查看暂停销毁清单", "look at the list of holds"),
    "legal-hold:place": Wording("暂停销毁", "hold a file"),
    "legal-hold:lift": Wording("解除暂停销毁", "lift a hold"),
    "file-destruction:list": Wording("查看矫正档案销毁清单", "look at the destruction list of correction files"),
    "file-destruction:propose": Wording("提议销毁矫正档案", "propose to destroy a correction file"),
    "file-destruction:approve": Wording("核准销毁矫正档案", "destroy a correction file"),
    "file-destruction:return": Wording("退回销毁矫正档案的提议", "return a proposal to destroy a correction file"),
    "aftercare-destruction:list": Wording("查看帮教档案销毁清单", "look at the destruction list of after-care files"),
    "aftercare-destruction:propose": Wording("提议销毁帮教档案", "propose to destroy a after-care file"),
    "aftercare-destruction:approve": Wording("核准销毁帮教档案", "destroy a after-care file"),
    "aftercare-destruction:return": Wording("退回销毁帮教档案的提议", "return a proposal to destroy a after-care file"),
}
"""What each act is called."""
