"""What a decided measure says in its paper: the facts, what they rest on, the article; its number is the decision's."""

from collections.abc import Mapping
from uuid import UUID

from supervision.corrections.papers.called_for import ActKind, PaperCalledFor
from supervision.corrections.record_kinds import RECORD_KIND_NAMES
from supervision.corrections.records import records_of
from supervision.corrections.sanctions.lapses import LapseReason
from supervision.corrections.sanctions.store import StoredMeasure, basis_of, measures_of, steps_of
from supervision.corrections.sanctions.words import (
    REPLY_NAMES,
    REVOCATIONS,
    STANDING,
    MeasureKind,
    MeasureStep,
    Reply,
)
from supervision.corrections.store import StoredFile
from supervision.forms.catalogue import FormName
from supervision.storage.database import fetch_one
from supervision.vault import DataKey, Place, load_key, unseal_json

FORM_OF: Mapping[MeasureKind, FormName] = {
    MeasureKind.ADMONITION: FormName.ADMONITION,
    MeasureKind.WARNING: FormName.WARNING,
    MeasureKind.POLICE_PENALTY: FormName.PENALTY_PROPOSAL,
    MeasureKind.REVOKE_SUSPENSION: FormName.SUSPENSION_REVOCATION,
    MeasureKind.REVOKE_PAROLE: FormName.PAROLE_REVOCATION,
    MeasureKind.RE_IMPRISONMENT: FormName.IMPRISONMENT_PROPOSAL,
    MeasureKind.ARREST: FormName.ARREST_PROPOSAL,
    MeasureKind.REDUCTION: FormName.REDUCTION_PROPOSAL,
}
"""The form of each measure; praise has none, and is printed from its page."""


def has_form(kind: MeasureKind) -> bool:
    """Whether a measure goes out as a form. Pure."""
    return kind in FORM_OF


async def paper_of_measure(measure: StoredMeasure, file: StoredFile) -> PaperCalledFor | None:
    """The paper of a measure whose file the caller has loaded; None before a decision, of praise, of what is sealed.

    To whom a proposal goes, and what a reduction asks for, no measure says: those are typed.
    """
    if measure.state not in STANDING or not has_form(measure.kind) or measure.is_sealed:
        return None
    key = await load_key(file.vault_key)
    content = measure.content(key)
    said = {
        "facts": content.facts,
        "evidence": await _evidence(measure, file, key),
        "legal_basis": content.source[0],
    }
    if measure.kind is MeasureKind.ARREST:
        said["revocation_number"] = await _revocation_number(file.id)
    return PaperCalledFor(ActKind.MEASURE, measure.id, FORM_OF[measure.kind], said, measure.number)


async def _evidence(measure: StoredMeasure, file: StoredFile, key: DataKey) -> str:
    """The recorded facts that it rests on, the time out of supervision, and what the person said."""
    basis = (await basis_of(measure.id)) - {measure.record_id}
    lines = [
        f"{one.happened_on:%Y-%m-%d} {RECORD_KIND_NAMES[one.kind]}：{one.summary}"
        for one in reversed(await records_of(file, basis))
    ]
    if measure.lapse_id is not None and (sealed := await _lapse(measure.lapse_id)):
        place = Place("lapse", "reason_sealed", measure.lapse_id)
        lines.append(unseal_json(key, sealed, place, LapseReason).evidence)
    heard = [taken.detail for taken in await steps_of(measure, key) if taken.step is MeasureStep.HEAR]
    lines.extend(f"本人陈述（{REPLY_NAMES[Reply(one.reply)]}）：{one.text}" for one in heard[-1:])
    return "\n".join(lines)


async def _lapse(lapse_id: UUID) -> bytes | None:
    row = await fetch_one("SELECT reason_sealed FROM lapse WHERE id = $1", lapse_id)
    return None if row is None else bytes(row["reason_sealed"])


async def _revocation_number(file_id: UUID) -> str:
    """The proposal beside which an arrest is asked for."""
    found = (one for one in await measures_of(file_id) if one.kind in REVOCATIONS and one.state in STANDING)
    return next((one.number for one in found if one.number), "")
