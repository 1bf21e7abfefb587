"""Changes of the place of execution in words."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.corrections.transfers.listing import TransferShow
from supervision.corrections.transfers.steps import TRANSFER_STATE_NAMES, TransferState
from supervision.wording import Wording

_S = TransferState
TRANSFER_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "transfer-state": named(TRANSFER_STATE_NAMES),
    "transfer-step": {
        _S.INQUIRED: Wording("已发征求意见函", "put down the inquiry"),
        _S.AGREED: Wording("同意接收", "agree"),
        _S.DECLINED: Wording("不同意接收", "decline"),
        _S.DISPUTED: Wording("报共同上级协调", "bring before the common superior"),
        _S.APPROVED: Wording("决定变更执行地", "approve the change"),
        _S.REFUSED: Wording("决定不予变更", "refuse the change"),
        _S.TOLD: Wording("已告知本人", "put down that the person was told"),
        _S.PAPERS_SENT: Wording("已移交档案", "put down that the papers were handed over"),
        _S.RECEIVED: Wording("已接收，回执", "receive the file and return the receipt"),
        _S.MISSING: Wording("逾期未报到，通知原执行地查找", "did not report in: tell the old county to search"),
        _S.ARRIVED: Wording("本人已报到", "put down that the person reported in"),
        _S.WITHDRAWN: Wording("本人撤回申请", "put down that the person withdrew"),
    },
    "transfer-show": {
        TransferShow.OPEN: Wording("在办", "open"),
        TransferShow.OVERDUE: Wording("逾期", "overdue"),
        TransferShow.ALL: Wording("全部", "all"),
    },
}
"""For each kind of code, what each code is called."""

TRANSFER_ACTS: Mapping[str, Wording] = {
    "transfer:list": Wording("查看执行地变更清单", "List changes of place"),
    "transfer:open": Wording("查阅执行地变更", "Open a change of place"),
    "transfer:ask": Wording("登记执行地变更申请", "Put down a request for a change of place"),
    "transfer:carry": Wording("办理执行地变更", "Carry on a change of place"),
    "transfer:answer": Wording("新执行地答复、接收", "Answer or receive a change of place"),
    "transfer:decide": Wording("决定执行地变更", "Decide on a change of place"),
    "transfer:settle": Wording("协调执行地争议", "Settle a dispute about a change of place"),
}
"""What each act is called."""
