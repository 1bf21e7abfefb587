"""Everything under `/api/v1` but health and measurements; every controller stands here on a line of its own."""

from collections.abc import Collection, Mapping, Sequence

from litestar.types import ControllerRouterHandler

from api.v1.access_limits import AccessLimitController
from api.v1.aftercare import (
    AftercareBaseController,
    AftercareController,
    AftercareFigureController,
    HandOverController,
)
from api.v1.alerts import AlertController
from api.v1.applications import ApplicationController, SuperviseeApplicationController
from api.v1.assessment_limits import AssessmentLimitController
from api.v1.assessments import AssessmentController, CarriedAssessmentController
from api.v1.authorities import AuthorityController
from api.v1.conduct import LapseController
from api.v1.contacts import CaseloadController, ContactController, FileContactController
from api.v1.correction_figures import CorrectionFigureController
from api.v1.disclosures import DisclosureController
from api.v1.file_destructions import AftercareDestructionController, FileDestructionController
from api.v1.file_exports import FileExportController
from api.v1.file_imports import FileImportController
from api.v1.file_life import FileLifeController
from api.v1.file_papers import FilePaperController
from api.v1.guardians import GuardianController
from api.v1.induction import InductionController
from api.v1.live_map import MapController
from api.v1.measures import ConductController, MeasureController
from api.v1.officers import GrantController, OfficeController, OfficerController, OwnAccountController
from api.v1.opinions import OpinionController
from api.v1.orders import OrderController
from api.v1.outbox import OutboxController
from api.v1.oversight import IntakeCountController, OversightController
from api.v1.papers import PaperController
from api.v1.reconciliations import CountSheetController, ReconciliationController, ReconciliationItemController
from api.v1.release import ReleaseController
from api.v1.residence.addresses import AddressController
from api.v1.residence.cards import CardController
from api.v1.residence.decisions import AmendmentController, MoveController
from api.v1.residence.drawers import DrawerController
from api.v1.residence.duplicates import DuplicateController, MergeController
from api.v1.residence.dwellings import DwellingController
from api.v1.residence.exports import ExportController
from api.v1.residence.households import HouseholdController
from api.v1.residence.imports import ImportController
from api.v1.residence.keeping import DestructionController, ResidentHoldController
from api.v1.residence.materials import MaterialController
from api.v1.residence.organisations import OrganisationController, PartyController
from api.v1.residence.permits import PermitController
from api.v1.residence.quality import QualityController
from api.v1.residence.residents import ResidentController
from api.v1.residence.search import SeenController
from api.v1.residence.services import ResidentServiceController, ServiceRequestController
from api.v1.residence.sharing import ProvisionController, SharingController
from api.v1.residence.stay_notices import NoticeLinkController, StayNoticeController
from api.v1.residence.tenancies import TenancyController
from api.v1.residence.walk import TaskController, WalkController
from api.v1.retention import AftercareHoldController, RetentionController
from api.v1.rules import RuleController
from api.v1.searches import SearchController
from api.v1.sign_in import SignInController
from api.v1.supervisees import SuperviseeController
from api.v1.trackers import CheckInController, TrackerController
from api.v1.transfers import TransferController
from supervision.settings import Register

COMMON_ROUTES: Sequence[ControllerRouterHandler] = (
    SignInController,
    OwnAccountController,
    OfficeController,
    OfficerController,
    GrantController,
    RuleController,
    OversightController,
)
"""Routes of every installation; each answers with what the officer's own register has."""

ROUTES_OF_REGISTER: Mapping[Register, Sequence[ControllerRouterHandler]] = {
    Register.CORRECTIONS: (
        AlertController,
        SuperviseeController,
        FilePaperController,
        InductionController,
        GuardianController,
        FileContactController,
        ContactController,
        CaseloadController,
        PaperController,
        SuperviseeApplicationController,
        ApplicationController,
        AuthorityController,
        FileImportController,
        FileLifeController,
        ReleaseController,
        ConductController,
        LapseController,
        MeasureController,
        OpinionController,
        RetentionController,
        FileDestructionController,
        AccessLimitController,
        MapController,
        OrderController,
        TrackerController,
        CheckInController,
        IntakeCountController,
        TransferController,
        SearchController,
        DisclosureController,
        FileExportController,
        OutboxController,
        ReconciliationController,
        ReconciliationItemController,
        CountSheetController,
        AssessmentController,
        AssessmentLimitController,
        CarriedAssessmentController,
        HandOverController,
        AftercareController,
        AftercareBaseController,
        AftercareFigureController,
        AftercareDestructionController,
        AftercareHoldController,
        CorrectionFigureController,
    ),
    Register.RESIDENCE: (
        SeenController,
        DuplicateController,
        MergeController,
        HouseholdController,
        ResidentController,
        AmendmentController,
        MoveController,
        MaterialController,
        QualityController,
        CardController,
        ImportController,
        TaskController,
        WalkController,
        AddressController,
        DrawerController,
        DwellingController,
        OrganisationController,
        PartyController,
        NoticeLinkController,
        StayNoticeController,
        TenancyController,
        PermitController,
        ExportController,
        ResidentServiceController,
        ServiceRequestController,
        ResidentHoldController,
        DestructionController,
        SharingController,
        ProvisionController,
    ),
}
"""Routes that are there only where the register is kept."""


def routes_of(registers: Collection[Register]) -> list[ControllerRouterHandler]:
    """Everything under `/api/v1` but health and measurements, for an installation of these registers."""
    return [*COMMON_ROUTES, *(route for register in sorted(registers) for route in ROUTES_OF_REGISTER[register])]
