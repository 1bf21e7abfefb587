"""Measures for tests, brought as far as the test wants the way officers bring them: Olga proposes, Agnes decides."""

from uuid import UUID

from supervision.corrections.attachments import AttachmentKind
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import add_record
from supervision.corrections.sanctions.delivering import ServiceProof, send_measure, serve_measure
from supervision.corrections.sanctions.findings import record_finding
from supervision.corrections.sanctions.proposing import (
    decide_measure,
    hear_person,
    propose_measure,
    respond_to_person,
)
from supervision.corrections.sanctions.words import HEARD_BEFORE, OWN_DECISIONS, MeasureKind, Reply, Trigger
from supervision.legal_time import legal_day, now
from tests.cast import Cast
from tests.makers_files import make_attachment, make_person_file
from tests.makers_orders import unused_code

FACTS = "三次未按要求报告，经提醒仍不报告。"


async def make_breach(cast: Cast, file_id: UUID, kind: RecordKind = RecordKind.SUPERVISION_BREACH) -> UUID:
    """A recorded breach of today."""
    return await add_record(cast.olga.officer, file_id, kind, legal_day(now()), "未按要求报告活动情况。")


async def make_proposed(
    cast: Cast,
    file_id: UUID | None = None,
    kind: MeasureKind = MeasureKind.ADMONITION,
    trigger: Trigger = Trigger.OTHER_SERIOUS,
    *,
    is_heard: bool = True,
) -> UUID:
    """A measure that Olga proposed, the person heard and answered where the law asks for it."""
    file_id = file_id or await make_person_file(cast.olga.officer)
    measure_id = await propose_measure(cast.olga.officer, file_id, kind, trigger, FACTS)
    if is_heard and kind in HEARD_BEFORE:
        await hear_person(cast.olga.officer, measure_id, Reply.EXPLAINED, "那几天家里有事，忘了报告。")
        await respond_to_person(cast.olga.officer, measure_id, "家中有事应当事先说明，理由不成立。")
    return measure_id


async def make_decided(
    cast: Cast,
    file_id: UUID | None = None,
    kind: MeasureKind = MeasureKind.ADMONITION,
    trigger: Trigger = Trigger.OTHER_SERIOUS,
) -> UUID:
    """A measure that Agnes decided; nothing has gone out yet."""
    measure_id = await make_proposed(cast, file_id, kind, trigger)
    await decide_measure(cast.agnes.officer, measure_id)
    return measure_id


async def make_delivered(
    cast: Cast,
    file_id: UUID | None = None,
    kind: MeasureKind = MeasureKind.ADMONITION,
    trigger: Trigger = Trigger.OTHER_SERIOUS,
) -> UUID:
    """A measure that was served on the person, or sent to the organ that decides."""
    file_id = file_id or await make_person_file(cast.olga.officer)
    measure_id = await make_decided(cast, file_id, kind, trigger)
    code = unused_code(cast.agnes)
    if kind in OWN_DECISIONS:
        paper_id = await make_attachment(cast.olga.officer, file_id, AttachmentKind.NOTICE_SCAN)
        await serve_measure(cast.agnes.officer, measure_id, legal_day(now()), ServiceProof(paper_id), code)
    else:
        await send_measure(cast.agnes.officer, measure_id, now(), "临溪县公安局", code)
    return measure_id


async def make_unrepentant(cast: Cast, file_id: UUID) -> UUID:
    """Today's written finding that the person is unrepentant."""
    return await record_finding(cast.olga.officer, file_id, "受训诫后仍两次不报告，当面表示不会报告。")
