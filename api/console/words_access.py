"""Words about limits on access, the way past them, and who opened what."""

from collections.abc import Mapping

from api.console.wording_marks import N_

ACCESS_ACTS: Mapping[str, str] = {
    "minor-file:open": N_("查阅未成年人档案"),
    "restricted-file:open": N_("查阅限制知悉的档案"),
    "access-limit:list": N_("查看访问限制"),
    "access-limit:set": N_("提出访问限制"),
    "access-limit:decide": N_("审核访问限制"),
    "access-limit:end": N_("结束访问限制"),
    "broken-glass:break": N_("紧急查阅"),
    "broken-glass:list": N_("查看紧急查阅"),
    "broken-glass:review": N_("复核紧急查阅"),
    "legal-query:list": N_("查看依法查询"),
    "legal-query:record": N_("登记依法查询"),
    "access-receipt:print": N_("打印查阅回执"),
    "own-trail:read": N_("查看我的查阅"),
}

ACCESS_WORDS: Mapping[str, Mapping[str, str]] = {
    "limit-kind": {
        "exclusion": N_("回避"),
        "restriction": N_("限制知悉"),
    },
    "limit-state": {
        "waiting": N_("待审核"),
        "declined": N_("已退回"),
        "to-come": N_("待生效"),
        "standing": N_("生效中"),
        "over": N_("已到期"),
        "ended": N_("已提前结束"),
    },
    "purpose-hint": {
        "supervision": N_("履行对本人的日常监督管理职责"),
        "alert": N_("有预警需要核实、处置"),
        "search": N_("本人失去联系，正在组织查找（社区矫正法第三十条）"),
        "complaint": N_("本人或他人提出申诉、控告，需要核实"),
        "inspection": N_("上级或者检察机关检查、执法监督"),
    },
    "result": {
        "done": N_("成功"),
        "refused": N_("被拒绝"),
        "failed": N_("失败"),
    },
}
