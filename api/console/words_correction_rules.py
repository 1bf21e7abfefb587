"""The rules of a correction file in words: what each is called, and where it is applied."""

from collections.abc import Mapping

from supervision.wording import Wording

_INTAKE = Wording("调查评估、矫正小组", "assessments and correction groups")
_LIFE = Wording("入矫、解矫", "intake and release")
_CONTACTS = Wording("接触记录的计划", "the schedule of contacts")
_APPROVALS = Wording("审批", "approvals")
_LEAVE = Wording("外出审批", "leave")
_TRANSFER = Wording("执行地变更", "changes of place")
_SANCTIONS = Wording("考核奖惩", "sanctions and rewards")
_MINORS = Wording("未成年人档案", "files of minors")
_EXPORTS = Wording("档案导出", "exports of files")
_OUTBOX = Wording("交换事件", "events for platforms")
_LIMITS = Wording("查阅限制", "limits on access")
_RECONCILIATION = Wording("查清底数", "reconciliation")

CORRECTION_RULE_NAMES: Mapping[str, Wording] = {
    "assessment-due": Wording("调查评估期限", "an assessment is answered within"),
    "assessment-due-fast": Wording("速裁案件调查评估期限", "an assessment in a fast-track case is answered within"),
    "assessment-outcome-awaited": Wording(
        "等待委托机关决定的期限", "an organ's decision on an assessment is awaited for"
    ),
    "report-in-due": Wording("报到期限", "people report in within"),
    "documents-due": Wording("法律文书送达期限", "legal documents are served within"),
    "women-in-group-least": Wording(
        "女性对象的矫正小组中女性至少", "women in the group of a female supervisee, at least"
    ),
    "report-every-strict": Wording("严管对象报告周期", "strict class: a report every"),
    "report-every-ordinary": Wording("普管对象报告周期", "ordinary class: a report every"),
    "report-every-lenient": Wording("宽管对象报告周期", "lenient class: a report every"),
    "visit-every-strict": Wording("严管对象走访周期", "strict class: a visit every"),
    "visit-every-ordinary": Wording("普管对象走访周期", "ordinary class: a visit every"),
    "visit-every-lenient": Wording("宽管对象走访周期", "lenient class: a visit every"),
    "medical-report-every": Wording(
        "暂予监外执行对象报告身体情况周期", "outside prison: bodily condition is reported every"
    ),
    "medical-examination-every": Wording("保外就医病情复查周期", "medical parole: re-examination every"),
    "contact-reasons-due": Wording("未到的说明理由期限", "reasons for an absence are given within"),
    "contact-reminded-before": Wording("提前提醒", "people are reminded ahead by"),
    "medical-interval-county-most": Wording(
        "县级可延长的病情复查间隔至", "interval of re-examination that a county may allow, at most"
    ),
    "medical-interval-city-most": Wording(
        "市级可延长的病情复查间隔至", "interval of re-examination that a city may allow, at most"
    ),
    "leave-office-most": Wording("司法所可批准外出不超过", "leave that a justice office may approve, at most"),
    "leave-county-most": Wording("县级可批准一次外出不超过", "one leave that a county may approve, at most"),
    "leave-sum-window": Wording("外出累计天数的计算期间", "days of leave are summed over"),
    "leave-sum-most": Wording(
        "期间内累计外出超过此数由市级批准", "more days of leave than this in the window need the city"
    ),
    "leave-asked-before": Wording("外出申请提前", "leave is asked for ahead by"),
    "leave-return-due": Wording("外出期满后销假期限", "return is signed off within"),
    "frequent-trips-valid": Wording("经常性跨市县活动批准有效期", "a frequent-trip permit is valid for"),
    "frequent-trips-renewed": Wording("许可到期前提醒", "an expiring permit is shown ahead by"),
    "decider-frequent-trips": Wording("经常性跨市县活动由谁批准", "frequent trips are approved by"),
    "decider-barred-place": Wording("进入特定场所由谁批准", "entering a barred place is approved by"),
    "decider-contact": Wording("会客由谁批准", "meeting somebody a ban names is approved by"),
    "decider-class-change": Wording("管理类别变更由谁决定", "a change of class is decided by"),
    "transfer-asked-before": Wording("执行地变更申请提前", "a change of place is asked for ahead by"),
    "transfer-inquiry-due": Wording("征求意见函发出期限", "the inquiry goes out within"),
    "transfer-answer-due": Wording("新执行地核实答复期限", "the new county answers within"),
    "transfer-told-due": Wording("决定告知本人期限", "the person is told within"),
    "transfer-papers-due": Wording("档案移交期限", "documents and archive are handed over within"),
    "transfer-receipt-due": Wording("回执期限", "the receipt is returned within"),
    "transfer-report-due": Wording("到新执行地报到期限", "the person reports at the new place within"),
    "admonition-days-most": Wording("脱离监管不超过此天数为训诫", "out of supervision: admonition up to"),
    "revocation-days-over": Wording("脱离监管超过此期间提请撤销", "out of supervision: revocation is proposed beyond"),
    "admonitions-to-warning": Wording(
        "两次训诫仍不改正的训诫次数", "admonitions before a warning for being unrepentant"
    ),
    "warnings-to-revocation": Wording(
        "仍不改正可提请撤销的警告次数", "warnings before revocation for being unrepentant"
    ),
    "arrest-decision-due": Wording("法院决定逮捕期限", "the court decides on arrest within"),
    "arrest-custody-most": Wording("提请逮捕的羁押不超过", "custody after such an arrest, at most"),
    "court-ruling-due": Wording("撤销、收监裁定期限", "revocation or re-imprisonment is ruled on within"),
    "decision-copy-due": Wording("决定书抄送检察院期限", "a decision is copied to the prosecutor within"),
    "objection-answer-due": Wording("异议答复期限", "an objection is answered within"),
    "prosecutor-answer-due": Wording("检察建议、纠正意见答复期限", "a prosecutor's opinion is answered within"),
    "praise-not-before": Wording("接受矫正满此期间可表扬", "praise not before"),
    "reduction-ruling-due": Wording("减刑裁定期限", "a reduction of the sentence is ruled on within"),
    "court-measure-told-due": Wording("强制措施告知期限", "a compulsory measure is told within"),
    "probation-first-day": Wording(
        "缓刑考验期首日（生效当日为第1日）", "first day of probation (the day of the effect is day 1)"
    ),
    "release-work-before": Wording("解除前准备提前", "work before release begins"),
    "release-notices-least": Wording("解除通知的单位数", "bodies told of a release, at least"),
    "adult-age": Wording("成年年龄", "an adult from"),
    "adult-at-offence": Wording("犯罪时成年年龄", "an adult at the offence from"),
    "minors-sealed-after": Wording("未成年人档案结束后封存", "files of minors are sealed after their end by"),
    "legal-query-valid": Wording("依法查询可查阅", "a legal query opens a sealed file for"),
    "file-export-alone-most": Wording("一人一日自行导出档案数上限", "files that one officer exports in a day alone"),
    "file-export-asking-valid": Wording("档案导出申请有效期", "asking for an export of files is valid for"),
    "file-export-link-valid": Wording("档案导出链接有效期", "the link of an export of files works for"),
    "outbox-payload-kept": Wording("交换事件确认后内容保存", "what an acknowledged event holds is kept for"),
    "break-glass-valid": Wording("紧急查阅有效期", "an emergency opening lasts"),
    "break-glass-review-due": Wording("紧急查阅复核期限", "an emergency opening is reviewed within"),
    "reconciliation-every": Wording("查清底数周期", "registers are reconciled every"),
    "reconciliation-due": Wording("期末之后开始核对的期限", "a reconciliation is begun after its period within"),
}
"""What each rule is called."""

CORRECTION_RULE_USES: Mapping[str, Wording] = {
    "assessment-due": _INTAKE,
    "assessment-due-fast": _INTAKE,
    "assessment-outcome-awaited": _INTAKE,
    "report-in-due": _LIFE,
    "documents-due": _LIFE,
    "women-in-group-least": _INTAKE,
    "report-every-strict": _CONTACTS,
    "report-every-ordinary": _CONTACTS,
    "report-every-lenient": _CONTACTS,
    "visit-every-strict": _CONTACTS,
    "visit-every-ordinary": _CONTACTS,
    "visit-every-lenient": _CONTACTS,
    "medical-report-every": _CONTACTS,
    "medical-examination-every": _CONTACTS,
    "contact-reasons-due": _CONTACTS,
    "contact-reminded-before": _CONTACTS,
    "medical-interval-county-most": _APPROVALS,
    "medical-interval-city-most": _APPROVALS,
    "leave-office-most": _LEAVE,
    "leave-county-most": _LEAVE,
    "leave-sum-window": _LEAVE,
    "leave-sum-most": _LEAVE,
    "leave-asked-before": _LEAVE,
    "leave-return-due": _LEAVE,
    "frequent-trips-valid": _LEAVE,
    "frequent-trips-renewed": _LEAVE,
    "decider-frequent-trips": _APPROVALS,
    "decider-barred-place": _APPROVALS,
    "decider-contact": _APPROVALS,
    "decider-class-change": _APPROVALS,
    "transfer-asked-before": _TRANSFER,
    "transfer-inquiry-due": _TRANSFER,
    "transfer-answer-due": _TRANSFER,
    "transfer-told-due": _TRANSFER,
    "transfer-papers-due": _TRANSFER,
    "transfer-receipt-due": _TRANSFER,
    "transfer-report-due": _TRANSFER,
    "admonition-days-most": _SANCTIONS,
    "revocation-days-over": _SANCTIONS,
    "admonitions-to-warning": _SANCTIONS,
    "warnings-to-revocation": _SANCTIONS,
    "arrest-decision-due": _SANCTIONS,
    "arrest-custody-most": _SANCTIONS,
    "court-ruling-due": _SANCTIONS,
    "decision-copy-due": _SANCTIONS,
    "objection-answer-due": _SANCTIONS,
    "prosecutor-answer-due": _SANCTIONS,
    "praise-not-before": _SANCTIONS,
    "reduction-ruling-due": _SANCTIONS,
    "court-measure-told-due": _LIFE,
    "probation-first-day": _LIFE,
    "release-work-before": _LIFE,
    "release-notices-least": _LIFE,
    "adult-age": _MINORS,
    "adult-at-offence": _MINORS,
    "minors-sealed-after": _MINORS,
    "legal-query-valid": _MINORS,
    "file-export-alone-most": _EXPORTS,
    "file-export-asking-valid": _EXPORTS,
    "file-export-link-valid": _EXPORTS,
    "outbox-payload-kept": _OUTBOX,
    "break-glass-valid": _LIMITS,
    "break-glass-review-due": _LIMITS,
    "reconciliation-every": _RECONCILIATION,
    "reconciliation-due": _RECONCILIATION,
}
"""Where each rule is applied."""
