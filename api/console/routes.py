"""The pages of the console, all below `/console`; every controller stands here on a line of its own."""

from collections.abc import Collection, Mapping, Sequence

from litestar import Router
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from api.console.access_pages import AccessPages
from api.console.aftercare_act_pages import AftercareActPages
from api.console.aftercare_base_pages import AftercareBasePages
from api.console.aftercare_figure_pages import AftercareFigurePages
from api.console.aftercare_hold_pages import AftercareHoldPages
from api.console.aftercare_import_pages import AftercareImportPages
from api.console.aftercare_pages import AftercarePages
from api.console.alert_pages import AlertPages
from api.console.application_form_pages import ApplicationFormPages, AskAgainPages
from api.console.application_pages import ApplicationPages
from api.console.assessment_destruction_pages import AssessmentDestructionPages
from api.console.assessment_document_pages import AssessmentDocumentPages
from api.console.assessment_limit_pages import AssessmentLimitDecisionPages, AssessmentLimitPages
from api.console.assessment_pages import AssessmentPages
from api.console.assessment_step_pages import AssessmentStepPages
from api.console.attachment_pages import AttachmentPages
from api.console.audit_pages import AuditPages
from api.console.authority_pages import AuthorityPages
from api.console.caseload_pages import CaseloadPages
from api.console.check_in_pages import CheckInPages
from api.console.check_in_series_pages import CheckInSeriesPages
from api.console.conduct_pages import ConductPages
from api.console.contact_many_pages import MonthPages, TogetherPages
from api.console.contact_pages import ContactPages, FileContactPages
from api.console.count_sheet_pages import CountSheetPages
from api.console.disclosure_pages import DisclosurePages
from api.console.doctor_pages import DoctorPages
from api.console.figure_pages import CorrectionFigurePages
from api.console.file_destruction_pages import AftercareDestructionPages, FileDestructionPages
from api.console.file_export_pages import FileExportPages
from api.console.file_life_pages import FileLifePages
from api.console.guardian_pages import GuardianPages
from api.console.hand_over_pages import HandOverPages
from api.console.induction_pages import InductionPages, InductionQueuePages
from api.console.legal_hold_pages import FileHoldPages, LegalHoldPages
from api.console.map_ground_pages import MapGroundPages
from api.console.map_pages import MapPages
from api.console.measure_pages import MeasurePages, ProposalPages
from api.console.measure_step_pages import MeasureStepPages
from api.console.office_pages import OfficePages
from api.console.officer_change_pages import OfficerChangePages
from api.console.officer_import_pages import OfficerImportPages
from api.console.officer_pages import OfficerPages, OwnCodePages
from api.console.officer_replacement_pages import OfficerReplacementPages
from api.console.opinion_pages import OpinionPages
from api.console.order_decision_pages import OrderDecisionPages
from api.console.order_drafting_pages import OrderDraftingPages
from api.console.order_pages import OrderPages
from api.console.outbox_pages import OutboxPages
from api.console.pages_base import provide_page
from api.console.paper_pages import FilePaperPages, PaperPages
from api.console.password_pages import OwnPasswordPages
from api.console.person_search_pages import PersonSearchPages
from api.console.reconciliation_item_pages import ReconciliationItemPages
from api.console.reconciliation_pages import ReconciliationPages
from api.console.refusal_pages import RefusalPages
from api.console.release_pages import ReleasePages
from api.console.residence.address_import_pages import AddressImportPages
from api.console.residence.address_pages import AddressPages
from api.console.residence.amendment_pages import AmendmentPages
from api.console.residence.cabinet_pages import CabinetPages
from api.console.residence.card_pages import CardPages
from api.console.residence.destruction_pages import DestructionPages
from api.console.residence.drawer_pages import DrawerPages
from api.console.residence.duplicate_pages import DuplicatePages
from api.console.residence.dwelling_pages import DwellingPages, HazardPages
from api.console.residence.export_pages import ExportPages
from api.console.residence.figure_pages import FigurePages
from api.console.residence.household_list_pages import HouseholdListPages
from api.console.residence.household_pages import HouseholdPages
from api.console.residence.import_pages import ImportPages
from api.console.residence.material_pages import MaterialPages
from api.console.residence.move_pages import MovePages
from api.console.residence.notice_link_pages import NoticeLinkPages
from api.console.residence.notice_list_pages import NoticeListPages
from api.console.residence.notice_public_pages import NoticePublicPages
from api.console.residence.organisation_pages import OrganisationPages
from api.console.residence.own_correction_pages import OwnCorrectionPages
from api.console.residence.own_pages import OwnPages
from api.console.residence.own_service_pages import OwnServicePages
from api.console.residence.pair_pages import DuplicatePairPages
from api.console.residence.permit_pages import PermitPages
from api.console.residence.personal_code_pages import PersonalCodePages
from api.console.residence.premises_map_pages import PremisesMapPages
from api.console.residence.provision_pages import ProvidingPages, ProvisionPages
from api.console.residence.quality_pages import QualityPages
from api.console.residence.receipt_pages import ReceiptPages
from api.console.residence.rectification_pages import RectificationPages
from api.console.residence.registration_pages import RegistrationPages
from api.console.residence.resident_change_pages import ResidentChangePages
from api.console.residence.resident_pages import ResidentPages
from api.console.residence.sample_pages import AssistantPages, SamplePages
from api.console.residence.scan_pages import ScanPages, show_card
from api.console.residence.search_pages import SearchPages
from api.console.residence.service_pages import ResidentServicePages, ServiceRequestPages
from api.console.residence.sharing_pages import SharingPages
from api.console.residence.stay_notice_pages import StayNoticePages
from api.console.residence.task_pages import TaskPages
from api.console.residence.tenancy_pages import TenancyPages
from api.console.residence.walk_pages import WalkPages
from api.console.residence.written_notice_pages import WrittenNoticePages
from api.console.rule_pages import RulePages
from api.console.sign_in_pages import SignInPages
from api.console.supervisee_change_pages import SuperviseeChangePages
from api.console.supervisee_form_pages import SuperviseeFormPages
from api.console.supervisee_import_pages import SuperviseeImportPages
from api.console.supervisee_limit_pages import SuperviseeLimitPages
from api.console.supervisee_pages import SuperviseePages
from api.console.today_pages import TodayPages
from api.console.tracker_pages import TrackerPages
from api.console.tracker_registration_pages import TrackerRegistrationPages
from api.console.transfer_pages import TransferPages
from api.console.waiting_file_pages import WaitingFilePages
from supervision.settings import Register

COMMON_PAGES: Sequence[ControllerRouterHandler] = [
    SignInPages,
    TodayPages,
    MapGroundPages,
    AuditPages,
    DoctorPages,
    OfficePages,
    RulePages,
    OfficerPages,
    OfficerChangePages,
    OfficerImportPages,
    OfficerReplacementPages,
    OwnCodePages,
    OwnPasswordPages,
]
"""Pages of every installation; each shows what the officer's own register has."""

PAGES_OF_REGISTER: Mapping[Register, Sequence[ControllerRouterHandler]] = {
    Register.CORRECTIONS: [
        MapPages,
        AlertPages,
        SuperviseePages,
        SuperviseeChangePages,
        InductionPages,
        GuardianPages,
        InductionQueuePages,
        TransferPages,
        FileLifePages,
        ReleasePages,
        WaitingFilePages,
        PersonSearchPages,
        DisclosurePages,
        LegalHoldPages,
        FileHoldPages,
        AftercareHoldPages,
        FileDestructionPages,
        AftercareDestructionPages,
        FileExportPages,
        OutboxPages,
        ReconciliationPages,
        ReconciliationItemPages,
        CountSheetPages,
        SuperviseeFormPages,
        SuperviseeLimitPages,
        AccessPages,
        SuperviseeImportPages,
        ConductPages,
        ProposalPages,
        MeasurePages,
        MeasureStepPages,
        OpinionPages,
        AttachmentPages,
        FilePaperPages,
        PaperPages,
        CaseloadPages,
        ContactPages,
        FileContactPages,
        MonthPages,
        TogetherPages,
        CheckInPages,
        CheckInSeriesPages,
        ApplicationPages,
        ApplicationFormPages,
        AskAgainPages,
        AuthorityPages,
        OrderPages,
        OrderDraftingPages,
        OrderDecisionPages,
        RefusalPages,
        TrackerPages,
        TrackerRegistrationPages,
        HandOverPages,
        AssessmentPages,
        AssessmentStepPages,
        AssessmentDestructionPages,
        AssessmentDocumentPages,
        AssessmentLimitPages,
        AssessmentLimitDecisionPages,
        AftercarePages,
        AftercareActPages,
        AftercareImportPages,
        AftercareBasePages,
        AftercareFigurePages,
        CorrectionFigurePages,
    ],
    Register.RESIDENCE: [
        QualityPages,
        RectificationPages,
        SamplePages,
        AssistantPages,
        FigurePages,
        StayNoticePages,
        WrittenNoticePages,
        NoticeLinkPages,
        TenancyPages,
        PermitPages,
        ResidentServicePages,
        ServiceRequestPages,
        CardPages,
        ScanPages,
        WalkPages,
        TaskPages,
        ImportPages,
        ExportPages,
        CabinetPages,
        DrawerPages,
        DuplicatePages,
        AddressImportPages,
        AddressPages,
        DwellingPages,
        HazardPages,
        OrganisationPages,
        PremisesMapPages,
        SearchPages,
        DuplicatePairPages,
        DestructionPages,
        SharingPages,
        ProvidingPages,
        ProvisionPages,
        AmendmentPages,
        HouseholdListPages,
        HouseholdPages,
        MaterialPages,
        MovePages,
        RegistrationPages,
        ResidentPages,
        ResidentChangePages,
        PersonalCodePages,
    ],
}
"""Pages that are there only where the register is kept."""

PUBLIC_PAGES_OF_REGISTER: Mapping[Register, Sequence[ControllerRouterHandler]] = {
    Register.CORRECTIONS: [],
    Register.RESIDENCE: [
        NoticePublicPages,
        NoticeListPages,
        ReceiptPages,
        OwnPages,
        OwnCorrectionPages,
        OwnServicePages,
        show_card,
    ],
}
"""Pages at the root, for whoever has no session; they are there only where the register is kept."""


def public_pages_of(registers: Collection[Register]) -> list[ControllerRouterHandler]:
    """The pages for strangers of an installation of these registers."""
    return [page for register in sorted(registers) for page in PUBLIC_PAGES_OF_REGISTER[register]]


def console_router(registers: Collection[Register]) -> Router:
    """Everything below `/console` but its static files, for an installation of these registers."""
    return Router(
        "/console",
        route_handlers=[
            *COMMON_PAGES,
            *(page for register in sorted(registers) for page in PAGES_OF_REGISTER[register]),
        ],
        dependencies={"page": Provide(provide_page, sync_to_thread=False)},
        include_in_schema=False,
    )
