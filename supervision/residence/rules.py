"""What the law of a region demands of registration, as dated rows with their source and confidence. Pure.

Numbers are asked for by `find_residence_rule`, the list of fields that may be asked of a person by `find_field_list`; a
region's own row goes before the nation's.
"""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision.legal_rules import Confidence, LegalRule, Opening, Unit, find_rule
from supervision.wording import Wording


class ResidenceRuleName(StrEnum):
    """The numbers of law that the residence register applies."""

    STAY_REGISTRATION_FROM = "stay-registration-from"
    STAY_REGISTRATION_DUE = "stay-registration-due"
    NOTICE_DUE = "notice-due"
    CHANGE_DUE = "change-due"
    PERMIT_RESIDENCE_LEAST = "permit-residence-least"
    PERMIT_ISSUE_DUE = "permit-issue-due"
    PERMIT_ENDORSEMENT_EVERY = "permit-endorsement-every"
    PERMIT_ENDORSEMENT_WINDOW = "permit-endorsement-window"
    PERMIT_COUNTED_FROM_REGISTRATION = "permit-counted-from-registration"
    VERIFICATION_DUE = "verification-due"
    AREA_PER_PERSON_LEAST = "area-per-person-least"
    PERSONS_PER_ROOM_MOST = "persons-per-room-most"
    RESIDENTS_PER_ASSISTANT = "residents-per-assistant"
    TASK_DUE = "task-due"
    SERVICE_FORWARD_DUE = "service-forward-due"
    LEGAL_AID_DUE = "legal-aid-due"
    EXIT_ENTRY_DOCUMENT_DUE = "exit-entry-document-due"
    ID_CARD_DUE = "id-card-due"
    VEHICLE_REGISTRATION_DUE = "vehicle-registration-due"
    UNVERIFIED_AMBER = "unverified-amber"
    UNVERIFIED_RED = "unverified-red"
    PAST_END_AMBER = "past-end-amber"
    PAST_END_RED = "past-end-red"
    MISMATCH_AMBER = "mismatch-amber"
    MISMATCH_RED = "mismatch-red"
    OVER_OCCUPIED_AMBER = "over-occupied-amber"
    OVER_OCCUPIED_RED = "over-occupied-red"
    UNATTENDED_AMBER = "unattended-amber"
    UNATTENDED_RED = "unattended-red"
    RECTIFICATION_DUE_AMBER = "rectification-due-amber"
    RECTIFICATION_DUE_RED = "rectification-due-red"
    SAMPLE_SHARE = "sample-share"
    SAMPLE_SHARE_DENSE = "sample-share-dense"
    SAMPLE_LEAST = "sample-least"
    EXPORT_ALONE_MOST = "export-alone-most"
    EXPORT_ASKING_VALID = "export-asking-valid"
    EXPORT_LINK_VALID = "export-link-valid"
    PERSONAL_CODE_VALID = "personal-code-valid"
    PERSONAL_CODE_FAILURES = "personal-code-failures"
    OWN_REQUEST_DUE = "own-request-due"


class PersonField(StrEnum):
    """What may be asked of a resident, where the region's list has it; religion and marks on persons do not exist."""

    NAME = "name"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    BORN_ON = "born-on"
    DOCUMENT = "document"
    PHOTO = "photo"
    DOMICILE = "domicile"
    RESIDENCE = "residence"
    ISSUER = "issuer"
    ISSUED_ON = "issued-on"
    PHONE = "phone"
    WORKPLACE = "workplace"
    POLITICAL_STATUS = "political-status"
    EDUCATION = "education"
    MARITAL_STATUS = "marital-status"
    EMPLOYMENT = "employment"
    SOCIAL_SECURITY = "social-security"


@dataclass(frozen=True, slots=True)
class FieldList:
    """The fields that a region's law lists, from `valid_from`; no division means nationwide."""

    fields: frozenset[PersonField]
    source: Wording
    confidence: Confidence
    valid_from: date
    valid_until: date | None = None
    division: str = ""

    def applies(self, on: date, division: str) -> bool:
        """Whether the row is in force on that day in that division."""
        is_in_time = self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)
        return is_in_time and division.startswith(self.division)


_HOUSEHOLD_15 = Wording("户口登记条例第十五条", "Household Registration Regulations, art. 15")
_PERMIT_2 = Wording("居住证暂行条例第二条", "Interim Regulations on Residence Permits, art. 2")
_PERMIT_4 = Wording(
    "居住证暂行条例第四条（联系方式为办理登记所必需）",
    "Interim Regulations on Residence Permits, art. 4 (the contact is needed to register at all)",
)
_PERMIT_9 = Wording("居住证暂行条例第九条", "Interim Regulations on Residence Permits, art. 9")
_PERMIT_10 = Wording("居住证暂行条例第十条", "Interim Regulations on Residence Permits, art. 10")
_ZHEJIANG = Wording("浙江省流动人口居住登记条例", "Zhejiang Regulations on Residence Registration of Migrants")
_HANGZHOU = Wording("杭州市流动人口服务管理规定", "Hangzhou Rules on Services for and Management of Migrants")
_LETTING = Wording(
    "住房租赁条例（每间人数和人均面积由设区的市规定；本系统预设值须核定）",
    "Housing Letting Regulations (cities set persons a room and area a head; this preset is to be settled locally)",
)
_LEGAL_AID_43 = Wording("法律援助法第四十三条", "Legal Aid Law, art. 43")
_PASSPORTS_6 = Wording("护照法第六条（普通护照）", "Passport Law, art. 6 (ordinary passports)")
_ID_CARDS_12 = Wording("居民身份证法第十二条", "Identity Card Law, art. 12")
_ROADS_9 = Wording("道路交通安全法第九条", "Road Traffic Safety Law, art. 9")
_OURS = Wording("本系统预设，由使用单位核定", "this system's preset, to be settled by its users")
_OWN_REQUESTS = Wording(
    "个人信息保护法第四十五条、第四十六条、第五十条（应当及时；天数为本系统预设，由使用单位核定）",
    "Personal Information Protection Law, arts. 45, 46 and 50 (promptly; the days are this system's preset)",
)
_STAFFING = Wording(
    "地方规定：每500名登记流动人口不少于1名协管员", "local rule: at least one assistant for 500 registered migrants"
)

_HOUSEHOLD_LAW_SINCE = date(1958, 1, 9)
_PERMIT_LAW_SINCE = date(2016, 1, 1)
_ZHEJIANG_SINCE = date(2016, 7, 1)
_HANGZHOU_SINCE = date(2018, 1, 1)
_INFORMATION_LAW_SINCE = date(2021, 11, 1)
_LETTING_SINCE = date(2025, 9, 15)
_N = ResidenceRuleName


def _ours(name: ResidenceRuleName, number: int, unit: Unit) -> LegalRule:
    return LegalRule(name, number, unit, _OURS, Confidence.OURS, _PERMIT_LAW_SINCE)


RESIDENCE_RULES: tuple[LegalRule, ...] = (
    LegalRule(_N.STAY_REGISTRATION_FROM, 3, Unit.DAYS, _HOUSEHOLD_15, Confidence.VERIFIED, _HOUSEHOLD_LAW_SINCE),
    LegalRule(_N.STAY_REGISTRATION_DUE, 3, Unit.DAYS, _HOUSEHOLD_15, Confidence.VERIFIED, _HOUSEHOLD_LAW_SINCE),
    LegalRule(
        _N.STAY_REGISTRATION_DUE, 3, Unit.WORKING_DAYS, _HANGZHOU, Confidence.VERIFIED, _HANGZHOU_SINCE, None, "3301"
    ),
    LegalRule(_N.NOTICE_DUE, 3, Unit.DAYS, _HOUSEHOLD_15, Confidence.SECONDARY, _HOUSEHOLD_LAW_SINCE),
    LegalRule(_N.NOTICE_DUE, 3, Unit.WORKING_DAYS, _ZHEJIANG, Confidence.VERIFIED, _ZHEJIANG_SINCE, None, "33"),
    LegalRule(_N.CHANGE_DUE, 10, Unit.DAYS, _OURS, Confidence.OURS, _HOUSEHOLD_LAW_SINCE),
    LegalRule(_N.CHANGE_DUE, 10, Unit.DAYS, _ZHEJIANG, Confidence.VERIFIED, _ZHEJIANG_SINCE, None, "33"),
    LegalRule(_N.PERMIT_RESIDENCE_LEAST, 6, Unit.MONTHS, _PERMIT_2, Confidence.VERIFIED, _PERMIT_LAW_SINCE),
    LegalRule(_N.PERMIT_ISSUE_DUE, 15, Unit.DAYS, _PERMIT_9, Confidence.VERIFIED, _PERMIT_LAW_SINCE),
    LegalRule(_N.PERMIT_ENDORSEMENT_EVERY, 12, Unit.MONTHS, _PERMIT_10, Confidence.VERIFIED, _PERMIT_LAW_SINCE),
    LegalRule(_N.PERMIT_ENDORSEMENT_WINDOW, 1, Unit.MONTHS, _PERMIT_10, Confidence.VERIFIED, _PERMIT_LAW_SINCE),
    LegalRule(_N.PERMIT_COUNTED_FROM_REGISTRATION, 0, Unit.TIMES, _PERMIT_2, Confidence.VERIFIED, _PERMIT_LAW_SINCE),
    LegalRule(
        _N.PERMIT_COUNTED_FROM_REGISTRATION, 1, Unit.TIMES, _ZHEJIANG, Confidence.VERIFIED, _ZHEJIANG_SINCE, None, "33"
    ),
    LegalRule(_N.VERIFICATION_DUE, 90, Unit.DAYS, _OURS, Confidence.OURS, _PERMIT_LAW_SINCE),
    LegalRule(_N.AREA_PER_PERSON_LEAST, 5, Unit.SQUARE_METRES, _LETTING, Confidence.OURS, _LETTING_SINCE),
    LegalRule(_N.PERSONS_PER_ROOM_MOST, 2, Unit.PERSONS, _LETTING, Confidence.OURS, _LETTING_SINCE),
    LegalRule(_N.RESIDENTS_PER_ASSISTANT, 500, Unit.PERSONS, _STAFFING, Confidence.LOCAL, _PERMIT_LAW_SINCE),
    LegalRule(_N.TASK_DUE, 10, Unit.DAYS, _OURS, Confidence.OURS, _PERMIT_LAW_SINCE),
    _ours(_N.SERVICE_FORWARD_DUE, 3, Unit.WORKING_DAYS),
    LegalRule(_N.LEGAL_AID_DUE, 7, Unit.DAYS, _LEGAL_AID_43, Confidence.CORROBORATED, date(2022, 1, 1)),
    LegalRule(_N.EXIT_ENTRY_DOCUMENT_DUE, 15, Unit.DAYS, _PASSPORTS_6, Confidence.SECONDARY, date(2007, 1, 1)),
    LegalRule(_N.ID_CARD_DUE, 60, Unit.DAYS, _ID_CARDS_12, Confidence.SECONDARY, date(2004, 1, 1)),
    LegalRule(_N.VEHICLE_REGISTRATION_DUE, 5, Unit.WORKING_DAYS, _ROADS_9, Confidence.SECONDARY, date(2004, 5, 1)),
    _ours(_N.UNVERIFIED_AMBER, 5, Unit.PER_HUNDRED),
    _ours(_N.UNVERIFIED_RED, 15, Unit.PER_HUNDRED),
    _ours(_N.PAST_END_AMBER, 2, Unit.PER_HUNDRED),
    _ours(_N.PAST_END_RED, 10, Unit.PER_HUNDRED),
    _ours(_N.MISMATCH_AMBER, 2, Unit.PER_HUNDRED),
    _ours(_N.MISMATCH_RED, 10, Unit.PER_HUNDRED),
    _ours(_N.OVER_OCCUPIED_AMBER, 1, Unit.PER_HUNDRED),
    _ours(_N.OVER_OCCUPIED_RED, 10, Unit.PER_HUNDRED),
    _ours(_N.UNATTENDED_AMBER, 1, Unit.PER_HUNDRED),
    _ours(_N.UNATTENDED_RED, 20, Unit.PER_HUNDRED),
    _ours(_N.RECTIFICATION_DUE_AMBER, 15, Unit.DAYS),
    _ours(_N.RECTIFICATION_DUE_RED, 7, Unit.DAYS),
    _ours(_N.SAMPLE_SHARE, 5, Unit.PER_HUNDRED),
    _ours(_N.SAMPLE_SHARE_DENSE, 10, Unit.PER_HUNDRED),
    _ours(_N.SAMPLE_LEAST, 5, Unit.TIMES),
    _ours(_N.EXPORT_ALONE_MOST, 100, Unit.ROWS),
    _ours(_N.EXPORT_ASKING_VALID, 7, Unit.DAYS),
    _ours(_N.EXPORT_LINK_VALID, 24, Unit.HOURS),
    _ours(_N.PERSONAL_CODE_VALID, 12, Unit.MONTHS),
    _ours(_N.PERSONAL_CODE_FAILURES, 5, Unit.TIMES),
    LegalRule(_N.OWN_REQUEST_DUE, 15, Unit.DAYS, _OWN_REQUESTS, Confidence.OURS, _INFORMATION_LAW_SINCE),
)
"""All rows of code; a later row for the same place, or a row for a smaller place, goes before."""

_F = PersonField
_NATIONAL_FIELDS = frozenset(
    {
        _F.NAME, _F.SEX, _F.ETHNICITY, _F.BORN_ON, _F.DOCUMENT, _F.PHOTO, _F.DOMICILE, _F.RESIDENCE, _F.ISSUER,
        _F.ISSUED_ON, _F.PHONE,
    }
)  # fmt: skip
_ZHEJIANG_FIELDS = (_NATIONAL_FIELDS - {_F.ISSUER, _F.ISSUED_ON}) | {
    _F.WORKPLACE, _F.POLITICAL_STATUS, _F.EDUCATION, _F.MARITAL_STATUS, _F.EMPLOYMENT, _F.SOCIAL_SECURITY,
}  # fmt: skip

FIELD_LISTS: tuple[FieldList, ...] = (
    FieldList(_NATIONAL_FIELDS, _PERMIT_4, Confidence.VERIFIED, _PERMIT_LAW_SINCE),
    FieldList(_ZHEJIANG_FIELDS, _ZHEJIANG, Confidence.VERIFIED, _ZHEJIANG_SINCE, None, "33"),
)
"""A row for each region whose law lists fields; where none is loaded, the nation's ten items and the contact."""


_PERIOD_UNITS = frozenset({Unit.DAYS, Unit.WORKING_DAYS})

OPENINGS: Mapping[StrEnum, Opening] = {
    _N.STAY_REGISTRATION_DUE: Opening(1, 30, _PERIOD_UNITS),
    _N.NOTICE_DUE: Opening(1, 30, _PERIOD_UNITS),
    _N.CHANGE_DUE: Opening(1, 60),
    _N.PERMIT_ISSUE_DUE: Opening(1, 30),
    _N.PERMIT_COUNTED_FROM_REGISTRATION: Opening(0, 1),
    _N.VERIFICATION_DUE: Opening(7, 366),
    _N.AREA_PER_PERSON_LEAST: Opening(3, 30),
    _N.PERSONS_PER_ROOM_MOST: Opening(1, 8),
    _N.RESIDENTS_PER_ASSISTANT: Opening(100, 2_000),
    _N.TASK_DUE: Opening(1, 60),
    _N.EXPORT_ALONE_MOST: Opening(1, 500),
    _N.EXPORT_ASKING_VALID: Opening(1, 14),
    _N.EXPORT_LINK_VALID: Opening(1, 24),
    _N.PERSONAL_CODE_VALID: Opening(1, 24),
    _N.PERSONAL_CODE_FAILURES: Opening(3, 5),
    _N.OWN_REQUEST_DUE: Opening(1, 30),
    _N.SERVICE_FORWARD_DUE: Opening(1, 30, _PERIOD_UNITS),
    _N.LEGAL_AID_DUE: Opening(1, 15, _PERIOD_UNITS),
    _N.EXIT_ENTRY_DOCUMENT_DUE: Opening(1, 30, _PERIOD_UNITS),
    _N.ID_CARD_DUE: Opening(1, 90, _PERIOD_UNITS),
    _N.VEHICLE_REGISTRATION_DUE: Opening(1, 30, _PERIOD_UNITS),
    _N.UNVERIFIED_AMBER: Opening(1, 10),
    _N.UNVERIFIED_RED: Opening(11, 50),
    _N.PAST_END_AMBER: Opening(1, 5),
    _N.PAST_END_RED: Opening(6, 50),
    _N.MISMATCH_AMBER: Opening(1, 5),
    _N.MISMATCH_RED: Opening(6, 50),
    _N.OVER_OCCUPIED_AMBER: Opening(1, 5),
    _N.OVER_OCCUPIED_RED: Opening(6, 50),
    _N.UNATTENDED_AMBER: Opening(1, 10),
    _N.UNATTENDED_RED: Opening(11, 50),
    _N.RECTIFICATION_DUE_AMBER: Opening(1, 60),
    _N.RECTIFICATION_DUE_RED: Opening(1, 30),
    _N.SAMPLE_SHARE: Opening(1, 50),
    _N.SAMPLE_SHARE_DENSE: Opening(1, 100),
    _N.SAMPLE_LEAST: Opening(1, 100),
}
"""How far a region's row may go. What is missing is not open, such as how long one lives there before a permit."""

FIELDS_OF_EVERY_LIST = frozenset({_F.NAME, _F.SEX, _F.BORN_ON, _F.DOCUMENT, _F.RESIDENCE})
"""What every region's list of fields contains; without it nobody could be registered."""

RULES_IN_FORCE: ContextVar[tuple[LegalRule, ...]] = ContextVar("residence rules in force", default=RESIDENCE_RULES)
"""The table by which the present act is judged: the rows of code, and the regions' rows that stood when it began."""

FIELD_LISTS_IN_FORCE: ContextVar[tuple[FieldList, ...]] = ContextVar("field lists in force", default=FIELD_LISTS)
"""Likewise, the lists of fields."""


def find_residence_rule(
    name: ResidenceRuleName, on: date, division: str = "", rules: Iterable[LegalRule] | None = None
) -> LegalRule:
    """The row that holds on that day in that division: the most local, then the newest; RuleMissing without one."""
    return find_rule(name, on, division, RULES_IN_FORCE.get() if rules is None else rules)


def find_field_list(on: date, division: str, lists: Iterable[FieldList] | None = None) -> FieldList:
    """The fields that may be asked of a person on that day in that division: the most local list, then the newest."""
    table = FIELD_LISTS_IN_FORCE.get() if lists is None else lists
    return max((row for row in table if row.applies(on, division)), key=lambda row: (len(row.division), row.valid_from))
