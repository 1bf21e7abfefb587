"""The services beside registration as dated rows, each with its source and confidence; a region's row goes first. Pure.

A row says who may claim a service and which kind of office is in charge. Within how many days that office answers is a
number of the rule table, where a law has one; a division's own row says it itself.
"""

from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.legal_rules import Confidence, LegalRule, RuleMissing, Unit
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.residence.services.words import ServiceCondition, ServiceOffice
from supervision.wording import Wording


class ServicePeriod(StrEnum):
    """The periods to answer that no rule of code names."""

    OF_ROW = "service-row-answer-due"


@dataclass(frozen=True, slots=True)
class Service:
    """One service, from `valid_from` on, as it is offered in a division; no division means nationwide."""

    code: str
    name: Wording
    condition: ServiceCondition
    office: ServiceOffice
    source: Wording
    confidence: Confidence
    valid_from: date
    valid_until: date | None = None
    division: str = ""
    answer_due: ResidenceRuleName | None = None
    """The number of days within which the office answers; None where no law says one."""
    answers_within: tuple[int, Unit] | None = None
    """The same where a division's own row says it."""
    needs: str = ""
    """What to bring along, where the row says it."""
    is_over: bool = False
    """Whether the row was revoked: it is offered no more, and still names what was asked for by it."""

    def applies(self, on: date, division: str) -> bool:
        """Whether the row is in force on that day in that division."""
        is_in_time = self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)
        return not self.is_over and is_in_time and division.startswith(self.division)


_PERMIT_2_9 = Wording("居住证暂行条例第二条、第九条", "Interim Regulations on Residence Permits, arts. 2 and 9")
_PERMIT_12 = Wording("居住证暂行条例第十二条", "Interim Regulations on Residence Permits, art. 12")
_PERMIT_13 = Wording("居住证暂行条例第十三条", "Interim Regulations on Residence Permits, art. 13")
_ID_CARDS_ELSEWHERE = Wording(
    "公安部居民身份证异地受理制度（2017年7月1日起；须有稳定就业、就学或者居住）",
    "Ministry of Public Security, identity cards applied for elsewhere (with a stable job, school or dwelling there)",
)
_EXIT_ENTRY_EVERYWHERE = Wording(
    "国家移民管理局通告（2019年4月1日起出入境证件全国通办）",
    "National Immigration Administration (exit-entry documents everywhere from 1 April 2019)",
)
_LICENCES_EVERYWHERE = Wording(
    "公安部通告（2019年6月1日起小型汽车驾驶证全国一证通考）",
    "Ministry of Public Security (licences for small cars everywhere from 1 June 2019)",
)
_EMPLOYMENT_35 = Wording("就业促进法第三十五条", "Employment Promotion Law, art. 35")
_LEGAL_AID_23 = Wording("法律援助法第二十三条", "Legal Aid Law, art. 23")
_VACCINES_47 = Wording("疫苗管理法第四十七条", "Vaccine Administration Law, art. 47")

_C, _O, _N = ServiceCondition, ServiceOffice, ResidenceRuleName
_PERMIT_LAW_SINCE = date(2016, 1, 1)


def _of_permit(
    code: str, name: Wording, office: ServiceOffice, source: Wording, answer_due: ResidenceRuleName | None = None
) -> Service:
    """A service that the national regulations give to whoever holds a permit."""
    return Service(
        code, name, _C.PERMIT, office, source, Confidence.SECONDARY, _PERMIT_LAW_SINCE, answer_due=answer_due
    )


def _later(
    code: str, condition: ServiceCondition, source: Wording, valid_from: date, confidence: Confidence
) -> Service:
    """A national service as a later rule opens it to more people."""
    earlier = next(row for row in _BY_PERMIT if row.code == code)
    return Service(
        code, earlier.name, condition, earlier.office, source, confidence, valid_from, answer_due=earlier.answer_due
    )


_BY_PERMIT = (
    _of_permit("compulsory-education", Wording("义务教育（子女入学）", "compulsory education (a school place)"),
               _O.EDUCATION, _PERMIT_12),
    _of_permit("employment-service", Wording("基本公共就业服务", "basic public employment services"),
               _O.HUMAN_RESOURCES, _PERMIT_12),
    _of_permit("social-insurance", Wording("参加社会保险", "social insurance"), _O.HUMAN_RESOURCES, _PERMIT_12),
    _of_permit("housing-fund", Wording("缴存、提取和使用住房公积金", "the housing fund"), _O.HOUSING_FUND, _PERMIT_12),
    _of_permit("public-health", Wording("基本公共卫生服务和计划生育服务", "basic public health and family planning"),
               _O.HEALTH, _PERMIT_12),
    _of_permit("culture-and-sports", Wording("公共文化体育服务", "public culture and sports"),
               _O.CULTURE_AND_SPORTS, _PERMIT_12),
    _of_permit("legal-service", Wording("法律援助和其他法律服务", "legal aid and other legal services"),
               _O.LEGAL_AID, _PERMIT_12, _N.LEGAL_AID_DUE),
    _of_permit("other-public-service", Wording("国家规定的其他基本公共服务", "other basic public services"),
               _O.TOWNSHIP, _PERMIT_12),
    _of_permit("exit-entry-document", Wording("办理出入境证件", "exit-entry documents"),
               _O.EXIT_ENTRY, _PERMIT_13, _N.EXIT_ENTRY_DOCUMENT_DUE),
    _of_permit("id-card", Wording("换领、补领居民身份证", "renewing or replacing an identity card"),
               _O.POLICE_STATION, _PERMIT_13, _N.ID_CARD_DUE),
    _of_permit("vehicle-registration", Wording("机动车登记", "registering a motor vehicle"),
               _O.TRAFFIC_POLICE, _PERMIT_13, _N.VEHICLE_REGISTRATION_DUE),
    _of_permit("driving-licence", Wording("申领机动车驾驶证", "a driving licence"), _O.TRAFFIC_POLICE, _PERMIT_13),
    _of_permit("vocational-qualification", Wording("报名职业资格考试、申请职业资格", "vocational qualifications"),
               _O.HUMAN_RESOURCES, _PERMIT_13),
    _of_permit("maternity-registration", Wording("生育服务登记等证明", "maternity service registration"),
               _O.HEALTH, _PERMIT_13),
    _of_permit("other-convenience", Wording("国家规定的其他便利", "other conveniences"), _O.TOWNSHIP, _PERMIT_13),
)  # fmt: skip

RESIDENCE_PERMIT = "residence-permit"
"""The service that is applied for as a permit, in the register of permits."""

SERVICES: tuple[Service, ...] = (
    Service(
        RESIDENCE_PERMIT, Wording("申领居住证", "a residence permit"), _C.STAY, _O.POLICE_STATION, _PERMIT_2_9,
        Confidence.VERIFIED, _PERMIT_LAW_SINCE, answer_due=_N.PERMIT_ISSUE_DUE,
    ),
    *_BY_PERMIT,
    _later("id-card", _C.STAY, _ID_CARDS_ELSEWHERE, date(2017, 7, 1), Confidence.SECONDARY),
    _later("exit-entry-document", _C.ANYBODY, _EXIT_ENTRY_EVERYWHERE, date(2019, 4, 1), Confidence.SECONDARY),
    _later("driving-licence", _C.ANYBODY, _LICENCES_EVERYWHERE, date(2019, 6, 1), Confidence.SECONDARY),
    Service(
        "employment-advice", Wording("就业政策咨询、职业介绍", "employment advice and placement"), _C.ANYBODY,
        _O.HUMAN_RESOURCES, _EMPLOYMENT_35, Confidence.SECONDARY, date(2008, 1, 1),
    ),
    Service(
        "legal-advice", Wording("法律咨询", "legal advice"), _C.ANYBODY, _O.LEGAL_AID, _LEGAL_AID_23,
        Confidence.UNVERIFIED, date(2022, 1, 1),
    ),
    Service(
        "child-vaccination", Wording("儿童预防接种", "vaccination of children"), _C.ANYBODY, _O.HEALTH, _VACCINES_47,
        Confidence.UNVERIFIED, date(2019, 12, 1),
    ),
)  # fmt: skip
"""All rows of code; of one service a row for a smaller place goes before, then the later one."""

SERVICES_IN_FORCE: ContextVar[tuple[Service, ...]] = ContextVar("services in force", default=SERVICES)
"""The catalogue of the present act: the rows of code, and the divisions' own that stood when it began."""


def services_of(on: date, division: str, rows: Iterable[Service] | None = None) -> tuple[Service, ...]:
    """Each service that is offered on that day in that division, by its most local and then newest row."""
    found: dict[str, Service] = {}
    for row in SERVICES_IN_FORCE.get() if rows is None else rows:
        known = found.get(row.code)
        if row.applies(on, division) and (known is None or _rank(row) > _rank(known)):
            found[row.code] = row
    return tuple(found.values())


def find_service(code: str, on: date, division: str, rows: Sequence[Service] | None = None) -> Service:
    """The row by which a service is asked for there that day; LookupError for a code that has no row at all.

    A request goes along with who moves: where its service is not offered, the row of where it was asked for counts.
    """
    table = SERVICES_IN_FORCE.get() if rows is None else rows
    offered = [row for row in services_of(on, division, table) if row.code == code]
    for row in (*offered, *table):
        if row.code == code:
            return row
    raise LookupError(code)


def service_name(code: str) -> Wording:
    """What a service is called where no place is at hand; LookupError for a code that has no row at all."""
    rows = [row for row in SERVICES_IN_FORCE.get() if row.code == code]
    if not rows:
        raise LookupError(code)
    return min(rows, key=lambda row: (len(row.division), row.is_over)).name


def answer_period(service: Service, on: date, division: str) -> LegalRule | None:
    """Within how long the office in charge answers; None where no law says it."""
    if service.answers_within is not None:
        number, unit = service.answers_within
        return LegalRule(
            ServicePeriod.OF_ROW, number, unit, service.source, service.confidence, service.valid_from,
            service.valid_until, service.division,
        )  # fmt: skip
    if service.answer_due is None:
        return None
    try:
        return find_residence_rule(service.answer_due, on, division)
    except RuleMissing:
        return None


def _rank(row: Service) -> tuple[int, date]:
    return len(row.division), row.valid_from
