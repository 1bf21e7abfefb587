"""The terms of an order, the paper that the approver is shown, and its digest; what of it the wearer sees. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec

from supervision.corrections.category import Category
from supervision.corrections.record_kinds import RecordKind
from supervision.documents import DocumentType
from supervision.errors import InputInvalid
from supervision.orders.grounds import Ground
from supervision.orders.order_state import VersionKind
from supervision.orders.zones import Zone
from supervision.texts import needed_text
from supervision.wording import Wording

_MOST_ZONES = 30
_MOST_ASSESSMENT = 4_000

ASSESSMENT_NEEDED = Wording("延期须附书面评估。", "An extension needs a written assessment.")
ZONES_MANY = Wording("区域过多。", "These are too many zones.")
ZONES_REPEATED = Wording("区域编号重复。", "Two zones carry the same id.")


class GroundChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ground and the record on the file on which it rests."""

    ground: Ground
    record_id: UUID


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an officer writes into an order; `zones` are as `Zone.as_dict()` gives them, hours included.

    `tracker_model` names the model to be worn; `assessment` says why an extension is needed.
    """

    starts_on: date
    ends_on: date
    grounds: tuple[GroundChoice, ...]
    zones: tuple[dict[str, Any], ...] = ()
    tracker_model: str = ""
    assessment: str = ""


class PaperGround(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ground as the approver sees it: the fact, and its proof by content."""

    ground: Ground
    record_id: UUID
    record_kind: RecordKind
    happened_on: date
    summary: str
    proof_id: UUID
    proof_sha256: str


class OrderPaper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An order version as a whole, exactly as it is approved: sealed when it is proposed, and unchanged from then on.

    `salt` is random, so that the digest, which stands in clear, says nothing about the content to who would guess it.
    """

    salt: str
    order_id: UUID
    order_number: str
    version: int
    kind: VersionKind
    file_id: UUID
    file_number: str
    agency_name: str
    name: str
    document_type: DocumentType
    document_number: str
    category: Category
    home_address: str
    court: str
    judgment_number: str
    term_ends_on: date
    grounds: tuple[PaperGround, ...]
    zones: tuple[dict[str, Any], ...]
    starts_on: date
    ends_on: date
    period_rule: str
    tracker_model: str
    assessment: str
    duties: tuple[str, ...]
    consequences: tuple[str, ...]
    rights: tuple[str, ...]
    proposed_by: UUID
    proposed_by_name: str
    proposed_at: datetime


def canonical_bytes(paper: OrderPaper) -> bytes:
    """The one way to write a paper down, of which the digest is taken: JSON in UTF-8, all keys sorted."""
    return msgspec.json.encode(paper, order="sorted")


def check_terms(terms: Terms, kind: VersionKind) -> Terms:
    """The terms with texts trimmed and zones in their one written form; a zone without an id gets one.

    InputInvalid, ZoneRefused or HoursRefused say what cannot stand.
    """
    if len(terms.zones) > _MOST_ZONES:
        raise InputInvalid(ZONES_MANY, field="zones")
    zones = tuple(read_zone(plain) for plain in terms.zones)
    if len({zone.condition_id for zone in zones}) != len(zones):
        raise InputInvalid(ZONES_REPEATED, field="zones")
    assessment = terms.assessment.strip()
    if kind is VersionKind.EXTENSION and not assessment:
        raise InputInvalid(ASSESSMENT_NEEDED, field="assessment")
    return msgspec.structs.replace(
        terms,
        zones=tuple(zone.as_dict() for zone in zones),
        tracker_model=needed_text(terms.tracker_model, "model"),
        assessment=needed_text(assessment, "assessment", _MOST_ASSESSMENT) if assessment else "",
    )


def read_zone(plain: Mapping[str, Any]) -> Zone:
    """A zone from plain values; a new one, without `condition_id`, gets its id here."""
    return Zone.from_dict({**plain, "condition_id": plain.get("condition_id") or str(uuid4())})


def zones_of(zones: Iterable[Mapping[str, Any]]) -> tuple[Zone, ...]:
    """The zones of stored terms."""
    return tuple(Zone.from_dict(plain) for plain in zones)


def shown_to_wearer(zones: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The zones as a notice or a tracker may have them: of a protected zone only that it exists, and its hours.

    Where it lies, and even its name, could lead the wearer to whom it protects.
    """
    return tuple({**zone, "shape": None, "name": ""} if zone["is_protected"] else dict(zone) for zone in zones)


def paper_for_wearer(paper: OrderPaper) -> OrderPaper:
    """The paper as it may be printed for the wearer, protected zones hidden."""
    return msgspec.structs.replace(paper, zones=shown_to_wearer(paper.zones))


def terms_of(paper: OrderPaper) -> Terms:
    """The terms that a paper sets down."""
    return Terms(
        starts_on=paper.starts_on,
        ends_on=paper.ends_on,
        grounds=tuple(GroundChoice(ground.ground, ground.record_id) for ground in paper.grounds),
        zones=paper.zones,
        tracker_model=paper.tracker_model,
        assessment=paper.assessment,
    )


def find_changes(before: Terms, after: Terms) -> tuple[str, ...]:
    """Which of `grounds`, `zones`, `tracker_model`, `starts_on`, `ends_on` and `assessment` differ."""
    return tuple(
        name
        for name in ("grounds", "zones", "tracker_model", "starts_on", "ends_on", "assessment")
        if getattr(before, name) != getattr(after, name)
    )
