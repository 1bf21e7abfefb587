"""What the wearer of a tracker is told to do, and what follows if not. Pure; the approver sees exactly these texts."""

from collections.abc import Mapping

from supervision.corrections.category import Category

DUTIES: tuple[str, ...] = (
    "全程佩戴电子定位装置，不得擅自拆除、损毁、遮蔽、转借，不得干扰其信号。",
    "每天按时充电，保持装置开机、电量充足。",
    "遵守本令载明的规定区域、禁止区域和时段；确需变更的，事先向社区矫正机构申请。",
    "装置故障、丢失或者感到身体不适的，立即报告社区矫正机构。",
    "接到社区矫正机构的电话或者通知，及时回应，如实说明情况。",
    "期限届满或者提前解除时，按通知交回装置。",
)
"""The duties of everyone who wears a tracker."""

_EVERYBODY = ("违反上述要求的，社区矫正机构依照社区矫正法和有关规定视情节给予训诫、警告。",)
_PENALTY = "违反监督管理规定应当给予治安管理处罚的，提请公安机关依法处罚（治安管理处罚法第七十二条）。"

CONSEQUENCES: Mapping[Category, tuple[str, ...]] = {
    Category.CONTROL: (*_EVERYBODY, _PENALTY),
    Category.SUSPENDED_SENTENCE: (*_EVERYBODY, _PENALTY, "情节严重的，依法提请撤销缓刑（刑法第七十七条）。"),
    Category.PAROLE: (*_EVERYBODY, "符合法定情形的，依法提请撤销假释（刑法第八十六条）。"),
    Category.MEDICAL_PAROLE: (*_EVERYBODY, _PENALTY, "符合法定情形的，依法提请收监执行（刑事诉讼法第二百六十八条）。"),
}
"""What a breach can lead to, by category: parolees are not under art. 72, and public surveillance is never revoked."""

RIGHTS: tuple[str, ...] = (
    "定位信息严格保密，只用于社区矫正工作（社区矫正法第二十九条）。",
    "不需要继续使用的，社区矫正机构应当及时拆除；期限届满即停止定位。",
    "认为本令或者监督管理措施不当的，可以向社区矫正机构提出，也可以向人民检察院申诉、控告（社区矫正法第三十四条）。",
)
"""What protects the wearer."""
