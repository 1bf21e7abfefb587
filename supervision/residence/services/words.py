"""The closed lists of services: who may claim them, which kind of office is in charge, and a request's states. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from supervision.errors import RuleRefused
from supervision.wording import Wording


class ServiceCondition(StrEnum):
    """What somebody needs who claims a service."""

    PERMIT = "permit-in-force"
    STAY = "registered-stay"
    ANYBODY = "anybody"


class ServiceOffice(StrEnum):
    """Which kind of office answers; which one it is, whoever forwards a request knows."""

    POLICE_STATION = "police-station"
    EXIT_ENTRY = "exit-entry"
    TRAFFIC_POLICE = "traffic-police"
    EDUCATION = "education"
    HUMAN_RESOURCES = "human-resources"
    HOUSING_FUND = "housing-fund"
    HEALTH = "health"
    CULTURE_AND_SPORTS = "culture-and-sports"
    LEGAL_AID = "legal-aid"
    TOWNSHIP = "township"


class RequestState(StrEnum):
    """Where a request stands; each step of a request is the state to which it led."""

    REQUESTED = "requested"
    FORWARDED = "forwarded"
    NEEDS_PAPERS = "needs-papers"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ANSWERS = (RequestState.GRANTED, RequestState.REFUSED, RequestState.NEEDS_PAPERS)
"""What an office in charge can answer."""

OPEN_STATES = frozenset({RequestState.REQUESTED, RequestState.FORWARDED, RequestState.NEEDS_PAPERS})
"""The states in which somebody waits for something."""

_S = RequestState
MAY_FOLLOW: Mapping[RequestState, frozenset[RequestState]] = {
    _S.REQUESTED: frozenset({_S.FORWARDED, _S.NEEDS_PAPERS, _S.WITHDRAWN}),
    _S.FORWARDED: frozenset({_S.FORWARDED, *ANSWERS, _S.WITHDRAWN}),
    _S.NEEDS_PAPERS: frozenset({_S.FORWARDED, _S.WITHDRAWN}),
    _S.GRANTED: frozenset(),
    _S.REFUSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
"""Nothing is granted or refused that no office was asked; it is forwarded again to another office, or with papers."""

STEP_REFUSED = Wording("请求目前的状态不能这样办理。", "The request does not stand where this could be done.")

CONDITION_NAMES: Mapping[ServiceCondition, Wording] = {
    ServiceCondition.PERMIT: Wording("持有效居住证", "with a residence permit in force"),
    ServiceCondition.STAY: Wording("已办理居住登记", "with a registered stay"),
    ServiceCondition.ANYBODY: Wording("不限", "anybody"),
}
SERVICE_OFFICE_NAMES: Mapping[ServiceOffice, Wording] = {
    ServiceOffice.POLICE_STATION: Wording("公安派出所", "police station"),
    ServiceOffice.EXIT_ENTRY: Wording("公安出入境管理机构", "exit-entry administration"),
    ServiceOffice.TRAFFIC_POLICE: Wording("公安交通管理部门", "traffic police"),
    ServiceOffice.EDUCATION: Wording("教育部门", "education department"),
    ServiceOffice.HUMAN_RESOURCES: Wording("人力资源社会保障部门", "human resources and social security"),
    ServiceOffice.HOUSING_FUND: Wording("住房公积金管理中心", "housing fund centre"),
    ServiceOffice.HEALTH: Wording("卫生健康部门", "health department"),
    ServiceOffice.CULTURE_AND_SPORTS: Wording("文化体育部门", "culture and sports department"),
    ServiceOffice.LEGAL_AID: Wording("法律援助机构", "legal aid office"),
    ServiceOffice.TOWNSHIP: Wording("乡镇人民政府或者街道办事处", "township or subdistrict government"),
}
REQUEST_STATE_NAMES: Mapping[RequestState, Wording] = {
    _S.REQUESTED: Wording("已提出，待转办", "requested, to be forwarded"),
    _S.FORWARDED: Wording("已转办，待答复", "forwarded, to be answered"),
    _S.NEEDS_PAPERS: Wording("待补材料", "papers are missing"),
    _S.GRANTED: Wording("已办成", "granted"),
    _S.REFUSED: Wording("不予办理", "refused"),
    _S.WITHDRAWN: Wording("已撤回", "withdrawn"),
}


class RequestStepRefused(RuleRefused):
    """The request's state does not allow the step."""

    code = "request-step-refused"


def check_request_step(state: RequestState, following: RequestState) -> None:
    """RequestStepRefused unless `following` may follow `state`."""
    if following not in MAY_FOLLOW[state]:
        raise RequestStepRefused(STEP_REFUSED)
