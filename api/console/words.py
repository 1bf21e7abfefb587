"""Codes in words: Chinese here, English in the catalogue. A code that is missing here is shown as it is."""

from collections.abc import Mapping

from api.console.wording_marks import N_, named
from api.console.words_access import ACCESS_ACTS, ACCESS_WORDS
from api.console.words_aftercare import AFTERCARE_ACTS, AFTERCARE_WORDS
from api.console.words_applications import APPLICATION_ACTS, APPLICATION_WORDS
from api.console.words_assessments import ASSESSMENT_ACTS, ASSESSMENT_WORDS
from api.console.words_contacts import CONTACT_ACTS, CONTACT_WORDS
from api.console.words_disclosures import DISCLOSURE_ACTS, DISCLOSURE_WORDS
from api.console.words_figures import FIGURE_ACTS, FIGURE_WORDS
from api.console.words_imports import IMPORT_WORDS
from api.console.words_induction import INDUCTION_ACTS, INDUCTION_WORDS
from api.console.words_keeping import KEEPING_ACTS, KEEPING_WORDS
from api.console.words_life import LIFE_WORDS
from api.console.words_measures import MEASURE_ACTS, MEASURE_WORDS
from api.console.words_notices import NOTICE_ACTS, NOTICE_WORDS
from api.console.words_of_acts import ACTS
from api.console.words_outbox import OUTBOX_ACTS, OUTBOX_WORDS
from api.console.words_papers import PAPER_WORDS
from api.console.words_people import PEOPLE_WORDS
from api.console.words_quality import QUALITY_WORDS
from api.console.words_reconciliation import RECONCILIATION_ACTS, RECONCILIATION_WORDS
from api.console.words_residence import RESIDENCE_WORDS
from api.console.words_rules import RULE_WORDS
from api.console.words_searches import SEARCH_ACTS, SEARCH_WORDS
from api.console.words_services import SERVICE_ACTS, SERVICE_WORDS
from api.console.words_sharing import SHARING_ACTS, SHARING_WORDS
from api.console.words_transfers import TRANSFER_ACTS, TRANSFER_WORDS
from api.console.words_visits import VISIT_WORDS
from supervision.corrections.category import CATEGORY_NAMES
from supervision.corrections.purposes import PURPOSE_NAMES
from supervision.corrections.record_kinds import RECORD_KIND_NAMES
from supervision.documents import DOCUMENT_TYPE_NAMES
from supervision.orders.grounds import GROUND_NAMES
from supervision.wording import Wording

_ACTS: Mapping[str, str] = {
    **ACTS, **ACCESS_ACTS, **APPLICATION_ACTS, **INDUCTION_ACTS, **TRANSFER_ACTS, **SEARCH_ACTS, **DISCLOSURE_ACTS,
    **NOTICE_ACTS, **SERVICE_ACTS, **SHARING_ACTS, **AFTERCARE_ACTS, **CONTACT_ACTS, **MEASURE_ACTS,
    **FIGURE_ACTS, **OUTBOX_ACTS, **RECONCILIATION_ACTS, **ASSESSMENT_ACTS, **KEEPING_ACTS,
}  # fmt: skip
WORDS: Mapping[str, Mapping[str, str]] = {
    "act": _ACTS,
    **IMPORT_WORDS,
    **INDUCTION_WORDS,
    **KEEPING_WORDS,
    **LIFE_WORDS,
    **NOTICE_WORDS,
    **APPLICATION_WORDS,
    **MEASURE_WORDS,
    **RESIDENCE_WORDS,
    **SERVICE_WORDS,
    **CONTACT_WORDS,
    **AFTERCARE_WORDS,
    **FIGURE_WORDS,
    **ASSESSMENT_WORDS,
    **SHARING_WORDS,
    **TRANSFER_WORDS,
    **SEARCH_WORDS,
    **DISCLOSURE_WORDS,
    **OUTBOX_WORDS,
    **RECONCILIATION_WORDS,
    **ACCESS_WORDS,
    **VISIT_WORDS,
    **PAPER_WORDS,
    **PEOPLE_WORDS,
    **QUALITY_WORDS,
    **RULE_WORDS,
    "product": {
        "corrections": N_("社区矫正监管"),
        "residence": N_("社区警务"),
        "both": N_("社区矫正与社区警务"),
    },
    "brand": {
        "corrections": N_("监管"),
        "residence": N_("社区警务"),
    },
    "section": {
        "today": N_("今日工作"),
        "map": N_("实时地图"),
        "supervisees": N_("对象"),
        "caseload": N_("我的对象"),
        "contacts": N_("接触任务"),
        "assessments": Wording("调查评估", "Assessments"),
        "aftercare": N_("安置帮教"),
        "aftercare-bases": N_("安置基地"),
        "aftercare-figures": N_("帮教统计"),
        "correction-figures": Wording("矫正统计", "Figures"),
        "measures": Wording("考核奖惩", "Sanctions and rewards"),
        "opinions": Wording("检察意见", "Prosecutors' opinions"),
        "orders": N_("定位令"),
        "transfers": N_("执行地变更"),
        "searches": N_("查找"),
        "disclosures": N_("移交材料"),
        "reconciliations": N_("查清底数"),
        "count-sheets": N_("底数汇总"),
        "alerts": N_("预警"),
        "access": N_("查阅管理"),
        "applications": N_("审批"),
        "authorities": N_("委托与授权"),
        "trackers": N_("终端"),
        "imports": N_("导入"),
        "exports": N_("导出"),
        "file-exports": N_("档案导出"),
        "outbox": N_("交换事件"),
        "check-ins": N_("核查"),
        "refusals": N_("拒收统计"),
        "stay-notices": N_("居住申报"),
        "tenancies": N_("房屋租赁"),
        "permits": N_("居住证"),
        "service-requests": N_("服务请求"),
        "walk": N_("今日走访"),
        "tasks": N_("走访任务"),
        "cards": N_("户卡"),
        "cabinet": N_("橱柜"),
        "premises-map": N_("房屋地图"),
        "hazards": N_("隐患"),
        "drawers": N_("抽屉值守"),
        "addresses": N_("标准地址"),
        "organisations": N_("单位"),
        "duplicates": N_("疑似重复"),
        "search": N_("查找人员"),
        "sharing": N_("共享目录"),
        "destruction": N_("销毁"),
        "legal-holds": N_("暂停销毁"),
        "file-destruction": N_("矫正档案销毁"),
        "aftercare-destruction": N_("帮教档案销毁"),
        "households": N_("户档"),
        "residents": N_("居住人员"),
        "moves": N_("迁移"),
        "rules": N_("规则表"),
        "quality": N_("登记质量"),
        "residence-figures": N_("居住统计"),
        "offices": N_("机构"),
        "officers": N_("人员"),
        "audit": N_("审计"),
        "doctor": N_("运行状况"),
    },
    "role": {
        "justice-office": N_("司法所工作人员"),
        "county-agency": N_("县级社区矫正机构"),
        "county-head": N_("县司法局负责人"),
        "city-agency": N_("市级社区矫正机构"),
        "minors-officer": N_("未成年人专办人员"),
        "exchange-reader": N_("交换平台账号"),
        "community-police": N_("社区民警"),
        "police-assistant": N_("协管员"),
        "system-admin": N_("系统管理员"),
        "security-admin": N_("安全管理员"),
        "audit-admin": N_("审计管理员"),
    },
    "purpose": named(PURPOSE_NAMES),
    "category": named(CATEGORY_NAMES),
    "alert-kind": {
        "left-required-zone": N_("离开规定区域"),
        "entered-forbidden-zone": N_("进入禁止区域"),
        "curfew-absence": N_("规定时间不在规定地点"),
        "strap-open": N_("腕带打开"),
        "battery-low": N_("电量低"),
        "silent": N_("终端无信号"),
        "sos": N_("求助"),
        "signal-doubt": N_("信号存疑"),
    },
    "alert-state": {
        "open": N_("待处置"),
        "acknowledged": N_("已接手"),
        "disposed": N_("已处置"),
        "retracted": N_("已撤回"),
    },
    "finding": {
        "breach": N_("属实违规"),
        "authorised": N_("已经批准"),
        "reasonable-excuse": N_("有正当理由"),
        "device-fault": N_("终端故障"),
        "environment": N_("环境影响"),
        "order-error": N_("定位令有误"),
    },
    "finding-hint": {
        "breach": N_("已经核实：本人确实违反规定。是否给予训诫、警告等另行决定，不由本处置产生。"),
        "authorised": N_("外出、会见等事先已经批准，只是未及时登记。"),
        "reasonable-excuse": N_("就医、避险等正当理由，本人已说明并有证明。"),
        "device-fault": N_("终端、腕带或者电池的问题，本人没有违规。"),
        "environment": N_("室内、隧道、高楼遮挡等造成定位不准，本人没有违规。"),
        "order-error": N_("区域、时段录入有误，需要变更定位令。"),
    },
    "assessment": {
        "inside": N_("在区域内"),
        "outside": N_("在区域外"),
        "unknown": N_("无法判断"),
        "leave": N_("请假期间"),
        "not-applicable": N_("不在规定时段"),
    },
    "compliance": {
        "kept": N_("符合规定"),
        "broken": N_("不符合规定"),
        "unknown": N_("无法判断"),
    },
    "zone-kind": {
        "required": N_("规定区域"),
        "forbidden": N_("禁止区域"),
        "protected": N_("保护区域"),
    },
    "source": {
        "gnss": N_("卫星"),
        "wifi": N_("无线网"),
        "cell": N_("基站"),
    },
    "order-state": {
        "draft": N_("起草中"),
        "proposed": N_("待审批"),
        "returned": N_("已退回"),
        "approved": N_("已批准，待生效"),
        "in-force": N_("执行中"),
        "ended": N_("已结束"),
        "withdrawn": N_("已撤回"),
    },
    "order-kind": {
        "initial": N_("新定位令"),
        "variation": N_("变更"),
        "extension": N_("延期"),
    },
    "ground": named(GROUND_NAMES),
    "record-kind": named(RECORD_KIND_NAMES),
    "step": {
        "grounds": N_("依据"),
        "evidence": N_("证据"),
        "zones": N_("区域"),
        "term": N_("期限"),
        "proposal": N_("提请"),
        "approval": N_("审批"),
        "notice": N_("告知"),
        "fitting": N_("佩戴"),
        "running": N_("延期与解除"),
    },
    "step-state": {
        "done": N_("已完成"),
        "current": N_("当前步骤"),
        "waiting": N_("尚未开始"),
        "blocked": N_("缺少材料"),
    },
    "end-cause": {
        "expired": N_("定位令到期"),
        "term-ended": N_("矫正期满"),
        "released": N_("解除社区矫正"),
        "terminated": N_("终止社区矫正"),
        "custody": N_("被羁押"),
        "transferred": N_("变更执行地"),
        "no-longer-needed": N_("不再需要，提前解除"),
        "set-aside": N_("定位令被撤销"),
        "tracker-removed": N_("终端已摘除"),
    },
    "tracker-kind": {
        "dedicated": N_("专用终端"),
        "phone": N_("手机"),
    },
    "tracker-state": {
        "stock": N_("在库"),
        "paired": N_("已配对"),
        "worn": N_("佩戴中"),
        "to-hand-back": N_("待交回"),
        "revoked": N_("已停用"),
    },
    "concern": {
        "silent": N_("无信号"),
        "battery-low": N_("电量低"),
        "strap-open": N_("腕带打开"),
    },
    "check-in-state": {
        "waiting": N_("未到时间"),
        "open": N_("等待回复"),
        "answered": N_("已回复"),
        "unanswered": N_("逾期未回复"),
        "withdrawn": N_("已撤回"),
    },
    "refusal": {
        "stored": N_("已存储"),
        "read": N_("已读取"),
        "check-in-answered": N_("已回复核查"),
        "duplicate": N_("重复上报"),
        "future-dated": N_("时间在将来"),
        "too-old": N_("时间过早或早于定位令"),
        "no-live-order": N_("没有执行中的定位令"),
        "no-open-request": N_("没有待回复的核查"),
        "malformed": N_("内容无法读取"),
        "fix-malformed": N_("单个定位点格式不对"),
        "fix-impossible": N_("单个定位点数值不可能"),
        "oversized": N_("消息过大"),
        "encrypted": N_("加密消息无法解开"),
        "retained": N_("保留消息，已清除"),
        "unexpected-topic": N_("主题不对"),
        "unknown-tracker": N_("未登记的终端"),
        "canary": N_("运行检查用的定位"),
        "set-aside": N_("暂时无法处理，已搁置"),
        "refused-topic": N_("消息服务器拒绝了主题"),
        "refused-sign-in": N_("消息服务器拒绝了登录"),
    },
    "officer-state": {
        "active": N_("在用"),
        "locked": N_("已锁定"),
        "suspended": N_("已停用"),
        "ended": N_("已注销"),
    },
    "office-level": {
        "province": N_("省级"),
        "city": N_("市级"),
        "county": N_("县级"),
        "township": N_("乡镇（街道）"),
        "community": N_("村（社区）"),
    },
    "document-type": named(DOCUMENT_TYPE_NAMES),
    "sex": {
        "male": N_("男"),
        "female": N_("女"),
    },
    "reason": {
        "coarse": N_("精度较差，定位圈大"),
        "wifi": N_("靠无线网定位，不如卫星可靠"),
        "cell": N_("靠基站定位，只能大致判断"),
        "repeated": N_("坐标与前一点完全相同"),
        "frozen": N_("坐标长时间一动不动，终端可能卡住"),
        "impossible-speed": N_("移动速度不合常理，可能是漂移"),
        "unreported-accuracy": N_("终端没有报告精度，按较差的精度计算"),
        "boundary": N_("到规定时段开始时仍不在区域内"),
        "unfounded": N_("后到的定位表明没有这回事"),
        "superseded": N_("后到的定位表明开始的时间不同，另有一条预警"),
    },
    "alert-step": {
        "raised": N_("产生预警"),
        "upgraded": N_("把握提高"),
        "ended": N_("情况结束"),
        "retracted": N_("系统撤回"),
        "acknowledged": N_("接手"),
        "disposed": N_("处置"),
    },
    "verdict": {
        "new": N_("可以导入"),
        "changed": N_("有变更"),
        "duplicate": N_("已经存在"),
        "outside-jurisdiction": N_("不在辖区"),
        "invalid": N_("不能导入"),
    },
    "leg-state": {
        "good": N_("正常"),
        "warning": N_("注意"),
        "failed": N_("故障"),
    },
}
"""For each kind of code, what each code is called."""
