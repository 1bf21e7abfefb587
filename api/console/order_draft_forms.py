"""The form of an order's terms: filled with what is stored, and read back; new facts go to the file first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from api.console import formats
from api.console.map_centre import map_start
from api.console.page_forms import SubmittedForm, form_of
from api.console.pages_base import PageRequest
from api.console.view_models.base import Choice, FormState, LegalBasis
from api.console.view_models.orders import GroundOption, OrderFormView
from devices.registry import load_models
from supervision.audit import Act
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.opening import PersonFile
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import FileRecord, add_record, load_records
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.orders.grounds import PROVED_BY, Ground
from supervision.orders.order_state import VersionKind
from supervision.orders.periods import find_period_rule, latest_end
from supervision.orders.terms import GroundChoice, Terms
from supervision.wording import Wording

NEW_RECORD = "new"
"""What stands in the field of a ground's record where the fact is added with the form."""

DAY_NEEDED = Wording("请填写日期。", "Give the day.")
RECORD_NEEDED = Wording("请选择或者添加证明这一项的事实。", "Choose or add the fact that proves this ground.")
PROOF_NEEDED = Wording("请附证明文件。", "Attach the proof.")
ZONES_UNREADABLE = Wording("区域的内容无法读取，请重新画。", "The zones cannot be read; draw them again.")
MOST_TERM = Wording("每份定位令不超过 {months} 个月", "an order lasts at most {months} months")
MOST_EXTENSION = Wording("每次延期不超过 {months} 个月", "each extension lasts at most {months} months")
ARITHMETIC = Wording(
    "自 {first} 起 {months} 个月，矫正期满 {term}，取较早者：{last}",
    "{months} months from {first}, the term ends {term}; the earlier of both is {last}",
)


@dataclass(frozen=True, slots=True)
class DraftFrame:
    """What surrounds the form: for whom, of which kind, the days between which it may end, and of which order."""

    file: PersonFile
    kind: VersionKind
    first_day: date
    last_day: date
    order_id: UUID | None = None
    order_number: str = ""


async def form_view(page: PageRequest, frame: DraftFrame, form: FormState) -> OrderFormView:
    """The form with the facts on the file, the models that can be worn, and the law's limit."""
    file, home = frame.file, frame.file.home
    return OrderFormView(
        supervisee_id=file.file_id,
        name=file.identity.name,
        number=file.number,
        form=form,
        grounds=_grounds(page, await load_records(page.officer, Act.ORDER_DRAFT, file.file_id)),
        models=tuple(
            Choice(value=model.name, label=model.name)
            for model in await load_models(page.officer)
            if model.is_dedicated
        ),
        centre=map_start(page.settings).centre,
        earliest_start_on=frame.first_day,
        latest_end_on=frame.last_day,
        term_basis=_basis(page, frame),
        home_position=None if home.lat is None or home.lon is None else (home.lon, home.lat),
        order_id=frame.order_id,
        order_number=frame.order_number,
        kind=frame.kind,
    )


def state_of(terms: Terms) -> FormState:
    """The form filled with stored terms."""
    values = {f"record_{choice.ground}": str(choice.record_id) for choice in terms.grounds}
    values |= {
        "starts_on": terms.starts_on.isoformat(),
        "ends_on": terms.ends_on.isoformat(),
        "model": terms.tracker_model,
        "assessment": terms.assessment,
        "zones": msgspec.json.encode(terms.zones).decode(),
    }
    return form_of(values, {"grounds": [choice.ground for choice in terms.grounds]})


def first_state(page: PageRequest, file: PersonFile) -> FormState:
    """The form of a new order: from today for as long as the law allows."""
    today = legal_day(page.now)
    last = latest_end(VersionKind.INITIAL, today, file.term_ends_on, file.division)
    return form_of({"starts_on": today.isoformat(), "ends_on": last.isoformat(), "zones": "[]"})


async def store_facts(page: PageRequest, form: SubmittedForm, file_id: UUID) -> SubmittedForm:
    """Put the facts that were added with the form on the file, each with its proof; the form then names them by id.

    They stay on the file whatever becomes of the order. InputInvalid names the field to mend.
    """
    for ground in _chosen(form):
        if form.text(f"record_{ground}") == NEW_RECORD:
            record_id = await _store_fact(page, form, file_id, ground)
            form = replace(form, fields={**form.fields, f"record_{ground}": (str(record_id),)})
    return form


def read_terms(form: SubmittedForm, kind: VersionKind, before: Terms | None) -> Terms:
    """The terms that the form asks for; what its kind does not let change is taken from `before`."""
    grounds = tuple(_choice(form, ground) for ground in _chosen(form))
    assessment = form.text("assessment")
    if kind is VersionKind.EXTENSION and before is not None:
        return msgspec.structs.replace(before, grounds=grounds, ends_on=_day(form, "ends_on"), assessment=assessment)
    zones, model = _zones(form), form.text("model")
    if kind is VersionKind.VARIATION and before is not None:
        return msgspec.structs.replace(before, grounds=grounds, zones=zones, tracker_model=model)
    return Terms(_day(form, "starts_on"), _day(form, "ends_on"), grounds, zones, model, assessment)


def _grounds(page: PageRequest, records: Sequence[FileRecord]) -> tuple[GroundOption, ...]:
    usable = [record for record in records if record.annulled_at is None and record.proof_id is not None]
    return tuple(
        GroundOption(
            code=ground,
            records=tuple(
                Choice(
                    value=str(record.record_id),
                    label=_label(page, record),
                    hint=record.summary,
                )
                for record in usable
                if record.kind in PROVED_BY[ground]
            ),
        )
        for ground in Ground
    )


def _label(page: PageRequest, record: FileRecord) -> str:
    return f"{formats.long_date(record.happened_on, page.language)} {page.word(record.kind, 'record-kind')}"


def _basis(page: PageRequest, frame: DraftFrame) -> LegalBasis:
    rule = find_period_rule(frame.kind, frame.first_day, frame.file.division)
    most = MOST_EXTENSION if frame.kind is VersionKind.EXTENSION else MOST_TERM
    days: Mapping[str, str] = {
        name: formats.long_date(day, page.language)
        for name, day in (("first", frame.first_day), ("term", frame.file.term_ends_on), ("last", frame.last_day))
    }
    text = Wording(str(most).format(months=rule.number), most.english.format(months=rule.number))
    return page.basis(rule, text, page.say(ARITHMETIC).format(months=rule.number, **days))


def _chosen(form: SubmittedForm) -> tuple[Ground, ...]:
    given = set(form.texts("grounds"))
    return tuple(ground for ground in Ground if ground in given)


def _choice(form: SubmittedForm, ground: Ground) -> GroundChoice:
    field = f"record_{ground}"
    try:
        return GroundChoice(ground, UUID(form.text(field)))
    except ValueError as error:
        raise InputInvalid(RECORD_NEEDED, field=field) from error


async def _store_fact(page: PageRequest, form: SubmittedForm, file_id: UUID, ground: Ground) -> UUID:
    happened_on, summary = _day(form, f"happened_on_{ground}"), form.text(f"summary_{ground}")
    proof = form.file(f"proof_{ground}")
    if proof is None:
        raise InputInvalid(PROOF_NEEDED, field=f"proof_{ground}")
    kind = _kind_for(ground)
    try:
        proof_id = await add_attachment(page.officer, file_id, AttachmentKind.PROOF, proof.filename, await proof.read())
        return await add_record(page.officer, file_id, kind, happened_on, summary, proof_id)
    except InputInvalid as error:
        names = {"content": "proof", "title": "proof"}
        field = names.get(error.field or "", error.field)
        raise InputInvalid(error.args[0], field=f"{field}_{ground}") from error


def _kind_for(ground: Ground) -> RecordKind:
    (kind,) = PROVED_BY[ground]
    return kind


def _day(form: SubmittedForm, field: str) -> date:
    day = form.day(field)
    if day is None:
        raise InputInvalid(DAY_NEEDED, field=field)
    return day


def _zones(form: SubmittedForm) -> tuple[dict[str, Any], ...]:
    try:
        return msgspec.json.decode(form.text("zones") or "[]", type=tuple[dict[str, Any], ...])
    except msgspec.MsgspecError as error:
        raise InputInvalid(ZONES_UNREADABLE, field="zones") from error
