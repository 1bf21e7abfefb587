"""What the documents say exists, and what exists is in the documents."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path

import click
import pytest
from piccolo.conf.apps import Finder

from api.cli import commands
from devices.broker import BrokerKind
from devices.canary_flight import Leg
from devices.dialects import Dialect
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
from supervision.audit import Act
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.applications.kept_leave import LeaveKeeping
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
    DocumentKind,
    Informant,
    InquiryKind,
    Suitability,
)
from supervision.corrections.attachments import AttachmentKind
from supervision.corrections.category import Category
from supervision.corrections.concerns import CaseConcern
from supervision.corrections.contacts.duty_tally import Keeping
from supervision.corrections.file_state import AbsenceKind, EndCause, FileState
from supervision.corrections.guardians.words import Relation
from supervision.corrections.imports.desk import FileImportKind
from supervision.corrections.induction.queues import InductionQueue
from supervision.corrections.injunctions import InjunctionKind
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.life_view import LifeQueue
from supervision.corrections.limits.store import LimitState
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.papers.store import PaperState
from supervision.corrections.purposes import Purpose
from supervision.corrections.reconciliation.counting import Left
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
from supervision.corrections.sanctions.words import MeasureKind, MeasureState, OpinionKind, OpinionShow, Reply, Trigger
from supervision.corrections.supervision_class import SupervisionClass
from supervision.corrections.term_changes import TermKind, TermState
from supervision.documents import DocumentType
from supervision.exports.words import ExportShow, ExportState
from supervision.finding.numbered import NumberedKind
from supervision.forms.assessment_forms import AssessmentFormName
from supervision.forms.catalogue import FieldKind, FormName, Issuer
from supervision.forms.templates import Origin
from supervision.legal_rules import Confidence
from supervision.monitoring.admission import FixOutcome
from supervision.monitoring.alerts import AlertState, Finding
from supervision.monitoring.doubts import Doubt, reasons_of
from supervision.monitoring.outcomes import AlertKind, Step
from supervision.officers import Level, OfficerState, Role
from supervision.orders.check_ins import CheckInState
from supervision.orders.grounds import Ground
from supervision.orders.liveness import StopCause
from supervision.orders.order_state import OrderState, VersionKind, VersionState
from supervision.orders.zones import Place, ZoneKind
from supervision.position import FixSource, Strap
from supervision.residence.addresses.import_rows import AddressVerdict
from supervision.residence.addresses.words import (
    AddressKind,
    AddressSource,
    DutyPart,
    HazardState,
    HazardStepKind,
    NonLivingSpace,
    OfficeInCharge,
    Ownership,
)
from supervision.residence.cabinet.marks import Mark
from supervision.residence.cards.states import CardEnd, CardState
from supervision.residence.codes import ArrivalReason, BuildingUse, HazardKind, LettingUse, LodgingKind
from supervision.residence.exports.words import ExportKind
from supervision.residence.households.words import (
    AmendmentState,
    AskedBy,
    HouseholdKind,
    HouseholdState,
    MaterialKind,
    MemberRole,
    MoveSide,
    MoveState,
    ResidentState,
    Source,
    StayEnd,
    Verdict,
)
from supervision.residence.organisations.words import OrganisationKind
from supervision.residence.parties.words import PartyKind
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.rules import PersonField
from supervision.residence.search.likeness import Likeness
from supervision.residence.search.pairs import PairState
from supervision.residence.services.words import RequestState, ServiceCondition, ServiceOffice
from supervision.residence.sharing.words import (
    Answer,
    AnswerVerdict,
    HandedOver,
    PlaceField,
    Receiver,
    Scope,
    SharedKind,
    ViewState,
)
from supervision.residence.sheets.words import ImportKind
from supervision.residence.visits.verdicts import Reception
from supervision.residence.visits.words import TaskKind, TaskLevel, TaskOutcome, TaskState, TaskStep
from supervision.retention import KeptFrom
from supervision.sheets.words import ImportState, ImportVerdict
from supervision.vault import KeyKind, SearchField

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

FIELD_WORDS: tuple[type[StrEnum], ...] = (
    FilePlace, ItemStep, Left, ListedState, ListSource, MatchedBy, ReconciliationState, Result, Settlement,
    SheetState, AftercarePurpose, AftercareShow, AftercareSource, AftercareState, AftercareStep, Agreement, AidKind,
    AidState, Arrival, CloseReason, HelperKind, NoPlacement, PlacementKind, Rate, VisitOutcome, AskingOrgan,
    AssessmentOutcome, AssessmentPurpose, AssessmentShow, AssessmentState, AssessmentStep, DocumentKind, Informant,
    InquiryKind,
    Suitability, ApplicationKind, ApplicationShow, ApplicationState, AuthorityKind, ContactPerson, Decider,
    DelegatedAct, EndedBy, LeaveReason, Recipient, StepKind, SupervisionClass, ReleaseQueue, ReleaseTask, HoldKind,
    LiftWay, NoticeReceiver, LifeStep, LifeQueue, TermKind, TermState, LimitKind, LimitState, MeasureKind,
    InjunctionKind, Keeping, LeaveKeeping, CaseConcern, InductionQueue, NumberedKind, Relation,
    MeasureState, OpinionKind, OpinionShow, Reply, RungStatus, Trigger, AddressVerdict, HazardState, HazardStepKind,
    Mark, NonLivingSpace, OfficeInCharge, OrganisationKind, PartyKind, RequestState, ServiceCondition,
    ServiceOffice, ExportKind, ExportShow, ExportState, EventKind, CardEnd, CardState, Reception, TaskKind, TaskLevel,
    TaskOutcome, TaskState, TaskStep, AbsenceKind, AddressKind, AddressSource, ArrivalReason, BuildingUse, DutyPart,
    HazardKind, HouseholdKind, HouseholdState, LettingUse, LodgingKind, MemberRole, Ownership, PersonField,
    ResidencePurpose, ResidentState, Source, StayEnd, Verdict, PairState, Likeness, ImportKind, FileImportKind,
    ImportState, ImportVerdict, AmendmentState, AskedBy, MaterialKind, MoveSide, MoveState, AlertKind, AlertState,
    AttachmentKind, Category, CheckInState, Confidence, Dialect, DocumentType, EndCause, FileState, Finding,
    FixOutcome, FixSource, Ground, KeptFrom, KeyKind, Level, MessageOutcome, OfficerState, OrderState, Place, Purpose,
    RecordKind, Role, SearchField, Step, StopCause, Strap, TrackerState, VersionKind, VersionState, ZoneKind, Answer,
    AnswerVerdict, HandedOver, PlaceField, Receiver, Scope, SharedKind, ViewState, FixFault, FieldKind, FormName,
    AssessmentFormName,
    Issuer, Origin, PaperState,
)  # fmt: skip
OPERATORS_WORDS: tuple[type[StrEnum], ...] = (BrokerKind, Leg)
MADE_BY_HAND = {
    "position",
    "resident_term",
    "party_term",
    "duplicate_key",
    "uncompared_resident",
    "admission_revision",
    "migration",
}
OUR_FOLDERS = ("api", "bench", "devices", "docs", "requirements", "supervision", "tests", "tools")


def text_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text("utf-8") for name in names)


def in_code_marks(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def settings() -> list[str]:
    return sorted(set(re.findall(r"SUPERVISION_[A-Z_]+", text_of("supervision/settings.py"))))


def command_lines(command: click.Command, words: str = "supervision") -> Iterator[str]:
    """Every command that does something, as it is typed."""
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from command_lines(inner, f"{words} {name}")
    else:
        yield words


def tables() -> set[str]:
    found = chain.from_iterable(app.table_classes for app in Finder().get_app_configs())
    return {table._meta.tablename for table in found} | MADE_BY_HAND  # noqa: SLF001 - Piccolo has no other name for it


@pytest.mark.parametrize("name", settings())
def test_every_setting_is_in_the_operators_manual(name: str) -> None:
    assert name in text_of("docs/operations.md")


@pytest.mark.parametrize("line", [*command_lines(commands)])
def test_every_command_is_in_the_operators_manual(line: str) -> None:
    assert line in text_of("docs/operations.md")


@pytest.mark.parametrize("act", Act)
def test_every_act_is_on_the_page_of_permissions(act: Act) -> None:
    assert act.value in in_code_marks(text_of("docs/permissions.md"))


@pytest.mark.parametrize("words", FIELD_WORDS, ids=lambda words: words.__name__)
def test_every_word_of_the_field_is_explained(words: type[StrEnum]) -> None:
    explained = in_code_marks(text_of("docs/glossary.md", "docs/permissions.md"))
    assert {word.value for word in words} - explained == set()


@pytest.mark.parametrize("words", OPERATORS_WORDS, ids=lambda words: words.__name__)
def test_every_word_that_an_operator_meets_is_explained(words: type[StrEnum]) -> None:
    explained = in_code_marks(text_of("docs/operations.md", "docs/architecture.md"))
    assert {word.value for word in words} - explained == set()


def test_every_reason_to_doubt_a_fix_is_explained() -> None:
    assert {*chain.from_iterable(map(reasons_of, Doubt))} - in_code_marks(text_of("docs/glossary.md")) == set()


def test_of_every_table_it_is_said_what_stands_there_in_clear_and_what_is_sealed() -> None:
    told = re.findall(r"^\| `(\w+)` \|", text_of("docs/architecture.md"), re.MULTILINE)
    assert sorted(told) == sorted(tables())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    paths = {
        mark
        for mark in in_code_marks(document.read_text("utf-8"))
        if mark.startswith(tuple(f"{folder}/" for folder in OUR_FOLDERS)) and re.fullmatch(r"[\w./-]+", mark)
    }
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_decisions_are_numbered_without_gaps_and_have_their_four_parts() -> None:
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text("utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        parts = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "Alternatives"], path.name
