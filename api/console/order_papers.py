"""An order's paper as pages show it: of a draft as it would be proposed now, of everything else as it was proposed."""

from collections.abc import Collection, Mapping
from uuid import UUID

from api.console.attachment_pages import attachment_link
from api.console.view_models.base import Attachment as AttachmentLink
from api.console.view_models.orders import OrderPaper, PaperGround, ZoneLine
from api.console.zone_words import zone_lines
from supervision.audit import Act
from supervision.corrections.attachments import load_attachments
from supervision.corrections.purposes import Purpose
from supervision.officers import Officer
from supervision.orders.duties import CONSEQUENCES, DUTIES, RIGHTS
from supervision.orders.opening import OrderInFull, VersionInFull
from supervision.orders.order_state import VersionState
from supervision.orders.periods import find_period_rule
from supervision.orders.store import StoredVersion
from supervision.orders.terms import OrderPaper as ProposedPaper

Links = Mapping[UUID, AttachmentLink]
"""Documents of a file by their ids."""


async def load_links(officer: Officer, act: Act, file_id: UUID, purpose: Purpose | str) -> Links:
    """The documents of a file that the caller has opened for a purpose, as links that keep it."""
    attachments = await load_attachments(officer, act, file_id)
    return {attachment.attachment_id: attachment_link(attachment, purpose) for attachment in attachments}


def paper_of(order: OrderInFull, shown: VersionInFull, links: Links) -> OrderPaper:
    """The paper of one version; a digest stands below it once it was proposed."""
    version = shown.version
    if shown.paper is None or version.state in {VersionState.DRAFT, VersionState.RETURNED}:
        return _draft(order, shown, links)
    is_approved = version.state is VersionState.APPROVED
    return proposed_paper(
        shown.paper,
        links,
        digest=(version.paper_digest or b"").hex(),
        approved_by=_approver(version) if is_approved else "",
        approved_at=version.decided_at if is_approved else None,
    )


def _approver(version: StoredVersion) -> str:
    """Who approved, and by which mandate where it was not the head."""
    by_mandate = f"（代行负责人职责，{version.mandate_document}）" if version.mandate_document else ""
    return f"{version.decided_by_name}{by_mandate}"


def proposed_paper(paper: ProposedPaper, links: Links, **decided: object) -> OrderPaper:
    """A proposed paper; `decided` are its `digest`, `approved_by` and `approved_at`, as far as there are any."""
    return OrderPaper(
        order_number=paper.order_number,
        version=paper.version,
        kind=paper.kind,
        agency_name=paper.agency_name,
        name=paper.name,
        document_type=paper.document_type,
        document_number=paper.document_number,
        category=paper.category,
        home_address=paper.home_address,
        court=paper.court,
        judgment_number=paper.judgment_number,
        term_ends_on=paper.term_ends_on,
        grounds=tuple(
            PaperGround(
                ground=ground.ground,
                record_kind=ground.record_kind,
                happened_on=ground.happened_on,
                summary=ground.summary,
                proof_sha256=ground.proof_sha256,
                proof=links.get(ground.proof_id),
            )
            for ground in paper.grounds
        ),
        zones=paper_zones(paper.zones),
        starts_on=paper.starts_on,
        ends_on=paper.ends_on,
        period_rule=paper.period_rule,
        tracker_model=paper.tracker_model,
        assessment=paper.assessment,
        duties=paper.duties,
        consequences=paper.consequences,
        rights=paper.rights,
        proposed_by=paper.proposed_by_name,
        proposed_at=paper.proposed_at,
        **decided,  # type: ignore[arg-type] # named in the docstring
    )


def paper_zones(zones: Collection[Mapping[str, object]]) -> tuple[ZoneLine, ...]:
    """Zones in words, in Chinese on every page: papers are."""
    return zone_lines(zones, "zh")


def _draft(order: OrderInFull, shown: VersionInFull, links: Links) -> OrderPaper:
    identity, terms, stored = order.content.identity, shown.terms, order.order
    return OrderPaper(
        order_number=stored.number,
        version=shown.version.version,
        kind=shown.version.kind,
        agency_name=order.office_name,
        name=identity.name,
        document_type=identity.document_type,
        document_number=identity.document_number,
        category=order.content.category,
        home_address=order.content.home.address,
        court=order.content.judgment.court,
        judgment_number=order.content.judgment.document_number,
        term_ends_on=stored.term_ends_on,
        grounds=tuple(
            PaperGround(
                ground=ground,
                record_kind=record.kind,
                happened_on=record.happened_on,
                summary=record.summary,
                proof_sha256=record.proof_sha256,
                proof=links.get(record.proof_id) if record.proof_id else None,
            )
            for ground, record in order.records
        ),
        zones=paper_zones(terms.zones),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        period_rule=str(find_period_rule(shown.version.kind, terms.starts_on, stored.division).source),
        tracker_model=terms.tracker_model,
        assessment=terms.assessment,
        duties=DUTIES,
        consequences=CONSEQUENCES[order.content.category],
        rights=RIGHTS,
    )
