"""Words of imports, the same in every register."""

from collections.abc import Mapping

from api.console.wording_marks import N_

IMPORT_WORDS: Mapping[str, Mapping[str, str]] = {
    "import-state": {
        "checking": N_("检查中"),
        "columns": N_("待对应列"),
        "checked": N_("待确认"),
        "writing": N_("写入中"),
        "written": N_("已写入"),
        "undoing": N_("撤销中"),
        "undone": N_("已撤销"),
        "dropped": N_("已放弃"),
        "refused": N_("无法读取"),
    },
    "import-verdict": {
        "new": N_("新增"),
        "changed": N_("有变动"),
        "unchanged": N_("没有变动"),
        "by-hand": N_("须手工登记"),
        "left": N_("保持原样"),
        "duplicate": N_("已经存在"),
        "outside-jurisdiction": N_("不在辖区"),
        "invalid": N_("不能导入"),
    },
}
"""For each kind of code of imports, what each code is called."""
