"""What the console calls papers and the documents beside them."""

from collections.abc import Mapping

from api.console.wording_marks import N_

PAPER_WORDS: Mapping[str, Mapping[str, str]] = {
    "attachment-kind": {
        "judgment": N_("法律文书"),
        "proof": N_("证明材料"),
        "notice-scan": N_("告知书扫描件"),
        "paper-scan": N_("文书签名扫描件"),
        "other": N_("其他材料"),
    },
    "paper-state": {
        "issued": N_("已签发"),
        "signed": N_("已归入签名件"),
        "void": N_("已作废"),
    },
    "paper-act": {
        "measure": N_("考核奖惩"),
        "application": N_("申请审批"),
        "release": N_("解除矫正"),
        "transfer": N_("执行地变更"),
        "file-step": N_("档案经过"),
        "release-task": N_("解矫准备"),
        "order": N_("定位令"),
        "search-step": N_("查找"),
    },
}
