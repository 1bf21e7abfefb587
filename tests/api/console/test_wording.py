"""Nothing that the console says lacks its English, and no code of the domain lacks its word."""

import re
from enum import StrEnum

import pytest

from api.console.rendering import environment, translate
from api.console.words import WORDS
from devices.outcomes import FixFault, MessageOutcome
from devices.registry import TrackerState
from supervision.aftercare.listing import AftercareShow
from supervision.aftercare.purposes import AftercarePurpose
from supervision.aftercare.rates import Rate
from supervision.aftercare.words import (
    AftercareState,
    Agreement,
    AidKind,
    AidState,
    Arrival,
    CloseReason,
    HelperKind,
    NoPlacement,
    PlacementKind,
    VisitOutcome,
)
from supervision.aftercare.words import Source as AftercareSource
from supervision.aftercare.words import StepKind as AftercareStep
from supervision.approvals.words import AuthorityKind, Decider, DelegatedAct, StepKind
from supervision.audit.acts import Act
from supervision.corrections.applications.listing import ApplicationShow
from supervision.corrections.applications.words import (
    ApplicationKind,
    ApplicationState,
    ContactPerson,
    EndedBy,
    LeaveReason,
    Recipient,
)
from supervision.corrections.assessments.listing import AssessmentShow
from supervision.corrections.assessments.words import (
    AskingOrgan,
    AssessmentOutcome,
    AssessmentPurpose,
    AssessmentState,
    AssessmentStep,
    Informant,
    InquiryKind,
    Suitability,
)
from supervision.corrections.attachments import AttachmentKind
from supervision.corrections.category import Category
from supervision.corrections.file_state import EndCause, FileState
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.life_view import LifeQueue
from supervision.corrections.papers.store import PaperState
from supervision.corrections.purposes import Purpose
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
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.release.looking import ReleaseQueue
from supervision.corrections.release.words import HoldKind, LiftWay, NoticeReceiver, ReleaseTask
from supervision.corrections.sanctions.ladder import RungStatus
from supervision.corrections.sanctions.listing import MeasureShow
from supervision.corrections.sanctions.words import (
    MeasureKind,
    MeasureState,
    MeasureStep,
    OpinionKind,
    OpinionShow,
    Reply,
    Trigger,
)
from supervision.corrections.supervision_class import SupervisionClass
from supervision.corrections.term_changes import TermKind, TermState
from supervision.documents import DocumentType, Sex
from supervision.monitoring.admission import FixOutcome
from supervision.monitoring.alerts import AlertState, Finding
from supervision.monitoring.doubts import Doubt, reasons_of
from supervision.monitoring.outcomes import AlertKind, Step
from supervision.officers.jurisdiction import Level
from supervision.officers.roles import Role
from supervision.orders.check_ins import CheckInState
from supervision.orders.grounds import Ground
from supervision.orders.liveness import StopCause
from supervision.orders.order_state import OrderState, VersionKind, VersionState
from supervision.orders.zones import Place, ZoneKind
from supervision.position import FixSource
from supervision.residence.addresses.import_rows import AddressVerdict
from supervision.residence.addresses.words import (
    AddressKind,
    DutyPart,
    HazardState,
    HazardStepKind,
    NonLivingSpace,
    OfficeInCharge,
    Ownership,
)
from supervision.residence.cabinet.marks import Mark
from supervision.residence.codes import BuildingUse, HazardKind, LettingUse
from supervision.residence.households.words import HouseholdKind
from supervision.residence.organisations.words import OrganisationKind
from supervision.residence.parties.words import PartyKind
from supervision.residence.purposes import ResidencePurpose
from supervision.sheets.words import ImportState, ImportVerdict
from tools.catalogue import said, translated

CHINESE = re.compile(r"[\u4e00-\u9fff]")
PAPERS = frozenset({
    "orders/_paper.html", "orders/_paper_head.html", "residence/permits/_paper.html",
    "residence/notices/_link_paper.html", "residence/notices/_receipt_paper.html",
    "residence/services/_slip.html", "residence/own/_slip.html",
    "residence/sharing/_catalogue_paper.html", "applications/_permit.html", "reconciliation/_sheet.html",
    "measures/_paper.html", "assessments/_paper.html",
})  # fmt: skip
"""Always Chinese: they are approved, printed and signed, or handed to people."""
NAMES_OF_LANGUAGES = "中文"


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("act", Act),
        ("assessment-purpose", AssessmentPurpose),
        ("assessment-purpose-hint", AssessmentPurpose),
        ("asking-organ", AskingOrgan),
        ("assessment-state", AssessmentState),
        ("assessment-step", AssessmentStep),
        ("assessment-outcome", AssessmentOutcome),
        ("assessment-show", AssessmentShow),
        ("inquiry-kind", InquiryKind),
        ("informant", Informant),
        ("suitability", Suitability),
        ("application-kind", ApplicationKind),
        ("application-state", ApplicationState),
        ("application-end", EndedBy),
        ("application-show", ApplicationShow),
        ("leave-reason", LeaveReason),
        ("contact-person", ContactPerson),
        ("recipient", Recipient),
        ("decider", Decider),
        ("approval-step", StepKind),
        ("authority-kind", AuthorityKind),
        ("delegated-act", DelegatedAct),
        ("supervision-class", SupervisionClass),
        ("role", Role),
        ("aftercare-purpose", AftercarePurpose),
        ("aftercare-purpose-hint", AftercarePurpose),
        ("aftercare-source", AftercareSource),
        ("aftercare-state", AftercareState),
        ("aftercare-step", AftercareStep),
        ("aftercare-show", AftercareShow),
        ("aftercare-rate", Rate),
        ("aftercare-close", CloseReason),
        ("aftercare-visit", VisitOutcome),
        ("arrival", Arrival),
        ("agreement", Agreement),
        ("helper-kind", HelperKind),
        ("placement-kind", PlacementKind),
        ("no-placement", NoPlacement),
        ("aid-kind", AidKind),
        ("aid-state", AidState),
        ("purpose", Purpose),
        ("purpose-hint", Purpose),
        ("category", Category),
        ("file-state", FileState),
        ("life-step", LifeStep),
        ("list-source", ListSource),
        ("list-result", Result),
        ("listed-state", ListedState),
        ("settlement", Settlement),
        ("item-step", ItemStep),
        ("matched-by", MatchedBy),
        ("file-place", FilePlace),
        ("reconciliation-state", ReconciliationState),
        ("sheet-state", SheetState),
        ("life-queue", LifeQueue),
        ("release-queue", ReleaseQueue),
        ("release-task", ReleaseTask),
        ("hold-kind", HoldKind),
        ("lift-way", LiftWay),
        ("notice-receiver", NoticeReceiver),
        ("release-cause", EndCause),
        ("term-kind", TermKind),
        ("term-state", TermState),
        ("document-type", DocumentType),
        ("sex", Sex),
        ("residence-purpose", ResidencePurpose),
        ("residence-purpose-hint", ResidencePurpose),
        ("address-kind", AddressKind),
        ("ownership", Ownership),
        ("building-use", BuildingUse),
        ("letting-use", LettingUse),
        ("duty-part", DutyPart),
        ("space", NonLivingSpace),
        ("hazard-kind", HazardKind),
        ("hazard-state", HazardState),
        ("hazard-step", HazardStepKind),
        ("office-in-charge", OfficeInCharge),
        ("home-mark", Mark),
        ("household-kind", HouseholdKind),
        ("organisation-kind", OrganisationKind),
        ("party-kind", PartyKind),
        ("verdict", AddressVerdict),
        ("alert-kind", AlertKind),
        ("alert-state", AlertState),
        ("alert-step", Step),
        ("finding", Finding),
        ("finding-hint", Finding),
        ("assessment", Place),
        ("zone-kind", ZoneKind),
        ("source", FixSource),
        ("order-state", OrderState),
        ("order-state", VersionState),
        ("order-kind", VersionKind),
        ("ground", Ground),
        ("record-kind", RecordKind),
        ("attachment-kind", AttachmentKind),
        ("paper-state", PaperState),
        ("measure", MeasureKind),
        ("trigger", Trigger),
        ("measure-state", MeasureState),
        ("measure-step", MeasureStep),
        ("measure-reply", Reply),
        ("measure-show", MeasureShow),
        ("rung-status", RungStatus),
        ("opinion-kind", OpinionKind),
        ("opinion-show", OpinionShow),
        ("end-cause", StopCause),
        ("tracker-state", TrackerState),
        ("check-in-state", CheckInState),
        ("refusal", FixOutcome),
        ("refusal", MessageOutcome),
        ("refusal", FixFault),
        ("office-level", Level),
        ("import-verdict", ImportVerdict),
        ("import-state", ImportState),
    ],
)
def test_every_code_of_the_domain_has_a_word(table: str, codes: type[StrEnum]) -> None:
    assert set(codes) - set(WORDS[table]) == set()


def test_every_doubt_about_a_position_is_put_into_words() -> None:
    assert set(reasons_of(sum(Doubt))) - set(WORDS["reason"]) == set()


def test_every_text_has_its_english_and_no_english_is_left_over() -> None:
    english, chinese = translated(), said()
    written = {(message.id, message.context) for message in english if message.id and message.string}
    assert {(message.id, message.context) for message in chinese if message.id} == written


def test_the_english_keeps_what_the_chinese_leaves_open() -> None:
    places = re.compile(r"%\(\w+\)s|\{\w+\}|%%")
    different = [
        message.id
        for message in translated()
        if message.id and sorted(places.findall(str(message.id))) != sorted(places.findall(str(message.string)))
    ]
    assert different == []


def test_the_english_is_not_chinese() -> None:
    assert [message.id for message in translated() if message.id and CHINESE.search(str(message.string))] == []
    assert translate("今日工作", "en") == "Today"
    assert translate("今日工作", "zh") == "今日工作"


def test_no_template_speaks_without_the_catalogue() -> None:
    env = environment("zh")
    silent = []
    for name in sorted(set(env.list_templates()) - PAPERS):
        assert env.loader is not None
        text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", env.loader.get_source(env, name)[0], flags=re.DOTALL)
        if CHINESE.search(text.replace(NAMES_OF_LANGUAGES, "")):
            silent.append(name)
    assert silent == []
