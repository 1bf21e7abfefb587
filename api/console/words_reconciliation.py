"""Reconciliations in words."""

from collections.abc import Mapping

from supervision.corrections.reconciliation.matching import FilePlace
from supervision.corrections.reconciliation.words import (
    ItemStep,
    ListedState,
    ListSource,
    MatchedBy,
    ReconciliationState,
    Result,
    Settlement,
    SheetState,
)
from supervision.wording import Wording

RECONCILIATION_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "list-source": {
        ListSource.COURT: Wording("人民法院", "court"),
        ListSource.PRISON: Wording("监狱、看守所", "prison or detention centre"),
        ListSource.POLICE: Wording("公安机关", "police"),
        ListSource.PROVINCE: Wording("省级系统", "provincial system"),
    },
    "list-result": {
        Result.AGREES: Wording("一致", "agrees"),
        Result.NO_FILE: Wording("漏管：本地无档案", "decided, no file here"),
        Result.NOT_REPORTED: Wording("漏管：逾期未报到", "decided, never reported in"),
        Result.OUT_OF_CONTACT: Wording("脱管：本地已失联", "out of contact here"),
        Result.ENDED_HERE: Wording("名单在矫，本地已结束", "listed, ended here"),
        Result.OPEN_HERE: Wording("名单已结束，本地在矫", "listed as ended, open here"),
        Result.DIFFERS: Wording("内容不一致", "differs"),
        Result.POSSIBLE: Wording("疑似，须判断", "perhaps the same person"),
        Result.REPEATED: Wording("名单内重复", "twice on the list"),
        Result.UNREADABLE: Wording("此行无法识别", "row cannot be read"),
        Result.ONLY_HERE: Wording("仅本地有：来源名单未列", "only here: on no list of its source"),
    },
    "settlement": {
        Settlement.FILE_OPENED: Wording("已建档", "file opened"),
        Settlement.ORGAN_ASKED: Wording("已函询、致电来源机关", "organ asked"),
        Settlement.CORRECTED_HERE: Wording("本地已更正", "corrected here"),
        Settlement.LIST_WRONG: Wording("名单有误", "the list is wrong"),
        Settlement.OTHER_COUNTY: Wording("属其他县", "another county's"),
    },
    "item-step": {
        ItemStep.SETTLED: Wording("已处理", "settled"),
        ItemStep.REOPENED: Wording("重新打开", "reopened"),
        ItemStep.SAME_PERSON: Wording("判断为同一人", "held for the same person"),
        ItemStep.ANOTHER_PERSON: Wording("判断为不是本地这些人", "held for none of those here"),
    },
    "matched-by": {
        MatchedBy.DOCUMENT: Wording("证件号相同", "same document number"),
        MatchedBy.OBJECT_NUMBER: Wording("对象编号相同", "same object number"),
        MatchedBy.OFFICER: Wording("由工作人员判断", "an officer's word"),
    },
    "differing-item": {
        "category": Wording("类别", "category"),
        "last-day": Wording("止期", "last day"),
        "state": Wording("状态", "state"),
        "document-number": Wording("证件号", "document number"),
    },
    "listed-state": {
        ListedState.IN_PROGRAMME: Wording("在矫", "in the programme"),
        ListedState.OUT_OF_CONTACT: Wording("脱管", "out of contact"),
        ListedState.ENDED: Wording("已结束", "ended"),
    },
    "list-field": {
        "name": Wording("姓名", "name"),
        "document_number": Wording("身份证号", "document number"),
        "object_number": Wording("对象编号", "object number"),
        "born_on": Wording("出生日期", "date of birth"),
        "organ": Wording("决定机关", "deciding organ"),
        "judgment_number": Wording("文书号", "document of the decision"),
        "effective_on": Wording("生效日", "effective on"),
        "category": Wording("矫正类别", "category"),
        "starts_on": Wording("起", "from"),
        "ends_on": Wording("止", "until"),
        "state": Wording("状态", "state"),
    },
    "reconciliation-state": {
        ReconciliationState.OPEN: Wording("核对中", "under way"),
        ReconciliationState.SIGNED: Wording("已签字，待负责人审签", "signed, to be countersigned"),
        ReconciliationState.CLOSED: Wording("已办结", "closed"),
    },
    "sheet-state": {
        SheetState.SIGNED: Wording("待审签", "to be countersigned"),
        SheetState.RETURNED: Wording("已退回", "returned"),
        SheetState.COUNTERSIGNED: Wording("已审签", "countersigned"),
    },
    "file-place": {
        FilePlace.NAMED: Wording("名单上有", "named by a list"),
        FilePlace.ONLY_HERE: Wording("来源名单上没有", "on no list of its source"),
        FilePlace.NOT_COMPARED: Wording("没有来源名单可核对", "no list of its source to compare"),
    },
    "difference-show": {
        "waiting": Wording("待处理", "to be settled"),
        "settled": Wording("已处理", "settled"),
    },
}
"""For each kind of code, what each code is called."""

RECONCILIATION_ACTS: Mapping[str, Wording] = {
    "reconciliation:list": Wording("查看核对", "List reconciliations and differences"),
    "reconciliation:begin": Wording("开始核对", "Begin a reconciliation"),
    "reconciliation:hand-in": Wording("交入、撤回名单，重新比对", "Hand a list in, withdraw it, compare again"),
    "reconciliation:open": Wording("查阅核对项", "Read a row that was compared"),
    "reconciliation:settle": Wording("处理差异", "Settle a difference"),
    "count-sheet:sign": Wording("签署底数表", "Sign a count sheet"),
    "count-sheet:countersign": Wording("审签、退回底数表", "Countersign or return a count sheet"),
    "count-sheet:open": Wording("查看底数表", "Read a count sheet"),
    "count-sheet:sum": Wording("查看各县底数汇总", "See the sums of count sheets"),
}
"""What each act is called."""
