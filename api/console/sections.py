"""The entries of the navigation, and who may open each."""

from collections.abc import Mapping

from supervision.audit import Act
from supervision.officers import Officer, reach

DAILY_ACTS = (
    Act.ALERT_LIST, Act.ORDER_APPROVE, Act.ORDER_DRAFT, Act.TRACKER_HAND_BACK, Act.REFUSALS_READ, Act.RESIDENT_LIST,
)  # fmt: skip
"""Whoever may do one of these finds something on *today's work*; others begin elsewhere."""

SECTIONS: Mapping[str, tuple[Act, ...]] = {
    "today": DAILY_ACTS,
    "map": (Act.MAP_OPEN,),
    "supervisees": (Act.PERSON_FILE_LIST,),
    "caseload": (Act.CONTACT_LIST,),
    "contacts": (Act.CONTACT_LIST,),
    "assessments": (Act.ASSESSMENT_LIST,),
    "aftercare": (Act.AFTERCARE_LIST,),
    "aftercare-bases": (Act.AFTERCARE_BASE_LIST,),
    "aftercare-figures": (Act.AFTERCARE_FIGURES_OPEN,),
    "correction-figures": (Act.CORRECTION_FIGURES_OPEN,),
    "measures": (Act.MEASURE_LIST,),
    "opinions": (Act.OPINION_LIST,),
    "orders": (Act.ORDER_LIST,),
    "alerts": (Act.ALERT_LIST,),
    "applications": (Act.APPLICATION_LIST,),
    "trackers": (Act.TRACKER_LIST,),
    "check-ins": (Act.CHECK_IN_LIST,),
    "searches": (Act.SEARCH_LIST,),
    "disclosures": (Act.DISCLOSURE_LIST,),
    "file-exports": (Act.FILE_EXPORT_LIST,),
    "outbox": (Act.OUTBOX_LIST,),
    "reconciliations": (Act.RECONCILIATION_LIST,),
    "count-sheets": (Act.COUNT_SHEET_SUM,),
    "transfers": (Act.TRANSFER_LIST,),
    "legal-holds": (Act.LEGAL_HOLD_LIST,),
    "file-destruction": (Act.FILE_DESTRUCTION_LIST,),
    "aftercare-destruction": (Act.AFTERCARE_DESTRUCTION_LIST,),
    "access": (Act.OWN_TRAIL_READ,),
    "refusals": (Act.REFUSALS_READ,),
    "stay-notices": (Act.STAY_NOTICE_LIST,),
    "tenancies": (Act.TENANCY_LIST,),
    "permits": (Act.PERMIT_LIST,),
    "service-requests": (Act.SERVICE_REQUEST_LIST,),
    "walk": (Act.WALK_OPEN,),
    "tasks": (Act.TASK_LIST,),
    "cards": (Act.CARD_LIST,),
    "imports": (Act.IMPORT_OPEN,),
    "exports": (Act.EXPORT_LIST,),
    "cabinet": (Act.DRAWER_LIST,),
    "premises-map": (Act.QUALITY_OPEN,),
    "hazards": (Act.DWELLING_LIST,),
    "drawers": (Act.DRAWER_ASSIGN,),
    "addresses": (Act.ADDRESS_CHANGE,),
    "organisations": (Act.ORGANISATION_LIST,),
    "duplicates": (Act.DUPLICATE_LIST,),
    "search": (Act.RESIDENT_SEARCH,),
    "sharing": (Act.SHARING_LIST,),
    "destruction": (Act.DESTRUCTION_LIST,),
    "households": (Act.HOUSEHOLD_LIST,),
    "residents": (Act.RESIDENT_LIST,),
    "moves": (Act.MOVE_ASK,),
    "quality": (Act.QUALITY_OPEN,),
    "residence-figures": (Act.FIGURES_OPEN,),
    "authorities": (Act.AUTHORITY_LIST,),
    "offices": (Act.OFFICE_LIST,),
    "rules": (Act.LOCAL_RULE_LIST,),
    "officers": (Act.OFFICER_LIST,),
    "audit": (Act.AUDIT_READ,),
    "doctor": (Act.SERVICE_CHECK,),
}
"""The entries of the navigation, and what an officer must be allowed to do to see each."""


def sections_of(officer: Officer) -> frozenset[str]:
    """The entries of the navigation that the officer may open."""
    return frozenset(key for key, acts in SECTIONS.items() if any(reach(officer, act) for act in acts))
