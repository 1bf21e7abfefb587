"""The numbers by which a correction file is kept, as dated rows with their source and confidence. Pure.

Numbers of the Implementing Measures (2020) were not read in the official text: their rows say so, and stay open to a
region's own. What stands in the Community Correction Law or the codes is open only where the law is.
"""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import date
from enum import StrEnum

from supervision.legal_rules import Confidence, LegalRule, Opening, Unit, find_rule
from supervision.wording import Wording


class CorrectionRuleName(StrEnum):
    """The numbers that the acts on a correction file apply."""

    ASSESSMENT_DUE = "assessment-due"
    ASSESSMENT_DUE_FAST = "assessment-due-fast"
    ASSESSMENT_OUTCOME_AWAITED = "assessment-outcome-awaited"
    REPORT_IN_DUE = "report-in-due"
    DOCUMENTS_DUE = "documents-due"
    WOMEN_IN_GROUP_LEAST = "women-in-group-least"
    REPORT_EVERY_STRICT = "report-every-strict"
    REPORT_EVERY_ORDINARY = "report-every-ordinary"
    REPORT_EVERY_LENIENT = "report-every-lenient"
    VISIT_EVERY_STRICT = "visit-every-strict"
    VISIT_EVERY_ORDINARY = "visit-every-ordinary"
    VISIT_EVERY_LENIENT = "visit-every-lenient"
    MEDICAL_REPORT_EVERY = "medical-report-every"
    MEDICAL_EXAMINATION_EVERY = "medical-examination-every"
    CONTACT_REASONS_DUE = "contact-reasons-due"
    CONTACT_REMINDED_BEFORE = "contact-reminded-before"
    MEDICAL_INTERVAL_COUNTY_MOST = "medical-interval-county-most"
    MEDICAL_INTERVAL_CITY_MOST = "medical-interval-city-most"
    LEAVE_OFFICE_MOST = "leave-office-most"
    LEAVE_COUNTY_MOST = "leave-county-most"
    LEAVE_SUM_WINDOW = "leave-sum-window"
    LEAVE_SUM_MOST = "leave-sum-most"
    LEAVE_ASKED_BEFORE = "leave-asked-before"
    LEAVE_RETURN_DUE = "leave-return-due"
    FREQUENT_TRIPS_VALID = "frequent-trips-valid"
    FREQUENT_TRIPS_RENEWED = "frequent-trips-renewed"
    DECIDER_FREQUENT_TRIPS = "decider-frequent-trips"
    DECIDER_BARRED_PLACE = "decider-barred-place"
    DECIDER_CONTACT = "decider-contact"
    DECIDER_CLASS_CHANGE = "decider-class-change"
    TRANSFER_ASKED_BEFORE = "transfer-asked-before"
    TRANSFER_INQUIRY_DUE = "transfer-inquiry-due"
    TRANSFER_ANSWER_DUE = "transfer-answer-due"
    TRANSFER_TOLD_DUE = "transfer-told-due"
    TRANSFER_PAPERS_DUE = "transfer-papers-due"
    TRANSFER_RECEIPT_DUE = "transfer-receipt-due"
    TRANSFER_REPORT_DUE = "transfer-report-due"
    ADMONITION_DAYS_MOST = "admonition-days-most"
    REVOCATION_DAYS_OVER = "revocation-days-over"
    ADMONITIONS_TO_WARNING = "admonitions-to-warning"
    WARNINGS_TO_REVOCATION = "warnings-to-revocation"
    ARREST_DECISION_DUE = "arrest-decision-due"
    ARREST_CUSTODY_MOST = "arrest-custody-most"
    COURT_RULING_DUE = "court-ruling-due"
    DECISION_COPY_DUE = "decision-copy-due"
    OBJECTION_ANSWER_DUE = "objection-answer-due"
    PROSECUTOR_ANSWER_DUE = "prosecutor-answer-due"
    PRAISE_NOT_BEFORE = "praise-not-before"
    REDUCTION_RULING_DUE = "reduction-ruling-due"
    COURT_MEASURE_TOLD_DUE = "court-measure-told-due"
    PROBATION_FIRST_DAY = "probation-first-day"
    RELEASE_WORK_BEFORE = "release-work-before"
    RELEASE_NOTICES_LEAST = "release-notices-least"
    ADULT_AGE = "adult-age"
    ADULT_AT_OFFENCE = "adult-at-offence"
    MINORS_SEALED_AFTER = "minors-sealed-after"
    LEGAL_QUERY_VALID = "legal-query-valid"
    FILE_EXPORT_ALONE_MOST = "file-export-alone-most"
    FILE_EXPORT_ASKING_VALID = "file-export-asking-valid"
    FILE_EXPORT_LINK_VALID = "file-export-link-valid"
    OUTBOX_PAYLOAD_KEPT = "outbox-payload-kept"
    BREAK_GLASS_VALID = "break-glass-valid"
    BREAK_GLASS_REVIEW_DUE = "break-glass-review-due"
    RECONCILIATION_EVERY = "reconciliation-every"
    RECONCILIATION_DUE = "reconciliation-due"


_LAW_SINCE = date(2020, 7, 1)
_N = CorrectionRuleName
_C = Confidence


def _law(article: str, english: str) -> Wording:
    return Wording(f"社区矫正法第{article}条", f"Community Correction Law, art. {english}")


def _measures(article: str, english: str) -> Wording:
    return Wording(
        f"社区矫正法实施办法第{article}条（须核对正式文本）",
        f"Implementing Measures of the Community Correction Law, art. {english} (to be confirmed against the text)",
    )


_OURS = Wording("本系统预设，由使用单位核定", "this system's preset, to be settled by its users")
_PROVINCE = Wording(
    "分类管理办法由省级规定，本系统预设，须核定", "classes are set by the province; this preset is to be settled there"
)
_MEDICAL = Wording(
    "社区矫正法实施办法第二十四条；省级规定（须核对正式文本）",
    "Implementing Measures, art. 24, and a province's rules (to be confirmed against the text)",
)
_SANCTIONS = Wording(
    "社区矫正法实施办法（据温州市司法局公开条文）",
    "Implementing Measures, as published by a justice bureau (Wenzhou)",
)
_CRIME_73 = Wording("刑法第七十三条", "Criminal Law, art. 73")
_CRIMINAL_PROCEDURE_286 = Wording("刑事诉讼法第二百八十六条", "Criminal Procedure Law, art. 286")


_COUNTY, _CITY = 2, 4
"""Places in the list of deciders: the county's agency, then its head, then the city; below decides who is delegated."""


def _row(name: CorrectionRuleName, number: int, unit: Unit, source: Wording, confidence: Confidence) -> LegalRule:
    return LegalRule(name, number, unit, source, confidence, _LAW_SINCE)


def _ours(name: CorrectionRuleName, number: int, unit: Unit) -> LegalRule:
    return _row(name, number, unit, _OURS, _C.OURS)


def _class(name: CorrectionRuleName, number: int) -> LegalRule:
    return _row(name, number, Unit.DAYS, _PROVINCE, _C.OURS)


CORRECTION_RULES: tuple[LegalRule, ...] = (
    _row(_N.ASSESSMENT_DUE, 10, Unit.WORKING_DAYS, _measures("十四", "14"), _C.UNVERIFIED),
    _row(_N.ASSESSMENT_DUE_FAST, 5, Unit.WORKING_DAYS, _measures("十四", "14"), _C.UNVERIFIED),
    _ours(_N.ASSESSMENT_OUTCOME_AWAITED, 6, Unit.MONTHS),
    _row(_N.REPORT_IN_DUE, 10, Unit.DAYS, _law("二十一", "21"), _C.VERIFIED),
    _row(_N.DOCUMENTS_DUE, 10, Unit.DAYS, _law("二十", "20"), _C.VERIFIED),
    _row(_N.WOMEN_IN_GROUP_LEAST, 1, Unit.PERSONS, _law("二十五", "25"), _C.VERIFIED),
    _class(_N.REPORT_EVERY_STRICT, 7),
    _class(_N.REPORT_EVERY_ORDINARY, 14),
    _class(_N.REPORT_EVERY_LENIENT, 30),
    _class(_N.VISIT_EVERY_STRICT, 14),
    _class(_N.VISIT_EVERY_ORDINARY, 30),
    _class(_N.VISIT_EVERY_LENIENT, 90),
    _row(_N.MEDICAL_REPORT_EVERY, 1, Unit.MONTHS, _measures("二十四", "24"), _C.UNVERIFIED),
    _row(_N.MEDICAL_EXAMINATION_EVERY, 3, Unit.MONTHS, _MEDICAL, _C.SECONDARY),
    _ours(_N.CONTACT_REASONS_DUE, 3, Unit.WORKING_DAYS),
    _ours(_N.CONTACT_REMINDED_BEFORE, 2, Unit.DAYS),
    _row(_N.MEDICAL_INTERVAL_COUNTY_MOST, 3, Unit.MONTHS, _MEDICAL, _C.UNVERIFIED),
    _row(_N.MEDICAL_INTERVAL_CITY_MOST, 6, Unit.MONTHS, _MEDICAL, _C.UNVERIFIED),
    _row(_N.LEAVE_OFFICE_MOST, 7, Unit.DAYS, _measures("二十七", "27"), _C.CORROBORATED),
    _row(_N.LEAVE_COUNTY_MOST, 30, Unit.DAYS, _measures("二十七", "27"), _C.CORROBORATED),
    _row(_N.LEAVE_SUM_WINDOW, 2, Unit.MONTHS, _measures("二十七", "27"), _C.CORROBORATED),
    _row(_N.LEAVE_SUM_MOST, 30, Unit.DAYS, _measures("二十七", "27"), _C.CORROBORATED),
    _row(_N.LEAVE_ASKED_BEFORE, 3, Unit.DAYS, _measures("二十六", "26"), _C.UNVERIFIED),
    _row(_N.LEAVE_RETURN_DUE, 24, Unit.HOURS, _measures("二十八", "28"), _C.SECONDARY),
    _row(_N.FREQUENT_TRIPS_VALID, 6, Unit.MONTHS, _measures("二十九", "29"), _C.CORROBORATED),
    _ours(_N.FREQUENT_TRIPS_RENEWED, 14, Unit.DAYS),
    _row(_N.DECIDER_FREQUENT_TRIPS, _COUNTY, Unit.LEVEL, _measures("二十九", "29"), _C.CORROBORATED),
    _row(_N.DECIDER_BARRED_PLACE, _COUNTY, Unit.LEVEL, _measures("三十九", "39"), _C.CORROBORATED),
    _row(_N.DECIDER_CONTACT, _COUNTY, Unit.LEVEL, _measures("二十五", "25"), _C.UNVERIFIED),
    _row(_N.DECIDER_CLASS_CHANGE, _COUNTY, Unit.LEVEL, _PROVINCE, _C.OURS),
    _row(_N.TRANSFER_ASKED_BEFORE, 1, Unit.MONTHS, _measures("三十", "30"), _C.UNVERIFIED),
    _row(_N.TRANSFER_INQUIRY_DUE, 5, Unit.DAYS, _measures("三十", "30"), _C.UNVERIFIED),
    _row(_N.TRANSFER_ANSWER_DUE, 5, Unit.DAYS, _measures("三十", "30"), _C.UNVERIFIED),
    _row(_N.TRANSFER_TOLD_DUE, 5, Unit.DAYS, _measures("三十", "30"), _C.UNVERIFIED),
    _row(_N.TRANSFER_PAPERS_DUE, 5, Unit.DAYS, _measures("三十一", "31"), _C.UNVERIFIED),
    _row(_N.TRANSFER_RECEIPT_DUE, 5, Unit.DAYS, _measures("三十一", "31"), _C.UNVERIFIED),
    _row(_N.TRANSFER_REPORT_DUE, 7, Unit.DAYS, _measures("三十一", "31"), _C.UNVERIFIED),
    _row(_N.ADMONITION_DAYS_MOST, 10, Unit.DAYS, _SANCTIONS, _C.VERIFIED),
    _row(_N.REVOCATION_DAYS_OVER, 1, Unit.MONTHS, _SANCTIONS, _C.VERIFIED),
    _row(_N.ADMONITIONS_TO_WARNING, 2, Unit.TIMES, _SANCTIONS, _C.VERIFIED),
    _row(_N.WARNINGS_TO_REVOCATION, 2, Unit.TIMES, _SANCTIONS, _C.VERIFIED),
    _row(_N.ARREST_DECISION_DUE, 48, Unit.HOURS, _law("四十七", "47"), _C.VERIFIED),
    _row(_N.ARREST_CUSTODY_MOST, 30, Unit.DAYS, _law("四十七", "47"), _C.VERIFIED),
    _row(_N.COURT_RULING_DUE, 30, Unit.DAYS, _law("四十八、四十九", "48 and 49"), _C.VERIFIED),
    _ours(_N.DECISION_COPY_DUE, 3, Unit.WORKING_DAYS),
    _ours(_N.OBJECTION_ANSWER_DUE, 15, Unit.DAYS),
    _ours(_N.PROSECUTOR_ANSWER_DUE, 15, Unit.DAYS),
    _row(_N.PRAISE_NOT_BEFORE, 6, Unit.MONTHS, _measures("三十三", "33"), _C.UNVERIFIED),
    _row(_N.REDUCTION_RULING_DUE, 30, Unit.DAYS, _law("三十三", "33"), _C.VERIFIED),
    _row(_N.COURT_MEASURE_TOLD_DUE, 3, Unit.DAYS, _measures("四十一", "41"), _C.UNVERIFIED),
    _row(_N.PROBATION_FIRST_DAY, 1, Unit.DAYS, _CRIME_73, _C.UNVERIFIED),
    _row(_N.RELEASE_WORK_BEFORE, 30, Unit.DAYS, _measures("五十三", "53"), _C.UNVERIFIED),
    _row(_N.RELEASE_NOTICES_LEAST, 3, Unit.TIMES, _law("四十四", "44"), _C.VERIFIED),
    _row(_N.ADULT_AGE, 18, Unit.YEARS, _law("五十二至五十八", "52 to 58"), _C.VERIFIED),
    _row(_N.ADULT_AT_OFFENCE, 18, Unit.YEARS, _CRIMINAL_PROCEDURE_286, _C.VERIFIED),
    _ours(_N.FILE_EXPORT_ALONE_MOST, 20, Unit.ROWS),
    _ours(_N.FILE_EXPORT_ASKING_VALID, 7, Unit.DAYS),
    _ours(_N.FILE_EXPORT_LINK_VALID, 24, Unit.HOURS),
    _ours(_N.OUTBOX_PAYLOAD_KEPT, 30, Unit.DAYS),
    _ours(_N.MINORS_SEALED_AFTER, 30, Unit.DAYS),
    _ours(_N.LEGAL_QUERY_VALID, 3, Unit.HOURS),
    _ours(_N.BREAK_GLASS_VALID, 3, Unit.HOURS),
    _ours(_N.BREAK_GLASS_REVIEW_DUE, 2, Unit.WORKING_DAYS),
    _ours(_N.RECONCILIATION_EVERY, 1, Unit.MONTHS),
    _ours(_N.RECONCILIATION_DUE, 10, Unit.DAYS),
)
"""All rows of code; a later row for the same place, or a row for a smaller place, goes before."""

_PERIODS = frozenset({Unit.DAYS, Unit.WORKING_DAYS})

OPENINGS: Mapping[StrEnum, Opening] = {
    _N.ASSESSMENT_DUE: Opening(1, 15, _PERIODS),
    _N.ASSESSMENT_DUE_FAST: Opening(1, 10, _PERIODS),
    _N.ASSESSMENT_OUTCOME_AWAITED: Opening(1, 24),
    _N.PROBATION_FIRST_DAY: Opening(1, 2),
    _N.REPORT_EVERY_STRICT: Opening(1, 31),
    _N.REPORT_EVERY_ORDINARY: Opening(1, 62),
    _N.REPORT_EVERY_LENIENT: Opening(1, 92),
    _N.VISIT_EVERY_STRICT: Opening(1, 31),
    _N.VISIT_EVERY_ORDINARY: Opening(1, 92),
    _N.VISIT_EVERY_LENIENT: Opening(1, 184),
    _N.MEDICAL_REPORT_EVERY: Opening(1, 3),
    _N.MEDICAL_EXAMINATION_EVERY: Opening(1, 6),
    _N.CONTACT_REASONS_DUE: Opening(1, 10, _PERIODS),
    _N.CONTACT_REMINDED_BEFORE: Opening(1, 7),
    _N.MEDICAL_INTERVAL_COUNTY_MOST: Opening(1, 6),
    _N.MEDICAL_INTERVAL_CITY_MOST: Opening(1, 12),
    _N.LEAVE_OFFICE_MOST: Opening(1, 7),
    _N.LEAVE_COUNTY_MOST: Opening(7, 30),
    _N.LEAVE_SUM_WINDOW: Opening(1, 3),
    _N.LEAVE_SUM_MOST: Opening(7, 30),
    _N.LEAVE_ASKED_BEFORE: Opening(0, 10, _PERIODS),
    _N.LEAVE_RETURN_DUE: Opening(1, 72),
    _N.FREQUENT_TRIPS_VALID: Opening(1, 6),
    _N.FREQUENT_TRIPS_RENEWED: Opening(1, 60),
    _N.DECIDER_FREQUENT_TRIPS: Opening(_COUNTY, _CITY),
    _N.DECIDER_BARRED_PLACE: Opening(_COUNTY, _CITY),
    _N.DECIDER_CONTACT: Opening(_COUNTY, _CITY),
    _N.DECIDER_CLASS_CHANGE: Opening(_COUNTY, _CITY),
    _N.TRANSFER_ASKED_BEFORE: Opening(0, 2),
    _N.TRANSFER_INQUIRY_DUE: Opening(1, 10, _PERIODS),
    _N.TRANSFER_ANSWER_DUE: Opening(1, 10, _PERIODS),
    _N.TRANSFER_TOLD_DUE: Opening(1, 10, _PERIODS),
    _N.TRANSFER_PAPERS_DUE: Opening(1, 10, _PERIODS),
    _N.TRANSFER_RECEIPT_DUE: Opening(1, 10, _PERIODS),
    _N.TRANSFER_REPORT_DUE: Opening(1, 10, _PERIODS),
    _N.DECISION_COPY_DUE: Opening(1, 10, _PERIODS),
    _N.OBJECTION_ANSWER_DUE: Opening(1, 30, _PERIODS),
    _N.PROSECUTOR_ANSWER_DUE: Opening(1, 30, _PERIODS),
    _N.PRAISE_NOT_BEFORE: Opening(3, 12),
    _N.COURT_MEASURE_TOLD_DUE: Opening(1, 10, _PERIODS),
    _N.RELEASE_WORK_BEFORE: Opening(30, 90),
    _N.FILE_EXPORT_ALONE_MOST: Opening(1, 100),
    _N.FILE_EXPORT_ASKING_VALID: Opening(1, 14),
    _N.FILE_EXPORT_LINK_VALID: Opening(1, 24),
    _N.OUTBOX_PAYLOAD_KEPT: Opening(1, 180),
    _N.MINORS_SEALED_AFTER: Opening(1, 90),
    _N.LEGAL_QUERY_VALID: Opening(1, 24),
    _N.BREAK_GLASS_VALID: Opening(1, 3),
    _N.BREAK_GLASS_REVIEW_DUE: Opening(1, 5, _PERIODS),
    _N.RECONCILIATION_EVERY: Opening(1, 3),
    _N.RECONCILIATION_DUE: Opening(1, 31, _PERIODS),
}
"""How far a region's row may go. What the Law itself says, such as ten days to report in, is not open."""

RULES_IN_FORCE: ContextVar[tuple[LegalRule, ...]] = ContextVar("correction rules in force", default=CORRECTION_RULES)
"""The table by which the present act is judged: the rows of code, and the regions' rows that stood when it began."""


def find_correction_rule(
    name: CorrectionRuleName, on: date, division: str = "", rules: Iterable[LegalRule] | None = None
) -> LegalRule:
    """The row that holds on that day in that division: the most local, then the newest; RuleMissing without one."""
    return find_rule(name, on, division, RULES_IN_FORCE.get() if rules is None else rules)
