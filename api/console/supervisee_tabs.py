"""The tabs of an opened file; each opening is recorded with the purpose that was given."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from api.console.application_lines import applications_tab
from api.console.attachment_pages import attachment_link
from api.console.compliance_tab import compliance_tab
from api.console.condition_words import condition_text
from api.console.contact_views import contacts_tab
from api.console.file_life_tabs import judgment_tab, life_tab
from api.console.induction_tabs import movements_tab, plan_tab
from api.console.legal_hold_tab import holds_tab
from api.console.measure_views import conduct_tab
from api.console.page_forms import read_day, read_id
from api.console.pages_base import PageRequest
from api.console.paper_views import papers_tab
from api.console.release_tab import release_tab
from api.console.supervisee_form import term_basis
from api.console.supervisee_header import header_of
from api.console.supervisee_limits_tab import limits_tab
from api.console.view_models.base import Choice, FormState
from api.console.view_models.supervisees import (
    ContactAround,
    FileRecord,
    OrdersTab,
    OverviewTab,
    PersonToCall,
    ReadingLine,
    ReadingsTab,
    RecordsTab,
    ResponsibleLine,
    RunningApplication,
    SuperviseeOrderLine,
    SuperviseeTab,
    TelephonesTab,
    TrackTab,
)
from supervision.audit import Act
from supervision.corrections.attachments import Attachment, load_attachments
from supervision.corrections.contacts.store import StoredContact
from supervision.corrections.file_state import END_CAUSE_NAMES, RELEASES, possible_ends
from supervision.corrections.handing_over import may_hand_over
from supervision.corrections.life_cycle import LifeStep, possible_steps
from supervision.corrections.opening import PersonFile, ReadingFilter, readings_of
from supervision.corrections.overview import load_overview
from supervision.corrections.reading_runs import ReadingRun, runs_of
from supervision.corrections.records import FileRecord as Record
from supervision.corrections.records import load_records
from supervision.corrections.responsible.store import ResponsibleOfficer, load_takers, responsible_of
from supervision.corrections.steps import act_of
from supervision.legal_time import day_end, day_start, legal_day
from supervision.monitoring.live_map import load_standing_order
from supervision.monitoring.open_alerts import count_waiting_alerts
from supervision.monitoring.track_days import find_tracked_days
from supervision.orders.of_person import PersonOrder, list_orders_of
from supervision.wording import Wording

MakeTab = Callable[[PageRequest, PersonFile, FormState], Awaitable[SuperviseeTab]]


async def overview_tab(page: PageRequest, file: PersonFile, form: FormState) -> OverviewTab:
    """Who, and what is in force."""
    standing = await load_standing_order(page.officer, file.file_id)
    waiting = await count_waiting_alerts(page.officer, [file.file_id])
    stands = await load_overview(page.officer, Act.PERSON_FILE_OPEN, file.file_id, legal_day(page.now))
    home, header = file.home, await header_of(page, file)
    officers = await responsible_of(file.file_id)
    return OverviewTab(
        header=header,
        supervision_class=stands.supervision_class,
        last_contact=_around(stands.last),
        next_contact=_around(stands.next),
        group=tuple(f"{page.word(one.kind, 'member-kind')} {one.name}" for one in stands.group),
        applications=tuple(
            RunningApplication(
                application_id=one.id, kind=one.kind, state=one.state, from_on=one.from_on, until_on=one.until_on
            )
            for one in stands.applications
        ),
        document_type=file.identity.document_type,
        document_number=file.identity.document_number,
        object_number=file.identity.object_number or "",
        sex=file.identity.sex or "",
        born_on=file.identity.born_on,
        home_address=home.address,
        home_position=None if home.lat is None or home.lon is None else (home.lon, home.lat),
        phone=file.telephones.phone or "",
        term_basis=term_basis(page, file.term),
        last_fixed_at=standing.last_fixed_at,
        open_alerts=waiting.get(file.file_id, 0),
        conditions=tuple(condition_text(page, zone) for zone in standing.zones),
        acts=_acts(page, file) - ({"find"} if header.search_id else set()),
        document_types=page.choices("document-type"),
        handed_over_on=file.handed_over_on,
        end_causes=tuple(
            Choice(value=cause, label=page.say(END_CAUSE_NAMES[cause]))
            for cause in possible_ends(file.category)
            if cause not in RELEASES
        ),
        officers=tuple(map(_responsible_line, officers)),
        takers=await _takers(page, file, officers),
        form=form,
    )


def _responsible_line(one: ResponsibleOfficer) -> ResponsibleLine:
    return ResponsibleLine(
        name=one.name,
        office_name=one.office_name,
        from_on=one.from_on,
        until_on=one.until_on,
        told_path=f"/console/contacts/{one.told_by}" if one.told_by else "",
        is_told=one.is_told,
    )


async def _takers(page: PageRequest, file: PersonFile, officers: Sequence[ResponsibleOfficer]) -> tuple[Choice, ...]:
    """Who else may answer for the file, for who may say so."""
    if file.state.is_closed or not page.may(Act.FILE_OFFICER_SET, file.division):
        return ()
    now = next((one.officer_id for one in officers if one.until_on is None), None)
    return tuple(
        Choice(value=str(one.id), label=f"{one.name}（{one.office_name}）")
        for one in await load_takers(page.officer, file.division)
        if one.id != now
    )


async def telephones_tab(page: PageRequest, file: PersonFile, _form: FormState) -> TelephonesTab:
    """Telephone numbers, addresses, and the home on the map."""
    home = file.home
    return TelephonesTab(
        header=await header_of(page, file),
        must_tell_of_end=not file.state.is_closed and file.term_ends_on < legal_day(page.now),
        phone=file.telephones.phone or "",
        home_address=home.address,
        home_position=None if home.lat is None or home.lon is None else (home.lon, home.lat),
        others=tuple(
            PersonToCall(name=one.name, relation=one.relation, phone=one.phone, address=one.address)
            for one in file.telephones.others
        ),
    )


async def track_tab(page: PageRequest, file: PersonFile, _form: FormState) -> TrackTab:
    """One day of the track; its positions are read, and that is recorded, by the script of the page."""
    asked = read_day(page.filters().get("day"), "day")
    today = legal_day(page.now)
    tracked = await find_tracked_days(page.officer, file.file_id, asked or today)
    day = asked or tracked.latest
    if day != (asked or today):
        tracked = await find_tracked_days(page.officer, file.file_id, day)
    return TrackTab(
        header=await header_of(page, file),
        day=day,
        earliest_day=tracked.earliest,
        latest_day=tracked.latest,
        days=tracked.around,
        has_order=tracked.has_order,
    )


async def orders_tab(page: PageRequest, file: PersonFile, _form: FormState) -> OrdersTab:
    """The positioning orders of the person, newest first."""
    orders = await list_orders_of(page.officer, file.file_id)
    return OrdersTab(header=await header_of(page, file), orders=tuple(_order_line(order) for order in orders))


async def records_tab(page: PageRequest, file: PersonFile, form: FormState) -> RecordsTab:
    """The recorded facts on which an order can rest."""
    records = await load_records(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    attached = await load_attachments(page.officer, Act.PERSON_FILE_OPEN, file.file_id)
    documents = {one.attachment_id: one for one in attached}
    is_open = not file.state.is_closed
    return RecordsTab(
        header=await header_of(page, file),
        records=tuple(_record(file, record, documents) for record in records),
        kinds=page.choices("record-kind"),
        form=form,
        may_add=is_open and page.may(Act.FILE_RECORD_ADD, file.division),
        may_annul=is_open and page.may(Act.FILE_RECORD_ANNUL, file.division),
        may_read_sealed=page.may(Act.SEALED_RECORD_READ, file.division),
    )


async def readings_tab(page: PageRequest, file: PersonFile, _form: FormState) -> ReadingsTab:
    """Who did what with the file, newest first."""
    filters = page.filters("by", "from_on", "until_on")
    wanted = ReadingFilter(
        read_id(filters.get("by"), "by"),
        read_day(filters.get("from_on"), "from_on"),
        read_day(filters.get("until_on"), "until_on"),
    )
    found = await readings_of(page.officer, file.file_id, file.purpose, page.filters().get("cursor"), wanted)
    runs = runs_of(found.items)
    return ReadingsTab(
        header=await header_of(page, file),
        lines=tuple(_reading(page, run) for run in runs),
        paging=page.paging(len(runs), found.next),
        filters=filters,
        may_print_receipt=page.may(Act.ACCESS_RECEIPT_PRINT, file.division),
    )


TABS: Mapping[str, MakeTab] = {
    "overview": overview_tab,
    "judgment": judgment_tab,
    "life": life_tab,
    "contacts": contacts_tab,
    "compliance": compliance_tab,
    "release": release_tab,
    "telephones": telephones_tab,
    "track": track_tab,
    "orders": orders_tab,
    "plan": plan_tab,
    "applications": applications_tab,
    "records": records_tab,
    "movements": movements_tab,
    "papers": papers_tab,
    "conduct": conduct_tab,
    "readings": readings_tab,
    "limits": limits_tab,
    "holds": holds_tab,
}
"""By the name that stands in the address."""


_FORM_OF_STEP: Mapping[LifeStep, str] = {
    LifeStep.REPORT_IN: "report-in",
    LifeStep.DECLARE: "declare",
    LifeStep.BEGIN: "begin",
    LifeStep.LOSE: "lose",
    LifeStep.FIND: "find",
    LifeStep.DETAIN: "detain",
    LifeStep.END_TRANSFER: "end-absence",
    LifeStep.RETURN: "end-absence",
    LifeStep.RELEASE: "release",
    LifeStep.TERMINATE: "end",
}
"""Which form of the overview takes each step; a transfer begins with the new agency's receipt, on its own page."""


def _acts(page: PageRequest, file: PersonFile) -> frozenset[str]:
    acts = {
        _FORM_OF_STEP[step]
        for step in possible_steps(file.state)
        if step in _FORM_OF_STEP and page.may(act_of(step), file.division)
    }
    is_released = may_hand_over(file.end_cause, file.term_ends_on, legal_day(page.now), file.division)
    if is_released and file.handed_over_on is None and page.may(Act.PERSON_FILE_HAND_OVER, file.division):
        acts.add("hand-over")
    return frozenset(acts)


def _around(contact: StoredContact | None) -> ContactAround | None:
    if contact is None:
        return None
    return ContactAround(
        contact_id=contact.id,
        kind=contact.kind,
        at=contact.happened_at or contact.planned_from or (contact.shown_at if contact.outcome else None),
        due_on=contact.planned_on,
        outcome=contact.outcome or "",
    )


def _order_line(order: PersonOrder) -> SuperviseeOrderLine:
    summary = order.summary
    ends_at = summary.stop.at if summary.stop else day_end(summary.ends_on)
    return SuperviseeOrderLine(
        order_id=summary.order_id,
        order_number=summary.number,
        version=summary.version,
        state=summary.state,
        starts_at=day_start(summary.starts_on),
        ends_at=ends_at - timedelta(microseconds=1),  # the day that midnight ends
        grounds=tuple(order.grounds),
        tracker_label=order.tracker_id or "",
    )


def _record(file: PersonFile, record: Record, documents: Mapping[UUID, Attachment]) -> FileRecord:
    proof = documents.get(record.proof_id) if record.proof_id and not record.is_sealed else None
    return FileRecord(
        record_id=record.record_id,
        kind=record.kind,
        happened_on=record.happened_on,
        summary=record.summary,
        recorded_by=record.recorded_by_name,
        recorded_at=record.recorded_at,
        proof=attachment_link(proof, file.purpose) if proof else None,
        annulled_at=record.annulled_at,
        is_sealed=record.is_sealed,
    )


def _reading(page: PageRequest, run: ReadingRun) -> ReadingLine:
    reading = run.last
    return ReadingLine(
        at=reading.at,
        first_at=run.first_at if run.times > 1 else None,
        times=run.times,
        parts=page.say(Wording("、", ", ")).join(page.word(part, "file-part") for part in run.parts),
        officer_id=reading.officer_id,
        officer_name=reading.officer_name,
        office_name=reading.office_name,
        act=reading.act,
        purpose=reading.purpose or "",
        result=reading.result,
    )
