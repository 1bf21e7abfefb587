"""Pages with invented people and places: at least one for every view model, as the console would be given it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from api.console.view_models.base import Counts, Language, OfficerBadge, Page, View
from tests.api.console.samples.access import ACCESS_PAGES
from tests.api.console.samples.aftercare import AFTERCARE_PAGES
from tests.api.console.samples.applications import APPLICATION_PAGES
from tests.api.console.samples.assessments import ASSESSMENT_PAGES
from tests.api.console.samples.cards import CARD_PAGES
from tests.api.console.samples.compliance import COMPLIANCE_PAGES
from tests.api.console.samples.contacts import CONTACT_PAGES
from tests.api.console.samples.disclosures import DISCLOSURE_PAGES
from tests.api.console.samples.exports import EXPORT_PAGES
from tests.api.console.samples.figures import FIGURE_PAGES
from tests.api.console.samples.imports import IMPORT_PAGES
from tests.api.console.samples.induction import INDUCTION_PAGES
from tests.api.console.samples.keeping import KEEPING_PAGES
from tests.api.console.samples.measures import MEASURE_PAGES
from tests.api.console.samples.moments import NOW
from tests.api.console.samples.moving import MOVING_PAGES
from tests.api.console.samples.notices import NOTICE_PAGES
from tests.api.console.samples.offices import OFFICE_PAGES
from tests.api.console.samples.orders import ORDER_PAGES
from tests.api.console.samples.outbox import OUTBOX_PAGES
from tests.api.console.samples.own_page import OWN_PAGES
from tests.api.console.samples.papers import PAPER_PAGES
from tests.api.console.samples.people import PEOPLE_PAGES
from tests.api.console.samples.permits import PERMIT_PAGES
from tests.api.console.samples.person_searches import PERSON_SEARCH_PAGES
from tests.api.console.samples.places import PLACE_PAGES
from tests.api.console.samples.quality import QUALITY_PAGES
from tests.api.console.samples.reconciliation import RECONCILIATION_PAGES
from tests.api.console.samples.residents import RESIDENT_PAGES
from tests.api.console.samples.rules import RULE_PAGES
from tests.api.console.samples.search import SEARCH_PAGES
from tests.api.console.samples.services import SERVICE_PAGES
from tests.api.console.samples.sharing import SHARING_PAGES
from tests.api.console.samples.trackers import TRACKER_PAGES
from tests.api.console.samples.transfers import TRANSFER_PAGES
from tests.api.console.samples.visits import VISIT_PAGES
from tests.api.console.samples.work import WORK_PAGES

SECTIONS = frozenset({
    "today", "map", "supervisees", "caseload", "contacts", "measures", "orders", "alerts", "trackers", "check-ins",
    "assessments", "aftercare", "aftercare-bases", "aftercare-figures", "correction-figures", "audit", "officers",
})  # fmt: skip
POLICE_SECTIONS = frozenset({
    "today", "cabinet", "households", "residents", "walk", "tasks", "stay-notices", "permits", "cards", "search",
    "moves", "service-requests", "duplicates", "tenancies", "hazards", "premises-map", "quality", "residence-figures",
    "imports", "exports", "destruction", "drawers", "addresses", "organisations", "rules",
})  # fmt: skip
STRANGERS, POLICE = "public-", "api.console.view_models.residence."


@dataclass(frozen=True, slots=True)
class Sample:
    """A page by a name of ours."""

    name: str
    view: View


VIEWS: Mapping[str, View] = {
    **AFTERCARE_PAGES, **FIGURE_PAGES, **ASSESSMENT_PAGES,
    **WORK_PAGES, **PEOPLE_PAGES, **ORDER_PAGES, **TRACKER_PAGES, **OFFICE_PAGES, **PLACE_PAGES, **SEARCH_PAGES,
    **KEEPING_PAGES, **RESIDENT_PAGES, **MOVING_PAGES, **CARD_PAGES, **VISIT_PAGES, **IMPORT_PAGES, **PERMIT_PAGES,
    **NOTICE_PAGES, **QUALITY_PAGES, **EXPORT_PAGES, **RULE_PAGES, **SERVICE_PAGES, **OWN_PAGES,
    **APPLICATION_PAGES, **SHARING_PAGES, **CONTACT_PAGES, **INDUCTION_PAGES, **PAPER_PAGES, **TRANSFER_PAGES,
    **PERSON_SEARCH_PAGES, **DISCLOSURE_PAGES, **OUTBOX_PAGES,
    **PERSON_SEARCH_PAGES, **DISCLOSURE_PAGES, **RECONCILIATION_PAGES,
    **ACCESS_PAGES, **MEASURE_PAGES, **COMPLIANCE_PAGES,
}  # fmt: skip
SAMPLES = tuple(Sample(name, view) for name, view in VIEWS.items())


def frame(name: str = "today", language: Language = "zh", *, is_demo: bool = True) -> Page:
    """The frame around a sample: of the register that it belongs to, and without an officer before a sign-in."""
    page = Page(
        product="corrections",
        active="today",
        path=f"/console/{name}",
        now=NOW,
        officer=OfficerBadge(officer_id="1", name="王建国", role="justice-office", office_name="城关司法所"),
        csrf_token="a-token",
        language=language,
        is_demo=is_demo,
        sections=SECTIONS,
        counts=Counts(open_alerts=2, approvals=1),
    )
    if name.startswith("sign-in"):
        return replace(page, officer=None, sections=frozenset())
    if name.startswith(STRANGERS):
        return replace(page, product="residence", officer=None, sections=frozenset(), csrf_token="")
    if name in VIEWS and type(VIEWS[name]).__module__.startswith(POLICE):
        badge = OfficerBadge(officer_id="2", name="何建军", role="community-police", office_name="北岭派出所")
        return replace(page, product="residence", officer=badge, sections=POLICE_SECTIONS, counts=Counts())
    return page
