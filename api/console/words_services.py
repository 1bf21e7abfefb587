"""What the codes of services beside registration are called on pages."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.residence.services.words import CONDITION_NAMES, REQUEST_STATE_NAMES, SERVICE_OFFICE_NAMES
from supervision.wording import Wording

SERVICE_WORDS: Mapping[str, Mapping[str, str]] = {
    "service-condition": named(CONDITION_NAMES),
    "service-office": named(SERVICE_OFFICE_NAMES),
    "request-state": named(REQUEST_STATE_NAMES),
    "request-show": {
        "to-forward": Wording("待转办", "to forward"),
        "waiting": Wording("待答复", "to be answered"),
        "papers": Wording("待补材料", "papers missing"),
        "overdue": Wording("已逾期", "overdue"),
        "my-office": Wording("转给本机构的", "for my office"),
        "closed": Wording("已办结", "closed"),
    },
}
"""By the table's name, then by the code."""

SERVICE_ACTS: Mapping[str, str] = {
    "service-request:list": Wording("查看服务请求列表", "list service requests"),
    "service-request:open": Wording("打开服务请求", "open a service request"),
    "service-request:make": Wording("提出服务请求", "request a service"),
    "service-request:forward": Wording("转办服务请求", "forward a service request"),
    "service-request:answer": Wording("登记服务答复", "put down an answer to a service request"),
    "service-request:withdraw": Wording("撤回服务请求", "withdraw a service request"),
}
"""What each act is called, as a heading of its entry."""
