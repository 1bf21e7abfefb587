"""What the codes of stay notices, tenancies and permits are called on pages."""

from collections.abc import Mapping

from api.console.wording_marks import N_, named
from supervision.documents import DOCUMENT_TYPE_NAMES, Sex
from supervision.residence.codes import ARRIVAL_REASON_NAMES, LODGING_KIND_NAMES
from supervision.residence.households.words import HouseholdKind, MemberRole, StayEnd
from supervision.residence.notices.words import (
    DECLARER_KIND_NAMES,
    ITEM_STATE_NAMES,
    NOTICE_KIND_NAMES,
    NOTICE_STATE_NAMES,
    LinkScope,
)
from supervision.residence.permits.words import (
    PERMIT_CONDITION_NAMES,
    PERMIT_END_NAMES,
    PERMIT_STATE_NAMES,
    PERMIT_STEP_NAMES,
)
from supervision.residence.tenancies.words import CHECKED_BY_NAMES, FILING_NAMES, TENANCY_END_NAMES
from supervision.wording import Wording

NOTICE_WORDS: Mapping[str, Mapping[str, str]] = {
    "notice-kind": named(NOTICE_KIND_NAMES),
    "declarer-kind": named(DECLARER_KIND_NAMES),
    "notice-state": named(NOTICE_STATE_NAMES),
    "notice-item-state": named(ITEM_STATE_NAMES),
    "link-scope": {
        LinkScope.DRAWER: Wording("整个抽屉", "a whole drawer"),
        LinkScope.DWELLING: Wording("一处房屋", "one dwelling"),
    },
    "notice-document": named(DOCUMENT_TYPE_NAMES),
    "notice-lodging": named(LODGING_KIND_NAMES),
    "notice-reason": named(ARRIVAL_REASON_NAMES),
    "notice-sex": {Sex.MALE: Wording("男", "male"), Sex.FEMALE: Wording("女", "female")},
    "notice-household-kind": {
        HouseholdKind.FAMILY: Wording("家庭户", "family"),
        HouseholdKind.SHARED: Wording("合租户", "shared home"),
        HouseholdKind.DORMITORY: Wording("集体宿舍", "dormitory"),
    },
    "notice-role": {
        MemberRole.HEAD: Wording("户主", "head"),
        MemberRole.SPOUSE: Wording("配偶", "spouse"),
        MemberRole.CHILD: Wording("子女", "child"),
        MemberRole.PARENT: Wording("父母", "parent"),
        MemberRole.RELATIVE: Wording("其他亲属", "other relative"),
        MemberRole.COMPANION: Wording("同住人", "companion"),
    },
    "notice-stay-end": {
        StayEnd.LEFT_AREA: Wording("离开本地", "left the area"),
        StayEnd.MOVED: Wording("迁往他处", "moved elsewhere"),
        StayEnd.DIED: Wording("死亡", "died"),
        StayEnd.IN_ERROR: Wording("登记有误", "entered in error"),
    },
    "permit-condition": named(PERMIT_CONDITION_NAMES),
    "permit-state": named(PERMIT_STATE_NAMES),
    "permit-step": named(PERMIT_STEP_NAMES),
    "permit-end": named(PERMIT_END_NAMES),
    "permit-show": {
        "to-handle": Wording("待受理", "to handle"),
        "to-issue": Wording("待发放", "to issue"),
        "to-endorse": Wording("待签注", "to endorse"),
        "to-suspend": Wording("逾期待中止", "to suspend"),
        "valid": Wording("有效", "valid"),
        "all": Wording("全部", "all"),
    },
    "filing": named(FILING_NAMES),
    "tenancy-end": named(TENANCY_END_NAMES),
    "checked-by": named(CHECKED_BY_NAMES),
    "tenancy-show": {
        "ending": Wording("30 天内到期", "ending within 30 days"),
        "unfiled": Wording("未备案", "not filed"),
        "running": Wording("进行中", "running"),
        "ended": Wording("已结束", "ended"),
    },
}
"""By the table's name, then by the code."""

NOTICE_ACTS: Mapping[str, str] = {
    "notice-link:list": N_("查看申报二维码"),
    "notice-link:issue": N_("生成申报二维码"),
    "notice-link:revoke": N_("停用申报二维码"),
    "stay-notice:give": N_("提交居住申报"),
    "stay-notice:follow": N_("凭回执查询申报"),
    "stay-notice:withdraw": N_("撤回居住申报"),
    "stay-notice:list": N_("查看居住申报列表"),
    "stay-notice:open": N_("打开居住申报"),
    "stay-notice:decide": N_("受理居住申报"),
    "stay-notice:destroy": N_("销毁到期申报"),
    "tenancy:list": N_("查看租赁列表"),
    "tenancy:open": N_("打开租赁"),
    "tenancy:keep": N_("登记租赁"),
    "tenancy:destroy": N_("销毁到期租赁"),
    "permit:list": N_("查看居住证列表"),
    "permit:open": N_("打开居住证"),
    "permit:apply": N_("申请居住证"),
    "permit:handle": N_("办理居住证"),
}
"""What each act is called, as a heading of its entry."""
